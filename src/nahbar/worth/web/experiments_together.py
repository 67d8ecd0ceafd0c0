"""The page of what ended experiments say together."""

from __future__ import annotations

from dataclasses import replace

from litestar import Response, Router, get
from markupsafe import Markup

from nahbar.kernel.house import House
from nahbar.kernel.messages import msg
from nahbar.kernel.web.pages import Here, PageRequest, page
from nahbar.worth.experiments.picture import draw_lifts
from nahbar.worth.experiments.together import Together, pool_registered
from nahbar.worth.experiments.words import CAUSE, OUTCOMES
from nahbar.worth.web.experiments import METRICS

PATH = "/worth/experiments/together"
PICTURE = msg("What each experiment adds: thin by itself, thick drawn towards the average (95%)")
AVERAGE = msg("On average")


@get(PATH, opt={"role": "viewer"}, sync_to_thread=True, include_in_schema=False)
def show_together(request: PageRequest, house: Here) -> Response[str]:
    """Show the ended experiments by what they count; that somebody looked is kept."""
    found = pool_registered(house, request.user.name)
    pictures = [_drawn(house, request.user.language, one) if one.pooled else None for one in found]
    values = {"found": found, "pictures": pictures, "caption": PICTURE, "cause": CAUSE, "metrics": METRICS}
    return page(request, "worth/experiments_together.html", values)


def _drawn(house: House, spoken: str, one: Together) -> Markup:
    assert one.pooled is not None
    language, pooled = house.language(spoken), one.pooled
    average = replace(one.lifts[0], arm=language.message(AVERAGE), absolute=pooled.mean, interval=pooled.interval)
    rows = [replace(average, anytime_interval=pooled.interval)]
    for k, (experiment, lift) in enumerate(zip(one.experiments, one.lifts, strict=True)):
        steadied = (float(pooled.low[k]), float(pooled.high[k]))
        drawn = replace(lift, absolute=float(pooled.shrunken[k]), interval=steadied, anytime_interval=lift.interval)
        rows.append(replace(drawn, arm=experiment.plan.title))
    names = {text: language.message(said) for text, said in OUTCOMES.items()}
    return draw_lifts(language, rows, language.message(PICTURE), names)


router = Router("/", route_handlers=[show_together])
