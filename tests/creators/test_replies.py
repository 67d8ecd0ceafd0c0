"""The creator's right of reply: links that open one report only, answers, files that wait, and the log of it all."""

from __future__ import annotations

import re

import pytest
import sqlalchemy as sa

from nahbar.creators import overview
from nahbar.creators.authenticity.weights import SPEC
from nahbar.creators.intake import Choice
from nahbar.creators.service import replies
from nahbar.creators.service.finding.indexing import forget_index
from nahbar.creators.service.finding.saved_searches import save_search
from nahbar.creators.service.finding.searching import Question
from nahbar.creators.service.imports.importing import import_file, list_imports, run_import
from nahbar.creators.service.imports.uploads import upload_path
from nahbar.kernel.errors import BadInput, Conflict, NotFound
from nahbar.kernel.guests import DAY_SECONDS
from nahbar.kernel.tables import guest_link
from tests.conftest import ALICE, both_engines
from tests.creators.tables import CREATORS, post_rows, write_table
from tests.web import add_people, csrf, send, served, sign_in

FOX, BERT = "instagram/lese.fuchs", "instagram/buchbert"


def secret_of(path):
    return path.removeprefix("/report/")


@pytest.fixture
def filled_house(house, tmp_path):
    import_file(house, "creators", write_table(tmp_path / "creators.csv", CREATORS), Choice(), ALICE)
    posts = post_rows("instagram", "lese.fuchs", 12)
    import_file(house, "posts", write_table(tmp_path / "posts.csv", posts), Choice(), ALICE)
    return house


@pytest.fixture
def secret(filled_house):
    return secret_of(replies.invite(filled_house, FOX, 14, ALICE))


@both_engines
def test_a_link_opens_one_report_and_is_logged(filled_house, secret):
    shown = replies.guest_report(filled_house, secret)
    assert shown.name == "instagram/Lese.Fuchs"
    assert shown.shown.neighbours == ()
    actions = [line.action for line in replies.invitations(filled_house, FOX).log]
    assert actions == ["guest.open", "guest.make"]


@both_engines
def test_the_secret_itself_is_not_kept(filled_house, secret):
    with filled_house.store.read() as connection:
        row = connection.execute(sa.select(guest_link)).one()
    assert secret not in repr(row)


def test_a_link_expires(filled_house, secret, monkeypatch):
    later = replies.now() + 14 * DAY_SECONDS
    monkeypatch.setattr(replies, "now", lambda: later - 1)
    replies.guest_report(filled_house, secret)
    monkeypatch.setattr(replies, "now", lambda: later)
    with pytest.raises(NotFound):
        replies.guest_report(filled_house, secret)
    with pytest.raises(NotFound):
        replies.answer(filled_house, secret, "", "zu spät")


@both_engines
def test_a_revoked_link_opens_nothing(filled_house, secret):
    (link,) = replies.invitations(filled_house, FOX).links
    with pytest.raises(NotFound):
        replies.revoke(filled_house, BERT, link.id, ALICE)
    replies.revoke(filled_house, FOX, link.id, ALICE)
    with pytest.raises(NotFound):
        replies.guest_report(filled_house, secret)


@pytest.mark.parametrize("days", [0, -1, 91])
def test_a_link_lasts_no_odd_time(filled_house, days):
    with pytest.raises(BadInput):
        replies.invite(filled_house, FOX, days, ALICE)


def test_signs_that_do_not_exist_get_no_answer(filled_house, secret):
    with pytest.raises(BadInput):
        replies.answer(filled_house, secret, "nonsense", "x")
    known = {sign for features in SPEC.values() for _, sign, _ in features}
    assert known <= set(replies.SIGNS)


@both_engines
def test_answers_stand_by_their_sign_and_only_with_their_creator(filled_house, secret):
    replies.answer(filled_house, secret, "follower_burst", "Da war ich im Fernsehen. 📺")
    replies.answer(filled_house, secret, "", "Danke für die Offenheit.")
    given = replies.replies_to(filled_house, FOX)
    assert {sign: [one.text for one in said] for sign, said in given.by_sign.items()} == {
        "follower_burst": ["Da war ich im Fernsehen. 📺"],
        "": ["Danke für die Offenheit."],
    }
    assert replies.replies_to(filled_house, BERT).by_sign == {}


