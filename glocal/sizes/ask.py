"""One question put to many charts: each gives its label, the answer is what most of them print."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from glocal.errors import UnknownError
from glocal.sizes.between import lines
from glocal.sizes.files import audiences_of, file_of
from glocal.sizes.key import key_of, number_of
from glocal.sizes.labels import Labels
from glocal.sizes.lists import systems
from glocal.sizes.scale import Mark, Scale, Scales
from glocal.sizes.votes import Fitting, Vote, Votes, sums

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glocal.model.chart import Chart, SizeFile
    from glocal.sizes.between import Line

__all__ = ["Panel", "known", "panel"]

_HUB = 0.4
"""Weight of an answer that went over the body because no chart holds both systems."""
_BETWEEN = 0.2
"""Weight of an answer that was read between two rows of a chart."""
_WEAK = 2
"""Strength of blogs and calculators: together they never weigh more than this share of the makers."""
_SHARE = 0.5
_THIN = 8.0
"""Weight of direct evidence below which two-step evidence is joined, and up to which."""
_TWO_STEPS = 0.5
_HUBS = 2
"""Systems that may stand between two others: those that most charts lead over."""

Tables = list[tuple["Chart", Scales]]
Told = dict[str, list[Vote]]


class Panel:
    """The charts of one garment and audience, ready to be asked."""

    def __init__(self, file: SizeFile, audience: str, charts: tuple[Chart, ...], copies: str = "") -> None:
        self.copies = copies
        """The name of compiled copies of its answers, '' where all is made anew: a shop's charts are never kept."""
        self.file = file
        self.audience = audience
        self.charts: Tables = []
        self.standard: dict[str, Scale] = {}
        for chart in charts:
            scales = Scales(chart, self.standard)
            if chart.standard:
                self.standard = {**scales, **self.standard}
            self.charts.append((chart, scales))
        self._known: dict[str, Labels] = {}
        self._marks: dict[str, dict[str, Mark]] = {}
        self._meant: dict[str, dict[str, dict[float, float]]] = {}
        self._printed: dict[tuple[str, str], Told] = {}
        self._ways: dict[tuple[str, str, str], dict[str, tuple[list[Vote], float]]] = {}
        self.weak = {chart.id for chart in charts if not chart.brand and self.strength(chart) <= _WEAK}
        self.by_id = {chart.id: chart for chart in charts}
        self._held = [frozenset(scales) for _, scales in self.charts]
        self.systems = tuple(dict.fromkeys(s for _, scales in self.charts for s in scales))

    def strength(self, chart: Chart) -> int:
        """Return the strength of a chart's best source; a merchant's own chart speaks as a maker."""
        known = (self.file.sources[s].strength for s in chart.sources if s in self.file.sources)
        return max(known, default=_WEAK + 1)

    def stand_ins(self, system: str) -> tuple[str, ...]:
        """Return the systems to look a label up in: its own, then those whose labels stand in for it here.

        Raises UnknownError where no chart knows any.
        """
        known = tuple(s for s in (system, *systems().system[system].near) if s in self.systems)
        if not known:
            raise UnknownError(f"size system for {self.audience} {self.file.garment}", system, self.systems)
        return known

    def nearest(self, system: str) -> str:
        """Return `system`, or the system whose labels stand in for it here; raises UnknownError where none does."""
        return self.stand_ins(system)[0]

    def mark(self, system: str, key: str) -> Mark | None:
        """Return the mark of a label, the standard's before any chart's."""
        if system in self.standard and key in self.standard[system].by_key:
            return self.standard[system].by_key[key]
        marks = (scales[system].by_key.get(key) for _, scales in self.charts if system in scales)
        return next((m for m in marks if m), None)

    def rounded(self, system: str, key: str) -> str:
        """Return the key of the label nearest to a measure between two labels: a ring of 50.25 mm is a 50."""
        number = number_of(key)
        if number is None or not self.file.tolerance or system not in self.standard or key in self._asked(system):
            return key
        return key_of(self.labels(system).nearest(number)) if is_measure(self.standard[system]) else key

    def prints(self, chart: str, system: str, key: str) -> bool:
        """Tell whether a chart holds a label itself, and not only those on both sides of it."""
        return any(system in scales and key in scales[system].by_key for c, scales in self.charts if c.id == chart)

    def table(self, system: str, to: str, convention: str = "") -> dict[str, Votes]:
        """Return the votes on every label of a system that any chart answers."""
        pool = [(c, s) for c, s in self.charts if not convention or convention in (c.convention, c.id)]
        told = self._direct(system, to) if not convention else _printed(pool, system, to, self.file.tolerance)
        hubs = [] if convention else self._hubs(system, to, told)
        read = lines((chart for chart, _ in pool), system, to)
        targets = [(c, s[to]) for c, s in pool if to in s] or [(c, s[to]) for c, s in self.charts if to in s]
        exact = _same_thing(self.standard, system, to)
        measured = bool(self.file.tolerance) and system in self.standard and to in self.standard
        bodies = {m.label: m for m in self._asked(to).values()}
        fitting = Fitting(bodies, self.file.near, self.file.half)
        found: dict[str, Votes] = {}
        for key, asked in self._asked(system).items():
            votes = self._votes((system, asked, to), told.get(key, []), read, hubs)
            if sum(v.weight for v in votes) < _HUB:
                votes += self._by_body(system, asked.key, targets)
            votes = _alike([self._spelled(v, to) for v in votes], number_of(asked.label) is None)
            if votes:
                usual = self.labels(system).scale(asked.label) == 1
                found[key] = Votes(asked, votes, self.labels(to), fitting, exact and usual, measured)
        return found

    def _asked(self, system: str) -> dict[str, Mark]:
        """Return every label of a system by key, as the standard has it before any chart."""
        found = self._marks.get(system)
        if found is None:
            found = self._marks[system] = {}
            for scales in (self.standard, *(scales for _, scales in self.charts)):
                for key, mark in scales[system].by_key.items() if system in scales else ():
                    found.setdefault(key, mark)
        return found

    def _votes(
        self, asked: tuple[str, Mark, str], printed: list[Vote], read: list[Line], hubs: list[str]
    ) -> list[Vote]:
        system, mark, to = asked
        between = _between(read, {v.chart.id for v in printed}, mark.label, self.labels(to))
        votes = self._capped([*printed, *between])
        missing = _THIN - sum(v.weight for v in votes)
        return votes + (self._by_hubs(system, mark.key, to, hubs, missing) if hubs else [])

    def _spelled(self, vote: Vote, to: str) -> Vote:
        """Return a vote with its label as the first chart spells it: 6½ and 6.5 are one label."""
        label = self._asked(to)[key_of(vote.label)].label
        return vote if label == vote.label else replace(vote, label=label)

    def _direct(self, system: str, to: str) -> Told:
        """Return what the charts that hold both systems print, by key."""
        found = self._printed.get((system, to))
        if found is None:
            found = self._printed[system, to] = _printed(self.charts, system, to, self.file.tolerance)
        return found

    def _capped(self, votes: list[Vote]) -> list[Vote]:
        """Return the votes with the weak ones held down to a share of the makers'."""
        weak = sum(v.weight for v in votes if v.chart.id in self.weak)
        most = _SHARE * (sum(v.weight for v in votes) - weak)
        if not most or weak <= most:
            return votes
        return [_weighed(v, most / weak) if v.chart.id in self.weak else v for v in votes]

    def _by_hubs(self, system: str, key: str, to: str, hubs: list[str], missing: float) -> list[Vote]:
        """Return what is told over a third system, by charts that do not hold the asked one, up to a weight."""
        found = [v for hub in hubs for v in self._by_hub(system, key, hub, to)] if missing > 0 else []
        total = sum(v.weight for v in found)
        return [_weighed(v, min(1.0, missing / total)) for v in found] if total else []

    def _hubs(self, system: str, to: str, told: Told) -> list[str]:
        """Return the systems that may stand between two, none where enough charts hold both."""
        if max((sum(v.weight for v in self._capped(votes)) for votes in told.values()), default=0.0) >= _THIN:
            return []
        reach = {hub: self._reach(system, hub, to) for hub in self.systems if hub not in (system, to)}
        return sorted((hub for hub in reach if reach[hub][0]), key=lambda hub: reach[hub], reverse=True)[:_HUBS]

    def _reach(self, system: str, hub: str, to: str) -> tuple[int, int]:
        """Return how many charts lead over a hub: the fewer of those to it and those on from it, then those to it."""
        held = self._held
        first = sum({system, hub} <= h for h in held)
        return min(first, sum({hub, to} <= h and system not in h for h in held)), first

    def _by_hub(self, system: str, key: str, hub: str, to: str) -> Iterator[Vote]:
        first = self._direct(system, hub).get(key, [])
        reach = sum(v.weight for v in first)
        for label, weight in sums((v.label, v.weight) for v in first).items():
            then, total = self._onward(system, hub, to).get(key_of(label), ([], 0.0))
            part = _TWO_STEPS * min(reach, total) * weight / reach / total if total else 0.0
            yield from (Vote(v.chart, v.label, part * v.weight, via=hub) for v in then)

    def _onward(self, system: str, hub: str, to: str) -> dict[str, tuple[list[Vote], float]]:
        """Return what charts that do not hold a system print of a hub, by the hub's keys, with their weight."""
        found = self._ways.get((system, hub, to))
        if found is None:
            told = {
                key: self._capped([v for v in votes if system not in _held(v.chart)])
                for key, votes in self._direct(hub, to).items()
                if number_of(key) is not None
            }
            found = {key: (votes, sum(v.weight for v in votes)) for key, votes in told.items()}
            self._ways[system, hub, to] = found
        return found

    def labels(self, system: str) -> Labels:
        """Return all labels of a system in order."""
        found = self._known.get(system)
        if found is None:
            found = self._known[system] = Labels([scales[system] for _, scales in self.charts if system in scales])
        return found

    def _by_body(self, system: str, key: str, targets: list[tuple[Chart, Scale]]) -> Iterator[Vote]:
        """Return what charts print for the bodies that a label is meant for."""
        for other, scale in targets:
            for body, weight in self._bodies(system).get(key, {}).items():
                hit = scale.at(body)
                if hit:
                    yield Vote(other, hit.label, _HUB * weight * other.weight)

    def _bodies(self, system: str) -> dict[str, dict[float, float]]:
        """Return the bodies that a system's labels are meant for, by key, with the weight of the charts that say so."""
        found = self._meant.get(system)
        if found is None:
            found = self._meant[system] = {}
            for chart, scales in self.charts:
                for mark in scales[system].marks if system in scales else ():
                    bodies = found.setdefault(mark.key, {})
                    bodies[mark.middle] = bodies.get(mark.middle, 0.0) + chart.weight
        return found


