"""The API of campaigns, leads, deals and payouts, as a program uses it."""

from __future__ import annotations

import pytest

from nahbar.app.rooms import PACKAGES
from nahbar.campaigns.agree.service.collaborations import take_step
from nahbar.campaigns.leads import NewDeal, NewLead, Traces, record_deal, record_lead
from nahbar.campaigns.links.service.codes import add_code
from nahbar.campaigns.payouts.service import make_statement
from nahbar.creators.intake import Choice
from nahbar.creators.service.imports.importing import import_file
from nahbar.kernel.access import SCOPES
from nahbar.kernel.house import open_house
from nahbar.kernel.settings import Settings
from nahbar.kernel.workspace import create_workspace
from tests.campaigns.conftest import BERT, BRAND, FOX
from tests.conftest import ALICE, NOW
from tests.creators.tables import CREATORS, write_table
from tests.web import make_token, served

PLAN = {"name": "Herbstlese", "goal": "leads", "ends": "2026-12-24", "kpis": {"leads": 40}}


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    """One workspace for all tests; each has a campaign of its own."""
    folder = tmp_path_factory.mktemp("api")
    house = open_house(create_workspace(folder / "w", Settings(name="Test")).folder, PACKAGES)
    import_file(house, "creators", write_table(folder / "creators.csv", CREATORS), Choice(), ALICE)
    prices = [{"platform": "instagram", "handle": "lese.fuchs", "price": 450, "currency": "EUR"}]
    import_file(house, "prices", write_table(folder / "prices.csv", prices), Choice(), ALICE)
    yield house
    house.close()


@pytest.fixture(scope="module")
def client(shop):
    with served(shop) as client:
        client.headers["Authorization"] = f"Bearer {make_token(shop, *SCOPES)}"
        yield client


@pytest.fixture
def campaign(client):
    return client.post("/api/campaigns", json=PLAN).json()["id"]


@pytest.fixture
def fox(client, campaign):
    added = client.post(f"/api/campaigns/{campaign}/collaborations", json={"creators": [FOX]})
    return added.json()["collaborations"][0]


def kind_of(answer):
    return answer.status_code, answer.json()["error"]["kind"]


def test_a_campaign_is_made_as_it_is_read(client):
    given = {"name": "Herbstlese", "goal": "leads", "law": "at", "budget_cents": 500_050, "starts": "2026-10-01"}
    given |= {"kpis": {"qualified leads": 40}, "formats": ["giveaway"], "audience": "Abendleser", "currency": "CHF"}
    made = client.post("/api/campaigns", json=given)
    assert made.status_code == 201
    assert {name: made.json()[name] for name in given} == given
    assert made.json()["state"] == "draft"
    assert client.get(f"/api/campaigns/{made.json()['id']}").json() == made.json()


def test_a_change_leaves_what_is_not_said_and_takes_what_is_null(client, campaign):
    client.put(f"/api/campaigns/{campaign}", json={"budget_cents": 100, "starts": "2026-10-01"})
    changed = client.put(f"/api/campaigns/{campaign}", json={"name": "Winterlese", "budget_cents": None}).json()
    assert (changed["name"], changed["budget_cents"], changed["starts"]) == ("Winterlese", None, "2026-10-01")
    assert changed["key"].startswith("herbstlese")
    assert (changed["ends"], changed["kpis"]) == ("2026-12-24", {"leads": 40})


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ({"name": "", "goal": "leads"}, "name"),
        ({"name": "X", "goal": "fame"}, "goal"),
        ({"name": "X", "goal": "leads", "ends": "soon"}, "ends"),
        ({"name": "X", "goal": "leads", "kpis": {"fame": 1}}, "kpis"),
        ({"name": "X", "goal": "leads", "budget_cents": -1}, "bad-input"),
        ({"name": "X", "goal": "leads", "colour": "red"}, "bad-input"),
    ],
)
def test_a_campaign_that_cannot_be_is_refused_by_its_field(client, given, kind):
    before = client.get("/api/campaigns").json()["total"]
    assert kind_of(client.post("/api/campaigns", json=given)) == (400, kind)
    assert client.get("/api/campaigns").json()["total"] == before


def test_campaigns_are_filtered_sorted_and_paged(client):
    made = [client.post("/api/campaigns", json={"name": f"{name}wald", "goal": "leads"}).json()["id"]
            for name in ("Eulen", "Fuchs", "Igel")]  # fmt: skip
    client.post(f"/api/campaigns/{made[1]}/start")
    asked = {"q": "wald", "sort": "name", "limit": 2, "offset": 1}
    page = client.get("/api/campaigns", params=asked).json()
    assert (page["total"], [one["name"] for one in page["campaigns"]]) == (3, ["Fuchswald", "Igelwald"])
    running = client.get("/api/campaigns", params={"q": "wald", "status": "running"}).json()["campaigns"]
    assert [one["id"] for one in running] == [made[1]]
    assert kind_of(client.get("/api/campaigns?sort=colour")) == (400, "sort")


