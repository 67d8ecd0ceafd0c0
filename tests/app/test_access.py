"""Who may open what: every route with every role, and the ways in."""

from __future__ import annotations

import html
import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from nahbar.kernel.access import ROLES, account_by_id, list_accounts
from nahbar.kernel.web import entrance
from nahbar.kernel.web.forms import Form
from tests.conftest import ALICE, CHARLIE, PASSWORD, both_engines
from tests.web import add_people, csrf, make_token, routes, send, served, sign_in, texts

VISITORS = ("nobody", *ROLES)
# Paths that need values get ones that exist nowhere: access is decided before that is looked up.
VALUES = {"int": "987654", "str": "nothing"}


def _routes(house):
    for route in routes(house):
        for handler in getattr(route, "route_handlers", []):
            methods = sorted(handler.http_methods - {"OPTIONS", "HEAD"}) if hasattr(handler, "http_methods") else []
            for method in methods:
                yield method, route, handler


def _address(route) -> str:
    parts = [
        VALUES[part.type.__name__] if hasattr(part, "type") and part.type.__name__ in VALUES else str(part)
        for part in route.path_components
    ]
    return "/" + "/".join(parts)


def test_every_route_says_for_whom_it_is(house):
    undeclared = [
        (method, route.path)
        for method, route, handler in _routes(house)
        if not {"open", "role", "scope"} & set(handler.opt)
    ]
    assert undeclared == []


@pytest.mark.parametrize("visitor", VISITORS)
def test_every_route_lets_in_only_whom_it_says(house, visitor):
    add_people(house)
    wrong, walked = [], list(_routes(house))
    with served(house) as client:
        if visitor != "nobody":
            sign_in(client, visitor)
        token = csrf(client)
        for method, route, handler in walked:
            if route.path == "/sign-out" or "open" in handler.opt or not {"role", "scope"} & set(handler.opt):
                continue
            answer = client.request(method, _address(route), headers={"x-csrftoken": token})
            if _let_in(answer) != _allowed(handler, visitor):
                wrong.append((method, route.path, answer.status_code))
    assert wrong == []


def _let_in(answer) -> bool:
    refused = answer.status_code in (401, 403) or "/sign-in" in answer.headers.get("location", "")
    return not refused


def _allowed(handler, visitor) -> bool:
    if "scope" in handler.opt or visitor == "nobody":
        return False
    return ROLES.index(visitor) >= ROLES.index(handler.opt["role"])


@both_engines
def test_the_first_visit_makes_the_owner(house):
    with served(house) as client:
        assert client.get("/").headers["location"] == "/welcome"
        answer = send(client, "/welcome", email=ALICE, password=PASSWORD, again=PASSWORD)
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        assert client.get("/").status_code == 200
    with house.store.read() as connection:
        assert [one.role for one in list_accounts(connection)] == ["owner"]


def test_a_second_visitor_cannot_become_owner(house):
    add_people(house)
    with served(house) as client:
        answer = send(client, "/welcome", email="mallory@example.org", password=PASSWORD, again=PASSWORD)
        assert answer.headers["location"] == "/sign-in"
    with house.store.read() as connection:
        assert len(list_accounts(connection)) == 3


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"email": "alice", "password": PASSWORD, "again": PASSWORD}, "not an e-mail address"),
        ({"email": ALICE, "password": "short", "again": "short"}, "fewer than 10 characters"),
        ({"email": ALICE, "password": PASSWORD, "again": "another sentence"}, "two passwords differ"),
    ],
)
def test_a_wrong_welcome_form_says_why_beside_the_field(house, values, said):
    with served(house) as client:
        answer = send(client, "/welcome", **values)
        assert answer.status_code == 422
        assert said in texts(answer.text)
        assert 'aria-invalid="true"' in answer.text


def test_a_wrong_password_does_not_say_which_part_was_wrong(house):
    add_people(house)
    with served(house) as client:
        known = send(client, "/sign-in", email=ALICE, password="not the sentence")
        unknown = send(client, "/sign-in", email="nobody@example.org", password="not the sentence")
        assert known.status_code == unknown.status_code == 422
        assert "do not belong together" in texts(known.text)
        assert texts(known.text).replace(ALICE, "") == texts(unknown.text).replace("nobody@example.org", "")


