"""The brand's pages: list, form, board, collaboration, brief, payouts."""

from __future__ import annotations

import re

import pytest

from nahbar.campaigns.agree import rows, seams
from nahbar.campaigns.agree.service import collaborations, guests
from nahbar.campaigns.agree.service.collaborations import add_creators, collaboration_page
from nahbar.campaigns.leads.plugging import plug_in
from nahbar.campaigns.payouts import service as payouts
from nahbar.campaigns.payouts.contracts import Deal
from nahbar.kernel.clock import day_of, iso_day, now
from tests.campaigns.conftest import BERT, BRAND, FOX, PLAN
from tests.conftest import both_engines
from tests.web import add_people, routes, send, served, sign_in, texts

IBAN = "DE89 3704 0044 0532 0130 00"


@pytest.fixture
def brand(shop):
    """A signed-in owner."""
    add_people(shop)
    with served(shop) as client:
        sign_in(client, "owner")
        yield client


def test_without_a_campaign_the_page_says_what_it_will_show(brand):
    page = texts(brand.get("/campaigns").text)
    assert "Make a campaign" in page
    assert "A glimpse with made-up names" in page


def test_a_campaign_is_made_from_the_form(brand, shop):
    answer = send(brand, "/campaigns", **PLAN, creators=f"{FOX}\n{BERT}")
    assert answer.status_code == 303
    page = texts(brand.get(answer.headers["location"]).text)
    for said in (
        "Herbstlese",
        "2 are on the shortlist and not asked yet",
        "The shortlist would cost €450.00",
        "€5,000.00",
        "Lese Füchsin",
        "Leads 40",
    ):
        assert said in page
    assert "Herbstlese" in brand.get("/campaigns?q=herbst&state=draft").text
    assert "No campaign fits" in texts(brand.get("/campaigns?state=closed").text)
    assert "Herbstlese" in brand.get("/campaigns?format=csv").text


def test_what_is_wrong_stands_beside_every_field(brand):
    answer = send(brand, "/campaigns", name="", goal="leads", law="de", budget="viel", starts="x")
    assert answer.status_code == 422
    assert answer.text.count('aria-invalid="true"') == 3
    assert "3 fields need another look" in texts(answer.text)


def test_a_choice_of_creators_becomes_a_campaign(brand):
    page = send(brand, "/campaigns/new", creators=f"{FOX} {BERT} ", budget="2.000", currency="EUR")
    assert page.status_code == 200
    assert FOX in page.text
    assert 'value="2.000"' in page.text


def test_an_unknown_creator_is_told_and_the_campaign_kept(brand):
    answer = send(brand, "/campaigns", **PLAN, creators="instagram/niemand.da")
    page = texts(brand.get(answer.headers["location"]).text)
    assert "There is no creator “instagram/niemand.da”" in page


def test_a_campaign_is_changed_started_and_closed(brand, campaign):
    here = f"/campaigns/{campaign}"
    assert 'value="5000"' in brand.get(f"{here}/edit").text
    assert send(brand, f"{here}/edit", **{**PLAN, "name": "Winterlese"}).status_code == 303
    assert send(brand, f"{here}/move", move="close").status_code == 303
    assert "Winterlese" in brand.get(here).text
    assert send(brand, f"{here}/move", move="close").status_code == 409
    assert send(brand, f"{here}/edit", **{**PLAN, "name": ""}).status_code == 422


@both_engines
def test_the_board_offers_the_allowed_steps_and_takes_them(brand, shop, campaign, fox):
    here = f"/campaigns/{campaign}"
    page = brand.get(here).text
    assert re.findall(r'data-to="([^"]+)"', page) == ["invited", "cancelled"]
    answer = send(brand, f"/campaigns/collaborations/{fox}/step?back={campaign}", step="invite")
    assert answer.headers["location"] == f"{here}?moved={fox}"
    assert re.findall(r'data-to="([^"]+)"', brand.get(here).text) == ["agreed", "declined", "cancelled"]
    assert "invited" in texts(brand.get(f"{here}?view=table").text)


def test_an_illegal_step_is_refused_with_reason_and_remedy(brand, fox):
    answer = send(brand, f"/campaigns/collaborations/{fox}/step", step="approve")
    assert answer.status_code == 409
    page = texts(answer.text)
    assert "“Approve the draft” is not possible now: the collaboration is “shortlisted”." in page
    assert "Possible now: Invite, Call it off." in page


def test_no_back_address_leads_elsewhere(brand, fox):
    for back in ("//evil.example", "1/../../x", "https://evil.example"):
        answer = send(brand, f"/campaigns/collaborations/{fox}/undo?back={back}")
        assert answer.status_code == 409
        answer = send(brand, f"/campaigns/collaborations/{fox}/terms?back={back}", fee="450")
        assert answer.headers["location"] == f"/campaigns/collaborations/{fox}"


