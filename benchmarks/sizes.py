"""How often a published chart is told right: every pair of labels of charts that `rules/sizes` does not hold."""

from __future__ import annotations

import tomllib
from collections import Counter
from itertools import permutations
from typing import TYPE_CHECKING

from glocal import sizes
from glocal.errors import LabelError, UnknownError
from glocal.sizes.ask import panel
from glocal.sizes.key import key_of, number_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from glocal.model.chart import SizeMatch

__all__ = ["score", "text"]

HALF = 0.5
"""Half a size, as shoes are numbered."""
FINGER = 1.0
"""Millimetres of circumference within which two rings fit the same finger."""


def score(folder: Path) -> dict[str, Counter[str]]:
    """Return the tallies of the charts in a folder by "garment audience".

    Of the pairs asked: told, exact, fits, inside (the spread), width (of it, summed), high, right (high, and it fits).
    """
    found: dict[str, Counter[str]] = {}
    for path in sorted(folder.glob("*.toml")):
        data = tomllib.loads(path.read_text("utf-8"))
        for chart in data["chart"]:
            tally = found.setdefault(f"{data['garment']} {chart['audience']}", Counter())
            for pair in _pairs(chart):
                _count(tally, data["garment"], chart["audience"], *pair)
    return found


def _pairs(chart: dict) -> Iterator[tuple[str, str, str, str]]:
    for row in chart["rows"]:
        told = [(system, label) for system, label in zip(chart["columns"], row, strict=True) if label]
        yield from ((*one, *other) for one, other in permutations(told, 2))


def _count(tally: Counter[str], garment: str, audience: str, source: str, label: str, to: str, printed: str) -> None:
    tally["asked"] += 1
    try:
        match = sizes.convert(label, to=to, garment=garment, audience=audience, system=source)
    except (LabelError, UnknownError):
        return
    fits = _fits(match, printed, garment)
    high = match.confidence == "high"
    tally.update(told=1, width=len(match.spread), high=high, right=high and fits, fits=fits)
    tally.update(exact=_same(match.best, printed), inside=any(_same(label, printed) for label in match.spread))


def _same(label: str, printed: str) -> bool:
    """Tell whether two labels are one; British junior shoes are printed without the letter of the stage."""
    return key_of(label) in (key_of(printed), key_of(printed).removesuffix("Y"))


def _fits(match: SizeMatch, printed: str, garment: str) -> bool:
    if _same(match.best, printed):
        return True
    if garment == "rings":
        bodies = [_finger(label, match.system) for label in (match.best, printed)]
        return None not in bodies and abs(bodies[0] - bodies[1]) <= FINGER
    one, other = number_of(match.best), number_of(printed)
    return garment == "shoes" and one is not None and other is not None and abs(one - other) <= HALF


def _finger(label: str, system: str) -> float | None:
    if system in ("EU", "FR"):
        return number_of(label)
    mark = panel("rings", "unisex", ()).mark(system, key_of(label))
    return mark.middle if mark else None


def text(found: dict[str, Counter[str]]) -> str:
    """Return the tallies as a table, shares of what was told."""
    words = (
        ("pairs", 7),
        ("told", 7),
        ("exact", 7),
        ("fits", 7),
        ("inside", 8),
        ("labels", 8),
        ("high", 7),
        ("right", 7),
    )
    head = f"{'charts not in rules/sizes':26}" + "".join(f"{word:>{width}}" for word, width in words)
    return "\n".join([head, *(_line(name, tally) for name, tally in [*found.items(), ("all", _sum(found))])])


def _sum(found: dict[str, Counter[str]]) -> Counter[str]:
    return sum(found.values(), Counter())


def _line(name: str, t: Counter[str]) -> str:
    told = t["told"] or 1
    shares = "".join(f"{t[k] / told:{w}.1%}" for k, w in (("exact", 7), ("fits", 7), ("inside", 8)))
    sure = f"{t['high'] / told:7.1%}{t['right'] / (t['high'] or 1):7.1%}"
    return f"{name:26}{t['asked']:7}{t['told'] / (t['asked'] or 1):7.1%}{shares}{t['width'] / told:8.2f}{sure}"
