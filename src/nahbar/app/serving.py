"""Serves a workspace with granian on a checked port."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

from nahbar.kernel.errors import Conflict, Unavailable
from nahbar.kernel.messages import msg


def check_port(host: str, port: int) -> None:
    """Raise Conflict when something listens on the port, Unavailable when the address cannot be used."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise Conflict(
                    msg("Port {port:raw} is in use.", port=port),
                    msg("Stop the other program, or choose another port with --port."),
                    kind="port-in-use",
                ) from error
            raise Unavailable(
                msg("{host}:{port:raw} cannot be used: {why:raw}.", host=host, port=port, why=str(error.strerror)),
                msg("Choose another address with --host and --port."),
                kind="address",
            ) from error


def serve_workspace(folder: Path, host: str, port: int, workers: int) -> None:
    """Serve until interrupted."""
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels

    os.environ["NAHBAR_WORKSPACE"] = str(folder.resolve())
    Granian(
        "nahbar.app.web:create",
        factory=True,
        interface=Interfaces.ASGI,
        address=host,
        port=port,
        workers=workers,
        # Proxies speak HTTP/1.1 to us; not looking for HTTP/2 saves a tenth of a redirect.
        http=HTTPModes.http1,
        log_enabled=True,
        log_level=LogLevels.warning,
        websockets=False,
    ).serve()
