"""The plain sentence about a fit: what is near, what is not, what cannot be told, in that order. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nahbar.creators.fit.contracts import DIMENSIONS, Dimension
from nahbar.kernel.messages import Message, msg

# Tones and palettes are called near and far only where the whole interval says so; creators drawn at random have tones
# of 0.58 on average (see `tone_fit`).
NEAR, FAR = 0.6, 0.4


def dimension_name(name: str) -> Message:
    """Return what a dimension is called."""
    names = {
        "audience": msg("audience"),
        "topics": msg("topics"),
        "values": msg("values"),
        "tone": msg("tone"),
        "look": msg("look"),
        "safety": msg("safety"),
    }
    return names[name]


def fit_sentence(name: str, dimensions: Mapping[str, Dimension], findings: int) -> Message:
    """Return the sentence; `findings` counts what a person should read."""
    parts = [part for name in DIMENSIONS if (part := _part(dimensions[name])) is not None]
    if findings:
        parts.append(msg("{n} {n|passage|passages} to read before booking", n=findings))
    unknown = [dimension_name(name) for name in DIMENSIONS if dimensions[name].value is None]
    if not parts:
        return msg("{name}: cannot tell yet, too little is known.", name=name)
    if unknown:
        parts.append(msg("cannot tell yet: {names}", names=joined(unknown)))
    return msg("{name}: {parts}.", name=name, parts=joined(parts, "; "))


def joined(parts: Sequence[Message], sign: str = ", ") -> Message:
    """Return messages one after the other as one message."""
    whole = parts[0]
    for one in parts[1:]:
        whole = msg("{one}{sign:raw}{other}", one=whole, sign=sign, other=one)
    return whole


def _part(one: Dimension) -> Message | None:
    if one.value is None:
        return None
    if one.name == "audience":
        return msg(
            "about {share} in 100 of the audience are whom you want to reach, as far as can be told ({coverage})",
            share=round(100 * one.value),
            coverage=one.coverage,
        )
    if one.name in ("topics", "values"):
        hits = round(one.value * one.n)
        if one.name == "topics":
            return msg("{hits} of {n} recent posts are near your topics", hits=hits, n=one.n)
        return msg("{hits} of {n} recent posts are near your values", hits=hits, n=one.n)
    if one.name == "tone":
        return _tone(one)
    return _look(one) if one.name == "look" else None


def _tone(one: Dimension) -> Message:
    if one.low >= NEAR:
        return msg("the tone is near yours")
    return msg("the tone is another than yours") if one.high < FAR else msg("the tone is partly yours")


def _look(one: Dimension) -> Message:
    if one.low >= NEAR:
        return msg("the colours are near yours")
    return msg("the colours are others than yours") if one.high < FAR else msg("the colours are partly yours")
