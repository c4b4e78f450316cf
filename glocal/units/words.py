"""How measures are written in running text: the words of units in a language, as one pattern."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from glocal import formats
from glocal.atlas import data_folder
from glocal.compiled import kept
from glocal.errors import UnknownError
from glocal.units.preference import rules

__all__ = ["NUMBER", "SOUGHT", "joints", "names", "pattern", "unit_of"]

SOUGHT = (
    "millimeter", "centimeter", "meter", "kilometer", "inch", "foot", "yard", "mile", "milligram", "gram", "kilogram",
    "ounce", "pound", "stone", "milliliter", "centiliter", "deciliter", "liter", "fluid-ounce", "pint", "quart",
    "gallon", "celsius", "fahrenheit", "square-meter", "square-foot", "square-centimeter", "square-inch",
)  # fmt: skip
"""Units that are found in text."""

_SIGNS = "½¼¾⅓⅔⅛⅜⅝⅞"
NUMBER = (
    rf"(?:\d+(?:[.,\u00a0\u202f]\d{{3}})+(?:[.,]\d+)?|\d+[.,]\d+|\d+[ -]\d/\d{{1,2}}|\d/\d{{1,2}}"
    rf"|\d+ ?[{_SIGNS}]|[{_SIGNS}]|\d+)"
)
"""A number with its fraction, as written in any of our languages."""

_TAG = re.compile(r"[A-Za-z0-9-]{2,40}")
_RISKY = frozenset({"in", "po", "c", "f", "t", "pt", "b", "k", "a", "p", "ст", "寸"})
_EXACT = frozenset({"m", "g", "l", "L", "M", "G"})


@lru_cache(maxsize=64)
def _words(language: str) -> dict[str, str]:
    """Return word -> unit; English and the international symbols stand behind every language."""
    folder = data_folder() / "locales" / language.replace("-", "_") / "LC_MESSAGES"
    if not (_TAG.fullmatch(language) and folder.is_dir()):
        return _gathered(language)
    return kept(folder / "unit-words.toml", _sources(language.partition("-")[0]), lambda: _gathered(language))


def _sources(base: str) -> list[Path]:
    """Return the files that a language's words are cut out of, and the code that cuts."""
    rules = data_folder() / "rules"
    cut = [rules / "cldr" / f"{name}.json" for name in ("numbers", "supplemental", f"locales/{base}")]
    ours = [rules / "cldr" / "locales" / f"{name}.json" for name in ("en", "und")]
    return [rules / "units.toml", *cut, *ours, Path(__file__), Path(formats.__file__).parent]


def _gathered(language: str) -> dict[str, str]:
    base = language.partition("-")[0]
    found: dict[str, str] = {}
    for tag in dict.fromkeys((language, base, "en")):
        for unit in SOUGHT:
            for word in (*rules().words.get(tag, {}).get(unit, ()), *_cldr(tag, unit)):
                found.setdefault(word, unit)
    return {w: u for w, u in found.items() if w.casefold() not in _RISKY}


def _cldr(tag: str, unit: str) -> tuple[str, ...]:
    try:
        locale = formats.locale(tag)
        forms = [locale.unit(unit, width=width)(n) for width in ("long", "short", "narrow") for n in _PLURALS]
    except UnknownError:
        return ()
    return tuple(dict.fromkeys(word for form in forms if (word := _word(form))))


_PLURALS = (0, 1, 2, 3, 5, 11, 21, 100)
"""Between them they meet every plural category of every language that has one for whole numbers."""
_LED = re.compile(r"^[\W_]*\d+(.*)$", re.DOTALL)


def _word(form: str) -> str:
    """Return what stands behind the number; nothing where the unit stands before it."""
    match = _LED.match(form)
    word = match[1].strip(" \u00a0\u202f-") if match else ""
    return word if any(c.isalpha() for c in word) and not any(c.isdigit() for c in word) else ""


@lru_cache(maxsize=64)
def _folded(language: str) -> dict[str, str]:
    return {w.casefold(): u for w, u in _words(language).items() if w not in _EXACT}


def unit_of(word: str, language: str) -> str:
    """Return the unit that a word of running text names, '' for none.

    >>> unit_of("Zoll", "de"), unit_of("дюймов", "ru"), unit_of("G", "en")
    ('inch', 'inch', '')
    """
    if word in _MARKS:
        return _MARKS[word]
    return _words(language).get(word) or _folded(language).get(word.casefold(), "")


_MARKS = {
    '"': "inch",
    "″": "inch",
    "”": "inch",
    "''": "inch",
    "'": "foot",
    "′": "foot",
    "’": "foot",
    "in": "inch",
    "In": "inch",
}


@lru_cache(maxsize=64)
def pattern(language: str) -> re.Pattern[str]:
    """Return the pattern of one number with its unit."""
    words = sorted(_words(language), key=lambda w: (-len(w), w))
    wordy = "|".join(re.escape(w) for w in words if w not in _EXACT)
    exact = "|".join(sorted(re.escape(w) for w in words if w in _EXACT))
    inch = r"in(?=\s?(?:[x×,.;:)/(]|$|wide\b|long\b|high\b|tall\b|deep\b|diameter\b|thick\b))"
    unit = rf"(?:(?:(?i:{wordy})|{exact}|{inch})(?![^\W_]|/[^\W\d])|(?i:{_unspaced(words)})|\"|″|”|'')"
    return re.compile(rf"(?P<number>{NUMBER})(?:[\s\u00a0-]?(?P<unit>{unit}))?")


@lru_cache(maxsize=1)
def joints() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of where a phrase of measures begins, and of what links one number to the next."""
    foot = r"(?:'|′|’|(?i:ft\.?|feet|foot)(?![^\W_]))"
    inches = r"(?:\"|″|”|''|(?i:in\.?|inch|inches)(?![^\W_]))"
    feet = rf"\d+\s?{foot}\s?\d+(?:[.,]\d+)?(?: ?[½¼¾])?\s?{inches}"
    free = r"(?<![^\W\u3040-\u9fff\u0e00-\u0e7f])(?<![.,/$€£¥#+-])"
    link = r"\s?(?:[x×X*–—~-]|\bto\b|\bby\b|\bbis\b|\bmal\b|\bà\b|\bpor\b|\bдо\b|\bна\b)\s?"
    return re.compile(rf"{free}(?:(?P<feet>{feet})|(?=[\d{_SIGNS}]))"), re.compile(link)


def _unspaced(words: list[str]) -> str:
    found = [re.escape(w) for w in words if "\u3040" <= w[0] <= "\u9fff" or "\u0e00" <= w[0] <= "\u0e7f"]
    return "|".join(found) or r"(?!)"


@lru_cache(maxsize=64)
def names(language: str) -> re.Pattern[str]:
    """Return the pattern of words that make a measure beside them a name, tried on the text behind and before it."""
    listed = [*rules().names.get(language.partition("-")[0], ()), *rules().names["en"]]
    words = "|".join(re.escape(w) for w in sorted(set(listed), key=lambda w: (-len(w), w)))
    return re.compile(rf"(?i:{words})")
