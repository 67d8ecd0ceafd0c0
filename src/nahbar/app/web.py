"""Assembles the web application of one workspace; servers call `create`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from litestar import Litestar

from nahbar.app.rooms import PACKAGES, connect_rooms
from nahbar.app.today import today
from nahbar.app.uploading import offer_kinds
from nahbar.campaigns.leads.mailbox.background import MailboxThread
from nahbar.campaigns.leads.plugging import plug_in
from nahbar.campaigns.web import ROOM as CAMPAIGNS
from nahbar.campaigns.web import fast_parts
from nahbar.creators import NoticeThread
from nahbar.creators.web import ROOM as CREATORS
from nahbar.kernel.house import House, open_house
from nahbar.kernel.lake.background import SealingThread
from nahbar.kernel.lean import leave_out_pandas
from nahbar.kernel.web.front import Front
from nahbar.kernel.web.shell import build_application
from nahbar.worth.web import ROOM as WORTH

WORKSPACE_VARIABLE = "NAHBAR_WORKSPACE"
# A thread that writes needs the interpreter for moments between its waits for the disk; with Python's own 5 ms it waits
# for the thread that answers a hundred times as long as it works.
SWITCH_SECONDS = 0.001


def create() -> Front:
    """Return all that a server answers for the workspace named in the environment (for servers that take a factory)."""
    leave_out_pandas()
    sys.setswitchinterval(SWITCH_SECONDS)
    plug_in()
    house = open_house(Path(os.environ[WORKSPACE_VARIABLE]), PACKAGES)
    return Front(assemble(house), fast_parts(house), [SealingThread(house), MailboxThread(house), NoticeThread(house)])


def assemble(house: House) -> Litestar:
    """Return the application of `house` with all rooms mounted."""
    connect_rooms()
    offer_kinds()
    return build_application(house, [CREATORS, CAMPAIGNS, WORTH], today)
