"""Comments of made-up posts as rows, and their sums by plain loops: what the reduction is held against."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields

import numpy as np

from nahbar.creators.contracts import CommentMoments, PostComments


@dataclass(frozen=True, slots=True)
class Row:
    """One comment: its post, seconds after it, letters, whether it would fit any post, digits of the author's name."""

    post: int
    seconds: int
    letters: int = 20
    generic: bool = False
    digits: int | None = 0


def moments_of(rows: list[Row]) -> CommentMoments:
    """Sum up post by post, as CommentMoments tells."""
    everywhere = Counter(stretch(row) for row in rows)
    columns = {one.name: [] for one in fields(CommentMoments)}
    for post in sorted({row.post for row in rows}):
        mine = [row for row in rows if row.post == post]
        late = [np.log(max(row.seconds, 1) + 30) for row in mine]
        length = [np.log(row.letters + 1) for row in mine]
        digits = [min(row.digits or 0, 5) for row in mine]
        here = Counter(stretch(row) for row in mine)
        columns["delay"].append(sum(late))
        columns["delay_squared"].append(sum(one**2 for one in late))
        columns["together"].append(sum(times * (times - 1) for times in here.values()))
        columns["alike"].append(sum(everywhere[stretch(row)] for row in mine))
        columns["length"].append(sum(length))
        columns["length_squared"].append(sum(one**2 for one in length))
        columns["named"].append(sum(row.digits is not None for row in mine))
        columns["digits"].append(sum(digits))
        columns["digits_squared"].append(sum(one**2 for one in digits))
        columns["generic_length"].append(sum(one for row, one in zip(mine, length, strict=True) if row.generic))
        columns["generic_digits"].append(sum(one for row, one in zip(mine, digits, strict=True) if row.generic))
        columns["length_digits"].append(sum(a * b for a, b in zip(length, digits, strict=True)))
    return CommentMoments(**{name: np.array(values, dtype=np.float64) for name, values in columns.items()})


def comments_of(rows: list[Row]) -> PostComments:
    """The same rows as what a creator's posts are known by; nothing is repeated, copied or of emoji alone."""
    posts = sorted({row.post for row in rows})
    counted = [
        [sum(row.post == post and chosen(row) for row in rows) for post in posts]
        for chosen in (lambda _: True, lambda row: row.generic, lambda row: row.seconds <= 600)
    ]
    many, generic, early = (np.array(column, dtype=np.int64) for column in counted)
    none = np.zeros(len(posts), dtype=np.int64)
    return PostComments(np.arange(len(posts)), many, many, generic, none, none, none, early, moments_of(rows))


def stretch(row: Row) -> int:
    """The stretch of log time that a comment falls into."""
    return int(np.floor(np.log(max(row.seconds, 1) + 30) / 0.3))
