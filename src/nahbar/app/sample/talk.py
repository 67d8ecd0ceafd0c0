"""Writes the comments under posts: readers who talk about the post, replies, and none of the bought ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from nahbar.app.sample.cast import Member
from nahbar.app.sample.growth import END_DAY
from nahbar.app.sample.people import invent_circle, loyalty
from nahbar.app.sample.posting import SECONDS_A_DAY, Post
from nahbar.app.sample.texts import Deck, Sections, comments_of, fill, load_texts, pick, words_of

END = END_DAY * SECONDS_A_DAY
# Half of the comments come within five hours, some weeks later.
MEDIAN_DELAY, DELAY_SPREAD = 5 * 3600.0, 1.5
# What a comment is about: the post's theme, reading life, nothing in particular, or just a word or an emoji.
SHARES = (0.6, 0.16, 0.16, 0.08)
OTHER_LANGUAGE = {"de": 0.04, "en": 0.15}
OWN_REPLY, READER_REPLY = 0.11, 0.08
# Short comments often hold a second thought on the same subject.
SHORT, TWO_THOUGHTS = 75, 0.3
# Words before which an opener ("Hach, ...") may stand once they are in lower case.
STARTERS = frozenset(load_texts("starters")["starters"])


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment; `reply_to` is the id of the comment that it answers, or empty."""

    platform: str
    post_id: str
    comment_id: str
    author: str
    at: int
    text: str
    reply_to: str = ""
    likes: int = 0


@dataclass(slots=True)
class Voices:
    """The readers of one creator and the decks of what they say."""

    member: Member
    circle: Sequence[str]
    picks: Sequence[int]
    decks: dict[tuple[str, str], Deck] = field(default_factory=dict)
    spoken: int = 0

    def author(self) -> str:
        """Return who writes next."""
        self.spoken += 1
        return self.circle[self.picks[self.spoken % len(self.picks)]]

    def core(self, rng: np.random.Generator, language: str, section: str) -> str:
        """Return the next core on a subject."""
        deck = self.decks.setdefault((language, section), Deck(comments_of(language)[section]))
        return deck.draw(rng)


def gather_voices(rng: np.random.Generator, member: Member) -> Voices:
    """Invent the readers of a creator; the tiny creator's are few and come back."""
    size = 34 if member.story == "tiny_loyal" else max(40, int(member.comments * 0.75))
    circle = invent_circle(rng, member.language or "de", size)
    picks = rng.choice(size, 4 * max(member.comments, 1), p=loyalty(rng, size))
    return Voices(member, circle, [int(one) for one in picks])


def write_comments(rng: np.random.Generator, voices: Voices, post: Post, rows: int) -> list[Comment]:
    """Write about `rows` comments under a post, replies included."""
    written: list[Comment] = []
    while len(written) < rows:
        comment = _comment(rng, voices, post, len(written))
        written.append(comment)
        for share, section, author in (
            (OWN_REPLY, "antwort", voices.member.handle),
            (READER_REPLY, "widerrede", voices.author()),
        ):
            if len(written) < rows and rng.random() < share and len(comment.text) > 14 and author != comment.author:
                written.append(_reply(rng, voices, post, comment, len(written), section, author))
    return written


def comment_id(post: Post, number: int) -> str:
    """Return the id of the numbered comment of a post."""
    return f"{post.post_id}k{number:03d}"


def _comment(rng: np.random.Generator, voices: Voices, post: Post, number: int) -> Comment:
    own = voices.member.language or "de"
    language = own if rng.random() >= OTHER_LANGUAGE[own] else ("en" if own == "de" else "de")
    subject = ("buch" if post.special else post.theme, "leben", "allgemein", "kurz")
    section = subject[int(np.searchsorted(np.cumsum(SHARES), rng.random()))]
    core = voices.core(rng, language, section)
    # A German title stays one in an English comment, and the other way round.
    text = fill(rng, core, post.book, words_of(language))
    if section != "kurz":
        if len(text) < SHORT and rng.random() < TWO_THOUGHTS:
            text = _joined(text, fill(rng, voices.core(rng, language, section), post.book, words_of(language)))
        text = dress(rng, text, post, language)
    at = _later(rng, post.at, END)
    likes = int(rng.poisson(rng.gamma(0.4, 4.0)))
    return Comment(
        voices.member.platform, post.post_id, comment_id(post, number), voices.author(), at, text, likes=likes
    )


def _reply(
    rng: np.random.Generator, voices: Voices, post: Post, to: Comment, number: int, section: str, author: str
) -> Comment:
    language = voices.member.language or "de"
    line = voices.core(rng, language, section)
    if rng.random() < 0.45:
        line = _joined(line, voices.core(rng, language, "nachrede"))
    text = fill(rng, line, post.book | {"an": to.author}, words_of(language))
    at = _later(rng, to.at, END)
    return Comment(voices.member.platform, post.post_id, comment_id(post, number), author, at, text, to.comment_id)


def _later(rng: np.random.Generator, start: int, end: int) -> int:
    delay = int(MEDIAN_DELAY * np.exp(rng.normal(0.0, DELAY_SPREAD)))
    return start + delay if start + delay < end else start + int(rng.integers(1, max(end - start, 2)))


def dress(rng: np.random.Generator, text: str, post: Post, language: str) -> str:
    """Give a core what people add: an opener, a second sentence, an emoji, small letters, a slip of the finger."""
    words: Sections = words_of(language)
    opener, closer = ("auftakt", "nachsatz") if language == "de" else ("opener", "closer")
    first = text.split(" ", 1)[0]
    if rng.random() < 0.22 and first.casefold() in STARTERS:
        small = first if first == "I" else first.lower()
        text = f"{pick(rng, words[opener])} {small}{text[len(first) :]}"
    if rng.random() < 0.34:
        text = _joined(text, fill(rng, pick(rng, words[closer]), post.book, words))
    if rng.random() < 0.1:
        text = _slip(rng, text)
    if rng.random() < 0.12:
        text = text.lower()
    if rng.random() < 0.28:
        text = f"{text} {pick(rng, words['emoji']) * int(rng.integers(1, 3))}"
    return text


def _joined(first: str, second: str) -> str:
    return f"{first}{'.' if first[-1].isalnum() or first[-1] in '“)' else ''} {second}"


def _slip(rng: np.random.Generator, text: str) -> str:
    """Swap two letters inside a long word."""
    words = text.split(" ")
    long = [index for index, word in enumerate(words) if len(word) > 5 and word.isalpha()]
    if not long:
        return text
    index = long[int(rng.integers(len(long)))]
    place = int(rng.integers(1, len(words[index]) - 2))
    word = words[index]
    words[index] = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return " ".join(words)
