"""Finds who speaks of a sensitive theme out of their own life; reads, shows, and keeps nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nahbar.creators.fit.contracts import OwnPost
from nahbar.creators.fit.credibility import OwnWords, first_person_lines, own_words
from nahbar.creators.search.asking import nearest
from nahbar.creators.service.brand.fitting import POSTS_OF_ONE, own_post
from nahbar.creators.service.finding.indexing import Index, current_index
from nahbar.creators.service.finding.searching import Question, rank
from nahbar.creators.tables import fitting, newest
from nahbar.kernel.errors import BadInput
from nahbar.kernel.house import House
from nahbar.kernel.messages import msg
from nahbar.language.meaning import Vectors, encode

LONGEST_THEME = 200
# The nearest creators are read; about a thousand sentences are encoded a second.
READ_CREATORS, READ_SENTENCES = 60, 3_000


@dataclass(frozen=True, slots=True)
class Speaker:
    """A creator with sentences about a theme in their own words, nearest first."""

    platform: str
    handle: str
    name: str
    quotes: Sequence[OwnWords]


@dataclass(frozen=True, slots=True)
class Speakers:
    """Who was found, and how many creators were read for it."""

    found: Sequence[Speaker]
    read: int


def find_speakers(house: House, theme: str) -> Speakers:
    """Return creators who speak of a theme in the first person, nearest first; raises BadInput for an empty theme.

    The texts are read for this one answer. Neither the theme nor who was found is written anywhere.
    """
    theme = " ".join(theme.replace("\0", " ").split())
    if not theme or len(theme) > LONGEST_THEME:
        raise BadInput(
            msg("Write a theme of at most {n} characters.", n=LONGEST_THEME),
            msg("For example: losing a parent."),
            kind="theme",
        )
    index = current_index(house)
    wanted = encode([theme])[0]
    ids = _to_read(house, index, theme, wanted)
    with house.store.read() as connection:
        rows = {row.id: row for row in fitting.names_of(connection, ids)}
        posts = newest.newest_posts(connection, ids, POSTS_OF_ONE)
    lines = _lines({one: [own_post(row) for row in posts.get(one, [])] for one in ids})
    # Encoded here and forgotten: the shared memory of vectors is left alone.
    vectors = encode([sentence for _, _, sentence in lines])
    found = []
    for one in ids:
        mine = [place for place, (creator, _, _) in enumerate(lines) if creator == one]
        quotes = own_words([lines[place][1:] for place in mine], vectors[mine], theme, wanted)
        if quotes and one in rows:
            found.append(Speaker(rows[one].platform, rows[one].handle, rows[one].name or rows[one].handle, quotes))
    return Speakers(sorted(found, key=lambda speaker: -speaker.quotes[0].cosine), len(ids))


def _to_read(house: House, index: Index, theme: str, wanted: Vectors) -> list[int]:
    """Return whom to read: who is found by the theme's words or meaning, then those nearest however far they are."""
    ranked, _, _ = rank(house, index, Question(theme))
    near: list[tuple[float, int]] = []
    for segment, valid in zip(index.segments, index.valid, strict=True):
        documents, cosines = nearest(segment, wanted, None if valid.all() else valid, READ_CREATORS)
        near += zip(cosines.tolist(), segment.creators[documents].tolist(), strict=True)
    ids = [one for one, _ in ranked] + [one for _, one in sorted(near, reverse=True)]
    return list(dict.fromkeys(ids))[:READ_CREATORS]


def _lines(posts: dict[int, list[OwnPost]]) -> list[tuple[int, OwnPost, str]]:
    lines = [(one, *line) for one, own in posts.items() for line in first_person_lines(own)]
    return lines[:READ_SENTENCES]
