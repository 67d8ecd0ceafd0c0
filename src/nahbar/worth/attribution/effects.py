"""Effects that experiments measured, beside the credit: a file of them read, and the calibrated split."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import Message, msg
from nahbar.kernel.tabular import Row, open_table
from nahbar.kernel.tabular.values import Unreadable, guess_number_style, parse_decimal
from nahbar.worth.attribution.contracts import Attribution, Credit

if TYPE_CHECKING:
    from nahbar.measure.credit_calibration import Reading

Floats = npt.NDArray[np.float64]

COLUMNS = ("channel", "effect", "low", "high")
# Half the width of a 95 % interval, in standard errors of a normal distribution.
STANDARD_ERRORS = 1.959964
# Which credit is calibrated: every channel of a path counts, however late, and nothing is assumed about the order.
PREFERRED = ("shapley", "linear", "markov", "position", "time_decay", "last", "first")
# A channel causes something between nothing and what it is credited with, so before journeys are compared it is half of
# the credit, more or less so much. Where hardly any journey met two channels the comparison tells little beyond that.
USUAL_PART, MORE_OR_LESS = 0.5, 0.5
# What a comparison sees of a channel may be nothing or less; an experiment may still find something.
LEAST_PART = 0.1
NOTHING_KNOWN = 1e9


@dataclass(frozen=True, slots=True)
class Effect:
    """What an experiment or a holdout measured: deals that a channel caused, with its 95 % interval."""

    effect: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Split:
    """A channel's credit, its calibrated effect with a 95 % interval, the gap, and what was measured, if anything."""

    channel: str
    credit: float
    effect: float
    interval: tuple[float, float]
    measured: Effect | None

    @property
    def gap(self) -> float:
        """Credit that no effect stands behind; below 0 where a channel causes more than it is credited with."""
        return self.credit - self.effect


@dataclass(frozen=True, slots=True)
class Calibration:
    """Credit of `model`, and effects scaled towards what was measured; `untouched` are deals that needed no touch.

    `alike` is the weight of a comparison of journeys that are otherwise alike, beside that of the credit; None where
    they could not be compared.
    """

    model: str
    alike: float | None
    splits: Sequence[Split]
    untouched: float
    untouched_interval: tuple[float, float]
    notes: Sequence[Message]


def read_effects(path: Path) -> dict[str, Effect]:
    """Return measured effects by channel from a table with the columns channel, effect, low, high (in deals).

    Raises BadInput with the row when one cannot be read: an experiment is too dear to be left out unnoticed.
    """
    table = open_table(path)
    known = {header.strip().casefold(): index for index, header in enumerate(table.headers)}
    if any(column not in known for column in COLUMNS):
        raise BadInput(
            msg("{file} needs the columns channel, effect, low, high.", file=path.name),
            msg("effect is in deals that the channel caused; low and high are its 95% interval."),
            kind="columns",
        )
    places = [known[column] for column in COLUMNS]
    found: dict[str, Effect] = {}
    for row in table.rows():
        try:
            channel, effect = _effect(row, places)
            if channel in found:
                raise Unreadable(msg("The channel {channel:raw} stands here twice.", channel=channel))
        except Unreadable as error:
            raise BadInput(
                msg("Row {row} of {file:raw}: {reason}", row=row.number, file=path.name, reason=error.reason),
                msg("Correct it and try again."),
                kind="effects",
            ) from error
        found[channel] = effect
    return found


def _effect(row: Row, places: Sequence[int]) -> tuple[str, Effect]:
    if row.problem is not None:
        raise Unreadable(row.problem)
    cells = [row.values[place] for place in places]
    style = guess_number_style(cells[1:])
    figures = [parse_decimal(cell, style) for cell in cells[1:]]
    channel = str(cells[0] or "").strip()
    if not channel or None in figures:
        raise Unreadable(msg("channel, effect, low and high must all be there."))
    effect, low, high = (float(one) for one in figures if one is not None)
    if not low <= effect <= high or low == high:
        raise Unreadable(msg("The effect must lie between low and high, and these must differ."))
    return channel, Effect(effect, low, high)


def calibrated(found: Attribution, effects: Mapping[str, Effect]) -> Calibration:
    """Return the calibrated split of `found`. Raises BadInput when no channel of the paths was measured."""
    model = next(name for name in PREFERRED if name in found.models)
    credit = found.models[model]
    measured = [effects.get(one.channel) for one in credit]
    strangers = sorted(set(effects) - {one.channel for one in credit})
    if not any(measured):
        raise BadInput(
            msg("None of the measured channels is in the paths: {names:raw}.", names=", ".join(strangers)),
            msg("Write the channels as they are written in the paths."),
            kind="effects",
        )
    # Its library takes longer to load than a million paths take to split.
    from nahbar.measure.credit_calibration import calibrate

    middle = np.array([one.effect if one else np.nan for one in measured])
    error = np.array([(one.high - one.low) / (2 * STANDARD_ERRORS) if one else np.nan for one in measured])
    done = calibrate(readings(found, credit), middle, error, found.conversions, found.options.seed)
    splits = [
        Split(
            one.channel, one.conversions, float(done.effect[k]), (float(done.low[k]), float(done.high[k])), measured[k]
        )
        for k, one in enumerate(credit)
    ]
    rest, low, high = done.untouched
    notes = _notes(strangers, done.contradiction, splits)
    alike = done.weights[1] if len(done.weights) > 1 else None
    return Calibration(model, alike, splits, rest, (low, high), notes)


def readings(found: Attribution, credit: Sequence[Credit]) -> list[Reading]:
    """Return what is scaled: the credit, and a comparison of journeys where there is one.

    The comparison is averaged with what is usual of the credit, each by how sure it is (normal prior and likelihood).
    """
    from nahbar.measure.credit_calibration import Reading

    points = np.array([one.conversions for one in credit])
    credited = Reading(points, np.zeros(len(points)))
    if found.missing is None:
        return [credited]
    seen, error = np.array([found.missing.get(one.channel, (0.0, NOTHING_KNOWN)) for one in credit]).T
    known, usual = (np.maximum(one, 1e-6) ** -2.0 for one in (error, MORE_OR_LESS * points))
    middle = (known * seen + usual * USUAL_PART * points) / (known + usual)
    return [credited, Reading(np.maximum(middle, LEAST_PART * points), (known + usual) ** -0.5)]


def _notes(strangers: Sequence[str], contradiction: bool, splits: Sequence[Split]) -> list[Message]:
    notes = []
    if strangers:
        notes.append(msg("Measured, but not in the paths: {names:raw}.", names=", ".join(strangers)))
    if contradiction:
        notes.append(
            msg("The measured effects together exceed all deals, so they were scaled down: check period and unit.")
        )
    elif apart := [one.channel for one in splits if _left_behind(one)]:
        notes.append(
            msg(
                "Not followed, because what was measured lies far outside what the credit and the number of deals "
                "allow: {names:raw}. Check period and unit; an effect below 0 counts as none.",
                names=", ".join(apart),
            )
        )
    if any(one.measured is None for one in splits):
        notes.append(
            msg("Channels without an experiment are scaled as those with one have to be, with the doubt that remains.")
        )
    return notes


def _left_behind(one: Split) -> bool:
    """Say whether the calibrated interval and the measured one have nothing in common."""
    return one.measured is not None and (one.interval[1] < one.measured.low or one.interval[0] > one.measured.high)
