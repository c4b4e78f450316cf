"""From bytes to what look-ups need: the texts of a PO file that are in use."""

from __future__ import annotations

import re

import msgspec

from glocal.errors import Fault
from glocal.po.header import Key, header_fields, plural_of
from glocal.po.plural import Plural
from glocal.po.tokens import Builder, Source

__all__ = ["Catalog", "catalog"]

_FUZZY = re.compile(r"^#,(?:[^\n]*,)?[ \t]*fuzzy[ \t\r]*(?:,|$)", re.MULTILINE)


class Catalog(msgspec.Struct, frozen=True):
    """The usable texts of one file, for look-ups: no fuzzy, obsolete, empty or broken ones.

    `forms` and `plurals` hold, for the entries that have one, the translated forms and the source's plural.
    """

    language: str
    texts: dict[Key, str]
    forms: dict[Key, tuple[str, ...]]
    plurals: dict[Key, str]
    plural: Plural
    faults: tuple[Fault, ...] = ()
    name: str = ""


def catalog(data: bytes, name: str = "messages.po", *, language: str = "") -> Catalog:
    """Read only what look-ups need: the texts that are in use, as plain dicts. Never raises for content.

    `language` is the tag to go by, else the header's.

    >>> catalog(b'msgid "Size"\\nmsgstr "Tamanho"\\n').texts
    {(None, 'Size'): 'Tamanho'}
    """
    source = Source.of(data, name)
    builder = _CatalogBuilder(source)
    builder.run()
    header = header_fields(builder.header)
    language = language or header.get("Language", "").replace("_", "-")
    plural = plural_of({**header, "Language": language})
    faults = (*source.faults, *builder.faults, *_plural_faults(plural, name))
    forms = {key: forms for key, forms in builder.forms_of.items() if len(forms) >= plural.nplurals}
    return Catalog(language, builder.texts, forms, builder.plurals, plural, faults, name)


def _plural_faults(plural: Plural, name: str) -> list[Fault]:
    return [Fault(name, "header Plural-Forms", "a formula that gives a form for every n", f) for f in plural.faults]


class _CatalogBuilder(Builder):
    """Keeps the texts that are in use."""

    __slots__ = ("forms_of", "header", "plurals", "texts")

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self.header = ""
        self.texts: dict[Key, str] = {}
        self.forms_of: dict[Key, tuple[str, ...]] = {}
        self.plurals: dict[Key, str] = {}

    def add(self, msgid: str) -> None:
        if self.obsolete:
            return
        if not msgid and self.context is None:
            self.header = self.forms[0]
        elif not all(self.forms) or (self.marks and _FUZZY.search("".join(self.marks))):
            return
        elif self.plural is None:
            self.texts[self.context, msgid] = self.forms[0]
        else:
            self.forms_of[self.context, msgid] = tuple(self.forms)
            self.plurals[self.context, msgid] = self.plural
