"""Search in a real store: filters, reasons, what changes, what is undone, kept searches."""

from __future__ import annotations

import pytest

from nahbar.creators.intake import Choice
from nahbar.creators.search.facts import Filters
from nahbar.creators.service.finding import indexing
from nahbar.creators.service.finding.saved_searches import (
    drop_search,
    list_searches,
    look_at_search,
    overview_with_news,
    save_search,
)
from nahbar.creators.service.finding.searching import Question, price_currency, search
from nahbar.creators.service.imports.importing import import_file, undo_import
from nahbar.kernel.errors import BadInput, NotFound
from tests.conftest import both_engines
from tests.creators.tables import write_table

PEOPLE = [
    ("instagram", "lesefuchs", "Lese Füchsin", "Kinderbücher und Vorlesen", 12_000, "de", "DE"),
    ("instagram", "kochmueller", "Kathrin Müller", "Vegane Rezepte aus Köln", 3_400, "de", "DE"),
    ("tiktok", "trailtom", "Tom Runs", "Marathon and trail running in the Alps", 250_000, "en", "AT"),
]
COLUMNS = ("platform", "handle", "name", "bio", "followers", "language", "country")
POSTS = [
    {"platform": "instagram", "handle": "lesefuchs", "post_id": "a", "posted_at": "2026-10-01", "text": "Guten Morgen"},
    {
        "platform": "instagram",
        "handle": "lesefuchs",
        "post_id": "b",
        "posted_at": "2026-09-01",
        "text": "Ein Bilderbuch über einen Bären, der nicht schlafen will",
    },
]


def add(house, folder, name, kind, rows):
    done = import_file(house, kind, write_table(folder / f"{name}.csv", rows), Choice(), "alice@example.org")
    indexing.forget_index(house)
    return done.import_id


@pytest.fixture
def filled(house, tmp_path):
    add(house, tmp_path, "creators", "creators", [dict(zip(COLUMNS, one, strict=True)) for one in PEOPLE])
    add(house, tmp_path, "posts", "posts", POSTS)
    return house


def handles(house, text="", **filters):
    return [hit.handle for hit in search(house, Question(text, filters=Filters(**filters))).hits]


@both_engines
def test_words_and_meaning_find_who_fits(filled):
    assert handles(filled, "Kinderbuch")[0] == "lesefuchs"
    assert handles(filled, "Mueller") == ["kochmueller"]
    assert handles(filled, "jogging in the mountains")[0] == "trailtom"


def test_what_is_far_beside_the_nearest_is_not_found_by_meaning(filled):
    hits = search(filled, Question("Bilderbücher für kleine Kinder vorlesen", by="meaning")).hits
    assert [hit.handle for hit in hits] == ["lesefuchs"]
    assert [one.render() for one in hits[0].reasons] == ["profile and posts say something like it"]


@both_engines
def test_a_hit_says_why_and_shows_the_post_that_fits_best(filled):
    (hit,) = search(filled, Question("Bilderbuch", by="words")).hits
    assert [one.render() for one in hit.reasons] == ["“bilderbuch” in posts"]
    assert (hit.post.post_id, hit.post.cosine) == ("b", None)


@both_engines
def test_filters_hold_and_unknown_values_pass_no_bound(filled, tmp_path):
    assert handles(filled, country="AT") == ["trailtom"]
    assert handles(filled, followers_to=12_000) == ["lesefuchs", "kochmueller"]
    assert handles(filled, "Bücher", platform="tiktok") == []
    add(filled, tmp_path, "more", "posts", [{**POSTS[0], "handle": "ohne.zahl"}])
    assert "ohne.zahl" not in handles(filled, followers_from=0)
    assert len(handles(filled)) == 4


@both_engines
def test_what_is_imported_is_found_at_once_and_what_is_undone_is_not(filled, tmp_path):
    new = [
        {
            "platform": "instagram",
            "handle": "leinen",
            "name": "Leinenliebe",
            "bio": "Nachhaltige Mode aus Leinen",
            "followers": 800,
        }
    ]
    done = add(filled, tmp_path, "new", "creators", new)
    assert handles(filled, "Leinen") == ["leinen"]
    undo_import(filled, done)
    indexing.forget_index(filled)
    assert handles(filled, "Leinen") == []


@both_engines
def test_a_changed_profile_is_found_by_its_new_words_only(filled, tmp_path):
    handles(filled, "Rezepte")
    add(
        filled,
        tmp_path,
        "new",
        "creators",
        [{"platform": "instagram", "handle": "kochmueller", "bio": "Töpfern", "followers": 800}],
    )
    assert handles(filled, "Töpfern") == ["kochmueller"]
    assert search(filled, Question("Rezepte", by="words")).hits == []


@both_engines
def test_an_index_that_is_gone_is_made_again(filled):
    handles(filled, "Kinderbuch")
    folder = filled.workspace.files / "search"
    (folder / "current.json").write_text("{broken")
    indexing.forget_index(filled)
    assert handles(filled, "Kinderbuch")[0] == "lesefuchs"


