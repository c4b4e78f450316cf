"""Measures with their unit."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from glocal.errors import UnknownError
from glocal.formats import cldr, plural
from glocal.formats.number import compile_number, compile_scaled_number, mode, to_decimal
from glocal.memo import Memo

if TYPE_CHECKING:
    from collections.abc import Callable

    from glocal.formats.cldr import Facts
    from glocal.formats.number import Number
    from glocal.formats.symbols import Symbols

__all__ = ["WIDTHS", "compile_per", "compile_scaled", "compile_unit", "known_units"]

WIDTHS = ("long", "short", "narrow")


def known_units() -> list[str]:
    """Return the units that can be written: those of CLDR's that shops use."""
    root = cldr.load("locales/und")["units"]["und"]
    return sorted({key.partition(".")[0] for key in root} - {"per"})


def patterns(facts: Facts, unit: str, width: str) -> dict[str, str]:
    """Return the patterns of a unit by plural category; a narrow one that CLDR does not know is the short one."""
    if width not in WIDTHS:
        raise UnknownError("width", width, WIDTHS)
    if not facts.has(f"{unit}.long.other"):
        raise UnknownError("unit", unit, known_units())
    if width == "narrow" and not facts.has(f"{unit}.narrow.other"):
        width = "short"
    return {category: facts.get(f"{unit}.{width}.{category}") for category in plural.CATEGORIES}


def compile_unit(
    tag: str,
    facts: Facts,
    symbols: Symbols,
    unit: str,
    width: str = "short",
    *,
    min_fraction: int = 0,
    max_fraction: int = 3,
    rounding: str = "half-even",
) -> Callable[[Number], str]:
    """Return a function that writes a measure with its unit, in the right plural."""
    number = compile_number(symbols, min_fraction=min_fraction, max_fraction=max_fraction, rounding=rounding)
    rule, how = plural.cardinal(tag), mode(rounding)
    texts = _texts(facts, symbols, unit, width)

    def write(value: Number) -> str:
        seen = plural.shown(to_decimal(value), min_fraction, max_fraction, how)
        pattern = texts.get(rule(seen)) or texts["other"]
        return pattern.replace("{0}", number(value))

    return write


def _texts(facts: Facts, symbols: Symbols, unit: str, width: str) -> dict[str, str]:
    if unit != "percent" or width == "long":
        return patterns(facts, unit, width)
    sign = symbols.affixes(symbols.pattern("percent_pattern"))
    return {"other": f"{sign.prefix}{{0}}{sign.suffix}"}


def compile_scaled(
    tag: str, facts: Facts, symbols: Symbols, unit: str, width: str, places: int
) -> Callable[[int], str]:
    """Return a function that writes a measure from its digits, of which the last `places` stand behind the point.

    For measures by the million: it makes no Decimal, and asks the plural rule once for each case that it tells apart.
    """
    number, rule = compile_scaled_number(symbols, places), plural.cardinal(tag)
    texts = _texts(facts, symbols, unit, width)
    frames = {c: (texts.get(c) or texts["other"]).partition("{0}") for c in plural.CATEGORIES}
    category: Memo[int, str] = Memo(lambda case: rule(Decimal(case).scaleb(-places)))
    case = plural.cases(tag, places)

    def write(digits: int) -> str:
        head, _, tail = frames[category[case(digits)]]
        return f"{head}{number(digits)}{tail}"

    return write


def compile_per(facts: Facts, unit: str, width: str = "short") -> Callable[[str], str]:
    """Return a function that adds "per unit" to a finished text, such as a price."""
    texts = patterns(facts, unit, width)
    own = facts.get(f"{unit}.{width}.per") or facts.get(f"{unit}.short.per")
    bare = (texts["one"] or texts["other"]).replace("{0}", "").strip("\u00a0 ")
    pattern = own or facts.get(f"per.{width}").replace("{1}", bare)
    return lambda text: pattern.replace("{0}", text)
