"""Fit of the audience: which share is whom the brand wants to reach, side by side, as far as somebody states it.

What a platform states is taken as stated: it has no sampling error that anybody published, so its interval says only
what the list leaves open (groups that are cut by the wanted range, values that are not listed). Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from nahbar.creators.fit.contracts import AudiencePart, Dimension, Persona
from nahbar.creators.fit.places import age_range, city_name, country_code, gender_code, language_code
from nahbar.kernel.messages import Message, msg
from nahbar.language.topics import find_topics
from nahbar.measure.proportion import jeffreys_interval

# Shares of a list may add up to a little more than one by rounding.
ROUNDING = 0.02
INSIGHTS = msg("insights that the creator shared")
COMMENTERS = msg("languages of commenters, a proxy for those who write only")
PROFILES = msg("profile texts of listed followers")


@dataclass(frozen=True, slots=True)
class AudienceFacts:
    """What is known of an audience.

    `insights` holds (value, share) by dimension as stated last, `languages` comments by language code, `interests`
    listed followers by topic among `profiles` with a profile text.
    """

    insights: Mapping[str, Sequence[tuple[str, float]]] = field(default_factory=dict)
    languages: Mapping[str, int] = field(default_factory=dict)
    interests: Mapping[str, int] = field(default_factory=dict)
    profiles: int = 0


def audience_parts(persona: Persona, facts: AudienceFacts) -> tuple[list[AudiencePart], list[str]]:
    """Return the sides that can be told, and the names of wanted sides that cannot."""
    sides = {
        "age": _ages(persona, facts),
        "gender": _listed(facts, "gender", persona.genders, gender_code),
        "country": _listed(facts, "country", persona.countries, country_code),
        "city": _listed(facts, "city", [city_name(one) for one in persona.cities], city_name),
        "language": _listed(facts, "language", persona.languages, language_code) or _spoken(persona, facts),
        "interests": _interests(persona, facts),
    }
    wanted = [name for name, given in _wanted(persona).items() if given]
    known = [part for name in wanted if (part := sides[name]) is not None]
    return known, [name for name in wanted if sides[name] is None]


def _wanted(persona: Persona) -> Mapping[str, bool]:
    return {
        "age": persona.age_from is not None or persona.age_to is not None,
        "gender": bool(persona.genders),
        "country": bool(persona.countries),
        "city": bool(persona.cities),
        "language": bool(persona.languages),
        "interests": bool(persona.interests),
    }


def audience_dimension(parts: Sequence[AudiencePart], unknown: Sequence[str]) -> Dimension:
    """Return the mean over the sides that can be told, from the mean of their lower to that of their upper ends."""
    n = len(parts)
    if not n and not unknown:
        return Dimension("audience", None, 0.0, 1.0, 0, msg("the brand profile says nothing of whom it wants to reach"))
    if not n:
        return Dimension("audience", None, 0.0, 1.0, 0, msg("nothing is known of the audience"))
    value, low, high = (sum(getattr(one, name) for one in parts) / n for name in ("value", "low", "high"))
    coverage = msg("{n} of {wanted} sides of the persona can be compared", n=n, wanted=n + len(unknown))
    return Dimension("audience", value, low, high, n, coverage)


def _ages(persona: Persona, facts: AudienceFacts) -> AudiencePart | None:
    groups = [(age_range(value), share) for value, share in facts.insights.get("age", ())]
    known = [(years, share) for years, share in groups if years is not None]
    if not known:
        return None
    low_age, high_age = persona.age_from or 0, persona.age_to or 200
    value = low = high = 0.0
    for (first, last), share in known:
        inside = max(0, min(last, high_age) - max(first, low_age) + 1) / (last - first + 1)
        value += share * inside
        low += share * (inside >= 1.0)
        high += share * (inside > 0.0)
    rest = _rest(known)
    wanted = [f"{persona.age_from or 0}–{persona.age_to or ''}"]
    return AudiencePart("age", wanted, min(1.0, value), min(1.0, low), min(1.0, high + rest), INSIGHTS)


def _listed(
    facts: AudienceFacts, dimension: str, wanted: Sequence[str], code: Callable[[str], str | None]
) -> AudiencePart | None:
    stated = facts.insights.get(dimension, ())
    if not stated or not wanted:
        return None
    shares = [(code(value), share) for value, share in stated]
    value = min(1.0, sum(share for name, share in shares if name in wanted))
    # A wanted value that the list does not name may hide in what the list leaves out.
    open_end = _rest(shares) if set(wanted) - {name for name, _ in shares} else 0.0
    return AudiencePart(dimension, list(wanted), value, value, min(1.0, value + open_end), INSIGHTS)


def _rest(shares: Sequence[tuple[object, float]]) -> float:
    left = 1.0 - sum(share for _, share in shares)
    return left if left > ROUNDING else 0.0


def _spoken(persona: Persona, facts: AudienceFacts) -> AudiencePart | None:
    n = sum(facts.languages.values())
    if not n or not persona.languages:
        return None
    hits = sum(facts.languages.get(code, 0) for code in persona.languages)
    low, high = jeffreys_interval(hits, n)
    return AudiencePart("language", persona.languages, hits / n, low, high, COMMENTERS)


def _interests(persona: Persona, facts: AudienceFacts) -> AudiencePart | None:
    """Return the share that names an interest; of several interests between the most named one and their sum."""
    topics = sorted({topic for text in persona.interests for topic in find_topics(text)})
    if not topics or not facts.profiles:
        return None
    counts = [facts.interests.get(topic, 0) for topic in topics]
    most, together = max(counts), min(facts.profiles, sum(counts))
    low, high = jeffreys_interval(most, facts.profiles)[0], jeffreys_interval(together, facts.profiles)[1]
    return AudiencePart("interests", topics, (most + together) / 2 / facts.profiles, low, high, PROFILES)


def newest_insights(rows: Sequence[tuple[str, str, float, int]]) -> dict[str, list[tuple[str, float]]]:
    """Return (value, share) by dimension out of (dimension, value, share, observed_at): those stated last."""
    last: dict[str, int] = {}
    for dimension, _, _, observed_at in rows:
        last[dimension] = max(last.get(dimension, observed_at), observed_at)
    found: dict[str, list[tuple[str, float]]] = {}
    for dimension, value, share, observed_at in rows:
        if observed_at == last[dimension]:
            found.setdefault(dimension, []).append((value, share))
    return found


def side_name(dimension: str) -> Message:
    """Return the name of a side of the audience."""
    names = {
        "age": msg("age"),
        "gender": msg("gender"),
        "country": msg("country"),
        "city": msg("city"),
        "language": msg("language"),
        "interests": msg("interests"),
    }
    return names[dimension]
