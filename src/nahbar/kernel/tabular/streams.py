"""Bytes of a file, unpacked on the fly within limits, and its text decoded by trying, block by block."""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import Value, msg
from nahbar.kernel.tabular import problems
from nahbar.kernel.tabular.contracts import Limits

GZIP_MAGIC = b"\x1f\x8b"
BLOCK_BYTES = 1 << 18
HEAD_BYTES = 1 << 20


class PackedSource:
    """The content of a plain or gzip file as blocks of bytes; `position` counts bytes of the file on the disk."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self.path = path
        self.limits = limits
        self.position = 0
        self.unpacked = 0

    def blocks(self) -> Iterator[bytes]:
        """Yield the content; raise BadInput when it breaks off or expands beyond the limits."""
        with self.path.open("rb") as raw:
            if raw.read(2) != GZIP_MAGIC:
                raw.seek(0)
                yield from self._plain(raw)
                return
            raw.seek(0)
            yield from self._gzip(raw)

    def _plain(self, raw: BinaryIO) -> Iterator[bytes]:
        while block := raw.read(BLOCK_BYTES):
            self.position += len(block)
            yield block

    def _gzip(self, raw: BinaryIO) -> Iterator[bytes]:
        with gzip.GzipFile(fileobj=raw, mode="rb") as unpacked:
            while block := self._unpack(unpacked, raw):
                yield block

    def _unpack(self, unpacked: gzip.GzipFile, raw: BinaryIO) -> bytes:
        try:
            block = unpacked.read(BLOCK_BYTES)
        except EOFError as error:
            where: dict[str, Value] = {"file": self.path.name, "bytes": raw.tell(), "unpacked": self.unpacked}
            raise problems.damaged(
                msg("{file} is cut short: it breaks off after {bytes} bytes ({unpacked} bytes unpacked).", **where)
            ) from error
        except (gzip.BadGzipFile, zlib.error) as error:
            message = msg("{file} is damaged near byte {bytes}.", file=self.path.name, bytes=raw.tell())
            raise problems.damaged(message) from error
        self.unpacked += len(block)
        self.position = raw.tell()
        self._check_expansion()
        return block

    def _check_expansion(self) -> None:
        limits = self.limits
        allowed = max(limits.ratio_free_bytes, limits.expansion_ratio * self.position)
        if self.unpacked > min(allowed, limits.expanded_bytes):
            where: dict[str, Value] = {"file": self.path.name, "unpacked": self.unpacked, "bytes": self.position}
            raise problems.too_large(
                msg("{file} unpacks to more than is allowed: {unpacked} bytes from {bytes} bytes.", **where)
            )


def head(path: Path, limits: Limits, size: int = HEAD_BYTES) -> bytes:
    """Return the first `size` bytes of the content, unpacked."""
    parts: list[bytes] = []
    length = 0
    for block in PackedSource(path, limits).blocks():
        parts.append(block)
        length += len(block)
        if length >= size:
            break
    return b"".join(parts)[:size]


@dataclass(frozen=True, slots=True)
class Decision:
    """The encoding of a text, the bytes of its mark to skip, and whether it was read from a mark or from bytes."""

    encoding: str
    mark_bytes: int = 0
    settled: bool = True


MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# In UTF-16 text of European languages every other byte is zero; a stray NUL here and there is not UTF-16.
UTF16_ZERO_SHARE = 0.3


def decide_encoding(content: bytes) -> Decision:
    """Choose an encoding by decoding the lines of the head.

    A byte order mark wins. Then lines with bytes above 127 vote: when at least half decode as UTF-8 the file is
    UTF-8 and the others are damaged rows, else it is Windows-1252 (or Latin-1 where bytes undefined in Windows-1252
    occur). A head of plain ASCII leaves the decision to the first later line that is not (`settled` False).
    """
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return Decision(encoding, len(mark))
    half = max(len(content) // 2, 1)
    if content[1::2].count(0) > UTF16_ZERO_SHARE * half:
        return Decision("utf-16-le")
    if content[0::2].count(0) > UTF16_ZERO_SHARE * half:
        return Decision("utf-16-be")
    lines = [line for line in _whole_lines(content) if not line.isascii()]
    if not lines:
        return Decision("utf-8", settled=False)
    good = sum(1 for line in lines if _decodes(line, "utf-8"))
    if 2 * good >= len(lines):
        return Decision("utf-8")
    return Decision("cp1252" if all(_decodes(line, "cp1252") for line in lines) else "latin-1")


def _first_line_end(content: bytes) -> int:
    """Return the number of bytes up to and with the first line end, 0 when there is none."""
    ends = [end for end in (content.find(b"\n"), content.find(b"\r")) if end >= 0]
    return min(ends) + 1 if ends else 0


def _whole_lines(content: bytes) -> list[bytes]:
    """Return the lines of a head without the last one when the head ends within it, perhaps within a sign."""
    lines = content.splitlines()
    cut = len(content) >= HEAD_BYTES and not content.endswith((b"\n", b"\r"))
    return lines[:-1] if cut and len(lines) > 1 else lines


def _decodes(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


# A private-use mark in front of a line that could not be decoded; the readers refuse the row that starts with it.
BAD_LINE = "\uf8ff\uf8fe"


class TextLines:
    """Lines of a source as text with their ends kept, in constant memory; `encoding` may settle while reading."""

    def __init__(self, source: PackedSource, decision: Decision, on_fallback: Callable[[str], None]) -> None:
        self.source = source
        self.decision = decision
        self.encoding = decision.encoding
        self.settled = decision.settled
        self.on_fallback = on_fallback
        self.bad = False

    def __iter__(self) -> Iterator[str]:
        if self.encoding.startswith("utf-16"):
            return self._wide()
        return self._narrow()

    def _wide(self) -> Iterator[str]:
        decoder = codecs.getincrementaldecoder(self.encoding)(errors="replace")
        rest, skip = "", self.decision.mark_bytes
        for block in self.source.blocks():
            text = rest + decoder.decode(block[skip:])
            skip = 0
            cut = max(text.rfind("\n"), text.rfind("\r", 0, -1)) + 1
            if not cut and len(text) > self.source.limits.line_bytes:
                raise self._endless(text)
            rest = text[cut:]
            yield from io.StringIO(text[:cut], newline="")
        yield from io.StringIO(rest + decoder.decode(b"", final=True), newline="")

    def _endless(self, text: str | bytes) -> BadInput:
        where: dict[str, Value] = {"file": self.source.path.name, "bytes": self.source.position, "limit": len(text)}
        message = msg("{file} has no line end within {limit} bytes before byte {bytes}.", **where)
        return problems.damaged(message, msg("Check that this is a table with one row a line."))

    def _narrow(self) -> Iterator[str]:
        rest, skip, endless = b"", self.decision.mark_bytes, False
        for block in self.source.blocks():
            content = rest + block[skip:]
            skip = 0
            if endless:
                end = _first_line_end(content)
                content, endless = (content[end:], False) if end else (b"", True)
            cut = max(content.rfind(b"\n"), content.rfind(b"\r", 0, -1)) + 1
            if not cut and len(content) > self.source.limits.line_bytes:
                # A field one sign too long stands for the line, so that the reader refuses this row and no other.
                yield "x" * (self.source.limits.field_chars + 1) + "\n"
                content, endless = b"", True
            rest = content[cut:]
            yield from self._decoded(content[:cut])
        yield from self._decoded(rest)

    def _decoded(self, content: bytes) -> Iterator[str]:
        if not self.settled and not content.isascii():
            decision = decide_encoding(content)
            self.encoding, self.settled = decision.encoding, True
            if self.encoding != "utf-8":
                self.on_fallback(self.encoding)
        try:
            text = content.decode(self.encoding)
        except UnicodeDecodeError:
            return self._line_by_line(content)
        return iter(io.StringIO(text.replace("\0", "") if "\0" in text else text, newline=""))

    def _line_by_line(self, content: bytes) -> Iterator[str]:
        for line in content.splitlines(keepends=True):
            try:
                yield line.decode(self.encoding).replace("\0", "")
            except UnicodeDecodeError:
                yield self._undecodable(line)

    def _undecodable(self, line: bytes) -> str:
        if self.encoding == "cp1252":
            return line.decode("latin-1").replace("\0", "")
        self.bad = True
        return BAD_LINE + line.decode(self.encoding, errors="replace").replace("\0", "")
