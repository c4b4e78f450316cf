"""What a shop's listings would offend with: the findings of all markets, one row each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glocal.model.draft import Source
from glocal.rules.report import Row

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from glocal.model.listing import Listing
    from glocal.model.product import Product
    from glocal.storefront import Edition, Storefront

__all__ = ["rows"]


def rows(
    shop: Storefront,
    *,
    markets: Sequence[str] | None = None,
    products: Collection[str] | None = None,
    rules: Collection[str] | None = None,
    tick: Callable[[int, int], None] = lambda done, total: None,
) -> list[Row]:
    """Return the findings of a shop, by product, then market, then language.

    What is found in several languages of a market is told once. `markets`, `products` (ids or slugs) and `rules` (full
    ids) narrow it; None is all. Raises UnknownError for a market or product that is not there.
    """
    editions = [shop.edition(code, tag) for code, tag in _editions(shop, markets)]
    chosen = [shop.product(name) for name in products] if products is not None else list(shop.catalog)
    file = getattr(getattr(shop.catalog, "report", None), "file", "")
    found = []
    for done, product in enumerate(chosen, 1):
        found += [row._replace(file=file) for row in _of_product(product, editions)]
        tick(done, len(chosen))
    return [row for row in found if rules is None or not _names(row).isdisjoint(rules)]


def _names(row: Row) -> frozenset[str]:
    """Return the rule of a finding and those that it stands for."""
    return frozenset((row.finding.rule, *row.finding.also))


def _editions(shop: Storefront, markets: Sequence[str] | None) -> list[tuple[str, str]]:
    for code in markets or ():
        shop.edition(code)  # an unknown market is an error here, not an empty answer
    return [(code, tag) for code, tag in shop.editions if markets is None or code in markets]


def _of_product(product: Product, editions: Sequence[Edition]) -> Iterator[Row]:
    source = Source(product, product.category)
    told: set[tuple[str, str, str, str]] = set()
    for edition in editions:
        for row in _of_listing(edition.localize(source)):
            key = (row.market, row.finding.rule, row.finding.field, row.finding.snippet)
            if key not in told:
                told.add(key)
                yield row


def _of_listing(listing: Listing) -> Iterator[Row]:
    for finding in listing.findings:
        yield Row(listing.id, listing.market, listing.language, finding)
