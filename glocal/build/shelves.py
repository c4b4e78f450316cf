"""What a build keeps of the products that it has seen: cards for lists, and the few that lists begin with."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from glocal.model.draft import Source
from glocal.model.listing import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from glocal.model.listing import Listing, SizeChart
    from glocal.model.product import Category, Product
    from glocal.storefront import Edition

__all__ = ["Shelves", "Survey", "card", "featured", "fullest", "paged"]

SHELF = 8
"""Products of a category on the home page, and those that others of the category are shown beside."""
SHELVES = 6
"""Categories on the home page: those with the most products, in the menu's order."""
FEATURED = 5
"""Products that lead the home page."""
PER_PAGE = 24
"""Products on a page of a category."""
RELATED = 4
"""Products shown below another."""


class Survey:
    """A first look at the catalogue: what there is of each category, and every picture."""

    def __init__(self, products: Iterable[Product]) -> None:
        self.used: Counter[str] = Counter()
        self.first: dict[str, list[Product]] = {}
        self.pictures: dict[str, None] = {}
        for product in products:
            self.used[product.category] += 1
            if self.used[product.category] <= SHELF:
                self.first.setdefault(product.category, []).append(product)
            self.pictures.update(dict.fromkeys(image.src for image in product.images))

    @property
    def total(self) -> int:
        """Products of the catalogue."""
        return sum(self.used.values())


class Neighbours:
    """The cards that products of an edition are shown beside."""

    def __init__(self, edition: Edition, survey: Survey, categories: Mapping[str, Category]) -> None:
        self.cards: dict[str, list[Listing]] = {}
        self.kin: dict[str, list[Listing]] = {}
        self.has_charts = False
        self.goods = {key: category.goods for key, category in categories.items()}
        for product in (p for products in survey.first.values() for p in products):
            self._add(edition.localize(Source(product, product.category)))

    def _add(self, listing: Listing) -> None:
        if listing.withheld:
            return
        shown = card(listing)
        self.has_charts = self.has_charts or listing.size_chart is not None
        self.cards.setdefault(listing.category, []).append(shown)
        kind = self.goods.get(listing.category)
        if kind:
            self.kin.setdefault(kind, []).append(shown)

    def of(self, listing: Listing, turn: int) -> list[Listing]:
        """Return the cards of a listing's category, then of the same kind of goods; `turn` varies where they begin."""
        same = _turned(self.cards.get(listing.category, []), turn)
        alike = _turned(self.kin.get(self.goods.get(listing.category, ""), []), turn)
        found = {x.id: x for x in (*same, *alike) if x.id != listing.id}
        return list(found.values())[:RELATED]


def _turned(cards: Sequence[Listing], turn: int) -> list[Listing]:
    start = turn % len(cards) if cards else 0
    return [*cards[start:], *cards[:start]]


class Shelves:
    """What an edition's home and category pages will show."""

    def __init__(self) -> None:
        self.cards: dict[str, list[Listing]] = {}
        self.charts: dict[str, tuple[Text, SizeChart]] = {}
        self.first: Listing | None = None

    def add(self, listing: Listing) -> None:
        """Take up a listing that is shown."""
        self.first = self.first or listing
        self.cards.setdefault(listing.category, []).append(card(listing))
        if listing.size_chart is not None and listing.category not in self.charts:
            self.charts[listing.category] = (listing.category_name, listing.size_chart)


def card(listing: Listing) -> Listing:
    """Return a listing without what a card does not show, so that many can be kept."""
    return msgspec.structs.replace(
        listing, description=Text("", ""), variants=(), images=(), reviews=(), attributes=(), measures=(), findings=()
    )


def fullest(shelf: Shelves, keys: Iterable[str]) -> list[str]:
    """Return the categories that the home page shows."""
    known = [key for key in keys if shelf.cards.get(key)]
    chosen = sorted(known, key=lambda key: -len(shelf.cards[key]))[:SHELVES]
    return [key for key in known if key in chosen]


def featured(shelf: Shelves) -> list[Listing]:
    """Return the products that lead the home page: the first of each of the first categories."""
    return [cards[0] for cards in list(shelf.cards.values())[:FEATURED]]


def paged(cards: Sequence[Listing]) -> Iterator[tuple[int, int, Sequence[Listing]]]:
    """Yield page number, number of pages, and the products of that page; one empty page where there are none."""
    count = pages_of(len(cards))
    for number in range(1, count + 1):
        yield number, count, cards[(number - 1) * PER_PAGE : number * PER_PAGE]


def pages_of(products: int) -> int:
    """Return how many pages a category of so many products takes.

    >>> pages_of(0), pages_of(24), pages_of(25)
    (1, 1, 2)
    """
    return max(1, -(-products // PER_PAGE))
