"""What an option is about, told from its name in every shipped language."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import cast, get_args

from glocal.atlas import data_folder, read_toml
from glocal.model.product import Role

__all__ = ["ROLES", "fold", "role", "words"]

ROLES: tuple[str, ...] = get_args(Role)


def role(name: str) -> Role:
    """Return the role of an option. Of several words the head noun decides: it stands last ("shoe size"), or first
    before a preposition ("taille de ceinture") and in Slavic languages ("размер обуви").

    >>> role("цвет"), role("颜色"), role("Cor"), role("サイズ"), role("Größe"), role("Shoe size"), role("Engraving")
    ('color', 'color', 'color', 'size', 'size', 'size', 'other')
    """
    return _role(name)


@cache
def words() -> dict[str, Role]:
    """Return folded name -> role, of all languages, from rules/options.toml."""
    table = read_toml(data_folder() / "rules" / "options.toml")
    found: dict[str, Role] = {}
    for name, languages in table["role"].items():
        for entries in languages.values():
            found.update((fold(word), cast("Role", name)) for word in entries)
    return found


def fold(name: str) -> str:
    """Return a name without case, accents of width, dashes, and the mark that follows it: 'Größe:' -> 'grösse'."""
    text = unicodedata.normalize("NFKC", name).casefold().replace("_", " ").replace("-", " ")
    return " ".join(text.split()).strip(" :*.")


_LINKS = ("de", "da", "do", "del", "della", "dello", "des", "du", "di", "der", "of", "für", "for", "para", "dla", "для")


def _role(name: str) -> Role:
    folded = fold(name)
    found = words().get(folded)
    if found:
        return found
    first, *rest = folded.split() or [""]
    if rest and (rest[0] in _LINKS or not first.isascii()):
        found = words().get(first)
    return found or words().get(rest[-1] if rest else first) or "other"
