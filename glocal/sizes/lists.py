"""The closed lists of sizes: systems, garments and audiences, by every word that names them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TypeVar

import msgspec

from glocal.atlas import data_folder, read_toml
from glocal.errors import Fault, FileError, UnknownError
from glocal.model.chart import SystemsFile

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["audience", "folder", "garment", "has_letters", "read", "system", "system_of", "systems"]

Shape = TypeVar("Shape")


def folder() -> Path:
    """Return the folder of the size files."""
    return data_folder() / "rules" / "sizes"


def read(path: Path, shape: type[Shape]) -> Shape:
    """Return the TOML file at `path` as `shape`.

    Raises FileError for bad TOML, an unknown key or a value of the wrong kind.
    """
    try:
        return msgspec.convert(read_toml(path), shape)
    except msgspec.ValidationError as error:
        raise FileError([Fault(path.name, "", f"a file of {shape.__name__}", str(error))]) from error


@cache
def systems() -> SystemsFile:
    """Return the closed lists of systems, garments and audiences."""
    return read(folder() / "systems.toml", SystemsFile)


def garment(word: str) -> str:
    """Return the garment that `word` names.

    >>> garment("Dresses"), garment("boots")
    ('apparel', 'shoes')
    """
    return _meant("garment", word)


def audience(word: str) -> str:
    """Return the audience that `word` names.

    >>> audience("Women's")
    'women'
    """
    return _meant("audience", word)


def system(word: str) -> str:
    """Return the size system that `word` names.

    >>> system("gb"), system("Mondopoint")
    ('UK', 'MONDO')
    """
    return _meant("size system", word)


def system_of(territory: str) -> str:
    """Return the size system that people in a territory read; 'EU' where nothing else is known.

    >>> system_of("BR"), system_of("KZ"), system_of("GR")
    ('BR', 'RU', 'EU')
    """
    return _territories().get(territory, "EU")


def has_letters(system: str) -> bool:
    """Tell whether a system has letters of its own beside S, M and L.

    >>> has_letters("BR"), has_letters("US")
    (True, False)
    """
    return systems().system[system].letters


@cache
def _territories() -> dict[str, str]:
    return {place: code for code, s in systems().system.items() for place in s.territories}


@cache
def _words(kind: str) -> dict[str, str]:
    lists = systems()
    table = {
        "garment": lists.garment,
        "audience": lists.audience,
        "size system": {code: s.words for code, s in lists.system.items()},
    }[kind]
    folded = {word.casefold(): code for code, words in table.items() for word in (code, *words)}
    return folded | {code: code for code in table}


def _meant(kind: str, word: str) -> str:
    known = _words(kind)
    found = known.get(word) or known.get(word.strip().casefold())
    if found is None:
        raise UnknownError(kind, word, known)
    return found
