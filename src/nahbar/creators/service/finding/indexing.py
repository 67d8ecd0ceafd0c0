"""Keeps the search index beside the store: a large segment, a small one of what changed since, and the figures.

The index is made from the store and can be thrown away at any time. Its files lie in `files/search/`, each build in a
folder of its own; `current.json` names those in use, so that readers never see half an index.
"""

from __future__ import annotations

import contextlib
import hashlib
import secrets
import shutil
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
import sqlalchemy as sa

from nahbar.creators.search.building import build_segment, collect, known_in
from nahbar.creators.search.documents import Document
from nahbar.creators.search.facts import Facts, facts_of, load_facts, save_facts
from nahbar.creators.search.segment import Segment, load_segment, save_segment
from nahbar.creators.tables import searching
from nahbar.kernel.errors import Unavailable, disk_trouble
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg
from nahbar.language.meaning import encode

# Changes when what is indexed changes.
METHOD = "3"
FACTS_METHOD = "2"
# Imports after which other texts are searched; the others change figures, which are read anew by themselves.
CHANGES_TEXTS = ("creators", "posts", "comments", "instagram-export", "tiktok-export")
# What changed is kept apart while it is few; then everything is built anew.
MOST_APART, SHARE_APART = 2_000, 0.1
LOCK_WAIT_SECONDS = 900.0
QUICK_CREATORS = 200
# Below this many texts a second process starts more slowly than it helps.
LEAST_FOR_TWO, TEXTS_A_TASK = 4_000, 500
# A page asks again after this long whether reports were made or rows imported by another process.
LOOK_AGAIN_SECONDS, VETTING_LOOK_AGAIN_SECONDS = 5.0, 30.0

Progress = Callable[[int, int], None]


class Current(msgspec.Struct, frozen=True):
    """Which folders are in use; `state` is the store's when they were made."""

    method: str
    state: str
    base: str
    apart: str = ""


@dataclass(frozen=True, slots=True)
class Index:
    """The index as it is in use: segments, which of their documents are still valid, and the figures.

    `facts` are those of all creators, `beside` those of each segment's documents; `size` counts valid documents.
    """

    segments: Sequence[Segment]
    valid: Sequence[npt.NDArray[np.bool_]]
    facts: Facts
    beside: Sequence[Facts]
    current: Current
    size: int

    def __len__(self) -> int:
        return self.size


@dataclass(slots=True)
class _Held:
    index: Index
    vetting_state: str
    vetting_looked_at: float
    looked_at: float


_held: dict[Path, _Held] = {}
_guard = threading.Lock()


def current_index(house: House, progress: Progress = lambda done, total: None) -> Index:
    """Return the index on today's data, bringing it up to date first."""
    folder = house.workspace.folder
    with _guard:
        held = _held.get(folder)
        if held is not None and time.monotonic() - held.looked_at < LOOK_AGAIN_SECONDS:
            return held.index
        current = update_index(house, progress)
        if held is None or held.index.current != current or _vetted_since(house, held):
            held = _read(house, current)
        held.looked_at = time.monotonic()
        _held[folder] = held
        return held.index


def _read(house: House, current: Current) -> _Held:
    with house.store.read() as connection:
        vetted = searching.vetting_state(connection)
        index = _opened(_folder(house), current, _facts(house, connection, f"{current.state} {vetted}"))
    return _Held(index, vetted, time.monotonic(), time.monotonic())


def _facts(house: House, connection: sa.Connection, state: str) -> Facts:
    """Return the figures that filters compare; kept in a file: reading them anew takes seconds among a million."""
    name = hashlib.sha256(f"{METHOD} {FACTS_METHOD} {state}".encode()).hexdigest()[:16]
    file = _folder(house) / f"facts-{name}.npz"
    if file.exists():
        with contextlib.suppress(OSError, ValueError, KeyError, msgspec.DecodeError):
            return load_facts(file)
    facts = facts_of(searching.facts(connection))
    draft = file.with_name(f".{file.name}-{secrets.token_hex(4)}")
    try:
        save_facts(facts, draft)
        draft.replace(file)
    except OSError as error:
        draft.unlink(missing_ok=True)
        if not disk_trouble(error):
            raise
        # Only the next start is slower without the file.
        return facts
    for old in _folder(house).glob("facts-*.npz"):
        if old != file:
            old.unlink(missing_ok=True)
    return facts


def _vetted_since(house: House, held: _Held) -> bool:
    """Whether reports were made since; asked less often, since among a million creators the answer takes a while."""
    if time.monotonic() - held.vetting_looked_at < VETTING_LOOK_AGAIN_SECONDS:
        return False
    held.vetting_looked_at = time.monotonic()
    with house.store.read() as connection:
        return searching.vetting_state(connection) != held.vetting_state


def forget_index(house: House) -> None:
    """Look at the store again at the next search; called when this process has changed it."""
    with _guard:
        _held.pop(house.workspace.folder, None)


def _folder(house: House) -> Path:
    return house.workspace.files / "search"


