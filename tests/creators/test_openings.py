"""How the texts of posts begin, for pages that name posts."""

import pytest

from nahbar.creators import post_openings
from nahbar.creators.intake import Choice
from nahbar.creators.service.imports.importing import import_file
from nahbar.worth.earned_posts import OPENING_LETTERS, openings
from tests.conftest import both_engines
from tests.creators.tables import write_table


@pytest.fixture
def posts(house, tmp_path):
    """Three posts: a long text with an emoji and lines, one without words, one of another creator with the same id."""
    texts = [("lea", "p1", "Ein  Buch\nüber 🦊 " + "und vieles mehr " * 20), ("lea", "p2", ""), ("omar", "p1", "Kurz")]
    rows = [
        {"platform": "instagram", "handle": handle, "post_id": key, "posted_at": "2026-09-01", "text": text}
        for handle, key, text in texts
    ]
    import_file(house, "posts", write_table(tmp_path / "posts.csv", rows), Choice(), "test")
    return house


@both_engines
def test_a_post_is_named_by_how_its_text_begins_else_by_its_id(posts):
    wanted = [("instagram/lea", "p1"), ("instagram/lea", "p2"), ("instagram/omar", "p1"), ("tiktok/lea", "p1")]
    with posts.store.read() as connection:
        assert post_openings(connection, wanted, 4)[("instagram/omar", "p1")] == "Kurz"
        assert post_openings(connection, [], 4) == {}
    named = openings(posts, wanted)
    assert named[wanted[0]].startswith("Ein Buch über 🦊 und vieles")
    assert len(named[wanted[0]]) <= OPENING_LETTERS
    assert [named[key] for key in wanted[1:]] == ["p2", "Kurz", "p1"]
