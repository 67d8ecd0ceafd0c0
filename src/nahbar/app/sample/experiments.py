"""The sample brand's experiments: one that ended, with two looks, and one that has only just begun.

Arms are drawn by the registry's own lot, so each workspace has other people in them. They are filled to one size, and
as many buy in each as its rate says, so that the answer hardly depends on the lot.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np

from nahbar.app.sample.owner import OWNER_EMAIL
from nahbar.kernel.clock import now
from nahbar.kernel.house import House

if TYPE_CHECKING:
    from nahbar.kernel.touchpoints import Touchpoint

SEED = 20_261_124
DAY, MICROS = 86_400, 1_000_000
MAIL = {
    "name": "erinnerungsmail",
    "title": "Bringt die Mail zum neuen Lesekreis-Buch Käufe?",
    "room": "mail",
    "holds_out": "channel:mail",
    "groups": "deal",
    "variants": "ohne=1, mail=1",
    "metric": "deal",
    "guardrails": "refund=higher",
    "window_days": "14",
    "planned": "400",
}
CARD = {
    "name": "postkarte",
    "title": "Bringt eine Postkarte im Paket den nächsten Kauf?",
    "room": "gesture",
    "variants": "ohne=1, postkarte=1",
    "metric": "deal",
    "window_days": "30",
    "baseline": "0.2",
    "least_lift": "25",
    "per_day": "40",
}
# Days ago: mails went out from the first to the second, and the books were closed at the third.
MAILED, LAST_MAIL, CLOSED = 76, 36, 20
FIRST_LOOK = 40
# Who buys within two weeks, beside what people buy anyway: credit goes to the mail for all who got it.
RATES = {"ohne": 0.05, "mail": 0.18}
ARM = 400
CARD_DAYS, CARD_PEOPLE = 4, 46


def add_experiments(house: House, readers: list[str], customers: list[str]) -> None:
    """Add both experiments: the mail among `readers`, the card among `customers` (pseudonyms that consented)."""
    from nahbar.worth.experiments.plans import read_plan
    from nahbar.worth.experiments.registry import plan_experiment, start_experiment, stop_experiment
    from nahbar.worth.experiments.reporting import report_on

    today = now()
    for given, days in ((MAIL, MAILED), (CARD, CARD_DAYS)):
        plan_experiment(house, read_plan(given), OWNER_EMAIL, today - (days + 2) * DAY)
        start_experiment(house, given["name"], OWNER_EMAIL, today - days * DAY)
    _mail(house, _filled(house, readers), today)
    _card(house, customers[:CARD_PEOPLE], today)
    report_on(house, MAIL["name"], OWNER_EMAIL, today - FIRST_LOOK * DAY)
    report_on(house, MAIL["name"], OWNER_EMAIL, today - CLOSED * DAY)
    stop_experiment(house, MAIL["name"], OWNER_EMAIL, "Die geplante Zahl ist erreicht.", today - CLOSED * DAY)


def reader(number: int) -> str:
    """Return the pseudonym of somebody who reads the bookshop's mails and agreed to be recognised."""
    return hashlib.blake2b(f"sample reader {number}".encode(), digest_size=16).hexdigest()


def _filled(house: House, readers: list[str]) -> list[str]:
    """Return those readers who come before both arms are full."""
    from nahbar.kernel.experiments import assigned

    places = dict.fromkeys(RATES, ARM)
    found = []
    for person in readers:
        arm = str(assigned(house, MAIL["name"], person))
        places[arm] -= 1
        if places[arm] >= 0:
            found.append(person)
    return found


def _mail(house: House, readers: list[str], today: int) -> None:
    from nahbar.campaigns.leads.contracts import NewDeal
    from nahbar.campaigns.leads.service.recording import record_deals

    rng = np.random.default_rng(SEED)
    met = today - rng.uniform(LAST_MAIL, MAILED, len(readers)) * DAY
    later = rng.exponential(3.0, len(readers)).clip(0.05, 13.0) * DAY
    cents = (rng.lognormal(3.3, 0.5, len(readers)) * 100).round(-1).astype(int).tolist()
    arms = _meet(house, MAIL["name"], readers, met.astype(int).tolist(), "mail")
    deals = []
    for arm, rate in RATES.items():
        members = [k for k, one in enumerate(arms) if one == arm]
        for k in rng.permutation(members)[: round(rate * len(members))].tolist():
            deals.append(NewDeal(f"w-mail-{readers[k]}", int(met[k] + later[k]), cents[k], "EUR", person=readers[k]))
    record_deals(house, deals, OWNER_EMAIL)


def _card(house: House, customers: list[str], today: int) -> None:
    rng = np.random.default_rng(SEED + 1)
    met = today - rng.uniform(0.1, CARD_DAYS, len(customers)) * DAY
    _meet(house, CARD["name"], customers, met.astype(int).tolist(), "parcel")


def _meet(house: House, name: str, people: list[str], times: list[int], channel: str) -> list[str]:
    """Let people meet the arms that the lot gives them; whoever is no control is touched through `channel`."""
    from nahbar.kernel.experiments import assigned, exposure
    from nahbar.kernel.journal.appending import append
    from nahbar.kernel.touchpoints import Touchpoint

    arms = [str(assigned(house, name, person)) for person in people]
    points: list[Touchpoint] = []
    for person, at, arm in zip(people, times, arms, strict=True):
        points.append(exposure(name, arm, at * MICROS, person))
        if arm != "ohne":
            id, time = f"{name}-{person}", at * MICROS + 1
            points.append(Touchpoint(id=id, time=time, kind="gesture", channel=channel, person=person, consent=True))
    with house.store.write() as connection:
        append(connection, points, now())
    return arms
