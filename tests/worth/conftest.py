"""One workspace whose posts have links, leads, deals and comments, made once and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from nahbar.app.rooms import PACKAGES
from nahbar.campaigns.leads.contracts import NewDeal, NewLead, Traces
from nahbar.campaigns.leads.service.recording import record_deals, record_leads
from nahbar.campaigns.links.service.keeping import add_link
from nahbar.creators.intake import Choice
from nahbar.creators.service.imports.importing import import_file
from nahbar.kernel.house import House, open_house
from nahbar.kernel.journal.appending import append
from nahbar.kernel.settings import Settings
from nahbar.kernel.touchpoints import Touchpoint
from nahbar.kernel.workspace import create_workspace
from tests.app.conftest import nb as nb
from tests.conftest import ALICE, NOW
from tests.creators.tables import DAY, START, comment_rows, post_rows, write_table
from tests.web import add_people, served, sign_in

# Deals a post of each creator brings; the one with the most likes brings the least.
EARNERS = {"instagram/lese.fuchs": 3.0, "instagram/buchbert": 1.2, "tiktok/page.turner": 0.4, "tiktok/neu": 0.8}
LIKES = {"instagram/lese.fuchs": 120, "instagram/buchbert": 300, "tiktok/page.turner": 5_000, "tiktok/neu": 700}
POSTS = 6


@pytest.fixture(scope="session")
def earned_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace: four creators with six posts each, a link a post, leads and deals; two people with a known way."""
    folder = tmp_path_factory.mktemp("earned")
    workspace = create_workspace(folder / "w", Settings(name="Test"))
    house = open_house(workspace.folder, PACKAGES)
    names = [name.split("/") for name in EARNERS]
    people = [{"platform": one, "handle": handle, "name": handle, "followers": 9_000} for one, handle in names]
    posts = [row for one, handle in names for row in post_rows(one, handle, POSTS, LIKES[f"{one}/{handle}"])]
    written = comment_rows("instagram", [f"lese.fuchs-{k}" for k in range(POSTS)], 7)
    for kind, rows in {"creators": people, "posts": posts, "comments": written}.items():
        import_file(house, kind, write_table(folder / f"{kind}.csv", rows), Choice(), ALICE)
    add_people(house)
    _sell(house)
    _known_people(house)
    house.close()
    return workspace.folder


def _sell(house: House) -> None:
    rng = np.random.default_rng(8)
    leads, deals = [], []
    for creator, mean in EARNERS.items():
        handle = creator.partition("/")[2]
        for k in range(POSTS):
            slug, at = f"{handle.replace('.', '-')}-{k}", START + 2 * k * DAY
            link = {"slug": slug, "target": "https://shop.example/", "creator": creator, "post": f"{handle}-{k}"}
            add_link(house, link, ALICE)
            for n in range(int(rng.poisson(mean))):
                key = f"{slug}-{n}"
                leads.append(NewLead(f"l-{key}", at + n + 1, "form", Traces(link=slug), qualified=n % 2 == 0))
                deals.append(NewDeal(f"d-{key}", at + DAY + n, 2_000 + 500 * n, "EUR", Traces(link=slug)))
    record_leads(house, leads)
    record_deals(house, deals)


def _known_people(house: House) -> None:
    """Add Ada, who liked, visited and bought, and Ben, who visited and bought."""
    micro = 1_000_000
    points = [
        Touchpoint(id="a1", time=START * micro, kind="visit", person="ada", consent=True),
        Touchpoint(id="a2", time=(START + 9) * micro, kind="reply", channel="like", person="ada", consent=True),
        Touchpoint(id="b1", time=START * micro, kind="visit", person="ben", consent=True),
    ]
    with house.store.write() as connection:
        append(connection, points, NOW)
    record_deals(house, [NewDeal(f"d-{who}", START + DAY, 900, "EUR", person=who) for who in ("ada", "ben")])


@pytest.fixture
def earned(earned_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that workspace, named in NAHBAR_WORKSPACE."""
    folder = tmp_path / "earned"
    shutil.copytree(earned_once, folder)
    monkeypatch.setenv("NAHBAR_WORKSPACE", str(folder))
    return folder


@pytest.fixture
def earned_house(earned: Path) -> Iterator[House]:
    """That workspace, open."""
    made = open_house(earned, PACKAGES)
    yield made
    made.close()


@pytest.fixture
def reader(earned_house: House):
    """A client of that workspace, signed in as a viewer."""
    with served(earned_house) as made:
        sign_in(made, "viewer")
        yield made


@pytest.fixture
def bare_reader(house: House):
    """A client of an empty workspace, signed in as a viewer."""
    add_people(house)
    with served(house) as made:
        sign_in(made, "viewer")
        yield made
