"""What languages and countries are called on a page, and how a text in another language is marked."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from glocal.formats import locale
from glocal.formats.cldr import load
from glocal.render.links import without_region

if TYPE_CHECKING:
    from glocal.render.links import Edition

__all__ = ["Languages", "edition_names"]


class Languages(dict[str, Markup]):
    """Text language -> the attributes that tell it to a browser; none where the page's own covers it."""

    def __init__(self, page: str) -> None:
        super().__init__({"": Markup(""), page: Markup("")})
        self._page = without_region(page)

    def __missing__(self, tag: str) -> Markup:
        same = without_region(tag) == self._page  # a voice or a font cares for no more
        value = Markup("") if same else Markup(f' lang="{escape(tag)}" dir="{locale(tag).direction}"')
        self[tag] = value
        return value


@cache
def edition_names(edition: Edition) -> tuple[str, str]:
    """Return the market's and the language's name as people there write them.

    >>> from glocal.render.links import Edition
    >>> edition_names(Edition("pt-BR", "BR"))
    ('Brasil', 'Português')
    """
    territory, language = load("own_names")["names"].get(edition.hreflang) or _told_names(edition)
    return territory, language[:1].upper() + language[1:]


def _told_names(edition: Edition) -> tuple[str, str]:
    own = locale(edition.language)
    return own.territory_name(edition.market), own.language_name(without_region(edition.language))
