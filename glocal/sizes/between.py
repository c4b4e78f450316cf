"""A chart read between its rows, and a few steps beyond them: where it skips a size that others have."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from glocal.sizes.key import number_of
from glocal.sizes.scale import cell_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from glocal.model.chart import Chart

__all__ = ["Line", "lines"]

_BEYOND = 2
"""Steps beyond the first and the last row that a chart is read."""
_FEWEST = 3
"""Rows that make a line."""


class Line(NamedTuple):
    """Two columns of a chart as a line: at each number of the one the number of the other, from `low` to `high`."""

    chart: Chart
    numbers: tuple[float, ...]
    told: tuple[float, ...]
    low: float
    high: float

    def at(self, number: float) -> float:
        """Return what the chart would tell for a number, straight between the rows beside it."""
        place = min(max(bisect_right(self.numbers, number), 1), len(self.numbers) - 1)
        (a, b), (x, y) = self.numbers[place - 1 : place + 1], self.told[place - 1 : place + 1]
        return x + (y - x) * (number - a) / (b - a)


def lines(charts: Iterable[Chart], system: str, to: str) -> list[Line]:
    """Return the charts that can be read between their rows from one system to another."""
    found = (_line(chart, system, to) for chart in charts if system in chart.columns and to in chart.columns)
    return [line for line in found if line]


def _line(chart: Chart, system: str, to: str) -> Line | None:
    i, j = chart.columns.index(system), chart.columns.index(to)
    told: dict[float, list[float]] = {}
    for row in chart.rows:
        a, b = number_of(cell_text(row[i])), number_of(cell_text(row[j]))
        if a is not None and b is not None:
            told.setdefault(a, []).append(b)
    if len(told) < _FEWEST:
        return None
    numbers = tuple(sorted(told))
    reach = _BEYOND * max(b - a for a, b in pairwise(numbers))
    means = tuple(sum(told[number]) / len(told[number]) for number in numbers)
    return Line(chart, numbers, means, numbers[0] - reach, numbers[-1] + reach)
