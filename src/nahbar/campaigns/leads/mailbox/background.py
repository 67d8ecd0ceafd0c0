"""Reads mailboxes beside the serving, in a thread that mostly waits for mail servers."""

from __future__ import annotations

import contextlib
import logging
import threading

from nahbar.campaigns.leads.mailbox import rows
from nahbar.campaigns.leads.mailbox.schema import mailbox
from nahbar.campaigns.leads.mailbox.service.reading import read_mailbox
from nahbar.kernel.clock import now
from nahbar.kernel.errors import Conflict, NahbarError
from nahbar.kernel.house import House

log = logging.getLogger("nahbar.mailboxes")

LOOK_SECONDS = 10.0
# A server that is being waited for is left behind when the program ends: nothing is lost by that.
END_SECONDS = 3.0


class MailboxThread:
    """Reads every mailbox that is due, until it is stopped; in a house of several workers one of them reads each."""

    def __init__(self, house: House, look_seconds: float = LOOK_SECONDS) -> None:
        self._house = house
        self._look_seconds = look_seconds
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="mailboxes-read", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after the message that is read."""
        self._ending.set()
        if self._thread.is_alive():
            self._thread.join(END_SECONDS)

    def _run(self) -> None:
        while not self._ending.wait(self._look_seconds):
            try:
                self._read_due()
            except NahbarError as error:
                log.warning("mailboxes could not be read yet: %s", error.one_line())
            except Exception:
                log.exception("mailboxes could not be read yet")

    def _read_due(self) -> None:
        with self._house.store.read() as connection:
            due = rows.read_mailboxes(connection, mailbox.c.next_at <= now())
        for one in due:
            try:
                with contextlib.suppress(Conflict):
                    read_mailbox(self._house, one, lambda: not self._ending.is_set())
            except NahbarError as error:
                log.warning("the mailbox %s could not be read: %s", one.plan.name, error.one_line())