def test_a_campaign_is_started_closed_and_reopened(client, campaign):
    path = f"/api/campaigns/{campaign}"
    states = [client.post(f"{path}/{move}").json()["state"] for move in ("start", "close", "reopen")]
    assert states == ["running", "closed", "running"]
    assert kind_of(client.post(f"{path}/start")) == (409, "campaign-state")


def test_creators_are_put_on_the_shortlist_once(client, campaign):
    path = f"/api/campaigns/{campaign}/collaborations"
    assert len(client.post(path, json={"creators": [FOX, BERT]}).json()["collaborations"]) == 2
    assert client.post(path, json={"creators": [FOX]}).json()["collaborations"] == []
    lines = client.get(path).json()
    assert [(one["creator"], one["terms"]["fee_cents"]) for one in lines["collaborations"]] == [
        ("instagram/Lese.Fuchs", 45_000),
        ("instagram/buchbert", 0),
    ]
    assert client.get(path, params={"status": "invited"}).json()["total"] == 0
    assert kind_of(client.post(path, json={"creators": ["instagram/nobody"]}))[0] == 404


def test_a_collaboration_goes_its_road(client, campaign, fox):
    path = f"/api/campaigns/{campaign}/collaborations/{fox}"
    client.put(f"/api/campaigns/{campaign}/brief", json={"parts": {"goal": "Lesen"}})
    steps = [{"step": name} for name in ("invite", "accept", "brief")]
    steps += [{"step": "hand in", "text": "Werbung. Ein Buch."}, {"step": "approve"}]
    steps += [{"step": "publish", "url": "https://example.org/p/1"}]
    states = [client.post(f"{path}/steps", json=step).json()["state"] for step in steps]
    assert states == ["invited", "agreed", "briefed", "draft in", "draft approved", "posted"]
    shown = client.get(path).json()
    assert [one["step"] for one in shown["steps"]] == ["shortlist", *(step["step"] for step in steps)]
    assert (shown["drafts"][0]["findings"][0]["subject"], shown["posts"][0]["url"]) == (
        "label",
        "https://example.org/p/1",
    )


def test_a_step_that_is_not_possible_says_what_is(client, campaign, fox):
    path = f"/api/campaigns/{campaign}/collaborations/{fox}"
    refused = client.post(f"{path}/steps", json={"step": "pay"})
    assert kind_of(refused) == (409, "illegal-step")
    assert "Invite" in refused.json()["error"]["remedy"]
    assert client.get(path).json()["possible"] == ["invite", "cancel"]


def test_a_step_is_undone(client, campaign, fox):
    path = f"/api/campaigns/{campaign}/collaborations/{fox}/steps"
    client.post(path, json={"step": "invite"})
    assert client.post(path, json={"step": "undo"}).json()["state"] == "shortlisted"


def test_terms_are_offered_whole_and_asked_again_once_accepted(client, shop, campaign, fox):
    path = f"/api/campaigns/{campaign}/collaborations/{fox}"
    for step in ("invite", "accept"):
        take_step(shop, fox, step, BRAND)
    wished = {"fee_cents": 60_005, "share_bp": 750, "rights_media": ["website"], "rights_days": 90}
    shown = client.put(f"{path}/terms", json=wished).json()
    assert (shown["state"], shown["terms_version"]) == ("invited", 2)
    rest = {"products": "", "hold_days": 14, "rights_where": ""}
    assert shown["terms"] == {**wished, **rest}
    assert kind_of(client.put(f"{path}/terms", json={"rights_days": 9})) == (400, "rights_media")


def test_a_collaboration_of_another_campaign_is_not_there(client, campaign, fox):
    other = client.post("/api/campaigns", json={"name": "Andere", "goal": "leads"}).json()["id"]
    path = f"/api/campaigns/{other}/collaborations/{fox}"
    assert kind_of(client.get(path)) == (404, "unknown-collaboration")
    assert kind_of(client.post(f"{path}/steps", json={"step": "invite"})) == (404, "unknown-collaboration")
    assert kind_of(client.put(f"{path}/terms", json={})) == (404, "unknown-collaboration")


