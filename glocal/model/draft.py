"""What a layer is: bound to a market once, then a step for each product.

    Layer = Callable[[Context], Step]      resolve, compile and cache here
    Step  = Callable[[Draft], None]        fast, pure, no look-up that binding could have done

A layer binds with `Context.trace` to a recording step: it calls `draft.record(...)` for what it changes. Without
trace it returns a bare step that does the same work and records nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from glocal.model.listing import (
    Change,
    Choice,
    Delivery,
    Fact,
    Finding,
    Listing,
    ListingImage,
    ListingReview,
    ListingVariant,
    PaymentMethod,
    Price,
    Rating,
    Size,
    SizeChart,
    Text,
    Trade,
)

if TYPE_CHECKING:
    from datetime import date

    from glocal.atlas import Atlas
    from glocal.model.market import Market
    from glocal.model.product import Category, Product
    from glocal.rates import Rates
    from glocal.texts import Texts

__all__ = ["Context", "Draft", "Layer", "Policies", "Source", "Step"]


class Policies(msgspec.Struct, frozen=True, kw_only=True):
    """What the shop decides; every one has the careful default."""

    tax: Literal["same-gross", "same-net"] = "same-gross"
    """One shelf price everywhere, or the market's tax on top of the net price."""
    source_tax_percent: str = "0"
    """Tax contained in the catalogue's prices, in percent; used by same-net."""
    max_drift_percent: str = "15"
    """A hand-set price further than that share from the converted one is a finding; '' for never."""
    charm: bool = True
    """Whether prices that were not set by hand get the market's endings."""
    adjust: Mapping[str, str] = msgspec.field(default_factory=dict)
    """Market, category, or 'MARKET.category' -> percent added to converted prices: {"BR": "5"}."""
    max_rate_age_days: int = 10
    """Older rates are stale."""
    stale: Literal["error", "source-currency"] = "error"
    """What a stale rate does."""
    size_convention: str = ""
    """A named convention of glocal.sizes, '' for the market's."""
    handling_days: tuple[int, int] = (1, 2)
    """Working days until the parcel leaves, fewest and most."""
    ships_from: str = ""
    """ISO 3166 territory; '' where the shop does not say."""
    duty_paid_by: Literal["", "seller", "buyer"] = ""
    """Who pays duty and import tax on parcels from abroad; '' is the market's usual way."""
    free_shipping_from: str = ""
    """Amount in the source currency from which delivery is free; '' for never."""
    shipping: Mapping[str, str] = msgspec.field(default_factory=dict)
    """Delivery method id -> price in the source currency, '' for free. A method that is not named costs what `standard`
    costs, `express` that is not named is not offered; with nothing named all is free."""
    reviews_shown: int = 8
    """Reviews on a page; all are counted."""
    remedies: frozenset[str] = frozenset({"lead-with-another-variant", "use-another-picture", "drop-picture"})
    """Remedies that may act by themselves."""
    favours: bool = False
    """Whether what people like is used (lucky endings, auspicious colour first)."""
    silence: frozenset[str] = frozenset()
    """Full ids of rules that the shop has switched off."""
    fallback: tuple[str, ...] = ()
    """The shop's own chain of languages after a language's parents."""
    digits: Literal["latn", "native"] = "latn"
    """Which digits prices and dates are written in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """All that a layer may know when it binds."""

    market: Market
    language: str
    """BCP 47 tag of the listing."""
    source_language: str
    """BCP 47 tag of the catalogue."""
    source_currency: str
    atlas: Atlas
    rates: Rates
    texts: Texts
    today: date
    policies: Policies
    categories: Mapping[str, Category]
    """The shop's [category.*] tables by key."""
    trace: bool = False

    def written(self, language: str = "") -> str:
        """Return a language with the shop's digits, as glocal.formats and glocal.units read it: 'ar-SA-u-nu-latn'."""
        return f"{language or self.language}-u-nu-{self.policies.digits}"


