"""The most active commenters around a creator's posts: a ring shows as few people who are everywhere."""

from __future__ import annotations

import math

from markupsafe import Markup

from nahbar.creators.contracts import Commenters
from nahbar.kernel.i18n import Language
from nahbar.kernel.plots import Canvas, Scale, both_widths

ROWS = 24
ROW_HEIGHT = 16
TOP, BOTTOM = 26, 8
HOURS_FROM = 3 * 3600


def draw_ring(language: Language, commenters: Commenters, words: dict[str, str], label: str) -> Markup:
    """Return the plot: a line an author, as long as the share of posts they commented on.

    `words` holds the texts "minutes", "hours" and "mutual" in the reader's language.
    """
    shown = min(ROWS, len(commenters.author))
    total = max(1, commenters.posts_with_comments)

    def draw(width: float, kind: str) -> Markup:
        canvas = Canvas(width, TOP + shown * ROW_HEIGHT + BOTTOM, label, kind)
        x = Scale(0.0, 1.0, 84, width - 116)
        for share in (0.0, 0.5, 1.0):
            canvas.line(x(share), TOP - 6, x(share), TOP + shown * ROW_HEIGHT, "grid")
            canvas.text(x(share), TOP - 12, language.percent(share, 0), "middle")
        for row in range(shown):
            y = TOP + row * ROW_HEIGHT + 4
            share = float(commenters.posts[row]) / total
            canvas.text(76, y + 4, commenters.author[row], "end")
            canvas.line(x(0.0), y, x(share), y, "interval" if commenters.reciprocal[row] else "expect")
            canvas.dot(x(share), y, 4, "odd" if commenters.reciprocal[row] else "node")
            canvas.text(width - 108, y + 4, _told(language, commenters, row, words))
        return canvas.markup()

    return both_widths(draw)


def _told(language: Language, commenters: Commenters, row: int, words: dict[str, str]) -> str:
    delay = float(commenters.median_delay[row])
    when = "" if math.isnan(delay) else _later(language, delay, words)
    return f"{when} · {words['mutual']}" if commenters.reciprocal[row] else when


def _later(language: Language, seconds: float, words: dict[str, str]) -> str:
    if seconds < HOURS_FROM:
        return f"{language.number(round(seconds / 60))} {words['minutes']}"
    return f"{language.number(round(seconds / 3600))} {words['hours']}"
