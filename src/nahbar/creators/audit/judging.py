"""The verdict on a follower list: fake or not, account by account, and the share of fakes with its interval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from nahbar.creators.audit.fit import list_fit
from nahbar.creators.audit.model import AuditModel, ColumnFit, fit_columns, score_accounts
from nahbar.creators.audit.reasons import account_reasons
from nahbar.creators.audit.terms import COLUMNS, Floats, FollowerProfiles, known_columns, rows_of
from nahbar.creators.contracts import Interval
from nahbar.kernel.messages import Message, msg
from nahbar.measure.prevalence import (
    Ints,
    Prevalence,
    ScoreTable,
    Trust,
    estimate_prevalence,
    histogram,
    labelled_histograms,
    same_odds_share,
)

Bools = npt.NDArray[np.bool_]

# Lists with many combinations of missing columns: the share rests on the most common ones, each costs 0.1 s.
_MOST_PATTERNS = 8
# What the labelled histograms are worth in rows of a new list: close to the 49 fakes and 438 real accounts that were
# labelled, so a list's own classes may differ from them as much as one draw of that size from another.
_ALIKE = (50.0, 400.0)
# The rival candidate: a list whose classes are hardly like the labelled ones (a few accounts' worth).
_UNLIKE = (5.0, 20.0)
# Its prior probability grows with the number n of checked accounts as 0.95 n / (n + 10): without them nothing could
# tell the candidates apart. Chosen on Swiss lists in which every second fake was given a real account's profile: with
# 30 checked the interval covers in .76 to 1.0 (at 0.3: .64 to 1.0) and is hardly wider on lists without disguise.
_UNLIKE_WEIGHT = 0.95
_HALF_WAY = 10.0
# Beyond this misfit a list does not fit: at most 5 % of lists of held-out Swiss accounts (benchmarks/followers.py).
MISFIT_LIMIT = 2.5
# A list that does not fit is trusted less, step by step: nothing is changed up to the first misfit, from the second on
# the labelled histograms are worth _STRANGE rows and each class may drift by _DRIFT (in standard deviations of the
# score): that says little more than that fakes score higher.
_WIDEN_FROM, _WIDEN_FULLY = 2.0, 4.0
_STRANGE = (15.0, 60.0)
_DRIFT = 1.5
# Rows of smoothing of the labelled histograms: several times the 49 labelled fakes, so that 24 bins are shaped by what
# the log-odds imply and only nudged by the counts. On halves of the Swiss labelled accounts 100 to 1,000 do alike.
IMPLIED_ROWS = 200.0
# With checked rows three bins become one and the counts speak for themselves: whether a list is unlike the labelled
# accounts is then told by few rows, and thinly filled bins hide it. Swiss lists whose every second fake is disguised,
# 30 checked: the interval covers in .76 to .80, with the finer bins in .48 to .56. So does a list that hardly fits:
# fine bins would hold a drift along the score for better known than it is.
COARSE_BINS, COARSE_ROWS = 3, 25.0
# Beta prior of the share: half a fake and one real account.
_SHARE_PRIOR = (0.5, 1.0)


@dataclass(frozen=True, slots=True)
class AccountAudit:
    """The probability that an account is fake (0 or 1 when checked by hand) and why, weightiest reason first."""

    follower: str
    probability: float
    reasons: Sequence[Message]
    against: Sequence[Message]
    checked: bool


@dataclass(frozen=True, slots=True)
class SameOdds:
    """The share if a profile made a fake as likely here as among the labelled accounts: the other reading of a list.

    The share of the audit takes it that fakes look like labelled fakes, however many there are; this one that a
    profile tells the same chance. `message` says both where they disagree.
    """

    share: float
    interval: Interval
    message: Message | None


@dataclass(frozen=True, slots=True)
class FollowerAudit:
    """The audit of a list of `n` rows. `share_fake` is NaN for an empty list; `audited` counts rows checked by hand.

    The interval is for the share in the population from which the list was drawn. Every row counts, also repeated ones.
    The probabilities of the accounts add up to the share. `method` and `coverage` say what was done with what.
    `same_odds` is the other reading of the list, None for an empty one. `misfit` tells how far the list is from every
    mixture of labelled fake and real accounts, in standard deviations above what is usual (`list_fit`); `fits` is
    false where it is so far that the share rests on little.
    """

    n: int
    share_fake: float
    interval: Interval
    accounts: Sequence[AccountAudit]
    method: Message
    audited: int
    coverage: Message
    fits: bool = True
    misfit: float = 0.0
    same_odds: SameOdds | None = None


@dataclass(frozen=True, slots=True, eq=False)
class ScoredList:
    """Scores of all rows, reason parts, and for the patterns that carry the share their fits and rows."""

    score: Floats
    parts: Mapping[str, Floats]
    patterns: Sequence[tuple[ColumnFit, Ints]]


def audit_followers(
    profiles: FollowerProfiles, model: AuditModel, audited: Mapping[str, bool], seed: int, level: float = 0.95
) -> FollowerAudit:
    """Audit a list; `audited` maps followers that a person checked to whether they are fake.

    Missing values are assumed to say nothing of whether an account is fake: an account is scored by the columns it has,
    with a fit to those columns alone. `seed` drives the posterior draws; `level` is the interval's.
    """
    n = len(profiles.follower)
    if n == 0:
        nothing = msg("The list is empty")
        return FollowerAudit(0, float("nan"), Interval(0.0, 1.0, level), (), nothing, 0, nothing)
    columns = profiles.values()
    scored = score_list(model, columns, n)
    verdict = np.array([audited.get(follower, np.nan) for follower in profiles.follower], dtype=np.float64)
    checked = int((~np.isnan(verdict)).sum())
    fit = list_fit(model, columns, scored.score, scored.patterns, seed)
    fits = fit.excess <= MISFIT_LIMIT
    table = _table(model, scored, verdict, coarse=checked > 0 or fit.excess > _WIDEN_FROM)
    found = estimate_prevalence(table, _trust(checked, fit.excess), seed, level)
    return FollowerAudit(
        n=n,
        share_fake=found.share,
        interval=Interval(found.low, found.high, level),
        accounts=_accounts(profiles, columns, scored, verdict, found, model.share_fake),
        method=_method(checked, len(model.is_fake), fits),
        audited=checked,
        coverage=_coverage(columns, fits),
        fits=fits,
        misfit=fit.excess,
        same_odds=_same_odds(model, table, found, seed, level),
    )


def score_list(model: AuditModel, columns: Mapping[str, Floats], n: int) -> ScoredList:
    """Score the `n` rows of a list, each with a fit to the columns it has."""
    known = known_columns(columns)
    patterns, which, counts = np.unique(known, axis=0, return_inverse=True, return_counts=True)
    score = np.full(n, np.nan)
    parts: dict[str, Floats] = {}
    kept: list[tuple[ColumnFit, Ints]] = []
    for rank, number in enumerate(np.argsort(-counts, kind="stable")):
        rows = np.flatnonzero(which.ravel() == number)
        names = [name for name, has in zip(COLUMNS, patterns[number], strict=True) if has]
        fit = fit_columns(model, names)
        score[rows], of_rows = score_accounts(model, fit, rows_of(columns, rows))
        for reason, part in of_rows.items():
            parts.setdefault(reason, np.full(n, np.nan))[rows] = part
        if rank < _MOST_PATTERNS:
            kept.append((fit, rows))
    return ScoredList(score, parts, kept)


def _table(model: AuditModel, scored: ScoredList, verdict: Floats, coarse: bool) -> ScoreTable:
    fake, unknown = model.is_fake == 1.0, np.isnan(verdict)
    cuts = [fit.cuts[COARSE_BINS - 1 :: COARSE_BINS] if coarse else fit.cuts for fit, _ in scored.patterns]
    implied = COARSE_ROWS if coarse else IMPLIED_ROWS

    def counted(chosen: Bools) -> Ints:
        placed = zip(scored.patterns, cuts, strict=True)
        return np.stack([histogram(scored.score[rows][chosen[rows]], borders) for (_, rows), borders in placed])

    labelled = [
        labelled_histograms(fit.cross_fitted, fake, borders, implied)
        for (fit, _), borders in zip(scored.patterns, cuts, strict=True)
    ]
    return ScoreTable(
        train_fake=np.stack([pair[0] for pair in labelled]),
        train_real=np.stack([pair[1] for pair in labelled]),
        open_rows=counted(unknown),
        checked_fake=counted(verdict == 1.0),
        checked_real=counted(verdict == 0.0),
    )


def _trust(checked: int, misfit: float) -> Trust:
    strange = min(max((misfit - _WIDEN_FROM) / (_WIDEN_FULLY - _WIDEN_FROM), 0.0), 1.0)
    fake_rows, real_rows = (alike * (odd / alike) ** strange for alike, odd in zip(_ALIKE, _STRANGE, strict=True))
    drift, unlike = _DRIFT * strange, _UNLIKE_WEIGHT * checked / (checked + _HALF_WAY)
    if unlike == 0.0:
        return Trust((fake_rows,), (real_rows,), (1.0,), _SHARE_PRIOR, drift)
    weights = (1.0 - unlike, unlike)
    return Trust((fake_rows, _UNLIKE[0]), (real_rows, _UNLIKE[1]), weights, _SHARE_PRIOR, drift)


def _same_odds(model: AuditModel, table: ScoreTable, found: Prevalence, seed: int, level: float) -> SameOdds:
    fakes = int(model.is_fake.sum())
    share, low, high = same_odds_share(table, (fakes, len(model.is_fake) - fakes), seed, level)
    apart = not found.low <= share <= found.high
    message = msg(
        "Counted without allowing for fakes that look genuine and genuine accounts that look fake, the share would be "
        "{share:percent} ({low:percent} to {high:percent}); accounts checked by hand tell which of the two holds",
        share=share,
        low=low,
        high=high,
    )
    return SameOdds(share, Interval(low, high, level), message if apart else None)


def _accounts(
    profiles: FollowerProfiles,
    columns: Mapping[str, Floats],
    scored: ScoredList,
    verdict: Floats,
    found: Prevalence,
    labelled_share: float,
) -> list[AccountAudit]:
    unknown = np.isnan(verdict)
    probability = np.where(unknown, 0.0, verdict)
    if unknown.any():
        wanted = (found.share * len(verdict) - probability.sum()) / int(unknown.sum())
        ratio = scored.score[unknown] - np.log(labelled_share / (1.0 - labelled_share))
        probability[unknown] = _shifted(ratio, wanted)
    return [
        AccountAudit(follower, float(probability[row]), *account_reasons(scored.parts, columns, row), not unknown[row])
        for row, follower in enumerate(profiles.follower)
    ]


def _shifted(log_ratio: Floats, wanted_mean: float) -> Floats:
    """Return probabilities whose log-odds differ from `log_ratio` by one constant and whose mean is the wanted one.

    With the class ratio as that constant this is the label-shift correction of Saerens et al. (2002), eq. 2.4.
    """
    wanted = min(max(wanted_mean, 1e-6), 1.0 - 1e-6)
    low, high = -60.0, 60.0
    for _ in range(60):
        middle = (low + high) / 2.0
        low, high = (middle, high) if _logistic(log_ratio + middle).mean() < wanted else (low, middle)
    return _logistic(log_ratio + (low + high) / 2.0)


def _logistic(value: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(value, -500.0, 500.0))))


def _method(checked: int, labelled: int, fits: bool) -> Message:
    if checked == 0 and fits:
        return msg(
            "Bayesian mixture of the score histograms of {labelled} labelled accounts; no account of this list was "
            "checked by hand, so it is taken to be like those",
            labelled=labelled,
        )
    if checked == 0:
        return msg(
            "Bayesian mixture of the score histograms of {labelled} labelled accounts. This list is no mixture of such "
            "accounts, so they count for less and the interval is wider; no account of this list was checked by hand",
            labelled=labelled,
        )
    if fits:
        return msg(
            "Bayesian mixture of the score histograms of {labelled} labelled accounts, corrected by {checked} accounts "
            "of this list that were checked by hand",
            labelled=labelled,
            checked=checked,
        )
    return msg(
        "Bayesian mixture of the score histograms of {labelled} labelled accounts. This list is no mixture of such "
        "accounts, so they count for less beside the {checked} accounts of this list that were checked by hand",
        labelled=labelled,
        checked=checked,
    )


def _coverage(columns: Mapping[str, Floats], fits: bool) -> Message:
    known = known_columns(columns)
    complete, n, share = int(known.all(axis=1).sum()), len(known), float(known.mean())
    if fits:
        return msg(
            "{complete} of {n} profiles are complete; on average {share:percent} of the profile values that the audit "
            "uses are known",
            complete=complete,
            n=n,
            share=share,
        )
    return msg(
        "{complete} of {n} profiles are complete; on average {share:percent} of the profile values that the audit "
        "uses are known. The values are unlike those of the labelled accounts, whatever the share of fakes",
        complete=complete,
        n=n,
        share=share,
    )
