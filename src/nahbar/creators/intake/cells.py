"""One cell of each column type brought to its value, or refused with the reason; pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from nahbar.creators.intake.addresses import INVISIBLE, UNSEEN, is_web_address, normal_handle, normal_platform, post_of
from nahbar.creators.intake.kinds import Type
from nahbar.creators.intake.money import read_currency
from nahbar.kernel.messages import msg
from nahbar.kernel.tabular import Cell
from nahbar.kernel.tabular.values import (
    NumberStyle,
    Unreadable,
    is_blank,
    parse_bool,
    parse_count,
    parse_day,
    parse_percent,
    parse_time,
    quoted,
)

# More people than ever lived; a count beyond it is an id or a date in the wrong column.
MAX_COUNT = 10**12
# The first of these platforms opened in 2004 (Facebook); earlier dates are defaults of programs (1970, 1900).
FIRST_SECOND = 1_072_915_200
DAY_SECONDS = 86_400
# Clocks and time zones differ by up to 14 hours; two days are beyond doubt.
FUTURE_DAYS = 2
# The longest post that any of these platforms takes is 63,206 characters.
MAX_TEXT_CHARS = 100_000
MAX_SHORT_CHARS = 2_000
MAX_ID_CHARS = 200
MAX_AUTHOR_CHARS = 200
# Spreadsheets keep 15 digits of a number.
EXACT_DIGITS = 10**15
ROUNDED_ID = re.compile(r"^\d(?:[.,]\d+)?[eE][+]?\d{1,2}$")
FLOAT_ID = re.compile(r"^(\d{1,15})\.0$")
CONTROL = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ud800-\udfff]")
# What exports call the kinds; read by whole words, case and punctuation aside.
POST_KIND_NAMES = {
    "photo": "photo; image; bild; foto; picture; graphimage; photos; single image; static; static image; ig image",
    "video": (
        "video; reel; reels; short; shorts; clip; igtv; clips; ig reel; graphvideo; film; live; ig video; "
        "instagram reel; videos; livestream"
    ),
    "carousel": (
        "carousel; sidecar; album; karussell; slideshow; carousel album; graphsidecar; gallery; galerie; "
        "ig carousel; feed carousel"
    ),
    "story": "story; stories; ig story; instagram story; storys",
    "text": "text; status; tweet; note; article; link",
}
POST_KINDS = {name: kind for kind, names in POST_KIND_NAMES.items() for name in names.split("; ")}

# What an audience is divided by, and the German names.
DIMENSIONS = {
    name: code
    for code, names in {
        "age": "age; alter; age group; altersgruppe; age range",
        "gender": "gender; geschlecht; sex",
        "country": "country; land; countries; länder",
        "city": "city; stadt; ort; cities; städte; orte; town",
        "language": "language; sprache; languages; sprachen; locale",
    }.items()
    for name in names.split("; ")
}

Value = str | int | float | bool | None
Parser = Callable[[Cell], Value]


def read_count(style: NumberStyle | None) -> Parser:
    """Return the reader of a column of counts whose decimal sign is `style`."""

    def read(cell: Cell) -> int | None:
        count = parse_count(cell, style)
        if count is not None and not 0 <= count <= MAX_COUNT:
            if count < 0:
                raise Unreadable(msg("{value} is below zero.", value=quoted(cell)))
            raise Unreadable(msg("{value} is larger than any count can be.", value=quoted(cell)))
        return count

    return read


def read_moment(now: int, day_first: bool | None) -> Parser:
    """Return the reader of a column of times; `now` is in seconds since 1970-01-01T00:00Z."""
    latest = now + FUTURE_DAYS * DAY_SECONDS

    def read(cell: Cell) -> int | None:
        seconds = parse_time(cell, day_first=day_first)
        if seconds is not None and not FIRST_SECOND <= seconds <= latest:
            raise _implausible(cell, seconds > latest)
        return seconds

    return read


def read_day(now: int, day_first: bool | None) -> Parser:
    """Return the reader of a column of days."""
    first, latest = FIRST_SECOND // DAY_SECONDS, now // DAY_SECONDS + FUTURE_DAYS

    def read(cell: Cell) -> int | None:
        day = parse_day(cell, day_first=day_first)
        if day is not None and not first <= day <= latest:
            raise _implausible(cell, day > latest)
        return day

    return read


def _implausible(cell: Cell, late: bool) -> Unreadable:
    if late:
        return Unreadable(msg("{value} lies in the future.", value=quoted(cell)))
    return Unreadable(msg("{value} lies before 2004, when these platforms began.", value=quoted(cell)))


def read_long_text(cell: Cell) -> str | None:
    """Return a text with its line breaks, without control characters; empty is unknown."""
    text = cell if cell.__class__ is str else _as_text(cell)
    if not text:
        return None
    if len(text) > MAX_TEXT_CHARS:
        raise Unreadable(msg("The text is longer than {limit} characters.", limit=MAX_TEXT_CHARS))
    if not text.isprintable():
        text = CONTROL.sub("", str(text).replace("\r\n", "\n").replace("\r", "\n"))
    return text or None


def read_text(cell: Cell) -> str | None:
    """Return a short text in one line without invisible characters; "n/a" and its like are unknown."""
    text = _as_text(cell)
    if len(text) > MAX_SHORT_CHARS:
        raise Unreadable(msg("The text is longer than {limit} characters.", limit=MAX_SHORT_CHARS))
    if not text.isprintable():
        text = UNSEEN.sub(" ", text)
    text = " ".join(text.split())
    return None if is_blank(text) else text


def read_free_text(cell: Cell) -> str | None:
    """Return the text of an unknown column, which may be as long as a post."""
    return read_long_text(cell)


def read_id(cell: Cell) -> str | None:
    """Return an identifier as text; a number that a spreadsheet has rounded is refused."""
    if cell.__class__ is str:
        text = str(cell).strip()
        if not text or (text.isdigit() and len(text) <= MAX_ID_CHARS):
            return text or None
        if text.isalnum() and not ROUNDED_ID.match(text) and len(text) <= MAX_ID_CHARS and not is_blank(text):
            return text
        return _unusual_id(text)
    if cell is None:
        return None
    if isinstance(cell, bool | datetime):
        raise Unreadable(msg("{value} is not an id.", value=quoted(cell)))
    if isinstance(cell, float):
        if cell != cell:
            return None
        if not cell.is_integer() or abs(cell) >= EXACT_DIGITS:
            raise _rounded(cell)
        return str(int(cell))
    return str(cell)


def _unusual_id(text: str) -> str | None:
    if is_blank(text):
        return None
    if ROUNDED_ID.match(text):
        raise _rounded(text)
    if whole := FLOAT_ID.match(text):
        return whole[1]
    text = INVISIBLE.sub("", text)
    if len(text) > MAX_ID_CHARS or any(sign.isspace() for sign in text):
        raise Unreadable(msg("{value} is not an id.", value=quoted(text)))
    return text


def _rounded(cell: Cell) -> Unreadable:
    return Unreadable(msg("{value} is a rounded number, not an id: export the id as text.", value=quoted(cell)))


def read_post_id(cell: Cell) -> str | None:
    """Return a post's id, also out of its web address."""
    if isinstance(cell, str) and "/" in cell and is_web_address(cell):
        address = post_of(cell)
        if address is None:
            raise Unreadable(msg("{value} is not the address of a post.", value=quoted(cell)))
        return address.post_id
    return read_id(cell)


