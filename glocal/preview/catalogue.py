"""All products and what is found of them in every edition, kept ready: what lists, filters and figures are made of."""

from __future__ import annotations

import logging
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from sys import intern
from threading import Condition, Event, Thread
from typing import TYPE_CHECKING, Any, NamedTuple

from glocal.errors import GlocalError
from glocal.model.draft import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

    from glocal.model.listing import Finding, Listing
    from glocal.model.product import Product
    from glocal.preview.opened import Edition, Opened

__all__ = ["Card", "Catalogue", "Mark", "Progress", "Query"]

PAUSE, MOST_PAUSES = 0.005, 40
"""How long the look at all products waits for guests, between two products."""
WARMED = 40
"""Editions whose templates are compiled before they are wanted."""
WAITING = 0.05
LISTING_SECONDS = 30.0
"""How long a page waits until the products are listed: longer than reading a large catalogue takes."""
ANSWERS = 32
"""Answers that are kept."""
LOG = logging.getLogger("glocal.preview")
SEVERITIES = ("block", "avoid", "note")


class Mark(NamedTuple):
    """A finding, in short."""

    rule: str
    severity: str
    status: str
    field: str
    message: str
    done: str = ""


@dataclass(slots=True)
class Card:
    """A product in a list."""

    number: int
    id: str
    slug: str
    title: str
    brand: str
    category: str
    image: str
    text: str
    """What a search looks at, folded."""
    marks: dict[str, tuple[Mark, ...]] = field(default_factory=dict)
    """Market -> its findings, each once however many languages."""
    untranslated: frozenset[Edition] = frozenset()
    """Editions in which the title or the description fell back."""
    withheld: frozenset[str] = frozenset()
    checked: bool = False
    """Whether it was looked at."""

    def counts(self, market: str = "") -> Counter[str]:
        """Count the open findings by severity, the others by status."""
        marks = (m for code, ms in self.marks.items() if market in ("", code) for m in ms)
        return Counter(m.severity if m.status == "open" else m.status for m in marks)


class Progress(NamedTuple):
    """How far the look at all products is."""

    done: int
    total: int
    complete: bool

    @property
    def percent(self) -> int:
        """Whole percent."""
        return 100 if self.complete else 100 * self.done // self.total if self.total else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What a merchant asks the list for; '' is all."""

    q: str = ""
    market: str = ""
    rule: str = ""
    severity: str = ""
    status: str = ""
    category: str = ""
    untranslated: str = ""
    """'any', or 'MARKET language'."""

    @classmethod
    def of(cls, params: Mapping[str, str]) -> Query:
        """Read the filters of an address; longer values than any filter has are cut."""
        return cls(**{name: params.get(name, "").strip()[:200] for name in cls.__slots__})

    def params(self) -> dict[str, str]:
        """Return the filters that are set."""
        return {name: value for name in self.__slots__ if (value := getattr(self, name))}

    def fits(self, card: Card) -> bool:
        """Tell whether a product is asked for."""
        if self.category and card.category != self.category:
            return False
        if self.q and not all(word in card.text for word in self.q.casefold().split()):
            return False
        if self.untranslated and not self._lacks(card):
            return False
        return not self._of_findings() or any(True for _ in self.met(card))

    def met(self, card: Card) -> Iterator[tuple[str, Mark]]:
        """Yield the findings of a product that are asked for, each with its market."""
        for market, marks in card.marks.items():
            if self.market in ("", market):
                yield from ((market, mark) for mark in marks if self._meets(mark))

    def _lacks(self, card: Card) -> bool:
        if self.untranslated != "any":
            market, _, tag = self.untranslated.partition(" ")
            return (market, tag) in card.untranslated
        return any(not self.market or code == self.market for code, _ in card.untranslated)

    def _of_findings(self) -> bool:
        return bool(self.rule or self.severity or self.status or (self.market and not self.untranslated))

    def _meets(self, mark: Mark) -> bool:
        return (
            self.rule in ("", mark.rule) and self.severity in ("", mark.severity) and self.status in ("", mark.status)
        )


