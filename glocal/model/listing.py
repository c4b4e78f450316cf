"""The product as one market sees it, in one language: frozen values, plain and unescaped."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from glocal.model.money import Money

__all__ = [
    "Change",
    "Choice",
    "Delivery",
    "DeliveryMethod",
    "Fact",
    "Finding",
    "Listing",
    "ListingImage",
    "ListingReview",
    "ListingVariant",
    "PaymentMethod",
    "Price",
    "Rating",
    "Severity",
    "Size",
    "SizeChart",
    "Status",
    "Text",
    "Trade",
]

Severity = Literal["block", "avoid", "note"]
Status = Literal["open", "remedied", "waived"]


class Text(msgspec.Struct, frozen=True, gc=False):
    """Words for a shopper, and the language they really are in."""

    value: str
    """Plain and unescaped; HTML only where the field's documentation says so."""
    language: str
    """BCP 47 tag; differs from the listing's where a translation is missing. '' for words of no language."""

    def __str__(self) -> str:
        return self.value


class Price(msgspec.Struct, frozen=True, gc=False):
    """An amount as shown."""

    text: str
    """Formatted for the listing's language: 'R$ 219,90'."""
    minor: int
    """Minor units of exactly what is shown."""
    currency: str
    """ISO 4217 code."""

    @property
    def money(self) -> Money:
        """The shown amount, exact."""
        return Money(self.minor, self.currency)

    @property
    def amount(self) -> str:
        """The bare number, as JSON-LD and feeds want it: '219.90'."""
        return self.money.amount

    def __str__(self) -> str:
        return self.text


class Size(msgspec.Struct, frozen=True, gc=False):
    """A size label for the market's shoppers."""

    label: str
    """In the shopper's system: '39'; the original where nothing was converted."""
    system: str
    """'EU', 'BR' ...; '' where the label belongs to none ('One size')."""
    original: str
    """The label as the merchant wrote it."""
    original_system: str
    """Its system."""
    confidence: str
    """'high', 'medium', 'low'; 'exact' where nothing was converted; '' where nothing is known of the label."""
    spread: tuple[str, ...] = ()
    """All labels that charts give for it, the best included."""

    def __str__(self) -> str:
        return f"{self.system} {self.label}" if self.system else self.label


class Fact(msgspec.Struct, frozen=True, gc=False):
    """A name and a value of a list: an attribute or a measure."""

    key: str
    """The merchant's name, for programs: 'chest'."""
    name: Text
    value: Text
    """For a measure: formatted in the market's unit."""
    original: str = ""
    """For a converted measure: what the merchant stated, formatted: '30 cm'."""


class Choice(msgspec.Struct, frozen=True, gc=False):
    """An option and the value that a variant has for it."""

    key: str
    """The merchant's value, for programs: 'purple'."""
    role: str
    """color, size, material, style, count, other."""
    name: Text
    value: Text


class ListingImage(msgspec.Struct, frozen=True, gc=False):
    """A picture to show."""

    src: str
    alt: Text
    width: int
    height: int
    index: int
    """Its place among the product's pictures as the merchant ordered them."""


class ListingVariant(msgspec.Struct, frozen=True, gc=False):
    """One thing that can be bought, for this market."""

    sku: str
    choices: tuple[Choice, ...]
    price: Price
    compare_at: Price | None
    """Above `price`; None where no reduction may be shown."""
    size: Size | None
    measures: tuple[Fact, ...]
    stock: int | None
    image: int | None
    """Index into the listing's images."""
    gtin: str = ""


class Rating(msgspec.Struct, frozen=True, gc=False):
    """All reviews in one line."""

    count: int
    average: str
    """Formatted with one decimal: '4,6'; '' without reviews."""
    label: str
    """Formatted count in words: '12 avaliações'."""
    value: str
    """The bare average with one decimal, for JSON-LD: '4.6'."""
    countries: tuple[tuple[str, int], ...]
    """Territory and count, most first; '' where unknown."""


class ListingReview(msgspec.Struct, frozen=True, gc=False):
    """A review to show."""

    rating: int
    text: Text
    author: str
    country: str
    """ISO 3166 territory, '' where unknown."""
    country_name: str
    """Its name in the listing's language."""
    date: str
    """Formatted; '' where unknown."""
    iso_date: str
    """YYYY-MM-DD or ''."""
    verified: bool
    origin: str
    """'local' from the shopper's own country, 'language' in their language, else 'foreign'."""


class DeliveryMethod(msgspec.Struct, frozen=True):
    """One way the parcel can come."""

    id: str
    name: Text
    price: Price | None
    """None where it is free."""
    earliest: date
    latest: date
    dates: Text
    """'24.–27. Nov.': for pages made when asked for."""
    duration: Text
    """'3–6 working days': for static pages."""
    carrier: str = ""
    handling: tuple[int, int] | None = None
    """Working days until the parcel leaves, fewest and most; None where not known. For JSON-LD."""
    transit: tuple[int, int] | None = None
    """Working days on the way, fewest and most; None where not known. For JSON-LD."""


