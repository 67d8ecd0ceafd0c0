"""Campaigns and collaborations in the store, on both engines."""

from __future__ import annotations

import dataclasses
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from nahbar.app.rooms import all_tables
from nahbar.campaigns.agree import rows, seams
from nahbar.campaigns.agree.contracts import Terms
from nahbar.campaigns.agree.reading import Owed
from nahbar.campaigns.agree.service import campaigns, collaborations, work
from nahbar.campaigns.agree.service.collaborations import Actor, add_creators, collaboration_page, take_step, undo_step
from nahbar.campaigns.brief.service import save_brief
from nahbar.campaigns.payouts.service import keep_account, make_statement
from nahbar.creators import erase_person, export_person
from nahbar.creators.intake import Choice
from nahbar.creators.service.imports.importing import import_file
from nahbar.kernel.clock import day_of, now
from nahbar.kernel.errors import BadInput, Conflict, NotFound
from nahbar.kernel.tables import audit
from tests.campaigns.conftest import BERT, BRAND, FOX, PAGE, PLAN
from tests.conftest import ALICE, both_engines
from tests.creators.tables import post_rows, write_table

CREATOR = Actor("creator", "guest link 1")
GOOD = "Werbung | Ein Buch von @lesezeichen"


def state_of(shop, number):
    return collaboration_page(shop, number).card.collaboration.state


def walk(shop, number, *steps):
    for step in steps:
        take_step(shop, number, step, BRAND)


@both_engines
def test_a_campaign_is_kept_changed_listed_and_closed(shop, campaign):
    total, lines = campaigns.campaign_lines(shop, {"q": "herbst"}, "name", 10, 0)
    assert (total, lines[0].name, lines[0].budget_cents, lines[0].collaborations) == (1, "Herbstlese", 500_000, 0)
    assert campaigns.change_campaign(shop, campaign, {**PLAN, "name": "Winterlese"}, ALICE).problems == {}
    assert campaigns.move_campaign(shop, campaign, "start", ALICE).state == "running"
    closed = campaigns.move_campaign(shop, campaign, "close", ALICE)
    assert (closed.state, closed.plan.name, closed.plan.kpis) == (
        "closed",
        "Winterlese",
        {"leads": 40, "clicks": 1_000},
    )
    with pytest.raises(Conflict):
        campaigns.move_campaign(shop, campaign, "close", ALICE)
    with pytest.raises(Conflict, match="closed"):
        add_creators(shop, campaign, [FOX], ALICE)


@both_engines
def test_the_list_is_sorted_by_every_column(shop, campaign):
    campaigns.create_campaign(shop, {"name": "Ohne alles", "goal": "ugc", "law": "uk"}, ALICE)
    for name in rows.SORTS:
        orders = [
            [line.id for line in campaigns.campaign_lines(shop, {}, sort, 10, 0)[1]] for sort in (name, f"-{name}")
        ]
        assert [sorted(one) for one in orders] == [[1, 2], [1, 2]]


def test_a_campaign_that_does_not_exist_is_not_found(shop):
    for number in (0, -1, 987_654, 2**70):
        with pytest.raises(NotFound):
            campaigns.campaign_page(shop, number)
        with pytest.raises(NotFound):
            collaboration_page(shop, number)


@both_engines
def test_creators_are_added_once_with_their_price(shop, campaign):
    first = add_creators(shop, campaign, [FOX, BERT, FOX], ALICE)
    assert len(first) == 2
    assert add_creators(shop, campaign, [FOX], ALICE) == []
    cards = campaigns.campaign_page(shop, campaign).cards
    assert [card.collaboration.terms.fee_cents for card in cards] == [45_000, 0]


@both_engines
def test_an_unknown_creator_adds_nobody(shop, campaign):
    with pytest.raises(NotFound, match="Did you mean instagram/Lese"):
        add_creators(shop, campaign, [BERT, "instagram/lese.fux"], ALICE)
    assert campaigns.campaign_page(shop, campaign).cards == []


@both_engines
def test_every_step_is_kept_with_who_and_when(shop, fox, campaign):
    save_brief(shop, campaign, "de", {"goal": "Lesen"}, ALICE)
    walk(shop, fox, "invite", "accept", "brief")
    work.hand_in_draft(shop, fox, GOOD, "photo", CREATOR)
    walk(shop, fox, "approve")
    work.note_post(shop, fox, "https://example.org/p/1", "", "photo", CREATOR)
    walk(shop, fox, "check", "pay")
    page = collaboration_page(shop, fox)
    assert [(one.step, one.party) for one in page.history] == [
        ("shortlist", "brand"), ("invite", "brand"), ("accept", "brand"), ("brief", "brand"), ("hand in", "creator"),
        ("approve", "brand"), ("publish", "creator"), ("check", "brand"), ("pay", "brand"),
    ]  # fmt: skip
    assert all(abs(one.at - now()) < 60 and one.who for one in page.history)
    with shop.store.read() as connection:
        kept = set(
            connection.execute(sa.select(audit.c.action).where(audit.c.subject == f"collaboration:{fox}")).scalars()
        )
    assert {"collaboration.invite", "collaboration.pay"} <= kept


