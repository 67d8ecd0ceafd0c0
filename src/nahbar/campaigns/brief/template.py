"""The first text of a brief, written from what the campaign says and from the rules of its law. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nahbar.campaigns.agree.contracts import Plan
from nahbar.campaigns.agree.words import FORMATS, KPIS
from nahbar.creators import DisclosureWording
from nahbar.kernel.messages import Message, msg

Lines = Sequence[Message]


def template(plan: Plan, brand: str, wording: DisclosureWording) -> Mapping[str, Lines]:
    """Return the lines of each part; parts that only people can write hold a question to answer."""
    return {
        "goal": [_goal(plan, brand)],
        "audience": [msg("{text:raw}", text=plan.audience)] if plan.audience else [],
        "formats": [FORMATS[name] for name in plan.formats],
        "messages": [],
        "tonality": [msg("Your own voice. Tell it as you would tell a friend, with what you liked less, too.")],
        "dos": [
            msg("Show it in use, in your own everyday life."),
            msg("Say honestly what you think; nobody tells you your opinion."),
        ],
        "donts": _donts(plan),
        "disclosure": _disclosure(wording),
        "mentions": [],
        "hashtags": [],
        "kpis": [msg("{name}: {n}", name=KPIS[name], n=target) for name, target in plan.kpis.items()],
        "deadlines": _dates(plan),
        "assets": [],
        "contact": [],
    }


def _goal(plan: Plan, brand: str) -> Message:
    text = {
        "awareness": msg("With “{name:raw}”, {brand:raw} would like more people to know it."),
        "launch": msg("With “{name:raw}”, {brand:raw} brings something new."),
        "ugc": msg("For “{name:raw}”, {brand:raw} looks for content that it may use itself."),
        "leads": msg("With “{name:raw}”, {brand:raw} would like to win customers."),
        "community": msg("With “{name:raw}”, {brand:raw} would like to talk with its community."),
    }[plan.goal]
    return Message(text.text, {"name": plan.name, "brand": brand})


def _donts(plan: Plan) -> list[Message]:
    found = [
        msg("No promises on health, effect or savings that we have not given you in writing."),
        msg("No comparison with other brands by name."),
        # Directive (EU) 2024/825: generic environmental claims are misleading.
        msg("No general words on the environment such as “green”, “sustainable” or “climate-neutral”."),
    ]
    if "giveaway" in plan.formats:
        found.append(msg("No giveaway without its conditions: who, until when, what, how the winner is drawn."))
    return found


def _disclosure(wording: DisclosureWording) -> list[Message]:
    begin = msg("Begin the text with “{word:raw}”, before anything else.", word=wording.suggested)
    rules = [msg("{text} ({source:raw})", text=text, source=source) for _, text, source in wording.rules]
    return [begin, *rules, msg("Set the platform's own label, too. A hint, not legal advice.")]


def _dates(plan: Plan) -> list[Message]:
    found = []
    if plan.starts_day is not None:
        found.append(msg("The campaign starts on {day:date}.", day=plan.starts_day))
    if plan.ends_day is not None:
        found.append(msg("The campaign ends on {day:date}.", day=plan.ends_day))
    return found
