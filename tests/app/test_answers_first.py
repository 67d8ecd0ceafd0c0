"""Pages that answer before they explain: names as people write them, the next step beside what is missing."""

from __future__ import annotations

import re
import shutil

import pytest

from nahbar.app.rooms import PACKAGES
from nahbar.creators.intake import Choice
from nahbar.creators.service.imports.importing import import_file
from nahbar.kernel.house import open_house
from nahbar.kernel.i18n import language_for
from tests.conftest import ALICE, NOW
from tests.creators.tables import write_table
from tests.web import add_people, csrf, send, served, sign_in, texts

FOX, BERT = "instagram/lese.fuchs", "instagram/buchbert"


@pytest.fixture
def client(filled_once, tmp_path):
    house = open_house(shutil.copytree(filled_once, tmp_path / "w"), PACKAGES)
    add_people(house)
    with served(house) as made:
        made.house = house
        sign_in(made, "editor")
        yield made
    house.close()


def test_who_compares_one_creator_is_asked_for_another(client):
    page = client.get(f"/creators/compare?one={FOX}").text
    assert "It takes two to compare." in texts(page)
    assert '<input type="hidden" name="one" value="instagram/Lese.Fuchs">' in page
    both = texts(client.get(f"/creators/compare?one={FOX}&one={BERT}&one=").text)
    assert "It takes two to compare." not in both
    assert "Bert" in both
    assert "There is no creator" not in both


def test_an_unknown_creator_is_explained_without_the_command_line(client):
    page = texts(client.get("/creators/instagram/zzzzzzzz").text)
    assert "the list of creators shows all" in page
    assert "nahbar creators list" not in page


def test_the_draft_page_belongs_to_the_room_of_creators(client):
    assert re.search(r'href="/creators" aria-current="page"', client.get("/disclosure").text)


def test_posts_to_talk_about_stand_first(client, tmp_path):
    told = (
        "Ruhiger Abend am Kanal.",
        "Werbung | Das Regal von @regal",
        "Mit CODE10 spart ihr bei @regal",
        "#spon Das Regal",
    )
    rows = [
        {"platform": "instagram", "handle": "lese.fuchs", "post_id": f"n{n}", "posted_at": NOW - n, "text": text}
        for n, text in enumerate(told)
    ]
    import_file(client.house, "posts", write_table(tmp_path / "p.csv", rows), Choice(), ALICE)
    page = client.get(f"/creators/{FOX}/disclosure?law=de").text
    order = [page.find(words) for words in ("CODE10", "#spon", "Abend am Kanal")]
    assert order == sorted(order)
    assert min(order) > 0


def test_the_credit_page_begins_with_who_gets_it(client):
    lines = "path,conversions,value,null\ninstagram > mail,6,60,4\nmail,2,20,9\n"
    answer = send(client, "/worth/attribution", paths=lines)
    page = texts(answer.text)
    assert re.search(
        r"Of 8 deals, mail \(\d to 8\) and Instagram \(\d to 6\) get the most credit, by the model\.", page
    )


def test_the_credit_of_one_channel_needs_no_second(client):
    answer = send(client, "/worth/attribution", paths="path,conversions,value,null\nmail,6,60,4\n")
    assert "Of 6 deals, mail (6 to 6) gets the most credit, by the model." in texts(answer.text)


def test_the_query_behind_a_figure_stands_behind_a_fold(client):
    page = client.get("/worth/report/rows?figure=deals").text
    assert "<summary>The query</summary>" in page


def test_a_preview_says_once_as_what_a_header_is_read(client):
    table = "Plattform;Benutzername;Anzeigename;Follower\ninstagram;neu.hier;Neu Hier;12\ninstagram;;Niemand;3\n"
    sent = client.put(
        "/data/upload?kind=creators&name=x.csv", content=table.encode(), headers={"x-csrftoken": csrf(client)}
    )
    page = texts(client.get(sent.headers["x-location"]).text)
    assert "2 rows checked" in page
    assert "was read as" not in page
    assert "row 1 is the first one with values" in page


def test_a_search_where_nobody_is_leads_to_the_import(house):
    add_people(house)
    with served(house) as made:
        sign_in(made, "viewer")
        page = made.get("/creators/search?q=lesen").text
    assert "There are no creators yet." in texts(page)
    assert 'class="button" href="/data"' in page


@pytest.mark.parametrize(
    ("code", "moment", "country"), [("de", "23.11.2026, 01:19", "Österreich"), ("en", "23 Nov 2026, 01:19", "Austria")]
)
def test_moments_and_places_are_written_as_a_reader_writes_them(code, moment, country):
    language = language_for(code, ())
    assert language.time(1_795_393_140, "Europe/Berlin") == moment
    assert language.country_name("AT") == country
    assert language.country_name("Nordsee") == "Nordsee"
    assert language.platform_name("youtube") == "YouTube"
    assert language.platform_name("gemeinde") == "Gemeinde"
    assert language.channel_name("tiktok") == "TikTok"
    assert language.channel_name("mail") == "mail"


def test_money_says_hundredths_only_where_they_are_known():
    german, english = language_for("de", ()), language_for("en", ())
    assert german.money(8458.4, "EUR", 0) == "8.458\u00a0€"
    assert english.money(8458.4, "EUR", 0) == "€8,458"
    assert german.money(8458.4, "EUR") == "8.458,40\u00a0€"


def test_a_search_that_reaches_its_bound_says_so(client, monkeypatch):
    monkeypatch.setattr("nahbar.creators.web.search.RANKED_BY_WORDS", 1)
    page = texts(client.get("/creators/search?q=Buchbert&by=words").text)
    assert "The nearest 1 of 3 creators. More may fit" in page


def test_worth_without_anything_recorded_leads_to_what_brings_it(client):
    assert 'class="button" href="/data"' in client.get("/worth/attribution").text
    assert 'class="button" href="/campaigns/leads/ways"' in client.get("/worth/report").text
