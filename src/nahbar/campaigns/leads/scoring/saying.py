"""Why there is no score, and what speaks for or against a lead, in words. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from nahbar.campaigns.leads.scoring.contracts import DECIDED_SHARE, NO_LEADS, UNDECIDED, Reason
from nahbar.campaigns.leads.scoring.features import BAND_WORDS, FEATURES, MAIL_WORDS, OWN_WORDS, UNKNOWN, YES_NO
from nahbar.campaigns.leads.words import BY_WORDS, VIA_WORDS
from nahbar.kernel.messages import Message, msg
from nahbar.measure.score_refusal import LEAST_EACH, MOVED, NO_SKILL, NOT_CALIBRATED, SHARE_MARGIN, Refusal

if TYPE_CHECKING:
    from nahbar.campaigns.leads.scoring.contracts import Scoring

POINTS = round(SHARE_MARGIN * 100)
_VALUE_WORDS: Mapping[str, Mapping[str, Message]] = {
    "by": BY_WORDS,
    "via": VIA_WORDS,
    "mail": MAIL_WORDS,
    "company": YES_NO,
    "phone": YES_NO,
    **BAND_WORDS,
}


def refusal_words(refusal: Refusal, scoring: Scoring) -> Message:
    """Return why there is no score, and what would change that."""
    if refusal.why == NO_LEADS:
        return msg("There are no leads yet.")
    if refusal.why == UNDECIDED:
        return msg(
            "Too many leads are still open: there is no age at which {share:percent} are won or lost. Say of old ones "
            "what became of them; if all are young, it takes time.",
            share=DECIDED_SHARE,
        )
    if refusal.why == NO_SKILL:
        return _no_skill(refusal, scoring)
    if refusal.why == NOT_CALIBRATED:
        return msg("The chances would be wrong: they do not agree with how many leads were won.")
    if refusal.why == MOVED:
        return msg(
            "The chances would be wrong by now: of the newest third of the leads more or fewer were won than the older "
            "ones let expect. When things have stayed as they are for a while, a score can be tried again."
        )
    return _too_few(refusal, scoring)


def _too_few(refusal: Refusal, scoring: Scoring) -> Message:
    """Say how many there are; where the age from which leads count is known, only those count."""
    if scoring.horizon_days is None:
        won, rest = scoring.won, scoring.lost
        said = msg("{won} leads are won and {rest} lost so far.", won=won, rest=rest)
    else:
        won, rest = scoring.used_won, scoring.used - scoring.used_won
        days = scoring.horizon_days
        said = msg(
            "Of leads that are {days} days old or older {won} are won and {rest} are not.",
            days=days,
            won=won,
            rest=rest,
        )
    return msg(
        "{said} To show that a score holds takes at least {least} of each, and a share of won ones that is known to "
        "{points} points: about {more} more decided leads.",
        said=said,
        least=LEAST_EACH,
        points=POINTS,
        more=refusal.more or 0,
    )


def _no_skill(refusal: Refusal, scoring: Scoring) -> Message:
    assert scoring.checked is not None
    figure = scoring.checked.skill.skill
    said = msg(
        "What is known of a lead when it comes does not tell yet whether it becomes a deal. A score would be nearer to "
        "the truth than saying the same of everybody by {skill:percent} ({low:percent} to {high:percent}).",
        skill=figure.value,
        low=figure.low,
        high=figure.high,
    )
    if refusal.more is None:
        return said
    return msg(
        "{said} If it stays like this, about {more} more decided leads will settle it.", said=said, more=refusal.more
    )


def reason_words(reason: Reason, creators: Mapping[int, str]) -> Message:
    """Return a feature and its value; `creators` are names by number."""
    return msg("{feature}: {value}", feature=FEATURES[reason.feature], value=_value(reason, creators))


def _value(reason: Reason, creators: Mapping[int, str]) -> Message | str:
    known = _VALUE_WORDS.get(reason.feature, {}).get(reason.value)
    if known is not None:
        return known
    if reason.value == UNKNOWN:
        return msg("not known")
    if reason.feature == "creator":
        return creators.get(int(reason.value), "") or msg("not known")
    return msg("in their own words") if reason.value == OWN_WORDS else reason.value
