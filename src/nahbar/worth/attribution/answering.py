"""The answer of the page in a sentence: who gets the most credit, by the least and the most of the models. Pure."""

from __future__ import annotations

from nahbar.kernel.i18n import Language
from nahbar.kernel.messages import Message, Value, msg
from nahbar.worth.attribution.contracts import Attribution, Credit

# What people say and which codes they use are no models: they see only those who answered or used one.
NO_MODELS = ("self_reported", "coupon_code")
ONE = msg("Of {deals} {deals|deal|deals}, {first:raw} ({low} to {high}) gets the most credit, by the model.")
TWO = msg(
    "Of {deals} {deals|deal|deals}, {first:raw} ({low} to {high}) and {second:raw} ({least} to {most}) get the most "
    "credit, by the model."
)


def most_credited(language: Language, found: Attribution) -> Message | None:
    """Return the sentence on the one or two with the most credit; None where nobody gets any."""
    models = [credits for name, credits in found.models.items() if name not in NO_MODELS]
    ranges = [(_name(language, row[0]), [one.conversions for one in row]) for row in zip(*models, strict=True)]
    best = sorted((one for one in ranges if max(one[1]) > 0), key=lambda one: -sum(one[1]))[:2]
    if not best:
        return None
    (first, credit), rest = best[0], best[1:]
    values: dict[str, Value] = {"deals": found.conversions, "first": first}
    values |= {"low": round(min(credit)), "high": round(max(credit))}
    if not rest:
        return Message(ONE.text, values)
    second, other = rest[0]
    values |= {"second": second, "least": round(min(other)), "most": round(max(other))}
    return Message(TWO.text, values)


def _name(language: Language, credit: Credit) -> str:
    return language.channel_name(credit.channel)
