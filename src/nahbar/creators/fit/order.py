"""The order of a list of fits: by one dimension or by name, never by a sum. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from nahbar.creators.fit.contracts import DIMENSIONS, Fit
from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import msg

SORTS = ("name", *DIMENSIONS)
FIRST = "-topics"


def sorted_fits(fits: Sequence[Fit], sort: str) -> list[Fit]:
    """Return fits by a dimension or by name; what cannot be told comes last. Raises BadInput for other columns."""
    column, falling = sort.removeprefix("-"), sort.startswith("-")
    if column not in SORTS:
        raise BadInput(
            msg("Lists cannot be sorted by “{sort}”.", sort=sort),
            msg("Choose one of: {columns}.", columns=", ".join(SORTS)),
            kind="sort",
        )
    if column == "name":
        return sorted(fits, key=lambda fit: fit.name.casefold(), reverse=falling)

    def place(fit: Fit) -> tuple[bool, float, float, str]:
        one = fit.dimensions[column]
        value = one.value or 0.0
        # Of equal values the one that is surer comes first.
        return one.value is None, -value if falling else value, -one.low if falling else one.low, fit.handle

    return sorted(fits, key=place)
