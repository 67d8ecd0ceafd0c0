"""From features to signs, probabilities and the verdict."""

from __future__ import annotations

import math

from nahbar.creators.authenticity import growth_evidence, manner_evidence, post_evidence, talk_evidence
from nahbar.creators.authenticity.features import Measured, questions_carried
from nahbar.creators.authenticity.level import moved_by
from nahbar.creators.authenticity.weights import (
    ALL_LIKES,
    ALONE,
    COMMENTS,
    ENGAGEMENT,
    FOLLOWERS,
    GROWTH_ALONE,
    LIKES,
    PARTS_OF,
    QUESTIONS,
    RING,
    SINCE,
    VIEWS,
    Weights,
    contributions,
    log_odds,
)
from nahbar.creators.contracts import (
    Authenticity,
    Commenters,
    Interval,
    PostComments,
    PostSeries,
    Sign,
    SizeExpectation,
)
from nahbar.kernel.messages import Message, msg

WORTH_TELLING = 0.7  # log Bayes factor: a sign that makes a purchase less than twice as likely is noise
METRIC = {LIKES: "likes", ALL_LIKES: "likes", COMMENTS: "comments", VIEWS: "views", SINCE: post_evidence.SINCE}
WEAK = {"like_digits": 0.1}  # kept tiny by its limit, and told as what it is


def combined(
    found: Measured,
    weights: Weights,
    posts: PostSeries,
    comments: PostComments | None,
    commenters: Commenters | None,
    expectation: SizeExpectation | None,
    fake_followers: tuple[float, Interval] | None,
) -> Authenticity:
    """Return the assessment of one measured creator."""
    carried = questions_carried(found)
    shares = contributions(weights.parts, found.features)
    moved = moved_by(found, weights)
    odds = {q: log_odds(weights.parts, shares, q, moved.get(q, 0.0)) for q in carried}
    signs: list[Sign] = []
    for question in carried:
        carried_ways = [name for name in PARTS_OF[question] if name in shares]
        way = max(carried_ways, key=lambda name: weights.parts[name].intercept + sum(shares[name].values()))
        for sign, strength in shares[way].items():
            if strength < WEAK.get(sign, WORTH_TELLING):
                continue
            if sign in growth_evidence.SIGNS:
                signs.append(growth_evidence.sign(sign, strength, found, posts, expectation, fake_followers))
            elif sign in post_evidence.SIGNS:
                signs.append(post_evidence.sign(sign, strength, found, posts, expectation, METRIC.get(way, "likes")))
            elif sign in manner_evidence.SIGNS:
                signs.append(manner_evidence.sign(sign, strength, found, posts, comments))
            else:
                signs.append(talk_evidence.sign(sign, strength, found, posts, comments, commenters))
    # What is not known moves the sum as well; it is nothing that could be shown to anybody.
    signs = sorted((sign for sign in signs if sign.evidence), key=lambda sign: -sign.strength)
    chance = {q: 1 / (1 + math.exp(-max(min(odds[q], 30.0), -30.0))) if q in odds else None for q in QUESTIONS}
    return Authenticity(
        verdict(odds, weights, counts_alone=GROWTH_ALONE in found.features),
        signs,
        chance[FOLLOWERS],
        chance[ENGAGEMENT],
        chance[RING],
        coverage(found, comments, commenters),
    )


def verdict(odds: dict[str, float], weights: Weights, *, counts_alone: bool = False) -> str:
    """Return one of the four words, so that a probability of one half or more is never "no sign"."""
    least = dict(weights.strong)
    if counts_alone:
        least[FOLLOWERS] = least[ALONE]
    if any(value >= least[question] for question, value in odds.items()):
        return "strong signs"
    if any(value >= 0.0 for value in odds.values()):
        return "look closer"
    return "no sign" if FOLLOWERS in odds or ENGAGEMENT in odds else "cannot tell"


def coverage(found: Measured, comments: PostComments | None, commenters: Commenters | None) -> list[Message]:
    """Say what the assessment rests on and what was missing."""
    told = []
    if found.growth is None:
        told.append(msg("No usable series of follower counts: at least 21 days within 25 or more are needed"))
    else:
        told.append(growth_evidence.span(found.growth))
    told.append(post_evidence.span(found.posts))
    if comments is None or commenters is None:
        told.append(msg("No comments are known, so nothing is said of their wording and authors"))
    else:
        told.append(talk_evidence.span(comments))
    return told
