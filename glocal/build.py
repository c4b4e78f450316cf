"""From a shop to a folder of pages: every product of every edition, and what leads to them.

The catalogue is read twice: once to learn which categories there are, once to write. Products are taken one by one
and localized for all editions together, so that what does not depend on a market is done once.
"""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec

from glocal import render
from glocal.errors import Fault, UnknownError
from glocal.model.draft import Source
from glocal.model.listing import Text
from glocal.site import stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from glocal.catalog import Report
    from glocal.model.listing import Finding, Listing, SizeChart
    from glocal.model.product import Product
    from glocal.site import Site
    from glocal.storefront import Edition, Storefront

__all__ = ["Built", "about", "build", "pages"]

Bound: TypeAlias = "Sequence[tuple[Edition, render.Edition, render.Pages]]"
SHELF = 8
"""Products of a category on the home page."""
SHELVES = 6
"""Categories on the home page: those with the most products, in the menu's order."""
FEATURED = 5
"""Products that lead the home page."""
PER_PAGE = 24
"""Products on a page of a category."""


class Built(msgspec.Struct, kw_only=True):
    """What a build made and what it met."""

    out: Path
    editions: tuple[tuple[str, str], ...]
    """Market and language."""
    products: int = 0
    pages: int = 0
    findings: Counter[tuple[str, str]] = msgspec.field(default_factory=Counter)
    """(severity, status) -> count; one a market, product, rule and field, however many languages."""
    remedied: list[tuple[str, str, str, str]] = []
    """Market, product, rule, what was done."""
    rates: str = ""
    """Source, day and age of the exchange rates."""
    rows: str = ""
    """What became of every source row, in a line."""
    refused: tuple[str, ...] = ()
    """What of the catalogue is not in the site because of its faults."""
    skipped: tuple[str, ...] = ()
    """Rows that are sound and not for sale."""
    doubtful: tuple[str, ...] = ()
    """What was kept, with a doubt."""
    seconds: float = 0.0

    def summary(self) -> dict[str, Any]:
        """Return the figures for a program to read."""
        return {
            "out": str(self.out),
            "editions": [{"market": m, "language": tag} for m, tag in self.editions],
            "products": self.products,
            "pages": self.pages,
            "findings": [
                {"severity": severity, "status": status, "count": count}
                for (severity, status), count in sorted(self.findings.items())
            ],
            "remedied": [dict(zip(("market", "product", "rule", "done"), row, strict=True)) for row in self.remedied],
            "rates": self.rates,
            "rows": self.rows,
            "refused": self.refused,
            "skipped": self.skipped,
            "doubtful": self.doubtful,
            "seconds": round(self.seconds, 3),
        }


def build(
    shop: Storefront,
    out: Path,
    *,
    markets: Sequence[str] | None = None,
    tick: Callable[[int, int], None] = lambda done, total: None,
) -> Built:
    """Write the site of a shop into `out`, which shows it once it is whole.

    `markets` are territories, all of the shop's where None; `tick(done, total)` is told after each product. Raises
    BuildError where `out` is something that glocal did not make, UnknownError for a market the shop does not sell to.
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


def about(shop: Storefront, chosen: Iterable[tuple[str, str]]) -> render.Shop:
    """Return what every page says of the shop: its name, address, and the editions that exist."""
    return render.Shop(
        name=shop.shop.name, url=shop.shop.url, editions=tuple(render.Edition(tag, code) for code, tag in chosen)
    )


def pages(
    shop: Storefront, edition: Edition, whole: render.Shop, categories: Iterable[str], *, served: bool
) -> render.Pages:
    """Bind the theme to an edition; `categories` are the keys of its menu."""
    links = [render.CategoryLink(key, _category_name(edition, key)) for key in categories]
    texts = shop.texts(edition.language)
    return shop.theme.bind(
        texts, edition.market, edition.language, edition.formats, whole, categories=links, served=served
    )


def _category_name(edition: Edition, key: str) -> Text:
    table = edition.context.categories.get(key)
    return Text(*edition.context.texts.word("category", (table.title if table else "") or key))


class _Shelves:
    """What an edition's home and category pages will show."""

    def __init__(self) -> None:
        self.cards: dict[str, list[Listing]] = {}
        self.charts: dict[str, tuple[Text, SizeChart]] = {}
        self.first: Listing | None = None

    def add(self, listing: Listing) -> None:
        self.first = self.first or listing
        self.cards.setdefault(listing.category, []).append(_card(listing))
        if listing.size_chart is not None and listing.category not in self.charts:
            self.charts[listing.category] = (listing.category_name, listing.size_chart)


def _card(listing: Listing) -> Listing:
    """Return a listing without what a card does not show, so that many can be kept."""
    return msgspec.structs.replace(
        listing, description=Text("", ""), variants=(), images=(), reviews=(), attributes=(), measures=(), findings=()
    )


