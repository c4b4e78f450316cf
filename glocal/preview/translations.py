"""Texts where they stand: found, shown with their source, checked as they are typed, and written into one PO entry.

All that a translator did not touch keeps its bytes: `glocal.po` writes unedited entries as it read them.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from glocal import formats, po, translate
from glocal.atlas import data_folder
from glocal.errors import DataError, FileError, UnknownError
from glocal.preview.journal import digest
from glocal.preview.words import later, say
from glocal.texts import folder_name, parents
from glocal.translate.check import graphemes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from glocal.model.product import Product
    from glocal.preview.journal import Journal
    from glocal.preview.opened import Opened

__all__ = ["NUMBERS", "Translation", "Translations"]

NUMBERS = (Decimal(0), Decimal(1), Decimal(2), Decimal(5), Decimal(21), Decimal("1.5"))
"""Numbers that plural forms are tried with."""
KINDS = {"products": "catalog.po", "words": "glocal.po"}
"""Product texts, and the words of the storefront."""
LONGEST = 20_000
FILES = 8
"""Files that are kept as read."""


class Translation(NamedTuple):
    """A text in one language, with all that its translator wants to know."""

    key: str
    """Names it in an address."""
    kind: str
    """products or words."""
    language: str
    """The language of its file."""
    path: str
    """Its file, below the shop's folder."""
    seen: str
    """Digest of the file."""
    entry: po.Entry
    written: bool
    """Whether the entry stands in the shop's file."""
    shown: str = ""
    """What shoppers see today, where that is another text."""
    about: tuple[str, ...] = ()
    """What is known of the text: category, brand, picture, limit."""

    @property
    def forms(self) -> tuple[str, ...]:
        """The translation; one for each plural form."""
        return self.entry.msgstr

    @property
    def state(self) -> str:
        """translated, stale or missing."""
        if self.entry.translated:
            return "translated"
        return "stale" if any(self.entry.msgstr) else "missing"


class Tried(NamedTuple):
    """A plural form with a real number in it."""

    number: str
    form: int
    text: str


