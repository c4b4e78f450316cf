"""A chart made ready to be asked: per system its labels, each with the stretch of the body that it is meant for."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from glocal.memo import Made
from glocal.sizes.key import key_of, number_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from glocal.model.chart import Chart, Line

__all__ = ["Mark", "Scale", "Scales", "cell_text"]

Bounds = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Mark:
    """One label of a scale: meant for `low` up to `high`, best at `middle`; `rows` are its rows in a chart."""

    key: str
    label: str
    low: float
    high: float
    middle: float
    rows: tuple[int, ...] = ()


class Scale:
    """The labels of one system in one chart, in order of the body."""

    __slots__ = ("by_key", "by_row", "lows", "marks")

    def __init__(self, marks: Iterable[Mark]) -> None:
        self.marks = tuple(sorted(marks, key=lambda m: (m.middle, m.label)))
        self.by_key = {m.key: m for m in self.marks}
        self.by_row = {row: m for m in self.marks for row in m.rows}
        self.lows = [m.low for m in self.marks]

    def at(self, body: float) -> Mark | None:
        """Return the mark whose interval holds `body`; of two, the one whose middle is nearer; None outside."""
        place = bisect_right(self.lows, body + 1e-9)
        near = [m for m in self.marks[max(0, place - 3) : place + 1] if m.low - 1e-9 <= body <= m.high + 1e-9]
        if len(near) == 1:
            return near[0]
        return min(near, key=lambda m: (abs(m.middle - body), m.middle), default=None)


class Scales(Made[Scale]):
    """The scales of a chart by system, each made when it is first asked for.

    `standard` places the rows of a chart that names an `anchor`.
    """

    __slots__ = ("_bounds", "_chart", "_standard")

    def __init__(self, chart: Chart, standard: Mapping[str, Scale]) -> None:
        super().__init__((s for s in (*chart.lines, *chart.columns) if s != "body"), self._scale)
        self._chart, self._standard = chart, standard
        self._bounds: list[Bounds] | None = None

    def _scale(self, system: str) -> Scale:
        if system not in self._chart.columns:
            return Scale(_line_marks(self._chart.lines[system]))
        if self._bounds is None:
            self._bounds = _row_bounds(self._chart, self._standard)
        return Scale(_row_marks(self._chart, self._chart.columns.index(system), self._bounds))


def _line_marks(line: Line) -> list[Mark]:
    half = abs(line.per * line.step) / 2
    if line.labels:
        numbers: list[tuple[float, str]] = [(float(i), label) for i, label in enumerate(line.labels)]
    else:
        count = round((line.last - line.first) / line.step)
        numbers = [(n, number_text(n)) for n in (line.first + i * line.step for i in range(count + 1))]
    return [_line_mark(line.origin + line.per * n, half, line.labelled.format(text)) for n, text in numbers]


def _line_mark(middle: float, half: float, label: str) -> Mark:
    return Mark(key_of(label), label, middle - half, middle + half, middle)


def _row_marks(chart: Chart, column: int, bounds: list[Bounds]) -> list[Mark]:
    rows: dict[str, list[int]] = {}
    labels: dict[str, str] = {}
    for i, row in enumerate(chart.rows):
        text = cell_text(row[column])
        if text:
            rows.setdefault(key_of(text), []).append(i)
            labels.setdefault(key_of(text), text)
    return [_row_mark(key, labels[key], tuple(places), bounds) for key, places in rows.items()]


def _row_mark(key: str, label: str, rows: tuple[int, ...], bounds: list[Bounds]) -> Mark:
    low, high = bounds[rows[0]]
    for row in rows[1:]:
        low, high = min(low, bounds[row][0]), max(high, bounds[row][1])
    return Mark(key, label, low, high, (low + high) / 2, rows)


def _row_bounds(chart: Chart, standard: Mapping[str, Scale]) -> list[Bounds]:
    if "body" in chart.columns:
        cells = [row[chart.columns.index("body")] for row in chart.rows]
        if all(isinstance(cell, tuple) for cell in cells):
            return [(float(c[0]), float(c[1])) for c in cells if isinstance(c, tuple)]
        return _between([_centre(cell) for cell in cells])
    anchor = standard[chart.anchor].by_key
    column = chart.columns.index(chart.anchor)
    return _between([anchor[key_of(cell_text(row[column]))].middle for row in chart.rows])


def _between(middles: list[float]) -> list[Bounds]:
    """Return the bounds halfway to the rows beside; rows that stand at one place share theirs."""
    places = sorted(set(middles))
    if len(places) == 1:
        return [(middles[0], middles[0])] * len(middles)
    edges = [(a + b) / 2 for a, b in pairwise(places)]
    first, last = 2 * places[0] - edges[0], 2 * places[-1] - edges[-1]
    bounds = dict(zip(places, zip([first, *edges], [*edges, last], strict=True), strict=True))
    return [bounds[middle] for middle in middles]


def _centre(cell: object) -> float:
    if isinstance(cell, tuple):
        return (float(cell[0]) + float(cell[1])) / 2
    return float(str(cell))


def cell_text(cell: object) -> str:
    """Return a chart cell as the label that it prints."""
    return number_text(cell) if isinstance(cell, int | float) else str(cell).strip()
