"""Pages of a fetch kept in the workspace until all are there; a fetch that was cut off goes on after the last one.

They lie beside the uploads and are treated like them: deleted when their rows are in the store, after a day at the
latest, and when somebody whom they name is erased.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from nahbar.creators.bluesky.pages import Page, Wanted, rows_of
from nahbar.creators.intake import KINDS, as_records
from nahbar.creators.service.imports.uploads import KEPT_SECONDS, UPLOADS
from nahbar.kernel.house import House

FILE = "pages.jsonl"
# A creator's own server does not know who follows them.
CREATORS = replace(
    KINDS["creators"],
    columns=tuple(
        replace(column, required=column.required and column.name != "followers") for column in KINDS["creators"].columns
    ),
)


class Waiting:
    """The pages of one fetch: which account, from which service, with what wanted of it."""

    def __init__(self, house: House, handle: str, service: str, wanted: Wanted) -> None:
        what = msgspec.json.encode([handle, service, wanted])
        folder = f"bluesky-{hashlib.sha256(what).hexdigest()[:16]}"
        self.path = house.workspace.files / UPLOADS / folder / FILE

    def pages(self, now: int) -> list[Page]:
        """Return the pages that are there; those of an older day are thrown away, as their figures no longer hold."""
        if self.path.is_file() and self.path.stat().st_mtime < now - KEPT_SECONDS:
            self.drop()
        return read_pages(self.path)

    def add(self, page: Page) -> None:
        """Keep a page."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("ab") as target:
            target.write(msgspec.json.encode(page) + b"\n")

    def drop(self) -> None:
        """Forget the pages."""
        shutil.rmtree(self.path.parent, ignore_errors=True)


def read_pages(path: Path) -> list[Page]:
    """Return the whole pages of a file; a last line that was cut off is taken away."""
    if not path.is_file():
        return []
    lines = path.read_bytes().split(b"\n")
    if lines[-1]:
        path.write_bytes(b"".join(line + b"\n" for line in lines[:-1]))
    return [msgspec.json.decode(line, type=Page) for line in lines[:-1]]


def parts_of(path: Path, now: int) -> Iterator[tuple[str, Iterator[Any]]]:
    """Yield the records of the pages, kind by kind, validated as those of a file are."""
    for kind, rows in rows_of(read_pages(path)).items():
        if kind == "creators":
            yield kind, as_records(kind, rows, now, ("did",), CREATORS)
        else:
            yield kind, as_records(kind, rows, now)
