"""The pages of one edition. What all of them share is made when they are bound; a page is then a few joins."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup, escape

from glocal.memo import Memo
from glocal.model.listing import Text
from glocal.render import structured
from glocal.render.carts import cart
from glocal.render.choices import groups, measured
from glocal.render.frame import KEPT, Frames, alternate_links
from glocal.render.images import located, picture
from glocal.render.links import Edition, Place, address, folder
from glocal.render.names import Languages, edition_names
from glocal.render.richtext import rich, summary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from glocal.formats import LocaleFormats
    from glocal.model.listing import Delivery, Listing, ListingImage, PaymentMethod, SizeChart
    from glocal.model.market import Market
    from glocal.quote import Quote
    from glocal.render.environment import Words
    from glocal.render.links import Shop
    from glocal.render.theme import Theme

__all__ = ["CategoryLink", "Chart", "Pages", "Shelf"]

NOTHING = Text("", "")

PLAIN = {"title_language": "", "summary": "", "summary_language": "", "data": ""}
"""What a page says of itself where it says nothing else."""


class CategoryLink(NamedTuple):
    """A category in the menu."""

    key: str
    """Last part of its address: 'dresses'."""
    name: Text


class Shelf(NamedTuple):
    """A row of products on the home page."""

    category: CategoryLink
    listings: Sequence[Listing]


class Chart(NamedTuple):
    """A size chart of the size guide."""

    name: Text
    chart: SizeChart


class Pages:
    """Pages of one edition of a shop, each a `str`; made by `Theme.bind`, safe to use from several threads."""

    def __init__(
        self,
        theme: Theme,
        texts: Words,
        market: Market,
        language: str,
        formats: LocaleFormats,
        shop: Shop,
        *,
        categories: tuple[CategoryLink, ...] = (),
        season: Mapping[str, str] | None = None,
        tagline: Text = NOTHING,
        served: bool = False,
    ) -> None:
        self.edition = shop.edition(language, market.code)
        self.shop = shop
        self.style = theme.asset({**market.theme, **(season or {})})
        self.categories = categories
        self._environment = theme.environment(texts, formats)
        self._template = cache(self._environment.get_template)
        self._frames = Frames(shop, self.edition, self.style.name, self._fill)
        self._fragments: dict[tuple[str, int], tuple[object, Any]] = {}
        self._constants: dict[str, Any] = {
            **self._environment.globals,
            "categories": categories,
            "direction": formats.direction,
            "edition": self.edition,
            "folder": Memo(folder),
            "lang": Languages(language),
            "language": language,
            "market": market,
            "number": Memo(formats.number()),
            "rich": rich,
            "served": served,
            "shop": shop,
            "stars": Memo(stars),
            "tagline": tagline,
            "territory": Memo(formats.territory_name),
            "tongue": Memo(formats.language_name),
        }

    def product(
        self, listing: Listing, *, editions: Sequence[Edition] | None = None, related: Sequence[Listing] = ()
    ) -> str:
        """Return the page of a listing.

        `editions` are those that have this product, all of them where None; `related` are shown below.
        """
        place = Place(listing.slug)
        rows, heads = measured(listing)
        return self._render(
            "product.html",
            place,
            editions,
            title=listing.title.value,
            title_language=listing.title.language,
            summary=summary(listing.description.value, listing.html),
            summary_language=listing.description.language,
            data=Later(lambda: self._product_data(listing, self._url(place))),
            social=self._social(listing.image, "product"),
            listing=listing,
            category=self._category(listing),
            groups=groups(listing),
            measure_rows=rows,
            measure_heads=heads,
            pictures=ordered(listing),
            picture=self._pictures(place),
            delivery=self._fragment("_delivery.html", listing.delivery, place.root),
            payment=self._fragment("_payment.html", listing.payment, place.root),
            size_chart=self._fragment("_chart.html", listing.size_chart, place.root) if listing.size_chart else "",
            single=len(listing.variants) < 2,
            lead=listing.lead,
            minor=listing.price.minor,
            related=related,
        )

    def category(
        self,
        category: CategoryLink,
        listings: Sequence[Listing],
        *,
        page: int = 1,
        pages: int = 1,
        editions: Sequence[Edition] | None = None,
    ) -> str:
        """Return a page of a category; it belongs at `category_path(key, page)` below the edition."""
        place = Place(category_path(category.key, page))
        return self._render(
            "category.html",
            place,
            editions,
            title=category.name.value,
            title_language=category.name.language,
            data=self._trail((category.name.value, self._url(place))),
            social=self._social(listings[0].image if listings else None, "website"),
            category=category,
            listings=listings,
            page=page,
            pages=[(i, "../" * (2 if page > 1 else 1) + _numbered(category.key, i)) for i in range(1, pages + 1)],
            picture=self._pictures(place),
        )

    def home(
        self, featured: Sequence[Listing], shelves: Sequence[Shelf] = (), *, editions: Sequence[Edition] | None = None
    ) -> str:
        """Return the edition's first page: some listings that lead, then shelves by category."""
        place = Place("")
        return self._render(
            "home.html",
            place,
            editions,
            title=self.shop.name,
            summary=self._constants["tagline"].value,
            summary_language=self._constants["tagline"].language,
            data=self._site(),
            social=self._social(featured[0].image if featured else None, "website"),
            featured=featured,
            shelves=shelves,
            picture=self._pictures(place),
        )

    def delivery(
        self, delivery: Delivery, payment: Sequence[PaymentMethod], *, editions: Sequence[Edition] | None = None
    ) -> str:
        """Return the page about delivery and payment; it belongs at `about/delivery` below the edition."""
        place = Place("about/delivery")
        return self._render("delivery.html", place, editions, social=self._social(None, "website"),
                            delivery=delivery, payment=payment)  # fmt: skip

    def sizes(self, charts: Sequence[Chart], *, editions: Sequence[Edition] | None = None) -> str:
        """Return the size guide; it belongs at `about/sizes` below the edition."""
        place = Place("about/sizes")
        return self._render("sizes.html", place, editions, social=self._social(None, "website"), charts=charts)

    def cart(self, quote: Quote, listings: Iterable[Listing], *, sample: bool = False) -> str:
        """Return the page of a cart; it belongs at `about/cart` below the edition.

        `quote` is that of this edition's market, `listings` are of its lines; a `sample` says that it is one. Raises
        UnknownError for a line that no listing has.
        """
        place = Place("about/cart")
        return self._render(
            "cart.html",
            place,
            None,
            social=self._social(None, "website"),
            cart=cart(quote, listings),
            sample=sample,
            picture=self._pictures(place),
        )

    def front(self) -> str:
        """Return the site's own first page, where a shopper chooses a country; it belongs at `index.html`."""
        names = [(e, *edition_names(e)) for e in self.shop.editions]
        head = Markup("".join(alternate_links(self.shop, self.shop.editions, "")))
        return self._fill("front.html", root="", stylesheet=self.style.name, names=names, head=head)

    def _render(self, template: str, place: Place, editions: Sequence[Edition] | None, **values: Any) -> str:
        path = folder(place.path)
        head, header, footer = self._frames.around(place.depth, editions)
        return self._fill(
            template,
            root=place.root,
            home="../" * (place.depth - 1),
            head=Markup(path.join(head)),
            header=Markup(path.join(header)),
            footer=Markup(path.join(footer)),
            **{**PLAIN, **values},
        )

    def _fill(self, name: str, **values: Any) -> str:
        """Render a template; what `Template.render` does, with two copies of the values less."""
        template = self._template(name)
        try:
            return "".join(template.root_render_func(template.new_context({**self._constants, **values}, shared=True)))
        except Exception:  # noqa: BLE001 - raised again, with the template's own lines
            self._environment.handle_exception()

    def _url(self, place: Place) -> str:
        return address(self.shop.url, self.edition, place.path) if self.shop.url else ""

    def _category(self, listing: Listing) -> CategoryLink | None:
        return next((c for c in self.categories if c.key == listing.category), None)

    def _pictures(self, place: Place) -> Callable[..., Markup]:
        root, languages = place.root, self._constants["lang"]
        renditions, dimensions = self.shop.renditions, self.shop.dimensions

        def show(image: ListingImage | None, sizes: str, eager: bool = False, alt: str | None = None) -> Markup:
            lang = languages[image.alt.language] if image is not None else ""
            return picture(image, root, renditions, dimensions, sizes=sizes, eager=eager, alt=alt, lang=lang)

        return show

    def _fragment(self, template: str, value: object, root: str) -> Markup:
        """Render what many listings share once for each value; the value itself is kept, so its id stays its own."""

        def make() -> Markup:
            return Markup(self._fill(template, value=value, root=root))

        fragment: Markup = self._once(template, value, make)
        return fragment

    def _once(self, name: str, value: object, make: Callable[[], Any]) -> Any:
        key = (name, id(value))
        found = self._fragments.get(key)
        if found is None or found[0] is not value:
            if len(self._fragments) >= KEPT:
                self._fragments.clear()
            found = self._fragments[key] = (value, make())
        return found[1]

    def _product_data(self, listing: Listing, url: str) -> Markup:
        details = self._once(
            "shipping",
            listing.delivery,
            lambda: structured.encoded(structured.shipping(listing.delivery, listing.market, listing.price.currency)),
        )
        data = structured.product_data(listing, url=url, base=self.shop.url, delivery=details)
        category = self._category(listing)
        steps = [(category.name.value, self._url(Place(category_path(category.key))))] if category else []
        return structured.script(data) + self._trail(*steps, (listing.title.value, url))

    def _trail(self, *steps: tuple[str, str]) -> Markup:
        if not self.shop.url:
            return Markup("")
        home = (self.shop.name, address(self.shop.url, self.edition, ""))
        return structured.script(structured.breadcrumbs([home, *steps]))

    def _site(self) -> Markup:
        if not self.shop.url:
            return Markup("")
        return structured.script(structured.website(self.shop.name, address(self.shop.url, self.edition, "")))

    def _social(self, image: ListingImage | None, kind: str) -> Markup:
        """Return the Open Graph lines that vary from page to page."""
        src = located(image.src, self.shop.url.rstrip("/") + "/") if image is not None and self.shop.url else ""
        lines = [f'<meta property="og:type" content="{kind}">']
        if src:
            lines.append(f'<meta property="og:image" content="{escape(src)}">')
        return Markup("\n".join(lines))


class Later:
    """Markup that is made when a template prints it, and not where it does not."""

    __slots__ = ("make",)

    def __init__(self, make: Callable[[], Markup]) -> None:
        self.make = make

    def __html__(self) -> Markup:
        return self.make()


def stars(value: str) -> str:
    """Return the class that draws an average, to half a star.

    >>> stars("4.6"), stars("5.0")
    ('s9', 's10')
    """
    tenths = int(value.replace(".", "")) if "." in value else 10 * int(value)
    return f"s{(2 * tenths + 5) // 10}"


def category_path(key: str, page: int = 1) -> str:
    """Return a category page's place below its edition.

    >>> category_path("dresses"), category_path("dresses", 2)
    ('c/dresses', 'c/dresses/2')
    """
    return f"c/{key}/{page}" if page > 1 else f"c/{key}"


def _numbered(key: str, page: int) -> str:
    return f"{folder(key)}/{page}/index.html" if page > 1 else f"{folder(key)}/index.html"


def ordered(listing: Listing) -> tuple[ListingImage, ...]:
    """Return the pictures with the leading one first."""
    first = listing.image
    if first is None or (listing.images and listing.images[0] is first):
        return listing.images
    return (first, *[image for image in listing.images if image is not first])