def test_a_brief_is_kept_in_versions(client, campaign):
    path = f"/api/campaigns/{campaign}/brief"
    assert client.get(path).json()["version"] == 0
    for text in ("Lesen", "Lesen", "Vorlesen"):
        kept = client.put(path, json={"parts": {"goal": text}, "language": "en"}).json()
    assert (kept["version"], kept["parts"]["goal"]) == (2, "Vorlesen")
    versions = client.get(f"{path}/versions", params={"language": "en"}).json()
    assert [one["version"] for one in versions] == [2, 1]
    assert kind_of(client.put(path, json={"parts": {"colour": "red"}})) == (400, "parts")
    assert kind_of(client.get(path, params={"language": "fr"})) == (400, "language")


@pytest.fixture(scope="module")
def sold(shop):
    """A lead and a deal of the fox, and a deal of nobody."""
    add_code(shop, {"creator": FOX, "code": "FUCHSBAU", "campaign": "herbstlese"}, ALICE)
    came = NewLead("a1", NOW, "form", Traces(code="FUCHSBAU"), email="jo@example.org", value_cents=900, currency="EUR")
    record_lead(shop, came)
    record_deal(shop, NewDeal("laden:1", NOW, 4_990, "EUR", Traces(code="FUCHSBAU"), refunded_cents=990, shop="laden"))
    record_deal(shop, NewDeal("laden:2", NOW + 60, 100, "EUR", shop="laden"))
    return shop


def test_leads_are_listed_and_moved(client, sold):
    (lead,) = client.get("/api/leads", params={"stage": "new", "campaign": "herbstlese"}).json()["leads"]
    assert (lead["creator"], lead["by"], lead["email"]) == ("instagram/Lese.Fuchs", "code", "jo@example.org")
    assert kind_of(client.post(f"/api/leads/{lead['id']}/stage", json={"stage": "lost"})) == (400, "reason")
    won = client.post(f"/api/leads/{lead['id']}/stage", json={"stage": "won"}).json()
    assert (won["lead"]["stage"], won["lead"]["qualified"], won["deals"][0]["value_cents"]) == ("won", True, 900)
    assert [(one["from"], one["to"]) for one in won["moves"]] == [("new", "won")]


@pytest.mark.parametrize("number", [0, -1, 2**31, 2**63, 2**70])
def test_a_lead_with_any_number_is_not_there(client, number):
    assert client.get(f"/api/leads/{number}").status_code == 404


def test_a_reason_may_hold_a_nul(client, sold):
    moved = client.post("/api/leads/1/stage", json={"stage": "lost", "reason": "zu\0 teuer"})
    assert moved.json()["lead"]["reason"] == "zu teuer"


def test_deals_are_filtered_and_sorted(client, sold):
    both = client.get("/api/deals", params={"sort": "value_cents", "shop": "laden"}).json()
    assert (both["total"], [one["value_cents"] for one in both["deals"]]) == (2, [100, 4_990])
    (mine,) = client.get("/api/deals", params={"creator": FOX, "shop": "laden"}).json()["deals"]
    assert (mine["creator"], mine["refunded_cents"]) == ("instagram/Lese.Fuchs", 990)
    assert kind_of(client.get("/api/deals", params={"creator": "instagram/nobody"}))[0] == 404


def test_statements_are_read(client, shop, campaign, fox):
    client.put(f"/api/campaigns/{campaign}/brief", json={"parts": {"goal": "Lesen"}})
    path = f"/api/campaigns/{campaign}/collaborations/{fox}/steps"
    for step in ("invite", "accept", "brief", "hand in", "approve", "publish"):
        more = {"hand in": {"text": "Werbung"}, "publish": {"url": "https://example.org/1"}}.get(step, {})
        client.post(path, json={"step": step, **more})
    number = make_statement(shop, fox, ALICE)
    page = client.get("/api/payouts", params={"status": "open"}).json()
    assert (page["total"], page["payouts"][0]) == (1, client.get(f"/api/payouts/{number}").json())
    assert (page["payouts"][0]["amount_cents"], page["payouts"][0]["lines"][0]["kind"]) == (45_000, "fee")
    assert kind_of(client.get("/api/payouts/99")) == (404, "unknown-payout")


def test_a_code_is_ended_once(client, sold):
    client.post("/api/codes", json={"creator": BERT, "code": "BERT2026"})
    assert client.post("/api/codes/bert2026/end").json() == {"ended": "BERT2026"}
    assert client.post("/api/codes/bert2026/end").status_code == 404


