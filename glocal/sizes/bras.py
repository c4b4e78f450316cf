"""Bras: a band that follows the underbust and a cup that follows the bust above it, each converted on its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from glocal.errors import LabelError
from glocal.sizes import lists
from glocal.sizes.answers import table
from glocal.sizes.ask import Panel, panel

if TYPE_CHECKING:
    from glocal.model.chart import SizeMatch
    from glocal.sizes.label import Label

__all__ = ["convert"]

_PARTS = re.compile(r"(\d+)([A-Z]*)")
_CUP_FIRST = frozenset({"JP"})
_MOST = 4
_RANK = ("low", "medium", "high")


def convert(read: Label, label: str, *, to: str, system: str = "", convention: str = "") -> SizeMatch:
    """Return a bra's label in another system: the band by the underbust, the cup by letter or by geometry.

    A band alone, as bralettes have it, is told alone.

    `convention` is "label" (which letters makers print beside each other), "geometry" (bust minus underbust), or ''.

    Raises LabelError for a label outside the charts, or a bare one whose system cannot be told.
    """
    match = _PARTS.fullmatch(read.key)
    if not match:
        raise LabelError(f"{label!r} is no band and cup", expected="a label such as 75B or 34DD", got=label)
    bands, cups = panel("bras", "women"), panel("cups", "women")
    source = read.system or (lists.system(system) if system else _guessed(bands, cups, (match[1], match[2]), label))
    band = _half(bands, source, match[1], to, "", label)
    if not match[2]:
        return band
    cup = _half(cups, source, match[2], to, convention, label)
    return _joined(band, cup, to)


def _half(asked: Panel, source: str, key: str, to: str, convention: str, label: str) -> SizeMatch:
    known = asked.nearest(source)
    found = table(asked, known, asked.nearest(to), convention).get(key)
    if found is None:
        raise LabelError(f"{label!r} is outside the charts: {known} has no {asked.file.dimension} {key}", got=label)
    return found


def _guessed(bands: Panel, cups: Panel, parts: tuple[str, str], label: str) -> str:
    """Return the system of a bare label: the first of those that mean the same body; several bodies are an error."""
    marks = {s: (bands.mark(s, parts[0]), cups.mark(s, parts[1])) for s in bands.systems}
    known = {s: (b.middle, c.middle if c else 0) for s, (b, c) in marks.items() if b and (c or not parts[1])}
    if len(set(known.values())) == 1:
        return next(iter(known))
    listed = tuple(f"{s} {label}" for s in known)
    message = f"{label!r} may be {', '.join(listed) or 'nothing that the charts hold'}"
    raise LabelError(message, expected="its system", got=label, readings=listed)


def _joined(band: SizeMatch, cup: SizeMatch, to: str) -> SizeMatch:
    pairs = [(band.best, c) for c in (cup.best, *cup.alternatives)]
    pairs += [(b, cup.best) for b in band.alternatives]
    spread = tuple(dict.fromkeys(_written(b, c, to) for b, c in pairs))[:_MOST]
    return msgspec.structs.replace(
        band,
        label=_written(band.label, cup.label, band.source),
        best=_written(band.best, cup.best, to),
        spread=spread,
        confidence=_RANK[min(_RANK.index(band.confidence), _RANK.index(cup.confidence))],
        because=f"band: {band.because}; cup: {cup.because}",
        evidence=band.evidence + cup.evidence,
    )


def _written(band: str, cup: str, system: str) -> str:
    return f"{cup}{band}" if system in _CUP_FIRST else f"{band}{cup}"
