"""Audits of follower lists: one from a file, one that lies in the store."""

from __future__ import annotations

from typing import Any

import numpy as np
import sqlalchemy as sa

from nahbar.creators.audit import FollowerAudit, audit_followers
from nahbar.creators.audit_terms import COLUMNS, follower_profiles
from nahbar.creators.model import load_audit_model
from nahbar.creators.tables import reading

# A random sample of this size keeps the sampling error of a share below 1.4 points; more would only cost time.
AUDITED_FOLLOWERS = 5_000
SEED = 20_261_121


def audit_list(connection: sa.Connection, creator_id: int) -> tuple[FollowerAudit, int]:
    """Return the audit of a creator's follower list (a random sample of a long one) and the number of rows used."""
    table = reading.read_followers(connection, creator_id, AUDITED_FOLLOWERS)
    names = [str(key) for key in table.column("person_key").to_pylist()]
    profiles = follower_profiles(names, {name: _column(table, name) for name in COLUMNS})
    return audit_followers(profiles, load_audit_model(), {}, SEED), table.num_rows


def _column(table: Any, name: str) -> Any:
    return np.asarray(table.column(name).cast("float64").to_numpy(zero_copy_only=False), dtype=np.float64)
