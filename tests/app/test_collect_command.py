"""`nahbar collect`: keys are made, listed and revoked; the pseudonym of a visitor leads to an erasure."""

from __future__ import annotations


def test_keys_are_made_listed_and_revoked(nb, empty):
    made = nb("collect", "key", "add", "shop", "--json").json
    assert len(made["key"]) == 32
    assert nb("collect", "key", "add", "shop").code == 4
    assert nb("collect", "key", "revoke", "shop").code == 0
    assert nb("collect", "key", "revoke", "shop").code == 3
    (listed,) = nb("collect", "key", "list", "--json").json
    assert listed["revoked_at"]
    assert "revoked" in nb("collect", "key", "list").out
    assert len(nb("collect", "key", "add", "app").out.strip()) == 32


def test_a_visitor_has_one_pseudonym_in_a_workspace(nb, empty):
    first = nb("collect", "pseudonym", "visitor-one", "--json").json["pseudonym"]
    assert first == nb("collect", "pseudonym", "visitor-one").out.strip()
    assert nb("person", "export", first, "--json").error["kind"] == "unknown-person"
