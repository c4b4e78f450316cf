"""What can be seen of a product, found once for all markets: every subject, where it stands, and how sure that is."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from glocal.atlas import data_folder
from glocal.rules.data import counts, members
from glocal.rules.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glocal.model.product import Category, Image, Product
    from glocal.rules.lexicon import Hit
    from glocal.rules.library import Library

__all__ = ["Seen", "Sight", "look", "read_text"]

MAX_SCANNED = 100_000
_TAG = re.compile(r"<[^<>]{0,2000}>")
_NUMBER = re.compile(r"\d{1,4}")
_SHOWN = frozenset({"color", "material", "style", "other"})


class Sight(NamedTuple):
    """A subject seen at a place."""

    subject: int
    place: str
    field: str
    text: str
    start: int
    end: int
    firm: bool
    """Whether it is a structured signal, not a word of free text."""
    reviewed: bool = True
    value: str = ""
    """The option value."""
    option: int = -1
    image: int = -1


class Seen(NamedTuple):
    """All that was seen. `subjects` are those of `firm` and of `words`."""

    firm: tuple[Sight, ...]
    words: tuple[Sight, ...]
    """In the catalogue's own title and description."""
    subjects: frozenset[int]
    firm_subjects: frozenset[int]
    goods: frozenset[str]
    """What the product is, by its category; by its title where the category does not say."""
    maybe: frozenset[str]
    """What it is by its title."""
    occasions: frozenset[str]
    hand_priced: bool


def look(product: Product, category: Category | None, library: Library) -> Seen:
    """Return what can be seen of a product."""
    title = _scanned(product.title, product.language, product.brand, library)
    in_category = _category_hits(product, category, library)
    goods = _kinds(in_category, library.goods) | _stated(category, library)
    maybe = _kinds(title, library.goods)
    occasions = _kinds([*title, *in_category], library.occasions) | ({"gift"} if category and category.gift else set())
    firm = (
        *_variants(product, library),
        *_images(product, library),
        *_in_category(product, in_category, library),
        *_attributes(product, library),
        *_tags(product, library),
        *_missing(product, library),
    )
    words = (*_titled(product, title), *_described(product, library))
    firm_subjects = frozenset(s.subject for s in firm)
    return Seen(
        firm,
        words,
        firm_subjects | {s.subject for s in words},
        firm_subjects,
        frozenset(goods or maybe),
        frozenset(maybe),
        frozenset(occasions | _kinds(_attribute_hits(product, library), library.occasions)),
        any(v.hand_prices for v in product.variants),
    )


def read_text(
    title: str, description: str, html: bool, language: str, brand: str, library: Library
) -> tuple[Sight, ...]:
    """Return what the words of a title and a description show."""
    return tuple(
        _sight(hit, "text", field, text)
        for field, text in (("title", title), ("description", _plain(description, html)))
        for hit in _scanned(text, language, brand, library)
    )


def _scanned(text: str, language: str, brand: str, library: Library) -> tuple[Hit, ...]:
    return library.lexicon(language).scan(text[:MAX_SCANNED], brand)


def _sight(hit: Hit, place: str, field: str, text: str, *, firm: bool = False, image: int = -1) -> Sight:
    return Sight(hit.subject, place, field, text, hit.start, hit.end, firm, hit.reviewed, image=image)


def _titled(product: Product, hits: Sequence[Hit]) -> Iterator[Sight]:
    for hit in hits:
        yield _sight(hit, "text", "title", product.title)


def _described(product: Product, library: Library) -> Iterator[Sight]:
    text = _plain(product.description, product.html)
    for hit in _scanned(text, product.language, product.brand, library):
        yield _sight(hit, "text", "description", text)


def _plain(text: str, html: bool) -> str:
    """Blank out tags; places stay where they are."""
    return _TAG.sub(lambda m: " " * len(m.group()), text) if html else text


