"""The figures of creators that filters compare, as arrays beside the documents of an index. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]
NAMED = ("platform", "language", "country", "verdict")
FIGURES = ("followers", "rate", "percentile", "paid_share", "price_cents", "last_post")


class Filters(msgspec.Struct, frozen=True, omit_defaults=True):
    """What creators must fulfil; None asks nothing. An unknown value fulfils no bound.

    Shares and percentiles are 0 to 1, `price` in whole units of the currency that most prices have (a price in
    another one is unknown), `last_post` in seconds.
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

    def of(self, creators: npt.NDArray[np.int64]) -> Facts:
        """Return the facts of `creators` (rising) alone, row by row; those of creators who are gone mean nothing."""
        if not len(self.creators):
            nothing = {column: np.zeros(len(creators), dtype=np.int16) for column in NAMED}
            return Facts(creators, nothing, {name: np.full(len(creators), np.nan) for name in FIGURES}, self.words)
        place = np.minimum(np.searchsorted(self.creators, creators), len(self.creators) - 1)
        named = {column: values[place] for column, values in self.named.items()}
        figures = {name: values[place] for name, values in self.figures.items()}
        return Facts(creators, named, figures, self.words)

    def passing(self, filters: Filters, valid: Mask) -> Mask:
        """Return which rows pass among those that are `valid`."""
        mask = valid
        for column, value in filters.names():
            wanted = [k for k, word in enumerate(self.words[column]) if word.casefold() == value.casefold()]
            mask = mask & (self.named[column] == (wanted[0] if wanted else -1))
        for figure, bound, least in filters.bounds():
            known = self.figures[figure]
            mask = mask & (known >= bound if least else known <= bound)
        return mask

    def value(self, figure: str, creators: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """Return a figure of these creators; NaN where it is unknown."""
        place = np.minimum(np.searchsorted(self.creators, creators), max(0, len(self.creators) - 1))
        values: npt.NDArray[np.float64] = self.figures[figure][place]
        return values


def save_facts(facts: Facts, file: Path) -> None:
    """Write the arrays and the words of the names into one file."""
    arrays: dict[str, Any] = {f"named_{name}": values for name, values in facts.named.items()}
    arrays |= {f"figure_{name}": values for name, values in facts.figures.items()}
    words = np.frombuffer(msgspec.json.encode(facts.words), dtype=np.uint8)
    with file.open("wb") as handle:
        np.savez(handle, creators=facts.creators, words=words, **arrays)


def load_facts(file: Path) -> Facts:
    """Read what `save_facts` wrote."""
    with np.load(file) as found:
        named = {name: found[f"named_{name}"] for name in NAMED}
        figures = {name: found[f"figure_{name}"] for name in FIGURES}
        words = msgspec.json.decode(found["words"].tobytes(), type=dict[str, list[str]])
        return Facts(found["creators"], named, figures, words)


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
