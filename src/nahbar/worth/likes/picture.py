"""Deals per thousand of a reaction by creator, on a scale of powers of ten: grey dots, for association alone. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from nahbar.kernel.i18n import Language
from nahbar.kernel.plots import Canvas, Scale, both_widths, linear_ticks, log_ticks
from nahbar.worth.likes.contracts import Figure, OfGroup

# More creators stand in the table only.
MOST_ROWS = 15
ROW, HEAD, FOOT, RIGHT = 24.0, 8.0, 30.0, 16.0
NAMES_WIDE, NAMES_NARROW = 210.0, 128.0
CHARS_WIDE, CHARS_NARROW = 30, 18
DOT = 4.0
NARROW_TICKS = 4


def draw_association(language: Language, groups: Sequence[OfGroup], label: str) -> Markup:
    """Return the plot of creators with their interval; the highest stand first."""
    shown = groups[:MOST_ROWS]
    low = min(one.rate.low for one in shown)
    high = max(one.rate.high or one.rate.value for one in shown)

    def draw(width: float, kind: str) -> Markup:
        wide = kind == "wide"
        left, chars = (NAMES_WIDE, CHARS_WIDE) if wide else (NAMES_NARROW, CHARS_NARROW)
        canvas = Canvas(width, HEAD + ROW * len(shown) + FOOT, label, kind)
        scale = Scale(low, high, left + DOT, width - RIGHT, log=True)
        ticks = log_ticks(low, high, 6 if wide else NARROW_TICKS)
        canvas.x_axis(scale, ticks, language.number, HEAD + ROW * len(shown))
        for row, one in enumerate(shown):
            y = HEAD + ROW * (row + 0.5)
            canvas.text(0, y + 4, one.name if len(one.name) <= chars else f"{one.name[: chars - 1]}…")
            _mark(canvas, language, one.rate, scale, y, "tied", "tied-line")
        return canvas.markup()

    return both_widths(draw)


def draw_figure(language: Language, figure: Figure, solid: bool, label: str) -> Markup:
    """Return one figure with its interval from 0: a hollow dot for credit, a solid one for a measured effect."""
    high = max(figure.high or figure.value, figure.value, 1e-9)
    low = min(0.0, figure.low)

    def draw(width: float, kind: str) -> Markup:
        canvas = Canvas(width, HEAD + ROW + FOOT, label, kind)
        scale = Scale(low, high, DOT * 2, width - RIGHT)
        canvas.x_axis(scale, linear_ticks(low, high, NARROW_TICKS), language.number, HEAD + ROW)
        _mark(canvas, language, figure, scale, HEAD + ROW / 2, "this" if solid else "paid", "interval")
        return canvas.markup()

    return both_widths(draw)


def _mark(canvas: Canvas, language: Language, figure: Figure, scale: Scale, y: float, dot: str, line: str) -> None:
    high = figure.value if figure.high is None else figure.high
    hint = f"{language.number(figure.value)} ({language.number(figure.low)} – {language.number(figure.high)})"
    canvas.line(scale(figure.low), y, scale(high), y, line)
    canvas.dot(scale(figure.value), y, DOT, dot, hint)
