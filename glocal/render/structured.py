"""schema.org data of a listing, as search engines read it.

Types and properties follow Google Search Central's pages "Merchant listing (Product, Offer) structured data" and
"Product variant structured data (ProductGroup, Product)" (seen 2026-11-21). A price is the shown one as a bare number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import msgspec
from markupsafe import Markup

from glocal.memo import Memo
from glocal.model.money import Money
from glocal.render.images import source
from glocal.render.richtext import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from glocal.model.listing import Delivery, Listing, ListingReview, ListingVariant

__all__ = ["breadcrumbs", "product_data", "script"]

_UNSAFE = [(character.encode(), f"\\u{ord(character):04x}".encode()) for character in "<>&\u2028\u2029"]
_PROPERTIES = {"color": "color", "size": "size", "material": "material", "style": "pattern"}
_CONDITION = "https://schema.org/NewCondition"
_IN, _OUT = "https://schema.org/InStock", "https://schema.org/OutOfStock"
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]+").fullmatch
_DIGITS = {8: "gtin8", 12: "gtin12", 13: "gtin13", 14: "gtin14"}

_amount: Memo[tuple[int, str], str] = Memo(lambda shown: Money(*shown).amount)
_encode = msgspec.json.Encoder().encode


def script(data: object) -> Markup:
    """Return a JSON-LD script element; nothing in the data can end it.

    >>> script({"name": "</script>"})
    Markup('<script type="application/ld+json">{"name":"\\\\u003c/script\\\\u003e"}</script>')
    """
    text = _encode(data)
    for character, code in _UNSAFE:
        text = text.replace(character, code)
    return Markup(f'<script type="application/ld+json">{text.decode()}</script>')


def encoded(data: object) -> msgspec.Raw:
    """Return data that is put into many pages, written once."""
    return msgspec.Raw(_encode(data))


def product_data(listing: Listing, *, url: str = "", base: str = "", delivery: object = None) -> dict[str, Any]:
    """Return the Product, or the ProductGroup where there are several variants, of a listing.

    `url` is the page's absolute address and `base` the site's, for pictures; without them addresses are left out.
    `delivery` are shipping details made once with `shipping`.
    """
    details = delivery if delivery is not None else shipping(listing.delivery, listing.market, listing.price.currency)
    shared: dict[str, Any] = {"@context": "https://schema.org/", "name": listing.title.value}
    if listing.description.value:
        shared["description"] = plain(listing.description.value) if listing.html else listing.description.value
    if listing.brand:
        shared["brand"] = {"@type": "Brand", "name": listing.brand}
    if listing.category_name.value:
        shared["category"] = listing.category_name.value
    if listing.rating.count:
        shared |= _reviewed(listing)
    pictures = [_absolute(image.src, base) for image in listing.images]
    if usable := [address for address in pictures if address]:
        shared["image"] = usable
    if len(listing.variants) < 2:
        only = listing.variants[0] if listing.variants else None
        return shared | {"@type": "Product"} | (_variant(only, url, details) if only else {"sku": listing.lead})
    return shared | _group(listing, url, pictures, details)


def _group(listing: Listing, url: str, pictures: Sequence[str], details: object) -> dict[str, Any]:
    title, methods = listing.title.value, enumerate(listing.delivery.methods)
    again = [{"@id": _name(i)} for i, method in methods if method.transit is not None]
    named = {c.role: None for v in listing.variants for c in v.choices}
    group = {
        "@type": "ProductGroup",
        "productGroupID": listing.id,
        "variesBy": [f"https://schema.org/{_PROPERTIES[role]}" for role in named if role in _PROPERTIES],
        "hasVariant": [
            _member(v, title, url, pictures, details if i == 0 else again) for i, v in enumerate(listing.variants)
        ],
    }
    return group | ({"url": url} if url else {})


def _member(variant: ListingVariant, title: str, url: str, pictures: Sequence[str], details: object) -> dict[str, Any]:
    words = " / ".join([c.value.value for c in variant.choices])
    member = {"@type": "Product", "name": f"{title} – {words}" if words else title, **_variant(variant, url, details)}
    shown = pictures[variant.image] if variant.image is not None else ""
    if shown or any(pictures):
        member["image"] = shown or next(filter(None, pictures))
    return member


def _variant(variant: ListingVariant, url: str, details: object) -> dict[str, Any]:
    found: dict[str, Any] = {"sku": variant.sku, "offers": _offer(variant, url, details)}
    for choice in variant.choices:
        if choice.role in _PROPERTIES:
            found[_PROPERTIES[choice.role]] = choice.value.value
    size = variant.size
    if size is not None:
        found["size"] = f"{size.system} {size.label}" if size.system else size.label
    if variant.gtin and len(variant.gtin) in _DIGITS:
        found[_DIGITS[len(variant.gtin)]] = variant.gtin
    return found


def _offer(variant: ListingVariant, url: str, details: object) -> dict[str, Any]:
    price, former, sku = variant.price, variant.compare_at, variant.sku
    offer: dict[str, Any] = {
        "@type": "Offer",
        "price": _amount[price.minor, price.currency],
        "priceCurrency": price.currency,
        "availability": _OUT if variant.stock == 0 else _IN,
        "itemCondition": _CONDITION,
    }
    if url:
        offer["url"] = f"{url}?sku={sku if _UNRESERVED(sku) else quote(sku, safe='')}"
    if details:
        offer["shippingDetails"] = details
    if former is not None:
        offer["priceSpecification"] = {
            "@type": "UnitPriceSpecification",
            "priceType": "https://schema.org/StrikethroughPrice",
            "price": _amount[former.minor, former.currency],
            "priceCurrency": former.currency,
        }
    return offer


def shipping(delivery: Delivery, market: str, currency: str) -> list[dict[str, Any]]:
    """Return OfferShippingDetails, one for each method whose days are known: without them Google takes none.

    The first variant of a group tells them; the others name them, as in Google's example of several variants on a page.
    """
    return [
        {
            "@type": "OfferShippingDetails",
            "@id": _name(i),
            "shippingDestination": {"@type": "DefinedRegion", "addressCountry": market},
            "shippingRate": {
                "@type": "MonetaryAmount",
                "value": method.price.amount if method.price else "0",
                "currency": method.price.currency if method.price else currency,
            },
            "deliveryTime": {
                "@type": "ShippingDeliveryTime",
                **({"handlingTime": _days(method.handling)} if method.handling else {}),
                "transitTime": _days(method.transit),
            },
        }
        for i, method in enumerate(delivery.methods)
        if method.transit is not None
    ]


def _name(place: int) -> str:
    return f"#d{place}"  # short: every variant says it


def _days(span: tuple[int, int]) -> dict[str, Any]:
    return {"@type": "QuantitativeValue", "minValue": span[0], "maxValue": span[1], "unitCode": "DAY"}


def _reviewed(listing: Listing) -> dict[str, Any]:
    rating = listing.rating
    found: dict[str, Any] = {
        "aggregateRating": {
            "@type": "AggregateRating",
            "ratingValue": rating.value,
            "reviewCount": rating.count,
            "bestRating": 5,
            "worstRating": 1,
        }
    }
    written = [_review(r) for r in listing.reviews if r.author]
    return found | {"review": written} if written else found


def _review(review: ListingReview) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@type": "Review",
        "reviewRating": {"@type": "Rating", "ratingValue": review.rating, "bestRating": 5, "worstRating": 1},
        "author": {"@type": "Person", "name": review.author},
    }
    if review.iso_date:
        found["datePublished"] = review.iso_date
    if review.text.value:
        found["reviewBody"] = review.text.value
    return found


def _absolute(src: str, base: str) -> str:
    checked = source(src)
    if not checked or checked.startswith("https://"):
        return checked
    return f"{base.rstrip('/')}/{checked}" if base else ""


def breadcrumbs(trail: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Return the BreadcrumbList of names and absolute addresses, the page itself last.

    >>> breadcrumbs([("Home", "https://shop.example/en-us/")])["itemListElement"][0]["position"]
    1
    """
    return {
        "@context": "https://schema.org/",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": i, "name": name, "item": url} for i, (name, url) in enumerate(trail, 1)
        ],
    }


def website(name: str, url: str) -> dict[str, Any]:
    """Return the WebSite of a home page."""
    return {"@context": "https://schema.org/", "@type": "WebSite", "name": name, "url": url}