def _variants(product: Product, library: Library) -> Iterator[Sight]:
    for at, option in enumerate(product.options):
        if option.role == "count":
            yield from _counted(option.values, f"options[{option.name}]", library)
        if option.role not in _SHOWN:
            continue
        for value in option.values:
            for found in library.value(value, product.language, colour=option.role == "color"):
                field = f"options[{option.name}]"
                yield Sight(
                    found.subject, "variant", field, value, found.start, found.end, True, found.reviewed, value, at
                )


def _counted(values: Sequence[str], field: str, library: Library) -> Iterator[Sight]:
    for value in values:
        numbers = _NUMBER.findall(fold(value))
        if len(numbers) == 1 and int(numbers[0]) in library.counted:
            yield Sight(library.counted[int(numbers[0])], "count", field, value, 0, len(value), True)


def _images(product: Product, library: Library) -> Iterator[Sight]:
    for at, image in enumerate(product.images):
        yield from _pictured(image, at, product, library)


def _pictured(image: Image, at: int, product: Product, library: Library) -> Iterator[Sight]:
    for tag in image.tags:
        for hit in library.lexicon("en").scan(tag, tones=True):
            yield _sight(hit, "image", f"images[{at}].tags", tag, firm=True, image=at)
    if image.alt:
        for hit in _scanned(image.alt, product.language, product.brand, library):
            yield _sight(hit, "image", f"images[{at}].alt", image.alt, firm=True, image=at)


def _category_hits(product: Product, category: Category | None, library: Library) -> tuple[Hit, ...]:
    text = category.title or product.category if category else product.category
    hits = _scanned(text, product.language, "", library)
    return hits or library.lexicon("en").scan(text[:MAX_SCANNED])


def _in_category(product: Product, hits: Sequence[Hit], library: Library) -> Iterator[Sight]:
    for hit in hits:
        if library.subjects[hit.subject].form in ("goods", "material", "motif"):
            yield _sight(hit, "category", "category", product.category, firm=True)


def _kinds(hits: Sequence[Hit], names: dict[int, str]) -> set[str]:
    return {names[hit.subject] for hit in hits if hit.subject in names}


def _stated(category: Category | None, library: Library) -> set[str]:
    return {category.goods} if category and category.goods else set()


def _attributes(product: Product, library: Library) -> Iterator[Sight]:
    lexicon = library.lexicon(product.language)
    for name, value in product.attributes:
        field = f"attributes[{name}]"
        if _counts_pieces(name):
            yield from _counted([value], field, library)
        for hit in lexicon.scan(value, product.brand):
            yield _sight(hit, "text", field, value, firm=True)


def _attribute_hits(product: Product, library: Library) -> list[Hit]:
    lexicon = library.lexicon(product.language)
    return [hit for name, value in product.attributes for hit in lexicon.scan(f"{name}: {value}")]


def _counts_pieces(name: str) -> bool:
    return fold(name) in _piece_names()


@cache
def _piece_names() -> frozenset[str]:
    return frozenset(fold(name) for names in counts().names.values() for name in names)


def _tags(product: Product, library: Library) -> Iterator[Sight]:
    for at, tag in enumerate(product.tags):
        for hit in _scanned(tag, product.language, product.brand, library):
            yield _sight(hit, "text", f"tags[{at}]", tag)


def _missing(product: Product, library: Library) -> Iterator[Sight]:
    for what, number in library.missing.items():
        if _lacks(product, what):
            yield Sight(number, "missing", what, "", 0, 0, True)


@cache
def _union() -> frozenset[str]:
    """The European Union: for what is made in it, a responsible person is not asked for."""
    return frozenset(members((data_folder(),))["EU"])


def _lacks(product: Product, what: str) -> bool:
    if what == "manufacturer":
        return not product.manufacturer
    if what == "responsible-person":
        return not product.responsible_person and bool(product.origin) and product.origin not in _union()
    if what == "origin":
        return not product.origin
    return any(v.compare_at or any(h.compare_at for h in v.hand_prices.values()) for v in product.variants)
