"""Use case: what a table of a design says, once its columns were chosen: read at once, worked out afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import Message, msg
from nahbar.measure.permutation import Redrawn
from nahbar.measure.steps import unsaid
from nahbar.worth.experiments.by_file.contracts import NUMBER, VALUE, Answer, Choices, Kind, Line, Work
from nahbar.worth.experiments.by_file.guessing import column_and_value
from nahbar.worth.experiments.by_file.kinds import POOL, STAGGERED, SWITCHBACK, WHO
from nahbar.worth.experiments.contracts import Design
from nahbar.worth.experiments.designs import Redrawing, read_staggered, read_switchback, redrawn_words
from nahbar.worth.experiments.pooling import PooledFile, pool_file
from nahbar.worth.experiments.who import Candidates, Who, read_candidates, score_candidates

MOST_BURN = 365
EFFECT = msg("What it adds")
LIFTS = msg("What each experiment adds")
SCORES = msg("Qini's coefficient")
PARTS = msg("Adds, by fifths of the score")


def answer(path: Path, kind: Kind, chosen: Choices) -> Answer:
    """Return what a table says; raises BadInput as `prepare` does."""
    return prepare(path, kind, chosen)(unsaid)


def prepare(path: Path, kind: Kind, chosen: Choices) -> Work:
    """Read a table whole and return the work that is left, which needs the file no more and refuses nothing.

    Raises BadInput for what was not chosen and for all that the table's readers refuse.
    """
    check(kind, chosen)
    return {WHO: _who, SWITCHBACK: _switchback, STAGGERED: _staggered, POOL: _pool}[kind.name](path, chosen)


def _candidates(path: Path, chosen: Choices) -> Candidates:
    assignment, control = _value(chosen, "control")
    arm = _arm(chosen, assignment)
    covariates, categories = tuple(chosen.get("covariates", ())), tuple(chosen.get("categories", ()))
    if not covariates and not categories:
        raise BadInput(
            msg("There is nothing to tell people apart by."),
            msg("Tick at least one column of what was known before."),
            kind="covariates",
        )
    design = Design(assignment, control, (_one(chosen, "outcome"),), covariates)
    try:
        return read_candidates(path, design, arm, categories)
    except BadInput as error:
        if error.kind != "arm":
            raise
        raise BadInput(error.message, msg("There are several beside the control; choose one."), kind="arm") from error


def _arm(chosen: Choices, assignment: str) -> str | None:
    if not chosen.get("arm"):
        return None
    column, arm = _value(chosen, "arm")
    if column != assignment:
        raise BadInput(
            msg("The arm is of another column than the control."), msg("Choose both from one column."), kind="arm"
        )
    return arm


def check(kind: Kind, chosen: Choices) -> None:
    """Raise BadInput, its kind the role, for a role that is empty or taken twice."""
    for role in kind.roles:
        if role.required and not chosen.get(role.name):
            raise BadInput(
                msg("“{role}” is not chosen yet.", role=role.label), msg("Choose it from the list."), kind=role.name
            )
        if role.takes == VALUE and chosen.get(role.name):
            _value(chosen, role.name)
        if role.takes == NUMBER and chosen.get(role.name):
            _number(chosen, role.name)
    seen: set[str] = set()
    for role in kind.roles:
        for column in _columns_of(role.takes, chosen.get(role.name, ())) if role.name != "arm" else ():
            if column in seen:
                raise BadInput(
                    msg("The column “{column:raw}” is chosen twice.", column=column),
                    msg("Each column means one thing."),
                    kind=role.name,
                )
            seen.add(column)


def _columns_of(takes: str, chosen: Sequence[str]) -> Sequence[str]:
    if takes == NUMBER:
        return ()
    return [pair[0] for pair in map(column_and_value, chosen) if pair] if takes == VALUE else chosen


def _one(chosen: Choices, role: str) -> str:
    return chosen[role][0]


def _value(chosen: Choices, role: str) -> tuple[str, str]:
    found = column_and_value(_one(chosen, role))
    if found is None:
        raise BadInput(msg("That is no value of a column."), msg("Choose it from the list."), kind=role)
    return found


def _number(chosen: Choices, role: str) -> int:
    text = _one(chosen, role)
    if not (text.isascii() and text.isdigit() and len(text) < 5 and int(text) <= MOST_BURN):
        raise BadInput(msg("That is no whole number from 0 to {most}.", most=MOST_BURN), msg("Correct it."), kind=role)
    return int(text)


def _who(path: Path, chosen: Choices) -> Work:
    people = _candidates(path, chosen)
    return lambda steps: _scored(score_candidates(people, steps))


def _scored(found: Who) -> Answer:
    low, high = found.interval
    told = msg(
        "Qini's coefficient is {qini} ({low} to {high}); at 0 the scores are no better than the lot. {n} "
        "{n|person was|people were} in the arm “{arm:raw}” or its control.",
        qini=found.qini,
        low=low,
        high=high,
        n=found.people,
        arm=found.arm,
    )
    lines = [Line(SCORES, msg("All scores"), found.qini, found.interval, people=found.people)]
    lines += [
        Line(PARTS, _fifth(k, len(found.parts)), one.lift, one.interval, share=True, people=one.people)
        for k, one in enumerate(found.parts)
    ]
    scores = list(zip(found.rows.tolist(), found.score.tolist(), strict=True)) if found.useful else []
    return Answer(found.said, found.useful, [told], lines, scores)


def _fifth(k: int, n: int) -> Message:
    if k == 0:
        return msg("Best scores")
    return msg("Lowest scores") if k == n - 1 else msg("Part {k} of {n}", k=k + 1, n=n)


def _switchback(path: Path, chosen: Choices) -> Work:
    assignment, control = _value(chosen, "control")
    columns = (_one(chosen, "outcome"), assignment, _one(chosen, "block"))
    burn = _number(chosen, "burn") if chosen.get("burn") else 0
    return _of_lots(read_switchback(path, columns, control, burn), columns[0])


def _staggered(path: Path, chosen: Choices) -> Work:
    outcome, unit, period, start = (_one(chosen, role) for role in ("outcome", "unit", "period", "start"))
    return _of_lots(read_staggered(path, (outcome, unit, period, start)), outcome)


def _of_lots(redrawing: Redrawing, outcome: str) -> Work:
    return lambda steps: _redrawn(redrawing(steps), outcome)


def _redrawn(found: Redrawn, outcome: str) -> Answer:
    clear = found.interval is not None and not found.interval[0] <= 0.0 <= found.interval[1]
    more = [
        msg("If it did nothing, lots would show as much by chance with probability {p}.", p=round(found.p, 4)),
        msg("So few lots could show no less than {least}; below 0.05 an answer is possible.", least=found.least_p),
    ]
    told = more[:1] if found.least_p <= 0.05 else more
    return Answer(redrawn_words(found), clear, told, [Line(EFFECT, outcome, found.effect, found.interval)])


def _pool(path: Path, chosen: Choices) -> Work:
    columns = (_one(chosen, "experiment"), _one(chosen, "lift"), _one(chosen, "low"), _one(chosen, "high"))
    # Putting together takes less time than reading.
    found = _pooled(pool_file(path, columns))
    return lambda steps: found


def _pooled(found: PooledFile) -> Answer:
    pooled = found.pooled
    low, high = pooled.next_interval
    more = [
        msg("Lifts differ between experiments by {tau} (standard deviation).", tau=pooled.tau),
        msg("One more such experiment would lie between {low} and {high}.", low=low, high=high),
    ]
    lines = [Line(LIFTS, msg("On average"), pooled.mean, pooled.interval)]
    for k, name in enumerate(found.names):
        steadied = (float(pooled.low[k]), float(pooled.high[k]))
        own = (found.lifts[k], found.bounds[k])
        weight = float(pooled.weight[k])
        lines.append(Line(LIFTS, name, float(pooled.shrunken[k]), steadied, own=own, weight=weight))
    return Answer(found.said, not pooled.interval[0] <= 0.0 <= pooled.interval[1], more, lines)
