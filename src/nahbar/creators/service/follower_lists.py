"""Audits of follower lists: one from a file, one that lies in the store."""

from __future__ import annotations

from typing import Any

import numpy as np
import sqlalchemy as sa

from nahbar.creators.audit import audit_followers
from nahbar.creators.audit_terms import COLUMNS, follower_profiles
from nahbar.creators.model import load_audit_model
from nahbar.creators.tables import reading, reports
from nahbar.creators.vetting.material import ListAudit

# A random sample of this size keeps the sampling error of a share below 1.4 points; more would only cost time.
AUDITED_FOLLOWERS = 5_000
SEED = 20_261_121


def audit_list(connection: sa.Connection, creator_id: int, version: int) -> ListAudit | None:
    """Return the audit of a creator's follower list (of a random sample of a long one), None for an empty list.

    The audit of a report on the same data is taken as it is: a long list costs most of a second.
    """
    known = reports.kept_audit(connection, creator_id, version)
    if known is not None:
        return known
    table = reading.read_followers(connection, creator_id, AUDITED_FOLLOWERS)
    names = [str(key) for key in table.column("person_key").to_pylist()]
    profiles = follower_profiles(names, {name: _column(table, name) for name in COLUMNS})
    audit = audit_followers(profiles, load_audit_model(), {}, SEED)
    return ListAudit(audit.n, audit.share_fake, audit.interval) if audit.n else None


def _column(table: Any, name: str) -> Any:
    return np.asarray(table.column(name).cast("float64").to_numpy(zero_copy_only=False), dtype=np.float64)
