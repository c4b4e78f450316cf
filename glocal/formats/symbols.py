"""The signs and digits that one locale writes numbers with."""

from __future__ import annotations

import unicodedata

import msgspec

from glocal.errors import UnknownError
from glocal.formats.cldr import Facts, supplemental
from glocal.formats.digits import LATIN
from glocal.formats.pattern import CURRENCY, MINUS, PERCENT, PLUS, Pattern, parse

__all__ = ["Affixes", "Symbols", "read"]

NBSP = "\u00a0"


class Affixes(msgspec.Struct, frozen=True):
    """The finished text before and after the digits, above and below zero."""

    prefix: str
    suffix: str
    negative_prefix: str
    negative_suffix: str


class Symbols(msgspec.Struct, frozen=True):
    """The signs of one locale in one numbering system; `minimum` is CLDR's minimumGroupingDigits."""

    tag: str
    chain: tuple[str, ...]
    facts: Facts
    system: str
    digits: str
    decimal: str
    group: str
    minus: str
    plus: str
    percent: str
    minimum: int

    def get(self, key: str) -> str:
        """Return a value of the numbering system, or of `latn` where the locale does not know the system."""
        return self.facts.get(f"{self.system}.{key}") or self.facts.get(f"latn.{key}")

    def pattern(self, key: str) -> Pattern:
        """Return one of the locale's patterns."""
        return parse(self.get(key))

    def affixes(self, pattern: Pattern, currency: str = "") -> Affixes:
        """Put the locale's signs and the currency's symbol into a pattern's affixes."""
        before = currency + NBSP if _needs_space(currency[-1:]) else currency
        after = NBSP + currency if _needs_space(currency[:1]) else currency
        return Affixes(
            self._fill(_space_before(pattern.prefix, before), currency),
            self._fill(_space_after(pattern.suffix, after), currency),
            self._fill(_space_before(pattern.negative_prefix, before), currency),
            self._fill(_space_after(pattern.negative_suffix, after), currency),
        )

    def _fill(self, affix: str, currency: str) -> str:
        signs = {CURRENCY: currency, MINUS: self.minus, PLUS: self.plus, PERCENT: self.percent}
        return "".join(signs.get(char, char) for char in affix)


def _needs_space(char: str) -> bool:
    """Tell whether CLDR's currencySpacing puts a space between this edge of a symbol and a digit."""
    return bool(char) and unicodedata.category(char)[0] not in "SZ"


def _space_before(prefix: str, currency: str) -> str:
    return prefix[:-1] + currency if prefix.endswith(CURRENCY) else prefix


def _space_after(suffix: str, currency: str) -> str:
    return currency + suffix[1:] if suffix.startswith(CURRENCY) else suffix


def read(tag: str, chain: tuple[str, ...], wanted: str) -> Symbols:
    """Return the signs of a locale; `wanted` is a numbering system, `native`, or '' for the locale's own.

    Raises UnknownError for a numbering system that CLDR does not list.
    """
    facts = Facts("numbers", chain)
    system = facts.get(wanted) if wanted in ("native", "default") else wanted or facts.get("default")
    table = supplemental("digits")
    if system not in table:
        raise UnknownError("numbering system", wanted, table)
    found = {name: facts.get(f"{system}.{name}") or facts.get(f"latn.{name}") for name in SIGNS}
    return Symbols(
        tag, chain, facts, system, table[system] or LATIN, minimum=int(facts.get("minimum_grouping", "1")), **found
    )


SIGNS = ("decimal", "group", "minus", "plus", "percent")
