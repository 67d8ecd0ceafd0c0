"""Each post's engagement rate against what this creator's own posts lead one to expect."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from markupsafe import Markup

from nahbar.creators.contracts import PostSeries
from nahbar.creators.pictures.growth import day_ticks
from nahbar.kernel.i18n import Language
from nahbar.kernel.plots import Canvas, Scale, both_widths, linear_ticks
from nahbar.measure.engagement import PostBand

HEIGHT = 260
LEFT, RIGHT, TOP, BOTTOM = 52, 12, 10, 34
SECONDS_A_DAY = 86_400


def draw_posts(language: Language, band: PostBand, posts: PostSeries, paid: Sequence[str], label: str) -> Markup:
    """Return the plot: a dot a post, hollow when paid, filled in brick when outside its expected range."""
    day = band.posted_at / SECONDS_A_DAY
    high = float(max(np.quantile(band.rate, 0.98), np.median(band.high))) * 1.15
    first, last = int(day[0]), int(day[-1]) + 1

    def draw(width: float, kind: str) -> Markup:
        canvas = Canvas(width, HEIGHT, label, kind)
        x = Scale(first, max(last, first + 1), LEFT, width - RIGHT)
        y = Scale(0.0, high, HEIGHT - BOTTOM, TOP)
        upper = [(x(at), y(value)) for at, value in zip(day, band.high, strict=True)]
        lower = [(x(at), y(value)) for at, value in zip(day, band.low, strict=True)]
        canvas.path(upper + lower[::-1], "band", closed=True)
        canvas.path([(x(at), y(value)) for at, value in zip(day, band.expected, strict=True)], "expect")
        canvas.y_axis(y, linear_ticks(0.0, high, 4), language.percent, LEFT, width - RIGHT)
        for index, at in enumerate(day):
            name = posts.post_id[int(band.row[index])]
            outside = not band.low[index] <= band.rate[index] <= band.high[index]
            shape = "paid" if name in paid else "odd" if outside else "this"
            hint = f"{language.date(int(at))}: {language.percent(float(band.rate[index]))} ({name})"
            canvas.dot(x(float(at)), y(float(band.rate[index])), 4, shape, hint)
        ticks = day_ticks(first, last, 6 if width > 400 else 3)
        canvas.x_axis(x, ticks, lambda at: language.day_month(int(at)), HEIGHT - BOTTOM)
        return canvas.markup()

    return both_widths(draw)
