"""The redirect: where it leads, what it keeps of whom, and what it says when it leads nowhere."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import msgspec
import pytest
import sqlalchemy as sa

from nahbar.campaigns.links import records, visitors
from nahbar.campaigns.links.contracts import Clicks
from nahbar.campaigns.links.routing import Routes
from nahbar.campaigns.links.service import background
from nahbar.campaigns.links.service.counting import count_clicks
from nahbar.campaigns.links.service.keeping import edit_link, pause_link, resume_link
from nahbar.campaigns.links.service.looking import link_page
from nahbar.campaigns.links.spool import FOLDER
from nahbar.kernel.journal import journal
from nahbar.kernel.settings import LinksSettings
from tests.campaigns.links.visiting import BROWSER, SHOP, Visitor, make, visited
from tests.command_line import environment
from tests.conftest import both_engines


@pytest.fixture
def visit(house):
    make(house)
    with visited(house) as made:
        yield made


def clicks(house, slug="spring"):
    return link_page(house, slug).clicks


def points(house):
    with house.store.read() as connection:
        return connection.execute(sa.select(journal)).all()


def test_a_click_leads_to_the_target_and_may_not_be_kept_by_browsers(visit):
    answer = visit("/l/spring")
    assert (answer.status, answer.location) == (302, SHOP)
    assert (answer.headers["cache-control"], answer.headers["referrer-policy"]) == ("no-store", "no-referrer")


@pytest.mark.parametrize("path", ["/l/SPRING", "/l/spring/", "/spring"])
def test_a_slug_is_found_as_people_type_it(visit, path):
    assert visit(path).location == SHOP


def test_the_query_of_a_visitor_is_not_copied(visit):
    assert visit("/l/spring?next=https://evil.example&utm_source=x").location == SHOP


@both_engines
def test_every_click_is_counted_once_as_what_it_is(house):
    make(house, creator="instagram/lese.fuchs", campaign="Spring", post="p1")
    with visited(house) as visit:
        visit("/l/spring")
        visit("/l/spring")
        Visitor(visit.part, "203.0.113.8")("/l/spring")
        visit("/l/spring", method="HEAD")
        visit("/l/spring", agent="WhatsApp/2.23.20.0")
        visit("/l/spring", agent=None)
        visit("/l/spring", sec_purpose="prefetch")
        assert clicks(house) == Clicks(people=2, bots=4, repeats=1)
        assert clicks(house) == Clicks(people=2, bots=4, repeats=1)
    found = points(house)
    assert [(one.kind, one.link, one.creator, one.campaign, one.post, one.channel) for one in found] == [
        ("click", "spring", "instagram/lese.fuchs", "Spring", "p1", "instagram")
    ] * 2
    assert [(one.person, one.consent) for one in found] == [(None, None)] * 2


def test_a_file_whose_worker_is_gone_is_counted_and_deleted(house, visit):
    visit("/l/spring")
    visit.part._spool.stop()
    assert clicks(house) == Clicks(people=1)
    assert list((house.workspace.folder / FOLDER).iterdir()) == []
    assert clicks(house) == Clicks(people=1)


def test_a_file_that_is_written_to_stays(house, visit):
    visit("/l/spring")
    count_clicks(house)
    assert len(list((house.workspace.folder / FOLDER).iterdir())) == 1
    Visitor(visit.part, "203.0.113.8")("/l/spring")
    assert clicks(house) == Clicks(people=2)


def test_files_roll_over_and_lose_nothing(house, visit, monkeypatch):
    monkeypatch.setattr("nahbar.campaigns.links.spool.MOST_BYTES", 48 * 3)
    for k in range(10):
        Visitor(visit.part, f"203.0.113.{k}")("/l/spring")
    assert len(list((house.workspace.folder / FOLDER).iterdir())) == 4
    visit.part._spool.sync()
    assert clicks(house) == Clicks(people=10)
    assert len(list((house.workspace.folder / FOLDER).iterdir())) == 1


def test_the_begun_record_of_a_killed_worker_is_left_out(house, visit):
    visit("/l/spring")
    (path,) = (house.workspace.folder / FOLDER).iterdir()
    visit.part._spool.stop()
    with path.open("ab") as file:
        file.write(b"begun")
    done = count_clicks(house)
    assert (done.clicks, done.torn) == (1, 1)
    assert not path.exists()


def test_clicks_that_waited_for_long_are_judged_alike_however_few_at_a_time(house, visit):
    link_id, hour_ago = link_page(house, "spring").link.id, time.time_ns() // 1000 - 3_600_000_000
    left = b"".join(records.encode(hour_ago + k, 1, 1, link_id, 0, 0, records.NO_CLICK_ID) for k in range(6))
    (house.workspace.folder / FOLDER / "left.clicks").write_bytes(left)
    while count_clicks(house, 2).more:
        pass
    assert clicks(house) == Clicks(people=1, repeats=5)


def test_a_run_that_ended_before_its_transaction_counts_again(house, visit, monkeypatch):
    visit("/l/spring")

    def killed(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("nahbar.campaigns.links.service.counting.tables.keep_memory", killed)
    with pytest.raises(KeyboardInterrupt):
        count_clicks(house)
    monkeypatch.undo()
    assert clicks(house) == Clicks(people=1)


def test_a_process_counts_a_few_at_a_time_until_nothing_waits(house, visit, monkeypatch):
    for k in range(7):
        Visitor(visit.part, f"203.0.113.{k}")("/l/spring")
    sizes = []

    def three_at_once(house):
        done = count_clicks(house, 3)
        sizes.append(done.clicks)
        return done

    monkeypatch.setattr(background, "count_clicks", three_at_once)
    monkeypatch.setattr(background, "LOOK_SECONDS", 0.0)
    background.drain(house.workspace.folder)
    assert sizes == [3, 3, 1]
    assert clicks(house) == Clicks(people=7)


def test_a_run_that_ended_before_it_deleted_its_file_counts_nothing_twice(house, visit, monkeypatch):
    visit("/l/spring")
    visit.part._spool.stop()
    monkeypatch.setattr("nahbar.campaigns.links.service.counting._tidy", lambda *_: None)
    count_clicks(house)
    monkeypatch.undo()
    assert clicks(house) == Clicks(people=1)
    assert list((house.workspace.folder / FOLDER).iterdir()) == []


def test_without_consent_there_is_no_click_id(house, visit):
    assert "nahbar_click" not in visit("/l/spring").location
    assert "nahbar_click" not in visit("/l/spring?c=0").location


def test_with_consent_a_random_click_id_travels_and_names_the_touchpoint(house, visit):
    made = [Visitor(visit.part, f"203.0.113.{k}")("/l/spring?c=1").location for k in range(2)]
    ids = [re.fullmatch(re.escape(SHOP) + r"\?nahbar_click=([0-9a-f]{32})", one).group(1) for one in made]
    assert ids[0] != ids[1]
    clicks(house)
    assert {(one.id, one.consent, one.person) for one in points(house)} == {(one, True, None) for one in ids}


@pytest.mark.parametrize("header", [{"dnt": "1"}, {"sec_gpc": "1"}])
def test_a_browser_that_objects_gets_no_click_id(visit, header):
    assert visit("/l/spring?c=1", **header).location == SHOP


def test_the_click_id_stands_behind_the_query_and_before_the_fragment(house):
    make(house, target=f"{SHOP}?a=b#top")
    with visited(house) as visit:
        assert re.fullmatch(re.escape(SHOP) + r"\?a=b&nahbar_click=\w{32}#top", visit("/l/spring?c=1").location)


def test_no_address_of_a_visitor_is_kept_anywhere(house, visit):
    visit("/l/spring", agent="A browser with a rare name")
    visit.part._spool.sync()
    clicks(house)
    for path in house.workspace.folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"203.0.113.7" not in content, path
            assert bytes([203, 0, 113, 7]) not in content, path
            assert b"rare name" not in content, path


def test_the_salt_of_a_day_is_gone_with_the_day(house):
    salted = visitors.Salted(house.workspace)
    day = visitors.DAY
    first = salted("203.0.113.7", 20_000 * day)
    assert salted("203.0.113.7", 20_000 * day + 5) == first
    assert salted("203.0.113.7", 20_001 * day) != first
    names = [path.name for path in (house.workspace.folder / "keys").glob("clicks-*")]
    assert names == ["clicks-20001.key"]


def test_two_workers_share_the_salt(house):
    one, other = visitors.Salted(house.workspace), visitors.Salted(house.workspace)
    assert one("203.0.113.7", 0) == other("203.0.113.7", 0)


def test_a_proxy_in_front_is_believed_and_a_visitor_is_not(house, visit):
    near = Visitor(visit.part, "127.0.0.1")
    near("/l/spring", x_forwarded_for="198.51.100.1, 203.0.113.50")
    near("/l/spring", x_forwarded_for="203.0.113.51")
    assert clicks(house) == Clicks(people=2)
    Visitor(visit.part, "198.51.100.9")("/l/spring", x_forwarded_for="203.0.113.52")
    Visitor(visit.part, "198.51.100.9")("/l/spring", x_forwarded_for="203.0.113.53")
    assert clicks(house) == Clicks(people=3, repeats=1)


@pytest.mark.parametrize(("wished", "words"), [("de-AT,de;q=0.9", "führt nirgendwohin"), ("en-GB", "leads nowhere")])
def test_an_unknown_slug_gets_a_friendly_page_in_the_visitors_language(visit, wished, words):
    answer = visit("/l/sprong", accept_language=wished)
    assert (answer.status, answer.headers["content-language"]) == (404, wished[:2])
    assert words in answer.text
    assert int(answer.headers["content-length"]) == len(answer.text.encode())


@pytest.mark.parametrize("path", ["/l/", "/l/%F0", "/l/a/b/c", "/l/" + "x" * 5_000, "/l/../../etc", "/"])
def test_odd_paths_are_unknown_slugs(visit, path):
    assert visit(path).status == 404


def test_a_paused_link_says_so_and_a_resumed_one_leads_on(house, visit):
    pause_link(house, "spring", "alice")
    visit.part._routes.refresh()
    assert visit("/l/spring").status == 410
    resume_link(house, "spring", "alice")
    visit.part._routes.refresh()
    assert visit("/l/spring").status == 302
    assert clicks(house) == Clicks(people=1)


def test_a_link_ends_at_its_moment(house):
    make(house, "over", expires_at="2020-01-01")
    make(house, "later", expires_at="2099-01-01")
    with visited(house) as visit:
        assert (visit("/l/over").status, visit("/l/later").status) == (410, 302)


def test_an_edit_reaches_a_worker_without_loading_all_links(house, visit):
    make(house, "other")
    visit.part._routes.refresh()
    known = visit.part._routes.by_slug["spring"]
    edit_link(house, "other", {"target": "https://other.example/"}, "alice")
    visit.part._routes.refresh()
    assert visit("/l/other").location == "https://other.example/"
    assert visit.part._routes.by_slug["spring"] is known


@both_engines
def test_the_thread_brings_in_an_edit(house):
    make(house)
    routes = Routes(house)
    routes.start()
    try:
        edit_link(house, "spring", {"target": "https://other.example/"}, "alice")
        for _ in range(200):
            if routes.by_slug["spring"].urls == ["https://other.example/"]:
                break
            routes._ending.wait(0.02)
        assert routes.by_slug["spring"].urls == ["https://other.example/"]
    finally:
        routes.stop()


def test_a_target_at_the_host_that_was_asked_leads_in_no_circle(house):
    make(house, target="https://go.example.org/l/other")
    with visited(house) as visit:
        assert visit("/l/spring").status == 410
        assert visit("/l/spring", host="elsewhere.example").status == 302


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(house, visit, method):
    answer = visit("/l/spring", method=method)
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")
    assert clicks(house) == Clicks()


def test_a_head_gets_headers_alone(visit):
    assert visit("/l/spring", method="HEAD").location == SHOP
    missing = visit("/l/sprong", method="HEAD")
    assert (missing.status, missing.text) == (404, "")


def test_a_split_gives_each_visitor_one_target_and_counts_it(house):
    make(house, target=f"{SHOP}/a 1\n{SHOP}/b 1")
    with visited(house) as visit:
        many = [Visitor(visit.part, f"203.0.113.{k}") for k in range(40)]
        first, second = ([one("/l/spring").location for one in many] for _ in "ab")
        assert first == second
        assert set(first) == {f"{SHOP}/a", f"{SHOP}/b"}
        by_target = link_page(house, "spring").by_target
        assert [one.people for one in by_target] == [first.count(f"{SHOP}/a"), first.count(f"{SHOP}/b")]
    assert {one.assignment for one in points(house)} == {"spring/a", "spring/b"}


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
def test_what_cannot_be_kept_is_answered_honestly_with_a_way_on(house, visit, monkeypatch, error):
    visit("/l/spring")

    def full(*_):
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr("nahbar.campaigns.links.spool.os.write", full)
    answer = visit("/l/spring")
    assert (answer.status, answer.headers["retry-after"]) == (503, "10")
    assert f'href="{SHOP}"' in answer.text
    monkeypatch.undo()
    Visitor(visit.part, "203.0.113.8")("/l/spring")
    assert clicks(house) == Clicks(people=2)


def test_the_first_click_of_a_day_on_a_full_disk_has_a_way_on_too(house, visit, monkeypatch):
    """Its salt cannot be made: that answered 500 until the disk had room."""

    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("nahbar.kernel.workspace.os.open", full)
    answer = visit("/l/spring")
    assert (answer.status, answer.headers["retry-after"]) == (503, "10")
    assert f'href="{SHOP}"' in answer.text
    monkeypatch.undo()
    assert visit("/l/spring").status == 302


def test_a_record_that_was_written_in_part_does_not_shift_the_next(house, visit, monkeypatch):
    whole = os.write
    monkeypatch.setattr("nahbar.campaigns.links.spool.os.write", lambda file, record: whole(file, record[:20]))
    assert visit("/l/spring").status == 503
    monkeypatch.undo()
    Visitor(visit.part, "203.0.113.8")("/l/spring")
    assert clicks(house) == Clicks(people=1)


def test_a_workspace_without_the_folder_says_so_and_goes_on_when_it_is_back(house, visit):
    folder = house.workspace.folder / FOLDER
    folder.rmdir()
    assert visit("/l/spring").status == 503
    folder.mkdir()
    assert visit("/l/spring").status == 302


def test_the_own_domain_answers_every_path(workspace, house):
    settings = msgspec.structs.replace(house.workspace.settings, links=LinksSettings(domain="go.example.org"))
    named = replace(house, workspace=replace(house.workspace, settings=settings))
    make(named)
    with visited(named) as visit:
        assert visit.part.domain == "go.example.org"
        assert visit("/spring").location == SHOP


def test_two_countings_at_once_count_once(house, visit):
    for k in range(20):
        Visitor(visit.part, f"203.0.113.{k}")("/l/spring", agent=BROWSER)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: link_page(house, "spring"), range(4)))
    assert clicks(house) == Clicks(people=20)


def test_a_storm_is_counted_by_a_process_of_its_own(house, visit):
    for k in range(50):
        Visitor(visit.part, f"203.0.113.{k}")("/l/spring")
    words = [sys.executable, "-m", "nahbar.campaigns.links.service.background", str(house.workspace.folder)]
    done = subprocess.run(words, env=environment(), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(points(house)) == 50
