"""All subjects in a form that scans: one lexicon per language, one table of colour values for all languages."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from glocal.atlas import data_folder
from glocal.compiled import State, kept, states
from glocal.model.rule import GOODS, OCCASIONS
from glocal.rules import colour as colours
from glocal.rules.data import cldr_names, counts, load_subjects, negations
from glocal.rules.lexicon import Lexicon
from glocal.rules.needles import Entry, Needles, entries
from glocal.rules.text import fold
from glocal.rules.words import patterns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from glocal.model.rule import Subject

__all__ = ["Library", "Value", "library", "words_language"]

_OWN_LETTERS = frozenset("ar bg el fa he hi ja ko ru sr th uk zh".split())
"""Languages whose texts hold English words only as English words."""
_SEVERAL = "mul"
_OTHER_NAMES = {"iw": "he", "in": "id", "nb": "no", "nn": "no", "yue": "zh", "cmn": "zh", "fil": "tl"}
MAX_VALUE = 200
"""Characters of an option value that are looked at."""


class Value(NamedTuple):
    """What a short value says: a subject, and whether somebody has reviewed the word."""

    subject: int
    reviewed: bool
    start: int = 0
    end: int = 0


def words_language(tag: str) -> str:
    """Return the key under which a language's words stand: 'pt' for 'pt-BR', 'zh' for 'zh-Hant'."""
    base = tag.replace("_", "-").split("-")[0].lower()
    return _OTHER_NAMES.get(base, base)


class Library:
    """The subjects of a set of folders."""

    def __init__(self, subjects: dict[str, Subject], *, shipped: tuple[State, ...] = ()) -> None:
        self.shipped = shipped
        """The state of our files where all subjects are our own: then a compiled copy of their words may be read."""
        self.ids = tuple(subjects)
        self.subjects = tuple(subjects.values())
        self.number = {name: i for i, name in enumerate(self.ids)}
        self.goods = {i: name for name, i in self.number.items() if name in GOODS}
        self.occasions = {i: name for name, i in self.number.items() if name in OCCASIONS}
        self.colours = [(i, s.colours) for i, s in enumerate(self.subjects) if s.colours]
        self.colour_numbers = frozenset(i for i, s in enumerate(self.subjects) if s.form == "colour")
        self.missing = {s.missing: i for i, s in enumerate(self.subjects) if s.missing}
        self.counted = {n: i for i, s in enumerate(self.subjects) if not s.phrases for n in s.counts}
        self.digits = [(i, s.digits) for i, s in enumerate(self.subjects) if s.digits]
        self.deniable = frozenset(
            i
            for i, s in enumerate(self.subjects)
            if s.form in ("material", "goods", "motif") and self.ids[i] not in GOODS
        )
        self._lexicons: dict[str, Lexicon] = {}
        self._values: dict[tuple[str, str, bool], tuple[Value, ...]] = {}
        self._names: Lexicon | None = None

    def lexicon(self, tag: str) -> Lexicon:
        """Return the lexicon of a language; one without words still knows emoji and names of all languages.

        That of 'mul', as BCP 47 calls texts in several languages, has the words of all; of Vietnamese, where an accent
        makes another word, those without.
        """
        language = words_language(tag)
        if language not in self._lexicons:
            self._lexicons[language] = self._built(language)
        return self._lexicons[language]

    def value(self, text: str, language: str, *, colour: bool) -> tuple[Value, ...]:
        """Return the subjects that an option's value shows: by code, by word, or by a name in any language."""
        key = (text, language, colour)
        found = self._values.get(key)
        if found is None:
            if len(self._values) > 20_000:
                self._values.clear()
            found = self._values[key] = tuple(self._read(text[:MAX_VALUE], language, colour))
        return found

    def _read(self, text: str, language: str, colour: bool) -> Iterator[Value]:
        hits = self.lexicon(language).scan(text, tones=colour)
        if not hits and words_language(language) != "en":
            hits = self.lexicon("en").scan(text, tones=colour)
        if colour:
            hits = tuple(h for h in hits if h.subject in self.colour_numbers)  # wine red is no wine
        values = [Value(h.subject, h.reviewed, h.start, h.end) for h in hits]
        if colour:
            values += self._coded(text)
            if not any(v.subject in self.colour_numbers for v in values):
                values += self._named(text)
        return iter({v.subject: v for v in values}.values())

    def _coded(self, text: str) -> list[Value]:
        read = colours.read(text)
        if read is None:
            return []
        return [
            Value(i, True, 0, len(text)) for i, regions in self.colours if any(colours.within(read, r) for r in regions)
        ]

    def _named(self, text: str) -> list[Value]:
        """Whole values in any language: 'фиолетовый' is purple in an English catalogue too."""
        if self._names is None:
            numbers = sorted(self.colour_numbers)
            self._names = Lexicon(
                "", self._needles("", lambda: (e for i in numbers for e in _names(i, self.subjects[i])))
            )
        whole = [h for h in self._names.scan(text, tones=True) if h.end - h.start >= len(text.strip())]
        if len({h.subject for h in whole}) != 1:
            return []
        return [Value(whole[0].subject, any(h.reviewed for h in whole), whole[0].start, whole[0].end)]

    def _built(self, language: str) -> Lexicon:
        before, after = negations()
        read = self._languages(language)
        subjects = enumerate(self.subjects)
        found = self._needles(language, lambda: (e for i, s in subjects for e in _entries(i, s, read)))
        return Lexicon(language, found, _folded(before, read), _folded(after, read), self.deniable)

    def _languages(self, language: str) -> list[str]:
        """Return the languages whose words texts of a language may hold."""
        if language == _SEVERAL:
            return sorted({lang for subject in self.subjects for lang in subject.words} - {"*"})
        return [language, "en"] if language in _OWN_LETTERS else [language]

    def _needles(self, language: str, entries: Callable[[], Iterable[Entry]]) -> Needles:
        """Return the words of a language, those of ours from their compiled copy; '' for colours in all languages."""
        known = language in ("", _SEVERAL) or any(language in s.words for s in self.subjects)
        if not self.shipped or not known:
            return Needles.of(language, entries())
        copy = data_folder() / "rules" / "subjects" / f"words-{language or 'colours'}.toml"
        plain: tuple[Any, ...] = kept(copy, self.shipped, lambda: tuple(Needles.of(language, entries())))
        return Needles(*plain)


