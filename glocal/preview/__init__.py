"""The merchant's web app: `glocal preview SHOP`.

    serve(folder, port=8000)      runs until it is stopped
    application(folder) -> ASGI   the same, for a server of your own

Pictures, pages and findings come from the shop's own files; what a merchant decides is written back to them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from glocal.errors import MissingExtraError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["application", "serve"]


def application(folder: Path | str, *, today: dt.date | None = None, **options: Any) -> Any:
    """Return the app as an ASGI application; `options` are those of `glocal.preview.guard.Doors`.

    Raises MissingExtraError without the extra `preview`, FileError for a faulty shop.
    """
    _need()
    from glocal.preview.app import create

    return create(folder, today=today, **options)


def serve(
    folder: Path | str,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    today: dt.date | None = None,
    told: Callable[[str], object] = lambda url: None,
) -> None:
    """Serve the preview of a shop until it is stopped; `told` gets its address once it answers.

    A port of 0 takes a free one. Raises MissingExtraError, FileError, and BuildError where the port is taken.
    """
    _need()
    from glocal.preview.server import run

    run(folder, host=host, port=port, today=today, told=told)


def _need() -> None:
    try:
        for name in ("starlette", "tomlkit", "uvicorn"):
            import_module(name)
    except ImportError:
        raise MissingExtraError("the preview", "preview") from None
