"""Follower profiles as columns, and the terms of the follower audit that are computed from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

COLUMNS = ("posts", "following", "followers", "has_picture", "is_private", "username_length", "username_digits")
# Beyond six digits a username is as telling as with six; the labelled accounts hold no more.
_MOST_DIGITS = 6.0


@dataclass(frozen=True, slots=True, eq=False)
class FollowerProfiles:
    """Profiles of followers, one entry a row of the list; NaN where a value is unknown.

    A column that the list does not have is an array of NaN. Flags are 0 or 1, the rest are counts.
    """

    follower: Sequence[str]
    posts: Floats
    following: Floats
    followers: Floats
    has_picture: Floats
    is_private: Floats
    username_length: Floats
    username_digits: Floats

    def __post_init__(self) -> None:
        for name in COLUMNS:
            if getattr(self, name).shape != (len(self.follower),):
                raise ValueError(f"column {name} must have one entry for each of the {len(self.follower)} followers")

    def values(self) -> dict[str, Floats]:
        """Return the columns by name with impossible values (negative, infinite) as NaN."""
        return {name: _possible(np.asarray(getattr(self, name), dtype=np.float64)) for name in COLUMNS}


def follower_profiles(follower: Sequence[str], columns: Mapping[str, Sequence[float] | Floats]) -> FollowerProfiles:
    """Build profiles from the columns at hand; a column that is not there is unknown for every follower."""
    unknown = np.full(len(follower), np.nan)
    filled = {name: np.asarray(columns.get(name, unknown), dtype=np.float64) for name in COLUMNS}
    return FollowerProfiles(follower=follower, **filled)


def _possible(value: Floats) -> Floats:
    return np.where(np.isfinite(value) & (value >= 0.0), value, np.nan)


@dataclass(frozen=True, slots=True)
class Term:
    """One term of the score: the columns it needs, whether it is a smooth curve or a line, and its reason."""

    name: str
    needs: tuple[str, ...]
    smooth: bool
    reason: str
    value: Callable[[Mapping[str, Floats]], Floats]


def _log_count(name: str) -> Callable[[Mapping[str, Floats]], Floats]:
    return lambda columns: np.log1p(columns[name])


def _log_ratio(top: str, bottom: str) -> Callable[[Mapping[str, Floats]], Floats]:
    return lambda columns: np.log1p(columns[top]) - np.log1p(columns[bottom])


def _column(name: str) -> Callable[[Mapping[str, Floats]], Floats]:
    return lambda columns: columns[name]


def _digits(columns: Mapping[str, Floats]) -> Floats:
    return np.minimum(columns["username_digits"], _MOST_DIGITS)


def _digit_share(columns: Mapping[str, Floats]) -> Floats:
    return np.minimum(columns["username_digits"] / np.maximum(columns["username_length"], 1.0), 1.0)


def _ratio(top: str, bottom: str, reason: str) -> Term:
    return Term(f"{top}/{bottom}", (top, bottom), True, reason, _log_ratio(top, bottom))


TERMS = (
    Term("posts", ("posts",), True, "posts", _log_count("posts")),
    Term("following", ("following",), True, "network", _log_count("following")),
    Term("followers", ("followers",), True, "network", _log_count("followers")),
    _ratio("following", "followers", "network"),
    _ratio("following", "posts", "posts"),
    _ratio("posts", "followers", "posts"),
    Term("username_length", ("username_length",), True, "length", _column("username_length")),
    Term("has_picture", ("has_picture",), False, "picture", _column("has_picture")),
    Term("is_private", ("is_private",), False, "private", _column("is_private")),
    Term("username_digits", ("username_digits",), False, "digits", _digits),
    Term("digit_share", ("username_digits", "username_length"), False, "digits", _digit_share),
)


def usable_terms(known: Iterable[str]) -> tuple[Term, ...]:
    """Return the terms whose columns are all among `known`."""
    have = set(known)
    return tuple(term for term in TERMS if have.issuperset(term.needs))


def known_columns(columns: Mapping[str, Floats]) -> npt.NDArray[np.bool_]:
    """Return (rows, 7): which of COLUMNS each row has."""
    return np.column_stack([~np.isnan(columns[name]) for name in COLUMNS])


def rows_of(columns: Mapping[str, Floats], rows: npt.NDArray[Any]) -> dict[str, Floats]:
    """Return the columns of the chosen rows."""
    return {name: value[rows] for name, value in columns.items()}
