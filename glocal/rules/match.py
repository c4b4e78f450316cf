"""Rules meet what was seen: laid out by subject at binding, so that a product looks up only its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from glocal.model.listing import Finding, Severity
from glocal.model.rule import GOODS, OCCASIONS, PLACES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from glocal.model.product import Product
    from glocal.model.rule import Rule, Season
    from glocal.rules.library import Library
    from glocal.rules.scan import Seen, Sight

__all__ = ["AROUND", "RANK", "Bound", "Met", "bind_rules", "finding", "met", "severity"]

_SOFTER: dict[Severity, Severity] = {"block": "avoid", "avoid": "note", "note": "note"}
RANK: dict[Severity, int] = {"note": 0, "avoid": 1, "block": 2}
AROUND = 32
"""Characters of a snippet on each side of the word."""
_SPACES = re.compile(r"\s")


class Bound(NamedTuple):
    """A rule with its contexts sorted out."""

    rule: Rule
    subject: int
    title: str
    places: frozenset[str]
    goods: frozenset[str]
    occasions: frozenset[str]
    unless: frozenset[str]
    severity: Severity
    stale: bool
    """Its law has not been read again in time."""
    exact: bool
    """The words themselves are what is minded: free text is no softer."""
    thing: bool
    """It is about what the product is: a description also names things that go with it, or cut it."""
    colour: bool
    """It is a colour: where a scent is described, its word is a flower."""
    sources: tuple[str, ...]


class Met(NamedTuple):
    """A rule and the sights that it minds; the first is the one that is told."""

    bound: Bound
    sights: tuple[Sight, ...]
    also: tuple[str, ...] = ()
    """Ids of rules that say the same of these sights and are not told by themselves."""


def bind_rules(
    rules: Iterable[Rule],
    library: Library,
    today: date | None,
    *,
    silence: frozenset[str] = frozenset(),
    favours: bool = False,
) -> dict[int, tuple[Bound, ...]]:
    """Return the rules that hold today, by the number of their subject. Without a day, all hold."""
    table: dict[int, list[Bound]] = {}
    for rule in rules:
        if rule.kind == "favour" and not favours:
            continue
        if rule.id not in silence and (today is None or holds(rule, today)):
            bound = _bound(rule, library, today)
            table.setdefault(bound.subject, []).append(bound)
    return {number: tuple(bounds) for number, bounds in table.items()}


def holds(rule: Rule, today: date) -> bool:
    """Whether a rule is in force and in season."""
    if (rule.since and today < rule.since) or (rule.until and today > rule.until):
        return False
    return not rule.seasons or any(_in(season, today) for season in rule.seasons)


def _in(season: Season, today: date) -> bool:
    day = today.isoformat()
    if len(season.start) > 5:
        return season.start <= day <= season.end
    if season.start <= season.end:
        return season.start <= day[5:] <= season.end
    return day[5:] >= season.start or day[5:] <= season.end


def _bound(rule: Rule, library: Library, today: date | None) -> Bound:
    number = library.number[rule.subject]
    subject = library.subjects[number]
    stale = rule.severity == "block" and rule.reverify is not None and today is not None and today > rule.reverify
    return Bound(
        rule,
        number,
        subject.title,
        frozenset(c for c in rule.contexts if c in PLACES),
        frozenset(c for c in rule.contexts if c in GOODS),
        frozenset(c for c in rule.contexts if c in OCCASIONS),
        frozenset((*rule.unless, *subject.unless)),
        "avoid" if stale else rule.severity,
        stale,
        subject.form in ("wording", "missing"),
        subject.form == "goods",
        subject.form == "colour",
        tuple(s.ref for s in rule.sources),
    )


def met(
    bounds: Iterable[Bound], seen: Seen, words: Sequence[Sight], product: Product, market: str, hero: int = 0
) -> Iterator[Met]:
    """Yield the rules that a product meets, once for its variants, once for its pictures and once for the rest.

    `words` are the sights of the title and description that are shown, `hero` the index of the picture that leads.
    """
    kinds = _kinds(seen)
    for bound in bounds:
        if not _applies(bound, seen, kinds):
            continue
        sights = [s for s in (*seen.firm, *words) if s.subject == bound.subject and _here(s, bound, kinds, hero)]
        if sights and sights[0].field == "lowest-price" and _prior_prices(product, market):
            continue
        for group in _groups(sights):
            yield Met(bound, group)


def _groups(sights: Sequence[Sight]) -> Iterator[tuple[Sight, ...]]:
    variants = tuple(s for s in sights if s.place == "variant")
    images = tuple(s for s in sights if s.place == "image")
    rest = tuple(s for s in sights if s.place not in ("variant", "image"))
    return (group for group in (variants, images, rest) if group)


def _prior_prices(product: Product, market: str) -> bool:
    """Whether every reduction that the market would see states the lowest price before it."""
    hand = [v.hand_prices.get(market) for v in product.variants]
    return all(h is not None and (h.compare_at is None or h.lowest_30d is not None) for h in hand)


def _kinds(seen: Seen) -> frozenset[str]:
    """Return what the product is: a cup for coffee is no food."""
    return seen.goods - {"food"} if len(seen.goods) > 1 else seen.goods


def _applies(bound: Bound, seen: Seen, kinds: frozenset[str]) -> bool:
    if not bound.unless.isdisjoint(kinds) or not bound.unless.isdisjoint(seen.occasions):
        return False
    if bound.goods and bound.goods.isdisjoint(seen.goods) and bound.goods.isdisjoint(seen.maybe):
        return False
    return not bound.occasions or not bound.occasions.isdisjoint(seen.occasions)


def _here(sight: Sight, bound: Bound, kinds: frozenset[str], hero: int) -> bool:
    if sight.place == "image":
        return "image" in bound.places or (sight.image == hero and "hero-image" in bound.places)
    if sight.field == "description" and (bound.thing or (bound.colour and "beauty" in kinds)):
        return False
    return sight.place in bound.places or (sight.field == "title" and "count" in bound.places)


def severity(bound: Bound, sight: Sight) -> Severity:
    """Return how badly a sight counts: free text is one step softer, unreviewed words are a note."""
    value = bound.severity
    if not sight.firm and not bound.exact:
        value = _SOFTER[value]
    if not sight.reviewed and not bound.rule.named:
        value = "note"
    return value


def finding(product: Product, bound: Bound, sights: Sequence[Sight], also: tuple[str, ...] = ()) -> Finding:
    """Return the open finding of a rule at its first sight."""
    sight = sights[0]
    field = place(product, sight)
    rule = bound.rule
    because = f"{rule.because} (Not read again since {rule.reverify}.)" if bound.stale else rule.because
    return Finding(
        rule=rule.id,
        severity=severity(bound, sight),
        status="open",
        field=field,
        message=_message(bound, sight, field),
        because=because,
        remedy=rule.remedy,
        advice=rule.advice,
        snippet=snippet(sight),
        span=(sight.start, sight.end) if sight.text else None,
        subject=rule.subject,
        evidence=rule.evidence,
        sources=bound.sources,
        also=also,
    )


def place(product: Product, sight: Sight) -> str:
    """Return the field that a finding names: for an option's value, of the first variant that has it."""
    if sight.option < 0:
        return sight.field
    skus = (v.sku for v in product.variants if sight.option < len(v.options) and v.options[sight.option] == sight.value)
    sku = next(skus, "")
    return f"variants[{sku}].options" if sku else sight.field


def _message(bound: Bound, sight: Sight, field: str) -> str:
    if sight.place == "missing":
        return f"{bound.title}"
    word = sight.text[sight.start : sight.end]
    return f"{bound.title} in {field}: {word!r}" if word else f"{bound.title} in {field}"


def snippet(sight: Sight) -> str:
    """Return the words around a sight, on one line, character by character as they stand there."""
    start, end = max(0, sight.start - AROUND), min(len(sight.text), sight.end + AROUND)
    head, tail = "…" if start else "", "…" if end < len(sight.text) else ""
    around = sight.text[start:end]
    return f"{head}{around if around.isprintable() else _SPACES.sub(' ', around)}{tail}"
