"""The HTTP API as programs use it: to whatever they send, the described answer or an error of the one shape."""

from __future__ import annotations

import warnings

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from nahbar.app.web import assemble
from nahbar.campaigns.agree.service.campaigns import create_campaign
from nahbar.campaigns.agree.service.collaborations import add_creators
from nahbar.campaigns.leads import NewDeal, NewLead, Traces, record_deal, record_lead
from nahbar.campaigns.links.service.codes import add_code
from nahbar.campaigns.links.service.keeping import add_link
from nahbar.creators.contracts import VERDICTS
from nahbar.creators.intake import Choice
from nahbar.creators.service.imports.importing import import_file
from nahbar.kernel.access import SCOPES
from tests.conftest import ALICE, NOW, both_engines
from tests.creators.tables import CREATORS, comment_rows, post_rows, write_table
from tests.web import make_token, served

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import schemathesis
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi.checks import (
        content_type_conformance,
        response_schema_conformance,
        status_code_conformance,
    )

# Of each operation; with more, this one test would take longer than it is worth.
EXAMPLES = 8
SEED = 20_261_121
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
OPERATIONS = {
    ("get", "/api/brand"),
    ("put", "/api/brand"),
    ("get", "/api/fit"),
    ("get", "/api/creators/{platform}/{handle}/fit"),
    ("get", "/api/portfolio"),
    ("get", "/api/creators"),
    ("get", "/api/creators/{platform}/{handle}/vetting"),
    ("post", "/api/creators/{platform}/{handle}/followers/checked"),
    ("get", "/api/search"),
    ("post", "/api/disclosure/check"),
    ("get", "/api/imports"),
    ("post", "/api/imports"),
    ("post", "/api/imports/{import_id}/undo"),
    ("get", "/api/campaigns"),
    ("post", "/api/campaigns"),
    ("get", "/api/campaigns/{campaign_id}"),
    ("put", "/api/campaigns/{campaign_id}"),
    ("post", "/api/campaigns/{campaign_id}/start"),
    ("post", "/api/campaigns/{campaign_id}/close"),
    ("post", "/api/campaigns/{campaign_id}/reopen"),
    ("get", "/api/campaigns/{campaign_id}/brief"),
    ("put", "/api/campaigns/{campaign_id}/brief"),
    ("get", "/api/campaigns/{campaign_id}/brief/versions"),
    ("get", "/api/campaigns/{campaign_id}/collaborations"),
    ("post", "/api/campaigns/{campaign_id}/collaborations"),
    ("get", "/api/campaigns/{campaign_id}/collaborations/{collaboration_id}"),
    ("post", "/api/campaigns/{campaign_id}/collaborations/{collaboration_id}/steps"),
    ("put", "/api/campaigns/{campaign_id}/collaborations/{collaboration_id}/terms"),
    ("post", "/api/campaigns/{campaign_id}/collaborations/{collaboration_id}/deliverables"),
    ("post", "/api/campaigns/{campaign_id}/collaborations/{collaboration_id}/deliverables/{deliverable_id}"),
    ("get", "/api/campaigns/{campaign_id}/collaborations/{collaboration_id}/guests"),
    ("post", "/api/campaigns/{campaign_id}/collaborations/{collaboration_id}/guests"),
    ("post", "/api/campaigns/{campaign_id}/collaborations/{collaboration_id}/guests/{link_id}/revoke"),
    ("get", "/api/campaigns/{campaign_id}/collaborations/{collaboration_id}/due"),
    ("post", "/api/campaigns/{campaign_id}/collaborations/{collaboration_id}/payouts"),
    ("get", "/api/campaigns/{campaign_id}/numbers"),
    ("get", "/api/deals"),
    ("get", "/api/leads"),
    ("get", "/api/leads/{number}"),
    ("post", "/api/leads/{number}/stage"),
    ("get", "/api/payouts"),
    ("get", "/api/payouts/{payout_id}"),
    ("get", "/api/payouts/{payout_id}/paper"),
    ("post", "/api/payouts/{payout_id}/paid"),
    ("post", "/api/payouts/{payout_id}/void"),
    ("get", "/api/codes"),
    ("post", "/api/codes"),
    ("post", "/api/codes/{code}/end"),
    ("get", "/api/links"),
    ("post", "/api/links"),
    ("get", "/api/links/{slug}"),
    ("put", "/api/links/{slug}"),
    ("post", "/api/links/{slug}/pause"),
    ("post", "/api/links/{slug}/resume"),
}


