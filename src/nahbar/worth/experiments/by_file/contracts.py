"""What a design asks of a table, what a glimpse of the table shows, and what the answer holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from nahbar.kernel.messages import Message
from nahbar.measure.steps import Steps
from nahbar.worth.experiments.contracts import Interval

# What a role takes: a column, several columns, one value of one column, or a whole number.
COLUMN, COLUMNS, VALUE, NUMBER = "column", "columns", "value", "number"

# By role, the names of columns, the values or the numbers that were chosen.
Choices = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Role:
    """Something that has to be named before a table can be read; `takes` is one of the four above."""

    name: str
    label: Message
    hint: Message | None = None
    takes: str = COLUMN
    required: bool = True


@dataclass(frozen=True, slots=True)
class Kind:
    """A design: its question, the table that it wants, its roles, and how many rows a page can take.

    `command` is what takes larger tables; `steps` says what is counted while a table is worked on, None where
    that takes no time.
    """

    name: str
    question: Message
    wanted: Message
    method: Message
    roles: Sequence[Role]
    most_rows: int
    command: str
    steps: Message | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, the different `values` of its filled cells (None: too many) and whether all are figures.

    `filled` says that no cell is empty, `repeats` that some value stands in more than one row.
    """

    name: str
    values: Sequence[str] | None
    figures: bool
    filled: bool
    repeats: bool


@dataclass(frozen=True, slots=True)
class Glimpse:
    """A table at first sight. `text` is the table as CSV, which a form carries on; `top` its first rows."""

    file: str
    rows: int
    columns: Sequence[Column]
    top: Sequence[Sequence[str]]
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the answer: an effect with its interval; `own` is what a pooled experiment said by itself.

    `panel` has a scale of its own; `share` says that the figure is a difference of shares.
    """

    panel: Message
    label: Message | str
    figure: float
    interval: Interval
    share: bool = False
    people: int | None = None
    own: tuple[float, tuple[float, float]] | None = None
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a table says: one sentence, whether it is `clear`, further sentences, and the figures.

    `scores` are those of the rows, each as (row, score), where they are useful.
    """

    said: Message
    clear: bool
    more: Sequence[Message]
    lines: Sequence[Line]
    scores: Sequence[tuple[int, float]] = ()


# The part that takes long, once a table was read: it holds figures and no longer the table.
Work = Callable[[Steps], Answer]


@dataclass(frozen=True, slots=True)
class Bar:
    """A line in the reader's language, as a picture takes it: thick `interval`, thin `anytime_interval`."""

    arm: str
    outcome: str
    absolute: float
    interval: Interval
    anytime_interval: Interval
    share: bool
