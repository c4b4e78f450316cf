"""Checks of translations, quiet enough to be believed.

A remark is dismissed for good by a translator's comment with a reason:

    # glocal: ignore number: the Brazilian model comes with five
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from glocal import po
from glocal.errors import DataError
from glocal.texts import placeholders, unusable_forms
from glocal.translate.remarks import CODES, Remark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

__all__ = ["Glossary", "check", "dismissals", "fixed", "glossary"]

Glossary = dict[str, tuple[str, ...]]
"""Source word -> stems, one of which a translation has."""

_DISMISSAL = re.compile(r"\s*glocal:\s*ignore\s+([\w-]+)\s*(?::\s*(.*\S))?\s*\Z")
_COMMENT = re.compile(r"(brand|limit):\s*(.+)")
_TAG = re.compile(r"<(/?[A-Za-z][A-Za-z0-9]*)\b[^<>]*>")
_UNSAFE = re.compile(
    r"<\s*/?\s*(?:script|iframe|object|embed|style|link|meta|base|form|svg|math)\b|\bon[a-z]{3,}\s*="
    r"|(?:java|vb)script\s*:|data\s*:\s*text/html",
    re.IGNORECASE,
)
_LINK = re.compile(r"https?://[^\s<>\"']+|[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{0,200}\w")
_BRACED = re.compile(r"\{[^{}]*\}")
_CODE = re.compile(r"\b(?=[A-Z0-9-]{0,40}\d)(?=[A-Z0-9-]{0,40}[A-Z])[A-Z0-9]{1,20}(?:-[A-Z0-9]{1,20}){1,6}\b")
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f\u2009'’٬٫ ]\d+)*")
_PRINTF = re.compile(
    r"%(?:(\d+)\$|\((\w+)\))?[-+ #0']*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:hh|ll|[hlLqjzt])?([diouxXeEfFgGaAcrsp%])"
)
_KINDS = dict.fromkeys("diouxX", "integer") | dict.fromkeys("eEfFgGaA", "number") | dict.fromkeys("sr", "text")
_WORD = re.compile(r"[^\W\d_]+")
_OVERRIDE = re.compile("[\u202d\u202e]")
_OPENERS = {"\u202a": "\u202c", "\u202b": "\u202c", "\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_MIXING = ("LATIN", "CYRILLIC", "GREEK")


@dataclass(frozen=True)
class Subject:
    """One translation under the glass."""

    entry: po.Entry
    file: po.File
    words: bool
    """Whether it is a storefront word, with placeholders, or a product's text."""
    glossary: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The source text of each form: the plural for all but a form that serves one alone."""
        entry = self.entry
        return tuple(entry.msgid if entry.plural is None else entry.plural for _ in entry.msgstr)

    @cached_property
    def comments(self) -> dict[str, str]:
        found = (_COMMENT.fullmatch(line) for line in self.entry.extracted)
        return {match[1]: match[2] for match in found if match}

    def remark(self, code: str, example: str = "", fix: tuple[str, ...] = ()) -> Remark:
        entry = self.entry
        return Remark(
            code, self.file.name, entry.line, entry.context or "", entry.msgid, CODES[code][1], example[:120], fix
        )


def glossary(path: Path) -> Glossary:
    """Read a language's glossary.toml, if there is one; raise DataError for a table of another shape."""
    if not path.exists():
        return {}
    terms = tomllib.loads(path.read_text(encoding="utf-8")).get("terms", {})
    if not all(isinstance(stems, list) for stems in terms.values()):
        raise DataError(f"{path}: [terms]", expected="a list of stems for each source word", got=terms)
    return {term: tuple(stems) for term, stems in terms.items()}


def check(file: po.File, *, words: bool = False, terms: Mapping[str, tuple[str, ...]] | None = None) -> list[Remark]:
    """Return what is to be said of `file`, in its order; what was dismissed with a reason is left out.

    `words` says that the texts are storefront words, whose placeholders count; product texts have none. `terms` is the
    language's glossary.
    """
    found = [*_about_file(file)]
    for entry in file.entries:
        if entry.msgid and not entry.obsolete:
            found += _undismissed(entry, file, [*_about(Subject(entry, file, words, terms or {}))])
    found += _two_ways(file)
    return sorted(found, key=lambda remark: remark.line)


def fixed(file: po.File, remarks: Iterable[Remark]) -> po.File:
    """Return `file` with every safe fix of `remarks` made."""
    fixes = {(r.context, r.msgid): r.fix for r in remarks if r.fix}
    entries = (
        e.edit(msgstr=fixes[e.context or "", e.msgid]) if (e.context or "", e.msgid) in fixes else e
        for e in file.entries
    )
    return replace(file, entries=tuple(entries))


def _about_file(file: po.File) -> Iterator[Remark]:
    for fault in file.faults:
        yield Remark("syntax", file.name, fault.line, "", "", f"expected {fault.expected}", fault.got[:120])
    for why in file.plural.faults if any(e.plural is not None for e in file.entries) else ():
        yield Remark("plural-formula", file.name, file.head.line if file.head else 0, "", "", why)


