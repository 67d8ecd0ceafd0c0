"""Who comments together: the most active commenters on a circle, a line between two who meet under many posts."""

from __future__ import annotations

import math
from collections.abc import Sequence

from markupsafe import Markup

from nahbar.creators.contracts import Commenters, Meeting
from nahbar.kernel.i18n import Language
from nahbar.kernel.plots import Canvas, both_widths

NODES = 24
# Two people meet by chance now and then; a line is drawn from a quarter of the posts on, a strong one from half.
LEAST_SHARE, STRONG_SHARE = 0.25, 0.5
LABEL_ROOM, NODE_LEAST, NODE_MORE = 76, 3.0, 6.0

Point = tuple[float, float]


def draw_network(
    language: Language, commenters: Commenters, meetings: Sequence[Meeting], words: dict[str, str], label: str
) -> Markup:
    """Return the plot: a dot an author, larger the more posts they wrote on; the creator is in the middle.

    `words` holds the texts "of_posts", "together", "mutual" and "creator" in the reader's language.
    """
    shown = min(NODES, len(commenters.author))
    total = max(1, commenters.posts_with_comments)

    def draw(width: float, kind: str) -> Markup:
        side = min(width, 460.0)
        canvas = Canvas(width, side, label, kind)
        middle: Point = (width / 2, side / 2)
        places = [_on_circle(middle, side / 2 - LABEL_ROOM, k / shown) for k in range(shown)]
        _draw_links(canvas, language, places, meetings, total, words)
        _draw_creator(canvas, middle, places, commenters, words)
        for row, place in enumerate(places):
            _draw_author(canvas, language, commenters, row, place, middle, words)
        return canvas.markup()

    return both_widths(draw)


def _on_circle(middle: Point, radius: float, turn: float) -> Point:
    angle = 2 * math.pi * turn - math.pi / 2
    return middle[0] + radius * math.cos(angle), middle[1] + radius * math.sin(angle)


def _draw_links(
    canvas: Canvas,
    language: Language,
    places: Sequence[Point],
    meetings: Sequence[Meeting],
    total: int,
    words: dict[str, str],
) -> None:
    for meeting in sorted(meetings, key=lambda one: one.posts):
        share = meeting.posts / total
        if share < LEAST_SHARE or meeting.other >= len(places):
            continue
        (x1, y1), (x2, y2) = places[meeting.one], places[meeting.other]
        hint = f"{language.percent(share)} {words['together']}"
        canvas.line(x1, y1, x2, y2, "tie strong" if share >= STRONG_SHARE else "tie", hint)


def _draw_creator(
    canvas: Canvas, middle: Point, places: Sequence[Point], commenters: Commenters, words: dict[str, str]
) -> None:
    for row, (x, y) in enumerate(places):
        if commenters.reciprocal[row]:
            canvas.line(*middle, x, y, "mutual", words["mutual"])
    canvas.dot(*middle, 7, "this")
    canvas.text(middle[0] - 12, middle[1] + 4, words["creator"], "end", "strong")


def _draw_author(
    canvas: Canvas,
    language: Language,
    commenters: Commenters,
    row: int,
    place: Point,
    middle: Point,
    words: dict[str, str],
) -> None:
    share = float(commenters.posts[row]) / max(1, commenters.posts_with_comments)
    hint = f"{commenters.author[row]}: {language.percent(share)} {words['of_posts']}"
    mark = "odd" if commenters.reciprocal[row] else "node"
    canvas.dot(*place, NODE_LEAST + NODE_MORE * share, mark, hint)
    if share < LEAST_SHARE:
        return
    dx, dy = place[0] - middle[0], place[1] - middle[1]
    reach = math.hypot(dx, dy)
    x, y = place[0] + dx / reach * 14, place[1] + dy / reach * 14
    anchor = "middle" if abs(dx) < reach * 0.15 else "start" if dx > 0 else "end"
    canvas.text(x, y + 4, commenters.author[row], anchor)