class Delivery(msgspec.Struct, frozen=True):
    """How it comes, and who pays duty."""

    methods: tuple[DeliveryMethod, ...]
    duty: Text
    """A sentence about customs and import tax; '' where none arises."""
    duty_paid_by: Literal["seller", "buyer", ""]


class PaymentMethod(msgspec.Struct, frozen=True):
    """A way to pay that people there use."""

    id: str
    name: Text
    kind: str
    """card, wallet, bank-transfer, instant-transfer, cash, installments, invoice, direct-debit, other."""


class SizeChart(msgspec.Struct, frozen=True):
    """All sizes of the product in the systems that the market reads."""

    systems: tuple[str, ...]
    """Column heads, the shopper's own first."""
    rows: tuple[tuple[str, ...], ...]
    """One row a size, labels in the order of `systems`; '' where a system has none."""
    measures: tuple[tuple[str, ...], ...]
    """One row a size: body measures formatted in the market's unit, in the order of `measure_names`."""
    measure_names: tuple[Text, ...]
    note: str
    """Source of the chart."""


class Trade(msgspec.Struct, frozen=True):
    """Who stands behind the product, where the law wants it shown."""

    manufacturer: str = ""
    responsible_person: str = ""
    origin: str = ""
    """Name of the country in the listing's language."""


class Change(msgspec.Struct, frozen=True):
    """One field's story: what a layer did to it, and why."""

    layer: str
    field: str
    """'price', 'variants[SKU].price', 'images', 'title' ..."""
    before: str
    after: str
    because: str
    """A sentence with the fact behind it: rate, source, date, rule, file."""

    def __str__(self) -> str:
        return f"{self.field}: {self.before} -> {self.after} ({self.layer}: {self.because})"


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A rule met a listing."""

    rule: str
    """Full id: 'BR.purple'; 'glocal.size-unmapped' for findings of the layers themselves."""
    severity: Severity
    status: Status
    field: str
    """'variants[SKU].options', 'images[0]', 'title', 'price' ..."""
    message: str
    """What was found, in a sentence for the merchant, in English."""
    because: str
    """Why people there mind."""
    remedy: str = ""
    """What was done, or can be: a remedy's id."""
    advice: str = ""
    """What to do instead, in a sentence."""
    done: str = ""
    """What was done, in a sentence; '' while open."""
    snippet: str = ""
    """The text around the match."""
    span: tuple[int, int] | None = None
    """Where in the field's text: start and end, in code points."""
    subject: str = ""
    evidence: str = ""
    """A, B, C, or '' for findings of the layers themselves."""
    sources: tuple[str, ...] = ()
    waiver: str = ""
    """Who, why, until when; '' where none."""
    also: tuple[str, ...] = ()
    """Full ids of rules that say the same and are not told by themselves: 'OIC.alcohol' beside 'SA.alcohol-sale'."""


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """The product as one market sees it, in one language. Holds no shop and no product."""

    id: str
    slug: str
    market: str
    """ISO 3166 territory."""
    language: str
    """BCP 47 tag that was asked for; each Text says what it really is."""
    direction: Literal["ltr", "rtl"]
    title: Text
    description: Text
    """HTML where `html`: sanitise at output; else plain."""
    html: bool
    brand: str
    category: str
    """Key of the category, for programs and addresses."""
    category_name: Text
    lead: str
    """SKU of the variant that leads."""
    price: Price
    """The lead's."""
    compare_at: Price | None
    discount: str
    """Formatted percentage off, '' where no reduction is shown."""
    price_note: str
    """About tax: 'inkl. MwSt.'; '' where the market wants none."""
    unit_price: str
    """'9,95 € / 100 g' where the law wants it; else ''."""
    reduction_note: str
    """About the former price, where the law wants its meaning told."""
    size: Size | None
    """The lead's."""
    image: ListingImage | None
    """The lead's."""
    images: tuple[ListingImage, ...]
    variants: tuple[ListingVariant, ...]
    """Those that are shown, in the merchant's order."""
    attributes: tuple[Fact, ...]
    measures: tuple[Fact, ...]
    size_chart: SizeChart | None
    rating: Rating
    reviews: tuple[ListingReview, ...]
    delivery: Delivery
    payment: tuple[PaymentMethod, ...]
    trade: Trade
    labels: tuple[Text, ...]
    """Notices that the market wants on the page."""
    findings: tuple[Finding, ...]
    """For the merchant, never for shoppers."""
    withheld: bool = False
    """Whether the product is not to be sold here (opt-in)."""