class _Writer:
    """One build at work."""

    def __init__(self, shop: Storefront, site: Site, result: Built) -> None:
        self.shop = shop
        self.site = site
        self.result = result
        self.pictures: dict[str, None] = {}
        self.addresses: list[render.Address] = []
        self.seen: set[tuple[str, str, str, str]] = set()

    def write(self, tick: Callable[[int, int], None]) -> None:
        used = Counter(product.category for product in self.shop.catalog)
        total = sum(used.values())
        declared = [key for key in self.shop.shop.categories if used[key]]
        keys = self._linked([*declared, *sorted(key for key in used if key and key not in declared)])
        bound = self._bind(keys)
        shelves = [_Shelves() for _ in bound]
        for done, product in enumerate(self.shop.catalog, 1):
            self._product(product, bound, shelves)
            tick(done, total)
        for (_, place, made), shelf in zip(bound, shelves, strict=True):
            self._edition(place, made, shelf)
        self._around(bound, keys)
        self.result.products = total
        report = getattr(self.shop.catalog, "report", None)
        if report is not None:
            self._account(report)

    def _linked(self, keys: Iterable[str]) -> list[str]:
        """Return the categories whose name can be an address; the others have no page."""
        linked = []
        for key in keys:
            if _is_address(key):
                linked.append(key)
            else:
                fault = Fault("category", repr(key)[:80], "a name that a folder can have", "no page is made of it")
                self.result.doubtful += (str(fault),)
        return linked

    def _account(self, report: Report) -> None:
        self.result.rows = str(report)
        self.result.refused = tuple(map(str, report.refusals))
        self.result.skipped = tuple(map(str, report.skips))
        self.result.doubtful = (*map(str, report.warnings), *self.result.doubtful)

    def _bind(self, keys: Sequence[str]) -> list[tuple[Edition, render.Edition, render.Pages]]:
        whole = about(self.shop, self.result.editions)
        bound = []
        for code, tag in self.result.editions:
            edition = self.shop.edition(code, tag)
            made = pages(self.shop, edition, whole, keys, served=False)
            bound.append((edition, made.edition, made))
        return bound

    def _product(self, product: Product, bound: Bound, shelves: Sequence[_Shelves]) -> None:
        source = Source(product, product.category)
        shown = []
        for (edition, place, made), shelf in zip(bound, shelves, strict=True):
            listing = edition.localize(source)
            self._note(listing)
            if not listing.withheld:
                shown.append((place, made, listing))
                shelf.add(listing)
        where = [place for place, _, _ in shown]
        for place, made, listing in shown:
            self._page(place, product.slug, made.product(listing, editions=where))
            self.pictures.update(dict.fromkeys(image.src for image in listing.images))
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
                self._count(listing, finding)

    def _count(self, listing: Listing, finding: Finding) -> None:
        self.result.findings[finding.severity, finding.status] += 1
        if finding.status == "remedied":
            self.result.remedied.append((listing.market, listing.id, finding.rule, finding.done))

    def _edition(self, place: render.Edition, made: render.Pages, shelf: _Shelves) -> None:
        links = {link.key: link for link in made.categories}
        rows = [render.Shelf(links[key], shelf.cards[key][:SHELF]) for key in _fullest(shelf, links)]
        self._page(place, "", made.home(_featured(shelf), rows))
        for key, link in links.items():
            for number, count, cards in _paged(shelf.cards.get(key, [])):
                path = f"c/{key}/{number}" if number > 1 else f"c/{key}"
                self._page(place, path, made.category(link, cards, page=number, pages=count))
        if shelf.first is not None:
            self._page(place, "about/delivery", made.delivery(shelf.first.delivery, shelf.first.payment))
        charts = [render.Chart(name, chart) for name, chart in shelf.charts.values()]
        self._page(place, "about/sizes", made.sizes(charts))

    def _around(self, bound: Bound, keys: Sequence[str]) -> None:
        """Write the front page, stylesheets, pictures, sitemap and robots.txt."""
        places = [place for _, place, _ in bound]
        whole = bound[0][2].shop
        self.site.write("index.html", bound[0][2].front())
        self.site.pages += 1
        for _, _, made in bound:
            self.site.write(made.style.name, made.style.content)
        for src in self.pictures:
            self._picture(src)
        fixed = [
            render.Address(path, places) for path in ("", "about/delivery", "about/sizes", *(f"c/{k}" for k in keys))
        ]
        for name, text in render.sitemaps(whole, [*fixed, *self.addresses]):
            self.site.write(name, text)
        self.site.write("robots.txt", render.robots(whole))

    def _picture(self, src: str) -> None:
        from glocal.render.images import source

        if src.startswith("https://") or not source(src):
            return
        path = self.shop.folder / src
        if _is_below(path, self.shop.folder):
            self.site.copy(path, src)
        else:
            self.result.doubtful += (str(Fault("images", src, "a picture below the shop's folder", "no such file")),)


def _is_below(path: Path, folder: Path) -> bool:
    try:
        return path.is_file() and path.resolve().is_relative_to(folder.resolve())
    except OSError:  # a name longer than the file system takes
        return False


def _is_address(key: str) -> bool:
    parts = key.split("/")
    return (
        key.isprintable() and "\\" not in key and all(p not in ("", ".", "..") and len(p.encode()) < 200 for p in parts)
    )


def _fullest(shelf: _Shelves, keys: Iterable[str]) -> list[str]:
    known = [key for key in keys if shelf.cards.get(key)]
    chosen = sorted(known, key=lambda key: -len(shelf.cards[key]))[:SHELVES]
    return [key for key in known if key in chosen]


def _featured(shelf: _Shelves) -> list[Listing]:
    """Return the products that lead the home page: the first of each of the first categories."""
    return [cards[0] for cards in list(shelf.cards.values())[:FEATURED]]


def _paged(cards: Sequence[Listing]) -> Iterator[tuple[int, int, Sequence[Listing]]]:
    """Yield page number, number of pages, and the products of that page; one empty page where there are none."""
    count = max(1, -(-len(cards) // PER_PAGE))
    for number in range(1, count + 1):
        yield number, count, cards[(number - 1) * PER_PAGE : number * PER_PAGE]
