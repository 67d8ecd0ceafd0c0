"""Makes the sample workspace: beside its place, complete with imports and reports, then moved there in one step."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from nahbar.app.sample.campaign import add_campaign
from nahbar.app.sample.owner import OWNER_EMAIL, OWNER_NAME, OWNER_PASSWORD
from nahbar.app.sample.worth import add_worth
from nahbar.kernel.access import add_account, has_owner
from nahbar.kernel.clock import now
from nahbar.kernel.errors import Conflict, Unavailable
from nahbar.kernel.house import House, open_house
from nahbar.kernel.messages import msg
from nahbar.kernel.settings import SETTINGS_FILE, Settings
from nahbar.kernel.workspace import create_workspace

BRAND = "Buchhandlung Lesezeichen"


def ensure_sample(folder: Path, *, vet: bool = True) -> bool:
    """Make the sample workspace in `folder` unless there is a workspace; return whether it was made.

    It is built in a hidden folder beside `folder`, so that a run that was cut off leaves nothing in its place; what
    such a run left beside it is removed. `vet=False` leaves the reports out. Raises Conflict when `folder` holds other
    files or when the environment names a store that is in use, Unavailable when nothing can be written beside it.
    """
    if (folder / SETTINGS_FILE).is_file():
        return False
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise Conflict(
            msg("{folder} holds files but no workspace.", folder=str(folder)),
            msg("Name a new or an empty folder for the sample."),
            kind="folder-not-empty",
        )
    place = folder.absolute()
    scratch = place.with_name(f".{place.name}.being-made")
    shutil.rmtree(scratch, ignore_errors=True)
    _make_folder(scratch)
    try:
        _make(scratch / "workspace", scratch / "tables", vet)
        (scratch / "workspace").replace(place)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return True


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True)
    except OSError as error:
        raise Unavailable(
            msg("{folder} cannot be written: {reason}", folder=str(folder.parent), reason=error.strerror or str(error)),
            msg("Choose a folder that you may write to, on a disk with space."),
            kind="folder-not-writable",
        ) from error


def _make(folder: Path, tables: Path, vet: bool) -> None:
    from nahbar.app.rooms import PACKAGES

    create_workspace(folder, Settings(name=BRAND, language="de", sample=True))
    house = open_house(folder, PACKAGES)
    try:
        _add_owner(house)
        _import_tables(house, tables)
        _add_brand(house)
        add_campaign(house)
        add_worth(house)
        if vet:
            _vet(house)
    finally:
        house.close()


def _add_owner(house: House) -> None:
    with house.store.write() as connection:
        if has_owner(connection):
            # Only a store outside the new folder can have an owner: NAHBAR_STORE_URL names somebody's workspace.
            raise Conflict(
                msg("The store that NAHBAR_STORE_URL names is in use."),
                msg("Unset NAHBAR_STORE_URL, or name an empty database, before making the sample."),
                kind="store-in-use",
            )
        add_account(connection, OWNER_EMAIL, OWNER_PASSWORD, "owner", now(), name=OWNER_NAME)


def _import_tables(house: House, folder: Path) -> None:
    from nahbar.app.sample.tables import write_tables
    from nahbar.creators.intake import Choice
    from nahbar.creators.service.imports.importing import import_file

    # A row of the sample that cannot be read is a mistake of ours, so nothing is imported past it.
    for kind, path in write_tables(folder).items():
        import_file(house, kind, path, Choice(strict=True), OWNER_EMAIL)


def _add_brand(house: House) -> None:
    from nahbar.app.sample.brand import SAMPLE_BRAND
    from nahbar.creators.service.brand.profile import save_brand

    save_brand(house, SAMPLE_BRAND, OWNER_EMAIL)


def _vet(house: House) -> None:
    from nahbar.creators.service.reports.vetting import vet_all

    _exhaust(vet_all(house, workers=1))


def _exhaust(reports: Iterable[bytes]) -> None:
    for _ in reports:
        pass
