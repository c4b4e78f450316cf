"""Two ways to do the same, timed in turn."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["SEED", "Comparison", "beside"]

SEED = 20261121


class Comparison(NamedTuple):
    """Ours beside a peer: nanoseconds a call, and the peer's time over ours, one ratio a round."""

    name: str
    peer: str
    ours: float
    theirs: float
    ratios: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.ratios)

    @property
    def worst(self) -> float:
        return min(self.ratios)


def beside(name: str, peer: str, rounds: int, ours: Callable[[], int], theirs: Callable[[], int]) -> Comparison:
    """Run both in turn, round by round; each returns how many calls it made."""
    mine, other = [], []
    for _ in range(rounds):
        mine.append(_timed(ours))
        other.append(_timed(theirs))
    ratios = tuple(b / a for a, b in zip(mine, other, strict=True))
    return Comparison(name, peer, statistics.median(mine), statistics.median(other), ratios)


def _timed(work: Callable[[], int]) -> float:
    """Return nanoseconds of processor time a call: what else the machine does counts for less."""
    started = time.process_time_ns()
    count = work()
    return (time.process_time_ns() - started) / count
