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
    name = _names(chain)["territories"].get(code) or _names(("en",))["territories"].get(code)
    if not name:
        raise UnknownError("territory", code, _names(("en",))["territories"])
    return name


def language_name(chain: tuple[str, ...], tag: str) -> str:
    """Return the name of a language in the locale's language, or else in English; `pt-BR` has a name of its own."""
    found = _language(chain, tag) or _language(("en",), tag)
    if not found:
        known = _names(("en",))["languages"]
        raise UnknownError("language", tag, [name.replace("_", "-") for name in known])
    return found


def _language(chain: tuple[str, ...], tag: str) -> str:
    languages = _names(chain)["languages"]
    name, (language, _, region) = tag.replace("-", "_"), tag.partition("-")
    if name in languages or language not in languages:
        return languages.get(name, "")
    territory = _names(chain)["territories"].get(region) if len(region) == 2 and _file(tag).is_file() else None
    if territory:  # as Babel writes it, without opening two locales
        return f"{languages[language]} ({territory})"
    return str(babel_locale((tag, language)).get_display_name(babel_locale(chain)) or "")


@lru_cache(maxsize=256)
def _names(chain: tuple[str, ...]) -> dict[str, dict[str, str]]:
    """Return Babel's names, from their compiled copy where that is good: opening a locale of Babel's is slow."""
    name = next((tag for tag in chain if _file(tag).is_file()), "")
    if not name:
        return _listed(chain)
    copy = data_folder() / "rules" / "cldr" / f"names-{name}.dat"
    return kept(copy, [BABEL / "__init__.py", _file(name), Path(__file__)], lambda: _listed(chain))


def _file(tag: str) -> Path:
    return BABEL / "locale-data" / f"{tag.replace('-', '_')}.dat"


def _listed(chain: tuple[str, ...]) -> dict[str, dict[str, str]]:
    own = babel_locale(chain)
    tables = {"territories": own.territories, "languages": own.languages}
    return {kind: {str(code): str(name) for code, name in table.items()} for kind, table in tables.items()}
