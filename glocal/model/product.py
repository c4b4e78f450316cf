"""What the merchant sells, as they wrote it. Nothing here knows of a market."""

import datetime as dt
from decimal import Decimal
from typing import Literal

import msgspec

from glocal.model.money import Money

__all__ = [
    "MAX_IMAGES",
    "MAX_TEXT",
    "MAX_TITLE",
    "MAX_VARIANTS",
    "Category",
    "HandPrice",
    "Image",
    "Option",
    "Product",
    "Quantity",
    "Review",
    "Role",
    "Variant",
]

MAX_TITLE = 1_000
"""Characters of an id, slug, title, name, option value, tag, attribute."""
MAX_TEXT = 100_000
"""Characters of a description or a review."""
MAX_VARIANTS = 2_000
"""Variants of one product."""
MAX_IMAGES = 250
"""Pictures of one product."""

Role = Literal["color", "size", "material", "style", "count", "other"]
"""What an option is about, recognised from its name in every shipped language."""


class Quantity(msgspec.Struct, frozen=True, gc=False):
    """A measured amount as the merchant stated it: `38.0 cm` keeps its precision."""

    value: Decimal
    """Finite, with the digits as written: they say how exact it is."""
    unit: str
    """CLDR unit identifier: centimeter, inch, kilogram, milliliter ..."""


class Image(msgspec.Struct, frozen=True, kw_only=True):
    """A picture of a product."""

    src: str
    """Path below the shop's folder, or an https address."""
    alt: str = ""
    """What it shows, in the catalogue's language; plain text."""
    tags: tuple[str, ...] = ()
    """What can be seen on it, in English: 'black cat', 'purple'. Rules read these."""
    variants: tuple[str, ...] = ()
    """SKUs that it shows; empty: the product as a whole."""
    width: int = 0
    """Pixels, 0 where unknown."""
    height: int = 0
    """Pixels, 0 where unknown."""


class Option(msgspec.Struct, frozen=True, kw_only=True):
    """A thing that a shopper chooses: its name and its values in the catalogue's order."""

    name: str
    """As the merchant wrote it."""
    role: Role = "other"
    """What it is about."""
    values: tuple[str, ...] = ()
    """Distinct, in order of first use."""


class HandPrice(msgspec.Struct, frozen=True, kw_only=True):
    """A price that the merchant set by hand for a market. It wins over any computed one."""

    price: Money
    compare_at: Money | None = None
    """Former price; same currency, above `price`."""
    lowest_30d: Money | None = None
    """Lowest price of the 30 days before the reduction: what EU law shows it against."""


class Variant(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that can be bought."""

    sku: str
    """Unique in the catalogue."""
    price: Money
    """In the shop's source currency, never negative."""
    compare_at: Money | None = None
    """Former or list price; same currency."""
    lowest_30d: Money | None = None
    """Lowest price of the 30 days before the reduction, same currency; EU law shows a reduction against it."""
    options: tuple[str, ...] = ()
    """One value for each of the product's options, in that order."""
    stock: int | None = None
    """Pieces left; None where the shop does not count."""
    size: str = ""
    """The size label as written, '' where it has none."""
    size_system: str = ""
    """The system the label is in where the row says so; '' means the category's."""
    measures: tuple[tuple[str, Quantity], ...] = ()
    """Named measures of this variant: ('chest', 96 cm)."""
    images: tuple[int, ...] = ()
    """Indexes into the product's images that show this variant, best first."""
    gtin: str = ""
    """EAN, UPC or ISBN digits."""
    hand_prices: dict[str, HandPrice] = {}
    """Territory -> price set by hand."""


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """What a buyer wrote."""

    rating: int
    """1 to 5."""
    text: str = ""
    """Plain text."""
    language: str = ""
    """BCP 47 tag, '' where unknown."""
    country: str = ""
    """ISO 3166 territory of the buyer, '' where unknown."""
    author: str = ""
    date: dt.date | None = None
    verified: bool = False
    """Whether the shop knows that they bought it."""
    sku: str = ""
    """The variant, where the review says so."""


class Product(msgspec.Struct, frozen=True, kw_only=True):
    """One product with all its variants."""

    id: str
    """Unique in the catalogue."""
    slug: str
    """Last part of the page's address: lower-case letters, digits and hyphens of any script."""
    title: str
    """Plain text."""
    language: str
    """BCP 47 tag of the texts below."""
    description: str = ""
    """Plain text, or HTML where `html` says so."""
    html: bool = False
    """Whether `description`, here and in `texts`, is HTML."""
    texts: dict[str, dict[str, str]] = {}
    """The catalogue's own translations: language -> field ('title', 'description') -> text."""
    brand: str = ""
    category: str = ""
    """A key of the shop's [category.*] tables, or the merchant's own path 'Clothing > Dresses'."""
    attributes: tuple[tuple[str, str], ...] = ()
    """Name and value as written: ('Material', 'linen')."""
    options: tuple[Option, ...] = ()
    """What a shopper chooses, in order."""
    images: tuple[Image, ...] = ()
    """In the merchant's order; the first leads."""
    tags: tuple[str, ...] = ()
    origin: str = ""
    """ISO 3166 territory where it was made."""
    hs_code: str = ""
    """Harmonised System digits for customs."""
    measures: tuple[tuple[str, Quantity], ...] = ()
    """Named measures of the product: ('weight', 350 g), ('width', 30 cm)."""
    variants: tuple[Variant, ...] = ()
    """At least one."""
    reviews: tuple[Review, ...] = ()
    """In the file's order."""
    manufacturer: str = ""
    """Name and postal or electronic address (EU, regulation 2023/988 article 19)."""
    responsible_person: str = ""
    """Name and address in the EU (the same article), where the manufacturer is outside it."""


class Category(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A `[category.NAME]` table of shop.toml: what glocal must know about a kind of goods."""

    title: str = ""
    """Shown name in the source language; NAME where empty."""
    match: tuple[str, ...] = ()
    """Category texts of the catalogue that mean this one, compared without case."""
    garment: str = ""
    """A garment of glocal.sizes; '' where sizes are not converted."""
    audience: str = ""
    """women, men, kids, baby, unisex; '' where it does not apply."""
    size_system: str = ""
    """The system of the catalogue's size labels."""
    usage: str = ""
    """A usage of glocal.units for its measures; '' is the default one."""
    usages: dict[str, str] = {}
    """Measure name -> usage, above `usage`: {screen = "screen"}."""
    tax_class: str = "standard"
    """A tax class of the markets: standard, reduced, food, books ..."""
    endings: Literal["market", "round", "none"] = "market"
    """How computed prices end: as people there are used to, in round numbers (luxury), or as they come."""
    gift: bool = False
    """Whether it is mostly bought as a gift; cultural rules about gifts then apply."""
    goods: str = ""
    """What it is to cultural rules: apparel, footwear, food, home, flowers, toys, electronics, jewellery, beauty ..."""
