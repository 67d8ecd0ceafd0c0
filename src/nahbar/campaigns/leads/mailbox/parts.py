"""A message taken apart: its headers as text, its words, its attachments counted. Pure; no byte is trusted.

Headers are read with the old, tolerant rules of the standard library: its newer ones raise on what people send.
"""

from __future__ import annotations

import codecs
import email
import email.header
import email.policy
import email.utils
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message as Part

from nahbar.campaigns.leads.mailbox.html_text import html_to_text

LONGEST_HEADER = 2_000
# These turn bytes into something else than the letters of a language, some of them slowly.
_NO_CHARSETS = frozenset({"punycode", "idna", "unicode_escape", "raw_unicode_escape", "utf_7", "undefined"})
_ENCRYPTED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a message, how many attachments it has, and whether they are all there and can be read."""

    text: str
    attachments: int
    encrypted: bool
    complete: bool


def read_parts(body: bytes) -> Part:
    """Return the message in `body`."""
    return email.message_from_bytes(body, policy=email.policy.compat32)


def header(message: Part, name: str) -> str:
    """Return a header as one line of text, "" where it is missing; the first where there are several."""
    wanted = name.lower()
    raw = next((value for key, value in message.raw_items() if key.lower() == wanted), "")
    return _line(decoded(_unescaped(str(raw)[:LONGEST_HEADER])))


def _unescaped(text: str) -> str:
    """Return a header whose bytes are not ASCII, which the parser keeps as surrogates, as text."""
    return decode_bytes(text.encode("utf-8", "surrogateescape"), "utf-8") if not text.isascii() else text


def decoded(text: str) -> str:
    """Return a header without its encoded words."""
    try:
        parts = email.header.decode_header(text)
    except (email.errors.HeaderParseError, ValueError):
        return text
    return "".join(one if isinstance(one, str) else decode_bytes(one, charset or "ascii") for one, charset in parts)


def address(message: Part, name: str) -> tuple[str, str]:
    """Return name and address of the first mailbox in a header; the address is read before encoded words are."""
    wanted = name.lower()
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == wanted), "")[:LONGEST_HEADER]
    found = email.utils.getaddresses([_unescaped(" ".join(raw.split()))])
    spoken, plain = next(((who, where) for who, where in found if "@" in where), ("", ""))
    return _line(decoded(spoken)), plain


def _line(text: str) -> str:
    return " ".join(clean(text).split())


def clean(text: str) -> str:
    """Return a text without control characters and without what turns the direction of writing."""
    return "".join(char if char.isprintable() or char in "\n\t" else " " if char in "\r\xa0" else "" for char in text)


def words_of(message: Part, *, whole: bool) -> Words:
    """Return the words of a message: its plain parts, else its HTML parts. `whole` is False for its beginning alone."""
    leaves = list(_leaves(message))
    texts = [(kind, part) for kind, part in leaves if kind]
    plain = "\n".join(_text(part) for kind, part in texts if kind == "plain").strip()
    found = plain or "\n".join(html_to_text(_text(part)) for kind, part in texts if kind == "html").strip()
    encrypted = any(part.get_content_type() in _ENCRYPTED for part in message.walk())
    # What is cut off may be the last part alone.
    complete = whole or (bool(leaves) and not leaves[-1][0])
    return Words(clean(found.replace("\r\n", "\n")), len(leaves) - len(texts), encrypted, complete)


def _leaves(message: Part) -> Iterator[tuple[str, Part]]:
    """Yield every part that holds something: as "plain" or "html", or as "" for an attachment."""
    if message.get_content_maintype() == "multipart" and message.is_multipart():
        for part in message.get_payload():
            if isinstance(part, Part):
                yield from _leaves(part)
        return
    kind = message.get_content_subtype() if message.get_content_maintype() == "text" else ""
    attached = message.get_content_disposition() == "attachment" or bool(message.get_filename())
    yield ("" if attached or kind not in ("plain", "html") else kind), message


def _text(part: Part) -> str:
    payload = part.get_payload(decode=True)
    return decode_bytes(payload, part.get_content_charset() or "utf-8") if isinstance(payload, bytes) else ""


def decode_bytes(content: bytes, charset: str) -> str:
    """Return bytes as text: in the charset that was said where it fits, else UTF-8, else Windows-1252."""
    for name in (charset, "utf-8"):
        try:
            found = codecs.lookup(name)
            if found.name.replace("-", "_") not in _NO_CHARSETS and getattr(found, "_is_text_encoding", False):
                return content.decode(found.name)
        except (LookupError, UnicodeError, ValueError):
            continue
    return content.decode("cp1252", "replace")
