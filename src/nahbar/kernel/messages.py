"""Sentences that rules produce and screens translate.

A rule is pure: it knows no locale. It returns a `Message`, whose English text is at the same time the key of the
gettext catalogue; the screen, the command line or the API renders it in the reader's language.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Value = str | int | float


@dataclass(frozen=True, slots=True)
class Message:
    """An English sentence with named places (`{n}`, `{share:percent}`) and the values that fill them.

    The format spec after the colon names a formatter of `nahbar.kernel.i18n`: `number` (the default for figures),
    `percent`, `date` (a day number since 1970-01-01), `raw`. `{n|post|posts}` is the word for one or for more.
    """

    text: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def render(self, translate: Callable[[str], str] = str, form: Callable[[Value, str], str] | None = None) -> str:
        """Return the sentence; `translate` maps the English text, `form` formats one value by its spec."""
        formatter = _Formatter(form or _plain)
        return formatter.render(translate(self.text), self.values)


def msg(text: str, /, **values: Value) -> Message:
    """Build a message; `msg` is the keyword under which the texts are extracted for translation."""
    return Message(text, values)


def _plain(value: Value, spec: str) -> str:
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

    def __init__(self, form: Callable[[Value, str], str]) -> None:
        self.form = form

    def render(self, text: str, values: Mapping[str, Value]) -> str:
        parts: list[str] = []
        rest = text
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
        return self.form(value, spec)
