"""Where pages live, and how they point at each other.

An edition is the shop in one language for one market: `/pt-br/`. Its pages stand at fixed places below it, the same
in every edition, so a link from one page to its counterpart needs no table:

    /index.html                           choose a country
    /pt-br/index.html                     home
    /pt-br/c/dresses/index.html           a category; /c/dresses/2/ its second page
    /pt-br/linen-dress/index.html         a product
    /pt-br/about/delivery/index.html      about delivery; about/sizes/ the size guide; about/cart/ a sample cart

Links are relative and name `index.html`, so that a site also opens from a folder.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

import msgspec

from glocal.errors import DataError, UnknownError

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Edition", "Place", "Shop", "address", "alternates", "folder", "without_region"]


class Edition(msgspec.Struct, frozen=True):
    """The shop in one language for one market.

    >>> Edition("es", "US").path, Edition("zh-Hans", "CN").path, Edition("es-419", "MX").hreflang
    ('es-us', 'zh-hans-cn', 'es-MX')
    """

    language: str
    """BCP 47 tag."""
    market: str
    """ISO 3166 territory."""

    @property
    def hreflang(self) -> str:
        """Language, script where the tag has one, and the market's territory."""
        return f"{without_region(self.language)}-{self.market}"

    @property
    def path(self) -> str:
        """First part of the address of all its pages."""
        return self.hreflang.lower()


def without_region(tag: str) -> str:
    """Return the language of a tag, and its script where it names one.

    >>> without_region("pt-BR"), without_region("zh-Hans-CN")
    ('pt', 'zh-Hans')
    """
    language, *rest = tag.split("-")
    return "-".join([language.lower(), *[part.title() for part in rest if len(part) == 4 and part.isalpha()]])


class Shop(msgspec.Struct, frozen=True, kw_only=True):
    """What every page says of the shop, and the editions that exist.

    Raises DataError where two editions would live at one place, or the address is none.
    """

    name: str
    url: str = ""
    """Absolute address of the built site, https; '' leaves out what needs one: canonical, sitemap, hreflang."""
    editions: tuple[Edition, ...] = ()
    """In the order of the language menu."""
    default: Edition | None = None
    """Where x-default points for pages that the front page has no counterpart of; the first edition where None."""
    cart: str = ""
    """Address that the buy form is sent to; '' leads it to the page of a sample cart, or leaves the button out."""
    about: tuple[Literal["delivery", "sizes", "cart"], ...] = ("delivery", "sizes")
    """The pages about delivery, about sizes and of a sample cart that are built, so that others may link to them."""
    renditions: Mapping[str, tuple[tuple[str, int], ...]] = msgspec.field(default_factory=dict)
    """Picture -> smaller copies of it with their widths in pixels: {"images/a.jpg": (("images/a-480.jpg", 480),)}."""
    dimensions: Mapping[str, tuple[int, int]] = msgspec.field(default_factory=dict)
    """Picture -> width and height in pixels, for pictures whose catalogue does not say."""

    def __post_init__(self) -> None:
        taken: dict[str, Edition] = {}
        for edition in self.editions:
            if taken.setdefault(edition.path, edition) != edition:
                raise DataError(
                    f"{edition} and {taken[edition.path]} would share /{edition.path}/",
                    expected="one language of a kind for each market",
                    got=edition,
                )
        if self.url and not self.url.startswith(("https://", "http://")):
            raise DataError(f"not an absolute address: {self.url!r}", expected="https://...", got=self.url)
        if self.cart and not self.cart.startswith(("https://", "http://", "/")):
            raise DataError(f"not a usable cart address: {self.cart!r}", expected="https://... or /...", got=self.cart)

    @property
    def fallback(self) -> Edition | None:
        """The edition that x-default falls back on."""
        return self.default or (self.editions[0] if self.editions else None)

    def edition(self, language: str, market: str) -> Edition:
        """Return the edition of a language and market; raises UnknownError where it is not built."""
        wanted = Edition(language, market)
        if wanted not in self.editions:
            raise UnknownError("edition", wanted.path, [e.path for e in self.editions])
        return wanted


class Place(msgspec.Struct, frozen=True):
    """A page's place below its edition: '' for home, 'c/dresses', 'linen-dress'."""

    path: str

    @property
    def depth(self) -> int:
        """Folders between the site's root and the page."""
        return 1 + (self.path.count("/") + 1 if self.path else 0)

    @property
    def root(self) -> str:
        """What leads from the page to the site's root: '../../'."""
        return "../" * self.depth


@lru_cache(maxsize=4096)
def folder(path: str) -> str:
    """Percent-encode the parts of a path.

    >>> folder("c/платья")
    'c/%D0%BF%D0%BB%D0%B0%D1%82%D1%8C%D1%8F'
    """
    return quote(path, safe="/-._~")


def address(url: str, edition: Edition | None, path: str) -> str:
    """Return the absolute address of a page: with a slash at its end, encoded.

    >>> address("https://shop.example", Edition("pt-BR", "BR"), "linen-dress")
    'https://shop.example/pt-br/linen-dress/'
    """
    parts = [url.rstrip("/"), *([edition.path] if edition else []), *([folder(path)] if path else [])]
    return "/".join(parts) + "/"


def alternates(shop: Shop, editions: Iterable[Edition], path: str) -> list[tuple[str, str]]:
    """Return hreflang and absolute address of a page's counterparts, itself among them, and of its x-default.

    `path` may hold a marker that the caller fills in later. The front page, where a shopper chooses a country, is the
    x-default of the homes; every other page's is its counterpart in the shop's default edition, or the first there is.
    """
    known = tuple(editions)
    if not shop.url or not known:
        return []
    rows = [(e.hreflang, address(shop.url, e, path)) for e in known]
    fallback = shop.fallback if shop.fallback in known else known[0]
    return [*rows, ("x-default", address(shop.url, fallback if path else None, path))]
