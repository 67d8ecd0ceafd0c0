"""The rules of disclosure as data: id, law, words that are accepted and not, place and source. Pure.

`verify` marks what a lawyer should confirm before anybody relies on it. Terms are those of
`nahbar.language.label_words`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nahbar.kernel.messages import Message, msg

LAWS = ("de", "at", "ch", "uk", "us")
# Terms that stand for themselves in videos only.
VIDEO_TERMS = frozenset({"continuous", "placement"})
# Terms in German; an English text needs an English one.
GERMAN = frozenset({"advertising", "notice", "slash", "partnership", "continuous", "placement"})
_ENGLISH = frozenset({"ad", "advertisement", "sponsored", "paid partnership", "paid ad"})
_HINTS = frozenset(
    {
        "cooperation",
        "partner",
        "sample",
        "gifted",
        "powered by",
        "sponsored by",
        "gesponsert",
        "thanks",
        "trip",
        "ambassador",
        "sponsor",
        "promotion",
        "commission",
        "misspelt",
        "glued",
        "short",
    }
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `accept` and `reject` name label terms, `place` is the id of where a label must stand ("" "
    "for none)."""

    id: str
    law: str
    text: Message
    source: str
    verify: bool = False
    accept: frozenset[str] = frozenset()
    reject: frozenset[str] = frozenset()
    place: str = ""


_TABLE = (
    Rule(
        "DE-1",
        "de",
        msg(
            "Money, a free product, a trip or a discount makes a post commercial unless the creator can rebut it: "
            "ask for the receipt or a confirmation."
        ),
        "UWG § 5a (4), since 28.05.2022; BGH I ZR 35/21 (13.01.2022)",
    ),
    Rule(
        "DE-2",
        "de",
        msg(
            "Without consideration a post is commercial only when it promotes beyond what its content needs: brand "
            "tags alone do not, a link to the maker's page does."
        ),
        "BGH I ZR 90/20, 125/20, 126/20 (09.09.2021)",
    ),
    Rule(
        "DE-3",
        "de",
        msg(
            "The first words say “Werbung” or “Anzeige”; “#ad”, “sponsored by”, “in Kooperation mit”, “PR-Sample” or "
            "thanks are not clear enough."
        ),
        "Medienanstalten, Leitfaden Werbekennzeichnung",
        True,
        GERMAN | {"insertion"},
        _ENGLISH | _HINTS | {"foreign"},
        "first",
    ),
    Rule(
        "DE-4",
        "de",
        msg("A label among or after hashtags, at the end or behind “more” is hidden: it must be seen at first glance."),
        "OLG Celle 13 U 53/17 (2017)",
        place="seen",
    ),
    Rule(
        "DE-5",
        "de",
        msg(
            "Every slide and every story frame of a collaboration carries the label, and so does every commercial "
            "repost."
        ),
        "Medienanstalten, Leitfaden 2021 and 2023",
        True,
    ),
    Rule(
        "DE-6",
        "de",
        msg("A label on what is not advertising misleads too."),
        "Medienanstalten, Leitfaden 06/2023",
        True,
    ),
    Rule(
        "DE-7",
        "de",
        msg(
            "Product placement in a video is announced at its start for at least 3 seconds, with “P” or in words, "
            "and again after breaks."
        ),
        "Werbesatzung der Medienanstalten 2021",
        True,
    ),
    Rule(
        "DE-8",
        "de",
        msg(
            "Who is behind the advertising can be recognised, and the conditions of discounts and raffles are clear "
            "and easy to reach."
        ),
        "DDG § 6 (formerly TMG § 6), MStV § 22",
    ),
    Rule(
        "AT-1",
        "at",
        msg(
            "Paid content is called “Anzeige”, “entgeltliche Einschaltung” or “Werbung”, in plain sight; whether "
            "English words do is disputed."
        ),
        "MedienG § 26; OGH 4 Ob 62/09k",
        accept=GERMAN | {"insertion"},
        reject=_ENGLISH | _HINTS | {"foreign"},
        place="seen",
    ),
    Rule(
        "CH-1",
        "ch",
        msg(
            "Commercial communication can be recognised, and the sponsor and goods in kind are named. There is no "
            "fixed list of words: this is an estimate of the risk, not a pass."
        ),
        "UWG Art. 2 and 3; Schweizerische Lauterkeitskommission",
        accept=GERMAN | _ENGLISH | {"insertion", "foreign"},
        reject=_HINTS,
        place="seen",
    ),
    Rule(
        "EU-1",
        "eu",
        msg(
            "The whole post can be recognised as advertising: the platform's own label and a clear word, before "
            "“more”. “Collaboration”, “partnership” and thanks are not clear."
        ),
        "UCPD; sweep of the European Commission, 14.02.2024",
        reject=frozenset({"cooperation", "partner", "thanks"}),
        place="seen",
    ),
    Rule(
        "UK-1",
        "uk",
        msg(
            "Any payment counts, gifts and affiliate links included. “Ad”, “Advert”, “Advertising” or "
            "“Advertisement” stands upfront; “gifted”, “spon”, “aff”, “collab” or thanks are not clear."
        ),
        "ASA and CMA, Influencers' guide, 3rd edition (23.03.2023)",
        accept=GERMAN | {"ad", "advertisement", "paid ad", "paid partnership", "insertion"},
        reject=_HINTS | {"sponsored"},
        place="seen",
    ),
    Rule(
        "US-1",
        "us",
        msg(
            "A material connection is told before “more”, within the first three lines: “#ad”, “#sponsored”, "
            "“advertisement”, “paid partnership”. “#sp”, “#partner”, “#collab”, thanks and buried tags are not "
            "clear; in a video it is said or shown too."
        ),
        "FTC, Disclosures 101; letters of 2017",
        accept=GERMAN | _ENGLISH | {"insertion", "sponsored by"},
        reject=_HINTS - {"sponsored by"},
        place="lines",
    ),
)

RULES: Mapping[str, Rule] = {rule.id: rule for rule in _TABLE}
# The rule that names the words of each law, and the one on hidden labels.
WORDING = {"de": "DE-3", "at": "AT-1", "ch": "CH-1", "uk": "UK-1", "us": "US-1"}
HIDDEN = {**WORDING, "de": "DE-4"}
CONSIDERATION = {**WORDING, "de": "DE-1"}
PLATFORM = {**WORDING, "de": "EU-1", "at": "EU-1"}
OVERDONE = {**WORDING, "de": "DE-6"}
# What a draft may begin with, a law each.
SUGGESTED = {"de": "Werbung", "at": "Anzeige", "ch": "Werbung", "uk": "Ad", "us": "#ad"}


@dataclass(frozen=True, slots=True)
class RuleApplied:
    """A rule that a verdict rests on; `note` says what in this post it speaks of."""

    id: str
    text: Message
    source: str
    verify: bool
    note: Message | None = field(default=None)


def applied(rule_id: str, note: Message | None = None) -> RuleApplied:
    """Return a rule as it is quoted."""
    rule = RULES[rule_id]
    return RuleApplied(rule.id, rule.text, rule.source, rule.verify, note)
