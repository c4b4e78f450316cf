"""One thing told once: where a rule covers another, the stricter of the two is told, and names the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glocal.model.rule import GOODS, PLACES
from glocal.rules.match import RANK, severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from glocal.model.rule import Rule
    from glocal.rules.match import Met
    from glocal.rules.scan import Sight

__all__ = ["once", "overlap"]

_APART = ("variant", "image")
"""Places whose sights are told by themselves: the remedy is another one."""


def once(found: Sequence[Met]) -> Sequence[Met]:
    """Return what was met, each rule that another one covers folded into it, or it into the stricter."""
    if not any(one.bound.rule.covers for one in found):
        return found
    told: list[Met] = []
    for one in found:
        twin = next((i for i, other in enumerate(told) if _same(one, other)), None)
        if twin is None:
            told.append(one)
        else:
            told[twin] = _folded(told[twin], one)
    return told


def _same(one: Met, other: Met) -> bool:
    """Whether one covers the other, and both speak of one thing: of one subject, or of the same words."""
    if _place(one) != _place(other):
        return False
    if _ids(other).isdisjoint(one.bound.rule.covers) and _ids(one).isdisjoint(other.bound.rule.covers):
        return False
    return one.bound.subject == other.bound.subject or any(_at_once(a, b) for a in one.sights for b in other.sights)


def _at_once(one: Sight, other: Sight) -> bool:
    """Whether two sights are of the same words, wholly or in part."""
    return one.field == other.field and one.start < other.end and other.start < one.end


def _place(one: Met) -> str:
    place = one.sights[0].place
    return place if place in _APART else ""


def _ids(one: Met) -> frozenset[str]:
    return frozenset((one.bound.rule.id, *one.also))


def _folded(one: Met, other: Met) -> Met:
    """Return the stricter, the one that covers where both are as strict, with the names of all that it stands for."""
    ranks = [RANK[severity(m.bound, m.sights[0])] for m in (one, other)]
    covering = ranks[0] == ranks[1] and not _ids(one).isdisjoint(other.bound.rule.covers)
    kept, gone = (other, one) if covering or ranks[1] > ranks[0] else (one, other)
    return kept._replace(also=(*kept.also, gone.bound.rule.id, *gone.also))


def overlap(one: Rule, other: Rule) -> bool:
    """Whether two rules of one market can speak of the same thing of one product.

    They are about one subject, look into one place at least, and are not about goods that are never the same.
    """
    if one.subject != other.subject or (one.kind == "favour") != (other.kind == "favour"):
        return False
    left, right = _of(one, GOODS), _of(other, GOODS)
    apart = (left and right and not left & right) or _excluded(left, other) or _excluded(right, one)
    return bool(_of(one, PLACES) & _of(other, PLACES)) and not apart


def _of(rule: Rule, kind: Iterable[str]) -> frozenset[str]:
    return frozenset(rule.contexts).intersection(kind)


def _excluded(goods: frozenset[str], rule: Rule) -> bool:
    """Whether a rule is silent for all of some goods."""
    return bool(goods) and goods <= frozenset(rule.unless)
