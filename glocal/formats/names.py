"""What Babel knows about a locale: names in its language, loaded when first asked for."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from glocal.errors import UnknownError

if TYPE_CHECKING:
    from babel import Locale

__all__ = ["babel_locale", "currency_name", "language_name", "territory_name"]


@lru_cache(maxsize=256)
def babel_locale(chain: tuple[str, ...]) -> Locale:
    """Return Babel's locale for the nearest name of a chain that Babel has data for."""
    from babel import Locale
    from babel.localedata import exists

    name = next((tag.replace("-", "_") for tag in chain if exists(tag.replace("-", "_"))), "root")
    return Locale.parse(name, resolve_likely_subtags=False)


@lru_cache(maxsize=4096)
def currency_name(chain: tuple[str, ...], code: str, category: str) -> str:
    """Return the name of a currency for a plural category: `US dollars`."""
    locale = babel_locale(chain)
    plurals = locale._data["currency_names_plural"].get(code, {})
    return str(plurals.get(category) or plurals.get("other") or locale.currencies.get(code, code))


def territory_name(chain: tuple[str, ...], code: str) -> str:
    """Return the name of an ISO 3166 or UN M.49 code in the locale's language, or else in English."""
    english = babel_locale(("en",)).territories
    name = babel_locale(chain).territories.get(code) or english.get(code)
    if not name:
        raise UnknownError("territory", code, english)
    return str(name)


def language_name(chain: tuple[str, ...], tag: str) -> str:
    """Return the name of a language in the locale's language, or else in English; `pt-BR` has a name of its own."""
    english = babel_locale(("en",))
    found = _language(babel_locale(chain), tag) or _language(english, tag)
    if not found:
        raise UnknownError("language", tag, [str(known).replace("_", "-") for known in english.languages])
    return found


def _language(locale: Locale, tag: str) -> str:
    name, language = tag.replace("-", "_"), tag.partition("-")[0]
    if name in locale.languages or language not in locale.languages:
        return str(locale.languages.get(name, ""))
    return str(babel_locale((tag, language)).get_display_name(locale) or "")
