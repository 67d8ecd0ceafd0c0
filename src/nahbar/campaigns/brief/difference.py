"""What changed between two versions of a brief, line by line. Pure."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nahbar.campaigns.brief.contracts import PARTS


@dataclass(frozen=True, slots=True)
class Changed:
    """A part that changed: its lines, each "same", "gone" or "new"."""

    part: str
    lines: Sequence[tuple[str, str]]


def difference(before: Mapping[str, str], after: Mapping[str, str]) -> Sequence[Changed]:
    """Return the parts that differ, in the order of a brief."""
    found = []
    for part in PARTS:
        old, new = before.get(part, "").splitlines(), after.get(part, "").splitlines()
        if old != new:
            found.append(Changed(part, _lines(old, new)))
    return found


def _lines(old: Sequence[str], new: Sequence[str]) -> Sequence[tuple[str, str]]:
    lines: list[tuple[str, str]] = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            lines += [("same", line) for line in old[start:end]]
            continue
        lines += [("gone", line) for line in old[start:end]]
        lines += [("new", line) for line in new[new_start:new_end]]
    return lines
