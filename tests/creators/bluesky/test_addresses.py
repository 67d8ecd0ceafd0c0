"""Names of accounts and services as people write them."""

from __future__ import annotations

import pytest

from nahbar.creators.bluesky.addresses import bluesky_handle, service_address
from nahbar.kernel.errors import BadInput


@pytest.mark.parametrize(
    "text",
    [
        "bluesky/alice.bsky.social",
        "bsky/alice.bsky.social",
        "@Alice.bsky.social",
        "alice",
        " alice.bsky.social ",
        "https://bsky.app/profile/alice.bsky.social",
        "bsky.app/profile/alice.bsky.social",
    ],
)
def test_one_account_has_many_spellings(text):
    assert bluesky_handle(text) == "alice.bsky.social"


@pytest.mark.parametrize("text", ["instagram/alice", "https://evil.example/profile/alice", "did:plc:alice"])
def test_names_of_other_places_are_refused(text):
    with pytest.raises(BadInput):
        bluesky_handle(text)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://public.api.bsky.app/", "https://public.api.bsky.app"),
        ("https://pds.example.org:8443", "https://pds.example.org:8443"),
        ("http://localhost:2583", "http://localhost:2583"),
        ("http://[::1]:2583", "http://[::1]:2583"),
    ],
)
def test_a_service_is_a_bare_address(text, address):
    assert service_address(text) == address