@both_engines
def test_an_illegal_step_changes_nothing(shop, fox):
    with pytest.raises(Conflict):
        take_step(shop, fox, "approve", BRAND)
    assert state_of(shop, fox) == "shortlisted"
    assert len(collaboration_page(shop, fox).history) == 1


def test_a_brief_is_sent_only_when_there_is_one(shop, fox):
    walk(shop, fox, "invite", "accept")
    with pytest.raises(Conflict, match="no brief"):
        take_step(shop, fox, "brief", BRAND)


def test_changes_are_asked_for_with_a_reason(shop, fox, campaign):
    save_brief(shop, campaign, "de", {"goal": "Lesen"}, ALICE)
    walk(shop, fox, "invite", "accept", "brief")
    work.hand_in_draft(shop, fox, GOOD, "", CREATOR)
    with pytest.raises(BadInput):
        take_step(shop, fox, "return", BRAND)
    take_step(shop, fox, "return", BRAND, "Bitte den Titel nennen.")
    assert collaboration_page(shop, fox).history[-1].note == "Bitte den Titel nennen."


@pytest.mark.parametrize("step", ["hand in", "publish"])
def test_a_step_that_comes_with_something_is_no_mere_click(shop, fox, step, monkeypatch):
    state = {"hand in": "briefed", "publish": "draft approved"}[step]
    with shop.store.write() as connection:
        rows.move(connection, collaborations.collaboration_of(connection, fox), state, 1)
    with pytest.raises(BadInput):
        take_step(shop, fox, step, BRAND)


@both_engines
def test_the_brands_last_step_is_undone(shop, fox):
    walk(shop, fox, "invite")
    undo_step(shop, fox, BRAND)
    page = collaboration_page(shop, fox)
    assert page.card.collaboration.state == "shortlisted"
    assert [(one.step, one.undone) for one in page.history] == [("shortlist", False), ("invite", True), ("undo", False)]
    with pytest.raises(Conflict):
        undo_step(shop, fox, BRAND)


@both_engines
def test_a_post_noted_by_mistake_goes_with_its_step(shop, fox, campaign):
    walk(shop, fox, "invite", "accept")
    with shop.store.write() as connection:
        rows.move(connection, collaborations.collaboration_of(connection, fox), "draft approved", 1)
    work.note_post(shop, fox, "https://example.org/p/1", "", "", BRAND)
    undo_step(shop, fox, BRAND)
    assert collaboration_page(shop, fox).posts == []
    assert state_of(shop, fox) == "draft approved"


@both_engines
def test_who_comes_second_is_told(shop, fox):
    with shop.store.write() as connection:
        stale = collaborations.collaboration_of(connection, fox)
        collaborations.stepped(connection, stale, "invite", BRAND)
        with pytest.raises(Conflict, match="in the meantime"):
            collaborations.stepped(connection, stale, "cancel", BRAND)


@both_engines
def test_terms_change_freely_until_they_were_accepted(shop, fox):
    walk(shop, fox, "invite")
    offered = collaborations.offer_terms(shop, fox, Terms(fee_cents=50_000), BRAND)
    assert (offered.state, offered.terms_version) == ("invited", 2)
    walk(shop, fox, "accept")
    again = collaborations.offer_terms(shop, fox, Terms(fee_cents=40_000), BRAND)
    assert (again.state, again.terms_version) == ("invited", 3)


@both_engines
def test_changed_terms_are_not_smuggled_in_by_undoing(shop, fox):
    walk(shop, fox, "invite", "accept", "cancel", "reopen")
    collaborations.offer_terms(shop, fox, Terms(fee_cents=1), BRAND)
    undo_step(shop, fox, BRAND)
    with pytest.raises(Conflict, match="terms changed"):
        undo_step(shop, fox, BRAND)
    assert state_of(shop, fox) == "cancelled"


def test_the_same_terms_ask_nobody_again(shop, fox):
    walk(shop, fox, "invite", "accept")
    assert collaborations.offer_terms(shop, fox, Terms(fee_cents=45_000), BRAND).state == "agreed"