def test_sign_in_is_limited(house):
    add_people(house)
    with served(house) as client:
        answers = [send(client, "/sign-in", email=ALICE, password="wrong wrong").status_code for _ in range(12)]
        assert answers[:10] == [422] * 10
        assert answers[-1] == 429


def test_a_form_from_elsewhere_is_refused(house):
    add_people(house)
    with served(house) as client:
        sign_in(client, "owner")
        answer = client.post("/settings/tokens", data={"name": "stolen", "scope": "creators:read"})
        assert answer.status_code == 403
        assert "Load the page again" in texts(answer.text)


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil", "javascript:1"]
)
def test_no_open_redirect(house, target):
    add_people(house)
    with served(house) as client:
        answer = send(client, "/sign-in", email=ALICE, password=PASSWORD, next=target)
        assert answer.headers["location"] == "/"
        assert client.get("/language/en", params={"next": target}).headers["location"] == "/"


def test_after_signing_in_one_is_where_one_wanted_to_go(house):
    wanted = "/creators?sort=-followers&q=B%C3%BCcher+%26+mehr"
    add_people(house)
    with served(house) as client:
        page = client.get(client.get(wanted).headers["location"])
        shown = html.unescape(re.search(r'name="next" value="([^"]*)"', page.text)[1])
        answer = send(client, "/sign-in", email=ALICE, password=PASSWORD, next=shown)
        assert answer.headers["location"] == wanted


def test_the_session_changes_at_sign_in_and_ends_at_sign_out(house):
    add_people(house)
    with served(house) as client:
        client.cookies.set("session", "planted")
        sign_in(client, "owner")
        assert client.cookies.get("session", domain="testserver.local") != "planted"
        send(client, "/sign-out")
        assert "/sign-in" in client.get("/").headers["location"]


def test_a_removed_person_is_out_at_once(house):
    add_people(house)
    with served(house) as client:
        sign_in(client, "viewer")
        assert client.get("/").status_code == 200
        with house.store.read() as connection:
            viewer = next(one for one in list_accounts(connection) if one.role == "viewer")
        with served(house) as owner:
            sign_in(owner, "owner")
            send(owner, f"/settings/people/{viewer.id}/remove")
        assert "/sign-in" in client.get("/").headers["location"]
    with house.store.read() as connection:
        assert account_by_id(connection, viewer.id) is None


def test_the_last_owner_stays(house):
    add_people(house)
    with house.store.read() as connection:
        owner = next(one for one in list_accounts(connection) if one.role == "owner")
    with served(house) as client:
        sign_in(client, "owner")
        send(client, f"/settings/people/{owner.id}/remove")
        assert "last owner" in texts(client.get("/settings").text)


def test_headers_forbid_scripts_of_others(house):
    with served(house) as client:
        for path in ("/welcome", "/static/nahbar.css", "/nowhere", "/api/creators", "/health"):
            headers = client.get(path).headers
            policy = headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert headers["x-content-type-options"] == "nosniff"


def test_pages_hold_no_inline_script_or_style(house):
    add_people(house)
    with served(house) as client:
        sign_in(client, "owner")
        for path in ("/", "/creators", "/data", "/settings"):
            page = client.get(path).text
            assert "<script>" not in page
            assert " style=" not in page
            assert " onclick=" not in page


# What int() does not take although it counts as a digit, what no store can hold, and what lies within no bounds.
@pytest.mark.parametrize("odd", ["²", "9" * 30, "nan", "-1"])
def test_odd_values_in_an_address_break_no_page(house, odd):
    add_people(house)
    names = "page from to sort q platform verdict law days month by at law percentile price followers since until like"
    query = "&".join(f"{name}={odd}" for name in names.split())
    with served(house) as client:
        sign_in(client, "owner")
        for method, route, _ in _routes(house):
            if method == "GET":
                address = f"{_address(route)}?{query}"
                assert client.get(address).status_code < 500, address


