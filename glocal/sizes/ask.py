"""One question put to many charts: each gives its label, the answer is what most of them print."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from glocal.errors import UnknownError
from glocal.sizes.files import garment_file, systems
from glocal.sizes.scale import Mark, Scale, compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glocal.model.chart import Chart, SizeFile

__all__ = ["Panel", "Votes", "panel"]

_HUB = 0.4
_COVER = 0.94
_SPREAD = 4


@dataclass(frozen=True, slots=True)
class Vote:
    """A chart's word for a label, and how much of its weight stands behind it."""

    chart: Chart
    mark: Mark
    weight: float


@dataclass(slots=True)
class Votes:
    """All words on one question."""

    asked: Mark
    votes: list[Vote] = field(default_factory=list)
    exact: bool = False

    def shares(self) -> dict[str, float]:
        """Return the share of the weight behind each label, largest first."""
        total = sum(v.weight for v in self.votes)
        sums: dict[str, float] = {}
        for vote in self.votes:
            sums[vote.mark.label] = sums.get(vote.mark.label, 0.0) + vote.weight / total
        return dict(sorted(sums.items(), key=lambda item: (-round(item[1], 9), item[0])))


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
        votes = Votes(asked)
        for chart, scales in self._pool(convention):
            votes.votes.extend(_direct(chart, scales, system, key, to))
        if not votes.votes:
            votes.votes.extend(self._by_body(system, key, to, convention))
        votes.exact = _same_thing(self.standard, system, to)
        return votes

    def _pool(self, convention: str) -> Iterator[tuple[Chart, dict[str, Scale]]]:
        return ((c, s) for c, s in self.charts if not convention or c.convention == convention)

    def _by_body(self, system: str, key: str, to: str, convention: str) -> Iterator[Vote]:
        targets = [(c, s[to]) for c, s in self._pool(convention) if to in s] or [
            (c, s[to]) for c, s in self.charts if to in s
        ]
        for chart, scales in self.charts:
            mark = scales[system].by_key.get(key) if system in scales else None
            for other, scale in targets if mark else ():
                hit = scale.at(mark.middle) if mark else None
                if hit:
                    yield Vote(other, hit, _HUB * chart.weight * other.weight)


def _direct(chart: Chart, scales: dict[str, Scale], system: str, key: str, to: str) -> Iterator[Vote]:
    mark = scales[system].by_key.get(key) if system in scales else None
    if mark is None or to not in scales:
        return
    hits = _hits(mark, scales[to])
    for hit in hits:
        yield Vote(chart, hit, chart.weight / len(hits))


def _hits(mark: Mark, scale: Scale) -> list[Mark]:
    if mark.rows and any(m.rows for m in scale.marks):
        return [m for m in scale.marks if set(m.rows) & set(mark.rows)]
    hit = scale.at(mark.middle)
    if hit and mark.high - mark.low > 1.5 * (hit.high - hit.low):
        inside = [m for m in scale.marks if mark.low <= m.middle <= mark.high]
        return sorted(inside, key=lambda m: abs(m.middle - mark.middle)) or [hit]
    return [hit] if hit else []


def _same_thing(standard: dict[str, Scale], system: str, to: str) -> bool:
    if system not in standard or to not in standard:
        return False
    steps = [m.middle for m in standard[system].marks]
    return bool(steps) and all(
        any(abs(m.middle - s) < 1e-6 for m in standard[to].marks) for s in steps[:: max(1, len(steps) // 6)]
    )


@lru_cache(maxsize=64)
def panel(garment: str, audience: str, charts: tuple[Chart, ...] = ()) -> Panel:
    """Return the panel of a garment and audience; a unisex file answers for everybody.

    Raises UnknownError where the garment has no charts for that audience.
    """
    file = garment_file(garment)
    mine = tuple(c for c in file.chart if c.audience in (audience, "unisex"))
    if not mine:
        raise UnknownError(f"audience for {garment}", audience, dict.fromkeys(c.audience for c in file.chart))
    return Panel(file, audience, mine + charts)
