"""What honest people write under a post: about an event, emoji, short praise, or something about the topic."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from benchmarks.market.draws import chance, pick
from benchmarks.roster.crowd import Crowd
from benchmarks.roster.names import person_name
from benchmarks.roster.texts import ENTRIES, GENERIC, SAW_YOU, SPECIFIC, STRANGERS, TOPICS, WELCOME
from benchmarks.roster.traits import Creator
from benchmarks.roster.words import emoji, filled, rough

OWN_LANGUAGE, SECOND_SENTENCE = 0.9, 0.2
ENTERS_GIVEAWAY, NOTES_VIRAL, WELCOMES, SAW_IN_PRESS = 0.85, 0.15, 0.5, 0.12


class Moment(NamedTuple):
    """What a post is the post of, and whether the press spoke of the creator around it."""

    tag: str
    in_press: bool


def honest_text(rng: np.random.Generator, creator: Creator, crowd: Crowd, moment: Moment) -> str:
    """Return one honest comment."""
    other = "en" if creator.language == "de" else "de"
    language = creator.language if chance(rng, OWN_LANGUAGE) else other
    about_event = _about_event(rng, creator, crowd, moment, rng.random())
    if about_event:
        return about_event
    if chance(rng, crowd.emoji):
        return emoji(rng, crowd.favourites, 1, 5)
    if chance(rng, crowd.generic):
        return rough(rng, pick(rng, GENERIC[language]), crowd.favourites)
    things = TOPICS[creator.topic][language]
    text = rough(rng, filled(rng, pick(rng, SPECIFIC[language]), things), crowd.favourites)
    if chance(rng, SECOND_SENTENCE):
        text += " " + filled(rng, pick(rng, SPECIFIC[language]), things)
    return text


def _about_event(rng: np.random.Generator, creator: Creator, crowd: Crowd, moment: Moment, which: float) -> str:
    """Return what is written because of an event, "" where it is of no matter; `which` decides, uniform in [0, 1)."""
    language = creator.language
    if moment.tag == "giveaway" and which < ENTERS_GIVEAWAY:
        return _entry(rng, creator)
    if moment.tag == "viral" and which < NOTES_VIRAL:
        return rough(rng, filled(rng, pick(rng, STRANGERS[language]), creator.things), crowd.favourites)
    if moment.tag == "back" and which < WELCOMES:
        return rough(rng, pick(rng, WELCOME[language]), crowd.favourites)
    if moment.in_press and which < SAW_IN_PRESS:
        return rough(rng, pick(rng, SAW_YOU[language]), crowd.favourites)
    return ""


def _entry(rng: np.random.Generator, creator: Creator) -> str:
    """Return a comment that enters a giveaway; two friends are drawn, whether or not both are tagged."""
    text = pick(rng, ENTRIES[creator.language])
    friends = "@" + person_name(rng, creator.platform), "@" + person_name(rng, creator.platform)
    return text.replace("{a}", friends[0]).replace("{b}", friends[1])
