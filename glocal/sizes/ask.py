"""One question put to many charts: each gives its label, the answer is what most of them print."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING, NamedTuple

from glocal.errors import UnknownError
from glocal.sizes.files import file_of, systems
from glocal.sizes.key import number_of
from glocal.sizes.scale import Mark, Scale, cell_text, compiled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glocal.model.chart import Chart, SizeFile

__all__ = ["Panel", "Votes", "agreement", "panel", "rising"]

_HUB = 0.4
"""Weight of an answer that went over the body because no chart holds both systems."""
_BETWEEN = 0.35
"""Weight of an answer that was read between two rows of a chart, or beyond its last one."""
_BEYOND = 2
_SKIPPED = -5.0
_ROUGH = 0.15
_KERNEL = ((0, 0.7), (1, 0.1), (-1, 0.1), (2, 0.05), (-2, 0.05))
"""How far the next chart may be from those we have, in steps of the target's labels."""


@dataclass(frozen=True, slots=True)
class Vote:
    """A chart's word for a label, and how much of its weight stands behind it."""

    chart: Chart
    label: str
    weight: float
    printed: bool = False


@dataclass(slots=True)
class Votes:
    """All words on one question; `exact` where both systems count the same thing in the same steps."""

    asked: Mark
    votes: list[Vote]
    labels: Labels
    exact: bool = False
    measured: bool = False

    def without(self, chart: str) -> str:
        """Return the label that the other charts give, '' where there are none."""
        return next(iter(_ranked((v.label, v.weight) for v in self.votes if v.chart.id != chart)), "")

    @property
    def weight(self) -> float:
        """Return the weight of all votes."""
        return sum(v.weight for v in self.votes)

    def shares(self) -> dict[str, float]:
        """Return the share of the weight behind each label, largest first."""
        return _ranked((v.label, v.weight) for v in self.votes)

    def doubts(self) -> dict[str, float]:
        """Return the shares as the next chart may print them: some weight moves to the labels beside each vote."""
        if self.exact or self.measured:
            return self.shares()
        return _ranked(
            (label, v.weight * part)
            for v in self.votes
            for step, part in _KERNEL
            for label in self.labels.beside(v.label, step)
        )


def agreement(table: dict[str, Votes]) -> float:
    """Return how often the other charts tell what a chart prints: each left out in turn, heavier ones counting more.

    Few charts count as if they had been wrong once more.
    """
    right, asked = 0.0, 1.0
    for votes in table.values():
        for vote in votes.votes:
            if vote.printed and not vote.chart.standard:
                asked += vote.weight
                right += vote.weight * (votes.without(vote.chart.id) == vote.label)
    return right / asked


def rising(table: dict[str, Votes]) -> dict[str, str]:
    """Return the best label for each key such that a larger size is never told as a smaller one.

    Of all ways to choose that rise with the sizes, the one that the charts agree with most. Numbers and words are two
    scales.
    """
    ordered = sorted(table, key=lambda key: (number_of(table[key].asked.label) or 0.0, table[key].asked.middle, key))
    words = [key for key in ordered if number_of(table[key].asked.label) is None]
    return _risen([key for key in ordered if key not in words], table) | _risen(words, table)


class _Way(NamedTuple):
    """A choice of labels so far: where the last one stands, how well the charts agree, and the labels."""

    last: float
    score: float
    labels: tuple[str, ...]


def _risen(keys: list[str], table: dict[str, Votes]) -> dict[str, str]:
    ways = [_Way(-1.0, 0.0, ())]
    before: float | None = None
    for key in keys:
        votes = table[key]
        asked = number_of(votes.asked.label)
        stride = asked - before if asked is not None and before is not None else None
        options = [(votes.labels.place(x), x, share) for x, share in votes.doubts().items()]
        ways = _continued(ways, options, stride, votes.labels.step)
        before = asked
    chosen = max(ways, key=lambda way: (way.score, -way.last)).labels
    return {key: label for key, label in zip(keys, chosen, strict=False) if label}


def _continued(
    ways: list[_Way], options: list[tuple[float, str, float]], stride: float | None, step: float
) -> list[_Way]:
    """Return the best way to each option; where none rises, the label before stands once more.

    An uneven step costs a little: where the sizes asked are a step apart, so are the answers, all else being equal.
    """
    found = []
    for place, label, share in options:
        rising = (w for w in ways if w.last <= place)
        scored = ((w.score - _uneven(w.last, place, stride, step), -w.last, w.labels) for w in rising)
        best = max(scored, default=None)
        if best:
            found.append(_Way(place, best[0] + log(share), (*best[2], label)))
    return found or [_Way(w.last, w.score + _SKIPPED, (*w.labels, w.labels[-1] if w.labels else "")) for w in ways]


def _uneven(last: float, place: float, stride: float | None, step: float) -> float:
    if last < 0 or stride is None:
        return 0.0
    return _ROUGH * abs(place - last - stride) / step


