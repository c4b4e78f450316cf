"""Remedies that are really applied to a listing in the making. Nothing is lost: the product keeps all."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from glocal.model.listing import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from glocal.model.draft import Draft
    from glocal.model.listing import ListingImage
    from glocal.rules.match import Bound, Met
    from glocal.rules.scan import Sight

__all__ = ["OPT_IN", "Deed", "affected", "apply", "hero", "lead_with"]

HOLDERS = "culture.holders"
_BY_ITSELF = ("lead-with-another-variant", "use-another-picture", "drop-picture")
OPT_IN = ("hide-variant", "reword", "add-label", "withhold")


class Deed(NamedTuple):
    """A remedy that was applied: its id, and a sentence."""

    remedy: str
    done: str


def hero(draft: Draft) -> int:
    """Return the product's index of the picture that leads, -1 where there is none."""
    shown = [image.index for image in draft.images]
    own = next((i for i in draft.product.variants[draft.lead].images if i in shown), None)
    return own if own is not None else (shown[0] if shown else -1)


def affected(draft: Draft, sights: Iterable[Sight]) -> frozenset[int]:
    """Return the variants that have a value that was seen, or none but pictures that were."""
    holders = draft.source.memo.get(HOLDERS) or _holders(draft)
    found: set[int] = set()
    pictures: set[int] = set()
    for sight in sights:
        if sight.place == "variant":
            found |= holders.by_value.get((sight.option, sight.value), frozenset())
        elif sight.place == "image":
            pictures.add(sight.image)
    if pictures:
        found.update(i for i, own in holders.pictured if pictures.issuperset(own))
    return frozenset(found)


class _Holders(NamedTuple):
    """Which variants have a value, and which have pictures of their own: the same in all markets."""

    by_value: dict[tuple[int, str], set[int]]
    pictured: tuple[tuple[int, tuple[int, ...]], ...]


def _holders(draft: Draft) -> _Holders:
    by_value: dict[tuple[int, str], set[int]] = {}
    variants = draft.product.variants
    for i, variant in enumerate(variants):
        for at, value in enumerate(variant.options):
            by_value.setdefault((at, value), set()).add(i)
    pictured = tuple([(i, variant.images) for i, variant in enumerate(variants) if variant.images])
    holders = draft.source.memo[HOLDERS] = _Holders(by_value, pictured)
    return holders


def apply(draft: Draft, found: Met, allowed: frozenset[str], shunned: frozenset[int]) -> Deed | None:
    """Apply the first remedy that is allowed and possible; None where none is.

    `shunned` are the variants that other rules of the market mind too: a new lead is sought outside them first.
    """
    for remedy in _order(found.bound, found.sights):
        if remedy in allowed and (remedy in OPT_IN or found.bound.severity == "avoid"):
            done = _DEEDS[remedy](draft, found, shunned)
            if done:
                return Deed(remedy, done)
    return None


def _order(bound: Bound, sights: Sequence[Sight]) -> tuple[str, ...]:
    first = sights[0]
    return _remedies(bound.rule.remedy, first.place if first.firm else "", "image" in bound.places)


@cache
def _remedies(own: str, place: str, anywhere: bool) -> tuple[str, ...]:
    """Return the remedies for what was seen at a place, '' for free text; `own` is the one that the rule names."""
    if not place:
        return (own,) if own == "reword" else ()
    usual: tuple[str, ...] = ()
    if place == "image":
        usual = ("drop-picture", "use-another-picture") if anywhere else _BY_ITSELF
    elif place == "variant":
        usual = ("lead-with-another-variant", "hide-variant")
    return tuple(dict.fromkeys((*usual, *(r for r in OPT_IN if r == own))))


def _lead(draft: Draft, found: Met, shunned: frozenset[int]) -> str:
    minded = affected(draft, found.sights)
    if not minded:
        return ""
    if draft.lead not in minded:
        return _shown_by_lead(draft, minded, {s.image for s in found.sights if s.place == "image"})
    new = _candidate(draft, minded | shunned)
    if new is None:
        new = _candidate(draft, minded)
    if new is None:
        return ""
    old = draft.product.variants[draft.lead].sku
    lead_with(draft, new, found.bound.rule.because)
    if not draft.product.variants[new].images:
        _away_from(draft, minded, found.bound.rule.because)
    return f"{draft.product.variants[new].sku} leads in place of {old}."


def _shown_by_lead(draft: Draft, minded: frozenset[int], pictures: set[int]) -> str:
    _away_from(draft, minded, "the picture of a variant that is minded does not lead")
    if hero(draft) in pictures:
        return ""
    return f"{draft.product.variants[draft.lead].sku} leads."


def _candidate(draft: Draft, minded: frozenset[int]) -> int | None:
    open_ones = [i for i in range(len(draft.product.variants)) if i not in minded and i not in draft.hidden]
    in_stock = (i for i in open_ones if draft.product.variants[i].stock != 0)
    return next(in_stock, None)


