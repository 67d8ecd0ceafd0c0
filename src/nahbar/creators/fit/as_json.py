"""A fit as plain values, for the command line and the API; sentences are English, unknown values are null. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nahbar.creators.fit.contracts import Dimension, Fit


def fit_json(fit: Fit, *, whole: bool = False) -> dict[str, Any]:
    """Return the profile and the sentence; with `whole` what they rest on."""
    head: dict[str, Any] = {
        "creator": {"platform": fit.platform, "handle": fit.handle, "name": fit.name},
        "sentence": fit.sentence.render(),
        "dimensions": {name: _dimension(one) for name, one in fit.dimensions.items()},
        "findings": _rows(fit.findings),
    }
    if not whole:
        return head
    look = None if fit.look is None else {**_row(fit.look), "palette": [list(pair) for pair in fit.look.palette]}
    return {
        **head,
        "topics": {"for": _rows(fit.topics_for), "against": _rows(fit.topics_against)},
        "values": {"for": _rows(fit.values_for), "against": _rows(fit.values_against)},
        "audience": [{**_row(one), "source": one.source.render()} for one in fit.audience],
        "tone": _rows(fit.tone),
        "look": look,
    }


def _dimension(one: Dimension) -> dict[str, Any]:
    known = one.value is not None
    return {
        "value": one.value,
        "interval": [one.low, one.high] if known else None,
        "n": one.n,
        "coverage": one.coverage.render(),
    }


def _rows(found: Sequence[Any]) -> list[dict[str, Any]]:
    return [_row(one) for one in found]


def _row(one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__dataclass_fields__}
