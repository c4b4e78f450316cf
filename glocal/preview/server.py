"""Runs the app on this machine."""

from __future__ import annotations

import secrets
import socket
from typing import TYPE_CHECKING

from glocal.errors import BuildError
from glocal.preview.guard import is_loopback

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["run"]

CONNECTIONS = 128


def run(folder: Path | str, *, host: str, port: int, today: dt.date | None, told: Callable[[str], object]) -> None:
    """Serve until stopped; beyond loopback the address that is told ends with a key."""
    import uvicorn

    from glocal.preview.app import create

    listening = _socket(host, port)
    port = listening.getsockname()[1]
    key = "" if is_loopback(host) else secrets.token_urlsafe(18)
    app = create(folder, today=today, host=host, port=port, key=key)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        log_level="error",
        server_header=False,
        ws="none",
        http="h11",
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=1,
    )
    shown = f"[{host}]" if ":" in host else host
    told(f"http://{shown}:{port}/" + (f"?key={key}" if key else ""))
    uvicorn.Server(config).run(sockets=[listening])


def _socket(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((host, port))
    except OSError as error:
        found.close()
        raise BuildError(
            f"port {port} of {host} cannot be used ({error.strerror}); choose another with --port"
        ) from None
    found.listen(CONNECTIONS)  # before the address is told: who comes early waits
    return found
