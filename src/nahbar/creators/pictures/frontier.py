"""Budget against people reached: the choice with its interval, and what the two usual rankings reach."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from nahbar.creators.portfolio.contracts import Point, Portfolio
from nahbar.kernel.i18n import Language
from nahbar.kernel.plots import Canvas, Scale, both_widths, linear_ticks

HEIGHT = 320
LEFT, RIGHT, TOP, BOTTOM = 62, 100, 14, 36
# Labels at the ends of the lines keep this distance, so that they can be read.
LABEL_STEP = 16.0

Line = tuple[str, list[tuple[float, float]], str]


def draw_frontier(language: Language, found: Portfolio, words: dict[str, str], label: str) -> Markup:
    """Return the plot; `words` names the lines "choice", "followers" and "rate" in the reader's language."""
    points = found.frontier
    high = max([one.interval.high for one in points] + [found.upper_bound, 1.0])
    most = max([one.budget_cents for one in points] + [found.wish.budget_cents]) / 100

    def draw(width: float, kind: str) -> Markup:
        canvas = Canvas(width, HEIGHT, label, kind)
        x = Scale(0.0, most, LEFT, width - RIGHT)
        y = Scale(0.0, high * 1.04, HEIGHT - BOTTOM, TOP)
        canvas.y_axis(y, linear_ticks(0.0, y.high, 5), language.compact, LEFT, width - RIGHT)
        _band(canvas, points, x, y)
        lines = _lines(points, words)
        for _, places, shape in lines:
            canvas.path([(x(budget), y(reach)) for budget, reach in places], shape)
        _this(canvas, language, found, x, y)
        _labels(canvas, lines, y, width - RIGHT + 8)
        canvas.x_axis(x, linear_ticks(0.0, most, 5 if width > 400 else 3), language.compact, HEIGHT - BOTTOM)
        return canvas.markup()

    return both_widths(draw)


def _band(canvas: Canvas, points: Sequence[Point], x: Scale, y: Scale) -> None:
    upper = [(x(one.budget_cents / 100), y(one.interval.high)) for one in points]
    lower = [(x(one.budget_cents / 100), y(one.interval.low)) for one in points]
    canvas.path(upper + lower[::-1], "band", closed=True)


def _lines(points: Sequence[Point], words: dict[str, str]) -> list[Line]:
    budgets = [one.budget_cents / 100 for one in points]
    known = [(one.budget_cents / 100, one.by_engagement) for one in points]
    rates = [(budget, reach) for budget, reach in known if reach is not None]
    lines: list[Line] = [
        (words["followers"], list(zip(budgets, [one.by_followers for one in points], strict=True)), "expect"),
        (words["rate"], rates, "expect dashed"),
        (words["choice"], list(zip(budgets, [one.reach for one in points], strict=True)), "series"),
    ]
    return [one for one in lines if one[1]]


def _this(canvas: Canvas, language: Language, found: Portfolio, x: Scale, y: Scale) -> None:
    at = x(found.wish.budget_cents / 100)
    canvas.line(at, y(found.interval.low), at, y(found.interval.high), "interval")
    money = language.money(found.wish.budget_cents / 100, found.wish.currency)
    canvas.dot(at, y(found.expected), 6, "this", f"{money}: {language.number(round(found.expected))}")


def _labels(canvas: Canvas, lines: Sequence[Line], y: Scale, left: float) -> None:
    """Write each line's name at its end, moved apart where two would touch."""
    ends = sorted(((y(places[-1][1]), name, shape) for name, places, shape in lines), key=lambda one: one[0])
    last = -LABEL_STEP
    for end, name, shape in ends:
        last = max(end + 4, last + LABEL_STEP)
        canvas.text(left, last, name, kind="strong" if shape == "series" else "")