def _held(chart: Chart) -> tuple[str, ...]:
    return (*chart.columns, *chart.lines)


def _weighed(vote: Vote, part: float) -> Vote:
    return replace(vote, weight=vote.weight * part)


def _printed(pool: Tables, system: str, to: str, tolerance: float) -> Told:
    found: Told = {}
    for chart, scales in pool:
        if system in scales and to in scales:
            for mark in scales[system].marks:
                found.setdefault(mark.key, []).extend(_told(chart, mark, scales[to], tolerance))
    return found


def _told(chart: Chart, mark: Mark, scale: Scale, tolerance: float) -> Iterator[Vote]:
    if tolerance and not mark.rows:
        yield from _measured(chart, mark, scale, tolerance)
        return
    hits = _hits(mark, scale)
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
    if mark.rows and scale.by_row:
        return list(dict.fromkeys(scale.by_row[row] for row in mark.rows if row in scale.by_row))
    hit = scale.at(mark.middle)
    if hit and mark.high - mark.low > 1.5 * (hit.high - hit.low):
        inside = [m for m in scale.marks if mark.low <= m.middle <= mark.high]
        return sorted(inside, key=lambda m: abs(m.middle - mark.middle)) or [hit]
    return [hit] if hit else []


def _between(read: list[Line], said: set[str], label: str, labels: Labels) -> Iterator[Vote]:
    """Read charts that do not print a label between their rows."""
    number = number_of(label)
    for line in read if number is not None else ():
        if number is not None and line.low <= number <= line.high and line.chart.id not in said:
            found = labels.nearest(line.at(number))
            if found:
                yield Vote(line.chart, found, line.chart.weight * _BETWEEN)


