"""Which rules a verdict quotes, each with what in this post it speaks of. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nahbar.creators.disclosure import rules
from nahbar.creators.disclosure.rules import RuleApplied, applied
from nahbar.kernel.messages import Message, msg
from nahbar.language.commerce import Sign
from nahbar.language.labels import Label

_GIVEN = ("gift", "invited", "paid for", "commission", "code", "affiliate", "tracked", "raffle with a brand")
_LINKED = ("maker", "short shop", "brand tag")
_EUROPEAN = ("de", "at")


def quoted_rules(
    law: str,
    verdict: str,
    standing: str,
    kind: str,
    paid_label: bool,
    signs: Mapping[str, Sign],
    label: Label | None,
) -> Sequence[RuleApplied]:
    """Return the rules that a verdict under a law rests on, the deciding one first, each once."""
    found = [*_deciding(law, verdict, standing, paid_label, signs)]
    if verdict in ("labelled", "insufficient", "missing"):
        found += _reasons(law, signs)
        found += _formats(law, kind, label)
    if (
        law == "de"
        and ("code" in signs or "raffle" in signs or "raffle with a brand" in signs)
        and "terms" not in signs
    ):
        found.append(applied("DE-8", msg("No conditions of the code or the raffle are named.")))
    once: dict[str, RuleApplied] = {}
    for one in found:
        once.setdefault(one.id, one)
    return tuple(once.values())


def without_text(law: str) -> Sequence[RuleApplied]:
    """Return what is quoted where a post has no words: the label may stand in the picture."""
    return (applied(rules.WORDING[law], msg("The post has no text, and a label in the picture cannot be read.")),)


def _deciding(law: str, verdict: str, standing: str, paid_label: bool, signs: Mapping[str, Sign]) -> list[RuleApplied]:
    if verdict == "labelled":
        if standing != "accepted" and paid_label:
            return [
                applied(
                    rules.PLATFORM[law], msg("Only the platform's own label is set; a clear word in the text is safer.")
                )
            ]
        return _wording(law, None)
    if verdict == "insufficient":
        return _insufficient(law, standing)
    if verdict == "missing":
        return _wording(law, msg("No label was found in the text."))
    if verdict == "over-labelled":
        return [applied(rules.OVERDONE[law], msg("The label stands although no commercial reason is known."))]
    weighed = "DE-2" if law == "de" else rules.WORDING[law]
    return [applied(weighed, None)] if verdict == "cannot tell" or any(name in signs for name in _LINKED) else []


def _insufficient(law: str, standing: str) -> list[RuleApplied]:
    if standing == "partly":
        return [applied("DE-5", msg("Only some of the slides or story frames carry the label.")), *_eu(law)]
    if standing == "hidden":
        return [
            applied(rules.HIDDEN[law], msg("The label is there but not where it is seen at first glance.")),
            *_eu(law),
        ]
    if standing == "disguised":
        return [applied(rules.HIDDEN[law], msg("Digits or signs stand for letters of the label.")), *_eu(law)]
    if standing == "misspelt":
        return _wording(law, msg("The label is misspelt."))
    if standing == "foreign":
        return _wording(law, msg("The label is German, and the post is English."))
    return _wording(law, msg("The words used are not clear enough."))


def _wording(law: str, note: Message | None) -> list[RuleApplied]:
    return [applied(rules.WORDING[law], note), *_eu(law)]


def _eu(law: str) -> list[RuleApplied]:
    return [applied("EU-1")] if law in _EUROPEAN else []


def _reasons(law: str, signs: Mapping[str, Sign]) -> list[RuleApplied]:
    given = next((signs[name] for name in _GIVEN if name in signs), None)
    if given is not None:
        return [
            applied(
                rules.CONSIDERATION[law],
                msg("This speaks for consideration: “{words:raw}”.", words=given.words.strip()),
            )
        ]
    linked = next((signs[name] for name in _LINKED[:2] if name in signs), None)
    if linked is not None and law == "de":
        return [applied("DE-2", msg("This promotes beyond the content: “{words:raw}”.", words=linked.words.strip()))]
    return []


def _formats(law: str, kind: str, label: Label | None) -> list[RuleApplied]:
    if law != "de":
        return []
    found = [applied("DE-5")] if kind in ("carousel", "story") else []
    if kind == "video" and label is not None and label.term in rules.VIDEO_TERMS:
        found.append(applied("DE-7"))
    return found
