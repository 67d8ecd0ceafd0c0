"""Why a table of an experiment cannot be analysed, each with what to do. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from nahbar.kernel.errors import BadInput
from nahbar.kernel.messages import Message, msg
from nahbar.kernel.tabular.headers import check_once
from nahbar.kernel.tabular.values import quoted
from nahbar.worth.experiments.contracts import Design

SHOWN_NAMES = 8


def find_column(headers: Sequence[str], name: str, file: str) -> int:
    """Return where a column is, by its name; raises BadInput with the names that there are."""
    for alike in (str.strip, lambda text: text.strip().casefold()):
        found = [k for k, header in enumerate(headers) if alike(header) == alike(name)]
        if found:
            check_once(headers, headers[found[0]], file)
            return found[0]
    raise BadInput(
        msg("{file} has no column “{column:raw}”.", file=file, column=quoted(name)),
        msg("Its columns are: {columns:raw}.", columns=_listed(headers)),
        kind="columns",
    )


def check_roles(design: Design) -> None:
    """Raise BadInput when a column serves twice: an outcome as its own covariate would explain itself away."""
    columns = [design.assignment, *design.outcomes, *design.covariates]
    columns += [name for name in (design.cluster, design.pair, design.group) if name is not None]
    twice = next((name for name in columns if columns.count(name) > 1), None)
    if twice is not None or not design.outcomes:
        raise BadInput(
            msg("The column “{column:raw}” is named twice.", column=quoted(twice or "")),
            msg(
                "Assignment, outcomes, covariates, cluster and pair are different columns; covariates are from before."
            ),
            kind="columns",
        )


def bad_cell(file: str, row: int, reason: Message) -> BadInput:
    """Say that a row cannot be used, and that no row is left out."""
    return BadInput(
        msg("Row {row} of {file}: {reason}", row=row, file=file, reason=reason),
        msg("Correct the row. No row is left out, because that would undo the drawing of the arms."),
        kind="bad-row",
    )


def empty_cell(file: str, row: int, column: str) -> BadInput:
    """Say that an arm, a unit or an outcome is empty."""
    return BadInput(
        msg("Row {row} of {file}: the column {column:raw} is empty.", row=row, file=file, column=column),
        msg("Empty means unknown. Write 0 where nothing happened; no row is left out, as that would undo the drawing."),
        kind="empty-cell",
    )


def hardly_a_column(file: str, column: str, n: int) -> BadInput:
    """Say that a column has too many values for arms."""
    return BadInput(
        msg(
            "The column {column:raw} of {file} has {n} different values; that is hardly an assignment.",
            column=column,
            file=file,
            n=n,
        ),
        msg("Name the column that says which arm a person was drawn into."),
        kind="too-many-arms",
    )


def no_comparison(file: str, design: Design, found: Sequence[str]) -> BadInput:
    """Say that the control is unknown, or alone."""
    if len(found) < 2:
        first = msg(
            "The column {column:raw} of {file} has one value only; there is nothing to compare.",
            column=design.assignment,
            file=file,
        )
    else:
        first = msg(
            "No row of {file} has “{control:raw}” in the column {column:raw}.",
            file=file,
            control=quoted(design.control),
            column=design.assignment,
        )
    return BadInput(first, msg("Its values are: {values:raw}.", values=_listed(sorted(found))), kind="control")


def split_cluster(name: str, row: int, column: str) -> BadInput:
    """Say that a cluster is in two arms."""
    return BadInput(
        msg(
            "Row {row}: “{name:raw}” of the column {column:raw} is in two arms.",
            row=row,
            name=quoted(name),
            column=column,
        ),
        msg("A cluster is drawn as a whole. If people were drawn one by one, leave --cluster out."),
        kind="cluster-in-two-arms",
    )


def single_pair(name: str, row: int, column: str) -> BadInput:
    """Say that a pair lacks an arm."""
    return BadInput(
        msg(
            "Row {row}: the pair “{name:raw}” of the column {column:raw} does not have every arm.",
            row=row,
            name=quoted(name),
            column=column,
        ),
        msg("A pair needs somebody in every arm. Take the pair out as a whole, or leave --pair out."),
        kind="pair-with-one-arm",
    )


def ratio_in_pairs() -> BadInput:
    """Say that ratios and pairs do not go together."""
    return BadInput(
        msg("Ratios cannot be compared within pairs."),
        msg("Name the numerator alone as the outcome, or leave --pair out."),
        kind="ratio-in-pairs",
    )


def no_denominator() -> BadInput:
    """Say that the denominator of a ratio is 0 for a whole arm."""
    return BadInput(
        msg("The denominator of a ratio adds up to 0 in an arm."),
        msg("Wait for more, or take another outcome."),
        kind="no-denominator",
    )


def too_few(arm: str, unit: Message) -> BadInput:
    """Say that an arm has too few units for any variance."""
    return BadInput(
        msg("The arm “{arm:raw}” has fewer than two {unit}.", arm=quoted(arm), unit=unit),
        msg("Wait for more, or take the arm out."),
        kind="too-few-units",
    )


def wrong_share(arm: str) -> BadInput:
    """Say that --share does not fit the arms."""
    return BadInput(
        msg("The shares do not fit the arms: “{arm:raw}”.", arm=quoted(arm)),
        msg("Give every arm its share, for example --share control=0.1 --share mail=0.9."),
        kind="shares",
    )


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(quoted(name) for name in names[:SHOWN_NAMES])
    return f"{shown} …" if len(names) > SHOWN_NAMES else shown
