"""Single parts beside what one would otherwise use: a price string, a converted measure, a look-up of words."""

from __future__ import annotations

import random
import re
import statistics
import time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

import icu
import pint
from babel import Locale
from babel.numbers import format_currency
from babel.units import format_unit

from benchmarks import storefront, work
from glocal import formats, units
from glocal.atlas import data_folder
from glocal.model.money import minor_digits
from glocal.rules.library import library
from glocal.rules.text import blank, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Comparison", "measure"]

PAIRS = (
    *(("en-US", "USD"), ("de", "EUR"), ("fr", "EUR"), ("pt-BR", "BRL"), ("ja", "JPY"), ("ru", "RUB")),
    *(("ar-SA", "SAR"), ("hi", "INR"), ("de-CH", "CHF")),
)
COUNT = 5_000
SEED = 20261121


class Comparison(NamedTuple):
    """Ours beside a peer: nanoseconds a call, and the peer's time over ours, one ratio a round."""

    name: str
    peer: str
    ours: float
    theirs: float
    ratios: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.ratios)

    @property
    def worst(self) -> float:
        return min(self.ratios)


def measure(rounds: int) -> Iterator[Comparison]:
    """Yield every comparison; ours and the peer run in turn, round by round."""
    yield from _prices(rounds)
    yield from _measures(rounds)
    yield _words(rounds)


def _beside(name: str, peer: str, rounds: int, ours: Callable[[], int], theirs: Callable[[], int]) -> Comparison:
    mine, other = [], []
    for _ in range(rounds):
        mine.append(_timed(ours))
        other.append(_timed(theirs))
    ratios = tuple(b / a for a, b in zip(mine, other, strict=True))
    return Comparison(name, peer, statistics.median(mine), statistics.median(other), ratios)


def _timed(work: Callable[[], int]) -> float:
    started = time.perf_counter()
    count = work()
    return 1e9 * (time.perf_counter() - started) / count


def _prices(rounds: int) -> Iterator[Comparison]:
    """All prices distinct, all nine pairs in one round."""
    amounts = random.Random(SEED).sample(range(100, 5_000_000), COUNT)
    ours = [formats.locale(tag).money(code) for tag, code in PAIRS]
    icus = [_icu(tag, code) for tag, code in PAIRS]
    locales = [(Locale.parse(tag, sep="-"), code, _decimals(amounts, code)) for tag, code in PAIRS]
    floats = [[float(value) for value in values] for _, _, values in locales]

    def glocal() -> int:
        for write in ours:
            for minor in amounts:
                write(minor)
        return COUNT * len(PAIRS)

    def by_icu() -> int:
        for write, values in zip(icus, floats, strict=True):
            for value in values:
                write(value)
        return COUNT * len(PAIRS)

    def by_babel() -> int:
        few = 500
        for locale, code, values in locales:
            for value in values[:few]:
                format_currency(value, code, locale=locale)
        return few * len(PAIRS)

    yield _beside("price string", "PyICU, formatter kept", rounds, glocal, by_icu)
    yield _beside("price string", "Babel, Locale kept", rounds, glocal, by_babel)


def _decimals(amounts: list[int], code: str) -> list[Decimal]:
    return [Decimal(minor).scaleb(-minor_digits(code)) for minor in amounts]


def _icu(tag: str, code: str) -> Callable[[float], str]:
    formatter = icu.NumberFormat.createCurrencyInstance(icu.Locale(tag.replace("-", "_")))
    formatter.setCurrency(code)
    return formatter.format  # type: ignore[no-any-return]


def _measures(rounds: int) -> Iterator[Comparison]:
    """Whole centimetres as a size table has them, told in inches."""
    values = [Decimal(60 + i % 100) for i in range(2_000)]
    bound = units.bind("clothing", "US", "en-US")
    registry, locale = pint.UnitRegistry(), Locale.parse("en_US")

    def glocal() -> int:
        for value in values:
            bound(value, "centimeter")
        return len(values)

    def cold() -> int:
        fresh = units.Bound("clothing", "US", "en-US", "short", {})
        for i in range(2_000):
            fresh(Decimal(1_000 + i), "centimeter")
        return 2_000

    def by_pint() -> int:
        for value in values[:300]:
            inches: Any = registry.Quantity(float(value), "centimeter").to("inch").magnitude
            format_unit(round(inches, 1), "length-inch", length="short", locale=locale)
        return 300

    yield _beside("cm to inches, seen before", "pint and Babel", rounds, glocal, by_pint)
    yield _beside("cm to inches, cold", "pint and Babel", rounds, cold, by_pint)


PEER_WORDS = 1_500


def _words(rounds: int) -> Comparison:
    """All English words of the rules in one pass, with their traps, beside an expression of 1,500 of them.

    Both read the same descriptions. Of the 1,500, both find the same words at the same places; this is checked first.
    """
    known = storefront.terms()
    chosen = random.Random(SEED).sample(known, min(PEER_WORDS, len(known)))
    texts = [row["description"] for row in work.rows(200, 1, known)]
    lexicon = library((data_folder(),)).lexicon("en")
    ordered = sorted(chosen, key=len, reverse=True)
    expression = re.compile(r"\b(?:" + "|".join(map(re.escape, ordered)) + r")\b")
    for text in texts:
        _same_hits(fold(text, "en"), lexicon, expression, frozenset(chosen))

    def glocal() -> int:
        for text in texts:
            lexicon.scan(text)
        return len(texts)

    def by_re() -> int:
        few = texts[:40]
        for text in few:
            [m.span() for m in expression.finditer(fold(text, "en"))]
        return len(few)

    return _beside("rule words in a description", f"re, {len(chosen)} words", rounds, glocal, by_re)


def _same_hits(folded: str, lexicon: Any, expression: re.Pattern[str], chosen: frozenset[str]) -> None:
    """Raise AssertionError where the automaton misses a word that the expression finds."""
    padded = f" {blank(folded)} "
    spans = set()
    for number, start, end in lexicon.automaton.find_matches_as_indexes(padded, overlapping=True):
        word = padded[start:end]
        if lexicon.literals[number] in chosen:
            spans.add((start - 1 + len(word) - len(word.lstrip()), end - 1 - len(word) + len(word.rstrip())))
    found = {m.span() for m in expression.finditer(folded)}
    assert found <= spans, found - spans