@pytest.mark.parametrize(
    ("scope", "allowed", "refused"),
    [
        ("campaigns:read", ("GET", "/api/campaigns"), ("POST", "/api/campaigns")),
        ("campaigns:write", ("POST", "/api/campaigns/1/close"), ("GET", "/api/leads")),
        ("leads:read", ("GET", "/api/deals"), ("POST", "/api/leads/1/stage")),
        ("leads:write", ("POST", "/api/leads/1/stage"), ("GET", "/api/leads")),
    ],
)
def test_a_token_reaches_as_far_as_its_scope(client, shop, scope, allowed, refused):
    headers = {"Authorization": f"Bearer {make_token(shop, scope)}"}
    assert client.request(*allowed, headers=headers).status_code != 403
    assert kind_of(client.request(*refused, headers=headers)) == (403, "scope")


def test_a_program_notes_settles_and_drops_what_is_owed(client, campaign, fox):
    path = f"/api/campaigns/{campaign}/collaborations/{fox}/deliverables"
    made = client.post(path, json={"kind": "video", "due": "2026-12-01", "note": "Regal"})
    assert made.status_code == 201
    (owed,) = made.json()["deliverables"]
    assert (owed["kind"], owed["due"], owed["note"], owed["done"]) == ("video", "2026-12-01", "Regal", None)
    one = f"{path}/{owed['id']}"
    assert client.post(one, json={"what": "done"}).json()["deliverables"][0]["done"] is not None
    assert client.post(one, json={"what": "open"}).json()["deliverables"][0]["done"] is None
    assert kind_of(client.post(one, json={"what": "lost"})) == (400, "what")
    assert client.post(one, json={"what": "drop"}).json()["deliverables"] == []
    assert kind_of(client.post(one, json={"what": "done"})) == (404, "deliverable")
    assert kind_of(client.post(path, json={"kind": "poem"})) == (400, "kind")
    assert kind_of(client.post(path, json={"kind": "post", "due": "soon"})) == (400, "due")


def test_a_creators_link_is_made_once_told_and_revoked(client, campaign, fox):
    path = f"/api/campaigns/{campaign}/collaborations/{fox}"
    made = client.post(f"{path}/guests", json={"days": 7})
    assert made.status_code == 201
    address = made.json()["address"]
    assert address.startswith("http://testserver.local/collaboration/")
    assert client.get(path).json()["state"] == "invited"
    assert client.get(address).status_code == 200
    (link,) = client.get(f"{path}/guests").json()
    assert link == made.json()["link"]
    assert address.rpartition("/")[2] not in client.get(f"{path}/guests").text
    (revoked,) = client.post(f"{path}/guests/{link['id']}/revoke").json()
    assert revoked["revoked_at"] is not None
    assert client.get(address).status_code == 404
    assert client.post(f"{path}/guests", json={"days": 0}).status_code == 400
    assert client.post(f"/api/campaigns/{campaign + 1}/collaborations/{fox}/guests", json={}).status_code == 404


def test_a_payout_is_made_printed_and_settled(client, shop, campaign, fox):
    path = f"/api/campaigns/{campaign}/collaborations/{fox}"
    assert kind_of(client.post(f"{path}/payouts")) == (409, "nothing-due")
    client.put(f"/api/campaigns/{campaign}/brief", json={"parts": {"goal": "Lesen"}})
    for step in ("invite", "accept", "brief"):
        take_step(shop, fox, step, BRAND)
    work = [{"step": "hand in", "text": "Werbung"}, {"step": "approve"}, {"step": "publish", "url": "https://e.org/1"}]
    for step in work:
        client.post(f"{path}/steps", json=step)
    due = client.get(f"{path}/due").json()
    assert (due["due_cents"], due["held_cents"], [one["kind"] for one in due["lines"]]) == (45_000, 0, ["fee"])
    first = client.post(f"{path}/payouts").json()["id"]
    assert client.get(f"/api/payouts/{first}/paper?language=de").content.startswith(b"%PDF")
    assert client.post(f"/api/payouts/{first}/void").json()["state"] == "void"
    second = client.post(f"{path}/payouts").json()["id"]
    assert client.post(f"/api/payouts/{second}/paid").json()["state"] == "paid"
    assert kind_of(client.post(f"/api/payouts/{second}/void")) == (409, "settled")
    assert client.get(f"{path}/due").json()["due_cents"] == 0


def test_who_may_write_campaigns_settles_no_payout(shop):
    with served(shop) as client:
        client.headers["Authorization"] = f"Bearer {make_token(shop, 'campaigns:read', 'campaigns:write')}"
        assert client.post("/api/payouts/1/paid").status_code == 403
        assert client.get("/api/payouts").status_code == 200
