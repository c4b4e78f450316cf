"""What charts say of one label: how much stands behind each answer, and how far the others would tell a chart's own."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from glocal.sizes.key import number_of
from glocal.sizes.labels import order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from glocal.model.chart import Chart
    from glocal.sizes.labels import Labels
    from glocal.sizes.scale import Mark

__all__ = ["Agreement", "Fitting", "Vote", "Votes", "agreement", "rising", "sums"]

_PRIOR = 5.0
"""Weight of what is not known yet: charts that print a label beside those we have."""
_SIZES = 2
_FITS = 0.6
"""How right a label is that is another one and fits the same person: in shoes, half a size off."""
_KERNEL = ((0, 0.6), (1, 0.2), (-1, 0.2))
"""How far a chart that is not known yet may be from those we have, in steps of the target's labels."""


@dataclass(frozen=True, slots=True)
class Vote:
    """A chart's word for a label, and how much of its weight stands behind it; `via` is the system between."""

    chart: Chart
    label: str
    weight: float
    printed: bool = False
    via: str = ""


@dataclass(frozen=True, slots=True)
class Fitting:
    """Which labels of a system fit the same person: bodies within `near`, or numbers within `half` a size."""

    bodies: dict[str, Mark]
    near: float
    step: float

    def same(self, label: str, other: str) -> bool:
        """Tell whether two labels fit the same person."""
        one, two = self.bodies.get(label), self.bodies.get(other)
        if label == other or (self.near and one and two and abs(one.middle - two.middle) <= self.near):
            return True
        first, second = number_of(label), number_of(other)
        return first is not None and second is not None and abs(first - second) <= self.step

    def far(self, label: str, asked: Mark) -> bool:
        """Tell whether a label is meant for a body more than two sizes away from that of the asked one."""
        told = self.bodies[label]
        slack = max(asked.high - asked.low, told.high - told.low)
        return max(told.low - asked.high, asked.low - told.high) > _SIZES * slack


@dataclass(slots=True)
class Votes:
    """All words on one question; `exact` where both systems count the same thing in the same steps.

    `fitting` tells which labels fit the same person.
    """

    asked: Mark
    votes: list[Vote]
    labels: Labels
    fitting: Fitting
    exact: bool = False
    measured: bool = False
    sums: dict[str, float] = field(init=False)
    weight: float = field(init=False)

    def __post_init__(self) -> None:
        self.sums = sums((v.label, v.weight) for v in self.votes)
        self.weight = sum(self.sums.values())

    @property
    def told(self) -> int:
        """Return the scale of the labels that most weight stands behind."""
        found = sums((str(self.labels.scale(label)), weight) for label, weight in self.sums.items())
        return int(max(found, key=lambda scale: (found[scale], scale)))

    @property
    def printed(self) -> float:
        """Return the weight of the charts that print both labels: not read between rows, not over a third system."""
        return sum(vote.weight for vote in self.votes if vote.printed and not vote.via)

    def spoken(self) -> list[Vote]:
        """Return the votes with those of one chart for one label told once, the heaviest first."""
        found: dict[tuple[str, str, str], Vote] = {}
        for vote in self.votes:
            key = (vote.chart.id, vote.via, vote.label)
            found[key] = replace(vote, weight=vote.weight + found[key].weight) if key in found else vote
        return sorted(found.values(), key=lambda v: -v.weight)

    def shares(self) -> dict[str, float]:
        """Return the share of the weight behind each label, largest first."""
        return _ranked(self.sums)

    def share(self, best: str) -> float:
        """Return the share of the weight behind a label and all that fit the same person."""
        return sum(weight for label, weight in self.sums.items() if self.fitting.same(label, best)) / self.weight

    def worth(self) -> dict[str, float]:
        """Return how right each label would be to the next chart, counting those that fit the same person in part."""
        doubts = self.doubts()
        fits = {x: sum(share for y, share in doubts.items() if self.fitting.same(x, y)) for x in doubts}
        return {x: share + (fits[x] - share) * _FITS for x, share in doubts.items()}

    def doubts(self) -> dict[str, float]:
        """Return the shares as the next chart may print them: few charts leave more to the labels beside theirs."""
        if self.exact or self.measured:
            return self.shares()
        told = dict(self.sums)
        for label, weight in self.sums.items():
            for step, part in _KERNEL:
                near = self.labels.beside(label, step) if step else label
                if near:
                    told[near] = told.get(near, 0.0) + _PRIOR * part * weight / self.weight
        return _ranked(told)

    def told_right(self) -> tuple[float, float]:
        """Return the weight of the charts whose print the others tell, and of all charts that print one."""
        ranked = [*self.shares()]
        told: dict[str, dict[str, float]] = {}
        for vote in self.votes:
            own = told.setdefault(vote.chart.id, {})
            own[vote.label] = own.get(vote.label, 0.0) + vote.weight
        printed = [v for v in self.votes if v.printed and not v.chart.standard]
        right = (v.weight for v in printed if self.fitting.same(self._without(ranked, told[v.chart.id]), v.label))
        return sum(right), sum(v.weight for v in printed)

    def _without(self, ranked: list[str], own: dict[str, float]) -> str:
        """Return the label that the others give, without what one chart says; '' where there are none."""
        first = next((label for label in ranked if label not in own), "")
        left = [(label, self.sums[label] - own.get(label, 0.0)) for label in (first, *own) if label]
        heaviest = [(-round(weight, 9), order(label), label) for label, weight in left if weight > _NOTHING]
        return min(heaviest)[2] if heaviest else ""


