"""Who takes part: bounds by channel and month, and what is said where they cannot be had."""

from __future__ import annotations

import pytest

from nahbar.creators.intake import Choice
from nahbar.creators.service.imports.importing import import_file
from nahbar.worth.participation.service import participation_of
from tests.conftest import ALICE
from tests.creators.tables import post_rows, write_table
from tests.web import texts

PAGE = "/worth/participation"


def _third(house, tmp_path):
    """Add a third creator to Instagram, so that the channel can be told."""
    people = [{"platform": "instagram", "handle": "dritte", "name": "Dritte", "followers": 2_000}]
    for kind, rows in {"creators": people, "posts": post_rows("instagram", "dritte", 6, 90)}.items():
        import_file(house, kind, write_table(tmp_path / f"{kind}.csv", rows), Choice(), ALICE)


def test_shares_are_bounds_and_sum_to_all(earned_house, tmp_path):
    _third(earned_house, tmp_path)
    channel = next(one for one in participation_of(earned_house).channels if one.channel == "instagram")
    parts = (channel.shares.writing, channel.shares.reacting, channel.shares.silent)
    for part in parts:
        assert 0 <= part.lowest <= part.low <= part.high <= part.highest <= 1
    assert sum(part.low for part in parts) <= 1 <= sum(part.high for part in parts)
    # Seven people wrote 18 comments below one creator's posts; other comments that were counted have no known author.
    assert (channel.writers, channel.comments) == (7, 18)
    assert channel.shares.writing.low * channel.audience == pytest.approx(7)


def test_a_channel_with_two_creators_cannot_be_told(nb, earned):
    answer = nb("worth", "participation", "--json").json
    tiktok = next(one for one in answer["channels"] if one["channel"] == "tiktok")
    assert tiktok["shares"] is None
    assert any("fewer than 3 creators" in said for said in answer["notes"])
    assert "cannot tell yet" in nb("worth", "participation", "--months").out


def test_months_stand_newest_first(nb, earned):
    answer = nb("worth", "participation", "--json").json
    months = [one["month"] for one in answer["months"] if one["channel"] == "tiktok"]
    assert months == sorted(months, reverse=True)
    assert months[-1] == "2025-10"


def test_the_page_shows_bounds_beside_what_is_believed(reader, earned_house, tmp_path):
    _third(earned_house, tmp_path)
    page = reader.get(PAGE).text
    assert "audience stay silent" in texts(page)
    # Three parts of one channel, for wide pages and for phones.
    assert page.count('class="expect"') == 6


def test_an_empty_workspace_says_what_is_needed(bare_reader):
    assert "It needs posts of at least three creators" in texts(bare_reader.get(PAGE).text)
