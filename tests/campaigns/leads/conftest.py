"""A workspace with the fox's link and code."""

from __future__ import annotations

import pytest

from nahbar.campaigns.leads.service import forms
from nahbar.campaigns.links.service.codes import add_code
from nahbar.campaigns.links.service.keeping import add_link
from tests.campaigns.conftest import BERT, FOX
from tests.conftest import ALICE

TARGET = "https://shop.example.org/lesen"


@pytest.fixture
def clock(monkeypatch):
    """A clock of the lead forms that stands still until it is moved."""
    moment = [1_800_000_000]
    monkeypatch.setattr(forms, "now", lambda: moment[0])
    return moment


@pytest.fixture
def tracked(shop):
    """A workspace where the fox has the link /l/fuchs and the code FUCHSBAU, and Bert the code BERT2026."""
    link = {"slug": "fuchs", "target": TARGET, "creator": FOX, "campaign": "Herbstlese", "post": "p1", "variant": "b"}
    add_link(shop, link, ALICE)
    add_code(shop, {"creator": FOX, "code": "FUCHSBAU", "campaign": "Herbstlese"}, ALICE)
    add_code(shop, {"creator": BERT, "code": "BERT2026", "campaign": "Herbstlese"}, ALICE)
    return shop
