"""Use case: analyse a table of an experiment that somebody else ran. Nothing is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from nahbar.kernel.engine import DuckEngine, Engine
from nahbar.kernel.messages import Message, msg
from nahbar.kernel.tabular.values import quoted
from nahbar.measure.anytime_bounds import GROWTH
from nahbar.measure.mismatch import DOUBTFUL_P, mismatch_p, mismatch_p_at_any_look
from nahbar.worth.experiments.contracts import Analysis, Design, GroupLifts, Lift, Mismatch
from nahbar.worth.experiments.deciding import arm_result, lift_result
from nahbar.worth.experiments.drawing import Drawn, draw, lift_of
from nahbar.worth.experiments.exact import exact_interval
from nahbar.worth.experiments.grouping import check_groups, design_of_group, gathered, members_of
from nahbar.worth.experiments.reading import People, read_people
from nahbar.worth.experiments.refusals import too_few, wrong_share

LEAST_UNITS = 2


def analyse_file(path: Path, design: Design, engine: Engine | None = None) -> Analysis:
    """Return what the table `path` says about an experiment with this design.

    Raises BadInput when a column is missing, a cell cannot be read, or the design does not fit; NotFound when there is
    no such file.
    """
    engine = engine or DuckEngine()
    people = read_people(path, design, () if design.group is None else (design.group,))
    named = replace(design, control=people.arm_names[0])
    found = analyse_people(people, named, engine)
    if not design.control.strip():
        found = replace(found, notes=[*found.notes, _taken_for_control(named.control)])
    return found if design.group is None else replace(found, by_group=_by_group(people, named, engine))


def _taken_for_control(arm: str) -> Message:
    return msg("“{arm:raw}” was taken for the control. Name another one where that is wrong.", arm=quoted(arm))


def _by_group(people: People, design: Design, engine: Engine) -> Sequence[GroupLifts]:
    column = str(design.group)
    names = check_groups(people, column)
    found = []
    for code, name in enumerate(names):
        members = members_of(people, code, column)
        its_own = design_of_group(design, len(members.arm) / len(people.arm), len(names))
        found.append((name, analyse_people(members, its_own, engine).lifts))
    return gathered(found, 1.0 - (1.0 - design.level) / len(names))


def analyse_people(people: People, design: Design, engine: Engine) -> Analysis:
    """Return what people say about an experiment; raises BadInput as `analyse_file` does."""
    shares = _shares(people.arm_names, design)
    drawn = draw(engine, people, design)
    units = [round(one.n) for one in (drawn.arms if drawn.pairs is None else drawn.pairs)]
    for k, n in enumerate(units):
        if n < LEAST_UNITS:
            raise too_few(people.arm_names[k], unit_word(design))
    lifts = [
        _lift(drawn, people, design, shares, arm, k)
        for k in range(len(design.outcomes))
        for arm in range(1, len(people.arm_names))
    ]
    arms = [
        arm_result(drawn, people.arm_names, design, arm, k)
        for k in range(len(design.outcomes))
        for arm in range(len(people.arm_names))
    ]
    mismatch = _mismatch(drawn, people, design, shares)
    return Analysis(
        design=design,
        people=len(people.arm),
        units=sum(units) if drawn.pairs is None else max(units),
        unit=unit_kind(design),
        arms=arms,
        lifts=lifts,
        mismatch=mismatch,
        notes=_notes(people, design, mismatch, lifts),
    )


def unit_kind(design: Design) -> str:
    """Return "pair", "cluster" or "person": what was drawn."""
    return "pair" if design.pair is not None else "cluster" if design.cluster is not None else "person"


def unit_word(design: Design) -> Message:
    """Return the plural of what was drawn."""
    return {"pair": msg("pairs"), "cluster": msg("clusters"), "person": msg("people")}[unit_kind(design)]


def _lift(drawn: Drawn, people: People, design: Design, shares: dict[str, float], arm: int, outcome: int) -> Lift:
    found, chosen = lift_of(drawn, arm, outcome, len(design.outcomes))
    fewest = min(drawn.people[0], drawn.people[arm])
    names = tuple(design.covariates[at] for at in chosen)
    named = (people.arm_names[arm], design.outcomes[outcome])
    result = lift_result(found, design, named, names, fewest)
    exact = exact_interval(people, design, shares, arm, design.outcomes[outcome])
    return replace(result, share=drawn.yes_or_no[outcome], exact_interval=exact)


def _shares(arms: Sequence[str], design: Design) -> dict[str, float]:
    if not design.shares:
        return {name: 1.0 / len(arms) for name in arms}
    odd = next((name for name in (*design.shares, *arms) if name not in design.shares or name not in arms), None)
    if odd is None:
        odd = next((name for name, share in design.shares.items() if share <= 0), None)
    if odd is not None:
        raise wrong_share(odd)
    whole = sum(design.shares.values())
    return {name: design.shares[name] / whole for name in arms}


def _mismatch(drawn: Drawn, people: People, design: Design, shares: dict[str, float]) -> Mismatch:
    # What was drawn is counted: clusters may differ in size without anything being wrong.
    clustered = design.cluster is not None and design.pair is None
    counts = [round(one.n) for one in drawn.arms] if clustered else list(drawn.people)
    p, anytime = (test(counts, list(shares.values())) for test in (mismatch_p, mismatch_p_at_any_look))
    named = dict(zip(people.arm_names, counts, strict=True))
    return Mismatch(p, anytime, named, shares, min(p, anytime) < DOUBTFUL_P)


def _notes(people: People, design: Design, mismatch: Mismatch, lifts: Sequence[Lift]) -> list[Message]:
    notes = []
    if mismatch.doubtful:
        notes.append(
            msg(
                "The arms do not have the sizes that were wanted (p = {p}). Find out why before believing any lift: "
                "something sorts people after the drawing, or the shares are not the planned ones.",
                p=mismatch.p,
            )
        )
    if design.planned is None and not design.open_ended:
        notes.append(
            msg(
                "No size was planned, so the intervals for every look hold for looks since one {n}th of the present "
                "size, and are wider than they need be.",
                n=round(GROWTH),
            )
        )
    if any(one.interval is None for one in lifts):
        notes.append(msg("Where nothing varies yet, nobody can say how uncertain a mean is."))
    if len(lifts) > 1:
        notes.append(
            msg(
                "{n} comparisons are shown. With that many, chance alone makes one stand out more easily.", n=len(lifts)
            )
        )
    filled = [name for name in design.covariates if people.figures[name].null_count]
    if filled:
        notes.append(msg("Empty cells of {columns:raw} were taken at the mean.", columns=", ".join(filled)))
    return notes
