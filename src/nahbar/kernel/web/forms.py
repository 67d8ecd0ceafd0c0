"""Forms: the text of each field as it was typed, and what is wrong with it beside the field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from litestar.datastructures import FormMultiDict

from nahbar.kernel.errors import NahbarError
from nahbar.kernel.messages import Message

MAX_FIELD = 100_000


@dataclass(slots=True)
class Form:
    """What a person typed (`values`), and by field name what is wrong (`problems`); shown again until it is right."""

    values: Mapping[str, str] = field(default_factory=dict)
    problems: dict[str, Message] = field(default_factory=dict)
    remedies: dict[str, Message] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        """Return what was typed into the field `name`, trimmed; empty when it was left out."""
        return self.values.get(name, "").strip()

    def refuse(self, error: NahbarError, fallback: str) -> None:
        """Show `error` beside the field that its kind names, or beside `fallback`."""
        name = error.kind if error.kind in self.values else fallback
        self.problems[name] = error.message
        self.remedies[name] = error.remedy


def read_form(data: FormMultiDict) -> Form:
    """Return the text fields of a sent form; files are left out, over-long values are cut."""
    return Form({name: str(value)[:MAX_FIELD] for name, value in data.multi_items() if isinstance(value, str)})
