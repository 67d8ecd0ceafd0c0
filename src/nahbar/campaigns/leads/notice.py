"""The data-protection text that a brand publishes, made from what this workspace really does. Pure.

It is a draft in plain words after Art. 13 of the GDPR, no legal advice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import Message, msg

# What the brand must say itself.
ANSWERS = ("controller", "contact", "officer", "authority", "hosting")
LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class Facts:
    """What the workspace does: which ways in are open, and how many months touchpoints are kept (0: without end)."""

    forms: bool
    shops: bool
    crm: bool
    collect: bool
    links: bool
    mail: bool
    retention_months: int


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its paragraphs."""

    title: Message
    paragraphs: Sequence[Message]


def read_notice(given: Mapping[str, str]) -> Mapping[str, str]:
    """Return what the brand says of itself; raises BadInput for a text that is too long."""
    found = {name: " ".join(given.get(name, "").split()) for name in ANSWERS}
    for name, text in found.items():
        if len(text) > LONGEST or not text.isprintable():
            raise BadInput(
                msg("“{text}” is too long, or has characters that cannot be shown.", text=text[:40]),
                msg("Use at most {n} characters.", n=LONGEST),
                kind=name,
            )
    return found


def sections(answers: Mapping[str, str], facts: Facts) -> Sequence[Section]:
    """Return the text, section by section."""
    return [*_who(answers), *_what(facts), *_how_long(facts), *_rights(answers)]


def missing(answers: Mapping[str, str]) -> Sequence[str]:
    """Return what the brand has still to say before the text may be published."""
    return [name for name in ("controller", "contact") if not answers.get(name)]


def _who(answers: Mapping[str, str]) -> Iterator[Section]:
    said = [msg("{controller:raw}", controller=answers.get("controller") or "…")]
    said.append(msg("Contact: {contact:raw}", contact=answers.get("contact") or "…"))
    if answers.get("officer"):
        said.append(msg("Data protection officer: {officer:raw}", officer=answers["officer"]))
    if answers.get("hosting"):
        said.append(msg("The data lies with: {hosting:raw}", hosting=answers["hosting"]))
    yield Section(msg("Who is responsible"), said)


def _what(facts: Facts) -> Iterator[Section]:
    if facts.links:
        yield Section(
            msg("When you follow a link of a creator"),
            [
                msg(
                    "We count that somebody followed it, and when. Your network address is turned at once into a "
                    "number that cannot be turned back once the day's key is deleted, to tell programs and double "
                    "clicks apart; nothing is stored on your device. Legal basis: our legitimate interest in knowing "
                    "what our advertising brings (Art. 6 (1) f GDPR)."
                ),
                msg(
                    "Only with your consent the address of the page carries a random number, so that an order can be "
                    "matched with the click (Art. 6 (1) a GDPR). Do Not Track and Global Privacy Control are respected."
                ),
            ],
        )
    if facts.collect:
        yield Section(
            msg("When you visit our pages"),
            [
                msg(
                    "We count visits and clicks without cookies and without storing anything on your device. Without "
                    "your consent they are counted for nobody: no identifier is kept, your network address neither. "
                    "With it a pseudonym is kept (Art. 6 (1) a GDPR); you can take the consent back at any time."
                )
            ],
        )
    yield from _what_is_written(facts)
    yield from _what_is_ordered(facts)


def _what_is_written(facts: Facts) -> Iterator[Section]:
    if facts.forms:
        yield Section(
            msg("When you write to us by a form"),
            [
                msg(
                    "We keep what you fill in, when it came, and which link or code led you to us, to answer you and "
                    "to prepare a contract (Art. 6 (1) b GDPR). To keep programs out, we hold a hash of your network "
                    "address for at most a day; its key is deleted every day."
                )
            ],
        )
    if facts.mail:
        yield Section(
            msg("When you write to us by e-mail"),
            [
                msg(
                    "We keep your address, your name, what you wrote and how many attachments came with it, when it "
                    "came, and the code or link that you name, to answer you and to prepare a contract "
                    "(Art. 6 (1) b GDPR)."
                )
            ],
        )
    if facts.forms or facts.mail or facts.crm:
        yield Section(
            msg("When we work through enquiries"),
            [
                msg(
                    "From how enquiries came to us and what became of earlier ones we may estimate which of them lead "
                    "to an order, to answer in a sensible order (Art. 6 (1) f GDPR). The estimate judges no person and "
                    "decides nothing; people do."
                )
            ],
        )


def _what_is_ordered(facts: Facts) -> Iterator[Section]:
    if facts.shops:
        yield Section(
            msg("When you order"),
            [
                msg(
                    "We keep the number, time, amount, refunds and the coupon code of an order, under a pseudonym in "
                    "place of your name, to pay creators their share and to keep our books "
                    "(Art. 6 (1) b, c and f GDPR)."
                ),
                msg(
                    "To notice coupon codes that are passed on against what was agreed, we also keep the country of an "
                    "order and the name of the website that you came from; neither the page there nor its address "
                    "(Art. 6 (1) f GDPR)."
                ),
            ],
        )
    if facts.crm:
        yield Section(
            msg("When you talk to us about an offer"),
            [msg("We keep how far the talk has come, to know what our work brings (Art. 6 (1) b and f GDPR).")],
        )


def _how_long(facts: Facts) -> Iterator[Section]:
    months = facts.retention_months
    counted = (
        msg("Visits and clicks are kept for {n} months as single events, then deleted.", n=months)
        if months
        else msg("Visits and clicks are kept as single events until they are no longer needed.")
    )
    asked = msg("What you wrote to us is deleted when it is settled and no law asks us to keep it.")
    books = msg("What we keep of an order is deleted when it is settled and the law on keeping books allows it.")
    yield Section(msg("How long"), [counted, *([books] if facts.shops else []), asked])


def _rights(answers: Mapping[str, str]) -> Iterator[Section]:
    said = [
        msg(
            "You may ask what we keep on you, have it corrected, deleted or restricted, take it with you, object to "
            "its use, and take a consent back for the future (Art. 7 and 15 to 21 GDPR). Write to the contact above."
        )
    ]
    if answers.get("authority"):
        said.append(msg("You may complain to: {authority:raw}", authority=answers["authority"]))
    else:
        said.append(msg("You may complain to a data protection authority."))
    said.append(msg("No decision about you is made by a program alone."))
    yield Section(msg("Your rights"), said)
