"""The nouns of a PO file: entries, and the file that holds them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from glocal.po.header import Key, header_fields, plural_of

if TYPE_CHECKING:
    from glocal.errors import Fault
    from glocal.po.plural import Plural

__all__ = ["Entry", "File", "Key", "Place", "Previous"]


class Previous(NamedTuple):
    """What the source text was when the entry was last translated (`#|` lines)."""

    msgid: str
    context: str | None = None
    plural: str | None = None


class Place(NamedTuple):
    """Where an entry lies in its file's text: from the end of the one before to its own last quote."""

    text: str
    start: int
    comments: int
    body: int
    strings: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One message of a PO file.

    `notes` (`#`) are kept as they stand after the mark; `extracted` (`#.`) and `references` (`#:`) are lines without
    surrounding space; `flags` are the words of `#,`. `msgstr` has one string for each plural form, else one.
    """

    msgid: str
    msgstr: tuple[str, ...] = ("",)
    context: str | None = None
    plural: str | None = None
    notes: tuple[str, ...] = ()
    extracted: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    previous: Previous | None = None
    obsolete: bool = False
    line: int = field(default=0, compare=False)
    origin: Entry | None = field(default=None, compare=False, repr=False)
    place: Place | None = field(default=None, init=False, compare=False, repr=False)

    @property
    def key(self) -> Key:
        return self.context, self.msgid

    @property
    def fuzzy(self) -> bool:
        return "fuzzy" in self.flags

    @property
    def translated(self) -> bool:
        """Say whether shoppers see it: not obsolete, not fuzzy, and every form has a text."""
        return not self.obsolete and not self.fuzzy and all(self.msgstr)

    def edit(self, **changes: Any) -> Entry:
        """Return the entry with `changes`; what they leave alone keeps its layout in the file."""
        return replace(self, origin=self if self.place else self.origin, **changes)


@dataclass(frozen=True, slots=True)
class File:
    """A PO file: its entries in order (the header is the one without msgid and context), and how it was written."""

    entries: tuple[Entry, ...] = ()
    name: str = ""
    charset: str = "utf-8"
    newline: str = "\n"
    tail: str = "\n"
    faults: tuple[Fault, ...] = field(default=(), compare=False)
    data: bytes = field(default=b"", compare=False, repr=False)

    @property
    def head(self) -> Entry | None:
        """The header entry, or None."""
        return next((e for e in self.entries if e.msgid == "" and e.context is None and not e.obsolete), None)

    @property
    def header(self) -> dict[str, str]:
        """The header's fields; of a repeated one the first counts."""
        return header_fields(self.head.msgstr[0] if self.head else "")

    @property
    def language(self) -> str:
        return self.header.get("Language", "").replace("_", "-")

    @property
    def plural(self) -> Plural:
        """The file's plural formula, or its language's customary one where the header has none."""
        return plural_of(self.header)

    def find(self, msgid: str, context: str | None = None) -> Entry | None:
        """Return the entry in use for a source text, or None."""
        return next((e for e in self.entries if e.msgid == msgid and e.context == context and not e.obsolete), None)
