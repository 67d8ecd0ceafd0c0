"""Use case: the credit of everything that the workspace's own touchpoints recorded before deals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from nahbar.campaigns import DealNote, count_all, deal_notes
from nahbar.kernel.clock import now_micros
from nahbar.kernel.engine import load_query
from nahbar.kernel.errors import BadInput, NotFound
from nahbar.kernel.house import House
from nahbar.kernel.messages import Message, msg
from nahbar.measure.bucket_bootstrap import BUCKETS, bucket_weights, throw
from nahbar.worth.attribution.comparing import Compared, NoConversionError, NoPathsError, compare, credit_of
from nahbar.worth.attribution.contracts import TOLD, Attribution, Credit, Options
from nahbar.worth.attribution.crediting import score_sums
from nahbar.worth.attribution.journeys import (
    BY,
    DAY,
    DEAL,
    LOOKBACK_DAYS,
    Journey,
    Journeys,
    Touch,
    credited_to,
    journeys_of,
)
from nahbar.worth.attribution.paths import PathBatch
from nahbar.worth.attribution.saying import named_in
from nahbar.worth.attribution.service import too_many
from nahbar.worth.attribution.steps import TooManyChannelsError
from nahbar.worth.experiments.met import COLUMNS as MET_COLUMNS

if TYPE_CHECKING:
    from nahbar.kernel.lake import Reading

Floats = npt.NDArray[np.float64]

PACKAGE = "nahbar.worth"
OWN_COLUMNS = ("id", "person", "time", "kind", "creator", "post", "campaign", "channel", "code")
# The questions of experiments, which measured what gets the credit, are asked of the same look.
COLUMNS = tuple(dict.fromkeys((*OWN_COLUMNS, *MET_COLUMNS)))
REPLY = "reply"
# Separates the draws of what people say from those of their journeys.
TOLD_SEED = 7


@dataclass(frozen=True, slots=True)
class Asked:
    """Deals from the day `since` to before the day `until` (days since 1970, None: open), and what gets the credit."""

    since: int | None = None
    until: int | None = None
    by: str = BY[0]
    lookback_days: int = LOOKBACK_DAYS


@dataclass(frozen=True, slots=True)
class _Deal:
    touch: Touch
    said: str | None


@dataclass(frozen=True, slots=True)
class Record:
    """What a view of credit reads of all touchpoints, once; times in microseconds.

    Deals count from `since` to before `until`. `touches` are those that may lead to them, or of all times, by person
    and in the order of time; `nameless` of the former belong to nobody who is known. `currency` is that of values.
    """

    asked: Asked
    since: int
    until: int
    reading: Reading
    touches: Sequence[Touch]
    nameless: int
    currency: str
    currencies: int
    notes: Mapping[str, DealNote]

    @property
    def of_the_period(self) -> Sequence[Touch]:
        """The touches that may lead to a deal of the period, and its deals."""
        first = self.since - self.asked.lookback_days * DAY
        return [one for one in self.touches if first <= one.time < self.until]


def read_record(house: House, asked: Asked, of_all_times: bool = False) -> Record:
    """Return the touches and deals that `asked` is about, or those of all times.

    Raises BadInput when the period is empty.
    """
    from nahbar.kernel.lake import Reading

    if asked.since is not None and asked.until is not None and asked.since >= asked.until:
        raise BadInput(
            msg("The period ends before it begins."), msg("Choose a later end, or an earlier beginning."), kind="period"
        )
    count_all(house)
    latest = now_micros()
    since = 0 if asked.since is None else asked.since * DAY
    until = latest if asked.until is None else min(latest, asked.until * DAY)
    first = max(0, since - asked.lookback_days * DAY)
    notes, reading = deal_notes(house), Reading(house, COLUMNS)
    within = {"asked": pa.table({"since": [first], "until": [until]})}
    whole = {"asked": pa.table({"since": [0], "until": [latest]})} if of_all_times else within
    rows = reading.reduce(load_query(PACKAGE, "journey_touches"), whole).to_pylist()
    nameless = reading.reduce(load_query(PACKAGE, "nameless_touches"), within).to_pylist()
    deals = (row for row in rows if row["kind"] == DEAL and first <= row["time"] < until)
    currencies = Counter(row["currency"] for row in deals if row["currency"])
    currency = currencies.most_common(1)[0][0] if currencies else ""
    touches = [_touch(row, asked.by, currency, notes.get(row["id"])) for row in rows]
    known = [one for one in touches if one is not None]
    return Record(asked, since, until, reading, known, int(nameless[0]["touches"]), currency, len(currencies), notes)


def attribute_house(house: House, asked: Asked, options: Options) -> Attribution:
    """Return the credit of channels, creators, posts or campaigns from the workspace's touchpoints.

    Raises BadInput when the period is empty or steps are no names, NotFound when nobody's way to a deal is recorded.
    """
    return attribute_record(house, read_record(house, asked), options)


def attribute_record(house: House, record: Record, options: Options) -> Attribution:
    """Return what `attribute_house` does, from what was read already."""
    asked, notes = record.asked, record.notes
    ways = journeys_of(record.of_the_period, record.since, record.until, asked.lookback_days * DAY)
    try:
        found = compare([_batch(ways.found)], options, house.engine, has_value=True)
    except TooManyChannelsError as error:
        raise too_many(msg("the record").render()) from error
    except (NoPathsError, NoConversionError) as error:
        raise _nothing(ways) from error
    deals = [_Deal(way.deal, notes[way.deal.id].said if way.deal.id in notes else None) for way in _won(ways)]
    models, answered = _with_told(found, deals, options)
    currency = record.currency if record.currencies > 1 else ""
    said = _Said(len(deals), answered, record.nameless, currency, asked.lookback_days)
    return Attribution(
        paths=len({tuple(way.names) for way in ways.found}),
        journeys=len(ways.found),
        conversions=round(found.conversions),
        value=found.value,
        models=models,
        options=options,
        refused=0,
        refusals=(),
        notes=list(_notes(ways, said)),
        by=asked.by,
        missing=found.missing,
    )


def _won(ways: Journeys) -> Iterator[Any]:
    return (way for way in ways.found if way.deal is not None)


def _touch(row: Mapping[str, Any], by: str, currency: str, note: DealNote | None) -> Touch | None:
    """Return a row as a touch; a deal that was given back whole never was."""
    names = {each: row[each] for each in ("channel", "creator", "post", "campaign")}
    if row["kind"] == REPLY and row["creator"]:
        # The channel of a reply says how somebody reacted (a like, a comment), not where they were met.
        names["channel"] = None
    name = credited_to(by, **names)
    cents = row["value_cents"] or 0
    if row["kind"] == DEAL and note is not None and 0 < cents <= note.refunded_cents:
        return None
    kept = cents - (note.refunded_cents if note else 0) if row["currency"] == currency else 0
    return Touch(row["person"], row["time"], row["kind"], row["id"], name, max(kept, 0), row["code"])


def _batch(found: Sequence[Journey]) -> PathBatch:
    won = np.array([way.deal is not None for way in found], dtype=np.int64)
    value = [way.deal.cents / 100 if way.deal else 0.0 for way in found]
    names = pa.array([list(way.names) for way in found], type=pa.list_(pa.string()))
    return PathBatch(np.arange(1, len(found) + 1), names, won, 1 - won, np.array(value, dtype=np.float64))


def _with_told(
    found: Compared, deals: Sequence[_Deal], options: Options
) -> tuple[Mapping[str, Sequence[Credit]], Mapping[str, int]]:
    """Return the models and beside them what people said and redeemed, over the same names."""
    names = {one.channel for credits in found.models.values() for one in credits}
    told: Mapping[str, Sequence[str | None]] = {
        "self_reported": [named_in(one.said, names) if one.said else None for one in deals],
        "coupon_code": [one.touch.name if one.touch.code else None for one in deals],
    }
    told = {model: told[model] for model in TOLD if any(told[model])}
    every = sorted(names | {one for those in told.values() for one in those if one is not None})
    models = {model: _padded(credits, every) for model, credits in found.models.items()}
    values = np.array([one.touch.cents / 100 for one in deals])
    for model, those in told.items():
        models[model] = _told(those, values, every, options.seed)
    return models, {model: sum(one is not None for one in those) for model, those in told.items()}


def _padded(credits: Sequence[Credit], every: Sequence[str]) -> Sequence[Credit]:
    known = {one.channel: one for one in credits}
    return [known.get(name, Credit(name, 0.0, (0.0, 0.0), 0.0, (0.0, 0.0))) for name in every]


def _told(those: Sequence[str | None], values: Floats, every: Sequence[str], seed: int) -> Sequence[Credit]:
    place = {name: k for k, name in enumerate(every)}
    rows = np.array([k for k, one in enumerate(those) if one is not None], dtype=np.int64)
    columns = np.array([place[one] for one in those if one is not None], dtype=np.int64)
    bucket = throw(np.ones(len(those), dtype=np.int64), (seed, TOLD_SEED)).bucket[rows]
    conversions, value = (np.zeros((BUCKETS, len(every))) for _ in range(2))
    np.add.at(conversions, (bucket, columns), 1.0)
    np.add.at(value, (bucket, columns), values[rows])
    scored = score_sums(conversions, value, bucket_weights(seed))
    return [credit_of(name, scored, k, has_value=True) for k, name in enumerate(every)]


@dataclass(frozen=True, slots=True)
class _Said:
    deals: int
    answered: Mapping[str, int]
    nameless: int
    currency: str
    lookback_days: int


def _notes(ways: Journeys, said: _Said) -> Iterator[Message]:
    if ways.untouched:
        yield msg("Deals before which nothing was recorded: {n}. They are credited to nobody.", n=ways.untouched)
    if said.nameless:
        yield msg(
            "Touches of people who were not asked or did not agree: {n}. They are on no way, so channels that are "
            "mostly met without consent get too little.",
            n=said.nameless,
        )
    if ways.open:
        yield msg("Ways that may still lead to a deal, left out: {n}.", n=ways.open)
    if n := said.answered.get("self_reported"):
        yield msg(
            "Deals with an answer to “How did you find us?” that names one source: {n} of {of}.", n=n, of=said.deals
        )
    if n := said.answered.get("coupon_code"):
        yield msg("Deals that came with a known code: {n} of {of}.", n=n, of=said.deals)
    if said.currency:
        yield msg(
            "Values are those of deals in {currency:raw}; other currencies count as deals only.", currency=said.currency
        )


def _nothing(ways: Journeys) -> NotFound:
    if ways.untouched:
        return NotFound(
            msg("There are deals in this period, and nothing recorded before them: {n}.", n=ways.untouched),
            msg("Links, codes and the script for your pages record what people touch before they buy."),
            kind="no-paths",
        )
    return NotFound(
        msg("No deal of this period has a recorded way to it."),
        msg("Choose a longer period, or bring in deals: nahbar import deals FILE."),
        kind="no-paths",
    )