class Translations:
    """Reads and edits the PO files of a shop."""

    def __init__(self, opened: Opened, journal: Journal) -> None:
        self.opened = opened
        self.journal = journal
        self._files: dict[str, po.File] = {}

    def file(self, language: str, kind: str) -> tuple[str, str, po.File]:
        """Return the file's name, its digest, and the file; a new one where there is none.

        A language without a file of its own is kept in its parent's, where that has one: `ar-SA` in `ar`.
        """
        if kind not in KINDS:
            raise UnknownError("kind of text", kind, KINDS)
        if language not in self.opened.languages:
            raise UnknownError("language", language, self.opened.languages)
        tag = self._home(language, KINDS[kind])
        name = _name(tag, KINDS[kind])
        data = self.journal.read(name)
        if data is None:
            title = "Product texts" if kind == "products" else "Words of the storefront, the shop's own"
            return name, "", po.File((translate.header(tag, title=f"{title}: {tag}"),), name)
        return name, digest(data), self._scanned(name, data)

    def _scanned(self, name: str, data: bytes) -> po.File:
        """Return a file as read; one that has not changed is read once."""
        kept = self._files.get(name)
        if kept is None or kept.data != data:
            if len(self._files) >= FILES:
                self._files.clear()
            kept = self._files[name] = po.scan(data, name)
        return kept

    def _home(self, language: str, file: str) -> str:
        base = language.partition("-")[0]
        near = [tag for tag in (language, *parents(language)) if tag.partition("-")[0] == base]
        return next((tag for tag in near if self.journal.read(_name(tag, file)) is not None), language)

    def of_product(
        self, product: Product, language: str, market: str = "", *, alone: bool = False
    ) -> list[Translation]:
        """Return the texts of a product, its words that others share last.

        Where a market has a text of its own, it comes before the language's; `alone`: only a market's own.
        """
        common = [] if alone else self._of_product(product, language, "")
        own = self._of_product(product, language, market) if market else []
        own = [one for one in own if (alone or one.written) and (one.entry.context or "").endswith(f"|{market}")]
        return [*own, *common]

    def _of_product(self, product: Product, language: str, market: str) -> list[Translation]:
        name, seen, file = self.file(language, "products")
        by_key = {e.key: e for e in file.entries if not e.obsolete}
        by_context = {e.context: e for e in file.entries if not e.obsolete}
        found = []
        for entry in _ordered(translate.entries([product], self.opened.shop.shop.categories)):
            own = bool(entry.context and "|" in entry.context)
            if market and own:
                entry = replace(entry, context=f"{entry.context}|{market}")
            old = by_context.get(entry.context) if own else by_key.get(entry.key)
            found.append(self._made(entry, old, language, name, seen, "products"))
        return found

    def _made(
        self, entry: po.Entry, old: po.Entry | None, language: str, name: str, seen: str, kind: str
    ) -> Translation:
        now = old or entry
        if old is not None and old.msgid != entry.msgid:
            now = replace(entry, msgstr=old.msgstr, flags=(*entry.flags, "fuzzy"))
        shown = self._shown(entry, language) if kind == "products" and not now.translated else ""
        about = tuple(dict.fromkeys((*entry.extracted, *now.extracted)))
        return Translation(_key(entry), kind, language, name, seen, now, old is not None, shown, about)

    def _shown(self, entry: po.Entry, language: str) -> str:
        product, _, field = (entry.context or "").partition("|")
        if not field:
            return str(self.opened.shop.texts(language).word(product, entry.msgid).value)
        found = self.opened.shop.texts(language).product(product, field, source=entry.msgid)
        return found.value if found else entry.msgid

    def words(self, language: str) -> list[Translation]:
        """Return the words of the storefront; what the shop has not set itself comes from glocal."""
        name, seen, own = self.file(language, "words")
        mine = {e.key: e for e in own.entries if not e.obsolete}
        found = {}
        for file in (*self._shipped(language), own):
            for entry in file.entries:
                if entry.msgid and not entry.obsolete:
                    found[entry.key] = entry
        return [
            Translation(_key(e), "words", language, name, seen, e, e.key in mine, "", e.extracted)
            for e in found.values()
            if e.context != "word"
        ]

    def _shipped(self, language: str) -> Iterator[po.File]:
        for tag in reversed([language, *parents(language)]):
            path = data_folder() / _name(tag, "glocal.po")
            if path.is_file():
                yield po.scan(path.read_bytes(), path.name)

    def products(self, language: str) -> list[Translation]:
        """Return the product texts that the language's file has."""
        name, seen, file = self.file(language, "products")
        live = (e for e in file.entries if e.msgid and not e.obsolete)
        return [Translation(_key(e), "products", language, name, seen, e, True, "", e.extracted) for e in live]

    def find(self, language: str, kind: str, key: str, product: Product | None = None, market: str = "") -> Translation:
        """Return one text by its key; raises UnknownError."""
        if kind == "words":
            pool = self.words(language)
        elif product is None:
            pool = self.products(language)
        else:
            alone = self.of_product(product, language, market, alone=True) if market else []
            pool = [*alone, *self.of_product(product, language)]
        for one in pool:
            if one.key == key:
                return one
        raise UnknownError("text", key)

    def forms(self, found: Translation) -> int:
        """Return how many forms the text has in its language."""
        return 1 if found.entry.plural is None else self.file(found.language, found.kind)[2].plural.nplurals

    def edited(self, found: Translation, forms: tuple[str, ...]) -> tuple[po.File, po.Entry]:
        """Return the file with new forms for a text, and its entry there."""
        if any(len(text) > LONGEST or "\0" in text for text in forms):
            told = say("The text is too long, or holds a zero byte.")
            raise DataError(told, expected=f"at most {LONGEST} characters")
        file = self.file(found.language, found.kind)[2]
        old = next((e for e in file.entries if _same(e, found.entry)), None)
        flags = tuple(flag for flag in found.entry.flags if flag != "fuzzy")
        if old is None:
            new = replace(found.entry, msgstr=forms, flags=flags, origin=None)
            return replace(file, entries=(*file.entries, new)), new
        new = old.edit(msgid=found.entry.msgid, msgstr=forms, flags=flags, previous=None)
        return replace(file, entries=tuple(new if e is old else e for e in file.entries)), new

    def check(self, found: Translation, forms: tuple[str, ...]) -> list[translate.Remark]:
        """Return what is to be said of a translation before it is saved."""
        file, entry = self.edited(found, forms)
        head = (file.head,) if file.head else ()
        terms = translate.glossary(self._glossary(found.language))
        entry = replace(entry, extracted=found.about)
        alone = replace(file, entries=(*head, entry), faults=())
        said = translate.check(alone, words=found.kind == "words", terms=terms)
        return [remark for remark in said if remark.msgid == entry.msgid]

    def _glossary(self, language: str) -> Path:
        for tag in (language, *parents(language)):
            path = data_folder() / "locales" / folder_name(tag) / "glossary.toml"
            if path.is_file():
                return path
        return data_folder() / "locales" / "glossary.toml"

    def save(self, found: Translation, forms: tuple[str, ...], *, seen: str) -> None:
        """Write a translation; raises ConflictError where its file has changed, DataError for a broken text."""
        errors = [remark for remark in self.check(found, forms) if remark.level == "error"]
        if errors and any(forms):
            raise DataError(
                f"{errors[0].message}: {errors[0].example}", expected="a text that pages can show", got=forms
            )
        file, _ = self.edited(found, forms)
        if file.faults:
            raise FileError(file.faults)
        words = {"text": found.entry.msgid[:40], "language": found.language}
        label = later("Translated “{text}” into {language}")
        self.journal.save(found.path, po.dump(file), seen=seen, label=label, words=words)

    def tried(self, found: Translation, forms: tuple[str, ...]) -> list[Tried]:
        """Return every form with real numbers in it; of a fraction, which gettext's formulas do not know, CLDR's."""
        locale = formats.locale(found.language)
        plural = self.file(found.language, found.kind)[2].plural
        written = locale.number()
        return [
            Tried(written(n), form, forms[form].replace("{count}", written(n)) if form < len(forms) else "")
            for n in NUMBERS
            for form in [_form(n, plural, locale.plural)]
        ]


