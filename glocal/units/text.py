"""Measures inside text: found, converted, and told beside the original; names of models are left alone."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from glocal import formats
from glocal.errors import LimitError
from glocal.units.definitions import unit as definition
from glocal.units.measure import Bound, Measure, bind, likely_language
from glocal.units.preference import rules
from glocal.units.words import joints, names, pattern, unit_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["MAX_TEXT", "Found", "Span", "completed", "find", "in_text", "shown"]

MAX_TEXT = 100_000
"""Characters of a text that is searched."""
_GAP = re.compile(r"\s*[(\[/=~≈|,–-]*\s*(?:approx\.?|ca\.?|about|or)?\s*")
_VULGAR = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8"}
_SAME = Fraction(6, 100)
_NEAR = 60
_LINKED = 4
_STOP = re.compile(r"[.,;:()]")


class Span(msgspec.Struct, frozen=True):
    """A measure found in a text: `text[start:end]` is `original`, `converted` the same in the market's unit.

    `measures` holds each number of a phrase such as "30 x 20 x 10 cm".
    """

    start: int
    end: int
    original: str
    converted: str
    measures: tuple[Measure, ...]

    def __str__(self) -> str:
        return f"{self.original} ({self.converted})"


class Found(NamedTuple):
    """A measure in a text before a market is known: amounts with their units, and how the phrase links them."""

    start: int
    end: int
    amounts: tuple[tuple[Decimal, str], ...]
    link: str


def in_text(text: str, *, market: str, language: str = "", category: str = "", usage: str = "") -> tuple[Span, ...]:
    """Return the measures of a text that people in the market read in another unit, with that unit's text.

    `language` is the text's and the shopper's (BCP 47), '' the territory's likely one; `category` or `usage` say what
    is measured. A measure that names a model ("19-inch rack") or is told in both units already is left out.

    Raises LimitError for a text over 100,000 characters, UnknownError for an unknown usage or territory.

    >>> str(in_text("a 12 inch plate", market="DE", language="en", category="kitchen")[0])
    '12 inch (30.5 cm)'
    """
    tongue = language or likely_language(market)
    told = bind(usage or rules().category.get(category.casefold(), "default"), market, tongue)
    return _spans(text, find(text, tongue), told)


def find(text: str, language: str) -> tuple[Found, ...]:
    """Return the measures of a text in a language, before any market is known.

    Raises LimitError for a text over 100,000 characters.
    """
    if len(text) > MAX_TEXT:
        raise LimitError("text is too long to search", expected=f"{MAX_TEXT} characters", got=len(text))
    return tuple(_alone(list(_search(text, language)), text))


def completed(text: str, found: Sequence[Found], told: Bound) -> str:
    """Return a text with each measure that was found in it told in the bound unit too."""
    return shown(text, _spans(text, found, told)) if found else text


def _spans(text: str, found: Sequence[Found], told: Bound) -> tuple[Span, ...]:
    return tuple(span for span in (_span(f, text, told) for f in found) if span)


def shown(text: str, spans: Sequence[Span]) -> str:
    """Return the text with each conversion beside its original.

    >>> shown("a 12 inch plate", in_text("a 12 inch plate", market="DE", language="en", category="kitchen"))
    'a 12 inch (30.5 cm) plate'
    """
    pieces, at = [], 0
    for span in spans:
        pieces += [text[at : span.end], f" ({span.converted})"]
        at = span.end
    return "".join([*pieces, text[at:]])


def _search(text: str, language: str) -> Iterator[Found]:
    begin, one = joints()[0], pattern(language)
    match = begin.search(text)
    while match:
        end = match.end() if match["feet"] else _phrase_end(text, match.start(), one)
        read = _feet(match) if match["feet"] else _phrase(text[match.start() : end], match.start(), one, language)
        if read and not _quoted(text, read) and not _name(text, read, language):
            yield read
        match = begin.search(text, end)


def _phrase_end(text: str, start: int, one: re.Pattern[str]) -> int:
    """Return where up to four linked numbers end, as in "30 x 20 x 10 cm"."""
    link = joints()[1]
    number = one.match(text, start)
    end = start
    for _ in range(_LINKED):
        if number is None:
            break
        end = number.end()
        linked = link.match(text, end)
        number = one.match(text, linked.end()) if linked else None
    return end


def _feet(match: re.Match[str]) -> Found:
    numbers = re.findall(r"\d+(?:[.,]\d+)?", match[0])
    inches = Decimal(numbers[0]) * 12 + Decimal(numbers[1].replace(",", "."))
    return Found(match.start(), match.end(), ((inches, "inch"),), "feet")


def _phrase(phrase: str, start: int, one: re.Pattern[str], language: str) -> Found | None:
    parts = [(m["number"], unit_of(m["unit"] or "", language), m.end()) for m in one.finditer(phrase)]
    last = max((i for i, (_, unit, _) in enumerate(parts) if unit), default=-1)
    if last < 0:
        return None
    amounts: list[tuple[Decimal, str]] = []
    unit = ""
    for number, own, _ in reversed(parts[: last + 1]):
        unit = own or unit
        amounts.append((_decimal(number, language), unit))
    return Found(start, start + parts[last][2], tuple(reversed(amounts)), _link(phrase))


def _link(text: str) -> str:
    if re.search(r"\d\D*[x×X*]\s?\d|\b(?:by|mal|por|на)\b", text):
        return " × "
    return "–"


def _decimal(text: str, language: str) -> Decimal:
    for sign, fraction in _VULGAR.items():
        text = text.replace(sign, f" {fraction}")
    whole, _, fraction = text.strip().replace("-", " ").rpartition(" ") if "/" in text else (text, "", "")
    value = _plain(whole, language) if whole.strip() else Decimal(0)
    if not fraction:
        return value
    top, _, bottom = fraction.partition("/")
    return value + (Decimal(top) / Decimal(bottom) if int(bottom) else Decimal(0))


def _plain(text: str, language: str) -> Decimal:
    text = re.sub(r"[\s\u00a0\u202f]", "", text)
    sign = _decimal_sign(language)
    for mark in ",.":
        head, _, tail = text.rpartition(mark)
        if head and (len(tail) != 3 or (mark == sign and text.count(mark) == 1)):
            return Decimal(f"{re.sub(r'[.,]', '', head)}.{tail}")
    return Decimal(re.sub(r"[.,]", "", text))


@lru_cache(maxsize=64)
def _decimal_sign(language: str) -> str:
    return "," if "," in formats.locale(language).number()(Decimal("1.5")) else "."


def _quoted(text: str, found: Found) -> bool:
    if text[found.end - 1] not in '"”' or found.link == "feet":
        return False
    before = text[: found.start]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _name(text: str, found: Found, language: str) -> bool:
    """Tell whether one of the two words behind a measure makes it a name, as in "19-inch server rack"."""
    words = names(language)
    near = text[found.end : found.end + _NEAR].lstrip(" \u00a0-")
    first, _, rest = near.partition(" ")
    return _starts(near, words) or (not _STOP.search(first) and _starts(rest, words))


def _starts(text: str, words: re.Pattern[str]) -> bool:
    match = words.match(text)
    return match is not None and (not text[match.end() : match.end() + 1].isalpha() or "\u3040" <= text[0] <= "\u9fff")


def _alone(found: list[Found], text: str) -> list[Found]:
    """Leave out measures that the text tells twice, as in "30 cm (12 in)"."""
    twice: set[int] = set()
    for i in range(len(found) - 1):
        a, b = found[i], found[i + 1]
        if _GAP.fullmatch(text[a.end : b.start]) and _same(a, b):
            twice |= {i, i + 1}
    return [f for i, f in enumerate(found) if i not in twice]


def _same(a: Found, b: Found) -> bool:
    if len(a.amounts) != len(b.amounts):
        return False
    return all(_near(x, y) for x, y in zip(a.amounts, b.amounts, strict=True))


def _near(a: tuple[Decimal, str], b: tuple[Decimal, str]) -> bool:
    one, two = definition(a[1]), definition(b[1])
    first = Fraction(a[0]) * one.factor + one.offset
    second = Fraction(b[0]) * two.factor + two.offset
    return a[1] != b[1] and one.base == two.base and abs(first - second) <= _SAME * max(abs(first), abs(second))


def _span(found: Found, text: str, told: Bound) -> Span | None:
    measures = tuple(told(value, unit) for value, unit in found.amounts)
    if all(m.unit == unit for m, (_, unit) in zip(measures, found.amounts, strict=True)):
        return None
    original = text[found.start : found.end]
    return Span(found.start, found.end, original, _converted(measures, found.link, told.language), measures)


def _converted(measures: tuple[Measure, ...], link: str, language: str) -> str:
    if len({m.unit for m in measures}) > 1 or measures[0].parts:
        return link.join(m.text for m in measures)
    numbers = formats.locale(language).number(max_fraction=6)
    return link.join([*(numbers(m.value) for m in measures[:-1]), measures[-1].text])