def _about(subject: Subject) -> Iterator[Remark]:
    if not any(subject.entry.msgstr):
        yield subject.remark("empty")
        return
    if subject.entry.fuzzy:
        yield subject.remark("fuzzy")
        return
    if "" in subject.entry.msgstr:
        yield subject.remark("empty", "one of the plural forms")
        return
    for look in _LOOKS:
        yield from look(subject)


def _placeholders(subject: Subject) -> Iterator[Remark]:
    entry = subject.entry
    if subject.words or "python-brace-format" in entry.flags:
        source = entry.msgid + (entry.plural or "")
        if placeholders(source) is None:
            return
        if why := unusable_forms(source, entry.msgstr, subject.file.plural if entry.plural else po.plural.SINGLE):
            yield subject.remark("placeholder", why)


def _printf(subject: Subject) -> Iterator[Remark]:
    flags = set(subject.entry.flags)
    if not flags & {"c-format", "python-format"}:
        return
    for source, text in zip(subject.sources, subject.entry.msgstr, strict=True):
        wanted, got = _directives(source), _directives(text)
        if got - wanted or (wanted - got and subject.entry.plural is None):
            yield subject.remark("format", text)


def _directives(text: str) -> set[tuple[str, str]]:
    """Return the arguments that a text takes: name or place, and what kind of value."""
    found = [match for match in _PRINTF.finditer(text) if match[3] != "%"]
    return {
        (match[1] or match[2] or str(place), _KINDS.get(match[3], match[3])) for place, match in enumerate(found, 1)
    }


def _plural_count(subject: Subject) -> Iterator[Remark]:
    if subject.entry.plural is None:
        return
    got, wanted = len(subject.entry.msgstr), subject.file.plural.nplurals
    if got != wanted:
        yield subject.remark("plural-count", f"{got} of {wanted}")


def _unsafe(subject: Subject) -> Iterator[Remark]:
    if "c-format" in subject.entry.flags:  # a program's message, never a page
        return
    for source, text in zip(subject.sources, subject.entry.msgstr, strict=True):
        found = _UNSAFE.search(text)
        if found and not _UNSAFE.search(source):
            yield subject.remark("unsafe-html", found[0])


def _tags(subject: Subject) -> Iterator[Remark]:
    for source, text in zip(subject.sources, subject.entry.msgstr, strict=True):
        wanted, got = (Counter(tag.lower() for tag in _TAG.findall(t)) for t in (source, text))
        if wanted != got and "unsafe-html" not in {r.code for r in _unsafe(subject)}:
            yield subject.remark("tags", ", ".join(f"<{tag}>" for tag in (wanted - got) + (got - wanted)))


def _numbers(subject: Subject) -> Iterator[Remark]:
    if subject.entry.plural is not None:
        return
    lost = Counter(_figures(subject.entry.msgid)) - Counter(_figures(subject.entry.msgstr[0]))
    if lost:
        yield subject.remark("number", ", ".join(lost))


def _figures(text: str) -> Iterator[str]:
    """Yield the numbers outside tags and addresses, without separators, in Western digits."""
    text = _LINK.sub(" ", _TAG.sub(" ", text))
    for found in _NUMBER.finditer(text):
        digits = (str(unicodedata.digit(c)) for c in found[0] if c.isdigit())
        yield "".join(digits)


def _links(subject: Subject) -> Iterator[Remark]:
    lost = set(_LINK.findall(subject.entry.msgid)) - set(_LINK.findall(subject.entry.msgstr[0]))
    if lost:
        yield subject.remark("link", ", ".join(sorted(lost)))


def _codes(subject: Subject) -> Iterator[Remark]:
    lost = [code for code in _CODE.findall(subject.entry.msgid) if code not in subject.entry.msgstr[0]]
    if lost:
        yield subject.remark("code", ", ".join(lost))


def _brand(subject: Subject) -> Iterator[Remark]:
    brand = subject.comments.get("brand", "")
    if brand and brand in subject.entry.msgid and brand not in subject.entry.msgstr[0]:
        yield subject.remark("brand", brand)


def _glossary(subject: Subject) -> Iterator[Remark]:
    if subject.words and subject.entry.context is not None:
        return
    source = subject.entry.msgid.casefold()
    for term, stems in subject.glossary.items():
        if re.search(rf"\b{re.escape(term.casefold())}s?\b", source):
            for text in subject.entry.msgstr:
                if not any(stem.casefold() in text.casefold() for stem in stems):
                    yield subject.remark("glossary", f"{term}: {' or '.join(stems)}")


def _length(subject: Subject) -> Iterator[Remark]:
    limit = int(subject.comments.get("limit", "0").split()[0])
    shown = [_TAG.sub("", text) for text in subject.entry.msgstr]
    longest = max(map(graphemes, shown))
    if limit and longest > limit:
        yield subject.remark("length", f"{longest} of {limit} characters")


