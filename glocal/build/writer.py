"""One build at work.

The catalogue is read twice: once to learn which categories and pictures there are, once to write. Products are taken
one by one and localized for all editions together, so that what does not depend on a market is done once.
"""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from glocal import quote, render
from glocal.build.binding import about, pages, sample
from glocal.build.built import Built
from glocal.build.pictures import Pictures
from glocal.build.shelves import SHELF, Neighbours, Shelves, Survey, featured, fullest, paged, pages_of
from glocal.errors import Fault, UnknownError
from glocal.model.draft import Source
from glocal.render.seasons import outdated
from glocal.site import stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from glocal.build.binding import About
    from glocal.model.listing import Listing
    from glocal.model.product import Product
    from glocal.site import Site
    from glocal.storefront import Edition, Storefront

__all__ = ["build"]

_NUMBERED = re.compile(r"(.+)/([1-9]\d*)")


def build(
    shop: Storefront,
    out: Path,
    *,
    markets: Sequence[str] | None = None,
    tick: Callable[[int, int], None] = lambda done, total: None,
) -> Built:
    """Write the site of a shop into `out`, which shows it once it is whole.

    `markets` are territories, all of the shop's where None; `tick(done, total)` is told after each product. Raises
    BuildError where `out` is something that glocal did not make, UnknownError for a market the shop does not sell to,
    a season that the theme does not have, or a SKU of the sample cart that is not there.
    """
    started = time.perf_counter()
    for code in markets or ():
        if code not in shop.markets:
            raise UnknownError("market", code, shop.markets)
    chosen = tuple((code, tag) for code, tag in shop.editions if markets is None or code in markets)
    result = Built(out=out, editions=chosen, rates=_rates(shop))
    with stage(out) as site:
        _Writer(shop, site, result).write(tick)
    result.pages = site.pages
    result.seconds = time.perf_counter() - started
    return result


def _rates(shop: Storefront) -> str:
    rates = shop.rates
    return f"{rates.source}, {rates.date}, {(shop.today - rates.date).days} days old"


class _Bound(NamedTuple):
    """An edition, and all that is made for it."""

    edition: Edition
    made: render.Pages
    shelves: Shelves
    neighbours: Neighbours

    @property
    def place(self) -> render.Edition:
        return self.made.edition


