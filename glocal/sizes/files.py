"""The files of rules/sizes/, read once and checked; every fault of a file is told at once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from glocal.compiled import kept
from glocal.errors import FileError, UnknownError
from glocal.model.chart import SizeFile
from glocal.sizes.check import faults
from glocal.sizes.lists import folder, read, systems

if TYPE_CHECKING:
    from glocal.model.chart import Chart

__all__ = ["audiences_of", "brand_charts", "file_of", "garment_file"]


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


def brand_charts(garment: str, brand: str) -> tuple[Chart, ...]:
    """Return the published charts of a brand, newest first."""
    names = (garment, f"{garment}-kids", systems().fallback.get(garment, ""))
    known = [garment_file(n) for n in names if n and (folder() / f"{n}.toml").is_file()]
    charts = [c for file in known for c in file.chart if c.brand and c.brand.casefold() == brand.casefold()]
    return tuple(sorted(charts, key=lambda c: (c.dated is not None, c.dated), reverse=True))


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
    found = faults(file)
    if found:
        raise FileError(found)
    return True
