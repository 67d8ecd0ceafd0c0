"""What somebody typed as filters of deals. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from nahbar.campaigns.leads.deals.contracts import BYS
from nahbar.kernel.clock import read_day
from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import msg

CHOICES = {"by": BYS, "refunded": ("yes", "no")}


def read_filters(typed: Mapping[str, str]) -> Mapping[str, str]:
    """Return the filters that are set; raises BadInput for a day that is none and a word that is not among its own.

    A page lets what it does not understand filter nothing; a program must not take all deals for those it asked for.
    """
    given = {name: text for name, text in typed.items() if text}
    for name, choices in CHOICES.items():
        if name in given and given[name] not in choices:
            raise BadInput(
                msg("“{value}” is no choice of {name:raw}.", value=given[name][:40], name=name),
                msg("Choose one of: {choices:raw}.", choices=", ".join(choices)),
                kind=name,
            )
    for name in ("from", "to"):
        if name in given:
            _check_day(given[name], name)
    return given


def _check_day(text: str, name: str) -> None:
    try:
        read_day(text)
    except ValueError as error:
        raise BadInput(
            msg("“{value}” is no day.", value=text[:40]), msg("Write it as 2026-10-01."), kind=name
        ) from error