class Catalogue:
    """The products of a shop, looked at in the background."""

    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        self.cards: list[Card] = []
        self.revision = 0
        """Changes whenever an answer may."""
        self.fault = ""
        """Why the catalogue could not be read to its end."""
        self.unshown: dict[str, str] = {}
        """Market -> why nothing can be shown of it: no rate leads to its currency, say."""
        self._by_name: dict[str, Card] = {}
        self._done = 0
        self._wanted: set[Edition] = set(opened.editions)
        self._all = True
        self._complete = False
        self._stopped = False
        self._guests = 0
        self._kept: dict[tuple[int, Hashable], Any] = {}
        self._turn = Condition()
        self._listed = Event()
        self._thread = Thread(target=self._work, name="glocal-preview-catalogue", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """End after the product at hand."""
        with self._turn:
            self._stopped = True
            self._turn.notify_all()
        if self._thread.is_alive():
            self._thread.join(timeout=5)

    @contextmanager
    def guest(self) -> Iterator[None]:
        """Let the look at all products wait meanwhile, for a little."""
        self._guests += 1
        try:
            yield
        finally:
            self._guests -= 1

    def renew(self, editions: Iterable[Edition], *, products: bool) -> None:
        """Look at some editions again; with `products`, at everything."""
        with self._turn:
            self._wanted.update(editions)
            self._all = self._all or products
            self._complete = self._complete and not self._wanted and not self._all
            self._turn.notify_all()

    def wait(self, seconds: float = 60) -> bool:
        """Wait until all is looked at; False where the time was over before."""
        with self._turn:
            return self._turn.wait_for(lambda: self._complete, seconds)

    @property
    def progress(self) -> Progress:
        """How far it is."""
        return Progress(self._done, len(self.cards), self._complete)

    def card(self, name: str) -> Card:
        """Return a product by id or slug; raises UnknownError."""
        patience = LISTING_SECONDS if self._thread.is_alive() else 0.0
        while name not in self._by_name and patience > 0 and not self._listed.wait(WAITING):
            patience -= WAITING
        found = self._by_name.get(name)
        return found or _card(-1, self.opened.shop.product(name))

    def find(self, query: Query) -> list[Card]:
        """Return the products that are asked for, in the catalogue's order."""
        found: list[Card] = self.once(query, lambda: [card for card in self.cards if query.fits(card)])
        return found

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories that products have, those of shop.toml first and in its order."""
        found: tuple[str, ...] = self.once("categories", self._categories)
        return found

    def _categories(self) -> tuple[str, ...]:
        used = {card.category for card in self.cards if card.category}
        declared = [key for key in self.opened.shop.shop.categories if key in used]
        return (*declared, *sorted(used.difference(declared)))

    def once(self, name: Hashable, make: Callable[[], Any]) -> Any:
        """Return what was made under a name, made anew where the products have changed since."""
        key = (self.revision, name)
        if key not in self._kept:
            if len(self._kept) >= ANSWERS:
                self._kept.clear()
            self._kept[key] = make()
        return self._kept[key]

    def neighbours(self, query: Query, slug: str) -> tuple[str, str, int, int]:
        """Return the slugs before and after a product among those asked for, its place from 1, and their number."""
        found = self.find(query)
        at = next((i for i, card in enumerate(found) if card.slug == slug), -1)
        if at < 0:
            return "", found[0].slug if found else "", 0, len(found)
        before = found[at - 1].slug if at else ""
        after = found[at + 1].slug if at + 1 < len(found) else ""
        return before, after, at + 1, len(found)

    def affected(self, rule: str, market: str) -> int:
        """Return how many products have an open or remedied finding of a rule in a market."""
        counts: Counter[tuple[str, str]] = self.once("affected", self._affected)
        return counts[rule, market]

    def _affected(self) -> Counter[tuple[str, str]]:
        found: Counter[tuple[str, str]] = Counter()
        for card in self.cards:
            for market, marks in card.marks.items():
                found.update(dict.fromkeys(((m.rule, market) for m in marks if m.status != "waived"), 1))
        return found

    def _work(self) -> None:
        while True:
            with self._turn:
                self._turn.wait_for(lambda: self._stopped or self._wanted or self._all)
                if self._stopped:
                    return
                wanted, whole = tuple(e for e in self.opened.editions if e in self._wanted), self._all
                self._wanted, self._all, self._complete, self._done = set(), False, False, 0
            self._look(wanted, whole)

    def _look(self, wanted: tuple[Edition, ...], whole: bool) -> None:
        try:
            self.fault = ""
            self.unshown = dict(self._unbound())
            if whole:
                self._read()
                self._listed.set()
                self._warm()
            self._check(wanted)
        except GlocalError as error:
            self.fault = str(error)
        except Exception as error:  # noqa: BLE001 - a layer of the shop's own may raise anything; the app goes on
            LOG.error("looking at the products: %s: %s", type(error).__name__, error)
            self.fault = f"{type(error).__name__}: {error}"
        self._listed.set()
        with self._turn:
            if not self._wanted and not self._all:
                self._complete = True
            self.revision += 1
            self._turn.notify_all()

    def _unbound(self) -> Iterator[tuple[str, str]]:
        for edition in self.opened.editions:
            try:
                self.opened.of(*edition).edition(*edition)
            except GlocalError as error:
                yield edition[0], str(error)

    def _read(self) -> None:
        """List the products; those seen before keep what was found of them until it is found anew."""
        cards: list[Card] = []
        names: dict[str, Card] = {}
        first = not self.cards
        for product in self.opened.catalog:
            card = _card(len(cards), product)
            old = self._by_name.get(product.id)
            if old is not None:
                card.marks, card.untranslated, card.withheld = old.marks, old.untranslated, old.withheld
                card.checked = old.checked
            cards.append(card)
            names.update({card.slug: card, card.id: card})
            if first and len(cards) % 100 == 1:
                self.cards, self._by_name = cards[:], names
                self.revision += 1
            if self._stopped:
                return
        self.cards, self._by_name = cards, names
        self.revision += 1

    def _give_way(self) -> None:
        for _ in range(MOST_PAUSES):
            if not self._guests or self._stopped:
                return
            time.sleep(PAUSE)

    def _warm(self) -> None:
        """Write one page of every edition: its templates are then compiled before they are wanted."""
        shown = [edition for edition in self.opened.editions if edition[0] not in self.unshown]
        for edition in shown[:WARMED] if self.cards else ():
            shop = self.opened.of(*edition)
            shop.render(shop.localize(self.cards[0].id, market=edition[0], language=edition[1]))

    def _check(self, wanted: Sequence[Edition]) -> None:
        markets = tuple(dict.fromkeys(code for code, _ in wanted))
        whole = [e for e in self.opened.editions if e[0] in markets and e[0] not in self.unshown]
        bound = [(e, self.opened.of(*e).edition(*e)) for e in whole]
        for done, product in enumerate(self.opened.catalog, 1):
            self._done = done
            card = self._by_name.get(product.id)
            if card is not None:
                source = Source(product, product.category)
                _put(card, [(e, edition.localize(source)) for e, edition in bound], self.opened.editions)
            if self._done % 50 == 0:
                self.revision += 1
            self._give_way()
            if self._stopped or self._all:
                return


def _card(number: int, product: Product) -> Card:
    words = [product.title, product.id, product.slug, product.brand, product.category]
    words += [variant.sku for variant in product.variants]
    image = product.images[0].src if product.images else ""
    return Card(number, product.id, product.slug, product.title, product.brand, product.category, image,
                " ".join(words).casefold())  # fmt: skip


def _put(card: Card, listings: Sequence[tuple[Edition, Listing]], editions: Sequence[Edition]) -> None:
    """Write down what was found in some markets; what is known of others stays, of those that are gone it goes."""
    sold = {code for code, _ in editions}
    seen = {edition for edition, _ in listings}
    codes = {code for code, _ in seen}
    found: dict[str, dict[tuple[str, str], Mark]] = {}
    for (code, _), listing in listings:
        own = found.setdefault(code, {})
        for finding in listing.findings:
            own.setdefault((finding.rule, finding.field), _mark(finding))
    kept = {code: marks for code, marks in card.marks.items() if code in sold and code not in codes}
    card.marks = kept | {code: tuple(own.values()) for code, own in found.items() if own}
    lacking = {edition for edition, listing in listings if _fell_back(listing)}
    card.untranslated = frozenset({e for e in card.untranslated if e in editions and e not in seen} | lacking)
    withheld = {listing.market for _, listing in listings if listing.withheld}
    card.withheld = frozenset({code for code in card.withheld if code in sold and code not in codes} | withheld)
    card.checked = True


def _mark(finding: Finding) -> Mark:
    words = (finding.rule, finding.severity, finding.status, finding.field, finding.message, finding.done)
    return Mark(*map(intern, words))


def _fell_back(listing: Listing) -> bool:
    return any(
        text.value and text.language and _base(text.language) != _base(listing.language)
        for text in (listing.title, listing.description)
    )


def _base(tag: str) -> str:
    return tag.partition("-")[0]
