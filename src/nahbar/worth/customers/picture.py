"""Weeks that were held out: orders a customer, by number of repeats before; the band is what was expected. Pure."""

from __future__ import annotations

from markupsafe import Markup

from nahbar.kernel.i18n import Language
from nahbar.kernel.plots import Canvas, Scale, both_widths, linear_ticks
from nahbar.worth.customers.contracts import Check, Group

TALL, TOP, FOOT, LEFT, RIGHT = 260.0, 26.0, 46.0, 40.0, 14.0
TICKS = 5
DOT = 3.5
# Room above the highest figure, as a share of it.
ABOVE = 1.08


def draw_check(language: Language, check: Check, names: tuple[str, str, str], label: str) -> Markup:
    """Return the plot; `names` are "expected", "seen" and the title of the axis below, in the reader's language."""
    high = max(max(one.expected.high, one.seen) for one in check.groups) * ABOVE

    def draw(width: float, kind: str) -> Markup:
        canvas = Canvas(width, TALL, label, kind)
        bottom = TALL - FOOT
        up = Scale(0.0, max(high, 1e-9), bottom, TOP)
        across = Scale(0.0, max(1.0, len(check.groups) - 1.0), LEFT + 10, width - RIGHT - 10)
        canvas.y_axis(up, linear_ticks(0.0, high, TICKS), language.number, LEFT, width - RIGHT)
        _band(canvas, check, across, up)
        for place, one in enumerate(check.groups):
            canvas.text(across(place), bottom + 18, _name(language, one), "middle")
            hint = f"{names[1]} {language.number(round(one.seen, 2))}, {names[0]} {_said(language, one)}"
            canvas.dot(across(place), up(one.seen), DOT, "seen-dot", hint)
        canvas.text((LEFT + width - RIGHT) / 2, TALL - 6, names[2], "middle")
        canvas.text(width - RIGHT, TOP - 10, f"● {names[1]}   ╌ {names[0]}", "end", "strong")
        return canvas.markup()

    return both_widths(draw)


def _band(canvas: Canvas, check: Check, across: Scale, up: Scale) -> None:
    above = [(across(k), up(one.expected.high)) for k, one in enumerate(check.groups)]
    below = [(across(k), up(one.expected.low)) for k, one in enumerate(check.groups)]
    if len(above) > 1:
        canvas.path([*above, *reversed(below)], "band", closed=True)
    canvas.path([(across(k), up(one.expected.value)) for k, one in enumerate(check.groups)], "expect dashed")


def _name(language: Language, one: Group) -> str:
    return language.number(one.least) + ("+" if one.most is None else "")


def _said(language: Language, one: Group) -> str:
    low, high = (language.number(round(bound, 2)) for bound in (one.expected.low, one.expected.high))
    return f"{language.number(round(one.expected.value, 2))} ({low} – {high})"
