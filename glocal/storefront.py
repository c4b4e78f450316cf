"""A shop, opened: its catalogue, what is known of the world, rates, translations and theme.

How a listing comes to be, in one reading: `localize` finds the product and the bound edition; the edition runs its
steps, one a layer, over a fresh draft of the product; the draft is frozen. Binding happened once, when the edition
was first asked for: each layer looked up the market's facts, compiled its formats and returned its step.
"""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from glocal import formats
from glocal.atlas import Atlas, territories
from glocal.errors import DataError, UnknownError
from glocal.model.draft import Context, Draft, FrozenParts, Policies, Source
from glocal.model.product import Product

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from glocal.build import Built
    from glocal.catalog import Catalog
    from glocal.formats import LocaleFormats
    from glocal.locales import Suggestion
    from glocal.model.draft import Layer, Step
    from glocal.model.listing import Change, Listing
    from glocal.model.market import Market
    from glocal.model.shop import Shop
    from glocal.quote import Quote
    from glocal.rates import Rates
    from glocal.render import Pages, Theme
    from glocal.texts import Texts

__all__ = ["Edition", "Storefront"]

SOURCES = 2_048
"""Products whose market-independent findings are kept between calls."""


class Edition:
    """The shop bound to one market and language: what turns a product into a listing there."""

    def __init__(self, context: Context, layers: Sequence[Layer], direction: Any) -> None:
        self.market = context.market
        self.language = context.language
        self.context = context
        self._steps: tuple[Step, ...] = tuple(layer(context) for layer in layers)
        self._parts = FrozenParts(context.market.code, context.language, direction)

    @cached_property
    def formats(self) -> LocaleFormats:
        """The language's formats, with the digits that the shop wants."""
        return formats.locale(self.language, digits=self.context.policies.digits)

    def localize(self, source: Source) -> Listing:
        """Return the product as this market sees it."""
        draft = Draft(source)
        for step in self._steps:
            step(draft)
        return draft.freeze(self._parts)

    def explain(self, source: Source) -> tuple[Listing, tuple[Change, ...]]:
        """Return the listing and what each layer did to it; the edition must be bound with `trace`."""
        changes: list[Change] = []
        draft = Draft(source, changes)
        for step in self._steps:
            step(draft)
        return draft.freeze(self._parts), tuple(changes)


