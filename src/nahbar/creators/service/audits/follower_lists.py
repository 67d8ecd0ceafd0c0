"""The audit of a creator's follower list that lies in the store, with what a person of this workspace has checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import sqlalchemy as sa

from nahbar.creators.audit import (
    COLUMNS,
    AccountAudit,
    FollowerAudit,
    audit_followers,
    follower_profiles,
    load_audit_model,
)
from nahbar.creators.service.lists import creator_row
from nahbar.creators.tables import reading, reports
from nahbar.creators.tables.marks import read_marks
from nahbar.creators.vetting.material import ListAudit
from nahbar.kernel.house import House

# Changes when a report or an audit of before would come out otherwise today.
METHOD = "9"
# A random sample of this size keeps the sampling error of a share below 1.4 points; more would only cost time.
AUDITED_FOLLOWERS = 5_000
SEED = 20_261_121
# As many as a person looks through in one sitting.
SHOWN_ACCOUNTS = 30
ORDERS = ("suspicious", "random")


@dataclass(frozen=True, slots=True)
class ListedAccount:
    """One account of a list: row, pseudonym, profile columns (None: unknown), audit and, if checked, the verdict."""

    row: int
    key: int
    profile: Mapping[str, int | None]
    audit: AccountAudit
    is_fake: bool | None


@dataclass(frozen=True, slots=True)
class FollowerPage:
    """What the page of a follower list shows: the audit, some accounts to check, and all that were checked.

    The list holds `total` accounts, of which a random sample was audited where they are more than `audit.n`.
    """

    platform: str
    handle: str
    name: str | None
    audit: FollowerAudit
    accounts: Sequence[ListedAccount]
    checked: Sequence[ListedAccount]
    total: int


def audit_list(connection: sa.Connection, creator_id: int, version: int) -> ListAudit | None:
    """Return the audit of a creator's follower list (of a random sample of a long one), None for an empty list.

    The audit of a report on the same data is taken as it is: a long list costs most of a second.
    """
    known = reports.kept_audit(connection, creator_id, version, METHOD)
    if known is not None:
        return known
    audit, _ = _audit(connection, creator_id, read_marks(connection, creator_id))
    return ListAudit(audit.n, audit.share_fake, audit.interval, audit.fits, audit.audited) if audit.n else None


def follower_page(house: House, name: str, order: str) -> FollowerPage:
    """Audit the list of "platform/handle" and show accounts to check, by `order` of ORDERS; raises NotFound."""
    with house.store.read() as connection:
        row = creator_row(connection, name)
        marks = read_marks(connection, row.id)
        audit, table = _audit(connection, row.id, marks)
        total = reading.count_followers(connection, row.id)
    keys = table.column("person_key").to_pylist()
    profiles = {column: table.column(column).to_pylist() for column in COLUMNS}

    def listed(at: int) -> ListedAccount:
        profile = {column: _whole(values[at]) for column, values in profiles.items()}
        return ListedAccount(at + 1, keys[at], profile, audit.accounts[at], marks.get(keys[at]))

    # The list is ordered by pseudonym, so its first open accounts are a random sample.
    open_rows = [at for at, key in enumerate(keys) if key not in marks]
    if order == "suspicious":
        open_rows.sort(key=lambda at: -audit.accounts[at].probability)
    return FollowerPage(
        platform=row.platform,
        handle=row.handle,
        name=row.name,
        audit=audit,
        accounts=[listed(at) for at in open_rows[:SHOWN_ACCOUNTS]],
        checked=[listed(at) for at, key in enumerate(keys) if key in marks],
        total=total,
    )


def _audit(connection: sa.Connection, creator_id: int, marks: Mapping[int, bool]) -> tuple[FollowerAudit, Any]:
    table = reading.read_followers(connection, creator_id, AUDITED_FOLLOWERS, marks)
    names = [str(key) for key in table.column("person_key").to_pylist()]
    profiles = follower_profiles(names, {name: _column(table, name) for name in COLUMNS})
    verdicts = {str(key): fake for key, fake in marks.items()}
    return audit_followers(profiles, load_audit_model(), verdicts, SEED), table


def _column(table: Any, name: str) -> Any:
    return np.asarray(table.column(name).cast("float64").to_numpy(zero_copy_only=False), dtype=np.float64)


def _whole(value: Any) -> int | None:
    return None if value is None else int(value)
