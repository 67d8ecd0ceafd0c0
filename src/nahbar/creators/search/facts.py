"""The figures of creators that filters compare, as arrays beside the documents of an index. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]
NAMED = ("platform", "language", "country", "verdict")
FIGURES = ("followers", "rate", "percentile", "paid_share", "price_cents", "last_post")


class Filters(msgspec.Struct, frozen=True, omit_defaults=True):
    """What creators must fulfil; None asks nothing. An unknown value fulfils no bound.

    Shares and percentiles are 0 to 1, `price` in whole units of the price's own currency, `last_post` in seconds.
    """

    platform: str | None = None
    language: str | None = None
    country: str | None = None
    verdict: str | None = None
    followers_from: int | None = None
    followers_to: int | None = None
    percentile_from: float | None = None
    paid_to: float | None = None
    price_to: float | None = None
    posted_since: int | None = None

    def bounds(self) -> list[tuple[str, float, bool]]:
        """Return (figure, bound, whether the figure must be at least the bound)."""
        asked = [
            ("followers", self.followers_from, True),
            ("followers", self.followers_to, False),
            ("percentile", self.percentile_from, True),
            ("paid_share", self.paid_to, False),
            ("price_cents", None if self.price_to is None else self.price_to * 100, False),
            ("last_post", self.posted_since, True),
        ]
        return [(name, float(bound), least) for name, bound, least in asked if bound is not None]

    def names(self) -> list[tuple[str, str]]:
        """Return (column, value) of the filters by name."""
        return [(column, value) for column in NAMED if (value := getattr(self, column)) is not None]


@dataclass(frozen=True, slots=True)
class Facts:
    """One row a creator in rising order of `creators`; names are numbers into `words`, 0 is unknown."""

    creators: npt.NDArray[np.int64]
    named: Mapping[str, npt.NDArray[np.int16]]
    figures: Mapping[str, npt.NDArray[np.float64]]
    words: Mapping[str, Sequence[str]]

    def passing(self, filters: Filters, creators: npt.NDArray[np.int64]) -> Mask | None:
        """Return which of `creators` (rising) pass; None when nothing is asked and all are there."""
        place = np.minimum(np.searchsorted(self.creators, creators), max(0, len(self.creators) - 1))
        mask = self.creators[place] == creators if len(self.creators) else np.zeros(len(creators), dtype=bool)
        asked = bool(filters.names() or filters.bounds())
        for column, value in filters.names():
            wanted = [k for k, word in enumerate(self.words[column]) if word.casefold() == value.casefold()]
            mask &= self.named[column][place] == (wanted[0] if wanted else -1)
        for figure, bound, least in filters.bounds():
            known = self.figures[figure][place]
            mask &= known >= bound if least else known <= bound
        return mask if asked or not mask.all() else None

    def value(self, figure: str, creators: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """Return a figure of these creators; NaN where it is unknown."""
        place = np.minimum(np.searchsorted(self.creators, creators), max(0, len(self.creators) - 1))
        values: npt.NDArray[np.float64] = self.figures[figure][place]
        return values


def facts_of(table: Any) -> Facts:
    """Build the arrays from an Arrow table with the columns id, NAMED and FIGURES, in rising order of id."""
    named, words = {}, {}
    for column in NAMED:
        coded = table.column(column).combine_chunks().dictionary_encode()
        numbers = coded.indices.cast("int16").fill_null(-1).to_numpy(zero_copy_only=False)
        named[column] = (numbers + 1).astype(np.int16)
        words[column] = ["", *coded.dictionary.to_pylist()]
    figures = {name: np.array(table.column(name).to_numpy(zero_copy_only=False)) for name in FIGURES}
    return Facts(np.array(table.column("id").to_numpy()), named, figures, words)
