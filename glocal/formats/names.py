"""What Babel knows about a locale: names in its language, loaded when first asked for."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from glocal.errors import UnknownError

if TYPE_CHECKING:
    from babel import Locale

__all__ = ["babel_locale", "currency_name", "language_name", "territory_name"]


@cache
def babel_locale(chain: tuple[str, ...]) -> Locale:
    """Return Babel's locale for the nearest name of a chain that Babel has data for."""
    from babel import Locale
    from babel.localedata import exists

    name = next((tag.replace("-", "_") for tag in chain if exists(tag.replace("-", "_"))), "root")
    return Locale.parse(name, resolve_likely_subtags=False)


@cache
def currency_name(chain: tuple[str, ...], code: str, category: str) -> str:
    """Return the name of a currency for a plural category: `US dollars`."""
    locale = babel_locale(chain)
    plurals = locale._data["currency_names_plural"].get(code, {})
    return str(plurals.get(category) or plurals.get("other") or locale.currencies.get(code, code))


def territory_name(chain: tuple[str, ...], code: str) -> str:
    """Return the name of an ISO 3166 or UN M.49 code in the locale's language."""
    names = babel_locale(chain).territories
    if code not in names:
        raise UnknownError("territory", code, names)
    return str(names[code])


def language_name(chain: tuple[str, ...], tag: str) -> str:
    """Return the name of a language in the locale's language; a dialect by its own name where it has one."""
    names = babel_locale(chain).languages
    name = tag.replace("-", "_")
    if name in names:
        return str(names[name])
    if "_" not in name:
        raise UnknownError("language", tag, names)
    display = babel_locale((tag, tag.partition("-")[0])).get_display_name(babel_locale(chain))
    if display is None:
        raise UnknownError("language", tag, names)
    return display
