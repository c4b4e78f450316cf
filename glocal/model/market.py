"""Where and to whom: the shape of rules/markets/*.toml, and the Market made of it.

A file states only what CLDR does not know. `parents` are inherited in order (`world` always first), then the file's
own keys, then the shop's overlay. A key overrides; below `[append]` it extends a list.
"""

from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

__all__ = [
    "Charm",
    "DeliveryHabit",
    "DeliveryHabits",
    "Market",
    "Payment",
    "PriceHabits",
    "Source",
    "Tax",
    "TaxRate",
]

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Grade = Literal["A", "B", "C"]


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a fact was read."""

    ref: str
    """Address or full citation."""
    seen: date
    grade: Grade = "B"
    """A law, regulator or primary; B several or one reputable; C a single weak one."""
    note: str = ""


class _Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    sources: tuple[Source, ...] = ()


class TaxRate(_Table, frozen=True, kw_only=True):
    """A rate of VAT, GST or sales tax for a class of goods."""

    tax_class: str
    """standard, reduced, food, books, children, medicine, zero."""
    percent: Decimal
    """0 to 100."""
    since: date | None = None
    until: date | None = None
    note: str = ""


class Tax(_Table, frozen=True, kw_only=True):
    """How tax is shown."""

    display: Literal["inclusive", "exclusive"] = "inclusive"
    note: str = ""
    """A storefront word (msgid) shown by the price: 'Incl. VAT'; '' where people expect none."""
    rates: tuple[TaxRate, ...] = ()


class Charm(_Table, frozen=True, kw_only=True):
    """One band of the market's price endings.

    Prices are the values `k * step + e` for every e of `endings`; a computed price moves to the nearest that obeys
    the bounds.
    """

    below: Decimal | None = None
    """The band's upper end in main units; None for the last band."""
    step: Decimal
    """Distance between two rounds of endings, in main units: 1, 10, 100."""
    endings: tuple[Decimal, ...]
    """From 0 up to `step`: [0.90], [0.99], [80, 90]."""


class PriceHabits(_Table, frozen=True, kw_only=True):
    """What a price looks like there."""

    charm: tuple[Charm, ...] = ()
    max_move_percent: Decimal = Decimal(5)
    """A price never moves by more than this share."""
    step: Decimal | None = None
    """Every computed price is a multiple of it, in main units: 0.05, 1, 100; None: the smallest shown digit."""
    whole: bool = False
    """Whether a price without cents is written without decimals: '199 €', not '199,00 €'."""
    avoid_digits: tuple[str, ...] = ()
    """Digits or numbers that people mind in a price: '4', '17'."""
    like_digits: tuple[str, ...] = ()
    cash_step: Decimal | None = None
    """Smallest step of cash payment in main units: 0.05 for CHF."""
    unit_price: bool = False
    """Whether the law wants a price per kilogram, litre, metre or piece."""
    prior_price_days: int = 0
    """A reduction is shown against the lowest price of so many days; 0 where no such rule is known."""


class DeliveryHabit(_Table, frozen=True, kw_only=True):
    """One way in which parcels come there."""

    id: str
    """standard, express, pickup-point, locker, store, post-office."""
    name: str
    """A storefront word (msgid), or a proper name."""
    days: tuple[int, int]
    """Working days from hand-over to arrival from abroad, fewest and most."""
    domestic_days: tuple[int, int] | None = None
    """The same for a parcel sent within the country; None where it is as `days`."""
    union_days: tuple[int, int] | None = None
    """The same for a parcel from within the customs union; None where it is as `days`."""
    carrier: str = ""


class DeliveryHabits(_Table, frozen=True, kw_only=True):
    methods: tuple[DeliveryHabit, ...] = ()
    duty_paid_by: Literal["seller", "buyer", ""] = ""
    duty_note: str = ""
    """A storefront word (msgid): a sentence about customs and import tax."""
    customs_union: str = ""
    """Name of the union within which parcels cross no customs: 'EU', 'GCC', 'EAEU'; '' for the country alone."""


class Payment(_Table, frozen=True, kw_only=True):
    """A way to pay, in the order people there prefer."""

    id: str
    name: str
    """A proper name ('Pix'), or a storefront word (msgid) where `translate`."""
    kind: Literal[
        "card",
        "wallet",
        "bank-transfer",
        "instant-transfer",
        "cash",
        "installments",
        "invoice",
        "direct-debit",
        "other",
    ]
    translate: bool = False
    share_percent: Decimal | None = None
    """Share of online purchases where a source states it."""


class Market(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A territory with everything inherited."""

    code: str
    """ISO 3166-1 alpha-2."""
    parents: tuple[str, ...] = ()
    """Regions it inherits from, in order: 'EU', '419', 'GCC'."""
    languages: tuple[str, ...]
    """BCP 47 tags that a shop may be shown in there, the usual one first."""
    currency: str
    """ISO 4217 code."""
    weekend: tuple[Weekday, ...] = ("sat", "sun")
    holidays: tuple[str, ...] = ()
    """Days without delivery: '01-01' each year, or '2026-12-25'."""
    measurement: Literal["metric", "US", "UK"] = "metric"
    """CLDR measurement system."""
    units: dict[str, str] = {}
    """Usage -> CLDR unit, above CLDR's preference: {bottle = "milliliter"}."""
    sizes: dict[str, str] = {}
    """Garment -> size system of glocal.sizes; 'default' for the rest: {shoes = "BR", default = "BR"}."""
    size_systems: tuple[str, ...] = ()
    """Systems that people there also read, for the size chart."""
    size_convention: dict[str, str] = {}
    """Garment -> named convention where a system has several."""
    tax: Tax = Tax()
    price: PriceHabits = PriceHabits()
    delivery: DeliveryHabits = DeliveryHabits()
    payment: tuple[Payment, ...] = ()
    sources: tuple[Source, ...] = ()
    """Where the file's own facts were read that stand in no table with sources."""
    theme: dict[str, str] = {}
    """Theme token -> value: colours that a market overrides."""
    provenance: dict[str, str] = {}
    """Dotted key -> the file it came from, or 'CLDR'."""