class Storefront:
    """One shop, opened. Safe to use from many threads; pickles as its folder and options."""

    def __init__(
        self,
        shop: Shop,
        folder: Path,
        *,
        catalog: Catalog | Iterable[Product] | None = None,
        today: dt.date | None = None,
        rates: Rates | None = None,
        policies: Policies | None = None,
        layers: Sequence[Layer] | None = None,
    ) -> None:
        self.shop = shop
        self.folder = folder
        self.today: dt.date = today or shop.today or dt.datetime.now(tz=dt.UTC).date()  # the only clock there is
        self.policies = policies or shop.policies
        self.atlas = Atlas([folder])
        self._options = {"today": self.today, "rates": rates, "policies": policies, "layers": layers}
        self._layers = layers
        self._given = catalog
        self._lock = Lock()
        self._texts: dict[str, Texts] = {}
        self._editions: dict[tuple[str, str], Edition] = {}
        self._sources: dict[str, Source] = {}
        self._pages: dict[tuple[str, str], Pages] = {}
        if rates is not None:
            self.rates = rates

    @classmethod
    def open(
        cls,
        path: Path | str,
        *,
        today: dt.date | None = None,
        rates: Rates | None = None,
        policies: Policies | None = None,
        layers: Sequence[Layer] | None = None,
    ) -> Storefront:
        """Open the shop in a folder with a `shop.toml`.

        `today` fixes the date (None: the shop's own, else today's in UTC, read here once); `rates` stands in for the
        shop's table; `layers` for `glocal.layers.DEFAULT`. Raises FileError with every fault of shop.toml.
        """
        from glocal.catalog import shop

        folder = Path(path)
        return cls(shop.load(folder), folder, today=today, rates=rates, policies=policies, layers=layers)

    def __reduce__(self) -> tuple[Any, ...]:
        if self._given is not None:
            raise TypeError("only a storefront that was opened from a folder can be pickled")
        return _reopen, (self.folder, self._options)

    def __repr__(self) -> str:
        return f"<Storefront {self.shop.name!r} {', '.join(self.markets[:12])}>"

    @cached_property
    def catalog(self) -> Catalog | Iterable[Product]:
        """The products, streamed from the shop's own file."""
        if self._given is not None:
            return self._given
        from glocal import catalog

        return catalog.open(self.shop, self.folder)

    @cached_property
    def rates(self) -> Rates:
        """The shop's exchange rates: its own file, else the embedded table."""
        from glocal import rates

        name = self.shop.rates.get("file") or ("rates.toml" if (self.folder / "rates.toml").is_file() else "")
        return rates.load(self.folder / name) if name else rates.embedded()

    @cached_property
    def markets(self) -> tuple[str, ...]:
        """Territories sold to, in the shop's order."""
        if self.shop.markets == ("all",):
            return tuple(code for code in territories() if self._answers(code))
        return self.shop.markets

    def _answers(self, code: str) -> bool:
        try:
            return bool(self.atlas.market(code).languages)
        except DataError:
            return False

    @property
    def editions(self) -> tuple[tuple[str, str], ...]:
        """Market and language of every edition of the shop."""
        return tuple((code, tag) for code in self.markets for tag in self.atlas.market(code).languages)

    def edition(self, market: str, language: str | None = None, *, trace: bool = False) -> Edition:
        """Return the shop bound to a market and language, by default the market's first.

        Raises UnknownError for a market that the shop does not sell to, or a tag that is no language.
        """
        if market not in self.markets:
            raise UnknownError("market", market, self.markets)
        facts = self.atlas.market(market)
        tag = language or facts.languages[0]
        if trace:
            return self._bind(facts, tag, trace=True)
        with self._lock:
            found = self._editions.get((market, tag))
        if found is None:
            found = self._bind(facts, tag)
            with self._lock:
                found = self._editions.setdefault((market, tag), found)
        return found

    def _bind(self, market: Market, language: str, *, trace: bool = False) -> Edition:
        from glocal import layers
        from glocal.rules import own

        context = Context(
            market=market,
            language=language,
            source_language=self.shop.language,
            source_currency=self.shop.currency,
            atlas=self.atlas,
            rates=self.rates,
            texts=self.texts(language),
            today=self.today,
            policies=self.policies,
            categories=self.shop.categories,
            trace=trace,
        )
        chosen = (*(self._layers or layers.DEFAULT), own.bind)
        return Edition(context, chosen, formats.locale(language).direction)

    def texts(self, language: str) -> Texts:
        """Return the words of a language: the storefront's and the shop's own."""
        with self._lock:
            found = self._texts.get(language)
        if found is None:
            from glocal.texts import Texts

            folders = [folder / "locales" for folder in self.atlas.folders]
            chain = (*self.policies.fallback, self.shop.language)
            found = Texts.open(folders, language, chain=chain, source=self.shop.language)
            with self._lock:
                found = self._texts.setdefault(language, found)
        return found

    def product(self, name: str) -> Product:
        """Return a product by its id or slug; raises UnknownError, with a near match, for any other name."""
        find = getattr(self.catalog, "find", None)
        if find is not None:
            return find(name)  # type: ignore[no-any-return]
        known: Mapping[str, Product] = {key: p for p in self.catalog for key in (p.slug, p.id)}
        if name not in known:
            raise UnknownError("product", name, known)
        return known[name]

    def source(self, product: str | Product) -> Source:
        """Return what all editions share of a product."""
        found = product if isinstance(product, Product) else self.product(product)
        kept = self._sources.get(found.id)
        if kept is None or kept.product is not found:
            if len(self._sources) >= SOURCES:
                self._sources.clear()
            kept = self._sources[found.id] = Source(found, found.category)
        return kept

    def localize(self, product: str | Product, *, market: str, language: str | None = None) -> Listing:
        """Return a product, given itself or by id or slug, as a market sees it.

        `language` is any BCP 47 tag; None is the market's first. Raises UnknownError for a product, market or
        language that is not there, RatesError where no usable exchange rate is.
        """
        return self.edition(market, language).localize(self.source(product))

    def listings(self, *, market: str, language: str | None = None) -> Iterator[Listing]:
        """Yield every product of the catalogue as a market sees it; none is kept."""
        edition = self.edition(market, language)
        for product in self.catalog:
            yield edition.localize(Source(product, product.category))

    def explain(self, listing: Listing, field: str = "") -> tuple[Change, ...]:
        """Return what each layer did to a listing, or to one field of it: 'price', 'variants[SKU].price', 'images'.

        The price of a listing is that of the variant that leads.
        """
        edition = self.edition(listing.market, listing.language, trace=True)
        _, changes = edition.explain(self.source(listing.id))
        wanted = f"variants[{listing.lead}].{field}" if field in ("price", "size", "compare_at") else field
        return tuple(c for c in changes if not field or c.field in (field, wanted))

    def resolve(self, *, path: str = "", cookie: str = "", accept_language: str = "", country: str = "") -> Suggestion:
        """Suggest a market and language for a shopper, with the reason; never a redirect.

        `path` is that of the page asked for, `cookie` the edition the shopper chose before (`pt-br`),
        `accept_language` their browser's header, `country` the territory that the caller looked up; each '' if unknown.
        """
        from glocal.locales import resolve

        editions = {code: self.atlas.market(code).languages for code in self.markets}
        return resolve(editions, path=path, cookie=cookie, accept_language=accept_language, country=country)

    def quote(
        self,
        lines: Iterable[tuple[str, int]],
        *,
        market: str,
        language: str | None = None,
        method: str | None = None,
    ) -> Quote:
        """Return lines, shipping, tax and total of a basket: sums of the prices that were shown."""
        from glocal import quote

        return quote.quote(self, lines, market=market, language=language, method=method)

    @cached_property
    def theme(self) -> Theme:
        """The shop's theme: the shipped one, with its own folder laid over it."""
        from glocal.render import Theme

        return Theme.open(self.folder / self.shop.theme if self.shop.theme else None)

    def render(self, listing: Listing) -> str:
        """Return the page of a listing as a server would send it: delivery as dates, links as in the built site."""
        return self._served(listing.market, listing.language).product(listing)

    def render_cart(
        self,
        lines: Iterable[tuple[str, int]],
        *,
        market: str,
        language: str | None = None,
        method: str | None = None,
    ) -> str:
        """Return the page of a basket of (SKU, count) as a server would send it; raises what `quote` raises."""
        from glocal.build import cart

        tag = self.edition(market, language).language
        return cart(self, self._served(market, tag), lines, market=market, language=tag, method=method)

    def _served(self, market: str, language: str) -> Pages:
        found = self._pages.get((market, language))
        if found is None:
            from glocal.build import about, pages

            edition, whole = self.edition(market, language), about(self, self.editions)
            found = self._pages[market, language] = pages(self, edition, whole, self.shop.categories, served=True)
        return found

    def build(self, out: Path | str, **options: Any) -> Built:
        """Write every product of every edition as static pages; see `glocal.build.build`."""
        from glocal.build import build

        return build(self, Path(out), **options)


def _reopen(folder: Path, options: dict[str, Any]) -> Storefront:
    return Storefront.open(folder, **options)
