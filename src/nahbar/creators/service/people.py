"""Data protection: everything on one person handed out, or erased from every file of the workspace."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nahbar.creators.contracts import ImportRun
from nahbar.creators.pseudonyms import person_key
from nahbar.creators.service.finding.indexing import forget_index
from nahbar.creators.service.imports.importing import LOCK_WAIT_SECONDS
from nahbar.creators.service.imports.keys import trusted_key
from nahbar.creators.service.imports.uploads import UPLOADS, discard_import
from nahbar.creators.service.lists import spoken_handle, spoken_platform
from nahbar.creators.tables import landing, lists, people, runs
from nahbar.creators.tables.erased import allow_again, keep_out
from nahbar.creators.tables.schema import vetting
from nahbar.kernel.access import record
from nahbar.kernel.clock import now
from nahbar.kernel.errors import BadInput, NotFound
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure removed: rows of the store, and files of the workspace that held the person."""

    rows: int
    files: Sequence[str]


def spoken_name(name: str) -> str:
    """Return "platform/handle" as imports compare it, out of any spelling that they take; raises BadInput for none."""
    return "/".join(_named(name))


def _named(name: str) -> tuple[str, str]:
    platform, sign, handle = name.partition("/")
    key = spoken_handle(handle)
    if not sign or not key:
        raise BadInput(msg("“{name}” names nobody.", name=name), msg("Write it as platform/handle."), kind="person")
    return spoken_platform(platform), key


def export_person(house: House, name: str) -> Mapping[str, Any]:
    """Return everything that is kept on "platform/handle": as a creator, as a commenter, as a follower.

    Raises NotFound when nothing is.
    """
    platform, handle_key = _named(name)
    with house.store.read() as connection:
        row = lists.find_creator(connection, platform, handle_key)
        person = person_key(trusted_key(house, connection), platform, handle_key)
        found: dict[str, Any] = dict(people.rows_of_person(connection, person))
        found["as_creator"] = people.rows_of_creator(connection, row.id) if row is not None else {}
    if not any(found.values()):
        raise _unknown(name)
    return {"person": f"{platform}/{handle_key}", **found}


def _unknown(name: str) -> NotFound:
    return NotFound(
        msg("Nothing is kept on “{name}”.", name=name),
        msg("Check the platform and the handle; older handles are other names."),
        kind="unknown-person",
    )


def erase_person(house: House, name: str, who: str) -> Erased:
    """Erase everything on "platform/handle" from the store and from every file of the workspace.

    Imports leave out whoever was erased, by a pseudonym that is kept for that alone, until `allow_person`.
    The search index is thrown away and made again; backups that lie in the workspace are deleted, since nothing can be
    taken out of them. Raises NotFound when nothing is kept.
    """
    platform, handle_key = _named(name)
    with house.workspace.lock("import", LOCK_WAIT_SECONDS):
        with house.store.write() as connection:
            row = lists.find_creator(connection, platform, handle_key)
            person = person_key(trusted_key(house, connection), platform, handle_key)
            own = {str(run.id) for run in runs.open_runs(connection) if _of_person(run, platform, handle_key)}
            count, touched = people.remove_person(connection, person)
            # Reports on others may quote what the person wrote.
            landing.raise_versions(connection, touched)
            for creator_id in touched:
                connection.execute(vetting.delete().where(vetting.c.creator_id == creator_id))
            if row is not None:
                spoken = f"{row.platform}/{row.handle}"
                count += people.remove_creator(connection, row.id, spoken, (row.handle, row.handle_key))
            if not count:
                raise _unknown(name)
            keep_out(connection, person, now())
            record(connection, who, "person.erase", "", now())
        files = list(_drop_files(house, handle_key, own))
        house.store.compact()
    forget_index(house)
    return Erased(count, files)


def allow_person(house: House, name: str, who: str) -> None:
    """Let imports keep "platform/handle" again, who was erased. Raises NotFound when they were not."""
    platform, handle_key = _named(name)
    with house.store.write() as connection:
        if not allow_again(connection, person_key(trusted_key(house, connection), platform, handle_key)):
            raise NotFound(
                msg("“{name}” was not erased.", name=name),
                msg("Check the platform and the handle; imports keep whoever was never erased."),
                kind="unknown-person",
            )
        record(connection, who, "person.allow", "", now())


def _of_person(run: ImportRun, platform: str, handle_key: str) -> bool:
    """Whether all rows of an import were said to be the person's, who need not be named in its file."""
    said = str(run.options.get("platform") or "")
    same_place = not said or spoken_platform(said) == platform
    own = same_place and spoken_handle(str(run.options.get("handle") or "")) == handle_key
    return own or str(run.options.get("only") or "").casefold() == f"{platform}/{handle_key}"


def _drop_files(house: House, handle_key: str, own: Collection[str]) -> Iterator[str]:
    files = house.workspace.files
    shutil.rmtree(files / "search", ignore_errors=True)
    for path in sorted(files.glob("before-*.tar.gz")):
        path.unlink()
        yield path.name
    yield from _drop_uploads(house, handle_key, own)


def forget_customer_in_imports(house: House, spellings: Sequence[str]) -> Sequence[str]:
    """Take a customer out of what imports remember, and drop waiting uploads that name them; return those."""
    with house.store.write() as connection:
        people.remove_traces(connection, spellings)
    return [name for spelling in spellings for name in _drop_uploads(house, spelling.casefold())]


def _drop_uploads(house: House, handle_key: str, own: Collection[str] = ()) -> Iterator[str]:
    files = house.workspace.files
    for folder in sorted((files / UPLOADS).glob("*")):
        if folder.is_dir() and (folder.name in own or any(_may_hold(path, handle_key) for path in folder.iterdir())):
            shutil.rmtree(folder, ignore_errors=True)
            if folder.name.isdecimal():
                discard_import(house, int(folder.name))
            yield f"{UPLOADS}/{folder.name}"


def _may_hold(path: Path, handle_key: str) -> bool:
    """Whether a file names the person, or cannot be read as text, so that it might."""
    try:
        text = path.read_text(encoding="utf-8")
    except (UnicodeDecodeError, OSError):
        return True
    return handle_key in text.casefold()
