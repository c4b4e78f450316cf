"""A shop's theme bound to its editions: what pages say of the shop, and a cart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from glocal import quote, render
from glocal.errors import Fault
from glocal.model.listing import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from glocal.model.listing import Listing
    from glocal.model.product import Product, Variant
    from glocal.storefront import Edition, Storefront

__all__ = ["about", "cart", "pages", "sample"]

About = Literal["delivery", "sizes", "cart"]


def about(
    shop: Storefront, chosen: Iterable[tuple[str, str]], *, pages: tuple[About, ...] = ("delivery", "sizes")
) -> render.Shop:
    """Return what every page says of the shop: its name, address, the editions and pages that exist."""
    return render.Shop(
        name=shop.shop.name,
        url=shop.shop.url,
        editions=tuple(render.Edition(tag, code) for code, tag in chosen),
        cart=shop.shop.cart,
        about=(*pages, "cart") if shop.shop.sample_cart else pages,
    )


def pages(
    shop: Storefront, edition: Edition, whole: render.Shop, categories: Iterable[str], *, served: bool
) -> render.Pages:
    """Bind the theme to an edition; `categories` are the keys of its menu."""
    links = [render.CategoryLink(key, _category_name(edition, key)) for key in categories]
    texts = shop.texts(edition.language)
    return shop.theme.bind(
        texts,
        edition.market,
        edition.language,
        edition.formats,
        whole,
        categories=links,
        season=shop.theme.season(shop.shop.seasons, edition.market.code, shop.today),
        tagline=Text(*texts.word("tagline", shop.shop.tagline)) if shop.shop.tagline else Text("", ""),
        served=served,
    )


def _category_name(edition: Edition, key: str) -> Text:
    table = edition.context.categories.get(key)
    return Text(*edition.context.texts.word("category", (table.title if table else "") or key))


def cart(
    shop: Storefront,
    made: render.Pages,
    lines: Iterable[tuple[str, int]],
    *,
    market: str,
    language: str,
    method: str | None = None,
) -> str:
    """Return the page of a cart; raises what `Storefront.quote` raises."""
    counts = quote.counted(lines)
    found = quote.sold(shop, counts)
    sums = quote.priced(shop, counts, found, market=market, language=language, method=method)
    return made.cart(sums, _listings(shop.edition(market, language), shop, found))


def _listings(edition: Edition, shop: Storefront, found: Mapping[str, tuple[Product, Variant]]) -> list[Listing]:
    products = {product.id: product for product, _ in found.values()}
    return [edition.localize(shop.source(product)) for product in products.values()]


def sample(
    shop: Storefront, edition: Edition, made: render.Pages, found: Mapping[str, tuple[Product, Variant]]
) -> tuple[str, list[Fault]]:
    """Return the page of the shop's sample cart, and a fault for each line that is not sold there."""
    listings = _listings(edition, shop, found)
    shown = {v.sku for listing in listings if not listing.withheld for v in listing.variants}
    counts = {sku: count for sku, count in shop.shop.sample_cart.items() if sku in shown}
    code, tag = edition.market.code, edition.language
    sums = quote.priced(shop, counts, {sku: found[sku] for sku in counts}, market=code, language=tag)
    missing = [
        Fault("shop.toml", f"sample_cart.{sku}", f"a variant that is sold in {code}", "one that is not")
        for sku in found
        if sku not in shown
    ]
    return made.cart(sums, listings, sample=True), missing
