"""Single parts beside what one would otherwise use: a price string, a converted measure, a look-up of words."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import icu
import pint
from babel import Locale
from babel.numbers import format_currency
from babel.units import format_unit

from benchmarks import words
from benchmarks.beside import SEED, Comparison, beside
from glocal import formats, units
from glocal.model.money import minor_digits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["measure"]

PAIRS = (
    *(("en-US", "USD"), ("de", "EUR"), ("fr", "EUR"), ("pt-BR", "BRL"), ("ja", "JPY"), ("ru", "RUB")),
    *(("ar-SA", "SAR"), ("hi", "INR"), ("de-CH", "CHF")),
)
COUNT = 5_000


def measure(rounds: int) -> Iterator[Comparison]:
    """Yield every comparison; ours and the peer run in turn, round by round."""
    yield from _prices(rounds)
    yield from _measures(rounds)
    yield from words.measure(rounds)


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

    yield beside("price string", "PyICU, formatter kept", rounds, glocal, by_icu)
    yield beside("price string", "Babel, Locale kept", rounds, glocal, by_babel)


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

    yield beside("cm to inches, seen before", "pint and Babel", rounds, glocal, by_pint)
    yield beside("cm to inches, cold", "pint and Babel", rounds, cold, by_pint)
