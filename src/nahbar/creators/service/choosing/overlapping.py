"""Gathers what is known of who follows several candidates, and turns it into people that can be counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
import sqlalchemy as sa

from nahbar.creators.portfolio.contracts import Candidate
from nahbar.creators.portfolio.crowd import Crowd, paired
from nahbar.creators.portfolio.model import Pair, assumed, from_commenters
from nahbar.creators.tables import portfolio as tables
from nahbar.kernel.messages import Message, msg
from nahbar.measure import theta
from nahbar.measure.coverage import from_people
from nahbar.measure.pseudo_people import Overlaps
from nahbar.measure.theta import Sample

# A list with fewer of the followers than this is a sample of unknown make: two such lists hardly meet.
COMPLETE = 0.8
# People in memory at once; more are sampled by the hash, which gives each of them the same chance.
MOST_LINKS = 3_000_000
# Fewer commenters say nothing of the rest.
LEAST_COMMENTERS = 30
# Counted overlaps are exact up to their rounding; those from sketches err by a few percent.
COUNTED_SPREAD, SKETCH_SPREAD = 0.02, 0.1
# Every pair of so many is looked at; beyond it only tables, lists and sketches can say who follows several.
MOST_PAIRED = 400


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known: complete lists, sketches by the name of their salt, the table of overlaps, commenters."""

    lists: Mapping[int, Sample]
    sketches: Mapping[int, tuple[str, Sample]]
    table: Mapping[tuple[int, int], int]
    in_table: frozenset[int]
    commenters: Mapping[int, Sample]


