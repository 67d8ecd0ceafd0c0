"""What an answer to "how did you find us?" names: one of the names that are credited, or none. Pure.

Words are looked for, not meanings: an answer that names two, or none, counts for nobody.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping

# How people write of channels; a channel of another name is found by its name.
SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "instagram": ("instagram", "insta", "ig"),
    "tiktok": ("tiktok", "tik tok"),
    "youtube": ("youtube", "yt", "you tube"),
    "facebook": ("facebook", "fb"),
    "newsletter": ("newsletter", "rundbrief"),
    "search": ("google", "suchmaschine", "gegoogelt", "gegoogled", "googled", "search engine"),
    "podcast": ("podcast", "podcasts"),
    "recommendation": (
        "freund", "freundin", "freunde", "bekannte", "bekannter", "empfehlung", "empfohlen", "familie", "kollegin",
        "kollege", "friend", "friends", "recommended", "recommendation", "family", "colleague", "word of mouth",
    ),
    "shop": ("schaufenster", "laden", "vorbeigelaufen", "shop window", "walked past", "passing by"),
}  # fmt: skip


def named_in(text: str, names: Collection[str]) -> str | None:
    """Return which of `names` (channels, or "platform/handle") an answer names, or a usual source beside them.

    A creator is named by their handle; where creators are asked for and none is named, the channel counts.
    """
    said = _plain(text)
    creators = {name for name in names if "/" in name and _says(said, _plain(name.partition("/")[2].split(" ")[0]))}
    if creators:
        return creators.pop() if len(creators) == 1 else None
    channels = {name for name in names if "/" not in name and _says(said, _plain(name))}
    channels |= {channel for channel, words in SPELLINGS.items() if any(_says(said, word) for word in words)}
    return channels.pop() if len(channels) == 1 else None


def _says(said: str, word: str) -> bool:
    return len(word) > 1 and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", said) is not None


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