@pytest.mark.parametrize("path", ["/api/creators", "/api/nowhere", "/api/creators/instagram/nobody/vetting"])
def test_the_api_has_one_shape_of_error(house, path):
    with served(house) as client:
        answer = client.get(path)
        assert answer.status_code in (401, 404)
        assert set(answer.json()) == {"error"}
        assert set(answer.json()["error"]) == {"kind", "message", "remedy"}


def test_a_token_reaches_as_far_as_its_scope(house):
    secret = make_token(house, "creators:read")
    with served(house) as client:
        headers = {"authorization": f"Bearer {secret}"}
        assert client.get("/api/creators", headers=headers).json() == {"total": 0, "creators": []}
        refused = client.post("/api/imports?kind=creators", content=b"x", headers=headers)
        assert (refused.status_code, refused.json()["error"]["kind"]) == (403, "scope")
        assert client.get("/api/creators", headers={"authorization": "Bearer nahbar_wrong"}).status_code == 401


def test_metrics_need_their_scope(house):
    secret = make_token(house, "metrics:read")
    with served(house) as client:
        assert client.get("/metrics").status_code == 401
        answer = client.get("/metrics", headers={"authorization": f"Bearer {secret}"})
        assert answer.status_code == 200
        assert "nahbar_requests_total" in answer.text


def test_health_names_the_schema(house):
    with served(house) as client:
        assert client.get("/health").json()["status"] == "ok"


def test_an_unforeseen_error_shows_no_traceback(house, monkeypatch):
    add_people(house)
    with served(house) as client:
        sign_in(client, "owner")
        monkeypatch.setattr("nahbar.creators.web.creators.lists.page_of_creators", lambda *_: 1 / 0)
        answer = client.get("/creators")
        assert answer.status_code == 500
        assert "Something went wrong on our side" in texts(answer.text)
        assert "ZeroDivision" not in answer.text


def test_whoever_is_too_late_to_be_the_owner_is_told(house):
    add_people(house)
    with served(house) as client:
        send(client, "/welcome", email="mallory@example.org", password=PASSWORD, again=PASSWORD)
        assert "Somebody else became the owner" in texts(client.get("/sign-in").text)


@pytest.mark.parametrize(
    "guess",
    ["aaaaaaaaaa", "1234567890", "qwertz12345", "Passwort2024!", "P@ssw0rd12", "hallohallo", "alice@example.org"],
)
def test_a_password_that_is_tried_first_is_refused(house, guess):
    with served(house) as client:
        answer = send(client, "/welcome", email=ALICE, password=guess, again=guess)
        assert answer.status_code == 422
        assert "among the first" in texts(answer.text)


@pytest.mark.parametrize("fine", ["katze auf dem dach", "xK9!mQ2#vL", "7431-Abend-Fluss", "nahbar-demo"])
def test_a_password_of_its_own_is_taken(house, fine):
    with served(house) as client:
        assert send(client, "/welcome", email=ALICE, password=fine, again=fine).status_code == 303


def _number_of(house, role):
    with house.store.read() as connection:
        return next(one.id for one in list_accounts(connection) if one.role == role)


@both_engines
def test_a_removed_person_can_be_added_again_with_another_role(house):
    add_people(house)
    with served(house) as owner, served(house) as viewer:
        sign_in(owner, "owner")
        sign_in(viewer, "viewer")
        send(owner, f"/settings/people/{_number_of(house, 'viewer')}/remove")
        again = {"email": CHARLIE, "password": "another sentence", "role": "editor", "name": ""}
        assert send(owner, "/settings/people", **again).status_code == 303
        assert "/sign-in" in viewer.get("/").headers["location"]
        answer = send(viewer, "/sign-in", email=CHARLIE, password="another sentence", next="/")
        assert answer.status_code == 303
    with house.store.read() as connection:
        assert [one.role for one in list_accounts(connection) if one.email == CHARLIE] == ["editor"]


