"""What Babel knows about a locale: names in its language, loaded when first asked for."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from glocal.atlas import data_folder
from glocal.compiled import kept
from glocal.errors import UnknownError

if TYPE_CHECKING:
    from babel import Locale

__all__ = ["babel_locale", "currency_name", "language_name", "territory_name"]

_SPEC = find_spec("babel")
BABEL = Path(_SPEC.origin if _SPEC and _SPEC.origin else "babel/__init__.py").parent
"""Where Babel is installed; looked up without importing it."""


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
    name = _territories(chain).get(code) or _territories(("en",)).get(code)
    if not name:
        raise UnknownError("territory", code, _territories(("en",)))
    return name


@lru_cache(maxsize=256)
def _territories(chain: tuple[str, ...]) -> dict[str, str]:
    """Return Babel's names of territories, from their compiled copy where that is good: opening a locale is slow."""
    name = next((tag for tag in chain if (BABEL / "locale-data" / f"{tag.replace('-', '_')}.dat").is_file()), "")
    if not name:
        return _listed(chain)
    copy = data_folder() / "rules" / "cldr" / f"territories-{name}.dat"
    sources = [BABEL / "__init__.py", BABEL / "locale-data" / f"{name.replace('-', '_')}.dat", Path(__file__)]
    return kept(copy, sources, lambda: _listed(chain))


def _listed(chain: tuple[str, ...]) -> dict[str, str]:
    return {str(code): str(name) for code, name in babel_locale(chain).territories.items()}


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
