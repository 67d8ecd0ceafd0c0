"""The start page: what came in first, then what waits, then what nobody can tell."""

from __future__ import annotations

import pytest

from nahbar.campaigns.leads import NewDeal, NewLead, Traces
from nahbar.campaigns.leads.service.recording import record_deals, record_leads
from nahbar.campaigns.links.service.keeping import add_link
from nahbar.creators.intake import Choice
from nahbar.creators.service.imports.importing import import_file
from nahbar.kernel.clock import SECONDS_A_DAY, day_of, now
from nahbar.kernel.experiments.schema import experiment
from nahbar.kernel.journal import append
from nahbar.kernel.touchpoints import Touchpoint
from nahbar.worth import period_of, untold_words
from nahbar.worth.experiments.plans import read_plan
from nahbar.worth.experiments.registry import plan_experiment, start_experiment
from tests.conftest import ALICE, both_engines
from tests.creators.tables import CREATORS, post_rows, write_table
from tests.web import add_people, served, sign_in, texts

FOX = "instagram/lese.fuchs"
MICROS = 1_000_000


def ago(days):
    return now() - days * SECONDS_A_DAY


def lead(key, days, link="fox", qualified=True):
    return NewLead(key=key, came_at=ago(days), via="form", traces=Traces(link=link), qualified=qualified)


def deal(key, days, link="fox", cents=5_000, currency="EUR"):
    return NewDeal(key=key, at=ago(days), value_cents=cents, currency=currency, traces=Traces(link=link))


def earn(house, tmp_path):
    """Six qualified leads and four deals in the last 30 days, one of each before; one deal that nobody brought."""
    import_file(house, "creators", write_table(tmp_path / "creators.csv", CREATORS), Choice(), ALICE)
    add_link(
        house, {"slug": "fox", "target": "https://shop.example.org/x", "creator": FOX, "campaign": "Herbst"}, ALICE
    )
    leads = [lead(f"l{k}", 3 + k) for k in range(6)] + [lead("old", 40), lead("open", 2, qualified=None)]
    record_leads(house, leads, ALICE)
    deals = [deal(f"d{k}", 2 + k) for k in range(3)] + [deal("old", 45), deal("alone", 4, link=None)]
    record_deals(house, [*deals, deal("franc", 5, currency="CHF")], ALICE)


@pytest.fixture
def shop(house, tmp_path):
    earn(house, tmp_path)
    return house


def month(house):
    until = day_of(now()) + 1
    return period_of(house, until - 60, until - 30, until)


@both_engines
def test_a_period_counts_what_came_in_by_creator_and_content(house, tmp_path):
    earn(house, tmp_path)
    found = month(house)
    figures = {name: (one.now.value, one.before.value) for name, one in found.figures.items()}
    assert figures == {"qualified_leads": (6, 1), "deals": (5, 1), "revenue": (20_000, 5_000), "leads": (7, 1)}
    top, nobody = found.creators
    assert (top.name, top.path) == (FOX, f"/creators/{FOX}")
    assert top.figures["deals"].value == 4
    assert (nobody.name, nobody.figures["deals"].value) == ("", 1)
    assert [one.path for one in found.contents] == ["/campaigns/links/to/fox", ""]
    assert [(one.currency, one.deals) for one in found.others] == [("CHF", 1)]


def test_it_says_what_nobody_can_tell(shop):
    fields = {"name": "card", "variants": "none=1, card=1", "metric": "lead", "unit": "person", "room": "gesture"}
    more = {"baseline": "0.05", "least_lift": "60", "per_day": "5", "window_days": "14"}
    plan_experiment(shop, read_plan({**fields, **more}), ALICE)
    start_experiment(shop, "card", ALICE)
    with shop.store.write() as connection:
        connection.execute(experiment.update().values(started_at=ago(10)))
        met = [
            Touchpoint(
                id=f"met-{arm}-{k}", time=ago(9) * MICROS, kind="exposure", person=f"{arm}{k}",
                assignment=f"card/{arm}", consent=True,
            )
            for arm in ("none", "card")
            for k in range(50)
        ]  # fmt: skip
        append(connection, met, now() * MICROS)
    found = month(shop)
    said = [one.said.render() for one in untold_words(found.untold, 0, 1)]
    (running,) = found.untold.running
    assert running.days == -(-running.missing // 5)
    assert said == [
        "Who earned 1 of 5 deals: nothing recorded stands before them.",
        "Whether 1 lead is qualified: nobody has judged it.",
        f"What “card” does: about {running.missing:,} more people an arm, at this pace {running.days:,} days.",
    ]


def test_the_start_page_leads_with_leads_and_deals(shop):
    add_people(shop)
    with served(shop) as client:
        sign_in(client, "viewer")
        page = client.get("/").text
        words = texts(page)
        assert words.index("Qualified leads") < words.index("What waits for you today?")
        assert words.index("What waits for you today?") < words.index("What nobody can tell yet")
        assert "The 30 days before: 1" in words
        assert "Cannot tell whether more or fewer than before" in words
        assert f'href="/creators/{FOX}"' in page
        assert 'href="/campaigns/links/to/fox"' in page
        assert "in CHF: 50.00" in words
        assert "likes" not in words.lower()
        week = texts(client.get("/?days=7").text)
        assert "The 7 days before" in week
        assert texts(client.get("/?days=nonsense").text).count("The 30 days before") == 3


def test_an_empty_workspace_has_one_sentence_and_one_button(house):
    add_people(house)
    with served(house) as client:
        sign_in(client, "editor")
        page = client.get("/").text
    assert page.split("<main")[1].count('class="button"') == 1
    assert "Import creators" in page


def test_a_workspace_without_leads_says_what_will_stand_here(house, tmp_path):
    import_file(house, "creators", write_table(tmp_path / "creators.csv", CREATORS), Choice(), ALICE)
    add_people(house)
    with served(house) as client:
        sign_in(client, "editor")
        page = client.get("/").text
    assert "as soon as there is a lead or a deal" in page
    assert page.split("<main")[1].count('class="button"') == 1


def test_a_post_is_named_by_how_its_text_begins(shop, tmp_path):
    rows = [row | {"text": "Sieben Sorten Nebel"} for row in post_rows("instagram", "@lese.fuchs", 1)]
    import_file(shop, "posts", write_table(tmp_path / "posts.csv", rows), Choice(), ALICE)
    known = (str(rows[0]["post_id"]), "gone")
    deals = [Touchpoint(id=k, time=ago(1) * MICROS, kind="deal", creator=FOX, post=k, consent=False) for k in known]
    with shop.store.write() as connection:
        append(connection, deals, now() * MICROS)
    assert {"Sieben Sorten Nebel", "gone"} <= {one.label for one in month(shop).contents}
