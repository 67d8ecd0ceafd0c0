"""What a comment's wording says: its normal form, whether it is emoji alone, whether it would fit under any post.

The lexicon holds German and English words of short praise and the small words around them. It was written by hand
from everyday use and fitted on nothing.
"""

from __future__ import annotations

import re
import unicodedata

MAX_GENERIC_WORDS = 6  # longer comments nearly always name something of the post
MOST_GAPS = (
    12  # with more spaces than that, no stock phrase is left even when emoji and handles stand between its words
)
MAX_PHRASE_WORDS = 8  # the longest stock phrase below

_HANDLE = re.compile(r"@[\w.]+")
_LINK = re.compile(r"https?://\S+|www\.\S+")
_NOT_WORD = re.compile(r"[^\w\s]+|_+")
_DOUBLED = re.compile(r"(.)\1+")
_TRIPLED = re.compile(r"(.)\1\1")
_REPEATS = re.compile(r"([^\W\d_])\1{2,}")
# The emoji blocks of Unicode 15 with joiners, skin tones, keycaps and variation selectors.
_EMOJI_ONLY = re.compile(
    r"(?:[\u00a9\u00ae\u200d\u203c\u2049\u20e3\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf"
    r"\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299\ufe0e\ufe0f\U0001f000-\U0001faff\U000e0020-\U000e007f]"
    r"|[\s.,!?~*+<3:;()^_\-'\"])+"
)
_ASCII_HEARTS = re.compile(r"(?:<3|[:;]-?[)D*pP])")

_PRAISE_WORDS = """
    amazing awesome beautiful beauty best brilliant cool cute dope epic excellent fab fabulous fantastic fire
    flawless gorgeous goals great handsome hot iconic incredible inspiring inspiration insane king legend lit love
    loved lovely loving magnificent marvelous nice outstanding perfect perfection pretty queen slay stunning
    stylish sick super superb sweet talented top vibes wonderful wow yes yay yeah congrats congratulations omg
    obsessed bravo wunderschön wunderbar schön schöne schöner schönes schönen schönste toll tolle toller tolles
    tollen süß süss süße süsse hübsch hübsche hammer mega geil geile krass krasse klasse prima stark starke spitze
    genial geniale großartig großartige grossartig fantastisch fantastische traumhaft traumhafte traum perfekt
    perfekte liebe liebs liebst cool coole cooler cooles nice super wow top bombe ehre ehrenmann ehrenfrau
    königin könig göttin traumfrau hinreißend bezaubernd atemberaubend sensationell herrlich glückwunsch respekt
    danke thanks thank haha hahaha hehe lol same facts true mood
"""
_FILLER_WORDS = """
    a all always and another are as babe baby be boy bro content day dear do ever friend from girl good guy guys
    have hey hi hun i im in is it its job just keep look looking looks me more much man my of oh ok on one only
    page account feed profile photo pic pics picture post posts really sis shot so such that the this these to too
    totally very video vid vids we what work you your youre u ur up for with lots much well done go going
    aber alle alles also auch auf bild bilder bist das dein deine deinem deinen deiner deines der die diese dieser
    dieses du echt ein eine einen einfach er es euch euer für ganz gemacht ganze gut gute guter gutes hab habe ich
    immer in ist ja jedes mal mein meine mit oh sehr seid seht siehst sieht so total und video von was weiter
    weiterso wie wieder wirklich wahnsinn foto fotos beitrag arbeit aus hey hi hallo na schon soo zu richtig voll
"""
_PHRASES = frozenset(
    {
        "keep it up",
        "keep going",
        "well done",
        "good job",
        "so good",
        "so true",
        "follow me",
        "follow back",
        "check my page",
        "check out my page",
        "check your dm",
        "check dm",
        "dm me",
        "send me a message",
        "dm us",
        "first",
        "erster",
        "erste",
        "weiter so",
        "mach weiter so",
        "sehr gut",
        "so gut",
        "gut gemacht",
        "schau mal bei mir vorbei",
        "folg mir",
        "folge mir",
        "schreib mir",
        "gefällt mir",
        "gefällt mir sehr",
        "bin verliebt",
        "ich bin verliebt",
        "i need this",
        "i want this",
        "brauche ich",
        "brauch ich",
        "will ich auch",
        "goals",
        "me too",
        "ich auch",
        "promote it on",
        "lets collab",
        "we love it",
        "collab",
        "good vibes only",
    }
)
_PRAISE = frozenset(_PRAISE_WORDS.split())
_KNOWN = _PRAISE | frozenset(_FILLER_WORDS.split())
_LISTED = _KNOWN | {word for phrase in _PHRASES for word in phrase.split()}


def normalise(text: str) -> str:
    """Return the words of a comment in lower case: no handles, links, punctuation or emoji, letters at most doubled.

    Two comments with the same normal form say the same; a comment without words has the normal form "".
    """
    if not (text.isascii() or unicodedata.is_normalized("NFKC", text)):
        text = unicodedata.normalize("NFKC", text)
    if "@" in text:
        text = _HANDLE.sub(" ", text)
    if "://" in text or "www." in text:
        text = _LINK.sub(" ", text)
    return " ".join(_REPEATS.sub(r"\1\1", _NOT_WORD.sub(" ", text.lower())).split())


def is_emoji_only(text: str) -> bool:
    """Say whether a comment shows emoji (or typed hearts and smiles) and not one word; empty text is not."""
    if text[:1].isalpha():
        return False
    if text.isascii():
        return (
            bool(_ASCII_HEARTS.search(text)) and _EMOJI_ONLY.fullmatch(_ASCII_HEARTS.sub(" ", text) + " ") is not None
        )
    bare = _HANDLE.sub(" ", text) if "@" in text else text
    return _EMOJI_ONLY.fullmatch(bare) is not None


def is_generic(text: str) -> bool:
    """Say whether a comment with words would fit under any post: short praise or a stock phrase, nothing specific.

    Emoji-only comments are not generic here; they are counted apart.
    """
    if text.count(" ") > MOST_GAPS or _names_something(text.lower()):
        return False
    words = normalise(text).split()
    if not words or len(words) > MAX_PHRASE_WORDS:
        return False
    singles = [_single(word) for word in words]
    if len(words) <= MAX_GENERIC_WORDS and _KNOWN.issuperset(singles) and not _PRAISE.isdisjoint(singles):
        return True
    return " ".join(words) in _PHRASES


def _names_something(lowered: str) -> bool:
    """Say whether some plain word is in no list: most comments end here, without any other work."""
    if not (lowered.isascii() or unicodedata.is_normalized("NFKC", lowered)):
        return False
    for word in lowered.split():
        if word not in _LISTED and word.isalpha():
            if _TRIPLED.search(word):
                return False
            if _single(word) not in _KNOWN:
                return True
    return False


def _single(word: str) -> str:
    """Return a stretched word ("soo", "wooww") in its plain form where only the plain form is known."""
    if word in _KNOWN:
        return word
    plain = _DOUBLED.sub(r"\1", word)
    return plain if plain in _KNOWN else word
