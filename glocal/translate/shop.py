"""A whole shop's translations: which files it has, and each verb of this package over all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from glocal import po
from glocal.atlas import data_folder
from glocal.errors import LimitError, UnknownError
from glocal.locales.tags import canonical
from glocal.storefront import Storefront
from glocal.texts import Texts, folder_name, parents
from glocal.translate.check import check, glossary
from glocal.translate.culture import check_culture
from glocal.translate.merge import header
from glocal.translate.products import catalog_path, entries, extract
from glocal.translate.pseudo import pseudo_file
from glocal.translate.status import coverage, seen
from glocal.translate.theme import extract_theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from glocal.model.product import Product
    from glocal.translate.products import Update
    from glocal.translate.remarks import Remark
    from glocal.translate.status import Coverage, Seen

__all__ = [
    "STYLES",
    "Checked",
    "Standing",
    "TextFile",
    "check_file",
    "check_shop",
    "extract_shop",
    "languages",
    "open_file",
    "pseudo_shop",
    "shop_files",
    "status",
    "text_file",
]

STYLES = {"accented": ("en-XA", "en"), "mirrored": ("ar-XB", "ar"), "dense": ("zh-XC", "zh-Hans")}
"""Style of a pseudo-locale -> its tag, and the language whose direction, digits and dates its pages borrow."""

Tick: TypeAlias = "Callable[[int, int], None]"


def _silent(done: int, total: int) -> None:
    pass


@dataclass(frozen=True, slots=True)
class TextFile:
    """A translator's file: `words` are the storefront's (glocal.po), else it holds products' texts (catalog.po)."""

    path: Path
    language: str
    words: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """A file as it was read, and what there is to say of it."""

    place: TextFile
    file: po.File
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a shop is: each language's file in numbers, and what the shoppers of each edition see."""

    languages: tuple[Coverage, ...]
    editions: tuple[Seen, ...]


def languages(shop: Storefront) -> tuple[str, ...]:
    """Return the languages of a shop's editions, in its order, without the one that its catalogue is written in."""
    source = shop.shop.language
    tags = dict.fromkeys(tag for _, tag in shop.editions)
    return tuple(tag for tag in tags if tag != source and source not in parents(tag))


def shop_files(folder: Path) -> tuple[TextFile, ...]:
    """Return the translators' files below a shop's `locales`, sorted."""
    found = sorted((folder / "locales").glob("*/LC_MESSAGES/*.po"))
    return tuple(text_file(path) for path in found if path.name in ("catalog.po", "glocal.po"))


def text_file(path: Path) -> TextFile:
    """Tell what a PO file holds by its name, and its language by its folder, else by its header."""
    folder = path.resolve().parent
    named = folder.parent.name if folder.name == "LC_MESSAGES" else po.scan(_bytes(path)).language
    try:
        language = canonical(named)
    except UnknownError:
        language = ""
    return TextFile(path, language, path.name == "glocal.po")


def _bytes(path: Path) -> bytes:
    if path.stat().st_size > po.LIMIT:
        raise LimitError(f"{path}: too large", expected=f"at most {po.LIMIT} bytes", got=path.stat().st_size)
    return path.read_bytes()


def extract_shop(shop: Storefront, wanted: Iterable[str] = (), *, tick: Tick = _silent) -> Iterator[Update]:
    """Write or update the files of the `wanted` languages, of `languages(shop)` where none are named.

    A shop with a theme of its own also gets the words of its templates. `tick(done, 0)` is told after each product.
    Raise UnknownError for a tag that is none, FileError for a file that cannot be read; neither touches a file.
    """
    tags = [canonical(tag) for tag in wanted] or list(languages(shop))
    folder = shop.folder / "locales"
    yield from extract(
        _told(shop.catalog, tick), folder, tags, categories=shop.shop.categories, tagline=shop.shop.tagline
    )
    if shop.theme.folder is not None:
        shipped = data_folder() / "locales" / "glocal.pot"
        yield from extract_theme(shop.theme.folder, folder, tags, shipped=shipped)


def _told(products: Iterable[Product], tick: Tick) -> Iterator[Product]:
    for done, product in enumerate(products, 1):
        yield product
        tick(done, 0)


def check_file(place: TextFile, *, markets: Sequence[str] = (), source: str = "en") -> Checked:
    """Check one file; product texts also against what each of `markets` minds, unless the `source` text says it."""
    file = po.scan(_bytes(place.path), place.path.as_posix())
    remarks = check(file, words=place.words, terms=_terms(place))
    if not place.words and place.language:
        for market in markets:
            remarks += check_culture(file, market=market, language=place.language, source=source)
    return Checked(place, file, tuple(sorted(remarks, key=lambda remark: remark.line)))