class _Writer:
    def __init__(self, shop: Storefront, site: Site, result: Built) -> None:
        self.shop = shop
        self.site = site
        self.result = result
        self.survey = Survey(shop.catalog)
        self.pictures = Pictures(shop.folder, site)
        self.used: dict[str, None] = {}
        self.addresses: list[render.Address] = []
        self.seen: set[tuple[str, str, str, str]] = set()
        self.turns: dict[str, int] = {}
        self.cart = quote.sold(shop, shop.shop.sample_cart)

    def write(self, tick: Callable[[int, int], None]) -> None:
        self._outdated()
        self.pictures.look(self.survey.pictures)
        keys = self._linked()
        bound = self._bind(keys)
        for done, product in enumerate(self.shop.catalog, 1):
            self._product(product, bound)
            tick(done, self.survey.total)
        for one in bound:
            self._edition(one)
        self._samples(bound)
        self._around(bound, keys)
        self.result.products = self.survey.total
        self.result.doubt(*self.pictures.faults.values())
        report = getattr(self.shop.catalog, "report", None)
        if report is not None:
            self.result.account(report)

    def _outdated(self) -> None:
        for name, day in outdated(self.shop.theme.seasons, self.shop.shop.seasons, self.shop.today):
            self.result.doubt(Fault("seasons.toml", f"{name}.days", f"a day after {self.shop.today}", f"{day} at most"))

    def _linked(self) -> list[str]:
        """Return the categories that get a page: declared ones first; those that cannot have one are told."""
        used = self.survey.used
        declared = [key for key in self.shop.shop.categories if used[key]]
        linked = []
        for key in (*declared, *sorted(key for key in used if key and key not in declared)):
            wrong = _unaddressable(key, used)
            if wrong:
                self.result.doubt(Fault("category", repr(key)[:80], wrong, "no page is made of it"))
            else:
                linked.append(key)
        return linked

    def _bind(self, keys: Sequence[str]) -> list[_Bound]:
        whole = about(self.shop, self.result.editions)
        whole = msgspec.structs.replace(whole, renditions=self.pictures.renditions, dimensions=self.pictures.dimensions)
        return [self._bound(self.shop.edition(code, tag), whole, keys) for code, tag in self.result.editions]

    def _bound(self, edition: Edition, whole: render.Shop, keys: Sequence[str]) -> _Bound:
        neighbours = Neighbours(edition, self.survey, self.shop.shop.categories)
        own = msgspec.structs.replace(whole, about=tuple(x for x in whole.about if _is_there(x, neighbours)))
        return _Bound(edition, pages(self.shop, edition, own, keys, served=False), Shelves(), neighbours)

    def _product(self, product: Product, bound: Sequence[_Bound]) -> None:
        source = Source(product, product.category)
        turn = self.turns[product.category] = self.turns.get(product.category, 0) + 1
        shown = []
        for one in bound:
            listing = one.edition.localize(source)
            self._note(listing)
            if not listing.withheld:
                shown.append((one, listing))
                one.shelves.add(listing)
        where = [one.place for one, _ in shown]
        for one, listing in shown:
            text = one.made.product(listing, editions=where, related=one.neighbours.of(listing, turn))
            self._page(one.place, product.slug, text)
            self.used.update(dict.fromkeys(image.src for image in listing.images))
        if where:
            self.addresses.append(render.Address(product.slug, where))

    def _page(self, place: render.Edition, path: str, text: str) -> None:
        folder = f"{place.path}/{path}" if path else place.path
        self.site.write(f"{folder}/index.html", text)
        self.site.pages += 1

    def _note(self, listing: Listing) -> None:
        for finding in listing.findings:
            key = (listing.market, listing.id, finding.rule, finding.field)
            if key not in self.seen:
                self.seen.add(key)
                self.result.count(listing, finding)

    def _edition(self, one: _Bound) -> None:
        links = {link.key: link for link in one.made.categories}
        cards = one.shelves.cards
        rows = [render.Shelf(links[key], cards[key][:SHELF]) for key in fullest(one.shelves, links)]
        self._page(one.place, "", one.made.home(featured(one.shelves), rows))
        for key, link in links.items():
            for number, count, listings in paged(cards.get(key, [])):
                text = one.made.category(link, listings, page=number, pages=count)
                self._page(one.place, f"c/{key}/{number}" if number > 1 else f"c/{key}", text)
        self._about(one)

    def _about(self, one: _Bound) -> None:
        first, there = one.shelves.first, one.made.shop.about
        if "delivery" in there and first is not None:
            self._page(one.place, "about/delivery", one.made.delivery(first.delivery, first.payment))
        if "sizes" in there:
            charts = [render.Chart(name, chart) for name, chart in one.shelves.charts.values()]
            self._page(one.place, "about/sizes", one.made.sizes(charts))

    def _samples(self, bound: Sequence[_Bound]) -> None:
        missing: dict[Fault, None] = {}
        for one in bound if self.cart else ():
            text, faults = sample(self.shop, one.edition, one.made, self.cart)
            self._page(one.place, "about/cart", text)
            missing.update(dict.fromkeys(faults))
        self.result.doubt(*missing)

    def _around(self, bound: Sequence[_Bound], keys: Sequence[str]) -> None:
        """Write the front page, stylesheets, pictures, sitemap and robots.txt."""
        whole = bound[0].made.shop
        self.site.write("index.html", bound[0].made.front())
        self.site.pages += 1
        for one in bound:
            self.site.write(one.made.style.name, one.made.style.content)
        self.pictures.write(self.used)
        for name, text in render.sitemaps(whole, [*_fixed(bound, keys), *self.addresses]):
            self.site.write(name, text)
        self.site.write("robots.txt", render.robots(whole))


def _fixed(bound: Sequence[_Bound], keys: Iterable[str]) -> list[render.Address]:
    """Return the pages that are not a product's; a sample cart is for nobody to find."""
    places = [one.place for one in bound]
    pages: list[About] = ["delivery", "sizes"]
    where = {f"about/{page}": [one.place for one in bound if page in one.made.shop.about] for page in pages}
    return [
        render.Address("", places),
        *(render.Address(path, there) for path, there in where.items() if there),
        *(render.Address(f"c/{key}", places) for key in keys),
    ]


def _is_there(page: About, neighbours: Neighbours) -> bool:
    if page == "sizes":
        return neighbours.has_charts
    return page == "cart" or bool(neighbours.cards)


def _unaddressable(key: str, used: Mapping[str, int]) -> str:
    """Return what is expected of a category's name that cannot be an address; '' where it can."""
    if not _is_address(key):
        return "a name that a folder can have"
    numbered = _NUMBERED.fullmatch(key)
    if numbered and used.get(numbered[1]) and 1 < int(numbered[2]) <= pages_of(used[numbered[1]]):
        return f"a name that is not page {numbered[2]} of {numbered[1]!r}"
    return ""


def _is_address(key: str) -> bool:
    parts = key.split("/")
    return (
        key.isprintable() and "\\" not in key and all(p not in ("", ".", "..") and len(p.encode()) < 200 for p in parts)
    )