def sized(connection: sa.Connection, found: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates with an audience from their list or sketch where no count of followers is known."""
    bare = [one.id for one in found if not one.followers]
    listed, sketched = tables.list_sizes(connection, bare), tables.sketch_names(connection, bare)
    sizes = {**{one: round(size) for one, (_, size) in sketched.items()}, **listed}
    return [replace(one, followers=sizes.get(one.id)) if not one.followers else one for one in found]


def gather_crowd(connection: sa.Connection, able: Sequence[Candidate], seed: int) -> Crowd:
    """Return the people behind the candidates, from the best evidence that all of them have."""
    ids = [one.id for one in able]
    listed = tables.list_sizes(connection, ids)
    if all_listed(able, listed):
        return _from_lists(connection, ids, sum(listed.values()))
    if all_sketched(able, tables.sketch_names(connection, ids)):
        return _from_sketches(connection, ids)
    complete = [one.id for one in able if _is_complete(one, listed)]
    return _from_pairs(able, _evidence(connection, able, complete, sum(listed[one] for one in complete)), seed)


def _is_complete(one: Candidate, listed: Mapping[int, int]) -> bool:
    return listed.get(one.id, 0) >= COMPLETE * (one.followers or 1)


def all_listed(able: Sequence[Candidate], listed: Mapping[int, int]) -> bool:
    """Return whether every candidate's list of followers is complete."""
    return bool(able) and all(_is_complete(one, listed) for one in able)


def all_sketched(able: Sequence[Candidate], names: Mapping[int, tuple[str, float]]) -> bool:
    """Return whether every candidate has a sketch, all under one salt."""
    return bool(able) and len(names) == len(able) and len({name for name, _ in names.values()}) == 1


def _from_lists(connection: sa.Connection, ids: Sequence[int], people: int) -> Crowd:
    share = min(1.0, MOST_LINKS / max(1, people))
    found = tables.followers(connection, ids, None if share >= 1.0 else int(share * 2**63))
    crowd = from_people([found.get(one, np.empty(0, np.int64)) for one in ids], 1.0 / share)
    said = msg("Overlap: counted in the follower lists of all who were weighed.")
    more = [] if share >= 1.0 else [msg("Of the people {share:percent} were drawn by their hash.", share=share)]
    return Crowd(crowd, [said, *more], share)


def _from_sketches(connection: sa.Connection, ids: Sequence[int]) -> Crowd:
    samples = {one: theta.read_trusted(content) for one, _, content in tables.sketches(connection, ids)}
    in_order = [samples[one] for one in ids]
    common = theta.common_theta(in_order, MOST_LINKS)
    crowd = from_people([one.below(common).astype(np.int64) for one in in_order], 1.0 / common)
    said = msg(
        "Overlap: from sketches that the creators handed over; they hold {share:percent} of the people.", share=common
    )
    return Crowd(crowd, [said], common)


def _evidence(connection: sa.Connection, able: Sequence[Candidate], complete: Sequence[int], people: int) -> Evidence:
    ids = [one.id for one in able]
    share = min(1.0, MOST_LINKS / max(1, people))
    lists = tables.followers(connection, complete, None if share >= 1.0 else int(share * 2**63))
    few = len(able) <= MOST_PAIRED
    commenters = tables.commenters(connection, ids) if few else {}
    rows = tables.overlaps(connection, ids)
    return Evidence(
        {one: Sample(share, theta.sample_of(keys).hashes) for one, keys in lists.items()},
        {one: (name, theta.read_trusted(content)) for one, name, content in tables.sketches(connection, ids)},
        {(min(a, b), max(a, b)): shared for a, b, shared in rows},
        frozenset(one for a, b, _ in rows for one in (a, b)),
        {one: theta.sample_of(keys) for one, keys in commenters.items() if len(keys) >= LEAST_COMMENTERS},
    )


def _from_pairs(able: Sequence[Candidate], known: Evidence, seed: int) -> Crowd:
    if len(able) > MOST_PAIRED:
        place = {one.id: row for row, one in enumerate(able)}
        pairs = [(place[a], place[b], Pair(float(n), COUNTED_SPREAD, True)) for (a, b), n in known.table.items()]
        kinds = {"table": len(pairs)}
    else:
        kinds = {"lists": 0, "sketches": 0, "table": 0, "commenters": 0, "assumed": 0}
        pairs = []
        for (row, one), (column, other) in combinations(enumerate(able), 2):
            kind, pair = best_pair(one, other, known)
            kinds[kind] += 1
            if pair.shared > 0:
                pairs.append((row, column, pair))
    sizes = np.array([float(one.followers or 0) for one in able])
    overlaps = Overlaps(
        sizes,
        np.array([min(a, b) for a, b, _ in pairs], dtype=np.int64),
        np.array([max(a, b) for a, b, _ in pairs], dtype=np.int64),
        np.array([pair.shared for _, _, pair in pairs], dtype=np.float64),
    )
    spread = np.array([pair.spread for _, _, pair in pairs], dtype=np.float64)
    return paired(overlaps, spread, seed, _said(kinds, len(able)))


def best_pair(one: Candidate, other: Candidate, known: Evidence) -> tuple[str, Pair]:
    """Return the kind of the best evidence on two creators, and what it says."""
    key = (min(one.id, other.id), max(one.id, other.id))
    if one.id in known.lists and other.id in known.lists:
        return "lists", Pair(theta.shared(known.lists[one.id], known.lists[other.id])[0], COUNTED_SPREAD, True)
    mine, theirs = known.sketches.get(one.id), known.sketches.get(other.id)
    if mine and theirs and mine[0] == theirs[0]:
        return "sketches", Pair(theta.shared(mine[1], theirs[1])[0], SKETCH_SPREAD, True)
    if key in known.table:
        return "table", Pair(float(known.table[key]), COUNTED_SPREAD, True)
    if {one.id, other.id} <= known.in_table and one.platform == other.platform:
        return "table", Pair(0.0, 0.0, True)
    first, second = known.commenters.get(one.id), known.commenters.get(other.id)
    if first and second and one.platform == other.platform:
        both = round(theta.shared(first, second)[0])
        return "commenters", from_commenters(one, other, both, min(len(first.hashes), len(second.hashes)))
    return "assumed", assumed(one, other)


def _said(kinds: Mapping[str, int], creators: int) -> list[Message]:
    said = []
    if n := kinds.get("lists"):
        said.append(msg("Overlap of {n} {n|pair|pairs}: counted in follower lists.", n=n))
    if n := kinds.get("sketches"):
        said.append(msg("Overlap of {n} {n|pair|pairs}: from sketches that the creators handed over.", n=n))
    if n := kinds.get("table"):
        said.append(msg("Overlap of {n} {n|pair|pairs}: from the table of shared audiences.", n=n))
    if n := kinds.get("commenters"):
        said.append(msg("Overlap of {n} {n|pair|pairs}: estimated from who comments on both.", n=n))
    if n := kinds.get("assumed"):
        said.append(
            msg(
                "Overlap of {n} {n|pair|pairs}: assumed from platform, language and topic, because nothing was counted;"
                " the interval is wide for it.",
                n=n,
            )
        )
    if creators > 2:
        said.append(
            msg("Pairs do not say who follows three or more; that is modelled, see the documentation on the choice.")
        )
    return said
