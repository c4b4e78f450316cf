"""The app's own words in the merchant's language, from locales/<language>/LC_MESSAGES/preview.po; else in English.

The language of a request is the one chosen last (`?ui=zh-Hans`, kept in a cookie), else what the browser asks for.
"""

from __future__ import annotations

import re
from contextvars import ContextVar
from functools import lru_cache
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING

from markupsafe import Markup, escape
from starlette.datastructures import Headers, QueryParams

from glocal import po
from glocal.atlas import data_folder
from glocal.texts import folder_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import Scope

__all__ = ["COOKIE", "LANGUAGES", "SPOKEN", "chosen", "count", "in_markup", "later", "place", "say", "wanted"]

LANGUAGES = {"en": "English", "zh-Hans": "简体中文"}
"""Tag and its own name."""
COOKIE = "glocal_preview_language"
SPOKEN: ContextVar[str] = ContextVar("glocal.preview.language", default="en")
_SLOT = re.compile(r"\{(\w+)\}")


def chosen(scope: Scope) -> str:
    """Return the language that an address asks for, '' where it asks for none that there is."""
    tag = QueryParams(scope["query_string"]).get("ui", "")
    return tag if tag in LANGUAGES else ""


def wanted(scope: Scope) -> str:
    """Return the language to answer in."""
    headers = Headers(scope=scope)
    return chosen(scope) or _kept(headers) or _matched(headers.get("accept-language", "")[:200])


def _kept(headers: Headers) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found and found.value in LANGUAGES else ""


@lru_cache(maxsize=64)
def _matched(accept: str) -> str:
    from glocal.locales import match

    return match(accept, supported=list(LANGUAGES), default="en").tag if accept else "en"


@lru_cache(maxsize=16)
def _catalog(language: str) -> po.Catalog:
    path = data_folder() / "locales" / folder_name(language) / "LC_MESSAGES" / "preview.po"
    return po.catalog(path.read_bytes() if path.is_file() else b"", path.name, language=language)


def say(msgid: str, /, **values: object) -> str:
    """Return a sentence in the language of the request, its {slots} filled.

    >>> say("Undone: {what}", what="a waiver")
    'Undone: a waiver'
    """
    return _filled(_catalog(SPOKEN.get()).texts.get((None, msgid), msgid), values)


def count(one: str, many: str, n: int, /, **values: object) -> str:
    """Return a sentence about a number, which stands in {n}.

    >>> count("{n} product", "{n} products", 1), count("{n} product", "{n} products", 1200)
    ('1 product', '1,200 products')
    """
    found = _catalog(SPOKEN.get())
    forms = found.forms.get((None, one))
    form = forms[found.plural(n)] if forms else one if n == 1 else many
    return _filled(form, {"n": f"{n:,}", **values})


def later(msgid: str) -> str:
    """Mark a sentence that `say` gets from a name; it is returned as it is.

    >>> later("Price")
    'Price'
    """
    return msgid


def _filled(text: str, values: dict[str, object]) -> str:
    return _SLOT.sub(lambda slot: str(values.get(slot[1], slot[0])), text)


def in_markup(words: Callable[..., str]) -> Callable[..., Markup]:
    """Return `say` or `count` for templates: the words are escaped, and so is every value that is not markup yet.

    >>> in_markup(say)("a < {b}", b=Markup("<b>1</b>"))
    Markup('a &lt; <b>1</b>')
    """

    def marked(*given: str | int, **values: object) -> Markup:
        text = str(escape(words(*given)))
        return Markup(_SLOT.sub(lambda slot: str(escape(values.get(slot[1], slot[0]))), text))

    return marked


def place(code: str) -> str:
    """Return a market's name in the language of the request.

    >>> place("BR")
    'Brazil'
    """
    from glocal import formats

    return formats.locale(SPOKEN.get()).territory_name(code)
