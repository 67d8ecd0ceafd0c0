"""The sentences about files and rows that cannot be read, in one place."""

from __future__ import annotations

from pathlib import Path

from nahbar.kernel.errors import BadInput, NotFound
from nahbar.kernel.messages import Message, msg

AGAIN = msg("Download or export the file again and compare its size with the original.")


def missing(path: Path) -> NotFound:
    """The file is not there."""
    return NotFound(
        msg("The file {file} does not exist.", file=path.name), msg("Check the path and its spelling."), "no-file"
    )


def no_file(path: Path) -> BadInput:
    """The path is not a file."""
    return BadInput(
        msg("{file} is not a file.", file=path.name),
        msg("Name one file, or several one after the other."),
        "not-a-file",
    )


def empty(path: Path) -> BadInput:
    """The file holds nothing."""
    return BadInput(
        msg("{file} is empty.", file=path.name),
        msg("Export it again; the table needs a header row and at least one row below it."),
        "empty-file",
    )


def header_only(path: Path) -> BadInput:
    """The file has a header but no rows."""
    return BadInput(
        msg("{file} has a header but no rows below it.", file=path.name),
        msg("Export it again with the rows that you want to import."),
        "no-rows",
    )


def one_line(path: Path) -> BadInput:
    """The file is a single line, longer than any header."""
    return BadInput(
        msg("{file} is one single line.", file=path.name),
        msg("A table has a header and below it one row a line: export it again as CSV."),
        "no-rows",
    )


def wrong_format(message: Message, remedy: Message) -> BadInput:
    """The file is something else than its name says."""
    return BadInput(message, remedy, "wrong-format")


def damaged(message: Message, remedy: Message = AGAIN) -> BadInput:
    """The file is cut off or damaged."""
    return BadInput(message, remedy, "damaged-file")


def too_large(message: Message) -> BadInput:
    """The file unpacks to more than is allowed."""
    return BadInput(message, msg("If the file is honest, unpack it yourself and import the parts."), "expands-too-much")


def unsafe(message: Message) -> BadInput:
    """An entry of the archive has a path that leads elsewhere."""
    remedy = msg("Ask for the file again from its source; do not repack it by hand.")
    return BadInput(message, remedy, "unsafe-archive")


def too_many_fields(found: int, expected: int) -> Message:
    """A row has more fields than the header."""
    return msg("The row has {found} fields, the header has {expected}.", found=found, expected=expected)


def too_few_fields(found: int, expected: int) -> Message:
    """A row has fewer fields than the header."""
    return msg("The row has only {found} fields, the header has {expected}.", found=found, expected=expected)


def field_too_long(limit: int) -> Message:
    """One field is longer than is allowed."""
    return msg("A field of this row is longer than {limit} characters.", limit=limit)


def open_quote(line: int) -> Message:
    """A quoted field is never closed."""
    return msg("A quotation mark opens in line {line} and is not closed where the field ends.", line=line)


def open_quote_block(line: int, last: int) -> Message:
    """A quoted field swallows the rows behind it."""
    return msg(
        "A quotation mark opens in line {line} and is not closed; the lines up to {last} cannot be told apart.",
        line=line,
        last=last,
    )


def undecodable(encoding: str) -> Message:
    """A line cannot be read in the encoding of the file."""
    return msg("The row holds bytes that are not {encoding} text.", encoding=encoding)
