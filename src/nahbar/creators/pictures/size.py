"""Where a creator stands among creators of like size: engagement rate over followers, both on log scales."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from markupsafe import Markup

from nahbar.kernel.i18n import Language
from nahbar.kernel.plots import Canvas, Scale, both_widths, log_ticks
from nahbar.measure.engagement import Engagement
from nahbar.measure.size_curve import SizeCurve

HEIGHT = 300
LEFT, RIGHT, TOP, BOTTOM = 52, 12, 10, 34
# Half the creators of a size lie within this many spreads of the curve.
QUARTILE = 0.6745
SHOWN_OTHERS = 400


def draw_size(
    language: Language,
    curve: SizeCurve,
    followers: int,
    found: Engagement,
    others: Sequence[tuple[int, float]],
    label: str,
) -> Markup:
    """Return the plot; `others` are (followers, rate) of other creators on the same platform."""
    step = max(1, len(others) // SHOWN_OTHERS)
    shown = [one for one in others[::step] if one[0] > 0 and one[1] > 0]
    sizes = [one[0] for one in shown] + [followers]
    rates = [one[1] for one in shown] + [found.rate, max(found.interval[0], found.rate / 20), found.interval[1]]
    low_size, high_size = max(100.0, min(sizes) / 1.6), max(sizes) * 1.6
    middle = [math.exp(curve.at(math.log10(size)).mean) for size in (low_size, high_size)]
    low, high = min(rates + middle) / 1.5, min(1.0, max(rates + middle) * 1.5)

    def draw(width: float, kind: str) -> Markup:
        canvas = Canvas(width, HEIGHT, label, kind)
        x = Scale(low_size, high_size, LEFT, width - RIGHT, log=True)
        y = Scale(low, high, HEIGHT - BOTTOM, TOP, log=True)
        _curve(canvas, curve, x, y)
        canvas.y_axis(y, log_ticks(low, high), language.percent, LEFT, width - RIGHT)
        canvas.x_axis(x, log_ticks(low_size, high_size, 5 if width > 400 else 4), language.compact, HEIGHT - BOTTOM)
        for size, rate in shown:
            canvas.dot(x(size), y(rate), 2.5, "other")
        at = x(followers)
        canvas.line(at, y(max(found.interval[0], low)), at, y(found.interval[1]), "interval")
        canvas.dot(at, y(found.rate), 6, "this", f"{language.compact(followers)}: {language.percent(found.rate)}")
        return canvas.markup()

    return both_widths(draw)


def _curve(canvas: Canvas, curve: SizeCurve, x: Scale, y: Scale) -> None:
    sizes = np.geomspace(x.low, x.high, 60)
    points = [curve.at(math.log10(size)) for size in sizes]
    upper = [(x(size), y(math.exp(at.mean + QUARTILE * at.spread))) for size, at in zip(sizes, points, strict=True)]
    lower = [(x(size), y(math.exp(at.mean - QUARTILE * at.spread))) for size, at in zip(sizes, points, strict=True)]
    canvas.path(upper + lower[::-1], "band", closed=True)
    canvas.path([(x(size), y(math.exp(at.mean))) for size, at in zip(sizes, points, strict=True)], "expect")
