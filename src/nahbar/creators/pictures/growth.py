"""Followers over time, with the spans that a sign rests on marked."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from markupsafe import Markup

from nahbar.creators.contracts import GrowthSeries
from nahbar.kernel.i18n import Language
from nahbar.kernel.plots import Canvas, Scale, both_widths, linear_ticks

HEIGHT = 260
LEFT, RIGHT, TOP, BOTTOM = 60, 12, 14, 34
# A gap longer than this is drawn as a gap, not as a line that nobody measured.
GAP_DAYS = 10


def draw_growth(language: Language, growth: GrowthSeries, marked: Sequence[tuple[int, int]], label: str) -> Markup:
    """Return the plot; `marked` are (first day, last day) of spans with a sign."""
    first, last = int(growth.day[0]), int(growth.day[-1])
    low, high = float(growth.followers.min()), float(growth.followers.max())
    room = max((high - low) * 0.06, high * 0.002, 1.0)

    def draw(width: float, kind: str) -> Markup:
        canvas = Canvas(width, HEIGHT, label, kind)
        x = Scale(first, max(last, first + 1), LEFT, width - RIGHT)
        y = Scale(max(0.0, low - room), high + room, HEIGHT - BOTTOM, TOP)
        canvas.y_axis(y, linear_ticks(y.low, y.high, 4), language.compact, LEFT, width - RIGHT)
        for start, end in marked:
            left, right = x(start - 0.5), x(end + 0.5)
            hint = f"{language.date(start)} – {language.date(end)}"
            canvas.rect(left, TOP, max(right - left, 3.0), HEIGHT - BOTTOM - TOP, "mark", hint)
            canvas.line(left, TOP, left, HEIGHT - BOTTOM, "mark-line")
        for part in _unbroken(growth):
            canvas.path([(x(float(growth.day[k])), y(float(growth.followers[k]))) for k in part], "series")
        canvas.x_axis(
            x, day_ticks(first, last, 6 if width > 400 else 3), lambda at: language.day_month(int(at)), HEIGHT - BOTTOM
        )
        return canvas.markup()

    return both_widths(draw)


def _unbroken(growth: GrowthSeries) -> list[list[int]]:
    breaks = np.flatnonzero(np.diff(growth.day) > GAP_DAYS) + 1
    return [part.tolist() for part in np.split(np.arange(len(growth.day)), breaks)]


def day_ticks(first: int, last: int, about: int) -> list[float]:
    """Return about so many days spread evenly from `first` to `last`."""
    step = max(1, (last - first) // about)
    return [float(day) for day in range(first + step // 2, last + 1, step)]
