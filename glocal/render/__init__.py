"""Pages from listings: a theme opened, bound to one market and language, then called once a page.

    theme = Theme.open()                                   the default theme, or a shop's own folder laid over it
    pages = theme.bind(texts, market, language, formats, shop)
    pages.product(listing), pages.category(...), pages.home(...)    each a whole page, str

A developer who has templates of their own needs none of this: `install(environment, texts)` gives a Jinja2
environment the words and filters, and a listing is plain data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from glocal.lazily import lazily

if TYPE_CHECKING:
    from glocal.render.carts import Cart, CartLine, cart
    from glocal.render.environment import Message, install
    from glocal.render.links import Edition, Shop
    from glocal.render.page import CategoryLink, Chart, Pages, Shelf
    from glocal.render.richtext import rich
    from glocal.render.sitemap import Address, robots, sitemaps
    from glocal.render.structured import product_data
    from glocal.render.theme import Theme
    from glocal.render.tokens import Asset

_HOME = {
    "Address": "sitemap",
    "Asset": "tokens",
    "Cart": "carts",
    "CartLine": "carts",
    "CategoryLink": "page",
    "Chart": "page",
    "Edition": "links",
    "Message": "environment",
    "Pages": "page",
    "Shelf": "page",
    "Shop": "links",
    "Theme": "theme",
    "cart": "carts",
    "install": "environment",
    "product_data": "structured",
    "rich": "richtext",
    "robots": "sitemap",
    "sitemaps": "sitemap",
}

__all__ = [
    "Address",
    "Asset",
    "Cart",
    "CartLine",
    "CategoryLink",
    "Chart",
    "Edition",
    "Message",
    "Pages",
    "Shelf",
    "Shop",
    "Theme",
    "cart",
    "install",
    "product_data",
    "rich",
    "robots",
    "sitemaps",
]


__getattr__, __dir__ = lazily(__name__, _HOME)
