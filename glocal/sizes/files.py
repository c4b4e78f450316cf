"""The files of rules/sizes/, read once and checked; every fault of a file is told at once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from glocal.atlas import data_folder, read_toml
from glocal.compiled import kept
from glocal.errors import Fault, FileError, UnknownError
from glocal.model.chart import Chart, Reference, SizeFile, SystemsFile

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "audience",
    "audiences_of",
    "brand_charts",
    "file_of",
    "folder",
    "garment",
    "garment_file",
    "has_letters",
    "known",
    "own_charts",
    "read",
    "system",
    "system_of",
    "systems",
]

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


def file_of(garment: str, audience: str) -> SizeFile:
    """Return the file that answers for a garment and audience.

    Children's clothes have a file of their own; a garment without charts for an audience falls back to a wider one,
    unisex clothes to men's, as they are cut.
    Raises UnknownError where no file has charts for the audience.
    """
    names = [f"{garment}-kids"] if audience in ("kids", "baby") else []
    names += [garment, systems().fallback.get(garment, "")]
    for name in (n for n in names if n and (folder() / f"{n}.toml").is_file()):
        file = garment_file(name)
        if any(c.audience in (audience, "unisex") for c in file.chart):
            return file
    if audience == "unisex":
        return file_of(garment, "men")
    raise UnknownError(f"audience for {garment}", audience, audiences_of(garment))


def audiences_of(garment: str) -> tuple[str, ...]:
    """Return the audiences that a garment has charts for."""
    names = (garment, f"{garment}-kids", systems().fallback.get(garment, ""))
    files = [garment_file(n) for n in names if n and (folder() / f"{n}.toml").is_file()]
    return tuple(dict.fromkeys(c.audience for file in files for c in file.chart))


class OwnFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A shop's rules/sizes/<garment>.toml: its own charts in the shape of ours."""

    garment: str
    chart: tuple[Chart, ...]
    sources: dict[str, Reference] = {}


def own_charts(folders: Iterable[Path], garment: str) -> tuple[Chart, ...]:
    """Return the charts of a garment in shops' folders, checked against the body arithmetic; the last folder first.

    A chart without body sizes and anchor is placed by its first column that a standard knows. Raises FileError with
    every fault of a file.
    """
    found: list[Chart] = []
    for root in folders:
        path = root / "rules" / "sizes" / f"{garment}.toml"
        if path.is_file():
            found[:0] = _checked(read(path, OwnFile), path.name)
    return tuple(found)


def brand_charts(garment: str, brand: str) -> tuple[Chart, ...]:
    """Return the published charts of a brand, newest first."""
    names = (garment, f"{garment}-kids", systems().fallback.get(garment, ""))
    known = [garment_file(n) for n in names if n and (folder() / f"{n}.toml").is_file()]
    charts = [c for file in known for c in file.chart if c.brand and c.brand.casefold() == brand.casefold()]
    return tuple(sorted(charts, key=lambda c: (c.dated is not None, c.dated), reverse=True))


def _checked(file: OwnFile, name: str) -> list[Chart]:
    from glocal.sizes.ask import panel
    from glocal.sizes.check import chart_faults

    charts, wrong = [], []
    for chart in file.chart:
        standard = panel(file.garment, chart.audience, ()).standard
        placed = chart.anchor or "body" in chart.columns or not chart.rows
        first = next((c for c in chart.columns if c in standard), "")
        whole = chart if placed else msgspec.structs.replace(chart, anchor=first)
        wrong += chart_faults(whole, standard, name)
        charts.append(whole)
    if wrong:
        raise FileError(wrong)
    return charts


@cache
def garment_file(name: str) -> SizeFile:
    """Return a checked file of rules/sizes by name.

    Raises FileError, with every fault of the file.
    """
    path = folder() / f"{name}.toml"
    file = read(path, SizeFile)
    sources = [path, folder() / "systems.toml", Path(__file__).parent]
    kept(path.with_name(f"{name}-sound.toml"), sources, lambda: _sound(file))
    return file


def _sound(file: SizeFile) -> bool:
    from glocal.sizes.check import faults

    found = faults(file)
    if found:
        raise FileError(found)
    return True


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


def known(garment: str, audience: str) -> tuple[str, ...]:
    """Return the systems that a label of a garment can be told in, those with a stand-in too.

    >>> "BR" in known("shoes", "women"), "BR" in known("hats", "")
    (True, False)
    """
    from glocal.sizes.ask import panel

    who = audience or audiences_of(garment)[0]
    held = set(panel(garment, who, ()).systems)
    return tuple(code for code, s in systems().system.items() if held & {code, *s.near})


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
