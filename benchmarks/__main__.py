"""Runs every benchmark and prints each figure beside its reference: `python -m benchmarks [NAME...]`."""

from __future__ import annotations

import importlib
import sys
import time

# Quality first, then speed; each is a module with a `main()` that prints its table.
AUTHENTICITY = (
    "authenticity",
    "authenticity_plain",
    "authenticity_varied",
    "authenticity_markets",
    "authenticity_end_to_end",
    "authenticity_bound",
)
FOLLOWERS = ("followers", "follower_sizes", "follower_fit")
NAMES = (
    *AUTHENTICITY,
    *FOLLOWERS,
    "engagement",
    "disclosure",
    "fit",
    "portfolio",
    "customers",
    "likes",
    "silent",
    "participation",
    "content",
    "attribution_worlds",
    "attribution",
    "credit_view",
    "experiments",
    "experiments_peeking",
    "experiments_rare",
    "importing",
    "vetting",
    "search",
    "search_order",
    "collect",
    "sealing",
    "turns",
    "redirect",
    "ab_reading",
    "campaign_numbers",
    "code_leaks",
    "lead_score",
    "startup",
    "demo",
)


def main() -> None:
    """Run the benchmarks that are named, or all."""
    wanted = sys.argv[1:] or NAMES
    unknown = [name for name in wanted if name not in NAMES]
    if unknown:
        sys.exit(f"no benchmark {', '.join(unknown)}; there are: {', '.join(NAMES)}")
    for name in wanted:
        print(f"\n== {name}\n", flush=True)
        started = time.perf_counter()
        importlib.import_module(f"benchmarks.{name}").main()
        print(f"\n({name}: {time.perf_counter() - started:.0f} s)", flush=True)


if __name__ == "__main__":
    main()
