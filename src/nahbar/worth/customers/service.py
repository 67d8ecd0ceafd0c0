"""Use case: what customers will buy in the coming weeks, from a file of orders or from the workspace's deals."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pyarrow as pa

from nahbar.kernel.engine import DuckEngine, Engine, load_query
from nahbar.kernel.errors import BadInput
from nahbar.kernel.house import House
from nahbar.kernel.messages import Message, msg
from nahbar.measure.bg_nbd import BgNbd, chance_there
from nahbar.worth.customers import forecasting as fc
from nahbar.worth.customers.contracts import AHEAD_WEEKS, LISTED, SEED, WEEK_DAYS, Check, Customer, Customers, Figure
from nahbar.worth.customers.orders import Orders, read_orders

PACKAGE = "nahbar.worth"
# A model of fewer weeks says nothing that the weeks after could contradict.
LEAST_CHECK_WEEKS = 4


def customers_of_file(
    path: Path, weeks: int | None = None, ahead: float = AHEAD_WEEKS, engine: Engine | None = None
) -> Customers:
    """Return what the orders of a file say; see `customers_of_orders`. Raises BadInput, NotFound."""
    return customers_of_orders(read_orders(path), engine or DuckEngine(), weeks, ahead)


def customers_of_house(house: House, ahead: float = AHEAD_WEEKS) -> Customers | None:
    """Return what the workspace's deals say of people who are named in them; None where there are none.

    Deals of the currency that most have are used, less what was given back.
    """
    from nahbar.campaigns import purchases_of_people

    found = purchases_of_people(house)
    if not found:
        return None
    currencies = [one.currency for one in found]
    currency = max(sorted(set(currencies)), key=currencies.count)
    orders = Orders(currency=currency)
    for one in found:
        if one.currency == currency:
            orders.add(one.person, one.day, one.cents / 100)
    return customers_of_orders(orders, house.engine, None, ahead)


def customers_of_orders(orders: Orders, engine: Engine, weeks: int | None, ahead: float) -> Customers:
    """Fit both models to the first `weeks` (None: all) and compare the weeks after them.

    Without `weeks` the models that are shown are fitted to all, and the check to the first half. Orders of one
    customer on one day count as one. Raises BadInput when `weeks` end before the second day.
    """
    table = orders.table()
    first, last = min(orders.day), max(orders.day)
    until = last if weeks is None else min(last, first + weeks * WEEK_DAYS - 1)
    if until <= first:
        raise BadInput(
            msg("All orders are of one day, or the weeks end there."), msg("Bring orders of some months."), kind="weeks"
        )
    known = _known(engine, table, until)
    models = fc.fitted(known)
    check_until = until if weeks is not None else first + (last - first) // 2
    check_known, check_models = (known, models) if check_until == until else _again(engine, table, check_until)
    check = _checked(check_known, check_models, check_until - first, last - check_until)
    return _answer(orders, known, models, (until - first + 1) / WEEK_DAYS, ahead, check)


def _known(engine: Engine, table: pa.Table, until: int) -> fc.Known:
    asked = pa.table({"until": pa.array([until], pa.int64())})
    answer = engine.reduce(load_query(PACKAGE, "order_histories"), {"orders": table, "asked": asked})
    columns = {name: answer.column(name).to_numpy() for name in answer.column_names if name != "customer"}
    return fc.known_of(columns, answer.column("customer").to_pylist(), until)


def _again(engine: Engine, table: pa.Table, until: int) -> tuple[fc.Known, fc.Fitted]:
    known = _known(engine, table, until)
    return known, fc.fitted(known)


def _checked(known: fc.Known, models: fc.Fitted, days: int, days_after: int) -> Check | None:
    weeks, after = (days + 1) / WEEK_DAYS, days_after / WEEK_DAYS
    if models.buying is None or min(weeks, after) < LEAST_CHECK_WEEKS:
        return None
    kept = fc.chosen(len(known), SEED)
    drawn = fc.draw(known, models, after, kept, SEED)
    orders, values = fc.expectations(known, models, after)
    return Check(
        weeks=weeks,
        weeks_after=after,
        expected=fc.figure(float(orders.sum()), drawn.orders),
        seen=int(known.later.sum()),
        value=_value(values, drawn.values),
        value_seen=float(known.later_value.sum()),
        covered=fc.covered(drawn, known.later),
        groups=fc.groups(known, orders, drawn),
    )


def _value(values: fc.Floats | None, drawn: fc.Floats | None) -> Figure | None:
    if values is None or drawn is None or not np.all(np.isfinite(values)):
        return None
    return fc.figure(float(values.sum()), drawn)


def _answer(
    orders: Orders, known: fc.Known, models: fc.Fitted, weeks: float, ahead: float, check: Check | None
) -> Customers:
    buying, paying = models.buying, models.paying
    names = ("r", "alpha", "a", "b")
    told = buying is not None
    coming = _coming(known, models, ahead) if told else (None, None, [])
    return Customers(
        customers=len(known),
        orders=int(known.history.repeats.sum()) + len(known),
        weeks=weeks,
        ahead=ahead,
        currency=orders.currency,
        bgnbd=None if buying is None else _parameters(buying, (*names, "log_likelihood")),
        bgnbd_intervals=None if buying is None else _intervals(buying, names),
        gamma_gamma=None if paying is None else _parameters(paying, ("p", "q", "gamma", "log_likelihood")),
        total=coming[0],
        total_value=coming[1],
        there=None if buying is None else float(chance_there(buying, known.history).sum()),
        listed=coming[2],
        check=check,
        refused=orders.refused,
        refusals=orders.refusals,
        notes=_notes(models, check),
    )


def _parameters(model: object, names: tuple[str, ...]) -> Mapping[str, float]:
    return {name: float(getattr(model, name)) for name in names}


def _intervals(model: BgNbd, names: tuple[str, ...]) -> Mapping[str, tuple[float, float]]:
    return {name: (float(low), float(high)) for name, (low, high) in zip(names, model.intervals(), strict=True)}


def _coming(known: fc.Known, models: fc.Fitted, ahead: float) -> tuple[Figure, Figure | None, list[Customer]]:
    assert models.buying is not None
    orders, values = fc.expectations(known, models, ahead)
    order = np.argsort(-(orders if values is None else np.nan_to_num(values)), kind="stable")
    best = order[:LISTED]
    drawn = fc.draw(known, models, ahead, best, SEED + 1)
    there = chance_there(models.buying, known.history)
    listed = []
    for place, at in enumerate(best):
        worth = None
        if values is not None and drawn.single_values is not None and np.isfinite(values[at]):
            worth = fc.figure(float(values[at]), drawn.single_values[:, place])
        expected = fc.figure(float(orders[at]), drawn.single_orders[:, place])
        repeats = int(known.history.repeats[at])
        listed.append(Customer(known.names[at], repeats, float(there[at]), expected, worth))
    return fc.figure(float(orders.sum()), drawn.orders), _value(values, drawn.values), listed


def _notes(models: fc.Fitted, check: Check | None) -> list[Message]:
    notes = []
    if models.buying is None:
        notes.append(
            msg(
                "How often customers come back cannot be told yet: at least {n} must have ordered again. "
                "Some hundred customers over several months tell it well.",
                n=fc.LEAST_RETURNED,
            )
        )
    elif models.steadied:
        notes.append(
            msg(
                "The orders alone do not tell how much customers differ. A weak assumption stands in for that: the "
                "forecast leans on it until there are more customers or more weeks."
            )
        )
    if models.paying is None:
        notes.append(
            msg(
                "What a further order is worth cannot be told: fewer than ten customers have a second order, or what "
                "customers pay differs no more than chance explains."
            )
        )
    elif abs(models.related) > fc.TOO_RELATED:
        notes.append(
            msg(
                "Customers who order often do not pay the same as others (rank correlation {rho}). The value model "
                "takes the two to be independent, so expected values are off.",
                rho=round(models.related, 2),
            )
        )
    if check is not None and not check.expected.low <= check.seen <= check.expected.high:
        notes.append(
            msg(
                "In the weeks that were held out the number of orders lay outside the interval. A season, a campaign "
                "or a price that changed is unknown to the model: take the intervals for too narrow."
            )
        )
    return notes
