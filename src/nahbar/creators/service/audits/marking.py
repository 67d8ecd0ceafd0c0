"""Accounts of a follower list that a person checked: one by one on the page, or many in a file."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from nahbar.creators.intake import read_author
from nahbar.creators.pseudonyms import person_key
from nahbar.creators.service.audits.follower_files import read_checked
from nahbar.creators.service.audits.follower_lists import audit_list
from nahbar.creators.service.imports.keys import trusted_key
from nahbar.creators.service.imports.uploads import safe_name
from nahbar.creators.service.lists import creator_row
from nahbar.creators.tables.landing import raise_versions
from nahbar.creators.tables.marks import drop_marks, keep_marks, listed_among
from nahbar.creators.vetting.material import ListAudit
from nahbar.kernel.access import record
from nahbar.kernel.clock import now
from nahbar.kernel.errors import BadInput
from nahbar.kernel.house import House
from nahbar.kernel.messages import Message, msg
from nahbar.kernel.tabular.values import Unreadable

VERDICTS: Mapping[str, bool | None] = {"fake": True, "genuine": False, "open": None}


@dataclass(frozen=True, slots=True)
class Marked:
    """How many accounts a file marked, how many of them as fake, and the audit of the list with them."""

    marked: int
    fake: int
    audit: ListAudit


def mark_follower(house: House, name: str, key: str, verdict: str, who: str) -> None:
    """Mark one account (its pseudonym as a number) in the list of "platform/handle"; "open" takes a mark back.

    Raises NotFound for an unknown creator, BadInput for an account that is not in the list or another verdict.
    """
    if verdict not in VERDICTS or not key.removeprefix("-").isdecimal():
        raise BadInput(msg("Say whether the account is fake or genuine."), msg("Choose one of the two."))
    with house.store.write() as connection:
        row = creator_row(connection, name)
        keys = {int(key): VERDICTS[verdict]} if abs(int(key)) < 2**63 else {}
        if not listed_among(connection, row.id, list(keys)):
            raise BadInput(
                msg("This account is not in the list any more."),
                msg("Load the page again; nothing was marked."),
                kind="unknown-follower",
            )
        _keep(connection, row, keys, who)


def mark_from_file(house: House, name: str, file: Path, who: str) -> Marked:
    """Mark the accounts in a table with the columns follower and is_fake in the list of "platform/handle".

    Raises NotFound for an unknown creator; BadInput for a file that cannot be read, or a follower who is not in the
    list: then nothing is marked.
    """
    verdicts = read_checked(file)
    if not verdicts:
        raise BadInput(
            msg("{file} names no follower.", file=file.name), msg("Each row names a follower and a verdict.")
        )
    with house.store.write() as connection:
        row = creator_row(connection, name)
        secret = trusted_key(house, connection)
        names = {person_key(secret, row.platform, _plain(follower, file)): follower for follower in verdicts}
        listed = listed_among(connection, row.id, list(names))
        unknown = sorted(follower for key, follower in names.items() if key not in listed)
        if unknown:
            raise BadInput(*_not_listed(unknown), kind="unknown-follower")
        keys = {key: verdicts[follower] for key, follower in names.items()}
        _keep(connection, row, keys, who)
    with house.store.read() as connection:
        found = creator_row(connection, name)
        audit = audit_list(connection, found.id, found.version)
    if audit is None:
        raise BadInput(*_not_listed(sorted(verdicts)), kind="unknown-follower")
    return Marked(len(keys), sum(keys.values()), audit)


def mark_from_upload(house: House, name: str, file_name: str, content: bytes, who: str) -> Marked:
    """Mark from a file that was handed in; it is read from a folder of the workspace and deleted at once."""
    if not content:
        raise BadInput(msg("The file is empty."), msg("Export it again and choose it here."), kind="empty-file")
    with tempfile.TemporaryDirectory(dir=house.workspace.files) as folder:
        path = Path(folder) / safe_name(file_name)
        path.write_bytes(content)
        return mark_from_file(house, name, path, who)


def _keep(
    connection: sa.Connection, row: sa.Row[tuple[object, ...]], keys: Mapping[int, bool | None], who: str
) -> None:
    drop_marks(connection, row.id, [key for key, fake in keys.items() if fake is None])
    keep_marks(connection, row.id, {key: fake for key, fake in keys.items() if fake is not None}, who, now())
    # The report rests on the marks: what was computed before them is old.
    raise_versions(connection, [row.id])
    record(connection, who, "followers.mark", f"{row.platform}/{row.handle}: {len(keys)}", now())


def _plain(follower: str, file: Path) -> str:
    try:
        return str(read_author(follower) or follower).casefold()
    except Unreadable as error:
        raise BadInput(
            msg("{file}: {name:raw} is no name of a follower.", file=file.name, name=follower[:40]), error.reason
        ) from error


def _not_listed(names: list[str]) -> tuple[Message, Message]:
    return (
        msg(
            "{n} checked {n|follower is|followers are} not in the list, for example {name:raw}.",
            n=len(names),
            name=names[0],
        ),
        msg("Take the checked accounts from the list of this creator; nothing was marked."),
    )
