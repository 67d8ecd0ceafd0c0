"""The names of those who comment on the made-up creators: accounts of a panel often have the digits of a number."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

CHEAP, GOOD = 700_000_000, 710_000_000  # accounts of a panel: named by a machine, or like people
LETTERS = "abcdefghijklmnopqrstuvwxyz"
PLAIN_NAMES, PLAIN_OF_CHEAP = 0.65, 0.25  # shares of names without any digit


def drawn_of(author: Ints) -> Floats:
    """Return a number in [0, 1) for each author, always the same."""
    found: Floats = (author * 2_654_435_761 % 4_294_967_296) / 4_294_967_296
    return found


def name_digits(author: Ints) -> Ints:
    """Return how many digits each author's name has."""
    cheap = (author >= CHEAP) & (author < GOOD)
    draw, plain = drawn_of(author), np.where(cheap, PLAIN_OF_CHEAP, PLAIN_NAMES)
    more = ((draw - plain) / (1 - plain) * np.where(cheap, 5, 4)).astype(np.int64)
    return np.where(draw < plain, 0, more + np.where(cheap, 2, 1)).astype(np.int64)


def author_name(handle: str, author: int) -> str:
    """Return the name of an author of comments on one creator's posts."""
    word, rest = "", author
    while rest:
        rest, place = divmod(rest, 26)
        word += LETTERS[place]
    letters = "".join(LETTERS[int(one)] if one.isdigit() else one for one in handle)
    return f"{letters}.{word}" + "7" * int(name_digits(np.array([author]))[0])
