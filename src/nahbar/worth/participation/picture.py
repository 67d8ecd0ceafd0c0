"""Bounds of who writes, reacts and stays silent, by channel, beside what is believed. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from nahbar.kernel.i18n import Language
from nahbar.kernel.plots import Canvas, Scale, both_widths
from nahbar.measure.participation import Share
from nahbar.worth.participation.contracts import BELIEVED, Month

PARTS = ("writing", "reacting", "silent")
ROW, HEAD, FOOT, GAP, RIGHT = 20.0, 20.0, 30.0, 14.0, 26.0
NAMES = 96.0
# Shares below a hundredth of a percent are drawn there.
LEAST = 1e-4
TICKS = (0.0001, 0.001, 0.01, 0.1, 1.0)
BAR = 3.0


def draw_participation(language: Language, channels: Sequence[Month], names: Mapping[str, str], label: str) -> Markup:
    """Return the plot of the channels whose shares are known; `names` are the three parts in the reader's language."""
    shown = [one for one in channels if one.shares is not None]
    each = HEAD + ROW * len(PARTS) + GAP

    def draw(width: float, kind: str) -> Markup:
        canvas = Canvas(width, each * len(shown) + FOOT, label, kind)
        scale = Scale(LEAST, 1.0, NAMES, width - RIGHT, log=True)
        for number, one in enumerate(shown):
            top = each * number
            canvas.text(0, top + 12, one.channel, "start", "strong")
            for row, part in enumerate(PARTS):
                y = top + HEAD + ROW * (row + 0.5)
                canvas.text(0, y + 4, names[part])
                believed = scale(BELIEVED[row])
                canvas.line(believed, y - 7, believed, y + 7, "expect")
                _bar(canvas, language, getattr(one.shares, part), scale, y)
        canvas.x_axis(scale, TICKS, language.percent, each * len(shown))
        return canvas.markup()

    return both_widths(draw)


def _bar(canvas: Canvas, language: Language, share: Share, scale: Scale, y: float) -> None:
    hint = f"{language.percent(share.low)} – {language.percent(share.high)}"
    canvas.line(scale(share.lowest), y, scale(share.highest), y, "axis")
    left, right = scale(share.low), scale(share.high)
    canvas.rect(left - 1, y - BAR, max(2.0, right - left + 2), 2 * BAR, "other", hint)
