"""From a shop to a folder of pages: every product of every edition, and what leads to them.

build(shop, Path("site"))          the whole site, shown once it is whole
about(shop, editions)              what every page says of the shop
pages(shop, edition, whole, ...)   the theme bound to one edition
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from glocal.build.binding import about, cart, pages
    from glocal.build.built import Built
    from glocal.build.writer import build

_HOME = {"Built": "built", "about": "binding", "build": "writer", "cart": "binding", "pages": "binding"}

__all__ = ["Built", "about", "build", "cart", "pages"]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
