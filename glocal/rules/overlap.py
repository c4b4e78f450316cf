"""One thing told once: where a rule covers another, the stricter of the two is told, and names the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glocal.model.rule import GOODS, OCCASIONS, PLACES
from glocal.rules.match import RANK, severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from glocal.model.rule import Rule
    from glocal.rules.match import Met

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
    if _place(one) != _place(other):
        return False
    return not _ids(other).isdisjoint(one.bound.rule.covers) or not _ids(one).isdisjoint(other.bound.rule.covers)


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

    They are about one subject, look into one place at least, and no kind of goods or occasion keeps them apart.
    """
    if one.subject != other.subject or (one.kind == "favour") != (other.kind == "favour"):
        return False
    return bool(_of(one, PLACES) & _of(other, PLACES)) and all(
        _meet(_of(one, kind), _of(other, kind), one.unless, other.unless) for kind in (GOODS, OCCASIONS)
    )


def _of(rule: Rule, kind: Iterable[str]) -> frozenset[str]:
    return frozenset(rule.contexts).intersection(kind)


def _meet(one: frozenset[str], other: frozenset[str], not_one: Iterable[str], not_other: Iterable[str]) -> bool:
    left, right = one.difference(not_other), other.difference(not_one)
    if (one and not left) or (other and not right):
        return False
    return not left or not right or bool(left & right)
