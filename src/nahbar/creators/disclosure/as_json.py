"""The judgement of a post in the shape of the command's `--json`; pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nahbar.creators.disclosure.judging import Disclosure
from nahbar.creators.disclosure.rules import RuleApplied
from nahbar.kernel.messages import Message

Say = Callable[[Message], str]


def as_json(post_id: str, judged: Disclosure, say: Say) -> dict[str, Any]:
    """Return the judgement as plain values; `say` renders sentences in the reader's language."""
    label = judged.label
    return {
        "post_id": post_id,
        "commercial": round(judged.commercial, 4),
        "label": {"text": label.text, "start": label.start, "end": label.end} if label is not None else None,
        "verdict": judged.verdict,
        "rules": [_rule(rule, say) for rule in judged.rules],
        "signs": [{"sign": one.name, "words": one.words} for one in judged.signs],
    }


def _rule(rule: RuleApplied, say: Say) -> dict[str, Any]:
    note = say(rule.note) if rule.note is not None else None
    return {"id": rule.id, "text": say(rule.text), "source": rule.source, "verify": rule.verify, "note": note}