@both_engines
def test_late_deliverables_are_seen(shop, fox, campaign):
    collaborations.add_deliverable(shop, fox, Owed("video", day_of(now()) - 1, "Regal zeigen"), ALICE)
    collaborations.add_deliverable(shop, fox, Owed("story", None, ""), ALICE)
    card = campaigns.campaign_page(shop, campaign).cards[0]
    assert (card.late, len(card.deliverables)) == (1, 2)
    collaborations.settle_deliverable(shop, fox, card.deliverables[0].id, "done", ALICE)
    collaborations.settle_deliverable(shop, fox, card.deliverables[1].id, "drop", ALICE)
    card = campaigns.campaign_page(shop, campaign).cards[0]
    assert (card.late, len(card.deliverables)) == (0, 1)
    with pytest.raises(NotFound):
        collaborations.settle_deliverable(shop, fox, 987_654, "done", ALICE)


def posted(shop, number):
    with shop.store.write() as connection:
        rows.move(connection, collaborations.collaboration_of(connection, number), "draft approved", 1)


@both_engines
def test_a_post_that_holds_everything_is_checked_by_the_software(shop, fox, campaign):
    seams.provide(tracking=lambda house, one: seams.Tracking("", "FUCHS10"))
    save_brief(shop, campaign, "de", {"goal": "Lesen", "mentions": "@lesezeichen"}, ALICE)
    posted(shop, fox)
    work.note_post(shop, fox, "https://example.org/p/1", GOOD + " mit FUCHS10", "photo", CREATOR)
    page = collaboration_page(shop, fox)
    assert page.card.collaboration.state == "checked"
    assert (page.history[-1].step, page.history[-1].party) == ("check", "software")
    assert {one["subject"] for one in page.posts[0].findings} == {"label", "mention", "code"}


def test_a_post_that_misses_something_waits_for_the_brand(shop, fox, campaign):
    posted(shop, fox)
    found = work.note_post(shop, fox, "https://example.org/p/1", "Ein Geschenk von @lesezeichen", "photo", CREATOR)
    assert found[0].found is False
    assert state_of(shop, fox) == "posted"


@both_engines
def test_the_text_comes_from_an_imported_post(shop, fox, tmp_path):
    posted(shop, fox)
    work.note_post(shop, fox, "https://www.instagram.com/p/lese.fuchs-0/", "", "photo", CREATOR)
    page = collaboration_page(shop, fox)
    assert page.posts[0].checked_at is None
    with pytest.raises(BadInput):
        work.check_again(shop, fox, page.posts[0].id, "", BRAND)
    rows_of_posts = post_rows("instagram", "lese.fuchs", 2)
    import_file(shop, "posts", write_table(tmp_path / "posts.csv", rows_of_posts), Choice(), ALICE)
    work.check_again(shop, fox, page.posts[0].id, "", BRAND)
    page = collaboration_page(shop, fox)
    assert page.posts[0].text == rows_of_posts[0]["text"]
    assert page.posts[0].checked_at is not None
    assert page.posts[0].posted_day == day_of(rows_of_posts[0]["posted_at"])


@both_engines
def test_an_erased_creator_is_gone_from_every_campaign(shop, fox, campaign):
    all_tables()
    other = add_creators(shop, campaign, [PAGE], ALICE)[0]
    walk(shop, fox, "invite")
    assert export_person(shop, FOX)["as_creator"]["collaboration_step"]
    erase_person(shop, FOX, ALICE)
    cards = campaigns.campaign_page(shop, campaign).cards
    assert [card.collaboration.id for card in cards] == [other]
    with pytest.raises(NotFound):
        collaboration_page(shop, fox)
    with shop.store.read() as connection:
        named = [table for table in rows.campaign.metadata.sorted_tables if "creator_id" in table.c]
        mine = [sa.select(table).where(table.c.creator_id == 1) for table in named]
        left = [one for one in mine if connection.execute(one).first()]
    assert len(named) > 10
    assert left == []


def test_nothing_of_an_erased_creator_is_left_in_any_file(shop, fox, campaign):
    all_tables()
    save_brief(shop, campaign, "de", {"goal": "Lesen"}, ALICE)
    walk(shop, fox, "invite", "accept", "brief")
    work.hand_in_draft(shop, fox, "Ein Satz mit Sonnenblumenkernbrot", "", CREATOR)
    one = collaboration_page(shop, fox).card.collaboration
    keep_account(shop, one, "Friederike Fuchs", "DE89370400440532013000", "guest link 1")
    erase_person(shop, FOX, ALICE)
    traces = (b"Sonnenblumenkernbrot", b"DE89370400440532013000", b"Friederike", "Füchsin".encode(), b"ese.Fuchs")
    for path in shop.workspace.folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert [trace for trace in traces if trace in content] == [], path


@both_engines
def test_two_statements_at_once_pay_nothing_twice(shop, fox):
    posted(shop, fox)
    work.note_post(shop, fox, "https://example.org/p/1", "", "", BRAND)

    def make(_):
        try:
            return make_statement(shop, fox, ALICE)
        except Conflict:
            return None

    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(make, range(2)))
    assert sorted(one is None for one in made) == [False, True]


def test_terms_are_frozen():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Terms().fee_cents = 1