def test_a_link_and_a_code_are_made_from_the_collaboration(brand, shop, fox):
    plug_in()
    here = f"/campaigns/collaborations/{fox}"
    begun = re.findall(r'href="(/campaigns/links/(?:new|codes)[^"#]+)', brand.get(here).text)
    link_form, code_form = (brand.get(path.replace("&amp;", "&")).text for path in begun)
    assert 'value="lese-fuchs"' in link_form
    for page in (link_form, code_form):
        assert FOX in page
        assert 'value="herbstlese"' in page
    given = {"creator": FOX, "campaign": "herbstlese"}
    send(brand, "/campaigns/links/new", slug="lese-fuchs", target="https://shop.example.org", **given)
    send(brand, "/campaigns/links/codes", code="FUCHSBAU", **given)
    page = brand.get(here).text
    assert "http://testserver.local/l/lese-fuchs" in page
    assert "FUCHSBAU" in page
    assert "/campaigns/links/new" not in page
    assert 'value="lese-fuchs-2"' in brand.get(begun[0].replace("&amp;", "&")).text


def test_terms_deliverables_draft_and_post_by_hand(brand, shop, fox, campaign):
    here = f"/campaigns/collaborations/{fox}"
    assert send(brand, f"{here}/terms", fee="300", share="7,5", rights_days="30").status_code == 422
    assert send(brand, f"{here}/terms", fee="300", share="7,5").status_code == 303
    assert send(brand, f"{here}/deliverables", kind="poem").status_code == 422
    assert send(brand, f"{here}/deliverables", kind="video", due="2026-01-01", note="Regal").status_code == 303
    page = texts(brand.get(here).text)
    assert "€300.00" in page
    assert "1 deliverable is late" in page
    send(brand, f"/campaigns/{campaign}/brief?language=de", goal="Lesen")
    for step in ("invite", "accept", "brief"):
        send(brand, f"{here}/step", step=step)
    assert send(brand, f"{here}/drafts", text="").status_code == 422
    assert send(brand, f"{here}/drafts", text="Werbung | Ein Buch").status_code == 303
    assert send(brand, f"{here}/step", step="return", note="").status_code == 422
    send(brand, f"{here}/step", step="approve")
    assert send(brand, f"{here}/posts", url="javascript:1").status_code == 422
    owed = collaboration_page(shop, fox).card.deliverables[0].id
    assert send(brand, f"{here}/posts", url="https://example.org/p/1", deliverable=str(owed)).status_code == 303
    found = collaboration_page(shop, fox)
    assert found.card.late == 0
    assert send(brand, f"{here}/posts/{found.posts[0].id}/check", text="Werbung | Ein Buch").status_code == 303
    assert "the brand nahbar" not in texts(brand.get(here).text)
    assert collaboration_page(shop, fox).card.collaboration.state == "checked"


@both_engines
def test_a_brief_is_written_kept_in_versions_and_compared(brand, campaign):
    here = f"/campaigns/{campaign}/brief"
    assert "counts once you keep it" in brand.get(f"{here}?language=de").text
    assert "Beginne den Text mit „Werbung“" in brand.get(f"{here}?language=de").text
    send(brand, f"{here}?language=de", goal="Lesen", messages="Eins\nZwei")
    send(brand, f"{here}?language=de", goal="Lesen", messages="Eins\nDrei")
    send(brand, f"{here}?language=de", goal="Lesen", messages="Eins\nDrei")
    page = brand.get(f"{here}?language=de&before=1&after=2").text
    assert "<del>Zwei</del>" in page
    assert "<ins>Drei</ins>" in page
    assert "Version 2" in texts(page)
    assert brand.get(f"{here}?language=de&before=1&after=9").status_code == 404
    assert send(brand, f"{here}?language=en").status_code == 422
    assert brand.get(f"{here}/paper?language=de").content.startswith(b"%PDF")


def checked(shop, number, **terms):
    with shop.store.write() as connection:
        one = collaborations.collaboration_of(connection, number)
        rows.move(connection, one, "checked", 1)