def test_creators_like_one_come_without_it(house, tmp_path):
    more = [
        *PEOPLE,
        ("instagram", "bilderbar", "Bilderbär", "Bilderbücher für kleine Kinder vorgelesen", 900, "de", "DE"),
    ]
    add(house, tmp_path, "creators", "creators", [dict(zip(COLUMNS, one, strict=True)) for one in more])
    alike = [hit.handle for hit in search(house, Question(like="instagram/lesefuchs")).hits]
    assert alike[0] == "bilderbar"
    assert "lesefuchs" not in alike
    with pytest.raises(NotFound):
        search(house, Question(like="instagram/nobody"))


def test_an_empty_workspace_answers_nobody(house):
    found = search(house, Question("Bücher"))
    assert (found.total, found.creators, found.hits) == (0, 0, [])


def test_hits_can_be_ordered_by_a_figure_with_the_unknown_last(filled, tmp_path):
    add(filled, tmp_path, "more", "posts", [{**POSTS[0], "handle": "ohne.zahl"}])
    ordered = [hit.handle for hit in search(filled, Question(sort="followers")).hits]
    assert ordered == ["kochmueller", "lesefuchs", "trailtom", "ohne.zahl"]
    with pytest.raises(BadInput):
        search(filled, Question(sort="luck"))


def test_a_word_that_others_use_is_not_guessed_in_a_reason(filled, tmp_path):
    bio = "Wir lesen Kindern abends Geschichten"
    reader = {"platform": "instagram", "handle": "abends", "bio": bio, "followers": 9}
    add(filled, tmp_path, "reader", "creators", [reader])
    hits = search(filled, Question("Vorlesen")).hits
    reasons = {hit.handle: [one.render() for one in hit.reasons] for hit in hits}
    assert "“vorlesen” in the profile" in reasons["lesefuchs"]
    assert reasons["abends"] == ["the profile says something like it"]


def test_a_reason_shows_the_word_as_it_is_written(house, tmp_path):
    rows = [dict(zip(COLUMNS, ("instagram", "eine", "Zöliakie-Alltag", "", 10, "de", "DE"), strict=True))]
    add(house, tmp_path, "creators", "creators", rows)
    (hit,) = search(house, Question("Zoeliakie", by="words")).hits
    assert hit.reasons[0].render() == "“zöliakie” in the name"


def test_creators_like_one_are_not_said_to_hold_words(filled, tmp_path):
    twin = {"platform": "instagram", "handle": "twin", "bio": "Kinderbücher und Vorlesen", "followers": 10}
    add(filled, tmp_path, "twin", "creators", [twin])
    hit = search(filled, Question("Vorlesen", like="instagram/twin")).hits[0]
    assert (hit.handle, [one.render() for one in hit.reasons]) == ("lesefuchs", ["writes about the same things"])


@both_engines
def test_a_kept_search_tells_who_is_new_once(filled, tmp_path):
    kept = save_search(filled, "Vorlesen", Question("Kinderbücher vorlesen"), "alice@example.org")
    assert list_searches(filled)[0].new == 0
    new = [
        {
            "platform": "instagram",
            "handle": "bilderbar",
            "bio": "Kinderbücher, jeden Abend vorgelesen",
            "followers": 800,
        }
    ]
    add(filled, tmp_path, "new", "creators", new)
    assert list_searches(filled)[0].new == 1
    assert [hit.handle for hit in look_at_search(filled, kept).new] == ["bilderbar"]
    assert look_at_search(filled, kept).new == []
    drop_search(filled, kept)
    assert list_searches(filled) == []
    with pytest.raises(NotFound):
        drop_search(filled, kept)


def test_a_kept_search_needs_a_name(filled):
    with pytest.raises(BadInput):
        save_search(filled, "  ", Question("x"), "alice@example.org")


@both_engines
def test_prices_are_compared_in_the_currency_that_most_have(filled, tmp_path):
    assert price_currency(filled) == ""
    prices = [("lesefuchs", "300", "EUR"), ("kochmueller", "500", "EUR")]
    rows = [{"platform": "instagram", "handle": one, "price": price, "currency": code} for one, price, code in prices]
    add(filled, tmp_path, "prices", "prices", [*rows, {**rows[0], "platform": "tiktok", "handle": "trailtom"}])
    add(filled, tmp_path, "yen", "prices", [{**rows[0], "platform": "tiktok", "handle": "trailtom", "currency": "JPY"}])
    assert price_currency(filled) == "EUR"
    assert set(handles(filled, price_to=400.0)) == {"lesefuchs"}
    ordered = search(filled, Question("", filters=Filters(), sort="price_cents")).hits
    assert [hit.handle for hit in ordered][:2] == ["lesefuchs", "kochmueller"]


def test_a_saved_search_for_those_like_one_who_is_gone_finds_nobody_and_can_be_dropped(filled, tmp_path):
    gone = {"platform": "instagram", "handle": "gone", "bio": "Bilderbücher", "followers": 800}
    import_id = add(filled, tmp_path, "gone", "creators", [gone])
    kept = save_search(filled, "Wie gone", Question(like="instagram/gone"), "alice@example.org")
    undo_import(filled, import_id)
    indexing.forget_index(filled)
    assert [(one.found, one.new) for one in list_searches(filled)] == [(0, 0)]
    assert overview_with_news(filled).news == []
    assert (look_at_search(filled, kept).new, look_at_search(filled, kept).known) == ([], [])
    drop_search(filled, kept)
    assert list_searches(filled) == []