def _ranked(votes: Iterable[tuple[str, float]]) -> dict[str, float]:
    sums: dict[str, float] = {}
    for label, weight in votes:
        sums[label] = sums.get(label, 0.0) + weight
    total = sum(sums.values())
    return {k: v / total for k, v in sorted(sums.items(), key=lambda item: (-round(item[1], 9), _order(item[0])))}


def _order(label: str) -> tuple[float, str]:
    number = number_of(label)
    return (-1.0 if number is None else number, label)


class Labels:
    """All labels of one system in a panel: numbers, their usual grid and its step, words in order of the body."""

    __slots__ = ("by_number", "grid", "places", "step", "words")

    def __init__(self, scales: list[Scale]) -> None:
        self.by_number: dict[float, str] = {}
        for mark in (m for scale in scales for m in scale.marks):
            number = number_of(mark.label)
            if number is not None:
                self.by_number.setdefault(number, mark.label)
        words = {m.label: m.middle for s in scales for m in s.marks if number_of(m.label) is None}
        self.words = sorted(words, key=lambda label: (words[label], label))
        self.places = {label: i for i, label in enumerate(self.words)}
        first = next((s for s in scales if any(number_of(m.label) is not None for m in s.marks)), None)
        self.grid = sorted(n for m in (first.marks if first else ()) if (n := number_of(m.label)) is not None)
        gaps = [round(b - a, 3) for a, b in pairwise(self.grid)]
        self.step = max(set(gaps), key=lambda g: (gaps.count(g), g)) if gaps else 1.0

    def beside(self, label: str, steps: int) -> list[str]:
        """Return the label so many steps away in a list, empty where there is none."""
        if not steps:
            return [label]
        number = number_of(label)
        if number is None:
            place = self.places[label] + steps
            return [self.words[place]] if 0 <= place < len(self.words) else []
        found = self.by_number.get(round(number + steps * self.step, 3))
        return [found] if found else []

    def place(self, label: str) -> float:
        """Return where a label stands among its kind: its number, or its place among the words."""
        number = number_of(label)
        return float(self.places[label]) if number is None else number

    def nearest(self, number: float) -> str:
        """Return the label whose number is nearest, '' where none is within a step."""
        near = min(self.grid, key=lambda n: (abs(n - number), n), default=None)
        return self.by_number[near] if near is not None and abs(near - number) <= self.step else ""


class Panel:
    """The charts of one garment and audience, ready to be asked."""

    def __init__(self, file: SizeFile, audience: str, charts: tuple[Chart, ...]) -> None:
        self.file = file
        self.audience = audience
        self.charts: list[tuple[Chart, dict[str, Scale]]] = []
        self.standard: dict[str, Scale] = {}
        for chart in charts:
            scales = compiled(chart, self.standard)
            if chart.standard:
                self.standard = {**scales, **self.standard}
            self.charts.append((chart, scales))
        self._known: dict[str, Labels] = {}
        self.systems = tuple(dict.fromkeys(s for _, scales in self.charts for s in scales))

    def nearest(self, system: str) -> str:
        """Return `system`, or the system whose labels stand in for it here.

        Raises UnknownError where no chart knows either.
        """
        for known in (system, *systems().system[system].near):
            if known in self.systems:
                return known
        raise UnknownError(f"size system for {self.audience} {self.file.garment}", system, self.systems)

    def mark(self, system: str, key: str) -> Mark | None:
        """Return the mark of a label, the standard's before any chart's."""
        if system in self.standard and key in self.standard[system].by_key:
            return self.standard[system].by_key[key]
        marks = (scales[system].by_key.get(key) for _, scales in self.charts if system in scales)
        return next((m for m in marks if m), None)

    def ask(self, system: str, key: str, to: str, convention: str = "") -> Votes | None:
        """Put a label to every chart; None where no chart has it."""
        asked = self.mark(system, key)
        if asked is None:
            return None
        labels = self._labels(to)
        pool = [(c, s) for c, s in self.charts if not convention or convention in (c.convention, c.id)]
        votes = [v for c, s in pool for v in _direct(c, s, system, key, to, self.file.tolerance)]
        said = {v.chart.id for v in votes}
        votes += [v for c, s in pool if c.id not in said for v in _between(c, s, system, asked.label, to, labels)]
        if not votes:
            votes = list(self._by_body(system, key, to, pool))
        votes = _alike(votes, number_of(asked.label) is None)
        measured = bool(self.file.tolerance) and system in self.standard and to in self.standard
        return Votes(asked, votes, labels, _same_thing(self.standard, system, to), measured)

    def table(self, system: str, to: str, convention: str = "") -> dict[str, Votes]:
        """Return the votes on every label of a system."""
        keys = dict.fromkeys(k for _, scales in self.charts if system in scales for k in scales[system].by_key)
        asked = ((key, self.ask(system, key, to, convention)) for key in keys)
        return {key: votes for key, votes in asked if votes and votes.votes}

    def _labels(self, system: str) -> Labels:
        found = self._known.get(system)
        if found is None:
            found = self._known[system] = Labels([scales[system] for _, scales in self.charts if system in scales])
        return found

    def _by_body(self, system: str, key: str, to: str, pool: list[tuple[Chart, dict[str, Scale]]]) -> Iterator[Vote]:
        targets = [(c, s[to]) for c, s in pool if to in s] or [(c, s[to]) for c, s in self.charts if to in s]
        for chart, scales in self.charts:
            mark = scales[system].by_key.get(key) if system in scales else None
            for other, scale in targets if mark else ():
                hit = scale.at(mark.middle) if mark else None
                if hit:
                    yield Vote(other, hit.label, _HUB * chart.weight * other.weight)


