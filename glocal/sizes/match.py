"""Label to label, through the body: what a size is called in another system, and how sure that is."""

from __future__ import annotations

from contextlib import suppress
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from glocal.errors import LabelError, UnknownError
from glocal.sizes import bras, lists
from glocal.sizes.answers import table
from glocal.sizes.ask import Panel, panel
from glocal.sizes.files import audiences_of
from glocal.sizes.key import number_of
from glocal.sizes.label import KINDS, Label, parse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from glocal.model.chart import Chart, SizeMatch

__all__ = ["convert"]


def convert(
    label: str,
    *,
    to: str,
    garment: str = "",
    audience: str = "",
    convention: str | None = None,
    charts: Sequence[Chart] = (),
    system: str = "",
) -> SizeMatch:
    """Return the label of the system `to` for the same body, with all labels that published charts give for it.

    `system` says what a bare label means; a system named in the label wins. `convention` keeps to one named convention.
    `charts` are the merchant's own, asked first.

    Raises LabelError for a label that cannot be read, has several readings or lies outside the charts, UnknownError for
    a name that is not on its list.

    >>> match = convert("US 8", to="EU", garment="shoes", audience="women")
    >>> match.best, match.confidence
    ('39', 'medium')
    """
    target = lists.system(to)
    kind = lists.garment(garment) if garment else ""
    read = parse(label, garment=kind)
    if read.kind == "one-size":
        raise LabelError(f"{label!r} is no size of a scale: show the garment's measures", expected="a size", got=label)
    kind = kind or KINDS[read.kind]
    if not kind:
        raise _ambiguous(label, read, "garment", tuple(lists.systems().garment))
    if kind == "bras":
        return bras.convert(read, label, to=target, system=system, convention=convention or "")
    question = Question(label, read, system, target, kind, audience, convention or "", tuple(charts))
    match = _answer(question)
    return msgspec.structs.replace(match, length=read.length) if read.length else match


class Question(NamedTuple):
    """All that is asked, with the label read."""

    label: str
    read: Label
    system: str
    to: str
    garment: str
    audience: str
    convention: str
    charts: tuple[Chart, ...]


_CHILDREN = {"kids": "baby", "baby": "kids"}
"""Where a child's label is looked up that is not in the charts of its own age."""


def _answer(q: Question) -> SizeMatch:
    who = _audience(q)
    try:
        return _told(q, who)
    except (LabelError, UnknownError) as error:
        if who in _CHILDREN and not getattr(error, "readings", ()):
            with suppress(LabelError, UnknownError):
                return _told(q, _CHILDREN[who])
        raise


def _told(q: Question, who: str) -> SizeMatch:
    asked = panel(q.garment, who, ())
    source = _source(q, asked)
    for chart in q.charts:
        own = _by_own_chart(chart, q.garment, who, source, q.read.key, q.to)
        if own:
            return own
    for known, to in product(asked.stand_ins(source), asked.stand_ins(q.to)):
        matches = table(asked, known, to, q.convention)
        key = asked.rounded(known, _key(q, asked, known, matches))
        match = matches.get(key) or _ranged(q.read, matches)
        if match:
            return match
    raise _outside(asked, q.label, asked.nearest(source), who)


def _source(q: Question, asked: Panel) -> str:
    named = q.read.system or (lists.system(q.system) if q.system else "")
    lettered = q.read.kind == "letters" and asked.mark("INT", q.read.key)
    if named and not (lettered and not asked.mark(asked.nearest(named), q.read.key)):
        return named
    if lettered:
        return "INT"
    by_unit = _BY_UNIT.get((q.read.kind, asked.file.dimension))
    return by_unit or _only_system(asked, q.label, q.read)


_BY_UNIT = {
    ("centimetres", "foot length"): "JP",
    ("millimetres", "foot length"): "MONDO",
    ("millimetres", "finger circumference"): "EU",
    ("centimetres", "head circumference"): "EU",
    ("centimetres", "body height"): "EU",
    ("centimetres", "neck"): "EU",
    ("waist and length", "waist"): "US",
    ("waist and length", "chest"): "INCH",
    ("letters", "chest"): "INT",
    ("jacket and length", "chest"): "US",
}


