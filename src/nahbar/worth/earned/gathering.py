"""Use case: all that a period earned, beside the time before it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

import pyarrow as pa

from nahbar.campaigns import Brought, Earned, Sums, earned_between
from nahbar.creators import creator_names
from nahbar.kernel.clock import MICROS_A_DAY, SECONDS_A_DAY, day_of, now
from nahbar.kernel.engine import load_query
from nahbar.kernel.house import House
from nahbar.worth.attribution.journeys import LOOKBACK_DAYS
from nahbar.worth.earned import comparing
from nahbar.worth.earned.contracts import Experiment, Line, Period, Untold
from nahbar.worth.earned_posts import openings
from nahbar.worth.experiments.registry import RUNNING, list_experiments

PACKAGE = "nahbar.worth"
TOUCH_COLUMNS = ("kind", "time", "person", "id", "creator", "campaign", "link", "code", "channel", "assignment")
# Names are looked up for so many; more stand under their address.
MOST_NAMES = 50


def period_of(house: House, since: int, middle: int, until: int) -> Period:
    """Return what came in from the day `middle` to before `until`, beside that from `since` to before `middle`."""
    earned = earned_between(house, since, middle, until)
    now_, before = (comparing.added(earned.rows, lambda row: "", present).get("", Sums()) for present in (True, False))
    return Period(
        since=since,
        middle=middle,
        until=until,
        currency=earned.currency,
        figures=comparing.compared(now_, before, (until - middle) / (middle - since)),
        creators=_creators(house, earned),
        contents=_contents(house, earned),
        campaigns=_campaigns(earned),
        untold=_untold(house, earned, middle, until),
        others=earned.others,
    )


def _creators(house: House, earned: Earned) -> Sequence[Line]:
    found = comparing.lines(earned.rows, comparing.by_creator, {}, lambda name: f"/creators/{quote(name)}")
    with house.store.read() as connection:
        labels = creator_names(connection, [one.name for one in found[:MOST_NAMES] if one.name])
    # A creator who is not known here has no page.
    return [_labelled(one, labels.get(one.name), one.path if one.name in labels else "") for one in found]


def _labelled(one: Line, label: str | None, path: str) -> Line:
    return Line(one.name, label or one.label, path, one.clicks, one.figures, one.before)


def _campaigns(earned: Earned) -> Sequence[Line]:
    labels = {key: one.name for key, one in earned.campaigns.items()}
    paths = {key: f"/campaigns/{one.id}/numbers" for key, one in earned.campaigns.items()}
    return comparing.lines(earned.rows, comparing.by_campaign, labels, lambda name: paths.get(name, ""))


def _contents(house: House, earned: Earned) -> Sequence[Line]:
    found = comparing.lines(earned.rows, comparing.by_content, _content_labels(earned.rows), content_path)
    posts = {one.name: _post_of(one.name) for one in found[:MOST_NAMES] if one.name.startswith("post\n")}
    begins = openings(house, posts.values())
    # Nobody knows a post by its id.
    return [_labelled(one, begins[posts[one.name]] if one.name in posts else None, one.path) for one in found]


def _post_of(name: str) -> tuple[str, str]:
    _, creator, post = name.split("\n")
    return creator, post


def _content_labels(rows: Sequence[Brought]) -> Mapping[str, str]:
    return {key: key.rpartition("\n")[2] for key in map(comparing.by_content, rows)}


def content_path(name: str) -> str:
    """Return the page of a piece of content."""
    kind, _, rest = name.partition("\n")
    if kind == "link":
        return f"/campaigns/links/to/{quote(rest, safe='')}"
    return "/campaigns/links/codes" if kind == "code" else ""


def _untold(house: House, earned: Earned, middle: int, until: int) -> Untold:
    from nahbar.kernel.lake import despite_erasure

    asked = {"since": middle, "middle": middle, "until": until, "lookback": LOOKBACK_DAYS}
    table = pa.table({name: [value * MICROS_A_DAY] for name, value in asked.items()})
    # What began after the period is none of its questions.
    running = [one for one in list_experiments(house) if one.state == RUNNING and _began(one, until)]
    names = ("untouched_deals", "nameless_touches", *(["exposed_units"] if running else []))
    found = despite_erasure(lambda: _ask(house, names, table))
    deals, nameless = found["untouched_deals"][0], found["nameless_touches"][0]
    met = {one["assignment"]: one for one in found.get("exposed_units", [])}
    return Untold(
        deals=int(deals["deals"]),
        untouched=int(deals["untouched"]),
        nameless=int(nameless["touches"]),
        unjudged=earned.unjudged,
        running=[_standing(one, met) for one in running],
    )


def first_touch_day(house: House) -> int | None:
    """Return the day of the first touchpoint, None before there is any."""
    from nahbar.kernel.lake import despite_erasure, touchpoints

    query = load_query(PACKAGE, "first_touch")
    found = despite_erasure(lambda: house.engine.reduce(query, {"touchpoints": touchpoints(house, ("time",))}))
    first = found.to_pylist()[0]["time"]
    return None if first is None else int(first) // MICROS_A_DAY


def _began(one: Any, until: int) -> bool:
    return one.started_at is not None and one.started_at < until * SECONDS_A_DAY


def _ask(house: House, names: Sequence[str], asked: Any) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    from nahbar.kernel.lake import touchpoints

    # Read once for all, so that they speak of the same moment.
    given = {"touchpoints": touchpoints(house, TOUCH_COLUMNS), "asked": asked}
    return {name: house.engine.reduce(load_query(PACKAGE, name), given).to_pylist() for name in names}


def _standing(one: Any, met: Mapping[str, Mapping[str, Any]]) -> Experiment:
    """Return how many people an arm are missing, and for how many days at the pace so far."""
    column = "people" if one.plan.unit == "person" else "creators"
    arms = [met.get(f"{one.plan.name}/{arm.name}", {}).get(column, 0) for arm in one.plan.variants]
    fewest, missing = min(arms), max(0, one.plan.planned - min(arms))
    passed = max(1, day_of(now()) - day_of(one.started_at or now()))
    days = math.ceil(missing / (fewest / passed)) if fewest and missing else None
    return Experiment(one.plan.name, one.plan.title or one.plan.name, missing, days)
