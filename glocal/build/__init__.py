"""From a shop to a folder of pages: every product of every edition, and what leads to them.

build(shop, Path("site"))          the whole site, shown once it is whole
about(shop, editions)              what every page says of the shop
pages(shop, edition, whole, ...)   the theme bound to one edition
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from glocal.lazily import lazily

if TYPE_CHECKING:
    from glocal.build.binding import about, cart, pages
    from glocal.build.built import Built
    from glocal.build.writer import build

_HOME = {"Built": "built", "about": "binding", "build": "writer", "cart": "binding", "pages": "binding"}

__all__ = ["Built", "about", "build", "cart", "pages"]


__getattr__, __dir__ = lazily(__name__, _HOME)
