"""Sketches of audiences: made by a creator on their own machine, handed over as a small file, kept here.

A sketch holds at most 4,096 hashes of followers, made with HMAC-SHA256 under a salt that the brand hands to the
creators it asks. It names nobody; what it does and does not protect stands in docs/privacy.md.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from nahbar.creators.intake import (
    Choice,
    FollowerRecord,
    Record,
    Refusal,
    handle_key,
    open_source,
    read_instagram_export,
    read_tiktok_export,
)
from nahbar.creators.service.imports.keys import trusted_key
from nahbar.creators.service.lists import creator_row, spoken_platform
from nahbar.creators.tables import portfolio as tables
from nahbar.kernel.clock import now
from nahbar.kernel.errors import BadInput, NotFound
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg
from nahbar.measure.theta import make_sketch, read_sketch

VERSION = 1
LEAST_SALT, MOST_SALT = 16, 200
# 4,096 hashes of 8 bytes in base64, with room for what stands beside them.
MOST_BYTES = 200_000
LISTED = (".txt", ".lst")


class SketchFile(msgspec.Struct, frozen=True):
    """The file that is handed over. `salt_name` tells which salt was used, not the salt."""

    nahbar_sketch: int
    platform: str
    handle: str
    salt_name: str
    size: float
    made_at: int
    sketch: str


@dataclass(frozen=True, slots=True)
class Made:
    """A sketch and how many followers it was made from."""

    file: SketchFile
    followers: int
    refused: int


def workspace_salt(house: House) -> str:
    """Return the salt that this brand hands to its creators; it follows from the workspace's key and tells nothing
    of it.
    """
    with house.store.read() as connection:
        key = trusted_key(house, connection)
    return hmac.digest(key, b"sketches", "sha256").hex()[:32]


def salt_name(salt: str) -> str:
    """Return a name under which two salts can be compared."""
    return hashlib.sha256(b"nahbar sketch\0" + salt.encode()).hexdigest()[:12]


def follower_number(salt: str, platform: str, handle: str) -> int:
    """Return the number of a follower under a salt: the first 8 bytes of HMAC-SHA256."""
    text = f"{platform}\0{handle_key(handle.strip().removeprefix('@'))}"
    return int.from_bytes(hmac.digest(salt.encode(), text.encode(), "sha256")[:8], "big", signed=True)


def sketch_file(path: Path, platform: str, handle: str, salt: str) -> Made:
    """Return the sketch of a platform's export or of a list of handles; raises BadInput where nothing can be read."""
    if not LEAST_SALT <= len(salt) <= MOST_SALT:
        raise BadInput(
            msg("The salt has {n} signs; it needs {least} to {most}.", n=len(salt), least=LEAST_SALT, most=MOST_SALT),
            msg("Use the salt that the brand sent; the brand sees it with: nahbar creators sketch-salt"),
            kind="salt",
        )
    spoken = spoken_platform(platform)
    numbers: set[int] = set()
    refused = 0
    for one in _handles(path, spoken, handle):
        if one:
            numbers.add(follower_number(salt, spoken, one))
        else:
            refused += 1
    if not numbers:
        raise BadInput(
            msg("{file} names no follower.", file=path.name),
            msg("Give the platform's export, or a list with one handle a line."),
            kind="no-followers",
        )
    content = make_sketch(numbers)
    made = SketchFile(
        VERSION, spoken, handle.strip().removeprefix("@"), salt_name(salt), float(len(numbers)), now(),
        base64.b64encode(content).decode(),
    )  # fmt: skip
    return Made(made, len(numbers), refused)


def _handles(path: Path, platform: str, handle: str) -> Iterator[str]:
    """Yield the followers that a file names, an empty text for each row that cannot be read."""
    if path.suffix.casefold() in LISTED:
        with path.open(encoding="utf-8-sig", errors="replace") as lines:
            yield from (line.strip() for line in lines if line.strip())
        return
    readers = {"instagram": read_instagram_export, "tiktok": read_tiktok_export}
    if path.suffix.casefold() in (".zip", ".json") and platform in readers:
        rows: Iterator[Record | Refusal] = iter(readers[platform](path, handle, now=now()).followers())
    else:
        choice = Choice(platform=platform, handle=handle, guess=True)
        rows = (one for _, part in open_source("followers", path, choice, now()).parts for one in part)
    for one in rows:
        yield one.follower if isinstance(one, FollowerRecord) else ""


def add_sketch(house: House, path: Path, who: str) -> SketchFile:
    """Keep the sketch that a creator handed over, in the place of an earlier one.

    Raises BadInput for a file that is no sketch or was made with another brand's salt, NotFound for a creator who is
    not in the workspace.
    """
    given = _read(path)
    wanted = salt_name(workspace_salt(house))
    if given.salt_name != wanted:
        raise BadInput(
            msg("{file} was made with another salt, so it cannot be compared with the sketches here.", file=path.name),
            msg("Ask for it anew with the salt of this workspace: nahbar creators sketch-salt"),
            kind="other-salt",
        )
    content = base64.b64decode(given.sketch, validate=True)
    with house.store.write() as connection:
        row = creator_row(connection, f"{given.platform}/{given.handle}")
        values = {"creator_id": row.id, "salt_name": wanted, "size": read_sketch(content).size}
        tables.keep_sketch(connection, {**values, "sketch": content, "who": who, "added_at": now()})
    return given


def _read(path: Path) -> SketchFile:
    problem: Exception | None = None
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ValueError("too large")
        given = msgspec.json.decode(path.read_bytes(), type=SketchFile)
        read_sketch(base64.b64decode(given.sketch, validate=True))
        if given.nahbar_sketch == VERSION:
            return given
    except (msgspec.DecodeError, ValueError) as error:
        problem = error
    raise BadInput(
        msg("{file} is no sketch of an audience.", file=path.name),
        msg("Ask the creator for the file that this wrote: nahbar creators sketch FILE --out NAME.sketch"),
        kind="no-sketch",
    ) from problem


def drop_sketch(house: House, name: str) -> None:
    """Forget the sketch of "platform/handle"; raises NotFound."""
    with house.store.write() as connection:
        row = creator_row(connection, name)
        if not tables.drop_sketch(connection, row.id):
            raise NotFound(msg("There is no sketch of {name}.", name=name), msg("Nothing was changed."))
