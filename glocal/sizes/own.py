"""A shop's own size charts, checked against the body arithmetic before they are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from glocal.errors import FileError
from glocal.model.chart import Chart, Reference
from glocal.sizes.ask import panel
from glocal.sizes.check import chart_faults
from glocal.sizes.lists import read

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["own_charts"]


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


def _checked(file: OwnFile, name: str) -> list[Chart]:
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
