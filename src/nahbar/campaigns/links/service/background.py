"""The thread of a worker that counts waiting clicks; it takes a tenth of a core at most and gives way to the rest."""

from __future__ import annotations

import contextlib
import logging
import threading
import time

from nahbar.campaigns.links.service.counting import count_clicks
from nahbar.kernel.errors import Conflict, NahbarError
from nahbar.kernel.house import House

log = logging.getLogger("nahbar.links")

PAUSE_SECONDS = 1.0
# For each second of work so many of rest: a storm of clicks is answered first and counted later.
REST = 9.0
# A short turn: while it runs, requests of this worker share its core.
MOST_A_TURN = 2_000


class CountingThread:
    """Counts regularly until it is stopped; in a house of several workers one of them at a time."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="clicks-count", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after the turn that runs."""
        self._ending.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        rest = 0.0
        while not self._ending.wait(rest):
            began = time.thread_time()
            more = False
            try:
                with contextlib.suppress(Conflict):
                    more = count_clicks(self._house, MOST_A_TURN).more
            except NahbarError as error:
                # The clicks stay in their files until the store can be written again.
                log.warning("clicks could not be counted yet: %s", error.one_line())
            except Exception:
                log.exception("clicks could not be counted yet")
            took = time.thread_time() - began
            rest = REST * took if more else max(PAUSE_SECONDS, REST * took)