def _form(number: Decimal, plural: po.Plural, category: object) -> int:
    if number == int(number):
        return plural(int(number))
    wanted = category(number)  # type: ignore[operator]
    alike = (n for n in range(200) if category(n) == wanted)  # type: ignore[operator]
    return plural(next(alike, 5))


def length(text: str) -> int:
    """Count what a reader counts as characters."""
    return graphemes(text)


def limit(text: Translation) -> int:
    """Return how many characters a text may have; 0 for any number."""
    said = next((line for line in text.about if line.startswith("limit:")), "limit: 0")
    number = said.split()[1]
    return int(number) if number.isdigit() else 0


def _name(tag: str, file: str) -> str:
    return f"locales/{folder_name(tag)}/LC_MESSAGES/{file}"


def _key(entry: po.Entry) -> str:
    own = entry.context if entry.context and "|" in entry.context else f"{entry.context}\0{entry.msgid}"
    return hashlib.sha256(own.encode("utf-8", "replace")).hexdigest()[:20]


def _same(one: po.Entry, other: po.Entry) -> bool:
    return not one.obsolete and (
        one.key == other.key or bool(one.context and "|" in one.context and one.context == other.context)
    )


def _ordered(entries: tuple[po.Entry, ...]) -> list[po.Entry]:
    return sorted(entries, key=lambda entry: "|" not in (entry.context or ""))


def given(form: Mapping[str, str], count: int) -> tuple[str, ...]:
    """Return the forms that were typed, line ends as PO files have them."""
    return tuple(form.get(f"form{n}", "").replace("\r\n", "\n") for n in range(count))
