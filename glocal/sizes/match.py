"""Label to label, through the body: what a size is called in another system, and how sure that is."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from glocal.errors import LabelError
from glocal.model.chart import Chart, Confidence, Evidence, Interval, SizeMatch
from glocal.sizes import files
from glocal.sizes.ask import Panel, Vote, Votes, agreement, panel
from glocal.sizes.key import number_of
from glocal.sizes.label import Label, parse

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["convert"]

_COVER = 0.9
_MOST = 4
_SAME = 0.9
_HIGH, _HIGH_WEIGHT, _AGREED = 0.75, 2.0, 0.85
_MEDIUM = 0.55


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
    read = parse(label)
    target = files.system(to)
    if not garment:
        raise _ambiguous(label, read, "garment", tuple(files.systems().garment))
    kind = files.garment(garment)
    return _answer(read, label, system, target, kind, audience, convention or "", tuple(charts))


def _answer(
    read: Label,
    label: str,
    system: str,
    to: str,
    garment: str,
    audience: str,
    convention: str,
    charts: tuple[Chart, ...],
) -> SizeMatch:
    who = _audience(garment, audience, label, read)
    asked = panel(garment, who, charts)
    source = read.system or (files.system(system) if system else _only_system(asked, label, read))
    match = table(asked, asked.nearest(source), asked.nearest(to), convention).get(read.key)
    if match is None:
        raise _outside(asked, label, asked.nearest(source), who)
    return match


def _audience(garment: str, audience: str, label: str, read: Label) -> str:
    if audience:
        return files.audience(audience)
    known = tuple(dict.fromkeys(c.audience for c in files.garment_file(garment).chart))
    if len(known) == 1:
        return known[0]
    raise _ambiguous(label, read, "audience", known)


def _only_system(asked: Panel, label: str, read: Label) -> str:
    known = [s for s in asked.systems if asked.mark(s, read.key)]
    if len(known) == 1:
        return known[0]
    if not known:
        raise _outside(asked, label, "", asked.audience)
    raise _ambiguous(label, read, "system", tuple(known))


@lru_cache(maxsize=1024)
def table(asked: Panel, source: str, to: str, convention: str) -> dict[str, SizeMatch]:
    """Return the answer for every label of a system, by key."""
    votes = asked.table(source, to, convention)
    agreed = agreement(votes)
    return {key: _match(asked, v, to, agreed) for key, v in votes.items()}


def _match(asked: Panel, votes: Votes, to: str, agreed: float) -> SizeMatch:
    shares = votes.shares()
    best = next(iter(shares))
    doubts = votes.doubts()
    file = asked.file
    return SizeMatch(
        label=votes.asked.label,
        system=to,
        best=best,
        spread=_spread(best, doubts),
        interval=Interval(round(votes.asked.low, 2), round(votes.asked.high, 2), file.unit, file.dimension),
        confidence=_confidence(votes, shares[best], agreed),
        because=_because(votes, shares, best, to),
        evidence=tuple(_evidence(v, asked) for v in votes.votes),
        hint=file.hint,
    )


def _spread(best: str, doubts: dict[str, float]) -> tuple[str, ...]:
    covered, kept = doubts.get(best, 0.0), [best]
    for label, share in doubts.items():
        if covered >= _COVER or len(kept) == _MOST:
            break
        if label != best:
            kept.append(label)
            covered += share
    return tuple(sorted(kept, key=lambda label: (number_of(label) or 0.0, kept.index(label))))


def _confidence(votes: Votes, share: float, agreed: float) -> Confidence:
    if votes.exact and share > _SAME:
        return "high"
    if share >= _HIGH and agreed >= _AGREED and votes.weight >= _HIGH_WEIGHT:
        return "high"
    return "medium" if share >= _MEDIUM and votes.weight >= 1 else "low"


def _because(votes: Votes, shares: dict[str, float], best: str, to: str) -> str:
    charts = len({v.chart.id for v in votes.votes})
    told = ", ".join(f"{label} {share:.0%}" for label, share in shares.items())
    return (
        f"{charts} chart{'s' * (charts != 1)} give {to} {told}" if len(shares) > 1 else f"{charts} agree on {to} {best}"
    )


def _evidence(vote: Vote, asked: Panel) -> Evidence:
    source = asked.file.sources.get(vote.chart.sources[0]) if vote.chart.sources else None
    return Evidence(
        chart=vote.chart.id,
        label=vote.label,
        weight=round(vote.weight, 3),
        strength=source.strength if source else 3,
        ref=source.ref if source else "the shop's own chart",
        dated=vote.chart.dated,
    )


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
