"""The rooms that are mounted, in the order of the road: find, agree, track, answer, delight, prove."""

from __future__ import annotations

from importlib import import_module

import sqlalchemy as sa

from nahbar.kernel.store import metadata

# Packages whose catalogues and templates are used; the kernel's own catalogue is in nahbar.kernel.
PACKAGES = ("nahbar.kernel", "nahbar.creators", "nahbar.campaigns", "nahbar.worth", "nahbar.app")
# Modules that describe tables.
TABLES = (
    "nahbar.kernel.tables",
    "nahbar.kernel.experiments.schema",
    "nahbar.kernel.journal.schema",
    "nahbar.creators.tables.schema",
    "nahbar.creators.notices.schema",
    "nahbar.campaigns.agree.schema",
    "nahbar.campaigns.brief.schema",
    "nahbar.campaigns.collect.tables",
    "nahbar.campaigns.leads.schema",
    "nahbar.campaigns.leads.mailbox.schema",
    "nahbar.campaigns.leads.qualify.schema",
    "nahbar.campaigns.links.tables.schema",
    "nahbar.campaigns.payouts.schema",
)


def connect_rooms() -> None:
    """Tell the rooms what they need to know of those above them."""
    from nahbar.campaigns import HAPPENED
    from nahbar.creators import name_happenings

    name_happenings(HAPPENED)


def all_tables() -> sa.MetaData:
    """Return the tables of the kernel and of every room."""
    for module in TABLES:
        import_module(module)
    return metadata
