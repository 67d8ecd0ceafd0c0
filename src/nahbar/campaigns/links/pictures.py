"""The clicks on a link over time as a picture: people as the line, programs and repeats thin beside it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from nahbar.campaigns.links.contracts import Clicks, Hour
from nahbar.kernel.i18n import Language
from nahbar.kernel.messages import msg
from nahbar.kernel.plots import Canvas, Scale, both_widths, linear_ticks

HEIGHT, TOP, BOTTOM, LEFT, RIGHT = 240.0, 24.0, 206.0, 48.0, 40.0
HOURS_A_DAY = 24
MOST_DAYS = 90
LABEL = msg("Clicks a day by people, by programs and repeated")


def days_of(hours: Sequence[Hour], today: int) -> Sequence[tuple[int, Clicks]]:
    """Return the clicks by day (days since 1970, UTC) from the first one, at most MOST_DAYS back, up to `today`."""
    sums: dict[int, Clicks] = {}
    for one in hours:
        day = one.hour // HOURS_A_DAY
        sums[day] = sums.get(day, Clicks()) + one.clicks
    if not sums:
        return []
    first = max(min(sums), today - MOST_DAYS + 1)
    return [(day, sums.get(day, Clicks())) for day in range(first, max(today, *sums) + 1)]


def draw_clicks(language: Language, days: Sequence[tuple[int, Clicks]]) -> Markup:
    """Return the picture for both widths."""
    return both_widths(lambda width, kind: _draw(language, days, width, kind))


def _draw(language: Language, days: Sequence[tuple[int, Clicks]], width: float, kind: str) -> Markup:
    canvas = Canvas(width, HEIGHT, language.message(LABEL), kind)
    most = max(max(one.people, one.bots, one.repeats) for _, one in days)
    first, last = days[0][0], days[-1][0]
    x = Scale(first, max(last, first + 1), LEFT, width - RIGHT)
    y = Scale(0, max(most, 1), BOTTOM, TOP)
    canvas.y_axis(y, [tick for tick in linear_ticks(0, max(most, 1), 4) if tick == int(tick)], language.compact,
                  LEFT, width - RIGHT)  # fmt: skip
    ends = [first, last] if last > first else [first]
    canvas.x_axis(x, ends, lambda day: language.day_month(int(day)), BOTTOM)
    canvas.path([(x(day), y(one.bots + one.repeats)) for day, one in days], "expect dashed")
    canvas.path([(x(day), y(one.people)) for day, one in days], "series")
    for day, one in days:
        canvas.dot(x(day), y(one.people), 3, "this", f"{language.date(day)}: {language.number(one.people)}")
    return canvas.markup()