def _direct(chart: Chart, scales: dict[str, Scale], system: str, key: str, to: str, tolerance: float) -> Iterator[Vote]:
    mark = scales[system].by_key.get(key) if system in scales else None
    if mark is None or to not in scales:
        return
    if tolerance and not mark.rows:
        yield from _measured(chart, mark, scales[to], tolerance)
        return
    hits = _hits(mark, scales[to])
    for hit in hits:
        yield Vote(chart, hit.label, chart.weight / len(hits), True)


def _measured(chart: Chart, mark: Mark, scale: Scale, tolerance: float) -> Iterator[Vote]:
    """Where labels are measures, a neighbour that is nearly as near is told too."""
    for body, part in ((mark.middle, 0.6), (mark.middle - tolerance, 0.2), (mark.middle + tolerance, 0.2)):
        hit = scale.at(body)
        if hit:
            yield Vote(chart, hit.label, chart.weight * part, True)


def _alike(votes: list[Vote], words: bool) -> list[Vote]:
    """Keep to words where a word was asked, to numbers for a number, if any chart answers so."""
    return [v for v in votes if (number_of(v.label) is None) == words] or votes


def _hits(mark: Mark, scale: Scale) -> list[Mark]:
    if mark.rows and any(m.rows for m in scale.marks):
        return [m for m in scale.marks if set(m.rows) & set(mark.rows)]
    hit = scale.at(mark.middle)
    if hit and mark.high - mark.low > 1.5 * (hit.high - hit.low):
        inside = [m for m in scale.marks if mark.low <= m.middle <= mark.high]
        return sorted(inside, key=lambda m: abs(m.middle - mark.middle)) or [hit]
    return [hit] if hit else []


def _between(
    chart: Chart, scales: dict[str, Scale], system: str, label: str, to: str, labels: Labels
) -> Iterator[Vote]:
    """Read a chart between its rows, or a few steps beyond them, where both columns are numbers."""
    number = number_of(label)
    if number is None or not chart.rows or system not in scales or to not in scales:
        return
    points = _points(chart, system, to)
    if len(points) < _FEWEST:
        return
    found = labels.nearest(_along(points, number)) if _reach(points, number) else ""
    if found:
        yield Vote(chart, found, chart.weight * _BETWEEN)


_FEWEST = 3


@lru_cache(maxsize=4096)
def _points(chart: Chart, system: str, to: str) -> tuple[tuple[float, float], ...]:
    if system not in chart.columns or to not in chart.columns:
        return ()
    i, j = chart.columns.index(system), chart.columns.index(to)
    pairs = ((number_of(cell_text(row[i])), number_of(cell_text(row[j]))) for row in chart.rows)
    found: dict[float, list[float]] = {}
    for a, b in pairs:
        if a is not None and b is not None:
            found.setdefault(a, []).append(b)
    return tuple(sorted((a, sum(b) / len(b)) for a, b in found.items()))


def _reach(points: tuple[tuple[float, float], ...], number: float) -> bool:
    step = max(b[0] - a[0] for a, b in pairwise(points))
    return points[0][0] - _BEYOND * step <= number <= points[-1][0] + _BEYOND * step


def _along(points: tuple[tuple[float, float], ...], number: float) -> float:
    place = min(max(bisect_right([a for a, _ in points], number), 1), len(points) - 1)
    (a, x), (b, y) = points[place - 1], points[place]
    return x + (y - x) * (number - a) / (b - a)


def _same_thing(standard: dict[str, Scale], system: str, to: str) -> bool:
    if system not in standard or to not in standard:
        return False
    steps = [m.middle for m in standard[system].marks]
    return bool(steps) and all(
        any(abs(m.middle - s) < 1e-6 for m in standard[to].marks) for s in steps[:: max(1, len(steps) // 6)]
    )


@lru_cache(maxsize=128)
def panel(garment: str, audience: str, charts: tuple[Chart, ...] = ()) -> Panel:
    """Return the panel of a garment and audience; a unisex file answers for everybody.

    Raises UnknownError where the garment has no charts for that audience.
    """
    file = file_of(garment, audience)
    known = {c.audience for c in file.chart}
    who = "men" if audience == "unisex" and "unisex" not in known else audience
    mine = tuple(c for c in file.chart if c.audience in (who, "unisex"))
    return Panel(file, who, mine + charts)
