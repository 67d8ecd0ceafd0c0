"""Whole numbers come out of the store in columns, the same as row by row."""

from __future__ import annotations

import pyarrow as pa
import sqlalchemy as sa

from nahbar.creators.intake import Choice
from nahbar.creators.service.imports.importing import import_file
from nahbar.creators.tables import packed
from nahbar.creators.tables.packed import packed_rows
from nahbar.creators.tables.reading import POSTS, arrow_rows, read_rates
from nahbar.creators.tables.schema import creator, post
from tests.conftest import both_engines
from tests.creators.tables import CREATORS, post_rows, write_table

SCHEMA = pa.schema([POSTS.field(name) for name in ("creator_id", "post_id", "likes", "views", "paid_label")])


def fill(house, folder):
    rows = [row for one in CREATORS for row in post_rows(one["platform"], one["handle"], 5)]
    for place, row in enumerate(rows):
        row["likes"] = None if place % 3 == 0 else place
        row["paid_label"] = ("yes", "no", None)[place % 3]
    import_file(house, "creators", write_table(folder / "creators.csv", CREATORS), Choice(), "a@example.org")
    import_file(house, "posts", write_table(folder / "posts.csv", rows), Choice(), "a@example.org")


@both_engines
def test_packed_columns_equal_rows(house, tmp_path, monkeypatch):
    monkeypatch.setattr(packed, "FETCH_GROUPS", 2)
    fill(house, tmp_path)
    wanted = sa.select(post.c.creator_id, post.c.id, post.c.likes, post.c.views, post.c.paid_label)
    with house.store.read() as connection:
        found = packed_rows(connection, wanted, post.c.creator_id, SCHEMA).sort_by("post_id")
        rows = arrow_rows(connection, wanted.order_by(post.c.id), SCHEMA)
    assert found.num_rows == 5 * len(CREATORS)
    assert found.to_pylist() == rows.to_pylist()
    assert found.column("likes").null_count > 0
    assert found.column("paid_label").null_count > 0


@both_engines
def test_nothing_packs_into_nothing(house):
    with house.store.read() as connection:
        assert read_rates(connection).num_rows == 0


@both_engines
def test_rates_name_the_platform_of_each_creator(house, tmp_path):
    fill(house, tmp_path)
    with house.store.read() as connection:
        platforms = dict(connection.execute(sa.select(creator.c.id, creator.c.platform)).all())
        rates = read_rates(connection).to_pylist()
    assert rates
    assert all(row["platform"] == platforms[row["creator_id"]] for row in rates)