@pytest.fixture
def filled_house(house, tmp_path):
    tables = {
        "creators": CREATORS,
        "posts": post_rows("instagram", "lese.fuchs", 12),
        "comments": comment_rows("instagram", ["lese.fuchs-0", "lese.fuchs-1"], 4),
    }
    for kind, rows in tables.items():
        import_file(house, kind, write_table(tmp_path / f"{kind}.csv", rows), Choice(), "alice@example.org")
    return house


@pytest.fixture
def bearer(filled_house):
    return {"Authorization": f"Bearer {make_token(filled_house, *SCOPES)}"}


# What the fuzzed workspace holds: every other example asks for it.
THERE = {
    "platform": "instagram", "handle": "lese.fuchs", "campaign_id": 1, "collaboration_id": 1, "number": 1,
    "slug": "fuchs", "code": "FUCHSBAU", "import_id": 1, "deliverable_id": 1, "link_id": 1, "payout_id": 1,
}  # fmt: skip


@pytest.fixture
def busy_house(filled_house):
    """A workspace with something behind every address that has a name in it."""
    fox = "instagram/lese.fuchs"
    made = create_campaign(filled_house, {"name": "Herbstlese", "goal": "leads", "law": "de"}, ALICE)
    assert (made, list(add_creators(filled_house, made, [fox], ALICE))) == (1, [1])
    add_link(filled_house, {"slug": "fuchs", "target": "https://shop.example.org", "creator": fox}, ALICE)
    add_code(filled_house, {"creator": fox, "code": "FUCHSBAU"}, ALICE)
    record_lead(filled_house, NewLead("a1", NOW, "form", Traces(code="FUCHSBAU"), value_cents=900, currency="EUR"))
    record_deal(filled_house, NewDeal("o1", NOW, 4_990, "EUR", Traces(code="FUCHSBAU"), lead="a1"))
    return filled_house


def check_error(answer):
    body = answer.json()
    assert set(body) == {"error"}
    assert set(body["error"]) == {"kind", "message", "remedy"}
    assert all(isinstance(text, str) and text for text in body["error"].values())


def sent_to(operation, headers):
    """Return a test that sends an operation what fits its description, and what nearly does."""

    @seed(SEED)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(), there=st.booleans())
    def check(case, there):
        if there and case.path_parameters:
            case.path_parameters |= {name: THERE[name] for name in case.path_parameters if name in THERE}
        # The first search loads the model of meaning; how long that takes is no matter of this test.
        answer = case.call(headers=headers, timeout=120)
        case.validate_response(answer, checks=CHECKS)
        if answer.status_code >= 400:
            check_error(answer)

    return check


@both_engines
def test_every_operation_answers_as_it_is_described(busy_house, bearer):
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", assemble(busy_house))
    operations = [found.ok() for found in schema.get_all_operations()]
    assert {(one.method, one.path) for one in operations} == OPERATIONS
    for operation in operations:
        sent_to(operation, bearer)()


@pytest.fixture
def client(filled_house, bearer):
    with served(filled_house) as client:
        client.headers.update(bearer)
        yield client


# A NUL means nothing in a text; the signs of LIKE and of SQL mean themselves.
SEARCHES = [("\0", 3), ("lese\0", 1), ("%", 0), ("_", 0), ("' OR 1=1 --", 0), ("\\", 0), ("🦊", 1), ("x" * 3_000, 0)]


@both_engines
@pytest.mark.parametrize(("value", "total"), SEARCHES)
def test_a_search_takes_any_text(client, value, total):
    assert client.get("/api/creators", params={"q": value}).json()["total"] == total


@pytest.mark.parametrize("value", [value for value, _ in SEARCHES])
def test_finding_takes_any_text(client, value):
    answer = client.get("/api/search", params={"q": value})
    assert answer.status_code == 200
    assert answer.json()["creators"] == len(CREATORS)


def test_a_hit_says_why_it_was_found(client):
    (hit, *_) = client.get("/api/search", params={"q": "Füchsin", "by": "words"}).json()["hits"]
    assert (hit["handle"], hit["reasons"]) == ("Lese.Fuchs", ["“füchsin” in the name"])


