"""Which arm a person is in: a keyed hash, so that all rooms and processes draw alike and nobody can guess. Pure."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass

from nahbar.kernel.touchpoints import Touchpoint

KEY = "experiments"
_WHOLE = 2.0**64


@dataclass(frozen=True, slots=True)
class Variant:
    """An arm and its share; the first of an experiment is the control."""

    name: str
    share: float


def assign(key: bytes, experiment: str, unit: str, variants: Sequence[Variant]) -> str:
    """Return the arm of `unit` (a pseudonym, a creator) in an experiment.

    The first 64 bits of HMAC-SHA256 (RFC 2104) of both names under the workspace's key are a number between 0 and 1;
    the arm is the one whose part of the shares it falls into. Experiments draw independently of each other, because
    the name of the experiment is hashed too. An engine's own hash() differs by version and must not be used.
    """
    # The lengths keep "a" with "bc" apart from "ab" with "c".
    text = f"{len(experiment)}:{experiment}{unit}".encode()
    at = int.from_bytes(hmac.new(key, text, hashlib.sha256).digest()[:8], "big") / _WHOLE
    at *= sum(one.share for one in variants)
    for one in variants:
        at -= one.share
        if at < 0:
            return one.name
    return variants[-1].name


def exposure(experiment: str, variant: str, time: int, person: str | None, creator: str | None = None) -> Touchpoint:
    """Return the touchpoint that says that somebody met an arm (also the control, at the moment it would have been).

    `time` is in microseconds. A unit's first exposure has one id, so that sending it again changes nothing. `person`
    needs consent, which the caller has asked for; without one, only experiments on creators can be read.
    """
    unit = person if person is not None else creator or ""
    name = hashlib.sha256(f"{len(experiment)}:{experiment}{unit}".encode()).hexdigest()[:32]
    return Touchpoint(
        id=f"exposure-{name}",
        time=time,
        kind="exposure",
        person=person,
        creator=creator,
        assignment=f"{experiment}/{variant}",
        consent=True if person is not None else None,
    )
