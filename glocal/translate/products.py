"""Product texts: out of the catalogue into `catalog.po`, and kept up to date there."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from glocal import po
from glocal.po import Entry
from glocal.texts import KINDS, folder_name
from glocal.translate.merge import header, merge

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping
    from pathlib import Path

    from glocal.model.product import Category, Product

__all__ = [
    "LIMITS",
    "Update",
    "catalog_path",
    "counted",
    "digest",
    "entries",
    "extract",
    "fields",
    "identity",
    "update",
]

# Google's product data specification (support.google.com/merchants/answer/7052112, seen 2026-11-21) takes titles of at
# most 150 and descriptions of at most 5,000 characters; feeds and ads are cut there.
LIMITS = {"title": 150, "description": 5000}

_MARKET = re.compile(r"(.+\|[^|]+)\|(?:[A-Z]{2}|\d{3})")


@dataclass(frozen=True, slots=True)
class Update:
    """What an extraction did to one language's file: numbers of texts, and whether the file changed."""

    language: str
    path: Path
    total: int
    new: int
    stale: int
    obsolete: int
    changed: bool


def fields(product: Product) -> Iterator[tuple[str, str]]:
    """Yield (field, text) of a product's own texts, as in `images[0].alt`; empty ones are left out."""
    texts = [("title", product.title), ("description", product.description)]
    texts += [(f"images[{index}].alt", image.alt) for index, image in enumerate(product.images)]
    yield from ((field, text) for field, text in texts if text.strip())


def digest(text: str) -> str:
    """Return twelve hexadecimal digits that change with the text.

    >>> digest("Dress")
    '2f524af64038'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def entries(
    products: Iterable[Product], categories: Mapping[str, Category] | None = None, tagline: str = ""
) -> tuple[Entry, ...]:
    """Return what there is to translate: the words that products share first, then each product's texts.

    `tagline` is the shop's line about itself.
    """
    shared: dict[po.entry.Key, Entry] = {}
    if tagline.strip():
        shared["tagline", tagline] = Entry(tagline, context="tagline", extracted=("one line about the shop",))
    own: list[Entry] = []
    for product in products:
        for kind, word in _shared(product, categories or {}):
            if word.strip() and (kind, word) not in shared:
                shared[kind, word] = Entry(word, context=kind, extracted=(f"first seen: {product.id}",))
        own += [_entry(product, field, text) for field, text in fields(product)]
    order = sorted(shared.values(), key=lambda entry: KINDS.index(entry.context or ""))
    return (*order, *own)


def _shared(product: Product, categories: Mapping[str, Category]) -> Iterator[tuple[str, str]]:
    if product.category:
        table = categories.get(product.category)
        yield "category", (table.title if table else "") or product.category
    for option in product.options:
        yield "option", option.name
        wanted = _is_size_word if option.role == "size" else _is_word
        yield from (("option-value", value) for value in option.values if wanted(value))
    for name, value in product.attributes:
        yield "attribute", name
        if _is_word(value):
            yield "attribute-value", value
    for measures in (product.measures, *(variant.measures for variant in product.variants)):
        yield from (("attribute", name) for name, _ in measures)


def _is_word(value: str) -> bool:
    """Numbers and codes such as `38`, `10 x 20` or `A4` are not for translators."""
    return any(len(part) > 1 and part.isalpha() for part in re.split(r"[\W\d_]+", value))


def _is_size_word(value: str) -> bool:
    """`38` and `XL` are the same everywhere; `Queen` and `One size` are words."""
    return _is_word(value) and (not value.isascii() or re.search("[a-z]{3}", value) is not None)


def _entry(product: Product, field: str, text: str) -> Entry:
    comments = [f"category: {product.category}"] if product.category else []
    if product.brand and product.brand in text:
        comments.append(f"brand: {product.brand}")
    if picture := _picture(product, field):
        comments.append(f"picture: {picture}")
    if limit := LIMITS.get(field):
        comments.append(f"limit: {limit} characters")
    comments.append(f"source: {digest(text)}")
    return Entry(text, context=f"{product.id}|{field}", extracted=tuple(_one_line(c) for c in comments))


def _picture(product: Product, field: str) -> str:
    index = int(field[7 : field.index("]")]) if field.startswith("images[") else 0
    return product.images[index].src if index < len(product.images) else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())


def identity(entry: Entry) -> Hashable:
    """A product's text is known by its place, a shared word by itself."""
    return entry.context if entry.context and "|" in entry.context else entry.key


def catalog_path(folder: Path, language: str) -> Path:
    """Return where a language's product texts lie."""
    return folder / folder_name(language) / "LC_MESSAGES" / "catalog.po"


def update(file: po.File, template: tuple[Entry, ...]) -> po.File:
    """Return `file` with the texts of `template` (see `merge`); a market's own (`id|field|BR`) stay with theirs."""
    wanted = {entry.context: entry for entry in template}
    extra = []
    for entry in file.entries:
        found = _MARKET.fullmatch(entry.context or "")
        if found and not entry.obsolete and found[1] in wanted and entry.context not in wanted:
            extra.append(replace(wanted[found[1]], context=entry.context))
    return merge(file, (*template, *extra), identity=identity)


def extract(
    products: Iterable[Product],
    folder: Path,
    languages: Iterable[str],
    *,
    categories: Mapping[str, Category] | None = None,
    tagline: str = "",
    write: bool = True,
) -> Iterator[Update]:
    """Write or update `<folder>/<lang>/LC_MESSAGES/catalog.po` for each language, and yield what was done, one by one.

    Files of other languages are left alone. Raise FileError for a file that cannot be read, before it is touched.
    """
    template = entries(products, categories, tagline)
    for language in languages:
        path = catalog_path(folder, language)
        old = po.read(path) if path.exists() else po.File((header(language, title=f"Product texts: {language}"),))
        new = update(old, template)
        changed = po.dump(new) != (po.dump(old) if path.exists() else b"")
        if changed and write:
            po.save(path, new)
        yield counted(language, path, old, new, changed)


def counted(language: str, path: Path, old: po.File, new: po.File, changed: bool) -> Update:
    """Return in numbers what became of a file."""
    before = {identity(e) for e in old.entries if not e.obsolete}
    head = new.head
    live = [e for e in new.entries if not e.obsolete and e is not head]
    return Update(
        language,
        path,
        total=len(live),
        new=sum(identity(e) not in before for e in live),
        stale=sum(e.fuzzy for e in live),
        obsolete=sum(e.obsolete for e in new.entries),
        changed=changed,
    )
