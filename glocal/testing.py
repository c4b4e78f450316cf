"""Values for your own tests: products, markets and listings with sensible defaults, each field replaceable.

    from glocal.testing import listing, product
    page = pages.product(listing(title="Linen dress", price=price("€ 49.90", 4990, "EUR")))

and an assertion for the listings of a real shop:

    assert_clean(shop.localize("linen-dress", market="BR"))

Every builder takes the fields of the noun by name; what is left out gets a small, valid value. Where a noun wants a
`Text`, a plain `str` will do: it is taken to be in the listing's language.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from glocal.model.listing import (
    Choice,
    Delivery,
    DeliveryMethod,
    Fact,
    Listing,
    ListingImage,
    ListingReview,
    ListingVariant,
    PaymentMethod,
    Price,
    Rating,
    Severity,
    Text,
    Trade,
)
from glocal.model.market import Market
from glocal.model.money import Money
from glocal.model.product import Image, Option, Product, Variant

__all__ = [
    "assert_clean",
    "delivery",
    "fact",
    "image",
    "listing",
    "listing_variant",
    "market",
    "price",
    "product",
    "rating",
    "review",
]

_DAY = date(2026, 11, 21)
_SEVERITIES: tuple[Severity, ...] = ("note", "avoid", "block")


def assert_clean(listing: Listing, *, fail_on: Severity = "avoid") -> None:
    """Fail where a listing has an open finding of this severity or a graver one; say each and why people mind.

    >>> assert_clean(listing())
    """
    grave = _SEVERITIES[_SEVERITIES.index(fail_on) :]
    found = [f for f in listing.findings if f.status == "open" and f.severity in grave]
    lines = "".join(f"\n  {f.rule} ({f.severity}) in {f.field}: {f.message}" for f in found)
    if found:
        raise AssertionError(f"{listing.id} in {listing.market}, {listing.language}:{lines}")


def price(text: str = "€49.90", minor: int = 4990, currency: str = "EUR") -> Price:
    """Return a shown price: its text, minor units and ISO 4217 code.

    >>> price().amount
    '49.90'
    """
    return Price(text, minor, currency)


def image(src: str = "images/dress.jpg", alt: str = "A dress", **fields: Any) -> ListingImage:
    """Return a picture, 800 by 800 pixels."""
    values: dict[str, Any] = {"width": 800, "height": 800, "index": 0, "language": "en"} | fields
    return ListingImage(src, Text(alt, values["language"]), values["width"], values["height"], values["index"])


def fact(name: str, value: str, language: str = "en", original: str = "") -> Fact:
    """Return a name and a value of a list.

    >>> fact("Material", "Linen").value.value
    'Linen'
    """
    return Fact(name.lower(), Text(name, language), Text(value, language), original)


def listing_variant(sku: str = "DRESS-M", language: str = "en", **fields: Any) -> ListingVariant:
    """Return a variant of a listing; `choices` may be a mapping of role to value."""
    choices = fields.pop("choices", {"size": "M"})
    if isinstance(choices, dict):
        choices = tuple(_choice(role, value, language) for role, value in choices.items())
    values: dict[str, Any] = {
        "price": price(),
        "compare_at": None,
        "size": None,
        "measures": (),
        "stock": None,
        "image": None,
    }
    return ListingVariant(sku=sku, choices=choices, **(values | fields))


def _choice(role: str, value: str, language: str) -> Choice:
    return Choice(value, role, Text(role.capitalize(), language), Text(value, language))


def delivery(language: str = "en", **fields: Any) -> Delivery:
    """Return one standard method, free of charge, without duty."""
    method = DeliveryMethod(
        id="standard",
        name=Text("Standard delivery", language),
        price=None,
        earliest=_DAY,
        latest=_DAY,
        dates=Text("24–27 Nov", language),
        duration=Text("3–6 working days", language),
    )
    values: dict[str, Any] = {"methods": (method,), "duty": Text("", language), "duty_paid_by": ""}
    return Delivery(**(values | fields))


def rating(count: int = 0, value: str = "4.6", **fields: Any) -> Rating:
    """Return an average of some reviews; none where `count` is 0.

    >>> rating().average, rating(12).label
    ('', '12 reviews')
    """
    if not count:
        return Rating(0, "", "", "", ())
    values = {"average": value, "label": f"{count} reviews", "value": value, "countries": ()} | fields
    return Rating(count=count, **values)


def review(text: str = "Fits well.", stars: int = 5, language: str = "en", **fields: Any) -> ListingReview:
    """Return a review from the shopper's own country."""
    values: dict[str, Any] = {
        "author": "Ana",
        "country": "",
        "country_name": "",
        "date": "",
        "iso_date": "",
        "verified": False,
        "origin": "local",
    }
    return ListingReview(rating=stars, text=Text(text, language), **(values | fields))


def listing(**fields: Any) -> Listing:
    """Return a listing; its price is the lead variant's unless given.

    >>> listing(title="Linen dress", language="de", market="DE").title
    Text(value='Linen dress', language='de')
    """
    language = fields.get("language", "en")
    variants = fields.get("variants") or (listing_variant(language=language),)
    images = fields.get("images", (image(language=language),))
    lead = next((v for v in variants if v.sku == fields.get("lead")), variants[0])
    values = _listing_values(language) | {
        "variants": variants,
        "images": images,
        "image": images[lead.image or 0] if images else None,
        "lead": lead.sku,
        "price": lead.price,
        "compare_at": lead.compare_at,
        "size": lead.size,
    }
    return Listing(**(values | {name: _text(name, value, language) for name, value in fields.items()}))


def _text(name: str, value: Any, language: str) -> Any:
    return (
        Text(value, language) if name in ("title", "description", "category_name") and isinstance(value, str) else value
    )


def _listing_values(language: str) -> dict[str, Any]:
    return {
        "id": "dress",
        "slug": "dress",
        "market": "US",
        "language": language,
        "direction": "ltr",
        "title": Text("Dress", language),
        "description": Text("A light dress.", language),
        "html": False,
        "brand": "Bazaar",
        "category": "dresses",
        "category_name": Text("Dresses", language),
        "discount": "",
        "price_note": "",
        "unit_price": "",
        "reduction_note": "",
        "attributes": (),
        "measures": (),
        "size_chart": None,
        "rating": rating(),
        "reviews": (),
        "delivery": delivery(language),
        "payment": (PaymentMethod("visa", Text("Visa", ""), "card"),),
        "trade": Trade(),
        "labels": (),
        "findings": (),
    }


def market(code: str = "US", **fields: Any) -> Market:
    """Return a bare market: a territory, its languages and its currency.

    >>> market("BR", languages=("pt-BR",), currency="BRL").currency
    'BRL'
    """
    return Market(code=code, **({"languages": ("en",), "currency": "USD"} | fields))


def product(id: str = "dress", **fields: Any) -> Product:  # noqa: A002 - the noun's own field
    """Return a product with one size option, two variants and one picture.

    >>> [v.sku for v in product().variants]
    ['dress-S', 'dress-M']
    """
    values: dict[str, Any] = {
        "slug": id,
        "title": "Dress",
        "language": "en",
        "description": "A light dress.",
        "options": (Option(name="Size", role="size", values=("S", "M")),),
        "images": (Image(src="images/dress.jpg", alt="A dress", width=800, height=800),),
        "variants": tuple(
            Variant(sku=f"{id}-{size}", price=Money(4990, "EUR"), options=(size,), size=size) for size in ("S", "M")
        ),
    }
    return Product(id=id, **(values | fields))
