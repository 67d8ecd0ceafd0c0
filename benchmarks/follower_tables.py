"""Reads the tables of follower profiles that the audit is trained and measured on."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import numpy as np
import numpy.typing as npt

from nahbar.creators.audit import COLUMNS

Floats = npt.NDArray[np.float64]


def read_accounts(path: Path) -> tuple[dict[str, Floats], Floats]:
    """Return the profile columns and the label (NaN where a file has none), one entry an account."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    columns = {name: np.array([_number(row.get(name, "")) for row in rows]) for name in COLUMNS}
    return columns, np.array([_number(row.get("is_fake", "")) for row in rows])


def _number(text: str | None) -> float:
    return float(text) if text else float("nan")


# The foreign table has the share of digits but not the length of a name: both name columns stay unknown.
_FOREIGN_NAMES = {
    "posts": "#posts",
    "following": "#follows",
    "followers": "#followers",
    "has_picture": "profile pic",
    "is_private": "private",
}


def read_foreign_accounts(path: Path) -> tuple[dict[str, Floats], Floats]:
    """Read accounts and labels from a table with the column names of Kaggle's fake account data."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    columns = {name: np.array([_number(row.get(_FOREIGN_NAMES.get(name, ""), "")) for row in rows]) for name in COLUMNS}
    return columns, np.array([_number(row["fake"]) for row in rows])
