"""Keeps the gettext catalogues in step with the texts in code and templates.

    python -m tools.translations            add new texts, drop those that are gone
    python -m tools.translations --check    exit 1 when a text is missing, untranslated or has other places

English texts are their own keys; locale/en.po holds them so that a wording can be changed without touching the code.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1] / "src" / "nahbar"
# Sentences of the pure packages are said in the creators room.
CATALOGUES = {
    "kernel": ["kernel"],
    "creators": ["creators", "language", "measure"],
    "campaigns": ["campaigns"],
    "worth": ["worth"],
    "app": ["app"],
}
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2.ext:babel_extract")]
KEYWORDS = {"msg": None, "_": None, "gettext": None, "ngettext": (1, 2)}
PLACES = re.compile(r"%\(\w+\)s|\{\w+(?::\w+)?\}")


def extracted(package: str) -> Catalog:
    """Return all texts of one catalogue."""
    catalogue = Catalog()
    for folder in CATALOGUES[package]:
        found = extract_from_dir(ROOT / folder, METHODS, {"**/templates/**.html": {"trimmed": "true"}}, KEYWORDS)
        for name, _line, text, _comments, context in found:
            catalogue.add(text, context=context, locations=[(f"{folder}/{name}", 0)])
    return catalogue


def path_of(package: str, language: str) -> Path:
    """Return where a catalogue lies."""
    return ROOT / package / "locale" / f"{language}.po"


def stored(package: str, language: str) -> Catalog:
    """Return a catalogue as it lies, an empty one when there is none."""
    path = path_of(package, language)
    return read_po(io.BytesIO(path.read_bytes()), locale=language) if path.exists() else Catalog(locale=language)


def updated(package: str, language: str) -> Catalog:
    """Return the stored catalogue with the texts of today."""
    catalogue = stored(package, language)
    catalogue.update(extracted(package), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    if language == "en":
        for message in catalogue:
            if message.id and not _said(message):
                message.string = message.id if isinstance(message.id, str) else tuple(message.id)
    return catalogue


def _said(message: Message) -> bool:
    return all(message.string) if isinstance(message.string, tuple | list) else bool(message.string)


def problems(package: str, language: str) -> Iterator[str]:
    """Yield what is wrong with a catalogue."""
    known = {message.id: message for message in stored(package, language) if message.id}
    for message in extracted(package):
        if not message.id:
            continue
        here = known.get(message.id)
        if here is None or not _said(here) or here.fuzzy:
            yield f"{package}/{language}: not translated: {message.id!r} ({message.locations[0][0]})"
        elif _places(message.id) != _places(here.string):
            yield f"{package}/{language}: other places than its source: {message.id!r}"
    for text in known:
        if extracted_texts(package).get(text) is None:
            yield f"{package}/{language}: no longer used: {text!r}"


_cache: dict[str, dict[object, Message]] = {}


def extracted_texts(package: str) -> dict[object, Message]:
    """Return the texts of today by themselves."""
    if package not in _cache:
        _cache[package] = {message.id: message for message in extracted(package) if message.id}
    return _cache[package]


def _places(text: object) -> set[str]:
    parts = text if isinstance(text, tuple | list) else (text,)
    return {place for part in parts for place in PLACES.findall(str(part))}


def main() -> None:
    """Update or check all catalogues."""
    pairs = [(package, language) for package in CATALOGUES for language in ("de", "en")]
    if "--check" in sys.argv:
        found = [problem for pair in pairs for problem in problems(*pair)]
        print("\n".join(found) or "all texts are translated")
        sys.exit(bool(found))
    for package, language in pairs:
        path = path_of(package, language)
        path.parent.mkdir(exist_ok=True)
        buffer = io.BytesIO()
        write_po(buffer, updated(package, language), width=110, omit_header=True, sort_output=True, no_location=True)
        path.write_bytes(buffer.getvalue())


if __name__ == "__main__":
    main()