def read_handle(cell: Cell) -> str | None:
    """Return a handle without @ and address."""
    text = str(cell).strip() if isinstance(cell, str) else _as_text(cell)
    # A handle may be any word, "none" and "na" too; only nothing at all is unknown.
    return normal_handle(text) if text and text not in ("-", "–", "@") else None


def read_author(cell: Cell) -> str | None:
    """Return an author's handle or display name; some platforms export only the latter."""
    text = str(cell) if isinstance(cell, str) else _as_text(cell)
    if not text.isprintable():
        text = INVISIBLE.sub("", text)
    text = text.strip().removeprefix("@")
    if "/" in text and is_web_address(text):
        return normal_handle(text)
    if len(text) > MAX_AUTHOR_CHARS:
        raise Unreadable(msg("The text is longer than {limit} characters.", limit=MAX_AUTHOR_CHARS))
    return text or None


def read_platform(cell: Cell) -> str | None:
    """Return the lower-case name of a platform."""
    text = _as_text(cell).strip()
    return normal_platform(text) if text else None


def read_bool(cell: Cell) -> bool | None:
    """Return yes or no."""
    return parse_bool(cell)


def read_post_kind(cell: Cell) -> str | None:
    """Return photo, video, carousel, story or text. Raises Unreadable."""
    text = _as_text(cell)
    if is_blank(text):
        return None
    folded = " ".join(re.findall(r"[a-z]+", text.casefold()))
    for name in (folded, folded.removeprefix("graph ").removeprefix("feed "), *folded.split()[-1:]):
        if name in POST_KINDS:
            return POST_KINDS[name]
    raise Unreadable(
        msg("{value} is not a kind of post: use photo, video, carousel, story or text.", value=quoted(text))
    )


def read_dimension(cell: Cell) -> str | None:
    """Return age, gender, country, city or language. Raises Unreadable."""
    text = _as_text(cell)
    if is_blank(text):
        return None
    name = DIMENSIONS.get(text.strip().casefold())
    if name is None:
        raise Unreadable(
            msg("{value} is no dimension: use age, gender, country, city or language.", value=quoted(text))
        )
    return name


def read_share(cell: Cell) -> float | None:
    """Return a share of one: "34 %", "34,5 %" or 0.345. Raises Unreadable for 34, which could mean either."""
    share = parse_percent(cell)
    if share is not None and not 0 <= share <= 1:
        raise Unreadable(msg("{value} is no share: write 34 % or 0.34.", value=quoted(cell)))
    return None if share is None else float(share)


def _as_text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return (
            "" if cell != cell else (str(int(cell)) if cell.is_integer() and abs(cell) < EXACT_DIGITS else repr(cell))
        )
    if isinstance(cell, datetime):
        return cell.isoformat()
    return str(cell)


PARSERS: dict[Type, Parser] = {
    Type.PLATFORM: read_platform,
    Type.HANDLE: read_handle,
    Type.AUTHOR: read_author,
    Type.ID: read_id,
    Type.TEXT: read_text,
    Type.LONG_TEXT: read_long_text,
    Type.BOOL: read_bool,
    Type.POST_KIND: read_post_kind,
    Type.DIMENSION: read_dimension,
    Type.SHARE: read_share,
    Type.CURRENCY: read_currency,
}
