"""The experiment that would tell what a reaction is worth: how many posts or creators, and for how long."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nahbar.kernel.clock import SECONDS_A_DAY
from nahbar.measure.count_trial import units_an_arm
from nahbar.worth.earned_posts import EarnedPost
from nahbar.worth.likes.contracts import LEAST_CREATORS, Plan

WEEK_SECONDS = 7 * SECONDS_A_DAY
# What asking for a reaction may add to it: an assumption, named wherever the plan is shown.
RAISED = 0.3
# Where nothing is known of how counts scatter, the middle of the prior of the pooling stands in.
USUAL_SIZE = 1.0


def plan_of_posts(mean: float, size: float, posts: Sequence[EarnedPost]) -> Plan:
    """Return the plan that asks for a reaction in one half of the posts, whose deals have this mean and size."""
    needed, weeks = units_an_arm(mean, size, 1.0 + RAISED), _weeks(posts)
    return Plan(needed, 2 * needed * weeks / len(posts) if weeks >= 1.0 else None, RAISED)


def plan_of_creators(posts: Sequence[EarnedPost]) -> Plan | None:
    """Return the plan that asks for followers with one half of the creators; None where too few have brought deals.

    Who follows buys under later posts, so that a creator counts as a whole, over as many weeks as these posts cover.
    Deals of a creator are taken as negative binomial with the size of the moments (Anscombe 1949).
    """
    names, creator = np.unique([one.creator for one in posts], return_inverse=True)
    deals = np.bincount(creator, [one.deals for one in posts], minlength=len(names))
    if len(names) < LEAST_CREATORS or not deals.sum():
        return None
    mean, variance = float(deals.mean()), float(deals.var(ddof=1))
    size = mean**2 / (variance - mean) if variance > mean else USUAL_SIZE
    weeks = _weeks(posts)
    return Plan(units_an_arm(mean, size, 1.0 + RAISED), weeks if weeks >= 1.0 else None, RAISED, of_creators=True)


def _weeks(posts: Sequence[EarnedPost]) -> float:
    times = [one.posted_at for one in posts]
    return (max(times) - min(times)) / WEEK_SECONDS if times else 0.0
