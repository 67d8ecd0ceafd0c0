"""Calibration: how many leads became a deal, by the chance that was said beforehand; the line is right. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from nahbar.kernel.i18n import Language
from nahbar.kernel.plots import Canvas, Scale, both_widths, linear_ticks
from nahbar.measure.score_checks import Band

TALL, TOP, FOOT, LEFT, RIGHT = 300.0, 30.0, 46.0, 48.0, 16.0
TICKS, DOT = 5, 4.5
# Room beyond the furthest figure, as a share of it.
ABOVE = 1.08


def draw_calibration(language: Language, bands: Sequence[Band], names: tuple[str, str, str], label: str) -> Markup:
    """Return the plot; `names` are "became a deal", "as said" and the title below, in the reader's language."""
    high = min(1.0, max(max(one.seen.high, one.said) for one in bands) * ABOVE)

    def draw(width: float, kind: str) -> Markup:
        canvas = Canvas(width, TALL, label, kind)
        across = Scale(0.0, high, LEFT, width - RIGHT)
        up = Scale(0.0, high, TALL - FOOT, TOP)
        ticks = linear_ticks(0.0, high, TICKS)
        canvas.y_axis(up, ticks, lambda share: language.percent(share, 0), LEFT, width - RIGHT)
        canvas.x_axis(across, ticks, lambda share: language.percent(share, 0), TALL - FOOT)
        canvas.path([(across(0.0), up(0.0)), (across(high), up(high))], "expect dashed")
        for one in bands:
            x = across(one.said)
            canvas.line(x, up(one.seen.low), x, up(one.seen.high), "tied-line")
            canvas.dot(x, up(one.seen.value), DOT, "seen-dot", _hint(language, one, names))
        canvas.text((LEFT + width - RIGHT) / 2, TALL - 6, names[2], "middle")
        canvas.text(LEFT, TOP - 14, f"● {names[0]}   ╌ {names[1]}", "start", "strong")
        return canvas.markup()

    return both_widths(draw)


def _hint(language: Language, one: Band, names: tuple[str, str, str]) -> str:
    value, low, high = (language.percent(bound, 0) for bound in (one.seen.value, one.seen.low, one.seen.high))
    return f"{names[0]} {value} ({low} – {high}), {names[1]} {language.percent(one.said, 0)}"
