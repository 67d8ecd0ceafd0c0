"""One roster written out, creator by creator."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from benchmarks.market.draws import within
from benchmarks.market.tables import Files
from benchmarks.roster import calendar
from benchmarks.roster.appeal import draw_appeal
from benchmarks.roster.audience import draw_frame, expect
from benchmarks.roster.crowd import draw_crowd
from benchmarks.roster.deliveries import draw_supply
from benchmarks.roster.following import follow
from benchmarks.roster.kinds import planned_kinds
from benchmarks.roster.observed import observe
from benchmarks.roster.platforms import draw_worlds
from benchmarks.roster.purchases import Pod, buy, draw_pods
from benchmarks.roster.response import respond
from benchmarks.roster.schedule import draw_schedule
from benchmarks.roster.tables import (
    COLUMNS,
    TAGGED,
    creator_row,
    draw_captions,
    draw_labels,
    follower_rows,
    post_rows,
    truth_of,
)
from benchmarks.roster.talk import Scene, comment_rows
from benchmarks.roster.tide import draw_tide
from benchmarks.roster.traits import Creator, draw_creator

PLAN_STREAM, CREATOR_STREAM = 1, 7


def write_roster(folder: Path, seed: int, honest: int, bought: int) -> None:
    """Write a roster of `honest` honest creators and `bought` buyers into a folder, which is made where missing.

    Files: creators.csv, followers-daily.csv, posts.csv and comments.csv as `nahbar import` reads them, and truth.jsonl,
    one line a creator, as `tables.truth_of` describes it. The same arguments write the same files.
    """
    rng = np.random.default_rng([seed, PLAN_STREAM])
    kinds = planned_kinds(rng, honest, bought)
    worlds, pods = draw_worlds(seed), draw_pods(rng, kinds)
    folder.mkdir(parents=True, exist_ok=True)
    with Files(folder, COLUMNS) as files:
        for number, (kind, pod) in enumerate(zip(kinds, pods, strict=True)):
            # A stream of its own, so that a creator does not depend on how many numbers the others drew.
            own = np.random.default_rng([seed, CREATOR_STREAM, number])
            _write(own, files, draw_creator(own, number, kind, worlds), pod)


def _write(rng: np.random.Generator, files: Files, creator: Creator, pod: Pod | None) -> None:
    plan = calendar.plan(rng, creator)
    schedule = draw_schedule(rng, creator, plan)
    appeal = draw_appeal(rng, creator, plan, schedule)
    tide = draw_tide(rng, creator, plan, schedule, appeal)
    following = follow(rng, creator, plan, tide, draw_supply(rng, creator))
    seen = observe(rng, creator, plan, following.total)
    frame = draw_frame(rng, creator, schedule, appeal, plan.habit, following.real)
    expected = expect(rng, creator, schedule, appeal, plan.habit, frame)
    response = respond(rng, creator, schedule, appeal, frame, expected)
    natural = response.comments.copy()
    arranged = buy(rng, creator, response, pod)
    tagged = within(rng, TAGGED)
    labels = draw_labels(rng, creator, schedule.posts)
    captions = draw_captions(rng, creator, schedule, response.asks, tagged)
    scene = Scene(creator, schedule, response, natural, arranged, draw_crowd(rng, creator, natural))
    files.add("comments", comment_rows(rng, scene, labels))
    files.add("posts", post_rows(creator, labels, response, captions))
    files.add("creators", [creator_row(rng, creator, labels, int(seen.shown[-1]), schedule.posts)])
    files.add("followers-daily", follower_rows(creator, labels, seen))
    files.add_truth(truth_of(creator, labels, schedule.events))
