"""What posts bring in deals, with intervals: hollow dots, for it is credit. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from nahbar.kernel.i18n import Language
from nahbar.kernel.plots import Canvas, Scale, both_widths, linear_ticks
from nahbar.worth.content.contracts import Piece

# More posts stand in the table only.
MOST_ROWS = 15
ROW, HEAD, FOOT, RIGHT = 24.0, 8.0, 30.0, 16.0
NAMES_WIDE, NAMES_NARROW = 270.0, 128.0
CHARS_WIDE, CHARS_NARROW = 38, 18
DOT = 4.0
TICKS = 5


def draw_content(
    language: Language, pieces: Sequence[Piece], names: Mapping[tuple[str, str], str], label: str
) -> Markup:
    """Return the plot of the first posts; `names` by (creator, post)."""
    shown = pieces[:MOST_ROWS]
    high = max(one.brings_deals.high for one in shown)

    def draw(width: float, kind: str) -> Markup:
        wide = kind == "wide"
        left, chars = (NAMES_WIDE, CHARS_WIDE) if wide else (NAMES_NARROW, CHARS_NARROW)
        canvas = Canvas(width, HEAD + ROW * len(shown) + FOOT, label, kind)
        scale = Scale(0.0, max(high, 1e-9), left + DOT, width - RIGHT)
        canvas.x_axis(scale, linear_ticks(0.0, high, TICKS), language.number, HEAD + ROW * len(shown))
        for row, one in enumerate(shown):
            y, figure = HEAD + ROW * (row + 0.5), one.brings_deals
            name = names[one.creator, one.post]
            canvas.text(0, y + 4, name if len(name) <= chars else f"{name[: chars - 1]}…")
            ends = f"{language.number(round(figure.low, 2))} – {language.number(round(figure.high, 2))}"
            canvas.line(scale(figure.low), y, scale(figure.high), y, "interval")
            canvas.dot(scale(figure.value), y, DOT, "paid", f"{language.number(round(figure.value, 2))} ({ends})")
        return canvas.markup()

    return both_widths(draw)
