"""Lifts as a picture: a panel for each outcome, a row for each arm; thick for one look, thin for every look. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from markupsafe import Markup

from nahbar.kernel.i18n import Language
from nahbar.kernel.plots import Canvas, Scale, both_widths, linear_ticks
from nahbar.kernel.plots.svg import NARROW
from nahbar.worth.experiments.contracts import Interval

ROW, HEAD, FOOT = 30.0, 26.0, 34.0
NAMES_WIDE, NAMES_NARROW = 190.0, 104.0
CHARS_WIDE, CHARS_NARROW = 28, 15
DOT, MARGIN = 5.0, 14.0


class Drawn(Protocol):
    """What a row of the picture needs: a lift, or anything else with two intervals."""

    @property
    def arm(self) -> str:
        """The name at the left."""

    @property
    def outcome(self) -> str:
        """The panel, which has a scale of its own."""

    @property
    def absolute(self) -> float:
        """Where the dot stands."""

    @property
    def interval(self) -> Interval:
        """The thick line."""

    @property
    def anytime_interval(self) -> Interval:
        """The thin line."""

    @property
    def share(self) -> bool:
        """Whether figures are shares, drawn in points of a hundred."""


def draw_lifts(language: Language, lifts: Sequence[Drawn], label: str, names: Mapping[str, str]) -> Markup:
    """Return the plot of lifts against the control, which is the line at 0; each outcome has a scale of its own.

    `names` has outcomes in the reader's language where they are no names of columns.
    """
    outcomes = list(dict.fromkeys(one.outcome for one in lifts))
    panels = [[one for one in lifts if one.outcome == outcome] for outcome in outcomes]

    def draw(width: float, kind: str) -> Markup:
        tall = [HEAD + ROW * len(panel) + FOOT for panel in panels]
        canvas = Canvas(width, sum(tall), label, kind)
        for k, panel in enumerate(panels):
            top = sum(tall[:k]) + HEAD
            canvas.text(0, top - 10, _short(names.get(outcomes[k], outcomes[k]), 2 * CHARS_NARROW), kind="strong")
            _panel(canvas, language, panel, top)
        return canvas.markup()

    return both_widths(draw)


def _panel(canvas: Canvas, language: Language, panel: Sequence[Drawn], top: float) -> None:
    wide = canvas.width > NARROW
    names, chars = (NAMES_WIDE, CHARS_WIDE) if wide else (NAMES_NARROW, CHARS_NARROW)
    times = 100.0 if panel[0].share else 1.0
    ends = [times * bound for one in panel for bound in (*(one.anytime_interval or ()), one.absolute)]
    low, high = min(0.0, *ends), max(0.0, *ends)
    scale = Scale(low, high if high > low else low + 1.0, names + MARGIN, canvas.width - MARGIN)
    bottom = top + ROW * len(panel)

    def form(tick: float) -> str:
        return language.number(tick)

    canvas.x_axis(scale, linear_ticks(scale.low, scale.high, 4 if wide else 2), form, bottom)
    canvas.line(scale(0.0), top - 4, scale(0.0), bottom, "expect")
    for row, one in enumerate(panel):
        y = top + ROW * (row + 0.5)
        canvas.text(0, y + 4, _short(one.arm, chars))
        hint = _hint(language, one, times)
        if one.anytime_interval is not None:
            canvas.line(
                scale(times * one.anytime_interval[0]), y, scale(times * one.anytime_interval[1]), y, "tie strong"
            )
        if one.interval is not None:
            canvas.line(scale(times * one.interval[0]), y, scale(times * one.interval[1]), y, "interval")
        canvas.dot(scale(times * one.absolute), y, DOT, "this", hint)


def _hint(language: Language, one: Drawn, times: float) -> str:
    bounds = one.anytime_interval
    span = "" if bounds is None else f" ({language.number(times * bounds[0])} – {language.number(times * bounds[1])})"
    return f"{one.arm}: {language.number(times * one.absolute)}{span}"


def _short(name: str, chars: int) -> str:
    """Return a name of so many characters with its ending, in which names with one beginning differ."""
    ending = chars // 3
    return name if len(name) <= chars else f"{name[: chars - 1 - ending]}…{name[-ending:]}"
