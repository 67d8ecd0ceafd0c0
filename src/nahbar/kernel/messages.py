"""Sentences that rules produce and screens translate.

A rule is pure: it knows no locale. It returns a `Message`, whose English text is at the same time the key of the
gettext catalogue; the screen, the command line or the API renders it in the reader's language.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Plain: TypeAlias = str | int | float
Value: TypeAlias = "Plain | Message"


@dataclass(frozen=True, slots=True)
class Message:
    """An English sentence with named places (`{n}`, `{share:percent}`) and the values that fill them.

    The format spec after the colon names a formatter of `nahbar.kernel.i18n`: `number` (the default for figures),
    `percent`, `date` (a day number since 1970-01-01), `raw`. `{n|post|posts}` is the word for one or for more. A value
    that is itself a message is rendered in the same language.
    """

    text: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def render(self, translate: Callable[[str], str] = str, form: Callable[[Plain, str], str] | None = None) -> str:
        """Return the sentence; `translate` maps the English text, `form` formats one value by its spec."""
        return _Formatter(translate, form or _plain).render(self)

    def to_list(self) -> list[Any]:
        """Return plain values for storage: the text and its values."""
        plain = {name: one.to_list() if isinstance(one, Message) else one for name, one in self.values.items()}
        return [self.text, plain]

    @classmethod
    def from_list(cls, stored: Sequence[Any]) -> Message:
        """Read stored values."""
        text, values = stored
        return cls(text, {name: cls.from_list(one) if isinstance(one, list) else one for name, one in values.items()})


def msg(text: str, /, **values: Value) -> Message:
    """Build a message; `msg` is the keyword under which the texts are extracted for translation."""
    return Message(text, values)


def _plain(value: Plain, spec: str) -> str:
    if spec == "percent":
        return f"{float(value):.1%}"
    if spec == "date":
        return (dt.date(1970, 1, 1) + dt.timedelta(days=int(value))).isoformat()
    if isinstance(value, float):
        return f"{value:,.4g}"
    if isinstance(value, int) and spec != "raw":
        return f"{value:,}"
    return str(value)


class _Formatter:
    """Fills `{name}` and `{name:spec}`; str.format would let a value's own methods be called from a catalogue."""

    def __init__(self, translate: Callable[[str], str], form: Callable[[Plain, str], str]) -> None:
        self.translate = translate
        self.form = form

    def render(self, message: Message) -> str:
        parts: list[str] = []
        values, rest = message.values, self.translate(message.text)
        while rest:
            before, brace, after = rest.partition("{")
            parts.append(before)
            name, closing, rest = after.partition("}")
            if brace:
                key, _, spec = name.partition("|" if "|" in name else ":")
                known = bool(closing) and key in values
                parts.append(self._filled(values[key], name, spec) if known else brace + name + closing)
        return "".join(parts)

    def _filled(self, value: Value, name: str, spec: str) -> str:
        if "|" in name:
            one, _, more = spec.partition("|")
            return one if value == 1 else more
        return self.render(value) if isinstance(value, Message) else self.form(value, spec)