def test_an_answer_has_a_text_of_some_length_and_there_are_not_endless_ones(filled_house, secret, monkeypatch):
    for text in ("  ", "x" * (replies.LONGEST_ANSWER + 1)):
        with pytest.raises(BadInput):
            replies.answer(filled_house, secret, "", text)
    monkeypatch.setattr(replies, "MOST_ANSWERS", 1)
    replies.answer(filled_house, secret, "", "eins")
    with pytest.raises(Conflict):
        replies.answer(filled_house, secret, "", "zwei")


@both_engines
def test_the_whole_way_of_a_reply(filled_house):
    add_people(filled_house)
    with served(filled_house) as brand:
        sign_in(brand, "editor")
        assert send(brand, f"/creators/{FOX}/guests", days="0").status_code == 422
        assert send(brand, f"/creators/{FOX}/guests", days="7").status_code == 303
        path = re.search(r"/report/[\w-]+", brand.get(f"/creators/{FOX}/guests").text).group(0)
        assert path not in brand.get(f"/creators/{FOX}/guests").text
    with served(filled_house) as guest:
        answer = guest.get(path)
        assert answer.status_code == 200
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "noindex" in answer.headers["x-robots-tag"]
        assert "buchbert" not in answer.text.lower()
        assert 'href="/creators' not in answer.text
        assert send(guest, f"{path}/answer", sign="", text="Das war <b>Urlaub</b>.").status_code == 303
        daily = {"file": ("zahlen.csv", b"date,followers\n2026-10-01,12000\n2026-10-02,12010\n", "text/csv")}
        told = {"_csrf_token": csrf(guest), "data_kind": "followers-daily"}
        assert guest.post(f"{path}/data", data=told, files=daily).status_code == 303
        assert send(guest, f"{path}/answer", kind="erasure", text="").status_code == 303
        assert send(guest, f"{path}/answer", sign="", text="").status_code == 422
        assert guest.get("/report/nothing-like-it").status_code == 404
        for elsewhere in ("/", "/creators", f"/creators/{FOX}", f"/creators/{FOX}/guests"):
            assert guest.get(elsewhere).status_code == 303
    waiting = [run for run in list_imports(filled_house) if run.state == "uploaded"]
    places = [(run.kind, run.options["platform"], run.options["handle"]) for run in waiting]
    assert places == [("followers-daily", "instagram", "Lese.Fuchs")]
    with served(filled_house) as brand:
        sign_in(brand, "viewer")
        report = brand.get(f"/creators/{FOX}").text
        assert "Das war &lt;b&gt;Urlaub&lt;/b&gt;." in report
        assert "nahbar person erase" in report
        assert brand.get(f"/creators/{FOX}/guests").status_code == 403


def test_a_guest_cannot_hand_in_other_peoples_tables(filled_house, secret):
    with served(filled_house) as guest:
        told = {"_csrf_token": csrf(guest), "data_kind": "creators"}
        files = {"file": ("a.csv", b"platform,handle,followers\nx,y,1\n", "text/csv")}
        assert guest.post(f"/report/{secret}/data", data=told, files=files).status_code == 422
    assert all(run.state != "uploaded" for run in list_imports(filled_house))


def hand_in(guest, secret, kind, name, content):
    told = {"_csrf_token": csrf(guest), "data_kind": kind}
    return guest.post(f"/report/{secret}/data", data=told, files={"file": (name, content, "text/csv")})


def test_a_guest_is_thanked_in_the_language_of_the_page_and_for_what_they_asked(filled_house, secret, tmp_path):
    german = [{"platform": "instagram", "handle": "lese.fuchs", "followers": 12_000, "language": "de"}]
    import_file(filled_house, "creators", write_table(tmp_path / "german.csv", german), Choice(), ALICE)
    with served(filled_house) as guest:
        guest.headers["accept-language"] = "en"
        assert "Was sagen diese Zahlen" in guest.get(f"/report/{secret}").text
        assert send(guest, f"/report/{secret}/answer", kind="erasure", text="").status_code == 303
        page = guest.get(f"/report/{secret}").text
    assert "Der Marke ist gesagt, dass du die Löschung deiner Daten möchtest." in page