_CODE = ("library", "needles", "automaton", "edges", "words", "letters", "text", "data")
"""What makes needles of words."""


def _folded(words: dict[str, list[str]], languages: Sequence[str]) -> list[str]:
    return [fold(word, lang) for lang in languages for word in words.get(lang, ())]


def _entries(number: int, subject: Subject, languages: Sequence[str]) -> list[Entry]:
    found: list[Entry] = []
    for lang in ("*", *languages):
        reviewed = lang == "*" or _vouched(subject, lang)
        found += entries(number, subject.words, lang, reviewed=reviewed)
        found += entries(number, subject.tones, lang, tone=True, reviewed=reviewed)
        found += [e._replace(subject=-1, trap_of=number) for e in entries(number, subject.traps, lang)]
        found += _counted(number, subject, lang)
        if lang != "*":
            found += _annotated(number, subject, lang)
    found += [Entry(p, number) for emoji in subject.emoji for p in patterns(emoji)]
    return found


def _names(number: int, subject: Subject) -> Iterator[Entry]:
    """Yield the words of a colour in all languages."""
    for table, tone in ((subject.words, False), (subject.tones, True)):
        for language in table:
            yield from entries(number, table, language, tone=tone, reviewed=_vouched(subject, language))


def _vouched(subject: Subject, language: str) -> bool:
    return language in subject.review or "*" in subject.review


def _annotated(number: int, subject: Subject, language: str) -> list[Entry]:
    """CLDR's own names of the signs, in that language: 'black cat'."""
    names = (cldr_names().get(sign, {}).get(language, "") for sign in subject.cldr)
    return [Entry(p, number) for name in names if name for p in patterns(name, language)]


def _counted(number: int, subject: Subject, language: str) -> Iterable[Entry]:
    if not subject.counts:
        return []
    table = counts()
    templates = subject.phrases.get(language, ()) if subject.phrases else table.phrases.get(language, ())
    numerals = table.numerals.get(language, {})
    reviewed = _vouched(subject, language) or not subject.phrases
    return [
        Entry(pattern, number, False, -1, reviewed)
        for n in subject.counts
        for form in (str(n), *filter(None, [numerals.get(str(n), "")]))
        for template in templates
        for pattern in patterns(_with_count(template, form), language)
    ]


def _with_count(template: str, form: str) -> str:
    return template.replace("{n}", form)


@lru_cache(maxsize=16)
def _library(folders: tuple[Path, ...]) -> Library:
    own = (folder / "rules" / "subjects" for folder in folders if folder != data_folder())
    ours = data_folder() in folders and not any(path for place in own for path in place.glob("*.toml"))
    shipped = states(_sources()) if ours else ()
    return Library(load_subjects(folders), shipped=shipped)


def _sources() -> list[Path]:
    rules, code = data_folder() / "rules", Path(__file__)
    return [rules / "subjects", rules / "words", *(code.with_name(f"{name}.py") for name in _CODE)]


def library(folders: Sequence[Path]) -> Library:
    """Return the library of a set of folders; built once."""
    return _library(tuple(folders))
