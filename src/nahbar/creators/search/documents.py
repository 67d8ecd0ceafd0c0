"""What of a creator is searched: the fields with their weights, and the passages that have a meaning. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from nahbar.creators.pseudonyms import text_key
from nahbar.language.meaning import MOST_CHARACTERS
from nahbar.language.words import words

# How much a word counts by where it stands (BM25F; Robertson, Zaragoza and Taylor 2004): a profile is chosen to say
# what an account is about, a comment is somebody else's; a hashtag counts as a topic and in its caption. By words alone
# these are worth .02 of nDCG more than equal ones, finer steps nothing (`benchmarks.search_order`, to tune on).
PROFILE_WEIGHT, POST_WEIGHT, COMMENT_WEIGHT = 3.0, 1.0, 0.5
FIELD_WEIGHTS: Mapping[str, float] = {
    **dict.fromkeys(("name", "handle", "category", "bio"), PROFILE_WEIGHT),
    **dict.fromkeys(("topics", "captions"), POST_WEIGHT),
    "comments": COMMENT_WEIGHT,
}
# A profile and the newest posts say what an account is about now; more would cost time and change little.
MOST_POSTS, MOST_POST_PASSAGES, MOST_COMMENTS = 30, 5, 20
LEAST_PASSAGE = 12


@dataclass(frozen=True, slots=True)
class Document:
    """The texts of one creator; `posts` newest first."""

    creator_id: int
    version: int
    handle: str
    name: str
    bio: str
    category: str
    posts: Sequence[str] = ()
    comments: Sequence[str] = ()


def counted_words(document: Document) -> dict[str, float]:
    """Return each word of a document with how often it stands there, weighted by field."""
    found: dict[str, float] = {}
    for field, text in fields(document):
        weight = FIELD_WEIGHTS[field]
        for word in words(text):
            found[word] = found.get(word, 0.0) + weight
    return found


def fields(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the texts of a document with the name of their field; words after # count as topics."""
    yield "name", document.name
    yield "handle", document.handle
    yield "category", document.category
    yield "bio", document.bio
    for text in document.posts[:MOST_POSTS]:
        yield "captions", text
        yield "topics", " ".join(part.split()[0] for part in text.split("#")[1:] if part.split())
    for text in document.comments[:MOST_COMMENTS]:
        yield "comments", text


def passages(document: Document) -> list[str]:
    """Return the texts of a document whose meaning is kept: the whole account first, then the newest posts.

    The whole account is the profile followed by the newest posts. By it creators are ranked: a single post is near to
    many questions by chance. As one vector it is worth .13 of nDCG more than the nearest of the texts
    (`benchmarks.search_order`).
    """
    posts = [text for text in document.posts if len(text) >= LEAST_PASSAGE][:MOST_POST_PASSAGES]
    # Names are found by their words; what they mean ("Rose Wolf") says nothing of what an account is about.
    whole = ". ".join(part for part in (document.category, document.bio, *posts) if part)[:MOST_CHARACTERS]
    return list(dict.fromkeys([whole, *posts])) if whole else []


def passage_hash(text: str) -> int:
    """Return the number by which a passage is known."""
    return text_key(text)
