"""The list of creators and a creator's page at their edges."""

from __future__ import annotations

from nahbar.creators.intake import Choice
from nahbar.creators.service.imports.importing import import_file
from tests.conftest import ALICE
from tests.creators.tables import post_rows, write_table
from tests.web import add_people, served, sign_in, texts


def test_a_page_beyond_the_end_of_the_list_is_its_last(house, tmp_path):
    rows = [{"platform": "tiktok", "handle": f"one{k}", "followers": k} for k in range(60)]
    import_file(house, "creators", write_table(tmp_path / "c.csv", rows), Choice(), ALICE)
    add_people(house)
    with served(house) as client:
        sign_in(client, "viewer")
        answer = client.get("/creators?page=999&platform=tiktok")
        assert answer.headers["location"] == "/creators?platform=tiktok&sort=-followers&page=2"
        assert "one0" in client.get(answer.headers["location"]).text
        assert client.get("/creators?q=nobody&page=9").headers["location"] == "/creators?q=nobody&sort=-followers"


def test_without_followers_the_page_says_that_their_rate_cannot_be_told(house, tmp_path):
    rows = [{"platform": "instagram", "handle": "lese.fuchs", "followers": 0}]
    import_file(house, "creators", write_table(tmp_path / "c.csv", rows), Choice(), ALICE)
    posts = write_table(tmp_path / "p.csv", post_rows("instagram", "lese.fuchs", 12))
    import_file(house, "posts", posts, Choice(), ALICE)
    add_people(house)
    with served(house) as client:
        sign_in(client, "viewer")
        page = texts(client.get("/creators/instagram/lese.fuchs").text)
        assert "Engagement rate by followers cannot tell yet" in page
