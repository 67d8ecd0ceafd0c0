"""How the error of the estimated share falls with the labelled accounts on both sides, and what to expect of twice."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
from scipy.optimize import nnls
from sklearn.model_selection import StratifiedShuffleSplit

from benchmarks.data import data_folder
from benchmarks.follower_tables import read_accounts
from benchmarks.followers import SHARES, mixed_rows, run_audit
from nahbar.creators.audit.model import train_audit_model
from nahbar.creators.audit.terms import rows_of

Floats = npt.NDArray[np.float64]

# Parts of the 487 labelled accounts to train on and to draw the lists from; the last is one fold of ten.
PARTS = ((0.33, 0.33), (0.5, 0.5), (0.67, 0.33), (0.9, 0.1))
SPLITS = 60
# The shipped model has 49 labelled fakes; a second half of the labels holds as many.
SHIPPED = (49, 49)
# The mean absolute error of a normal error, as a part of its standard deviation.
MEAN_OF_SD = (2.0 / np.pi) ** 0.5


def main() -> None:
    """Print the table; the data folder must be there."""
    folder = data_folder()
    if folder is None:
        raise SystemExit("set NAHBAR_DATA to the data folder")
    columns, fake = read_accounts(folder / "followers" / "swiss_followers_labelled_half.csv.gz")
    sizes = [(round(train * fake.sum()), round(test * fake.sum())) for train, test in PARTS]
    print(f"Mean error of the share in lists of 300, in points (bias, spread; covered), {SPLITS} splits each")
    print("  fakes trained on / drawn from " + "".join(f"{share:>26.0%}" for share in SHARES))
    found = [_errors(columns, fake, train, test) for train, test in PARTS]
    for (train, test), (errors, covered) in zip(sizes, found, strict=True):
        cells = [_cell(errors[:, at], covered[:, at]) for at in range(len(SHARES))]
        print(f"  {train:17} / {test:<11}" + "".join(f"{cell:>26}" for cell in cells))
    print("  variance = a / fakes trained on + b / fakes drawn from, fitted to these rows; expected (target: 3):")
    expected = [_expected(sizes, [errors[:, at] for errors, _ in found]) for at in range(len(SHARES))]
    print(f"  {SHIPPED[0]:17} / {SHIPPED[1]:<11}" + "".join(f"{value:>26.1f}" for value in expected))


def _errors(columns: Mapping[str, Floats], fake: Floats, train: float, test: float) -> tuple[Floats, Floats]:
    splits = StratifiedShuffleSplit(SPLITS, train_size=train, test_size=test, random_state=41)
    errors, covered = np.zeros((SPLITS, len(SHARES))), np.zeros((SPLITS, len(SHARES)))
    for seed, (learnt, held) in enumerate(splits.split(fake[:, None], fake)):
        model = train_audit_model(rows_of(columns, learnt), fake[learnt])
        for at, share in enumerate(SHARES):
            rows = held[mixed_rows(fake[held], share, np.random.default_rng([seed, at]))]
            audit = run_audit(model, rows_of(columns, rows), {}, seed)
            errors[seed, at] = 100.0 * (audit.share_fake - share)
            covered[seed, at] = audit.interval.low <= share <= audit.interval.high
    return errors, covered


def _cell(errors: Floats, covered: Floats) -> str:
    return f"{np.abs(errors).mean():.1f} ({errors.mean():+.1f}, {errors.std():.1f}; {covered.mean():.2f})"


def _expected(sizes: list[tuple[int, int]], errors: list[Floats]) -> float:
    """Return the mean error at the shipped size; the largest parts of a variance fall with 1 / n on each side."""
    parts = np.array([[1.0 / train, 1.0 / test] for train, test in sizes])
    square = np.array([np.mean(error**2) for error in errors])
    # A variance of n normal errors has a relative error of sqrt(2 / n): every row weighs by its own size.
    weights, _ = nnls(parts / square[:, None], np.ones(len(sizes)))
    return float(MEAN_OF_SD * np.sqrt(weights @ np.array([1.0 / SHIPPED[0], 1.0 / SHIPPED[1]])))


if __name__ == "__main__":
    main()
