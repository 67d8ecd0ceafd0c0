"""The key of a campaign: what links, codes, leads, deals and touchpoints call it, whatever it is renamed to. Pure."""

from __future__ import annotations

from collections.abc import Collection

from nahbar.campaigns.links.tagging import tag

# For names without a single letter or digit of ASCII.
NAMELESS = "campaign"
# Room for a number behind a long name; UTM parameters hold a hundred characters.
LONGEST = 90


def new_key(name: str, taken: Collection[str]) -> str:
    """Return a key made of a campaign's name that no other campaign has."""
    plain = tag(name)[:LONGEST].strip("-") or NAMELESS
    number, key = 1, plain
    while key in taken:
        number += 1
        key = f"{plain}-{number}"
    return key


def names_campaign(text: str | None, key: str) -> bool:
    """Whether a text names the campaign of this key: the key itself, or the name that the key was made of.

    Capital letters, umlauts and blanks make no difference, as in UTM parameters.
    """
    return bool(text) and tag(text) == key
