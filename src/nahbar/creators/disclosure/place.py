"""Where a label stands in a post, and whether a law lets that pass. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nahbar.language.label_words import PICTURE
from nahbar.language.labels import Label
from nahbar.language.letters import Plain

# Characters that Instagram shows of a text before "more".
BEFORE_MORE = 125
# Lines that a feed shows before "more"; the FTC speaks of the first two or three.
LINES_BEFORE_MORE = 3
# A text of fewer words before its label is an opening, not a post with its label at the end.
OPENING_WORDS = 4
# In the United States one tag before the label is none to search; two or more are a pile.
PILE_OF_TAGS = 2
# A text that numbers fewer of them does not go through slides or story frames.
FRAMES = 2

_WORDS = re.compile(r"(?<![\w@#])\w+")
_TAGS_BEFORE = re.compile(r"(?:#\w+[\s,|·•]*)+$")
_TAG = re.compile(r"#\w+")
_ONLY_TAGS = re.compile(r"(?:[^\w@#]|[@#][\w.]+|https?://\S+|(?:für|mit|for|with|von|by|in)\s+(?=@))*\Z")
_PICTURE = re.compile(PICTURE)
# "Anze1ge", "W*rbung"; "W*E*R*B*U*N*G" is only spaced.
_DISGUISE = re.compile(r"[0-9@$€]|[a-zäöü]{2}[*!][a-zäöü]|(?<!\w)[a-zäöü][*!][a-zäöü]{2}")
_FRAME = re.compile(
    r"^[^\w\n]{0,3}(?:(?:story|slide|frame|folie|bild|teil)\s*\d{1,2}\s*(?:[:.)|–—-]|/\s*\d{1,2}\b)|\d{1,2}\s*/\s*\d{1,2}\s*[\])])",
    re.MULTILINE,
)
# Without brackets they may be the cups of a recipe, unless they count on.
_COUNTED = re.compile(r"^[^\w\n]{0,3}(\d{1,2})\s*/\s*(\d{1,2})(?=[\s:.|–—·-])", re.MULTILINE)
_NEXT_TAG = re.compile(r"[\s,|·•]*#")


def leaves_a_frame_bare(text: Plain, labels: Sequence[Label]) -> bool:
    """Tell whether a text that goes through slides or story frames names its label in some of them only."""
    starts = [found.start() for found in _FRAME.finditer(text.text)] or _counted_frames(text.text)
    named = [one.start for one in labels if one.clear]
    if len(starts) < FRAMES or not named or min(named) < starts[0]:
        return False
    ends = [*starts[1:], len(text.text)]
    return not all(any(start <= at < end for at in named) for start, end in zip(starts, ends, strict=True))


def _counted_frames(text: str) -> list[int]:
    """Return where "1/3", "2/3", "3/3" stand at the starts of lines; nothing where the numbers do not count on."""
    found = list(_COUNTED.finditer(text))
    numbers = [int(one.group(1)) for one in found]
    same = len({one.group(2) for one in found}) == 1
    counts_on = same and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return [one.start() for one in found] if counts_on else []


def is_disguised(text: Plain, label: Label) -> bool:
    """Tell whether digits or signs stand for letters of a label."""
    return label.clear and bool(_DISGUISE.search(text.text, label.start, label.end))


def is_hidden(text: Plain, label: Label, law: str) -> bool:
    """Tell whether a label stands where readers do not see it at once: late, among tags, at the end, elsewhere."""
    if label.elsewhere or _PICTURE.search(text.text, label.start, label.end):
        return True
    start, _ = text.span(label.start, label.end)
    before = text.text[: label.start]
    if start >= BEFORE_MORE or (law == "us" and before.count("\n") >= LINES_BEFORE_MORE):
        return True
    tags = _TAGS_BEFORE.search(before)
    others = _TAG.findall(tags.group()) if tags else []
    if law == "us":
        return len(others) >= PILE_OF_TAGS
    words = len(_WORDS.findall(before))
    if others and (words or len(others) >= PILE_OF_TAGS):
        return True
    if words < OPENING_WORDS:
        return False
    ends = bool(_ONLY_TAGS.match(text.text, label.end))
    return ends or (label.hashtag and bool(_NEXT_TAG.match(text.text, label.end)))
