"""Who can be booked under a wish, and what one person of their audience counts."""

from __future__ import annotations

from collections.abc import Sequence

from nahbar.creators.portfolio.contracts import Candidate, PassedOver, Share, Wish
from nahbar.kernel.messages import Message, msg

ALL = Share(1.0, 1.0, 1.0)


def split(candidates: Sequence[Candidate], wish: Wish) -> tuple[list[Candidate], list[PassedOver]]:
    """Return those who can be booked, and the others with the reason."""
    able, over = [], []
    for one in candidates:
        reason = objection(one, wish)
        if reason is None:
            able.append(one)
        else:
            over.append(PassedOver(one, reason))
    return able, over


def objection(one: Candidate, wish: Wish) -> Message | None:
    """Return why a creator cannot be booked at all, None when they can."""
    if one.verdict == "strong signs":
        return msg("Vetting found strong signs of bought followers or engagement.")
    if wish.careful and one.verdict != "no sign":
        return msg("Vetting has not cleared this creator, and quality goes over quantity here.")
    if not one.followers:
        return msg("Nothing says how many followers this creator has.")
    if one.price_cents > wish.budget_cents:
        return msg("The price is above the whole budget.")
    if one.price_cents > wish.budget_cents * wish.largest_share:
        return msg("The price is above {share:percent} of the budget.", share=wish.largest_share)
    if wish.goal == "engaged" and one.rate is None:
        return msg("No engagement rate is known: there are too few posts.")
    if wish.goal == "persona" and one.persona is None:
        return msg("Nothing says how many of the audience are in the persona.")
    return None


def quality(one: Candidate, wish: Wish) -> Share:
    """Return what one follower of a creator counts under the goal, with its interval.

    People: the audited share of genuine followers, all where no list was audited. Engaged: the engagement rate by
    followers, which counts reactions to one post. Persona: the share in the persona among the genuine.
    """
    if wish.goal == "engaged":
        assert one.rate is not None
        return Share(*(min(1.0, value) for value in (one.rate.value, one.rate.low, one.rate.high)))
    genuine = one.genuine or ALL
    if wish.goal == "people":
        return genuine
    assert one.persona is not None
    return Share(one.persona.value * genuine.value, one.persona.low * genuine.low, one.persona.high * genuine.high)
