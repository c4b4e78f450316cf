"""Why a value is as it is: what each layer did to it, and which file said so. And what a remedy changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from glocal.preview.values import Difference, difference, values
from glocal.preview.words import say
from glocal.storefront import Storefront

if TYPE_CHECKING:
    from glocal.model.listing import Change, Listing
    from glocal.model.product import Product

__all__ = ["Explanation", "effect", "explanation", "inheritance"]

_MARKET_KEYS = {
    "price": ("currency", "price", "tax"),
    "compare_at": ("price", "tax"),
    "price_note": ("tax",),
    "unit_price": ("price", "units"),
    "reduction_note": ("price",),
    "size": ("sizes", "size_systems", "size_convention"),
    "measures": ("units", "measurement"),
    "delivery": ("delivery", "weekend", "holidays"),
    "payment": ("payment",),
}
"""Field -> keys of the market that bear on it."""


class Explanation(NamedTuple):
    """The story of a value."""

    field: str
    label: str
    text: str
    changes: tuple[Change, ...]
    facts: tuple[tuple[str, str], ...]
    """Key of the market and the file it comes from."""
    set_here: str
    """How the shop itself has set it for this market; '' where it is inherited."""


def explanation(shop: Storefront, listing: Listing, product: Product, field: str) -> Explanation:
    """Return the story of one value of a listing."""
    shown = next((v for v in values(listing) if v.field == field), None)
    changes = shop.explain(listing, _recorded(field))
    if not changes and "[" in field:
        changes = shop.explain(listing, field.partition("[")[0])
    return Explanation(
        field,
        shown.label if shown else field,
        shown.text if shown else "",
        changes,
        tuple(inheritance(shop, listing.market, field)),
        _set_here(listing, product, field, shop),
    )


def _recorded(field: str) -> str:
    """Return the field under which layers record what they did."""
    if field.startswith("delivery["):
        return field.partition("]")[0] + "]"
    return "images" if field.startswith("images[") and not field.endswith(".alt") else field


def inheritance(shop: Storefront, market: str, field: str) -> list[tuple[str, str]]:
    """Return the keys of a market that bear on a field, and where each comes from."""
    kind = field.rpartition(".")[2] if field.startswith("variants[") else field.partition("[")[0].partition(".")[0]
    wanted = _MARKET_KEYS.get(kind, ())
    found = shop.atlas.market(market).provenance
    return [(key, place) for key, place in found.items() if key.partition(".")[0] in wanted and "sources" not in key]


def _set_here(listing: Listing, product: Product, field: str, shop: Storefront) -> str:
    if field.endswith(("price", "compare_at")):
        sku = field.partition("[")[2].partition("]")[0] or listing.lead
        variant = next((v for v in product.variants if v.sku == sku), None)
        if variant is not None and listing.market in variant.hand_prices:
            return say("set by hand in prices.csv, or in the catalogue's own column of prices")
    texts = shop.texts(listing.language)
    own = texts.product(product.id, field, listing.market)
    common = texts.product(product.id, field)
    return say("a text for {market} alone", market=listing.market) if own is not None and own != common else ""


def effect(shop: Storefront, listing: Listing, remedy: str) -> list[Difference]:
    """Return what a remedy changes on a page: every value that reads otherwise with it than without."""
    chosen = shop.policies.remedies
    before = _with(shop, listing, chosen - {remedy})
    after = _with(shop, listing, chosen | {remedy})
    return [row for row in difference(before, after) if not row.same] + _hidden(before, after)


def _hidden(before: Listing, after: Listing) -> list[Difference]:
    left = {variant.sku for variant in after.variants}
    gone = [variant.sku for variant in before.variants if variant.sku not in left]
    rows = [Difference(say("Not shown any more"), "hidden", ", ".join(gone), "")] if gone else []
    if before.lead != after.lead:
        rows.insert(0, Difference(say("Leads"), "lead", before.lead, after.lead))
    if before.withheld != after.withheld:
        rows.append(Difference(say("Offered here"), "withheld", say("yes"), say("no")))
    return rows


def _with(shop: Storefront, listing: Listing, remedies: frozenset[str]) -> Listing:
    policies = replace(shop.policies, remedies=remedies)
    other = Storefront(
        shop.shop, shop.folder, catalog=shop.catalog, today=shop.today, rates=shop.rates, policies=policies
    )
    other.atlas = shop.atlas
    return other.localize(shop.product(listing.id), market=listing.market, language=listing.language)
