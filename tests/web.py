"""A served workspace for tests of pages: a client for each role, forms sent as a browser sends them."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from litestar import Litestar
from litestar.testing import TestClient

from nahbar.app.web import assemble
from nahbar.kernel.access import add_account, add_token
from nahbar.kernel.house import House
from nahbar.kernel.store import Store
from nahbar.kernel.web.shell import move_in
from tests.conftest import ALICE, BOB, CHARLIE, NOW, PASSWORD

PEOPLE = {"owner": ALICE, "editor": BOB, "viewer": CHARLIE}


def add_people(house: House) -> None:
    """Give the workspace an owner, an editor and a viewer."""
    with house.store.write() as connection:
        for role, email in PEOPLE.items():
            add_account(connection, email, PASSWORD, role, NOW, language="en")


def make_token(house: House, *scopes: str) -> str:
    """Return the secret of a new token."""
    with house.store.write() as connection:
        return add_token(connection, "test " + " ".join(scopes), scopes, NOW)


_spare: list[Litestar] = []


def routes(house: House) -> list[Any]:
    """Return every route of the application."""
    if not _spare:
        _spare.append(assemble(house))
    return _spare[0].routes


@contextmanager
def writing_beside_the_loop() -> Iterator[None]:
    """Fail whatever writes in the event loop: while it waits for the store's lock, every visitor would wait."""
    write = Store.write

    def watched(store: Store, patience_ms: int | None = None) -> Any:
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return write(store, patience_ms)
        raise AssertionError("a transaction in the event loop")

    with mock.patch.object(Store, "write", watched):
        yield


@contextmanager
def served(house: House) -> Iterator[TestClient]:
    """A client that nobody has signed in with; it keeps cookies and does not follow redirects."""
    # To build an application takes half a second; one that no client uses moves on to the next house.
    application = _spare.pop() if _spare else assemble(house)
    move_in(application, house)
    with writing_beside_the_loop(), TestClient(application, base_url="http://testserver.local") as client:
        client.follow_redirects = False
        client.headers["accept-language"] = "en"
        yield client
    _spare.append(application)


def csrf(client: TestClient) -> str:
    """Return the form token, as a page holds it."""
    if "csrf" not in client.cookies:
        client.get("/language/en")
    return client.cookies["csrf"]


def send(client: TestClient, path: str, **values: str):
    """Send a form as a page of ours would."""
    return client.post(path, data={"_csrf_token": csrf(client), **values})


def sign_in(client: TestClient, role: str) -> None:
    """Sign in as one of the cast."""
    answer = send(client, "/sign-in", email=PEOPLE[role], password=PASSWORD, next="/")
    assert answer.status_code == 303, answer.text


def texts(page: str) -> str:
    """Return the words of a page without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
