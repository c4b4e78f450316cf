"""How well the charts of `rules/sizes` tell a maker that they do not hold: each maker is left out in turn.

Every two labels of a row of its charts are a question to the others: what is this label called in that system?
"""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from itertools import permutations
from typing import TYPE_CHECKING, NamedTuple

from glocal.sizes import lists
from glocal.sizes.answers import Answers
from glocal.sizes.ask import Panel
from glocal.sizes.files import garment_file
from glocal.sizes.key import key_of, number_of
from glocal.sizes.scale import cell_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glocal.model.chart import Chart, SizeFile, SizeMatch

__all__ = ["score", "text"]

HALF = 0.5
"""Half a size, as shoes are numbered."""
FINGER = 1.0
"""Millimetres of circumference within which two rings fit the same finger."""
Tallies = dict[str, Counter[str]]


class Pair(NamedTuple):
    """Two labels of one row: the one that is asked, and the one that the chart prints in the other system."""

    source: str
    label: str
    to: str
    printed: str


def score(share: int = 1) -> Tallies:
    """Return the tallies by "garment audience"; a `share` above 1 asks every so manieth maker, by a hash of its name.

    Of the pairs asked: told, exact, fits, inside (the spread), width (of it, summed), high, right (high, and it fits).
    """
    found: Tallies = {}
    for name in sorted(path.stem for path in lists.folder().glob("*.toml") if path.stem != "systems"):
        file = garment_file(name)
        for audience in dict.fromkeys(chart.audience for chart in file.chart):
            tally = Counter[str]()
            for maker, charts in _makers(file, audience).items():
                if int(sha256(maker.encode()).hexdigest(), 16) % share == 0:
                    _ask(tally, file, audience, charts)
            if tally:
                found[f"{name} {audience}"] = tally
    return found


def _makers(file: SizeFile, audience: str) -> dict[str, list[Chart]]:
    """Return the charts that set two systems side by side, by whose they are."""
    found: dict[str, list[Chart]] = {}
    for chart in file.chart:
        if not chart.standard and chart.audience == audience and len({*chart.columns} - {"body"}) > 1:
            found.setdefault(chart.brand or chart.sources[0], []).append(chart)
    return found


def _ask(tally: Counter[str], file: SizeFile, audience: str, charts: list[Chart]) -> None:
    known = tuple(chart for chart in file.chart if chart.audience in (audience, "unisex"))
    every = Panel(file, audience, known)
    others = Panel(file, audience, tuple(chart for chart in known if chart not in charts))
    answers: dict[tuple[str, str], Answers] = {}
    for pair in (pair for chart in charts for pair in _pairs(chart)):
        if {pair.source, pair.to} <= {*others.systems}:
            way = pair.source, pair.to
            if way not in answers:
                answers[way] = Answers(others, *way, "")
            _count(tally, every, answers[way].get(key_of(pair.label)), pair)


def _pairs(chart: Chart) -> Iterator[Pair]:
    for row in chart.rows:
        cells = zip(chart.columns, row, strict=True)
        told = [(system, cell_text(cell)) for system, cell in cells if system != "body"]
        yield from (Pair(*one, *other) for one, other in permutations([pair for pair in told if pair[1]], 2))


def _count(tally: Counter[str], every: Panel, match: SizeMatch | None, pair: Pair) -> None:
    tally["asked"] += 1
    if match is None:
        return
    fits = _fits(match.best, pair, every)
    high = match.confidence == "high"
    tally.update(told=1, width=len(match.spread), high=high, right=high and fits, fits=fits)
    tally.update(exact=_same(match.best, pair), inside=any(_same(label, pair) for label in match.spread))


def _same(label: str, pair: Pair) -> bool:
    """Tell whether two labels are one; British junior shoes are told without the letter of the stage."""
    printed = key_of(pair.printed)
    bare = lists.systems().system[pair.to].bare_stage
    return key_of(label) in (printed, printed.removesuffix("Y") if bare else printed)


def _fits(best: str, pair: Pair, every: Panel) -> bool:
    if _same(best, pair):
        return True
    if every.file.near:
        one, other = (_body(label, pair.to, every) for label in (best, pair.printed))
        return one is not None and other is not None and abs(one - other) <= FINGER
    first, second = number_of(best), number_of(pair.printed)
    return bool(every.file.half) and first is not None and second is not None and abs(first - second) <= HALF


def _body(label: str, system: str, every: Panel) -> float | None:
    if system in ("EU", "FR"):
        return number_of(label)
    mark = every.mark(system, key_of(label))
    return mark.middle if mark else None


def text(found: Tallies) -> str:
    """Return the tallies as a table, shares of what was told."""
    words = (
        ("pairs", 8),
        ("told", 7),
        ("exact", 7),
        ("fits", 7),
        ("inside", 8),
        ("labels", 8),
        ("high", 7),
        ("right", 7),
    )
    head = f"{'each maker left out in turn':27}" + "".join(f"{word:>{width}}" for word, width in words)
    every = sum(found.values(), Counter[str]())
    return "\n".join([head, *(_line(name, tally) for name, tally in [*found.items(), ("all", every)])])


def _line(name: str, t: Counter[str]) -> str:
    told = t["told"] or 1
    shares = "".join(f"{t[k] / told:{w}.1%}" for k, w in (("exact", 7), ("fits", 7), ("inside", 8)))
    sure = f"{t['high'] / told:7.1%}{t['right'] / (t['high'] or 1):7.1%}"
    return f"{name:27}{t['asked']:8}{t['told'] / (t['asked'] or 1):7.1%}{shares}{t['width'] / told:8.2f}{sure}"
