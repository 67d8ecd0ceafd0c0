"""Use case: what the registry's ended experiments on one outcome say together, and each of them beside the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nahbar.kernel.clock import now
from nahbar.kernel.house import House
from nahbar.kernel.messages import Message, Value, msg
from nahbar.measure.random_effects import LEAST, Pooled, pool_effects
from nahbar.worth.experiments.contracts import Lift
from nahbar.worth.experiments.met import who_met_each
from nahbar.worth.experiments.pooling import BOUNDS_ERRORS
from nahbar.worth.experiments.registry import STOPPED, Experiment, list_experiments
from nahbar.worth.experiments.reporting import report_of
from nahbar.worth.experiments.words import OUTCOMES, size_words


@dataclass(frozen=True, slots=True)
class Together:
    """Ended experiments that drew the same units and counted the same metric, with their own lifts.

    `pooled` is None where there are too few of them; `said` says what they say together, or that.
    """

    metric: str
    unit: str
    experiments: Sequence[Experiment]
    lifts: Sequence[Lift]
    pooled: Pooled | None
    said: Message

    @property
    def share(self) -> bool:
        """Whether lifts are differences of shares."""
        return self.lifts[0].share

    @property
    def foretells(self) -> bool:
        """Whether the interval of one more experiment rules anything out: no share changes by more than all."""
        bounds = (-1.0, 1.0) if self.pooled is None else self.pooled.next_interval
        return not self.share or max(-bounds[0], bounds[1]) < 1.0


def pool_registered(house: House, who: str) -> Sequence[Together]:
    """Return the ended experiments of the registry by what they count; that `who` looked at them is kept.

    An experiment counts when it has two arms of the sizes that were drawn: arms that share a control do not tell
    apart what is chance in it. Intervals for one look give the standard errors.
    """
    groups: dict[tuple[str, str], list[tuple[Experiment, Lift]]] = defaultdict(list)
    ended = [one for one in list_experiments(house) if one.state == STOPPED and len(one.plan.variants) == 2]
    at = now()
    for one, met in zip(ended, who_met_each(house, [one.plan for one in ended], at), strict=True):
        report = report_of(house, one, met, who, at)
        lift = next(iter(report.primary()), None)
        sound = report.analysis is not None and not report.analysis.mismatch.doubtful
        if sound and lift is not None and lift.interval is not None:
            groups[one.plan.metric.text, one.plan.unit].append((one, lift))
    found = [_together(metric, unit, pairs) for (metric, unit), pairs in groups.items()]
    return sorted(found, key=lambda one: (-len(one.experiments), one.metric, one.unit))


def _together(metric: str, unit: str, pairs: Sequence[tuple[Experiment, Lift]]) -> Together:
    experiments, lifts = [one for one, _ in pairs], [lift for _, lift in pairs]
    if len(pairs) < LEAST:
        said = msg(
            "{outcome}: {n} {n|experiment has|experiments have} ended. From {least} on it can be told what they say "
            "together.",
            outcome=OUTCOMES[metric],
            n=len(pairs),
            least=LEAST,
        )
        return Together(metric, unit, experiments, lifts, None, said)
    ends = np.array([one.interval for one in lifts if one.interval is not None])
    pooled = pool_effects(np.array([one.absolute for one in lifts]), (ends[:, 1] - ends[:, 0]) / BOUNDS_ERRORS)
    return Together(metric, unit, experiments, lifts, pooled, _said(pooled, metric, lifts[0].share, len(pairs)))


def _said(pooled: Pooled, metric: str, share: bool, n: int) -> Message:
    times = 100.0 if share else 1.0
    low, high = (times * bound for bound in pooled.interval)
    named: dict[str, Value] = {"outcome": OUTCOMES[metric], "n": n, "low": low, "high": high}
    named["mean"] = size_words(pooled.mean, share)
    if low <= 0.0 <= high:
        return msg(
            "{outcome}: cannot tell from {n} experiments whether they change on average ({low} to {high}).", **named
        )
    return msg("{outcome}: over {n} experiments they change by {mean} on average ({low} to {high}).", **named)