def test_rows_of_somebody_else_in_a_guests_file_are_refused_whatever_the_brand_chooses(filled_house, secret):
    table = (
        b"platform,handle,date,followers\n"
        b"instagram,@Lese.Fuchs,2026-10-01,12000\ninstagram,buchbert,2026-10-01,3\ntiktok,lese.fuchs,2026-10-01,4\n"
    )
    add_people(filled_house)
    with served(filled_house) as guest:
        assert hand_in(guest, secret, "followers-daily", "zahlen.csv", table).status_code == 303
    (waiting,) = [run for run in list_imports(filled_house) if run.state == "uploaded"]
    with served(filled_house) as brand:
        sign_in(brand, "editor")
        page = brand.get(f"/data/imports/{waiting.id}").text
        assert "instagram/Lese.Fuchs handed this file in" in page.replace("\n", " ")
        assert "2 of them would be refused" in page
        # What the brand fills in for all rows does not widen what a guest may bring.
        send(brand, f"/data/imports/{waiting.id}/columns", platform="instagram", handle="buchbert")
    outcome = run_import(filled_house, waiting.id, upload_path(filled_house, waiting.id))
    assert (outcome.read, outcome.new, outcome.refused) == (3, 1, 2)
    assert [one.row for one in outcome.refusals] == [2, 3]
    assert "instagram/buchbert" in outcome.refusals[0].reason.render()


def test_a_guests_export_is_taken_for_their_own_platform_only(filled_house, secret):
    with served(filled_house) as guest:
        content = b'{"Profile": {"Follower": {"FansList": [{"Date": "2026-01-01 10:00:00", "UserName": "x"}]}}}'
        assert hand_in(guest, secret, "tiktok-export", "user_data.json", content).status_code == 303
    (waiting,) = [run for run in list_imports(filled_house) if run.state == "uploaded"]
    outcome = run_import(filled_house, waiting.id, upload_path(filled_house, waiting.id))
    assert outcome.new == 0
    assert outcome.refused == outcome.read > 0


def test_a_guest_cannot_fill_the_disk(filled_house, secret, monkeypatch):
    monkeypatch.setattr(replies, "MOST_FILES", 1)
    with served(filled_house) as guest:
        table = b"date,followers\n2026-10-01,12000\n"
        assert hand_in(guest, secret, "followers-daily", "eins.csv", table).status_code == 303
        answer = hand_in(guest, secret, "followers-daily", "zwei.csv", table)
    assert answer.status_code == 422
    assert "1 file that nobody has looked at yet" in answer.text
    assert len([run for run in list_imports(filled_house) if run.state == "uploaded"]) == 1


def test_the_name_of_a_file_holds_nothing_that_turns_or_ends_a_line(filled_house, secret):
    with served(filled_house) as guest:
        name = "a\u202evsc\x00\x1b[31m.csv"
        assert hand_in(guest, secret, "followers-daily", name, b"date,followers\n").status_code == 303
    (waiting,) = [run for run in list_imports(filled_house) if run.state == "uploaded"]
    assert waiting.file.isprintable()


def test_what_was_typed_stays_when_it_is_refused_and_lines_count_as_written(filled_house, secret):
    lines = "\r\n".join(["Zeile"] * 833)
    assert len(lines) > replies.LONGEST_ANSWER
    assert len(lines.replace("\r\n", "\n")) <= replies.LONGEST_ANSWER
    with served(filled_house) as guest:
        guest.get(f"/report/{secret}")
        assert send(guest, f"/report/{secret}/answer", sign="", text=lines).status_code == 303
        for told in ({"sign": ""}, {"kind": "erasure"}):
            answer = send(guest, f"/report/{secret}/answer", text="Mein langer Text " * 400, **told)
            assert answer.status_code == 422
            assert "Mein langer Text Mein" in answer.text


def test_the_start_page_names_who_asked_for_erasure_and_what_is_new(filled_house, secret, tmp_path):
    replies.answer(filled_house, secret, "", "", "erasure")
    save_search(filled_house, "Tee", Question("Teetrinken am Morgen"), ALICE)
    more = [{"platform": "instagram", "handle": "teezeit", "bio": "Tee trinken, jeden Morgen", "followers": 900}]
    import_file(filled_house, "creators", write_table(tmp_path / "more.csv", more), Choice(), ALICE)
    forget_index(filled_house)
    shown = overview(filled_house)
    assert shown.erasures == ["instagram/Lese.Fuchs"]
    assert [(name, new) for _, name, new in shown.news] == [("Tee", 1)]
    add_people(filled_house)
    with served(filled_house) as brand:
        sign_in(brand, "viewer")
        page = brand.get("/").text
        assert "nahbar person erase instagram/Lese.Fuchs" in page
        assert "1 new creator" in page
