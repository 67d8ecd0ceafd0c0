"""ZIP archives checked before anything is unpacked: paths, duplicates, links, nesting and expansion."""

from __future__ import annotations

import lzma
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nahbar.kernel.messages import Value, msg
from nahbar.kernel.tabular import problems
from nahbar.kernel.tabular.contracts import DEFAULT, Limits

DRIVE = re.compile(r"^[A-Za-z]:")
NESTED = (".zip", ".gz", ".7z", ".rar", ".tar", ".tgz", ".bz2", ".xz", ".zst")
READ_BYTES = 1 << 18
ENCRYPTED_FLAG = 0x1
# What the ways of packing raise for bytes that are none of theirs; that of bzip2 is an OSError.
UNPACKING_ERRORS = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, NotImplementedError, RuntimeError
)  # fmt: skip


class Archive:
    """A checked ZIP: entry names are relative, unique and plain; nothing is ever written to the disk."""

    def __init__(self, path: Path, file: zipfile.ZipFile, limits: Limits) -> None:
        self.path = path
        self.file = file
        self.limits = limits
        self.entries = {info.filename: info for info in file.infolist() if not info.is_dir()}
        self.names = tuple(self.entries)

    def read(self, name: str) -> bytes:
        """Return one entry whole; raise BadInput when it is damaged or larger than `limits.entry_bytes`."""
        info = self.entries[name]
        where: dict[str, Value] = {"file": self.path.name, "entry": name}
        parts: list[bytes] = []
        length = 0
        try:
            with self.file.open(info) as entry:
                while block := entry.read(READ_BYTES):
                    length += len(block)
                    # The size that the archive states may be a lie; what comes out counts.
                    if length > self.limits.entry_bytes or length > info.file_size:
                        raise problems.too_large(msg("{file} unpacks to more than is allowed: {entry}.", **where))
                    parts.append(block)
        except UNPACKING_ERRORS as error:
            raise problems.damaged(msg("{file} is damaged in {entry}.", **where)) from error
        return b"".join(parts)


@contextmanager
def open_archive(path: Path, limits: Limits = DEFAULT) -> Iterator[Archive]:
    """Open a ZIP whose directory passes every check; raise BadInput otherwise."""
    try:
        file = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError) as error:
        if not _starts_as_zip(path):
            remedy = msg("Take the file as it was downloaded, without unpacking it.")
            raise problems.wrong_format(msg("{file} is no ZIP archive.", file=path.name), remedy) from error
        message = msg("{file} is damaged: its directory at the end is missing or broken.", file=path.name)
        raise problems.damaged(message) from error
    with file:
        check_entries(path, file.infolist(), limits)
        yield Archive(path, file, limits)


def _starts_as_zip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == b"PK"


def check_entries(path: Path, entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Raise BadInput when a name is a trick, an entry is a link, or the sizes promise a bomb."""
    if len(entries) > limits.entries:
        raise problems.too_large(msg("{file} holds {n} entries.", file=path.name, n=len(entries)))
    seen: set[str] = set()
    for entry in entries:
        _check_name(path, entry, seen)
    # Against the file itself: entries that overlap state packed sizes that add up to more than there is.
    packed, unpacked = path.stat().st_size, sum(entry.file_size for entry in entries)
    allowed = max(limits.ratio_free_bytes, limits.expansion_ratio * packed)
    if unpacked > min(allowed, limits.expanded_bytes):
        where: dict[str, Value] = {"file": path.name, "unpacked": unpacked, "bytes": packed}
        raise problems.too_large(
            msg("{file} unpacks to more than is allowed: {unpacked} bytes from {bytes} bytes.", **where)
        )


def _check_name(path: Path, entry: zipfile.ZipInfo, seen: set[str]) -> None:
    name = entry.filename
    where: dict[str, Value] = {"file": path.name, "entry": name[:200]}
    # Windows treats names without regard to case, and Instagram writes none that differ only there.
    key = name.replace("\\", "/").casefold()
    parts = key.split("/")
    if name.startswith(("/", "\\")) or DRIVE.match(name) or ".." in parts or "\0" in name:
        raise problems.unsafe(msg("{file} holds the entry {entry}, which points outside the archive.", **where))
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise problems.unsafe(msg("{file} holds the entry {entry}, which is a link.", **where))
    if key in seen:
        raise problems.unsafe(msg("{file} holds the entry {entry} twice.", **where))
    if key.endswith(NESTED):
        raise problems.unsafe(msg("{file} holds the entry {entry}, an archive within the archive.", **where))
    if entry.flag_bits & ENCRYPTED_FLAG:
        raise problems.unsafe(msg("{file} holds the entry {entry}, which is locked with a password.", **where))
    seen.add(key)