def test_an_owner_changes_a_role_and_it_holds_at_once(house):
    add_people(house)
    with served(house) as owner, served(house) as viewer:
        sign_in(owner, "owner")
        sign_in(viewer, "viewer")
        assert viewer.get("/creators/instagram/nobody/guests").status_code == 403
        send(owner, f"/settings/people/{_number_of(house, 'viewer')}/role", role="editor")
        assert viewer.get("/creators/instagram/nobody/guests").status_code == 404


@pytest.mark.parametrize(("who", "role", "said"), [("owner", "viewer", "last owner"), ("viewer", "king", "no role")])
def test_a_role_that_cannot_be_given_is_refused(house, who, role, said):
    add_people(house)
    with served(house) as owner:
        sign_in(owner, "owner")
        send(owner, f"/settings/people/{_number_of(house, who)}/role", role=role)
        assert said in texts(owner.get("/settings").text)
    assert _number_of(house, who)


def test_who_is_not_there_cannot_be_removed(house):
    add_people(house)
    with served(house) as owner:
        sign_in(owner, "owner")
        send(owner, "/settings/people/987654/remove")
        assert "no such person" in texts(owner.get("/settings").text)


def test_one_changes_ones_own_password_and_is_out_elsewhere(house):
    add_people(house)
    with served(house) as here, served(house) as elsewhere:
        sign_in(here, "viewer")
        sign_in(elsewhere, "viewer")
        new = {"password": "another sentence", "again": "another sentence"}
        wrong = send(here, "/settings/password", current="not the sentence", **new)
        assert (wrong.status_code, "not your password" in texts(wrong.text)) == (422, True)
        assert send(here, "/settings/password", current=PASSWORD, **new).status_code == 303
        assert "The new password holds" in texts(here.get("/settings").text)
        assert "/sign-in" in elsewhere.get("/").headers["location"]


def test_the_name_of_a_revoked_token_is_free(house):
    add_people(house)
    with served(house) as owner:
        sign_in(owner, "owner")
        made = {"name": "reports", "scope": "creators:read"}
        first = re.search(r"nahbar_[\w-]+", send(owner, "/settings/tokens", **made).text).group()
        assert send(owner, "/settings/tokens", **made).status_code == 422
        send(owner, "/settings/tokens/1/revoke")
        second = re.search(r"nahbar_[\w-]+", send(owner, "/settings/tokens", **made).text).group()
        reached = [
            owner.get("/api/creators", headers={"authorization": f"Bearer {one}"}).status_code
            for one in (first, second)
        ]
        assert reached == [401, 200]


def test_every_field_of_the_settings_has_its_own_name(house):
    add_people(house)
    with served(house) as owner:
        sign_in(owner, "owner")
        names = re.findall(r' id="([^"]+)"', owner.get("/settings").text)
        assert sorted(set(names)) == sorted(names)


def test_whoever_must_wait_to_sign_in_is_told_how_long(house):
    add_people(house)
    with served(house) as client:
        answers = [send(client, "/sign-in", email=ALICE, password="wrong wrong") for _ in range(11)]
        assert answers[-1].status_code == 429
        assert 0 < int(answers[-1].headers["retry-after"]) <= 60


def test_the_search_page_shows_how_far_its_index_is(house, monkeypatch):
    monkeypatch.setattr("nahbar.creators.web.search.is_behind", lambda _: True)
    monkeypatch.setattr("nahbar.creators.web.search.background.start_indexing", lambda _: True)
    add_people(house)
    with served(house) as client:
        sign_in(client, "viewer")
        answer = client.get("/creators/search?q=lesen&platform=instagram")
        assert (answer.status_code, "/creators/search/progress" in answer.text) == (200, True)


@both_engines
def test_of_several_who_come_first_at_once_one_is_the_owner(house):
    def come(k):
        return entrance._first_owner(house, Form({"email": f"o{k}@example.org", "password": PASSWORD}), "en")

    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(come, range(4)))
    assert sum(one is not None for one in made) == 1
    with house.store.read() as connection:
        assert len(list_accounts(connection)) == 1