def _terms(place: TextFile) -> dict[str, tuple[str, ...]]:
    """The glossary beside a file's own; for storefront words it lies over the one that is shipped."""
    own = glossary(place.path.resolve().parent.parent / "glossary.toml")
    if not place.words or not place.language:
        return own
    shipped = data_folder() / "locales"
    for tag in (*reversed(parents(place.language)), place.language):
        own = glossary(shipped / folder_name(tag) / "glossary.toml") | own
    return own


def check_shop(shop: Storefront, *, tick: Tick = _silent) -> Iterator[Checked]:
    """Check every file of a shop, each with the markets that read it; `tick(done, total)` counts files."""
    files = shop_files(shop.folder)
    for done, place in enumerate(files, 1):
        yield check_file(place, markets=_readers(shop, place.language), source=shop.shop.language)
        tick(done, len(files))


def _readers(shop: Storefront, language: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for code, tag in shop.editions if tag == language or language in parents(tag)))


def open_file(shop: Storefront, language: str) -> po.File:
    """Read a language's product texts; UnknownError where there is no such file yet."""
    path = catalog_path(shop.folder / "locales", canonical(language))
    if not path.is_file():
        known = [place.language for place in shop_files(shop.folder) if not place.words]
        raise UnknownError("language", language, known, where=f"{shop.folder / 'locales'}")
    return po.read(path)


def status(shop: Storefront, *, tick: Tick = _silent) -> Standing:
    """Count what is translated, and what the shoppers of each edition see; `tick(done, total)` counts both."""
    products = list(shop.catalog)
    wanted = entries(products, shop.shop.categories, shop.shop.tagline)
    tags = list(dict.fromkeys((*languages(shop), *(f.language for f in shop_files(shop.folder) if not f.words))))
    total = len(tags) + len(shop.editions)
    covered: list[Coverage] = []
    for tag in tags:
        covered.append(coverage(_file_or_empty(shop, tag), tag, wanted))
        tick(len(covered), total)
    shown: list[Seen] = []
    for code, tag in shop.editions:
        shown.append(seen(products, shop.texts(tag), code, tag))
        tick(len(covered) + len(shown), total)
    return Standing(tuple(covered), tuple(shown))


def _file_or_empty(shop: Storefront, language: str) -> po.File:
    path = catalog_path(shop.folder / "locales", language)
    return po.read(path) if path.is_file() else po.File((header(language, title=""),), name=path.as_posix())


class _PseudoShop(Storefront):
    """A shop whose every market reads a pseudo-locale."""

    style = "accented"

    @property
    def editions(self) -> tuple[tuple[str, str], ...]:
        return tuple((code, STYLES[self.style][1]) for code in self.markets)

    def texts(self, language: str) -> Texts:
        if language != STYLES[self.style][1]:
            return super().texts(language)
        with self._lock:
            if language not in self._texts:
                self._texts[language] = self._pseudo(language)
        return self._texts[language]

    def _pseudo(self, language: str) -> Texts:
        made = Texts(language, source=self.shop.language)
        words = [*po.read(data_folder() / "locales" / "glocal.pot").entries, *_theme_words(self)]
        tag = STYLES[self.style][0]
        made.add_words(_catalog(words, tag), language)
        made.add_products(_catalog(entries(self.catalog, self.shop.categories, self.shop.tagline), tag), language)
        return made


def _theme_words(shop: Storefront) -> tuple[po.Entry, ...]:
    from glocal.translate.words import in_templates, template

    return template(in_templates(shop.theme.folder)) if shop.theme.folder is not None else ()


def _catalog(template: Iterable[po.Entry], locale: str) -> po.Catalog:
    return po.catalog(po.dump(pseudo_file(template, locale)), f"{locale}.po", language="en")


def pseudo_shop(folder: Path, style: str, **options: Any) -> Storefront:
    """Open a shop whose words and product texts are those of a pseudo-locale; `style` is one of STYLES.

    Prices, dates and names of places stay those of the market. Nothing is written into the shop. `options` are those
    of Storefront.open. Raise UnknownError for another style.
    """
    if style not in STYLES:
        raise UnknownError("style", style, STYLES)
    shop = _PseudoShop.open(folder, **options)
    assert isinstance(shop, _PseudoShop)
    shop.style = style
    return shop
