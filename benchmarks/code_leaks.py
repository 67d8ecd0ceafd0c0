"""Leaks of coupon codes by country: how often honest codes are flagged, and how soon leaked ones are.

No data of real shops with the countries of audiences beside the countries of buyers may be had; all of it is drawn.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from nahbar.campaigns.links.leaks.contracts import LEAKED, LEAST_KNOWN, OrderCounts
from nahbar.campaigns.links.leaks.countries import SURE_FROM, exceeds_probability, judge_countries

SEED = 20_261_122
CODES, CUSTOMERS = 2_000, 200
LOOKS = (20, 50, 100, 200)
# Buyers' shares of countries scatter about the audience's like shares among so many people.
SCATTER = 50
OTHERS = (50, 200, 1_000)
Counts = npt.NDArray[np.int64]


def main() -> None:
    """Print the tables of false alarms and of leaks that are found."""
    rng = np.random.default_rng(SEED)
    print(f"{CODES} codes; flagged when P(share outside > twice the usual) is {SURE_FROM:.0%} or more")
    print("\nstated audience: flagged of honest codes, looked at after each customer up to 200, and of leaked ones\n")
    print(
        "outside | as stated | scattered |" + "".join(f" half leaked, n = {n:3} |" for n in LOOKS) + " limits 1 %, 6 %"
    )
    for expected in (0.03, 0.06, 0.1, 0.2, 0.25):
        share = np.full(CODES, expected)
        scattered = rng.beta(expected * SCATTER, (1 - expected) * SCATTER, CODES)
        honest = [_ever(_drawn(rng, one), expected) for one in (share, scattered)]
        leaked = _drawn(rng, share / 2 + 0.5)
        found = "".join(f" {_at(leaked, n, expected):20.1%} |" for n in LOOKS)
        print(f"{expected:7.0%} | {honest[0]:9.2%} | {honest[1]:9.2%} |{found}")
    print("\nno stated audience: other orders stand for it; one look at 100 customers, 6 % outside in truth\n")
    print("other orders | honest flagged | half leaked found")
    for others in OTHERS:
        print(f"{others:12} | {_against_others(rng, others, 0.0):14.2%} | {_against_others(rng, others, 0.5):17.1%}")


def _drawn(rng: np.random.Generator, share: npt.NDArray[np.float64]) -> Counts:
    """Return how many of the first n customers are outside, a row a code."""
    return np.cumsum(rng.random((len(share), CUSTOMERS)) < share[:, None], axis=1)


def _flags(expected: float, n: int) -> npt.NDArray[np.bool_]:
    return np.array([exceeds_probability(k, n, expected) >= SURE_FROM for k in range(n + 1)])


def _at(outside: Counts, n: int, expected: float) -> float:
    return float(_flags(expected, n)[outside[:, n - 1]].mean())


def _ever(outside: Counts, expected: float) -> float:
    ever = np.zeros(len(outside), dtype=bool)
    for n in range(LEAST_KNOWN, CUSTOMERS + 1):
        ever |= _flags(expected, n)[outside[:, n - 1]]
    return float(ever.mean())


def _against_others(rng: np.random.Generator, others: int, leaked: float) -> float:
    names = ("DE", "AT", "CH", "FR", "IT", "NL", "US")
    usual = np.array([0.74, 0.12, 0.08, 0.02, 0.02, 0.01, 0.01])
    elsewhere = np.array([0.0, 0.0, 0.0, 0.2, 0.2, 0.1, 0.5])
    mix = (1 - leaked) * usual + leaked * elsewhere
    found = 0
    for _ in range(CODES):
        mine, rest = rng.multinomial(100, mix), rng.multinomial(others, usual)
        counts = OrderCounts(
            countries={name: int(n) for name, n in zip(names, mine, strict=True) if n},
            other_countries={name: int(n) for name, n in zip(names, rest, strict=True) if n},
        )
        found += judge_countries(counts).verdict == LEAKED
    return found / CODES


if __name__ == "__main__":
    main()