class Source:
    """One product, shared by all markets, and what has been found out about it that does not depend on a market.

    `memo` is for layers: key -> value, the key a tuple that begins with the layer's name.
    """

    __slots__ = ("category", "memo", "product")

    def __init__(self, product: Product, category: str) -> None:
        self.product = product
        self.category = category
        self.memo: dict[Any, Any] = {}


class Draft:
    """The listing in the making: one attribute for each field, and columns that run along `product.variants`."""

    title: Text
    description: Text
    category_name: Text
    rating: Rating
    delivery: Delivery
    choices: list[tuple[Choice, ...]]
    prices: list[Price]
    compare_at: list[Price | None]
    images: list[ListingImage]

    lead: int = 0
    """Index of the variant that leads; the language layer sets it to the first in stock."""
    hidden: frozenset[int] = frozenset()
    """Indexes of variants that are not shown."""
    discount: str = ""
    price_note: str = ""
    unit_price: str = ""
    reduction_note: str = ""
    sizes: list[Size | None] | None = None
    """None: no variant has a size."""
    size_chart: SizeChart | None = None
    variant_measures: list[tuple[Fact, ...]] | None = None
    measures: tuple[Fact, ...] = ()
    attributes: tuple[Fact, ...] = ()
    reviews: tuple[ListingReview, ...] = ()
    payment: tuple[PaymentMethod, ...] = ()
    trade: Trade = Trade()
    labels: tuple[Text, ...] = ()
    withheld: bool = False

    def __init__(self, source: Source, changes: list[Change] | None = None) -> None:
        self.source = source
        self.product = source.product
        self.changes = changes
        self.findings: list[Finding] = []

    def record(self, layer: str, field: str, before: object, after: object, because: str) -> None:
        """Note a change; only recording steps call this."""
        if self.changes is not None:
            self.changes.append(Change(layer, field, str(before), str(after), because))

    def freeze(self, context: FrozenParts) -> Listing:
        """Return the listing; the lead's price, size and picture become its own."""
        product, lead = self.product, self.lead
        variants = product.variants
        count = len(variants)
        sizes = self.sizes or [None] * count
        measures = self.variant_measures or [()] * count
        places = {image.index: i for i, image in enumerate(self.images)}
        pictures = [_first(v.images, places) for v in variants] if places else [None] * count
        shown = [
            ListingVariant(v.sku, choices, price, former, size, facts, v.stock, image, v.gtin)
            for v, choices, price, former, size, facts, image in zip(
                variants, self.choices, self.prices, self.compare_at, sizes, measures, pictures, strict=True
            )
        ]
        if self.hidden:
            shown = [v for i, v in enumerate(shown) if i not in self.hidden]
        picture = pictures[lead]
        if picture is None and self.images:
            picture = 0
        return Listing(
            id=product.id,
            slug=product.slug,
            market=context.market,
            language=context.language,
            direction=context.direction,
            title=self.title,
            description=self.description,
            html=product.html,
            brand=product.brand,
            category=self.source.category,
            category_name=self.category_name,
            lead=variants[lead].sku,
            price=self.prices[lead],
            compare_at=self.compare_at[lead],
            discount=self.discount,
            price_note=self.price_note,
            unit_price=self.unit_price,
            reduction_note=self.reduction_note,
            size=sizes[lead],
            image=None if picture is None else self.images[picture],
            images=tuple(self.images),
            variants=tuple(shown),
            attributes=self.attributes,
            measures=self.measures,
            size_chart=self.size_chart,
            rating=self.rating,
            reviews=self.reviews,
            delivery=self.delivery,
            payment=self.payment,
            trade=self.trade,
            labels=self.labels,
            findings=tuple(self.findings),
            withheld=self.withheld,
        )


class FrozenParts(msgspec.Struct, frozen=True):
    """What every listing of a bound market has in common."""

    market: str
    language: str
    direction: Literal["ltr", "rtl"]


def _first(indexes: tuple[int, ...], places: Mapping[int, int]) -> int | None:
    for index in indexes:
        if index in places:
            return places[index]
    return None


Step = Callable[[Draft], None]
"""One layer's work on one product."""

Layer = Callable[[Context], Step]
"""Binds to a market once and returns the step. Any function of this type is a layer; there is no registry."""
