"""The front hands requests to the part that claims their path, and starts and stops the parts."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from nahbar.kernel.web.front import Front


class Kept:
    prefix = "/l/"
    domain = ""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def start(self) -> None:
        self.seen.append("start")

    def stop(self) -> None:
        self.seen.append("stop")

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.seen.append(scope["path"])


class Pages:
    def __init__(self) -> None:
        self.seen: list[str] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.seen.append(scope.get("path", scope["type"]))


@pytest.mark.parametrize(
    ("path", "claimed"), [("/l/spring", True), ("/l/", True), ("/l", False), ("/links", False), ("/", False)]
)
def test_a_part_is_handed_its_own_paths_only(path, claimed):
    part, pages = Kept(), Pages()
    asyncio.run(Front(pages, [part])({"type": "http", "path": path}, None, None))
    assert (part.seen, pages.seen) == (([path], []) if claimed else ([], [path]))


def test_parts_live_as_long_as_the_server():
    part, pages = Kept(), Pages()
    asyncio.run(Front(pages, [part])({"type": "lifespan"}, None, None))
    assert part.seen == ["start", "stop"]
    assert pages.seen == ["lifespan"]


@pytest.mark.parametrize(
    ("host", "claimed"), [(b"GO.example.org:8700", True), (b"go.example.org", True), (b"b.example", False)]
)
def test_a_part_with_a_domain_answers_every_path_of_that_host(host, claimed):
    part, pages = Kept(), Pages()
    part.domain = "go.example.org"
    scope = {"type": "http", "path": "/spring", "headers": [(b"host", host)]}
    asyncio.run(Front(pages, [part])(scope, None, None))
    assert (part.seen, pages.seen) == (["/spring"], []) if claimed else ([], ["/spring"])
