"""Draws how a creator's followers grow over the sample's year: people who came by themselves, and bought accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from nahbar.app.sample.cast import Member

Floats = npt.NDArray[np.float64]

# The sample ends here whatever the clock says: 2026-11-15T00:00Z.
END_DAY = date(2026, 11, 15).toordinal() - date(1970, 1, 1).toordinal()
DAYS = 365
FIRST_DAY = END_DAY - DAYS
# Gains and losses a day as a share of the final followers: about 3 % and 2 % a month.
GAIN, LOSS = 0.0011, 0.0006
LEIPZIG = (date(2026, 3, 19), date(2026, 3, 22))
FRANKFURT = (date(2026, 10, 7), date(2026, 10, 11))
ADVENT = (date(2025, 11, 28), date(2025, 12, 24))


@dataclass(frozen=True, slots=True)
class Growth:
    """Followers on each of the sample's DAYS: all of them, those who came by themselves, and as the table shows them.

    `shown` has NaN on days for which no count was kept.
    """

    total: Floats
    real: Floats
    shown: Floats


def index_of(day: date) -> int:
    """Return the place of a day in the sample's year."""
    return day.toordinal() - date(1970, 1, 1).toordinal() - FIRST_DAY


# When the one event of a story happens, as a day of the sample's year.
EVENT_DAY = {
    "viral_post": 268,
    "giveaway": 250,
    "press_mention": 231,
    "long_pause": 190,
    "platform_outage": 262,
    "follower_burst": 214,
    "drip_purchase": 170,
    "purchase_drop_off": 180,
    "even_likes": 170,
    "comment_packs": 150,
}
PAUSE_DAYS = 66
OUTAGE_DAYS = 4
# Followers of a creator whose number no table holds; posts need one all the same.
UNKNOWN_SIZE = 4_100


def grow(rng: np.random.Generator, member: Member) -> Growth:
    """Draw the year so that it ends with the followers of the profile."""
    size = float(member.followers or UNKNOWN_SIZE)
    own, bought = _own_gains(rng, member, size), _bought_gains(rng, member) * size
    bought_total = np.maximum(np.cumsum(bought), 0.0)
    own_end = size - bought_total[-1]
    real = np.maximum(own_end - (np.cumsum(own)[-1] - np.cumsum(own)), 0.04 * own_end)
    real, bought_total = np.round(real), np.round(bought_total)
    total = real + bought_total
    return Growth(total, real, _shown(rng, member, total))


def _own_gains(rng: np.random.Generator, member: Member, size: float) -> Floats:
    pace = GAIN * np.exp(rng.normal(0.0, 0.25)) * _season(member)
    week = 1.0 + 0.22 * np.cos(2.0 * np.pi * (np.arange(DAYS) - int(rng.integers(7))) / 7.0)
    # Good and bad weeks: a slow random walk back to the middle.
    mood = np.convolve(rng.normal(0.0, 1.0, DAYS + 20), np.ones(21) / np.sqrt(21.0), mode="valid")
    wanted = size * pace * week * np.exp(0.22 * mood) * rng.gamma(8.0, 1.0 / 8.0, DAYS)
    lost = rng.poisson(size * LOSS * np.exp(rng.normal(0.0, 0.3)), DAYS)
    return np.asarray(rng.poisson(wanted) - lost + _event(rng, member, size), dtype=np.float64)


def _season(member: Member) -> Floats:
    pace = np.ones(DAYS)
    if member.story == "seasonal":
        for (first, last), times in ((LEIPZIG, 4.0), (FRANKFURT, 6.0), (ADVENT, 3.5)):
            pace[max(index_of(first) - 2, 0) : index_of(last) + 5] = times
        # From the first November days on the season warms up again.
        pace[-14:] = np.linspace(1.2, 2.6, 14)
    if member.story == "long_pause":
        start = EVENT_DAY["long_pause"]
        pace[start : start + PAUSE_DAYS] = 0.15
    return pace


def _event(rng: np.random.Generator, member: Member, size: float) -> Floats:
    """Followers that one honest event brings (and takes), day by day."""
    gains = np.zeros(DAYS)
    share, decay = {"viral_post": (0.34, 4.5), "giveaway": (0.09, 1.8), "press_mention": (0.21, 3.2)}.get(
        member.story, (0.0, 1.0)
    )
    if not share:
        return gains
    start = EVENT_DAY[member.story]
    days = np.arange(DAYS - start)
    curve = np.exp(-days / decay) * rng.gamma(30.0, 1.0 / 30.0, len(days))
    gains[start:] = share * size * curve / curve.sum()
    if member.story == "giveaway":
        # A good part of those who came for the prize leave in the weeks after the draw.
        leaving = np.exp(-np.arange(DAYS - start - 7) / 9.0)
        gains[start + 7 :] -= 0.045 * size * leaving / leaving.sum()
    return np.round(gains)


def _bought_gains(rng: np.random.Generator, member: Member) -> Floats:
    """Bought accounts that arrive and vanish a day, as a share of the final followers."""
    gains = np.zeros(DAYS)
    start = EVENT_DAY.get(member.story, 0)
    if member.story == "follower_burst":
        gains[start : start + 2] = (0.155, 0.085)
        gains[start + 88] = 0.11
    elif member.story == "drip_purchase":
        gains[start : start + 120] = 0.0042 * rng.normal(1.0, 0.02, 120)
    elif member.story == "purchase_drop_off":
        gains[start : start + 3] = (0.18, 0.21, 0.06)
        vanish = np.exp(-np.arange(60) / 14.0)
        gains[start + 12 : start + 72] = -0.29 * vanish / vanish.sum()
    elif member.story == "fake_followers":
        gains[20:60] = 0.009
    return gains


def _shown(rng: np.random.Generator, member: Member, total: Floats) -> Floats:
    shown = total.copy()
    if member.story == "platform_outage":
        # The platform's counter stands still and catches up in one step afterwards.
        start = EVENT_DAY["platform_outage"]
        shown[start : start + OUTAGE_DAYS] = shown[start - 1]
    missing = rng.random(DAYS) < 0.015
    missing[-1] = False
    shown[missing] = np.nan
    return shown
