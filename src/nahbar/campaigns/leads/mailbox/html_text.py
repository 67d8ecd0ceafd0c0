"""The text of a message that was written as HTML. Pure, and in one pass over it, however broken it is.

Nothing is interpreted: no address is fetched, no style or script is run; only where lines end is taken from the tags.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

# What lies between these tags is never text.
_UNSEEN = frozenset({"script", "style", "head", "title", "template", "noscript", "object", "svg", "select"})
_BREAKS = frozenset(
    {
        "br", "p", "div", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "blockquote",
        "pre", "section", "article", "header", "footer", "dt", "dd",
    }
)  # fmt: skip
_CELLS = frozenset({"td", "th"})
_NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9:-]{0,30})")
# How Gmail, Outlook, Apple Mail, Thunderbird and Yahoo mark what they quote.
_QUOTES = re.compile(
    r"gmail_quote|yahoo_quoted|moz-cite-prefix|divRplyFwdMsg|OLK_SRC_BODY|type\s*=\s*[\"']?cite", re.IGNORECASE
)
# A line that says where the quoted rest begins; `quoting` cuts there.
QUOTED_FROM_HERE = "-----Original Message-----"


def html_to_text(source: str) -> str:
    """Return the words of an HTML document, a line for each line that would be shown."""
    pieces: list[str] = []
    for kind, text in _tokens(source):
        if kind == "text":
            pieces.append(re.sub(r"\s+", " ", html.unescape(text)))
            continue
        name = text.lower()
        if name in _CELLS:
            pieces.append(" ")
        elif name in _BREAKS:
            pieces.append("\n")
        elif name == QUOTED_FROM_HERE.lower():
            pieces.append(f"\n{QUOTED_FROM_HERE}\n")
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _tokens(source: str) -> Iterator[tuple[str, str]]:
    """Yield ("text", words) and ("tag", name); every position is looked at once."""
    at, end = 0, len(source)
    while at < end:
        start = source.find("<", at)
        if start < 0:
            yield "text", source[at:]
            return
        if start > at:
            yield "text", source[at:start]
        at = start + 1
        if source.startswith("!--", at):
            at = _after(source, "-->", at)
        elif source.startswith(("!", "?"), at):
            at = _after(source, ">", at)
        elif match := _NAME.match(source, at):
            at = _after(source, ">", at)
            tag = source[start:at]
            yield from _tag(match[1], tag)
            if match[1].lower() in _UNSEEN and not tag.startswith("</") and not tag.endswith("/>"):
                at = _closing(source, match[1], at)
        else:
            yield "text", "<"


def _tag(name: str, tag: str) -> Iterator[tuple[str, str]]:
    if not tag.startswith("</") and _QUOTES.search(tag):
        yield "tag", QUOTED_FROM_HERE
    yield "tag", name


def _after(source: str, mark: str, at: int) -> int:
    found = source.find(mark, at)
    return len(source) if found < 0 else found + len(mark)


def _closing(source: str, name: str, at: int) -> int:
    """Return where an element ends whose words are never shown; the end of the document where it does not."""
    match = re.compile(f"</{re.escape(name)}", re.IGNORECASE).search(source, at)
    return _after(source, ">", match.end()) if match else len(source)
