"""Writes the captions of posts from templates: German and English, with labels, codes and links where paid."""

from __future__ import annotations

import numpy as np

from nahbar.app.sample.cast import Member
from nahbar.app.sample.posting import Post
from nahbar.app.sample.texts import Deck, Sections, captions_of, draw_book, fill, pick, words_of

# One post in thirty stands without words, as on any platform.
WORDLESS = 0.03
# Of the paid posts: how many say so in their text, and how many carry the platform's own flag.
LABELLED, FLAGGED = 0.85, 0.4

Decks = dict[str, Deck]


def write_caption(rng: np.random.Generator, member: Member, post: Post, decks: Decks) -> None:
    """Draw the book that a post is about and write its caption; `decks` holds what the creator has not yet said."""
    language = member.language or "de"
    post.book = draw_book(rng, language, children=post.theme == "familie")
    if rng.random() < WORDLESS and not post.paid and not post.special:
        return
    texts, words = captions_of(language), words_of(language)
    slots = post.book | _partner(rng, member, words)
    parts = [fill(rng, line, slots, words) for line in _parts(rng, texts, member, post, decks)]
    post.text = ("\n\n" if rng.random() < 0.4 else " ").join(parts)


def flagged(rng: np.random.Generator, post: Post) -> bool | None:
    """Return the platform's paid-partnership flag of a post; most exports leave it open where it is not set."""
    return True if post.paid and rng.random() < FLAGGED else None


def _partner(rng: np.random.Generator, member: Member, words: Sections) -> dict[str, str]:
    """Draw one partner a post, so that its label and its text name the same; the code is the creator's."""
    code = member.code or "".join(sign for sign in member.handle.split(".")[0].upper() if sign.isalpha())[:9] + "10"
    name = "sponsor" if member.language == "en" else "bezahlt"
    return {name: pick(rng, words[name]), "code": code, "ref": code.lower()}


def _parts(rng: np.random.Generator, texts: Sections, member: Member, post: Post, decks: Decks) -> list[str]:
    if post.special in texts:
        return [pick(rng, texts[post.special]), *_ending(rng, texts, "buch")]
    if post.paid:
        return _paid_parts(rng, texts, member, decks)
    parts = [_next(rng, texts, decks, "auftakt")] if rng.random() < 0.45 else []
    parts.append(_next(rng, texts, decks, post.theme))
    if post.theme != "leben" and rng.random() < 0.15:
        parts.append(_next(rng, texts, decks, "leben"))
    return parts + _ending(rng, texts, post.theme)


def _paid_parts(rng: np.random.Generator, texts: Sections, member: Member, decks: Decks) -> list[str]:
    labelled = rng.random() < LABELLED
    parts = [pick(rng, texts["werbung"])] if labelled else []
    parts.append(_next(rng, texts, decks, "werbetext"))
    if rng.random() < 0.4:
        parts.append(_next(rng, texts, decks, "buch"))
    if member.code and rng.random() < 0.6:
        parts.append(pick(rng, texts["code"]))
    if rng.random() < (0.35 if labelled else 1.0):
        parts.append(pick(rng, texts["partnerlink"]))
    return parts


def _next(rng: np.random.Generator, texts: Sections, decks: Decks, section: str) -> str:
    return decks.setdefault(section, Deck(texts[section])).draw(rng)


def _ending(rng: np.random.Generator, texts: Sections, theme: str) -> list[str]:
    parts = [pick(rng, texts["buch_frage"])] if rng.random() < 0.4 else []
    if rng.random() < 0.65:
        tags = texts.get(f"anhang_{theme}", texts["anhang"])
        parts.append(pick(rng, tags if rng.random() < 0.6 else texts["anhang"]))
    return parts
