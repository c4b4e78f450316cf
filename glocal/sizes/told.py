"""Answers of the shipped charts from a compiled copy: a table that some process has made need not be made again."""

from __future__ import annotations

import marshal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from glocal.compiled import kept, states
from glocal.memo import Made
from glocal.model.chart import Interval, SizeMatch
from glocal.sizes.evidence import evidence, whose
from glocal.sizes.lists import folder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from glocal.compiled import State
    from glocal.model.chart import Confidence
    from glocal.sizes.ask import Panel

    Plain = tuple[str, str, tuple[str, ...], float, float, Confidence, str, bytes]

__all__ = ["told"]


def told(
    asked: Panel, systems: tuple[str, str], make: Callable[[], Mapping[str, SizeMatch]]
) -> Mapping[str, SizeMatch]:
    """Return the answers of a panel of shipped charts, from their copy or as `make` gives them."""
    name = folder() / f"told-{asked.copies}-{'-'.join(systems)}.toml"
    plain = kept(name, _states(), lambda: {key: _plain(match) for key, match in make().items()})
    return Made(plain, lambda key: _whole(plain[key], asked, systems))


@cache
def _states() -> tuple[State, ...]:
    return states([folder(), Path(__file__).parent])


def _plain(match: SizeMatch) -> Plain:
    said = marshal.dumps([(e.chart, e.label, e.weight) for e in match.evidence])
    body = match.interval.low, match.interval.high
    return match.label, match.best, match.spread, *body, match.confidence, match.because, said


def _whole(plain: Plain, asked: Panel, systems: tuple[str, str]) -> SizeMatch:
    label, best, spread, low, high, confidence, because, said = plain
    file = asked.file
    return SizeMatch(
        label=label,
        source=systems[0],
        system=systems[1],
        best=best,
        spread=spread,
        interval=Interval(low, high, file.unit, file.dimension),
        confidence=confidence,
        because=because,
        evidence=tuple(evidence(asked, *whose(chart), *word) for chart, *word in marshal.loads(said)),
        hint=file.hint,
    )