def lead_with(draft: Draft, variant: int, because: str) -> None:
    """Let a variant lead, and its picture."""
    variants = draft.product.variants
    draft.record("culture", "lead", variants[draft.lead].sku, variants[variant].sku, because)
    draft.lead = variant
    shown = [image.index for image in draft.images]
    own = next((i for i in variants[variant].images if i in shown), None)
    if own is not None and shown[0] != own:
        _arrange(draft, lambda image: image.index != own, because)


def _away_from(draft: Draft, minded: frozenset[int], because: str) -> None:
    """Where the first picture shows only variants that are minded, let one lead that does not."""
    pictures = draft.product.images
    skus = {draft.product.variants[i].sku for i in minded}
    own = {i for v in minded for i in draft.product.variants[v].images}
    others = {i for n, v in enumerate(draft.product.variants) if n not in minded for i in v.images}
    bad = {
        i
        for i, picture in enumerate(pictures)
        if (picture.variants and set(picture.variants) <= skus) or i in own - others
    }
    if draft.images and draft.images[0].index in bad and any(image.index not in bad for image in draft.images):
        _arrange(draft, lambda image: image.index in bad, because)


def _arrange(draft: Draft, later: Callable[[ListingImage], bool], because: str) -> None:
    """Put the pictures for which `later` is true behind the others; each part keeps its order."""
    before = draft.images
    draft.images = sorted(before, key=later)
    if draft.changes is not None:
        draft.record("culture", "images", _listed(before), _listed(draft.images), because)


def _listed(images: Iterable[ListingImage]) -> str:
    return ", ".join([image.src for image in images])


def _another_picture(draft: Draft, found: Met, shunned: frozenset[int]) -> str:
    bad = {s.image for s in found.sights}
    if hero(draft) not in bad:
        return f"{_src(draft, hero(draft))} leads."
    own = [i for i in draft.product.variants[draft.lead].images if i in {x.index for x in draft.images}]
    if any(i in bad for i in own):
        return ""
    if all(image.index in bad for image in draft.images):
        return ""
    _arrange(draft, lambda image: image.index in bad, found.bound.rule.because)
    return f"{draft.images[0].src} leads."


def _drop_picture(draft: Draft, found: Met, shunned: frozenset[int]) -> str:
    bad = {s.image for s in found.sights}
    kept = [image for image in draft.images if image.index not in bad]
    dropped = [image.src for image in draft.images if image.index in bad]
    if not kept:
        return ""
    draft.record(
        "culture",
        "images",
        ", ".join(i.src for i in draft.images),
        ", ".join(i.src for i in kept),
        found.bound.rule.because,
    )
    draft.images = kept
    return f"{', '.join(dropped)} is left out."


def _src(draft: Draft, index: int) -> str:
    return next((image.src for image in draft.images if image.index == index), "no picture")


def _hide(draft: Draft, found: Met, shunned: frozenset[int]) -> str:
    minded = affected(draft, found.sights)
    left = [i for i in range(len(draft.product.variants)) if i not in minded and i not in draft.hidden]
    if not minded or not left:
        return ""
    skus = ", ".join(draft.product.variants[i].sku for i in sorted(minded))
    if draft.lead in minded:
        lead_with(draft, _candidate(draft, minded) or left[0], found.bound.rule.because)
    draft.hidden |= minded
    draft.record("culture", "hidden", "", skus, found.bound.rule.because)
    return f"{skus} is not shown."


def _reword(draft: Draft, found: Met, shunned: frozenset[int]) -> str:
    field = found.sights[0].field
    if field not in ("title", "description"):
        return ""
    text: Text = getattr(draft, field)
    word = found.sights[0].text[found.sights[0].start : found.sights[0].end]
    table = found.bound.rule.substitutes.get(text.language.split("-")[0], {})
    new = next((new for old, new in table.items() if old.casefold() == word.casefold()), None)
    if new is None or word not in text.value:
        return ""
    changed = msgspec.structs.replace(text, value=text.value.replace(word, new))
    draft.record("culture", field, text.value, changed.value, found.bound.rule.because)
    setattr(draft, field, changed)
    return f"{word!r} reads {new!r}."


def _add_label(draft: Draft, found: Met, shunned: frozenset[int]) -> str:
    labels = found.bound.rule.label
    language = draft.title.language.split("-")[0]
    chosen = language if language in labels else next(iter(labels), "")
    if not chosen:
        return ""
    draft.record("culture", "labels", "", labels[chosen], found.bound.rule.because)
    draft.labels = (*draft.labels, Text(labels[chosen], chosen))
    return f"The page says: {labels[chosen]}"


def _withhold(draft: Draft, found: Met, shunned: frozenset[int]) -> str:
    draft.record("culture", "withheld", "false", "true", found.bound.rule.because)
    draft.withheld = True
    return "The product is not offered here."


_DEEDS: dict[str, Callable[[Draft, Met, frozenset[int]], str]] = {
    "lead-with-another-variant": _lead,
    "use-another-picture": _another_picture,
    "drop-picture": _drop_picture,
    "hide-variant": _hide,
    "reword": _reword,
    "add-label": _add_label,
    "withhold": _withhold,
}
