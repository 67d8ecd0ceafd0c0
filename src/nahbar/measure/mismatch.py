"""Whether arms have the sizes that were wanted: for one look, and for any number of looks. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.special import chdtrc, gammaln

# Weight of the prior around the wanted shares, in people: a logging fault moves shares by a percent or more, and with
# 10,000 such a fault is seen soonest. Lindon and Malek use the same form.
PRIOR_PEOPLE = 10_000.0
# A mismatch is called one below this p: with the usual 0.05 one experiment in twenty would be put in doubt for nothing
# (Fabijan et al. 2019, "Diagnosing sample ratio mismatch", use 0.0005 to 0.01).
DOUBTFUL_P = 0.001


def mismatch_p(counts: Sequence[float], shares: Sequence[float]) -> float:
    """Return the p value of the sizes `counts` when the arms should have `shares` (Pearson 1900), for one look."""
    wanted = np.asarray(shares, dtype=np.float64) / sum(shares) * sum(counts)
    if len(counts) < 2:
        return 1.0
    distance = ((np.asarray(counts, dtype=np.float64) - wanted) ** 2 / wanted).sum()
    return float(chdtrc(len(counts) - 1, distance))


def mismatch_p_at_any_look(counts: Sequence[float], shares: Sequence[float]) -> float:
    """Return 1 / e-value of a Dirichlet mixture of sizes against the wanted shares: valid at every look.

    Lindon and Malek (2022), "Anytime-valid inference for multinomial count data".
    """
    seen = np.asarray(counts, dtype=np.float64)
    wanted = np.asarray(shares, dtype=np.float64) / sum(shares)
    prior = PRIOR_PEOPLE * wanted
    mixed = gammaln(prior.sum()) - gammaln((prior + seen).sum()) + (gammaln(prior + seen) - gammaln(prior)).sum()
    evidence = mixed - (seen * np.log(wanted)).sum()
    return float(min(1.0, np.exp(-min(700.0, float(evidence)))))
