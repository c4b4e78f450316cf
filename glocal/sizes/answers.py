"""From what charts say to an answer: the best label, the spread, how sure it is, and the evidence."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from glocal.memo import Made
from glocal.model.chart import Interval, SizeMatch
from glocal.sizes import lists
from glocal.sizes.evidence import evidence
from glocal.sizes.key import number_of
from glocal.sizes.told import told
from glocal.sizes.votes import Votes, agreement, rising

if TYPE_CHECKING:
    from collections.abc import Mapping

    from glocal.model.chart import Confidence
    from glocal.sizes.ask import Panel
    from glocal.sizes.labels import Labels
    from glocal.sizes.votes import Agreement

__all__ = ["Answers", "table"]

_LIKELY = 0.07
"""Share of the charts from which a label is told; set the same way, for nine labels in ten at three told."""
_MOST = 5
_SAME = 0.9
_MEASURED = 0.8
_DEFINED = 0.9
_SURE, _FEW = 0.8, 1.0
"""Set by leaving each maker's chart out in turn, so that nine in ten of the sure answers fit what it prints."""
_MEDIUM = 0.55


class Answers(Made[SizeMatch]):
    """The answer for every label of a system, by key; each is written out when it is first asked for."""

    def __init__(self, asked: Panel, source: str, to: str, convention: str) -> None:
        self._asked, self._systems = asked, (source, to)
        self._votes = asked.table(source, to, convention)
        self._agreed = agreement(self._votes)
        self._best = rising(self._votes, asked.labels(source)) if self._votes else {}
        super().__init__(self._votes, self._match)

    def _match(self, key: str) -> SizeMatch:
        return _match(self._asked, self._votes[key], self._systems, self._agreed, self._best.get(key, ""))


@lru_cache(maxsize=1024)
def table(asked: Panel, source: str, to: str, convention: str) -> Mapping[str, SizeMatch]:
    """Return the answer for every label of a system, by key."""
    if asked.copies and not convention:
        return told(asked, (source, to), lambda: Answers(asked, source, to, ""))
    return Answers(asked, source, to, convention)


def _match(asked: Panel, votes: Votes, systems: tuple[str, str], agreed: Agreement, best: str) -> SizeMatch:
    source, to = systems
    shares = votes.shares()
    best = best or next(iter(shares))
    doubts = votes.doubts()
    file = asked.file
    return SizeMatch(
        label=_printed(votes.asked.label, source, file.dimension),
        source=source,
        system=to,
        best=_printed(best, to, file.dimension),
        spread=tuple(_printed(label, to, file.dimension) for label in _spread(best, doubts, votes.labels)),
        interval=Interval(round(votes.asked.low, 2), round(votes.asked.high, 2), file.unit, file.dimension),
        confidence=_confidence(votes, best, agreed),
        because=_because(votes, shares, best, to),
        evidence=tuple(evidence(asked, v.chart.id, v.via, v.label, v.weight) for v in votes.spoken()),
        hint=file.hint,
    )


def _printed(label: str, system: str, dimension: str) -> str:
    """Return a label as its system prints it: UK junior shoes bear no letter."""
    if dimension == "foot length" and label[-1:] == "Y" and lists.systems().system[system].bare_stage:
        return label[:-1]
    return label


def _spread(best: str, doubts: dict[str, float], labels: Labels) -> tuple[str, ...]:
    """Return the labels that a further chart may well print, the best among them, in order of size."""
    likely = [label for label, share in doubts.items() if label != best and share >= _LIKELY]
    kept = [best, *likely[: _MOST - 1]]
    return tuple(sorted(kept, key=lambda label: (number_of(label) is not None, labels.place(label))))


def _confidence(votes: Votes, best: str, agreed: Agreement) -> Confidence:
    share = votes.share(best)
    if not votes.fitting.far(best, votes.asked) and _sure(votes, share, agreed):
        return "high"
    return "medium" if share >= _MEDIUM and votes.weight >= 1 else "low"


def _sure(votes: Votes, share: float, agreed: Agreement) -> bool:
    if votes.exact and share > _SAME:
        return True
    if votes.measured and not agreed.broken and share >= _MEASURED and votes.weight >= _DEFINED:
        return True
    return min(share, agreed.share) * votes.printed / (votes.printed + _FEW) >= _SURE


def _because(votes: Votes, shares: dict[str, float], best: str, to: str) -> str:
    charts = len({v.chart.id for v in votes.votes})
    told = ", ".join(f"{label} {share:.0%}" for label, share in shares.items())
    return (
        f"{charts} chart{'s' * (charts != 1)} give {to} {told}" if len(shares) > 1 else f"{charts} agree on {to} {best}"
    )
