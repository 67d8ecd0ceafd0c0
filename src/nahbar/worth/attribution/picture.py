"""Models side by side: a column each, a row for each channel; hollow dots are credit, solid ones effects. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from nahbar.kernel.i18n import Language
from nahbar.kernel.plots import Canvas, Scale, both_widths, linear_ticks
from nahbar.worth.attribution.contracts import Attribution
from nahbar.worth.attribution.effects import Calibration

# More channels stand in the table only.
MOST_ROWS = 15
ROW, HEAD, FOOT, GAP = 22.0, 26.0, 30.0, 14.0
NAMES_WIDE, NAMES_NARROW = 118.0, 104.0
CHARS = 16
DOT = 4.0
WIDE_ACROSS = 4
TICKS = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """A dot with its interval: hollow for credit, solid for what an experiment measured."""

    point: float
    low: float
    high: float
    solid: bool = False


Columns = Sequence[tuple[str, Sequence[Mark | None]]]


def draw_attribution(
    language: Language, found: Attribution, calibration: Calibration | None, names: Mapping[str, str], label: str
) -> Markup:
    """Return the plot; `names` are the models and "measured" in the reader's language, `label` its title."""
    rows = _largest(found)
    channels = [language.channel_name(next(iter(found.models.values()))[row].channel) for row in rows]
    columns = _columns(found, calibration, rows, names)
    high = max(mark.high for _, marks in columns for mark in marks if mark is not None)

    def draw(width: float, kind: str) -> Markup:
        across, names_width = (WIDE_ACROSS, NAMES_WIDE) if kind == "wide" else (1, NAMES_NARROW)
        tall = HEAD + ROW * len(channels) + FOOT
        canvas = Canvas(width, tall * -(-len(columns) // across), label, kind)
        each = (width - names_width) / across
        for k, (name, marks) in enumerate(columns):
            left, top = names_width + (k % across) * each, (k // across) * tall + HEAD
            if k % across == 0:
                _channel_names(canvas, channels, top)
            canvas.text(left + DOT, top - 12, name, "start", "strong")
            scale = Scale(0.0, max(high, 1e-9), left + DOT + 1, left + each - GAP)
            _panel(canvas, language, marks, scale, top)
        return canvas.markup()

    return both_widths(draw)


def _largest(found: Attribution) -> list[int]:
    largest = [max(one.conversions for one in credits) for credits in zip(*found.models.values(), strict=True)]
    # In the order of the table that stands below.
    return sorted(sorted(range(len(largest)), key=lambda row: -largest[row])[:MOST_ROWS])


def _columns(
    found: Attribution, calibration: Calibration | None, rows: Sequence[int], names: Mapping[str, str]
) -> Columns:
    columns: list[tuple[str, Sequence[Mark | None]]] = [
        (names[model], [Mark(credits[row].conversions, *credits[row].interval) for row in rows])
        for model, credits in found.models.items()
    ]
    if calibration is not None:
        seen = [calibration.splits[row].measured for row in rows]
        columns.append(
            (names["measured"], [Mark(one.effect, one.low, one.high, True) if one else None for one in seen])
        )
    return columns


def _channel_names(canvas: Canvas, channels: Sequence[str], top: float) -> None:
    for row, channel in enumerate(channels):
        short = channel if len(channel) <= CHARS else f"{channel[: CHARS - 1]}…"
        canvas.text(0, top + ROW * (row + 0.5) + 4, short)


def _panel(canvas: Canvas, language: Language, marks: Sequence[Mark | None], scale: Scale, top: float) -> None:
    bottom = top + ROW * len(marks)
    canvas.x_axis(scale, linear_ticks(0.0, scale.high, TICKS), language.compact, bottom)
    for row, mark in enumerate(marks):
        if mark is None:
            continue
        y = top + ROW * (row + 0.5)
        hint = f"{language.number(mark.point)} ({language.number(mark.low)} – {language.number(mark.high)})"
        canvas.dot(scale(mark.point), y, DOT, "this" if mark.solid else "paid", hint)
        # Over the hollow dot, so that an interval narrower than the dot is still seen.
        canvas.line(scale(mark.low), y, scale(mark.high), y, "interval")