@pytest.mark.parametrize("number", [0, -1, 2**31, 2**63, 2**70])
def test_an_import_with_any_number_is_not_there(client, number):
    answer = client.post(f"/api/imports/{number}/undo")
    assert answer.status_code in (400, 404)
    check_error(answer)


def test_a_report_is_that_of_the_command_line(client):
    report = client.get("/api/creators/instagram/lese.fuchs/vetting").json()
    assert report["authenticity"]["verdict"] in VERDICTS
    assert report["creator"]["handle"] == "Lese.Fuchs"


def test_an_unknown_creator_is_answered_with_near_matches(client):
    answer = client.get("/api/creators/instagram/lesefuchs/vetting")
    assert answer.status_code == 404
    assert "instagram/Lese.Fuchs" in answer.json()["error"]["remedy"]


def test_a_table_is_imported_and_undone(client, tmp_path):
    body = write_table(tmp_path / "more.csv", [{**CREATORS[0], "handle": "neu", "followers": 5}]).read_bytes()
    made = client.post("/api/imports", params={"kind": "creators", "name": "more.csv"}, content=body)
    assert made.status_code == 201
    assert [made.json()[name] for name in ("read", "new", "changed", "same", "refused")] == [1, 1, 0, 0, 0]
    assert client.get("/api/creators").json()["total"] == len(CREATORS) + 1
    newest = client.get("/api/imports").json()[0]
    assert (newest["id"], newest["state"], newest["file"]) == (made.json()["import"], "done", "more.csv")
    undone = client.post(f"/api/imports/{newest['id']}/undo")
    assert (undone.status_code, undone.json()["state"]) == (200, "undone")
    assert client.get("/api/creators").json()["total"] == len(CREATORS)
    assert client.post(f"/api/imports/{newest['id']}/undo").status_code == 409


def test_refused_rows_of_an_upload_name_row_and_column(client, tmp_path):
    body = write_table(tmp_path / "more.csv", [{**CREATORS[0], "followers": "viele"}]).read_bytes()
    made = client.post("/api/imports", params={"kind": "creators"}, content=body).json()
    assert made["refusals"] == [{"row": 1, "column": "followers", "reason": "viele is not a number."}]


@pytest.mark.parametrize(
    ("params", "content"),
    [
        ({"kind": "nonsense"}, b"a,b"),
        ({"kind": "creators"}, b""),
        ({"kind": "creators"}, b"%PDF-1.7"),
        ({"kind": "creators", "name": "../../x.csv"}, b"a,b\n1,2\n"),
        ({"kind": "creators", "guess": "perhaps"}, b"a,b"),
        ({}, b"a,b"),
    ],
)
def test_an_upload_that_cannot_be_used_is_refused_and_leaves_no_file(client, filled_house, params, content):
    answer = client.post("/api/imports", params=params, content=content)
    assert answer.status_code == 400
    check_error(answer)
    kept = [path for path in filled_house.workspace.files.rglob("*") if path.is_file() and path.suffix != ".lock"]
    assert kept == []


@pytest.mark.parametrize(("header", "status"), [("", 401), ("Bearer wrong", 401), ("Basic x", 401), ("Bearer", 401)])
def test_without_a_token_the_error_has_the_one_shape(client, header, status):
    answer = client.get("/api/creators", headers={"Authorization": header})
    assert answer.status_code == status
    check_error(answer)


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/api/nothing"), ("DELETE", "/api/creators"), ("PUT", "/api/imports")]
)
def test_a_wrong_address_or_method_has_the_one_shape(client, method, path):
    answer = client.request(method, path)
    assert answer.status_code in (404, 405)
    check_error(answer)


@pytest.mark.parametrize(
    "wrong", [{"percentile_from": "75"}, {"paid_to": "-1"}, {"price_to": "NaN"}, {"followers_from": "-1"}]
)
def test_a_filter_that_nothing_can_pass_is_refused(client, wrong):
    answer = client.get("/api/search", params={"q": "Buch", **wrong})
    assert (answer.status_code, answer.json()["error"]["kind"]) == (400, next(iter(wrong)))


@pytest.mark.parametrize(("body", "said"), [(b"{", "truncated"), (b"", "no body")])
def test_a_body_that_is_no_json_is_bad_input(client, body, said):
    answer = client.post("/api/disclosure/check", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400
    error = answer.json()["error"]
    assert error["kind"] == "bad-input"
    assert said in error["message"]
