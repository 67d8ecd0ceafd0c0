"""Two equal arms, read 30 times: how often each way of reading calls them different, and how wide intervals are.

python -m benchmarks.ab_reading
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from nahbar.measure.anytime_rates import Arm, half_width, log_evidence, log_ratio, score_of, visits_until_known

Floats = npt.NDArray[np.float64]

RUNS, LOOKS = 2_000, 30
WORLDS = ((0.003, 200), (0.02, 20), (0.02, 200), (0.1, 20), (0.1, 200), (0.5, 200))
Z = 1.959964
TARGET = 0.05
# Seeds were drawn once, and nothing was tuned on them.
SEED = 20_261_122


def main() -> None:
    """Print false alarms, misses and power, each beside its target."""
    rng = np.random.default_rng(SEED)
    print(f"A/A, {LOOKS} looks, {RUNS} runs: share of runs called different at any look (standard error up to .005)")
    print(f"{'rate':>7} {'visits':>8} {'e-value':>9} {'interval':>9} {'page':>7} {'target':>7} {'peeking z':>10}")
    for rate, step in WORLDS:
        _equal(rng, rate, step)
    print("\nB/A = ratio: share of runs whose interval missed the ratio at any look; decided at the last look; width")
    print(f"{'rate':>7} {'ratio':>6} {'visits':>8} {'missed':>8} {'target':>7} {'decided':>8} {'width / fixed':>14}")
    for rate, ratio, step in ((0.02, 1.5, 200), (0.02, 2.0, 100), (0.05, 1.3, 300), (0.01, 3.0, 100)):
        _different(rng, rate, ratio, step)
    print("\nAfter the clicks that were asked for at 400 an arm, how often was it decided (80 % is wanted)?")
    for rate, ratio in ((0.03, 2.0), (0.05, 2.0), (0.05, 3.0)):
        _waited(rng, rate, ratio)


def _streams(rng: np.random.Generator, rates: tuple[float, float], step: int) -> tuple[Floats, Floats, Floats, Floats]:
    visits = np.broadcast_to(step * np.arange(1.0, LOOKS + 1), (RUNS, LOOKS))
    one, two = (rng.binomial(step, rate, (RUNS, LOOKS)).cumsum(1).astype(np.float64) for rate in rates)
    return one, visits, two, visits


def _interval(sums: tuple[Floats, Floats, Floats, Floats]) -> tuple[Floats, Floats]:
    middle, doubt = log_ratio(*(one[..., None] for one in sums))
    return middle, half_width(1.0 / doubt)


def _equal(rng: np.random.Generator, rate: float, step: int) -> None:
    sums = _streams(rng, (rate, rate), step)
    told = log_evidence(*score_of(*sums)) >= np.log(1.0 / TARGET)
    middle, half = _interval(sums)
    outside = np.abs(middle) > half
    share = (sums[0] + sums[2]) / (sums[1] + sums[3])
    error = np.sqrt(2.0 * share * (1.0 - share) / sums[1])
    z = np.abs(sums[2] - sums[0]) / sums[1] / np.maximum(error, 1e-12)
    shares = [one.any(1).mean() for one in (told, outside, told & outside)]
    peeking = (z > Z).any(1).mean()
    print(f"{rate:7.3f} {step * LOOKS:8} {shares[0]:9.3f} {shares[1]:9.3f} {shares[2]:7.3f} {TARGET:7} {peeking:10.3f}")


def _different(rng: np.random.Generator, rate: float, ratio: float, step: int) -> None:
    sums = _streams(rng, (rate, rate * ratio), step)
    middle, half = _interval(sums)
    missed = (np.abs(middle - np.log(ratio)) > half).any(1).mean()
    told = log_evidence(*score_of(*sums)) >= np.log(1.0 / TARGET)
    decided = (told & (np.abs(middle) > half))[:, -1].mean()
    _, doubt = log_ratio(*(one[..., None] for one in sums))
    width = (half / (Z * np.sqrt(doubt)))[:, -1].mean()
    print(f"{rate:7.3f} {ratio:6} {step * LOOKS:8} {missed:8.3f} {TARGET:7} {decided:8.3f} {width:14.2f}")


def _waited(rng: np.random.Generator, rate: float, ratio: float) -> None:
    n, wanted, decided = 400, [], []
    for one, two in rng.binomial(n, [rate, rate * ratio], (RUNS // 4, 2)):
        wait = visits_until_known([(Arm(int(one), n), Arm(int(two), n))]).likely
        if wait is None:
            continue
        each = wait // 2
        more = rng.binomial(each, [rate, rate * ratio])
        sums = tuple(np.array([[float(x)]]) for x in (one + more[0], n + each, two + more[1], n + each))
        middle, half = _interval((sums[0][0], sums[1][0], sums[2][0], sums[3][0]))
        wanted.append(wait)
        decided.append(abs(middle[0]) > half[0])
    low, mid, high = np.percentile(wanted, [10, 50, 90])
    given = len(wanted) / (RUNS // 4)
    told = f"{given:.0%} were given a number (middle {mid:,.0f}, 10 % to 90 %: {low:,.0f} to {high:,.0f})"
    print(f"rates {rate} and {rate * ratio:.2f}: {told}; decided then: {np.mean(decided):.0%}")


if __name__ == "__main__":
    main()