_NOTHING = 1e-9


class Agreement(NamedTuple):
    """How far the charts of two systems agree: the weight that was asked, and the part of it that others tell right."""

    asked: float
    right: float

    @property
    def share(self) -> float:
        """Return the share told right; few charts count as if they had been wrong once more."""
        return self.right / (1.0 + self.asked)

    @property
    def broken(self) -> bool:
        """Tell whether most charts contradict what the others tell."""
        return self.right < self.asked / 2


def agreement(table: dict[str, Votes]) -> Agreement:
    """Return how often the other charts tell what a chart prints: each left out in turn, heavier ones counting more."""
    told = [votes.told_right() for votes in table.values()]
    return Agreement(sum(asked for _, asked in told), sum(right for right, _ in told))


def rising(table: dict[str, Votes], asked: Labels) -> dict[str, str]:
    """Return the best label for each key such that a larger size is never told as a smaller one.

    Of all ways to choose that rise with the sizes, the one that the charts agree with most. Each scale is asked and
    told for itself; `asked` knows the order of the labels that were asked.
    """
    ordered = sorted(table, key=lambda key: (asked.place(table[key].asked.label), table[key].asked.middle, key))
    kinds: dict[tuple[int, int], list[str]] = {}
    for key in ordered:
        kinds.setdefault((asked.scale(table[key].asked.label), table[key].told), []).append(key)
    return {key: label for (_, told), keys in kinds.items() for key, label in _risen(keys, table, told).items()}


class _Way(NamedTuple):
    """A choice of labels so far: where the last one stands, how right they are, and the labels."""

    last: float
    score: float
    labels: tuple[str, ...]


def _risen(keys: list[str], table: dict[str, Votes], told: int) -> dict[str, str]:
    ways = [_Way(-1.0, 0.0, ())]
    for key in keys:
        votes = table[key]
        options = [
            (votes.labels.place(x), x, share) for x, share in votes.worth().items() if votes.labels.scale(x) == told
        ]
        ways = _continued(ways, options)
    chosen = max(ways, key=lambda way: (way.score, -way.last)).labels
    return {key: label for key, label in zip(keys, chosen, strict=False) if label}


def _continued(ways: list[_Way], options: list[tuple[float, str, float]]) -> list[_Way]:
    """Return the best way to each option; where none rises, the label before stands once more."""
    found = []
    for place, label, share in options:
        best = max(((w.score, -w.last, w.labels) for w in ways if w.last <= place), default=None)
        if best:
            found.append(_Way(place, best[0] + share, (*best[2], label)))
    return found or [_Way(w.last, w.score, (*w.labels, w.labels[-1] if w.labels else "")) for w in ways]


def sums(votes: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Return the weight behind each label."""
    found: dict[str, float] = {}
    for label, weight in votes:
        found[label] = found.get(label, 0.0) + weight
    return found


def _ranked(weights: dict[str, float]) -> dict[str, float]:
    total = sum(weights.values())
    return {k: v / total for k, v in sorted(weights.items(), key=lambda item: (-round(item[1], 9), order(item[0])))}
