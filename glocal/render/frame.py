"""What surrounds a page: head, header and footer, made once for all pages so deep that exist in the same editions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import escape

from glocal.render.links import address, alternates
from glocal.render.names import edition_names

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from glocal.render.links import Edition, Shop

__all__ = ["KEPT", "Frame", "Frames", "alternate_links"]

MARK = "-.~path~.-"
"""Stands for a page's path in what is made once; no character of it is escaped in an address or in HTML."""

MENU = 40
"""Editions that a page links to; beyond it the menu leads to the front page, and hreflang stays in the sitemap."""

KEPT = 2_000
"""Pieces of pages kept for what many of them share."""


class Frame(NamedTuple):
    """Head, header and footer, each cut where the page's path belongs."""

    head: list[str]
    header: list[str]
    footer: list[str]


class Frames:
    """The frames of one edition; `fill` renders a template."""

    def __init__(self, shop: Shop, edition: Edition, stylesheet: str, fill: Callable[..., str]) -> None:
        self.shop = shop
        self.edition = edition
        self.stylesheet = stylesheet
        self._fill = fill
        self._made: dict[tuple[int, tuple[Edition, ...]], Frame] = {}

    def around(self, depth: int, editions: Sequence[Edition] | None) -> Frame:
        """Return the frame of pages so many folders deep that exist in `editions`, in all of them where None."""
        known = self.shop.editions if editions is None else tuple(e for e in self.shop.editions if e in editions)
        found = self._made.get((depth, known))
        if found is None:
            if len(self._made) >= KEPT:
                self._made.clear()
            found = self._made[depth, known] = self._frame(depth, known)
        return found

    def _frame(self, depth: int, editions: tuple[Edition, ...]) -> Frame:
        path = MARK if depth > 1 else ""
        values = {
            "root": "../" * depth,
            "home": "../" * (depth - 1),
            "menu": self._menu(path, editions),
            "own": edition_names(self.edition),
        }
        return Frame(
            self._head(path, editions, "../" * depth).split(MARK),
            self._fill("_header.html", **values).split(MARK),
            self._fill("_footer.html", **values).split(MARK),
        )

    def _menu(self, path: str, editions: tuple[Edition, ...]) -> list[tuple[Edition, str, str, str]]:
        """Edition, its market's and its language's own name, and where this page is in it: its home without one."""
        if len(self.shop.editions) > MENU:
            return []
        return [
            (e, *edition_names(e), f"{e.path}/{path}/index.html" if path and e in editions else f"{e.path}/index.html")
            for e in self.shop.editions
        ]

    def _head(self, path: str, editions: tuple[Edition, ...], root: str) -> str:
        canonical = address(self.shop.url, self.edition, path) if self.shop.url else ""
        links = [
            f'<link rel="stylesheet" href="{root}{self.stylesheet}">',
            f'<meta property="og:locale" content="{escape(self.edition.hreflang.replace("-", "_"))}">',
        ]
        if canonical:
            links.append(f'<link rel="canonical" href="{escape(canonical)}">')
            links.append(f'<meta property="og:url" content="{escape(canonical)}">')
        if len(editions) <= MENU:
            links += alternate_links(self.shop, editions, path)
        return "\n".join(links)


def alternate_links(shop: Shop, editions: Sequence[Edition], path: str) -> list[str]:
    """Return the hreflang links of a page that exists in several editions."""
    return [
        f'<link rel="alternate" hreflang="{tag}" href="{escape(url)}">' for tag, url in alternates(shop, editions, path)
    ]
