"""The way from the first silent contact to the first lead: what was seen, and the curve that goes on. Pure."""

from __future__ import annotations

import numpy as np
from markupsafe import Markup

from nahbar.kernel.i18n import Language
from nahbar.kernel.plots import Canvas, Scale, both_widths, linear_ticks
from nahbar.worth.silence.contracts import SEED, Way

TALL, TOP, FOOT, LEFT, RIGHT = 250.0, 24.0, 46.0, 48.0, 14.0
POINTS, DRAWS = 60, 300
TICKS = 5
ABOVE = 1.1


def draw_way(language: Language, way: Way, days: str, label: str) -> Markup:
    """Return the plot of a way with a fitted mixture; `days` is the title of the axis below."""
    assert way.cure is not None
    time = np.linspace(0.0, max(1.0, way.longest_days), POINTS)
    model = way.cure.share * way.cure.by(time)
    drawn = way.cure.drawn(DRAWS, np.random.default_rng(SEED))
    curves = drawn[:, :1] * (1.0 - np.exp(-((time[None, :] / drawn[:, 2:]) ** drawn[:, 1:2])))
    low, high = np.quantile(curves, [0.025, 0.975], axis=0)
    top = min(1.0, float(max(high.max(), way.curve[1].max())) * ABOVE)

    def draw(width: float, kind: str) -> Markup:
        canvas = Canvas(width, TALL, label, kind)
        across = Scale(0.0, float(time[-1]), LEFT, width - RIGHT)
        up = Scale(0.0, top, TALL - FOOT, TOP)
        canvas.y_axis(up, linear_ticks(0.0, top, TICKS), lambda share: language.percent(share, 0), LEFT, width - RIGHT)
        canvas.x_axis(across, linear_ticks(0.0, float(time[-1]), TICKS), language.number, TALL - FOOT)
        upper = [(across(t), up(h)) for t, h in zip(time, high, strict=True)]
        lower = [(across(t), up(h)) for t, h in zip(time, low, strict=True)]
        canvas.path([*upper, *reversed(lower)], "band", closed=True)
        canvas.path([(across(t), up(m)) for t, m in zip(time, model, strict=True)], "expect dashed")
        canvas.path(_steps(way, across, up), "series")
        canvas.text((LEFT + width - RIGHT) / 2, TALL - 6, days, "middle")
        return canvas.markup()

    return both_widths(draw)


def _steps(way: Way, across: Scale, up: Scale) -> list[tuple[float, float]]:
    points, before = [(across(0.0), up(0.0))], 0.0
    for time, share in zip(*way.curve, strict=True):
        points += [(across(time), up(before)), (across(time), up(share))]
        before = float(share)
    return [*points, (across(way.longest_days), up(before))]
