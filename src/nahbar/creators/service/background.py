"""Work that goes on while a person reads other pages: imports, and the vetting that follows them."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from nahbar.creators.contracts import ImportRun
from nahbar.creators.service.bluesky.fetching import KIND, run_fetch
from nahbar.creators.service.brand.fitting import fit_all
from nahbar.creators.service.finding.indexing import update_index
from nahbar.creators.service.imports.importing import get_import, run_import
from nahbar.creators.service.imports.other_kinds import other_kinds, run_other
from nahbar.creators.service.imports.uploads import drop_upload, upload_path
from nahbar.creators.service.reports.vetting import vet_all
from nahbar.kernel.beside import in_background
from nahbar.kernel.errors import Conflict, NotFound, Unavailable
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg
from nahbar.kernel.progress import ProgressFile

INDEXING, VETTING = "indexing", "vetting"
# By workspace and work; otherwise a page would begin again and again on a full disk, and never say so.
_problems: dict[tuple[Path, str], Unavailable] = {}


def import_progress(house: House, import_id: int) -> ProgressFile:
    """Return the progress of an import."""
    return ProgressFile(house.workspace.files / "progress", f"import-{import_id}")


def is_under_way(house: House, run: ImportRun) -> bool:
    """Return whether an import, or a fetch, is being worked on."""
    return import_progress(house, run.id).running()


def vetting_progress(house: House) -> ProgressFile:
    """Return the progress of the vetting of all creators."""
    return ProgressFile(house.workspace.files / "progress", "vetting")


def start_import(house: House, import_id: int) -> None:
    """Run an upload's import, or a fetch, in the background, then vet whom it touched.

    Raises NotFound without an upload.
    """
    kind = get_import(house, import_id)[0].kind
    if kind == KIND:
        _start_reading(house, import_id, lambda progress: run_fetch(house, import_id, progress))
        return
    path = upload_path(house, import_id)
    if path is None:
        raise NotFound(msg("The uploaded file is gone."), msg("Uploads are kept for a day. Drop the file again."))

    def read(progress: ProgressFile) -> None:
        if kind in other_kinds():
            run_other(house, import_id, path, progress)
        else:
            run_import(house, import_id, path, progress)
        drop_upload(house, import_id)

    _start_reading(house, import_id, read)


def _start_reading(house: House, import_id: int, read: Callable[[ProgressFile], object]) -> None:
    progress = import_progress(house, import_id)
    progress.begin()

    def work() -> None:
        try:
            read(progress)
        finally:
            progress.end()
        update_index(house)
        _vet(house)

    in_background(f"import-{import_id}", work)


def indexing_progress(house: House) -> ProgressFile:
    """Return the progress of the search index."""
    return ProgressFile(house.workspace.files / "progress", "indexing")


def start_indexing(house: House) -> bool:
    """Bring the search index up to date in the background; returns True."""
    progress = indexing_progress(house)

    def work() -> None:
        with contextlib.suppress(Conflict), house.workspace.lock("indexing"):
            try:
                progress.begin()
                with _noted(house, INDEXING):
                    update_index(house, progress)
            finally:
                progress.end()

    in_background("indexing", work)
    return True


@contextlib.contextmanager
def _noted(house: House, work: str) -> Iterator[None]:
    """Keep what hinders a piece of work in the background, for the next page that asks."""
    try:
        yield
    except Unavailable as error:
        _problems[house.workspace.folder, work] = error
        raise


def problem_of(house: House, work: str) -> Unavailable | None:
    """Return what hindered INDEXING or VETTING in this process; said once, so that it can be tried again."""
    return _problems.pop((house.workspace.folder, work), None)


def fitting_progress(house: House) -> ProgressFile:
    """Return the progress of the fit of everybody in this process, whose memory holds the answer."""
    return ProgressFile(house.workspace.files / "progress", f"fitting-{os.getpid()}")


def start_fitting(house: House) -> None:
    """Set everybody beside the brand in the background, unless that goes on already."""
    progress = fitting_progress(house)

    def work() -> None:
        with contextlib.suppress(Conflict), house.workspace.lock(f"fitting-{os.getpid()}"):
            progress.begin()
            try:
                fit_all(house, progress)
            finally:
                progress.end()

    in_background("fitting", work)


def start_vetting(house: House) -> None:
    """Vet in the background all creators whose data has changed since their last report."""
    in_background("vetting", lambda: _vet(house))


def _vet(house: House) -> None:
    progress = vetting_progress(house)
    try:
        with house.workspace.lock("vetting"):
            progress.begin()
            try:
                with _noted(house, VETTING):
                    for _ in vet_all(house, progress, workers=1, only_stale=True):
                        pass
            finally:
                progress.end()
    except Conflict:
        # Another vetting is under way, or a person cancelled this one: what is done is kept either way.
        return