def graphemes(text: str) -> int:
    """Count what a reader counts: letters with their marks, and joined emoji, as one.

    >>> graphemes("é"), graphemes("e\u0301"), graphemes("\U0001f469\u200d\U0001f4bb")
    (1, 1, 1)
    """
    count, joined = 0, False
    for char in text:
        if unicodedata.category(char) in ("Mn", "Me", "Cf") or "\U0001f3fb" <= char <= "\U0001f3ff":
            joined = char == "\u200d"
        elif joined:
            joined = False
        else:
            count += 1
    return count


def _bidi(subject: Subject) -> Iterator[Remark]:
    for text in subject.entry.msgstr:
        if _OVERRIDE.search(text) or not _closed(text):
            yield subject.remark("bidi-control", text.encode("ascii", "backslashreplace").decode())
        if _CONTROL.search(text):
            yield subject.remark("control", repr(text))


def _closed(text: str) -> bool:
    waiting: list[str] = []
    for char in text:
        if char in _OPENERS:
            waiting.append(_OPENERS[char])
        elif char in "\u202c\u2069" and (not waiting or waiting.pop() != char):
            return False
    return not waiting


def _scripts(subject: Subject) -> Iterator[Remark]:
    known = set(_WORD.findall(subject.entry.msgid))
    for text in subject.entry.msgstr:
        for word in _WORD.findall(_TAG.sub(" ", text)):
            if word not in known and len(_scripts_of(word)) > 1:
                yield subject.remark("mixed-script", word)


def _scripts_of(word: str) -> set[str]:
    if word.isascii():
        return {"LATIN"}
    names = (unicodedata.name(char, "").partition(" ")[0] for char in word)
    return {name for name in names if name in _MIXING}


def _formulas(subject: Subject) -> Iterator[Remark]:
    for source, text in zip(subject.sources, subject.entry.msgstr, strict=True):
        if text[:1] in ("=", "+", "-", "@", "\t", "\r") and text[:1] != source[:1]:
            yield subject.remark("csv-prefix", text)


def _space(subject: Subject) -> Iterator[Remark]:
    fix = tuple(_like(source, text) for source, text in zip(subject.sources, subject.entry.msgstr, strict=True))
    if fix != subject.entry.msgstr:
        wrong = next(text for text, right in zip(subject.entry.msgstr, fix, strict=True) if text != right)
        yield subject.remark("space", repr(wrong), fix)


def _like(source: str, text: str) -> str:
    """Return `text` with the white space at both ends that `source` has."""
    bare = source.strip()
    start = source[: len(source) - len(source.lstrip())]
    end = source[len(source.rstrip()) :]
    return f"{start}{text.strip()}{end}" if bare else text


def _unchanged(subject: Subject) -> Iterator[Remark]:
    entry = subject.entry
    bare = _BRACED.sub(" ", _TAG.sub(" ", _LINK.sub(" ", entry.msgid))).replace(
        subject.comments.get("brand", "\0"), " "
    )
    words = [word for word in _WORD.findall(bare) if len(word) > 2 and not word.isupper()]
    if (
        entry.context not in ("word", "option-value", "attribute-value")
        and len(words) > 1
        and entry.msgstr[0] == entry.msgid
    ):
        yield subject.remark("unchanged", entry.msgid)


def _two_ways(file: po.File) -> Iterator[Remark]:
    """A source text of one kind (title, alt text, a word) has one translation."""
    seen: dict[tuple[str, str], po.Entry] = {}
    for entry in file.entries:
        if not entry.msgid or not entry.translated:
            continue
        kind = (entry.context or "").rpartition("|")[2]
        first = seen.setdefault((kind if "|" in (entry.context or "") else entry.context or "", entry.msgid), entry)
        same = first.msgstr == entry.msgstr or kind.isupper() or kind.isdigit()
        if not same and not dismissals(entry).get("two-ways"):
            example = f"{first.msgstr[0]!r} in line {first.line}, {entry.msgstr[0]!r}"
            yield Subject(entry, file, words=False).remark("two-ways", example)


def _undismissed(entry: po.Entry, file: po.File, remarks: list[Remark]) -> Iterator[Remark]:
    dismissed = dismissals(entry)
    yield from (remark for remark in remarks if not dismissed.get(remark.code))
    for code, reason in dismissed.items():
        if not reason or code not in CODES:
            yield Subject(entry, file, words=False).remark("dismissal", code)


def dismissals(entry: po.Entry) -> dict[str, str]:
    """Return code -> reason of what a translator's comments dismiss; '' where no reason is given."""
    found = (_DISMISSAL.match(note) for note in entry.notes)
    return {match[1]: match[2] or "" for match in found if match}


_LOOKS: tuple[Callable[[Subject], Iterator[Remark]], ...] = (
    _placeholders,
    _printf,
    _plural_count,
    _unsafe,
    _tags,
    _numbers,
    _links,
    _codes,
    _brand,
    _glossary,
    _length,
    _bidi,
    _scripts,
    _formulas,
    _space,
    _unchanged,
)