def _same_thing(standard: dict[str, Scale], system: str, to: str) -> bool:
    """Tell whether both systems print the measure itself, in the same steps: a foot in millimetres or centimetres."""
    if system not in standard or to not in standard:
        return False
    one, other = standard[system], standard[to]
    bodies = {round(m.middle, 3) for m in other.marks}
    return is_measure(one) and is_measure(other) and all(round(m.middle, 3) in bodies for m in one.marks)


def is_measure(scale: Scale) -> bool:
    """Tell whether the labels of a scale are the body dimension itself, in some unit."""
    ratios = {round(m.middle / n, 6) if (n := number_of(m.label)) else 0.0 for m in scale.marks}
    return len(ratios) == 1 and 0.0 not in ratios


@lru_cache(maxsize=128)
def panel(garment: str, audience: str, charts: tuple[Chart, ...] = ()) -> Panel:
    """Return the panel of a garment and audience; a unisex file answers for everybody.

    Raises UnknownError where the garment has no charts for that audience.
    """
    file = file_of(garment, audience)
    known = {c.audience for c in file.chart}
    who = "men" if audience == "unisex" and "unisex" not in known else audience
    mine = tuple(c for c in file.chart if c.audience in (who, "unisex"))
    return Panel(file, who, mine + charts, "" if charts else f"{garment}-{who}")


def known(garment: str, audience: str) -> tuple[str, ...]:
    """Return the systems that a label of a garment can be told in, those with a stand-in too.

    >>> "BR" in known("shoes", "women"), "BR" in known("hats", "")
    (True, False)
    """
    who = audience or audiences_of(garment)[0]
    held = set(panel(garment, who, ()).systems)
    return tuple(code for code, s in systems().system.items() if held & {code, *s.near})
