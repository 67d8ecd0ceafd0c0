"""The profile of a fit: one lane a dimension from 0 to 1, its point and its interval; an empty lane cannot be told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from nahbar.creators.fit.contracts import DIMENSIONS, Dimension
from nahbar.creators.fit.sentence import dimension_name
from nahbar.kernel.i18n import Language
from nahbar.kernel.messages import msg
from nahbar.kernel.plots import Canvas, Scale, both_widths

SMALL, LANE = 132, 8
TALL_LANE, TOP, LABELS = 34, 14, 110
TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
LABEL = msg("Profile of the fit: every dimension from 0 to 1 with its interval")
HEX = re.compile(r"#[0-9a-f]{6}")


def draw_small_profile(language: Language, dimensions: Mapping[str, Dimension]) -> Markup:
    """Return the profile for a row of a table; a reader of the screen hears the values in the cells beside it."""
    canvas = Canvas(SMALL, LANE * len(DIMENSIONS) + 2, language.message(LABEL), "profile")
    scale = Scale(0.0, 1.0, 4.0, SMALL - 4.0)
    for place, name in enumerate(DIMENSIONS):
        one, y = dimensions[name], LANE * place + 5.0
        hint = f"{language.message(dimension_name(name))}: {_spoken(language, one)}"
        canvas.line(4, y, SMALL - 4.0, y, "track" if one.value is not None else "untold", hint)
        if one.value is not None:
            canvas.line(scale(one.low), y, scale(one.high), y, "range-line", hint)
            canvas.dot(scale(one.value), y, 3, "point", hint)
    return canvas.markup()


def draw_profile(language: Language, dimensions: Mapping[str, Dimension]) -> Markup:
    """Return the profile for the page of one creator."""

    def drawn(width: float, kind: str) -> Markup:
        height = TALL_LANE * len(DIMENSIONS) + TOP + 24
        canvas = Canvas(width, height, language.message(LABEL), kind)
        scale = Scale(0.0, 1.0, LABELS, width - 16)
        bottom = TOP + TALL_LANE * len(DIMENSIONS)
        for tick in TICKS:
            canvas.line(scale(tick), TOP - 4, scale(tick), bottom, "grid")
            canvas.text(scale(tick), bottom + 18, language.percent(tick, 0), "middle")
        for place, name in enumerate(DIMENSIONS):
            _lane(canvas, language, dimensions[name], scale, TOP + TALL_LANE * (place + 0.5))
        return canvas.markup()

    return both_widths(drawn)


def _lane(canvas: Canvas, language: Language, one: Dimension, scale: Scale, y: float) -> None:
    name = language.message(dimension_name(one.name))
    canvas.text(LABELS - 12, y + 4, name, "end", "strong")
    if one.value is None:
        canvas.text(scale(0.0) + 6, y + 4, language.message(msg("cannot tell yet")))
        return
    hint = f"{name}: {_spoken(language, one)}"
    canvas.line(scale(one.low), y, scale(one.high), y, "interval", hint)
    canvas.dot(scale(one.value), y, 6, "this", hint)


def _spoken(language: Language, one: Dimension) -> str:
    if one.value is None:
        return language.message(msg("cannot tell yet"))
    shares = (one.value, one.low, one.high)
    value, low, high = (language.percent(share, 0) for share in shares)
    return f"{value} ({low} – {high})"


def draw_palette(colours: Sequence[tuple[str, float]]) -> Markup:
    """Return colours (#rrggbb, share) as one band; a colour that is none is left out."""
    known = [(colour, share) for colour, share in colours if HEX.fullmatch(colour)]
    total = sum(share for _, share in known) or 1.0
    parts, x = [], 0.0
    for colour, share in known:
        width = 220.0 * share / total
        parts.append(Markup('<rect x="{}" y="0" width="{}" height="22" fill="{}"><title>{}</title></rect>').format(
            f"{x:.1f}", f"{width:.1f}", colour, colour
        ))  # fmt: skip
        x += width
    band = Markup('<svg class="palette" viewBox="0 0 220 22" role="img" aria-label="{}">{}</svg>')
    return band.format(", ".join(colour for colour, _ in known), Markup("").join(parts))
