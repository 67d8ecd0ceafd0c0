"""What a table said, as plain values for a file and back. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nahbar.kernel.messages import Message
from nahbar.worth.experiments.by_file.contracts import Answer, Line


def to_plain(found: Answer) -> dict[str, Any]:
    """Return an answer without its scores as lists, texts and figures."""
    return {
        "said": found.said.to_list(),
        "clear": found.clear,
        "more": [one.to_list() for one in found.more],
        "lines": [_line(one) for one in found.lines],
    }


def from_plain(stored: Mapping[str, Any]) -> Answer:
    """Return the answer that `to_plain` made plain."""
    more = [Message.from_list(one) for one in stored["more"]]
    return Answer(Message.from_list(stored["said"]), stored["clear"], more, [_read(one) for one in stored["lines"]])


def _line(one: Line) -> dict[str, Any]:
    label = one.label.to_list() if isinstance(one.label, Message) else one.label
    names = ("figure", "interval", "share", "people", "own", "weight")
    return {"panel": one.panel.to_list(), "label": label} | {name: getattr(one, name) for name in names}


def _read(stored: Mapping[str, Any]) -> Line:
    label, own = stored["label"], stored["own"]
    return Line(
        panel=Message.from_list(stored["panel"]),
        label=Message.from_list(label) if isinstance(label, list) else label,
        figure=stored["figure"],
        interval=_pair(stored["interval"]),
        share=stored["share"],
        people=stored["people"],
        own=None if own is None else (own[0], (own[1][0], own[1][1])),
        weight=stored["weight"],
    )


def _pair(stored: Any) -> tuple[float, float] | None:
    return None if stored is None else (stored[0], stored[1])