def _opened(folder: Path, current: Current, facts: Facts) -> Index:
    segments = [load_segment(folder / name) for name in (current.base, current.apart) if name]
    valid = [np.isin(one.creators, facts.creators, assume_unique=True) for one in segments]
    if len(segments) > 1:
        valid[0] &= ~np.isin(segments[0].creators, segments[1].creators, assume_unique=True)
    beside = [facts.of(one.creators) for one in segments]
    return Index(segments, valid, facts, beside, current, int(sum(mask.sum() for mask in valid)))


def read_current(house: House) -> Current | None:
    """Return which index is in use; None when there is none or it was made by another method."""
    try:
        found = msgspec.json.decode((_folder(house) / "current.json").read_bytes(), type=Current)
    except (OSError, msgspec.DecodeError):
        return None
    complete = all((_folder(house) / name / "complete.json").exists() for name in (found.base, found.apart) if name)
    return found if found.method == METHOD and complete else None


def update_index(house: House, progress: Progress = lambda done, total: None) -> Current:
    """Index what has changed in the store since the last time and return what is in use then.

    Raises Unavailable when the disk is full; nothing half-made is left then.
    """
    try:
        return _up_to_date(house, progress)
    except OSError as error:
        raise (_no_space() if disk_trouble(error) else error) from error


def _no_space() -> Unavailable:
    return Unavailable(
        msg("The disk is full: the search cannot be prepared. What you imported is safe."),
        msg("Free some space, then search again."),
        kind="disk-full",
    )


def _up_to_date(house: House, progress: Progress) -> Current:
    with house.store.read() as connection:
        state = searching.import_state(connection)
    current = read_current(house)
    if current is not None and current.state == state:
        return current
    with house.workspace.lock("search", LOCK_WAIT_SECONDS):
        current = read_current(house)
        if current is not None and current.state == state:
            return current
        return _rebuild(house, current, state, progress)


def is_behind(house: House) -> bool:
    """Whether so much is to be indexed that a page should not wait for it."""
    current = read_current(house)
    with house.store.read() as connection:
        if current is not None and current.state == searching.import_state(connection):
            return False
        ids, versions = (np.array(values, dtype=np.int64) for values in searching.versions(connection))
    base = load_segment(_folder(house) / current.base) if current else None
    return len(_changed(base, ids, versions)) > QUICK_CREATORS


def _rebuild(house: House, current: Current | None, state: str, progress: Progress) -> Current:
    folder = _folder(house)
    folder.mkdir(parents=True, exist_ok=True)
    base = load_segment(folder / current.base) if current else None
    with house.store.read() as connection:
        ids, versions = (np.array(values, dtype=np.int64) for values in searching.versions(connection))
        changed = _changed(base, ids, versions)
        apart = base is not None and len(changed) <= max(MOST_APART, SHARE_APART * len(base))
        wanted = (changed if apart else ids).tolist()
        held = collect(_counted(searching.documents(connection, wanted), len(wanted), progress))
    name = _new_name(folder) if wanted or not apart else ""
    if name:
        # The store is free while the texts are encoded, which takes longest.
        made = build_segment(held, encode_all, known_in(base))
    new = Current(METHOD, state, current.base, name) if apart and current is not None else Current(METHOD, state, name)
    try:
        if name:
            save_segment(made, folder / name)
        _switch(folder, new)
    except OSError:
        # Each try that ran out of space would leave its part, and the next would have less.
        if name:
            shutil.rmtree(folder / name, ignore_errors=True)
        raise
    return new


def _changed(
    base: Segment | None, ids: npt.NDArray[np.int64], versions: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    if base is None or not len(base):
        return ids
    place = np.minimum(np.searchsorted(base.creators, ids), len(base) - 1)
    same = (base.creators[place] == ids) & (base.versions[place] == versions)
    changed: npt.NDArray[np.int64] = ids[~same]
    return changed


def _counted(documents: Iterable[Document], total: int, progress: Progress) -> Iterable[Document]:
    for done, document in enumerate(documents, start=1):
        yield document
        if done % 500 == 0:
            progress(done, total)


def encode_all(texts: Sequence[str]) -> Any:
    """Encode many texts, on two processes where that is faster."""
    if len(texts) < LEAST_FOR_TWO:
        return encode(texts)
    parts = [texts[start : start + TEXTS_A_TASK] for start in range(0, len(texts), TEXTS_A_TASK)]
    # Spawned, not forked: this process holds open connections and threads.
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        return np.concatenate(list(pool.map(encode, parts)))


def _new_name(folder: Path) -> str:
    taken = [int(path.name) for path in folder.iterdir() if path.name.isdigit()]
    return str(max(taken, default=0) + 1)


def _switch(folder: Path, new: Current) -> None:
    draft = folder / "current.json.new"
    draft.write_bytes(msgspec.json.encode(new))
    draft.replace(folder / "current.json")
    for path in folder.iterdir():
        # Whoever still reads the old files has them mapped: they stay readable until then.
        if path.is_dir() and path.name not in (new.base, new.apart):
            shutil.rmtree(path, ignore_errors=True)
