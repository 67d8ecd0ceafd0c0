"""The answer on customers as JSON."""

from __future__ import annotations

from typing import Any

from nahbar.worth.customers.contracts import WORDS, Check, Customers, Figure

# What comes behind six digits is the path of the search.
DIGITS = 6


def customers_json(found: Customers) -> dict[str, Any]:
    """Return the models, the coming weeks, and the check on weeks that were held out."""
    return {
        "bgnbd": _rounded(found.bgnbd),
        "bgnbd_intervals": None
        if found.bgnbd_intervals is None
        else {name: [round(bound, DIGITS) for bound in both] for name, both in found.bgnbd_intervals.items()},
        "gamma_gamma": _rounded(found.gamma_gamma),
        "customers": found.customers,
        "orders": found.orders,
        "weeks": round(found.weeks, DIGITS),
        "level": 0.95,
        "still_there": None if found.there is None else round(found.there, DIGITS),
        "coming": {"weeks": found.ahead, "orders": _figure(found.total), "value": _figure(found.total_value)},
        "highest": [
            {
                "customer": one.name,
                "repeats": one.repeats,
                "chance_there": round(one.chance_there, DIGITS),
                "orders": _figure(one.orders),
                "value": _figure(one.value),
            }
            for one in found.listed
        ],
        "holdout": None if found.check is None else _check(found.check),
        "words": WORDS.render(),
        "refused": found.refused,
        "refusals": [{"row": one.row, "reason": one.reason.render()} for one in found.refusals],
        "notes": [one.render() for one in found.notes],
    }


def _check(check: Check) -> dict[str, Any]:
    return {
        "weeks": round(check.weeks, DIGITS),
        "weeks_after": round(check.weeks_after, DIGITS),
        "orders_expected": _figure(check.expected),
        "orders_seen": check.seen,
        "value_expected": _figure(check.value),
        "value_seen": round(check.value_seen, DIGITS),
        "customers_within_their_interval": round(check.covered, DIGITS),
        "by_repeats": [
            {
                "repeats": one.least,
                "and_more": one.most is None,
                "customers": one.customers,
                "expected": _figure(one.expected),
                "seen": round(one.seen, DIGITS),
            }
            for one in check.groups
        ],
    }


def _rounded(parameters: Any) -> dict[str, float] | None:
    return None if parameters is None else {name: round(value, DIGITS) for name, value in parameters.items()}


def _figure(one: Figure | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {"value": round(one.value, DIGITS), "interval": [round(one.low, DIGITS), round(one.high, DIGITS)]}
