"""The answer of attribution as JSON, for the command line and the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nahbar.kernel.clock import iso_day
from nahbar.worth.attribution.contracts import WORDS, Attribution, Credit

if TYPE_CHECKING:
    from nahbar.worth.attribution.effects import Calibration
    from nahbar.worth.attribution.registered import Measured, Registered

# Figures are sums of fractions; what comes behind six digits is the order of adding.
DIGITS = 6


def attribution_json(found: Attribution) -> dict[str, Any]:
    """Return all models side by side, with the words that must stand beside them."""
    return {
        "paths": found.paths,
        "by": found.by,
        "journeys": found.journeys,
        "conversions": found.conversions,
        "value": _rounded(found.value),
        "models": {model: [_credit(one) for one in credits] for model, credits in found.models.items()},
        "words": WORDS.render(),
        "level": 0.95,
        "order": found.options.order,
        "half_life_steps": found.options.half_life,
        "refused": found.refused,
        "refusals": [{"row": one.row, "reason": one.reason.render()} for one in found.refusals],
        "notes": [one.render() for one in found.notes],
    }


def calibration_json(found: Calibration) -> dict[str, Any]:
    """Return the calibrated split beside the credit, with the gap between the two."""
    return {
        "credit": found.model,
        "weight_of_alike_journeys": _rounded(found.alike),
        "channels": [
            {
                "channel": one.channel,
                "credit": _rounded(one.credit),
                "effect": _rounded(one.effect),
                "interval": [_rounded(bound) for bound in one.interval],
                "gap": _rounded(one.gap),
                "measured": one.measured,
            }
            for one in found.splits
        ],
        "no_touch_needed": {
            "deals": _rounded(found.untouched),
            "interval": [_rounded(bound) for bound in found.untouched_interval],
        },
        "notes": [one.render() for one in found.notes],
    }


def registered_json(found: Registered) -> dict[str, Any]:
    """Return the experiments of the registry that measured something, and what the others say."""
    return {
        "measured": [_measured(one) for one in found.measured],
        "notes": [one.render() for one in found.notes],
    }


def _measured(one: Measured) -> dict[str, Any]:
    caused = one.caused
    return {
        "channel": one.name,
        "experiment": caused.experiment.plan.name,
        "title": caused.experiment.plan.title,
        "from": iso_day(caused.first),
        "to": iso_day(caused.last),
        "people": caused.people,
        "deals_caused_by_a_touch": {
            "value": _rounded(caused.each[0]),
            "interval": [_rounded(bound) for bound in caused.each[1:]],
        },
        "touches_in_period": one.reached,
        "touches_in_experiment": one.inside,
        "deals_with_it_on_the_way": one.deals,
        "of_known_people": one.known,
        "said": [one.said.render(), one.carried.render()],
    }


def _credit(one: Credit) -> dict[str, Any]:
    return {
        "channel": one.channel,
        "conversions": _rounded(one.conversions),
        "interval": [_rounded(bound) for bound in one.interval],
        "value": _rounded(one.value),
        "value_interval": None if one.value_interval is None else [_rounded(bound) for bound in one.value_interval],
    }


def _rounded(figure: float | None) -> float | None:
    return None if figure is None else round(figure, DIGITS)
