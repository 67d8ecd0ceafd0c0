"""Authenticity through files: the product's reductions equal those of the made-up creators, and so do verdicts."""

import msgspec
import numpy as np
import pytest

from benchmarks.authenticity_tables import inputs, write_tables
from benchmarks.authenticity_worlds import draw
from benchmarks.imported import import_tables
from nahbar.creators.authenticity import assess
from nahbar.creators.intake import Choice
from nahbar.creators.service.imports.importing import import_file
from nahbar.creators.service.reports.gathering import gather
from nahbar.creators.service.reports.vetting import vet_all
from nahbar.creators.tables import reading
from tests.creators.test_authenticity import ACCUSED

KINDS = (
    "giveaway",
    "shoutout",
    "outage",
    "deleted_posts",
    "emoji_fans",
    "burst",
    "drop_off",
    "disguised",
    "likes_some",
    "comment_packs",
    "views_packs",
    "pod_reciprocal",
)
COUNTS = ("posted_at", "likes", "comments", "shares", "saves", "views")


def made(kind):
    world = draw(kind, 77)
    if not world.times_known:
        world.rows = None
    world.fake_followers, world.times_known = None, True
    return world


@pytest.fixture
def filled(house, tmp_path):
    worlds = [made(kind) for kind in KINDS]
    write_tables(worlds, tmp_path)
    import_tables(house, tmp_path)
    with house.store.read() as connection:
        return house, worlds, list(gather(connection, house.engine, reading.creator_ids(connection)))


def test_reductions_of_imported_rows_equal_the_reference(filled):
    _, worlds, materials = filled
    for world, material in zip(worlds, materials, strict=True):
        wanted = inputs(world)
        assert material.growth.day[:-1].tolist() == wanted["growth"].day.tolist()  # the dated profile adds a day
        assert material.growth.followers[:-1].tolist() == wanted["growth"].followers.tolist()
        for name in COUNTS:
            np.testing.assert_array_equal(getattr(material.posts, name), getattr(wanted["posts"], name))
        assert (material.comments is None) == (wanted["comments"] is None)
        if material.comments is not None:
            for name in ("post", "comments", "authors", "generic", "emoji", "repeated", "copied", "early"):
                np.testing.assert_array_equal(getattr(material.comments, name), getattr(wanted["comments"], name))
            compare_authors(material.commenters, wanted["commenters"])


def compare_authors(found, wanted):
    assert (found.all_authors, found.posts_with_comments) == (wanted.all_authors, wanted.posts_with_comments)
    named = ("generic", "median_delay", "late_delay") if found.all_authors <= 500 else ()
    names = ("posts", "comments", *named)
    table = [sorted(zip(*(getattr(one, name).tolist() for name in names), strict=True)) for one in (found, wanted)]
    np.testing.assert_allclose(table[0], table[1])


def test_verdicts_through_files_are_those_of_the_rules_alone(filled):
    house, worlds, _ = filled
    reports = [msgspec.json.decode(one) for one in vet_all(house, workers=1)]
    through = {one["creator"]["handle"]: one["authenticity"]["verdict"] in ACCUSED for one in reports}
    direct = [assess(**inputs(world)).verdict in ACCUSED for world in worlds]
    same = [through[f"{world.kind}_{n}"] == direct[n] for n, world in enumerate(worlds)]
    assert sum(same) >= len(worlds) - 1  # the size expectation is the workspace's own, so that one may differ
    assert 3 <= sum(direct) < len(worlds)


def test_a_profile_read_long_after_the_series_does_not_join_it(house, tmp_path):
    world = made("viral")
    write_tables([world], tmp_path)
    import_tables(house, tmp_path)
    later = tmp_path / "creators.csv"
    later.write_text(
        f"platform,handle,followers,observed_at\n{world.platform},viral_0,{int(world.shown[-1])},2026-11-01\n"
    )
    import_file(house, "creators", later, Choice(), "alice@example.org")
    with house.store.read() as connection:
        material = next(gather(connection, house.engine, reading.creator_ids(connection)))
    assert material.growth.day[-1] == world.day[-1]
