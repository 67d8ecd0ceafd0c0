"""The follower audit on lists unlike the labelled accounts: false alarms, foreign lists, drift, and what it costs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.data import data_folder
from benchmarks.follower_tables import read_accounts, read_foreign_accounts
from benchmarks.followers import LIST, SHARES, labelled_halves, mixed_rows, run_audit
from nahbar.creators.audit import AuditModel, load_audit_model
from nahbar.creators.audit.fit import list_fit
from nahbar.creators.audit.judging import COARSE_BINS, COARSE_ROWS, MISFIT_LIMIT, score_list
from nahbar.creators.audit.terms import rows_of
from nahbar.measure.mixture_fit import MixtureFit
from nahbar.measure.prevalence import Prevalence, ScoreTable, Trust, estimate_prevalence, histogram, labelled_histograms

Floats = npt.NDArray[np.float64]
Columns = Mapping[str, Floats]

DRIFTS = (0.0, 0.25, 0.5, 1.0)
DRIFT_SPLITS = 50


def main() -> None:
    """Print every table; the data folder must be there."""
    folder = data_folder()
    if folder is None:
        raise SystemExit("set NAHBAR_DATA to the data folder")
    swiss = read_accounts(folder / "followers" / "swiss_followers_labelled_half.csv.gz")
    _false_alarms(*swiss)
    _foreign_lists(folder)
    _drifted(*swiss)
    _identified(folder)


def _fit(model: AuditModel, columns: Columns, seed: int, draws_apart: float = 2.0) -> MixtureFit:
    scored = score_list(model, columns, len(columns["posts"]))
    return list_fit(model, columns, scored.score, scored.patterns, seed, draws_apart)


def _false_alarms(columns: Columns, fake: Floats) -> None:
    print(f"Lists of {LIST} from held-out labelled accounts: false alarms of the misfit check (target: at most 5 %)")
    print("  share   alarms   misfit: median  90 %  95 %  largest")
    found: list[list[float]] = [[] for _ in SHARES]
    for seed, (model, test, label) in enumerate(labelled_halves(columns, fake)):
        for share, misfits in zip(SHARES, found, strict=True):
            rows = mixed_rows(label, share, np.random.default_rng([seed, int(share * 100)]))
            misfits.append(_fit(model, rows_of(test, rows), seed).excess)
    for share, misfits in zip(SHARES, found, strict=True):
        print(f"  {share:5.0%}  {_alarms(misfits):6.1%}  {_spread(misfits)}")
    print(f"  all    {_alarms([one for misfits in found for one in misfits]):6.1%}")


def _alarms(misfits: list[float]) -> float:
    return float((np.array(misfits) > MISFIT_LIMIT).mean())


def _spread(misfits: list[float]) -> str:
    middle, high, higher, most = np.quantile(misfits, [0.5, 0.9, 0.95, 1.0])
    return f"{middle:14.2f} {high:5.2f} {higher:5.2f} {most:8.2f}"


def _foreign_lists(folder: Path) -> None:
    model = load_audit_model()
    print(f"\nOther lists, 25 of {LIST} each: alarms (target: most) and misfit")
    print("  list                      alarms   misfit: median  90 %  95 %  largest")
    unlabelled, _ = read_accounts(folder / "followers" / "swiss_followers_unlabelled.csv.gz")
    parts = [{name: value[at * LIST :][:LIST] for name, value in unlabelled.items()} for at in range(25)]
    misfits = [_fit(model, part, seed).excess for seed, part in enumerate(parts)]
    print(f"  Swiss, unlabelled         {_alarms(misfits):6.1%}  {_spread(misfits)}")
    instafake = read_accounts(folder / "followers" / "instafake.csv.gz")
    kaggle = read_foreign_accounts(folder / "followers" / "kaggle_insta_train.csv.gz")
    for name, (columns, fake) in (("instafake", instafake), ("kaggle", kaggle)):
        for share in (0.02, 0.17, 0.50):
            lists = [rows_of(columns, mixed_rows(fake, share, np.random.default_rng(seed))) for seed in range(25)]
            misfits = [_fit(model, part, seed).excess for seed, part in enumerate(lists)]
            print(f"  {name:12} {share:4.0%} fake    {_alarms(misfits):6.1%}  {_spread(misfits)}")
    for title, apart in (("another draw of the labelled size", 2.0), ("the very population of the labels", 1.0)):
        found = _fit(model, unlabelled, 1, apart)
        print(f"  all 10,000 Swiss against {title}: misfit {found.excess:.1f}, p = {found.probability:.3f}")


def _drifted(columns: Columns, fake: Floats) -> None:
    print(
        f"\nHeld-out lists of {LIST} whose posts, following and followers are each multiplied by exp(N(0, drift)), of"
    )
    print(f"of real accounts only or of all (half of the lists each); {DRIFT_SPLITS} splits, both shares together")
    print("  drift  alarms  covers  width, points | without the misfit check: covers  width")
    halves = list(labelled_halves(columns, fake))[:DRIFT_SPLITS]
    for drift in DRIFTS:
        rows = [
            _one_drifted(model, test, label, share, drift, seed)
            for seed, (model, test, label) in enumerate(halves)
            for share in (0.10, 0.25)
        ]
        alarm, covers, width, plain, plain_width = np.array(rows).mean(axis=0)
        print(
            f"  {drift:5.2f}  {alarm:6.0%}  {covers:6.2f}  {width * 100:13.1f} | "
            f"{plain:31.2f}  {plain_width * 100:5.1f}"
        )


def _one_drifted(
    model: AuditModel, columns: Columns, fake: Floats, share: float, drift: float, seed: int
) -> tuple[float, ...]:
    generator = np.random.default_rng([seed, int(share * 100), 5])
    rows = mixed_rows(fake, share, generator)
    moved = drifted(rows_of(columns, rows), fake[rows], drift, generator)
    audit = run_audit(model, moved, {}, seed)
    plain = _with_drift(model, moved, 0.0, seed)
    interval = audit.interval
    return (
        float(not audit.fits),
        float(interval.low <= share <= interval.high),
        interval.high - interval.low,
        float(plain.low <= share <= plain.high),
        plain.high - plain.low,
    )


def drifted(columns: Columns, fake: Floats, drift: float, generator: np.random.Generator) -> Columns:
    """Return the list with each count multiplied by one random factor, for real accounts or for all."""
    moved = {name: value.copy() for name, value in columns.items()}
    whom = fake == 0.0 if generator.random() < 0.5 else np.ones(len(fake), dtype=bool)
    for name in ("posts", "following", "followers"):
        moved[name][whom] = np.round(moved[name][whom] * np.exp(drift * generator.standard_normal()))
    return moved


def _with_drift(model: AuditModel, columns: Columns, drift: float, seed: int) -> Prevalence:
    known = ~np.isnan(np.stack(list(columns.values()))).any(axis=0)
    score = score_list(model, rows_of(columns, np.flatnonzero(known)), int(known.sum())).score
    cuts = model.complete.cuts[COARSE_BINS - 1 :: COARSE_BINS]
    none = np.zeros((1, len(cuts) + 1), dtype=np.int64)
    fake, real = labelled_histograms(model.complete.cross_fitted, model.is_fake == 1.0, cuts, COARSE_ROWS)
    table = ScoreTable(fake[None], real[None], histogram(score, cuts)[None], none, none)
    return estimate_prevalence(table, Trust((50.0,), (400.0,), (1.0,), (0.5, 1.0), drift), seed, 0.95)


def _identified(folder: Path) -> None:
    columns, _ = read_accounts(folder / "followers" / "swiss_followers_unlabelled.csv.gz")
    print("\nThe 10,000 unlabelled Swiss followers if each class may drift along the score by N(0, drift)")
    for drift in (0.0, 0.25, 0.5, 1.0, 1.5, 2.0):
        found = _with_drift(load_audit_model(), columns, drift, 1)
        print(f"  drift {drift:4.2f}: {found.share:.0%} [{found.low:.0%}, {found.high:.0%}]")


if __name__ == "__main__":
    main()
