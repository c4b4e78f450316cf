"""What a shopper chooses: variants put together by everything but their size, and their measures as one table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from glocal.model.listing import Text

if TYPE_CHECKING:
    from glocal.model.listing import Choice, Fact, Listing, ListingVariant

__all__ = ["Group", "MeasureRow", "groups", "measured"]

NOTHING = Text("", "")


class Group(NamedTuple):
    """Variants that differ in their size only."""

    choices: tuple[Choice, ...]
    """What they share: their colour; empty where the product has no other option."""
    image: int | None
    """Index of the picture that shows them."""
    sized: bool
    """Whether their own labels are sizes."""
    label: Text
    """What their labels are about: 'Size', 'Material'."""
    variants: list[ListingVariant]


class MeasureRow(NamedTuple):
    """The measures of one size."""

    label: str
    language: str
    """Of the label; '' for a size."""
    facts: tuple[Fact, ...]


def groups(listing: Listing) -> list[Group]:
    """Put a listing's variants together by all their choices but the size, in order of first appearance."""
    found: dict[tuple[str, ...], Group] = {}
    for variant in listing.variants:
        shared = tuple([choice for choice in variant.choices if choice.role != "size"])
        key = tuple([choice.key for choice in shared])
        group = found.get(key)
        if group is None:
            group = found[key] = _opened(variant, shared)
        group.variants.append(variant)
    return _unsplit(list(found.values()))


def _opened(variant: ListingVariant, shared: tuple[Choice, ...]) -> Group:
    size = next((choice.name for choice in variant.choices if choice.role == "size"), None)
    sized = size is not None or variant.size is not None
    return Group(shared, variant.image, sized, size or NOTHING, [])


def _unsplit(found: list[Group]) -> list[Group]:
    """One list of chips rather than many groups of one, where nothing has a size."""
    if len(found) < 2 or any(group.sized for group in found):
        return found
    names = [choice.name for choice in found[0].choices]
    named = Text(" · ".join([name.value for name in names]), names[0].language) if names else NOTHING
    return [Group((), None, False, named, [variant for group in found for variant in group.variants])]


def label(variant: ListingVariant) -> str:
    """Return what tells a variant from its neighbours in a group: its size, else all its choices."""
    if variant.size is not None:
        return variant.size.label
    sizes = [choice.value.value for choice in variant.choices if choice.role == "size"]
    return sizes[0] if sizes else " · ".join([choice.value.value for choice in variant.choices])


def _language(variant: ListingVariant) -> str:
    return variant.choices[0].value.language if variant.size is None and variant.choices else ""


def measured(listing: Listing) -> tuple[list[MeasureRow], list[Text]]:
    """Return one row for each size and its measures, and the names of the columns; both empty without measures."""
    rows: dict[tuple[str, ...], MeasureRow] = {}
    for variant in listing.variants:
        if variant.measures:
            key = (label(variant), *[fact.value.value for fact in variant.measures])
            if key not in rows:
                rows[key] = MeasureRow(key[0], _language(variant), variant.measures)
    heads = next(iter(rows.values())).facts if rows else ()
    return [row for row in rows.values() if len(row.facts) == len(heads)], [fact.name for fact in heads]
