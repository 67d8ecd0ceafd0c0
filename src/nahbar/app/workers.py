"""Several worker processes, each with a listening socket of its own."""

from __future__ import annotations

import socket

import uvicorn
from uvicorn.supervisors import Multiprocess


class Workers(Multiprocess):
    """uvicorn's supervisor; the system shares new connections out among the workers' sockets.

    With one socket for all of them, whichever worker wakes up first takes every connection that waits.
    """

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config, [])

    @property
    def sockets(self) -> list[socket.socket]:
        """Return a socket for the worker that is about to start; only that worker will hold it."""
        return [listening(self.config.host, self.config.port)]

    @sockets.setter
    def sockets(self, given: list[socket.socket]) -> None:
        """There is nothing to keep."""


def listening(host: str, port: int) -> socket.socket:
    """Return a bound socket; others of the same program may be bound beside it where the system can share."""
    made = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if hasattr(socket, "SO_REUSEPORT"):
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    made.bind((host, port))
    made.setblocking(False)
    made.set_inheritable(True)
    return made