def _key(q: Question, asked: Panel, system: str, matches: Mapping[str, SizeMatch]) -> str:
    """Return the key to look up; raises LabelError where the number has two meanings in its system."""
    key, number = q.read.key, number_of(q.read.key)
    for rule in asked.file.ambiguous:
        bare = q.read.kind == "plain" and key.replace(".", "").isdigit()
        if bare and rule.system == system and number is not None and rule.first <= number <= rule.last:
            raise _two_ways(q.label, rule.readings)
    staged = [k for k in (key, f"{key}C", f"{key}Y") if k in matches]
    if len(staged) > 1 and q.read.kind == "plain":
        raise _two_ways(
            q.label, [f"{system} {matches[k].label}: {matches[k].interval.low:g} mm foot and up" for k in staged]
        )
    return staged[0] if staged else key


def _two_ways(label: str, readings: Sequence[str]) -> LabelError:
    message = f"{label!r} has several readings: {'; '.join(readings)}"
    return LabelError(message, expected="one reading", got=label, readings=readings)


def _ranged(read: Label, matches: Mapping[str, SizeMatch]) -> SizeMatch | None:
    """Return the match of a range such as 38-40: from the best of its low end to the best of its high end."""
    low, high = (matches.get(key) for key in (read.key.partition("-")[0], read.high))
    if read.kind != "range" or low is None or high is None or low.interval.low > high.interval.low:
        return None
    best = low.best if low.best == high.best else f"{low.best}-{high.best}"
    return msgspec.structs.replace(
        low,
        label=read.text,
        best=best,
        spread=tuple(dict.fromkeys((best, low.best, high.best))),
        interval=msgspec.structs.replace(low.interval, high=high.interval.high),
        confidence=min(low.confidence, high.confidence, key=("low", "medium", "high").index),
        evidence=low.evidence + high.evidence,
    )


def _by_own_chart(chart: Chart, garment: str, who: str, source: str, key: str, to: str) -> SizeMatch | None:
    """Return the answer of the merchant's or a brand's own chart: it wins where it has both labels."""
    if chart.audience not in (who, "unisex") or not {source, to} <= {*chart.columns, *chart.lines}:
        return None
    asked = panel(garment, who, ())
    if all(known.id != chart.id for known, _ in asked.charts):
        asked = panel(garment, who, (chart,))
    if not asked.prints(chart.id, source, key):
        return None
    found = table(asked, source, to, chart.id).get(key)
    if found is None or not any(e.chart == chart.id for e in found.evidence):
        return None
    whose = f"{chart.brand}'s chart" if chart.brand else "the shop's chart"
    said = f"{whose} {chart.id} says so; the other charts were not asked"
    return msgspec.structs.replace(found, confidence="high", because=said)


def _audience(q: Question) -> str:
    if q.audience:
        return lists.audience(q.audience)
    known = audiences_of(q.garment)
    if len(known) == 1:
        return known[0]
    raise _ambiguous(q.label, q.read, "audience", known)


def _only_system(asked: Panel, label: str, read: Label) -> str:
    """Return the system of a bare label: the only one that has it, or the first of several that mean the same body."""
    marks = {s: mark for s in asked.systems if (mark := asked.mark(s, read.key))}
    if not marks:
        raise _outside(asked, label, "", asked.audience)
    places = [m.middle for m in marks.values()]
    if max(places) - min(places) > max(asked.file.near, 0.001):
        raise _ambiguous(label, read, "system", tuple(marks))
    return next(iter(marks))


def _ambiguous(label: str, read: Label, what: str, known: tuple[str, ...]) -> LabelError:
    listed = tuple(f"{what} {word}: {read}" for word in known)
    message = f"{label!r} means nothing without its {what}: {', '.join(known)}"
    return LabelError(message, expected=f"a {what}", got=label, readings=listed)


def _outside(asked: Panel, label: str, system: str, audience: str) -> LabelError:
    marks = [m for _, scales in asked.charts if system in scales for m in scales[system].marks]
    marks.sort(key=lambda m: m.middle)
    held = f"{system} {marks[0].label} to {marks[-1].label}" if marks else f"a label of {', '.join(asked.systems)}"
    return LabelError(
        f"{label!r} is outside the charts of {audience} {asked.file.garment}: {held}", expected=held, got=label
    )
