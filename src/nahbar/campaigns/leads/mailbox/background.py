"""Reads mailboxes beside the serving, in a thread that mostly waits for mail servers."""

from __future__ import annotations

import contextlib
import logging

from nahbar.campaigns.leads.mailbox import rows
from nahbar.campaigns.leads.mailbox.oauth import rows as oauth_rows
from nahbar.campaigns.leads.mailbox.oauth.service.signing import ask_once
from nahbar.campaigns.leads.mailbox.schema import mailbox
from nahbar.campaigns.leads.mailbox.service.reading import read_mailbox
from nahbar.kernel.beside import Repeated
from nahbar.kernel.clock import now
from nahbar.kernel.errors import Conflict, NahbarError
from nahbar.kernel.house import House

log = logging.getLogger("nahbar.mailboxes")

LOOK_SECONDS = 10.0


class MailboxThread(Repeated):
    """Reads every mailbox that is due; in a house of several workers one of them reads each."""

    name = "mailboxes"
    trouble = "mailboxes could not be read yet"
    # A server that is being waited for is left behind when the program ends: nothing is lost by that.
    end_seconds = 3.0

    def __init__(self, house: House, look_seconds: float = LOOK_SECONDS) -> None:
        super().__init__(look_seconds)
        self._house = house

    def turn(self) -> None:
        """Read what is due; a mailbox that cannot be read does not keep the others waiting."""
        self._look_for_sign_ins()
        with self._house.store.read() as connection:
            due = rows.read_mailboxes(connection, mailbox.c.next_at <= now())
            sign_ins = oauth_rows.sign_ins(connection, now())
        for one in due:
            if one.id in sign_ins and not sign_ins[one.id].ready:
                continue
            try:
                with contextlib.suppress(Conflict):
                    read_mailbox(self._house, one, lambda: self.goes_on)
            except NahbarError as error:
                log.warning("the mailbox %s could not be read: %s", one.plan.name, error.one_line())

    def _look_for_sign_ins(self) -> None:
        with self._house.store.read() as connection:
            names = oauth_rows.waiting_names(connection, now())
        for name in names:
            try:
                ask_once(self._house, name)
            except NahbarError as error:
                log.warning("signing in to the mailbox %s: %s", name, error.one_line())
