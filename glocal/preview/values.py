"""What a page shows, value by value: each with the name of its field, so that it can be pointed at and asked about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from glocal.preview.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glocal.model.listing import Finding, Listing, ListingVariant, Text

__all__ = ["Target", "Value", "difference", "is_field", "plain", "targets", "values"]

_TAG = re.compile(r"<[^<>]*>")
_FIELD = re.compile(r"[a-z_]{1,30}(?:\[[^\[\]\x00-\x1f]{1,200}\])?(?:\.[a-z_]{1,30})?")
_INDEX = re.compile(r"images\[(\d+)\]")
_SKU = re.compile(r"variants\[([^\[\]]+)\]")


class Value(NamedTuple):
    """One value of a page."""

    field: str
    """As layers name it: 'title', 'variants[SKU].price', 'delivery[standard]'."""
    label: str
    """What it is, for the merchant."""
    text: str
    """As shown, plain."""
    group: str
    """Text, Price, Size, Measure, Picture, Delivery, Payment, Review."""
    language: str = ""
    """The language it is really in; '' where it has none."""


class Target(NamedTuple):
    """Where on a page something is: by text, by picture or by SKU."""

    kind: str
    value: str


class Difference(NamedTuple):
    """A value in two editions."""

    label: str
    field: str
    here: str
    there: str

    @property
    def same(self) -> bool:
        """Whether both read alike."""
        return self.here == self.there


def is_field(name: str) -> bool:
    """Tell whether a text has the shape of a field's name.

    >>> is_field("variants[A-1].price"), is_field("../etc")
    (True, False)
    """
    return bool(_FIELD.fullmatch(name))


def plain(text: str) -> str:
    """Return a text without tags, white space folded.

    >>> plain("<p>Soft &amp; warm</p><p>Red</p>")
    'Soft & warm Red'
    """
    import html

    return " ".join(html.unescape(_TAG.sub(" ", text)).split())


def values(listing: Listing) -> list[Value]:
    """Return all values of a listing, in the order of the page."""
    found = [*_words(listing), *_prices(listing), *_variants(listing), *_facts(listing), *_pictures(listing)]
    return [value for value in (*found, *_service(listing)) if value.text]


def _words(listing: Listing) -> Iterator[Value]:
    yield _text("title", say("Title"), listing.title)
    yield _text("description", say("Description"), listing.description)
    yield _text("category", say("Category"), listing.category_name)
    for text in listing.labels:
        yield _text("labels", say("Notice"), text)


def _text(field: str, label: str, text: Text, group: str = "Text") -> Value:
    return Value(field, label, plain(text.value), group, text.language)


def _prices(listing: Listing) -> Iterator[Value]:
    yield Value("price", say("Price"), listing.price.text, "Price")
    if listing.compare_at:
        yield Value("compare_at", say("Former price"), listing.compare_at.text, "Price")
    yield Value("discount", say("Reduction"), listing.discount, "Price")
    yield Value("price_note", say("About tax"), listing.price_note, "Price")
    yield Value("unit_price", say("Unit price"), listing.unit_price, "Price")
    yield Value("reduction_note", say("About the reduction"), listing.reduction_note, "Price")


def _variants(listing: Listing) -> Iterator[Value]:
    for variant in listing.variants:
        name = _name(variant)
        if variant.size:
            yield Value(
                f"variants[{variant.sku}].size", say("Size of {variant}", variant=name), str(variant.size), "Size"
            )
        if variant.price != listing.price:
            yield Value(
                f"variants[{variant.sku}].price", say("Price of {variant}", variant=name), variant.price.text, "Price"
            )
        if variant.compare_at and variant.compare_at != listing.compare_at:
            field = f"variants[{variant.sku}].compare_at"
            yield Value(field, say("Former price of {variant}", variant=name), variant.compare_at.text, "Price")


def _name(variant: ListingVariant) -> str:
    return " · ".join(str(choice.value) for choice in variant.choices) or variant.sku


def _facts(listing: Listing) -> Iterator[Value]:
    for fact in listing.attributes:
        yield Value(f"attributes[{fact.key}]", str(fact.name), str(fact.value), "Text", fact.value.language)
    for fact in listing.measures:
        yield Value(f"measures[{fact.key}]", str(fact.name), str(fact.value), "Measure")
    yield Value("trade.origin", say("Country of origin"), listing.trade.origin, "Text")


def _pictures(listing: Listing) -> Iterator[Value]:
    for image in listing.images:
        label = say("Leading picture") if image == listing.image else say("Picture {number}", number=image.index + 1)
        yield Value("images", label, image.src, "Picture")
        told = say("{picture}, told to who cannot see it", picture=label)
        yield Value(f"images[{image.index}].alt", told, image.alt.value, "Picture", image.alt.language)


def _service(listing: Listing) -> Iterator[Value]:
    for method in listing.delivery.methods:
        yield Value(
            f"delivery[{method.id}]", say("Delivery: {method}", method=method.name), str(method.dates), "Delivery"
        )
        cost = method.price.text if method.price else say("free")
        yield Value(f"delivery[{method.id}].price", say("Cost: {method}", method=method.name), cost, "Delivery")
    yield Value("delivery.duty", say("Duty"), str(listing.delivery.duty), "Delivery", listing.delivery.duty.language)
    yield Value("payment", say("Payment"), ", ".join(str(p.name) for p in listing.payment), "Payment")
    if listing.rating.count:
        yield Value("reviews", say("Reviews"), f"{listing.rating.average} ({listing.rating.label})", "Review")


def difference(here: Listing, there: Listing) -> list[Difference]:
    """Return what two listings of one product show, side by side; what stands in one only is '' in the other."""
    first, second = ({(v.field, v.label if v.field == "images" else ""): v for v in values(x)} for x in (here, there))
    rows = []
    for key in dict.fromkeys((*first, *second)):
        one, other = first.get(key), second.get(key)
        label = (one or other).label  # type: ignore[union-attr]
        rows.append(Difference(label, key[0], one.text if one else "", other.text if other else ""))
    return rows


def targets(listing: Listing, finding: Finding) -> list[Target]:
    """Return where on the page a finding belongs, best first."""
    field = finding.field
    if sku := _SKU.match(field):
        return [Target("sku", sku[1])]
    if index := _INDEX.match(field):
        return [Target("src", image.src) for image in listing.images if image.index == int(index[1])]
    texts = {value.field: value.text for value in values(listing)}
    return [Target("text", texts[field])] if field in texts else []
