"""The follower audit of a file, without a workspace: nothing of it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nahbar.creators.audit import COLUMNS, FollowerAudit, audit_followers, follower_profiles, load_audit_model
from nahbar.creators.intake import KINDS, Choice, FollowerRecord, Matching, Refusal, assess, compile_rows, match_columns
from nahbar.creators.service.audits.follower_lists import SEED
from nahbar.kernel.clock import now
from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import Value, msg
from nahbar.kernel.tabular import Table, open_table
from nahbar.kernel.tabular.values import Unreadable, parse_bool

# Names for the key column that lists without handles use.
_KEY_HEADERS = ("follower", "follower_id", "id", "username")
# These columns do not matter for an audit; the reader of follower tables asks for them.
_NOWHERE = Choice(platform="unknown", handle="unknown", guess=True)


def audit_file(file: Path, audited: Path | None, named: Mapping[str, str]) -> FollowerAudit:
    """Audit the follower list in `file`; `audited` names a hand-checked sample (columns follower, is_fake).

    Raises BadInput for a file that cannot be read, a refused row or a checked follower that is not in the list.
    """
    names, records = _records(file, named)
    columns: dict[str, list[float]] = {name: [_number(getattr(one, name)) for one in records] for name in COLUMNS}
    checked = read_checked(audited) if audited else {}
    unknown = sorted(set(checked) - set(names))
    if unknown:
        raise BadInput(
            msg(
                "{n} checked {n|follower is|followers are} not in the list, for example {name:raw}.",
                n=len(unknown),
                name=unknown[0],
            ),
            msg("Take the checked sample from the same list; nothing was computed."),
            kind="unknown-follower",
        )
    return audit_followers(follower_profiles(names, columns), load_audit_model(), checked, SEED)


def _records(file: Path, named: Mapping[str, str]) -> tuple[list[str], list[FollowerRecord]]:
    """Return the names of the followers, the numbers of their rows where no column names them, and the records."""
    table = open_table(file)
    headers = table.headers
    key = next((header for wanted in _KEY_HEADERS for header in headers if header.strip().lower() == wanted), None)
    columns = dict(named)
    if key is not None and "follower" not in columns.values():
        columns[key] = "follower"
    choice = Choice(_NOWHERE.platform, _NOWHERE.handle, columns, guess=True)
    matching = match_columns(table, "followers", choice)
    nameless = "follower" not in matching.columns.values()
    if nameless and not set(COLUMNS) & set(matching.columns.values()):
        raise BadInput(
            msg("{file} has no column of a list of followers.", file=file.name),
            msg('Name one with --map "Header=column". The headers are: {headers}.', headers=", ".join(headers)[:300]),
            kind="missing-columns",
        )
    defaults = {**choice.defaults, **({"follower": "nameless"} if nameless else {})}
    kept = _read(file, table, matching, defaults)
    return [str(number) if nameless else one.follower for number, one in enumerate(kept, 1)], kept


def _read(file: Path, table: Table, matching: Matching, defaults: Mapping[str, str]) -> list[FollowerRecord]:
    spec = KINDS["followers"]
    assessment = assess(spec, matching.columns, matching.sample)
    read = compile_rows(spec, table.headers, matching.columns, defaults, now=now(), assessment=assessment)
    kept: list[FollowerRecord] = []
    for one in map(read, table.rows()):
        if isinstance(one, Refusal):
            raise BadInput(
                msg("{file}, row {row:raw}: {why:raw}", file=file.name, row=one.row, why=one.reason),
                msg("Correct or remove the row; nothing was computed."),
                kind="refused-row",
            )
        kept.append(one)  # type: ignore[arg-type]  # a followers table yields no other kind of record
    return kept


def _number(value: Any) -> float:
    return float("nan") if value is None else float(value)


def read_checked(file: Path) -> dict[str, bool]:
    """Return the verdicts in a table with the columns follower and is_fake; raises BadInput for what cannot be read."""
    table = open_table(file)
    by_name = {header.strip().lower(): index for index, header in enumerate(table.headers)}
    key = next((by_name[name] for name in _KEY_HEADERS if name in by_name), None)
    if key is None or "is_fake" not in by_name:
        raise BadInput(
            msg("{file} needs the columns follower and is_fake.", file=file.name),
            msg("Its headers are: {headers}.", headers=", ".join(table.headers)[:300]),
            kind="missing-columns",
        )
    found: dict[str, bool] = {}
    for row in table.rows():
        try:
            verdict = parse_bool(row.values[by_name["is_fake"]]) if row.problem is None else None
        except Unreadable:
            verdict = None
        where: dict[str, Value] = {"file": file.name, "row": row.number}
        if verdict is None:
            raise BadInput(
                msg("{file}, row {row:raw}: is_fake must be yes or no.", **where),
                msg("Write 1 or 0, yes or no; leave unchecked followers out."),
                kind="refused-row",
            )
        name = str(row.values[key]).strip()
        if found.setdefault(name, verdict) != verdict:
            raise BadInput(
                msg("{file}, row {row:raw}: {name:raw} is called both fake and real.", **where, name=name),
                msg("Keep one of the two rows; nothing was computed."),
                kind="refused-row",
            )
    return found
