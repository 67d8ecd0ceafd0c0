"""The page that chooses whom to book for a budget, and its call in the API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from litestar import Request, Response, Router, get
from litestar.params import FromQuery

from nahbar.creators.intake import read_budget
from nahbar.creators.pictures.frontier import draw_frontier
from nahbar.creators.portfolio.as_json import portfolio_json
from nahbar.creators.portfolio.contracts import GOALS, Goal, Portfolio, Wish
from nahbar.creators.service.choosing.portfolio import QUICK, choose_portfolio
from nahbar.creators.service.choosing.pricing import Prices, prices_given, usual_budget
from nahbar.kernel.errors import BadInput, NahbarError
from nahbar.kernel.house import House
from nahbar.kernel.i18n import Language
from nahbar.kernel.messages import msg
from nahbar.kernel.web.forms import Form
from nahbar.kernel.web.pages import Here, PageRequest, page
from nahbar.kernel.web.troubles import ERROR_ANSWERS
from nahbar.language.topics import TOPIC_NAMES

FIELDS = ("budget", "currency", "goal", "most", "niches", "share", "careful", "language", "topic", "estimate", "rate")
NARROWING = ("most", "niches", "share", "careful", "language", "topic", "estimate", "rate")
SHOWN_OVER = 12
SHOWN_OVERLAP = 15
PICTURE = msg("People reached, each counted once, by budget")
LINES = {"choice": msg("this choice"), "followers": msg("by followers"), "rate": msg("by rate")}


def wish_of(given: Mapping[str, str]) -> Wish:
    """Return the wish that a form or an address holds; raises BadInput for figures that cannot be read."""
    goal: Goal | None = next((one for one in GOALS if one == (given["goal"] or "people")), None)
    if goal is None:
        raise BadInput(
            msg("There is no goal “{goal}”.", goal=given["goal"][:80]),
            msg("Choose one of: {goals}.", goals=", ".join(GOALS)),
            kind="goal",
        )
    if goal == "persona" and not (given["language"] or given["topic"]):
        raise BadInput(
            msg("The goal “persona” needs a persona."),
            msg("Choose a language or a topic."),
            kind="persona",
        )
    share = _whole(given, "share", 1, 100)
    cents, currency = read_budget(given["budget"], given["currency"])
    return Wish(
        budget_cents=cents,
        currency=currency,
        goal=goal,
        most=_whole(given, "most", 1, 10_000),
        niches=_whole(given, "niches", 0, 1_000) or 0,
        largest_share=1.0 if share is None else share / 100,
        careful=bool(given["careful"]),
        persona_language=given["language"],
        persona_topics=(given["topic"],) if given["topic"] else (),
    )


def _whole(given: Mapping[str, str], name: str, least: int, most: int) -> int | None:
    text = given[name]
    if not text:
        return None
    if not (text.isascii() and text.isdigit()) or not least <= int(text[:9]) <= most:
        raise BadInput(
            msg("“{text}” is not a number that fits here.", text=text[:80]),
            msg("Write a whole number from {least} to {most}.", least=least, most=most),
            kind=name,
        )
    return int(text)


@get("/creators/portfolio", opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_portfolio(request: PageRequest, house: Here) -> Response[str]:
    """Show whom to book for a budget, against the two usual rankings."""
    form = Form({name: str(request.query_params.get(name, "")) for name in FIELDS})
    shown: dict[str, Any] = {"form": form, "found": None, "problem": None, "priced": 0, "topics": sorted(TOPIC_NAMES)}
    shown["narrowed"] = any(form[name] for name in NARROWING)
    language = house.language(request.user.language)
    try:
        prices = _prices(house, form)
    except NahbarError as error:
        shown["problem"] = error if error.kind != "no-prices" else None
        return page(request, "creators/portfolio.html", shown)
    try:
        shown["priced"] = len(prices.cents) + len(prices.estimates)
        form = _with_budget(form, prices, language)
        shown["form"] = form
        found = choose_portfolio(house, wish_of({name: form[name] for name in FIELDS}), prices, seconds=QUICK)
        shown |= _shown(found, language)
    except NahbarError as error:
        shown["problem"] = error
    return page(request, "creators/portfolio.html", shown)


def _prices(house: House, given: Mapping[str, str] | Form) -> Prices:
    try:
        _, code = read_budget(given["budget"] or "1", given["currency"])
    except BadInput:
        # What is wrong with the budget is said beside the form, which needs the prices.
        code = given["currency"].strip().upper()[:3]
    return prices_given(house, code, estimate=bool(given["estimate"]), per_thousand=given["rate"])


def _with_budget(form: Form, prices: Prices, language: Language) -> Form:
    values = {name: form[name] for name in FIELDS}
    values["budget"] = values["budget"] or language.number(usual_budget(prices) // 100)
    return Form({**values, "currency": prices.currency})


def _shown(found: Portfolio, language: Language) -> dict[str, Any]:
    words = {name: language.message(text) for name, text in LINES.items()}
    drawn = draw_frontier(language, found, words, language.message(PICTURE)) if len(found.frontier) > 1 else None
    return {
        "found": found,
        "picture": drawn,
        "over": found.passed_over[:SHOWN_OVER],
        "more": max(0, len(found.passed_over) - SHOWN_OVER),
        "overlap": found.overlap[:SHOWN_OVERLAP, :SHOWN_OVERLAP].tolist(),
        "names": [one.candidate for one in found.booked[:SHOWN_OVERLAP]],
    }


@get(
    "/api/portfolio",
    opt={"scope": "creators:read"},
    responses=ERROR_ANSWERS,
    sync_to_thread=True,
    tags=["creators"],
)
def portfolio_api(
    request: Request[Any, Any, Any],
    house: Here,
    budget: FromQuery[str],
    goal: FromQuery[str] = "people",
    currency: FromQuery[str] = "",
    most: FromQuery[str] = "",
    niches: FromQuery[str] = "",
    share: FromQuery[str] = "",
    careful: FromQuery[bool] = False,
    language: FromQuery[str] = "",
    topic: FromQuery[str] = "",
    estimate: FromQuery[bool] = False,
    rate: FromQuery[str] = "",
) -> dict[str, Any]:
    """Choose whom to book for a budget among the creators with a price: as `nahbar creators portfolio --json`.

    With `estimate` missing prices are estimated; `rate` takes so much for 1,000 followers instead.
    """
    given = {"budget": budget, "goal": goal, "currency": currency, "most": most, "niches": niches}
    given |= {"share": share, "careful": "1" if careful else "", "language": language, "topic": topic}
    given |= {"estimate": "1" if estimate else "", "rate": rate}
    return portfolio_json(choose_portfolio(house, wish_of(given), _prices(house, given), seconds=QUICK))


router = Router("/", route_handlers=[show_portfolio, portfolio_api])
