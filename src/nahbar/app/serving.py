"""Serves a workspace with uvicorn on a checked port."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import socket
from pathlib import Path

from nahbar.kernel.errors import Conflict, Unavailable
from nahbar.kernel.messages import msg

# How long requests may still be answered once the server is asked to end.
LAST_ANSWERS_SECONDS = 10


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
    import uvicorn

    from nahbar.app.workers import Workers, listening
    from nahbar.kernel.web.connection import IDLE_SECONDS, Connection

    os.environ["NAHBAR_WORKSPACE"] = str(folder.resolve())
    config = uvicorn.Config(
        "nahbar.app.web:create",
        factory=True,
        interface="asgi3",
        host=host,
        port=port,
        workers=workers,
        http=Connection,
        ws="none",
        lifespan="on",
        log_level="error",
        access_log=False,
        # Whom to believe about a visitor's address is said in the workspace's settings.
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=IDLE_SECONDS,
        timeout_graceful_shutdown=LAST_ANSWERS_SECONDS,
    )
    # uvicorn raises the signal once more when all is closed; being asked to end is no failure.
    signal.signal(signal.SIGTERM, lambda *_: None)
    with contextlib.suppress(KeyboardInterrupt):
        if workers == 1:
            uvicorn.Server(config).run([listening(host, port)])
        else:
            Workers(config).run()