@both_engines
def test_money_is_stated_filed_and_settled(brand, shop, fox, campaign):
    here = f"/campaigns/collaborations/{fox}"
    assert "Nothing is to be paid here now" in texts(_followed(brand, f"{here}/statement"))
    checked(shop, fox)
    deal = Deal("A-1", now() - 40 * 86_400, 100_00, "EUR")
    seams.provide(deals=lambda house, one: [deal])
    send(brand, f"{here}/account", holder="Lese Füchsin", iban="DE00")
    assert payouts.due(shop, fox).account == ""
    send(brand, f"{here}/account", holder="Lese Füchsin", iban=IBAN)
    assert send(brand, f"{here}/statement").headers["location"] == "/campaigns/payouts"
    page = brand.get("/campaigns/payouts").text
    assert "ends in 3000" in texts(page)
    number = int(re.search(r"/campaigns/payouts/(\d+)/paper", page).group(1))
    assert brand.get(f"/campaigns/payouts/{number}/paper").content.startswith(b"%PDF")
    assert ",fee," in brand.get(f"/campaigns/payouts/{number}/table").text
    tomorrow = iso_day(day_of(now()) + 1)
    refused = send(brand, "/campaigns/payouts/file", holder="Shop", iban="DE12", day=tomorrow)
    assert refused.status_code == 422
    late = send(brand, "/campaigns/payouts/file", holder="Shop", iban="AT611904300234573201", day="2020-01-01")
    assert "That day has passed." in texts(late.text)
    filed = send(brand, "/campaigns/payouts/file", holder="Shop", iban="AT611904300234573201", day=tomorrow)
    assert b"pain.001.001.09" in filed.content
    assert b"450.00" in filed.content
    send(brand, f"/campaigns/payouts/{number}", state="paid")
    assert collaboration_page(shop, fox).card.collaboration.state == "paid"
    assert payouts.due(shop, fox).account == ""
    assert payouts.due(shop, fox).earned.due_cents == 0
    assert send(brand, f"/campaigns/payouts/{number}", state="void").status_code == 409


def _followed(client, path):
    answer = send(client, path)
    return client.get(answer.headers["location"]).text


def test_a_void_statement_counts_for_nothing(brand, shop, fox):
    checked(shop, fox)
    number = payouts.make_statement(shop, fox, "alice")
    assert payouts.due(shop, fox).earned.due_cents == 0
    payouts.settle_statement(shop, number, "void", "alice")
    assert payouts.due(shop, fox).earned.due_cents == 45_000


def test_only_an_owner_writes_the_file_for_the_bank(shop, fox):
    add_people(shop)
    with served(shop) as client:
        sign_in(client, "editor")
        assert send(client, "/campaigns/payouts/file", holder="A", iban=IBAN, day="2026-12-01").status_code == 403
        assert "A file for the bank" not in client.get("/campaigns/payouts").text


def test_a_viewer_reads_and_changes_nothing(shop, campaign, fox):
    add_people(shop)
    with served(shop) as client:
        sign_in(client, "viewer")
        for path in ("", f"/{campaign}", f"/collaborations/{fox}", f"/{campaign}/brief", "/payouts"):
            page = client.get(f"/campaigns{path}").text
            assert set(re.findall(r'method="post" action="([^"]+)"', page)) <= {
                "/sign-out",
                f"/campaigns/{campaign}/brief?language=en",
            }


FIELDS = """
    name goal law audience starts ends budget currency formats kpi-leads creators move step note fee share hold_days
    products rights_media rights_days rights_where kind due what text url deliverable days holder iban day state reason
    terms brief messages
"""
ODD = ("\0", "\ud7ff\0x", "9" * 400, "x" * 30_000, "-1", "<b>", "١٢", "%s%n", "../..", "🦊" * 50)


@both_engines
def test_no_form_breaks_the_server(brand, shop, campaign, fox):
    secret = guests.invite(shop, fox, 30, BRAND).rpartition("/")[2]
    ids = {"campaign_id": campaign, "collaboration_id": fox, "secret": secret}
    paths = [route.path for route in routes(shop) if "POST" in route.methods]
    ours = [path for path in paths if path.startswith(("/campaigns", "/collaboration"))]
    assert len(ours) > 15
    broken = []
    for odd in ODD:
        for path in ours:
            filled = re.sub(r"{(\w+):\w+}", lambda part: str(ids.get(part[1], 1)), path)
            if send(brand, filled, **dict.fromkeys(FIELDS.split(), odd)).status_code >= 500:
                broken.append((path, odd[:5]))
        asked = {"q": odd[:2_000], "sort": odd[:200], "page": odd[:200]}
        broken += [("list", odd[:5])] if brand.get("/campaigns", params=asked).status_code >= 500 else []
    assert broken == []


def test_texts_of_others_are_escaped(brand, shop, campaign):
    answer = send(brand, "/campaigns", **{**PLAN, "name": "<script>alert(1)</script>"})
    page = brand.get(answer.headers["location"]).text
    assert "<script>alert" not in page
    number = add_creators(shop, int(answer.headers["location"].rpartition("/")[2]), [FOX], "alice")[0]
    send(brand, f"/campaigns/collaborations/{number}/deliverables", kind="other", note="<img src=x onerror=1>")
    assert "<img src=x" not in brand.get(f"/campaigns/collaborations/{number}").text
