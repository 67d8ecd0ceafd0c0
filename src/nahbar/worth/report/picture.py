"""The plots of a report: counts beside those of the month before, and who earned them. Pure.

They are drawn on a surface, which is SVG on screens and vectors on paper, so that both show the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from markupsafe import Markup

from nahbar.kernel.i18n import Language
from nahbar.kernel.messages import msg
from nahbar.kernel.plots import Canvas, Scale, both_widths, linear_ticks
from nahbar.measure.earned_sums import Interval
from nahbar.worth.earned.contracts import COUNT, Period

MOST_CREATORS = 6
# Pixels: a row, what stands above and below all rows, the room for names and for figures beside the marks.
ROW, HEAD, FOOT = 30.0, 8.0, 26.0
NAMES_WIDE, NAMES_NARROW, FIGURES_WIDE, FIGURES_NARROW = 190.0, 118.0, 130.0, 84.0
CHARS_WIDE, CHARS_NARROW = 28, 16
# Room that a letter of the figures takes, and that keeps them apart from the longest interval.
LETTER, GAP = 6.5, 12.0
DOT, BEFORE_DOT, APART = 4.5, 3.5, 6.0
TICKS = 4
COUNTS = msg("Leads and deals of the month, and of the month before in grey, with 95% intervals")
CREATORS = msg("Qualified leads and deals together by creator, and of the month before in grey: credit, not cause")


class Surface(Protocol):
    """What plots are drawn on; coordinates are pixels from the upper left corner, `kind` is a class of the style."""

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str, hint: str = "") -> None:
        """Draw a straight line."""

    def dot(self, x: float, y: float, radius: float, kind: str, hint: str = "") -> None:
        """Draw a dot."""

    def text(self, x: float, y: float, words: str, anchor: str = "start", kind: str = "") -> None:
        """Write a text from, to or around a point."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A named figure with its interval, and what it was in the month before."""

    name: str
    now: Interval
    before: float


def count_marks(period: Period, language: Language) -> Sequence[Mark]:
    """Return the counts of the period."""
    counted = [one for one in period.figures.values() if one.unit == COUNT]
    return [Mark(language.message(one.title), one.now, one.before.value) for one in counted]


def creator_marks(period: Period) -> Sequence[Mark]:
    """Return the creators who earned most; what nobody is known of is left to the table."""
    from nahbar.measure.earned_sums import count_interval

    found = []
    for one in [line for line in period.creators if line.name][:MOST_CREATORS]:
        earned = round(one.figures["qualified_leads"].value + one.figures["deals"].value)
        found.append(Mark(one.label, count_interval(earned), one.before["qualified_leads"] + one.before["deals"]))
    return [one for one in found if one.now.value]


def height_of(marks: Sequence[Mark], row: float = ROW) -> float:
    """Return how tall the plot of these marks is, with rows so tall."""
    return HEAD + row * len(marks) + FOOT


def draw_marks(
    surface: Surface, language: Language, marks: Sequence[Mark], width: float, wide: bool = True, tall: float = ROW
) -> None:
    """Draw a row for each mark: its name, the interval with a hollow dot, the month before in grey, the figures."""
    names, figures = (NAMES_WIDE, FIGURES_WIDE) if wide else (NAMES_NARROW, FIGURES_NARROW)
    said = [_said(one, language) for one in marks]
    figures = max(figures, LETTER * max(map(len, said)) + GAP)
    chars = CHARS_WIDE if wide else CHARS_NARROW
    most = max(max(one.now.high or one.now.value, one.before) for one in marks)
    scale = Scale(0.0, max(most, 1.0), names, width - figures)
    bottom = HEAD + tall * len(marks)
    surface.line(scale.start, bottom, scale.end, bottom, "axis")
    for tick in linear_ticks(0.0, scale.high, TICKS):
        surface.line(scale(tick), bottom, scale(tick), bottom + 4, "axis")
        surface.text(scale(tick), bottom + 18, language.compact(tick), "middle")
    for row, (one, words) in enumerate(zip(marks, said, strict=True)):
        y = HEAD + tall * (row + 0.5)
        _row(surface, language, one, scale, y)
        short = one.name if len(one.name) <= chars else f"{one.name[: chars - 1]}…"
        surface.text(0, y + 4, short)
        surface.text(width, y + 4, words, "end", "strong")


def _said(one: Mark, language: Language) -> str:
    return language.message(msg("{now}, before {before}", now=round(one.now.value), before=round(one.before)))


def _row(surface: Surface, language: Language, one: Mark, scale: Scale, y: float) -> None:
    high = scale.high if one.now.high is None else one.now.high
    hint = f"{language.number(one.now.value)} ({language.number(one.now.low)} – {language.number(high)})"
    surface.dot(scale(one.before), y + APART, BEFORE_DOT, "other")
    surface.dot(scale(one.now.value), y - APART / 2, DOT, "paid", hint)
    surface.line(scale(one.now.low), y - APART / 2, scale(high), y - APART / 2, "interval")


def as_svg(language: Language, marks: Sequence[Mark], label: str) -> Markup | None:
    """Return the plot as SVG for wide pages and for phones; None where there is nothing to draw."""
    if not marks:
        return None

    def draw(width: float, kind: str) -> Markup:
        canvas = Canvas(width, height_of(marks), label, kind)
        draw_marks(canvas, language, marks, width, kind == "wide")
        return canvas.markup()

    return both_widths(draw)
