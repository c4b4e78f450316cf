"""Plural formulas: C expressions over `n`, parsed by a small grammar into closures; nothing is evaluated as code."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

import msgspec

__all__ = ["FORMULAS", "GERMANIC", "SINGLE", "Plural", "PluralError", "formula_for", "plural_forms"]

Count = Callable[[int], int]

_WORD = (1 << 64) - 1  # gettext computes with unsigned long
_LONGEST = 2000
_DEEPEST = 60
_MOST_FORMS = 100
_TRIED = (*range(201), 999, 1000, 1001, 1_000_000)
_HEADER = re.compile(r"\s*nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*([^;]*);?\s*\Z")
_TOKEN = re.compile(r"\s*(?:(\d+)|(n(?![\w])|\|\||&&|==|!=|<=|>=|[<>+\-*/%!?:()]))")
_BINDING = {
    "||": 1,
    "&&": 2,
    "==": 3,
    "!=": 3,
    "<": 4,
    ">": 4,
    "<=": 4,
    ">=": 4,
    "+": 5,
    "-": 5,
    "*": 6,
    "/": 6,
    "%": 6,
}

GERMANIC = "nplurals=2; plural=(n != 1);"
_NONE = "nplurals=1; plural=0;"
_FRENCH = "nplurals=2; plural=(n > 1);"
_EAST_SLAVIC = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
# The customary formulas (gettext manual, "Plural forms"): for integers, so CLDR's `many` for decimals is left out.
FORMULAS = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
    "cs": "nplurals=3; plural=(n==1 ? 0 : n>=2 && n<=4 ? 1 : 2);",
    "fr": _FRENCH,
    "hi": _FRENCH,
    "id": _NONE,
    "ja": _NONE,
    "ko": _NONE,
    "pl": "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "pt-BR": _FRENCH,
    "ro": "nplurals=3; plural=(n==1 ? 0 : n==0 || (n%100>0 && n%100<20) ? 1 : 2);",
    "ru": _EAST_SLAVIC,
    "th": _NONE,
    "tr": GERMANIC,
    "uk": _EAST_SLAVIC,
    "vi": _NONE,
    "zh": _NONE,
}
_GERMANIC = frozenset("bg ca da de el en es et eu fi gl he it nb nl nn no pt sv".split())
"""Languages that Babel's table gives this formula: importing it costs more than a page does."""


class PluralError(ValueError):
    """A plural formula is not one."""


class Plural(msgspec.Struct, frozen=True):
    """A compiled formula: `plural(n)` is the index of the form for `n`, always within range.

    `faults` says what is wrong with the formula; a faulty one still answers, with form 0 where it has no answer.

    >>> plural_forms("nplurals=2; plural=(n != 1);")(1)
    0
    """

    formula: str
    nplurals: int
    count: Count
    faults: tuple[str, ...] = ()

    def __call__(self, n: int) -> int:
        try:
            index = self.count(abs(n) & _WORD)
        except ZeroDivisionError:
            return 0
        return index if index < self.nplurals else 0

    def numbers(self, form: int, upto: int = 1000) -> list[int]:
        """List the numbers from 0 to `upto` that take `form`."""
        return [n for n in range(upto + 1) if self(n) == form]


def formula_for(language: str) -> str:
    """Return the customary `Plural-Forms` header of a language tag.

    >>> formula_for("uk")[:10], formula_for("pt-PT"), formula_for("zh-Hans")
    ('nplurals=3', 'nplurals=2; plural=(n != 1);', 'nplurals=1; plural=0;')
    """
    tag = language.replace("_", "-")
    base = tag.partition("-")[0]
    if (known := FORMULAS.get(tag) or FORMULAS.get(base)) is not None:
        return known
    if base in _GERMANIC:
        return GERMANIC
    from babel.messages.plurals import PLURALS

    number, expression = PLURALS.get(tag.replace("-", "_")) or PLURALS.get(base) or (2, "(n != 1)")
    return f"nplurals={number}; plural={expression};"


@lru_cache(maxsize=256)
def plural_forms(header: str) -> Plural:
    """Compile a `Plural-Forms` header; what is wrong with it is in `Plural.faults`, nothing is raised."""
    found = _HEADER.match(header[:_LONGEST])
    if not found or not 1 <= int(found[1][:9]) <= _MOST_FORMS:
        fault = f"expected 'nplurals=N; plural=EXPRESSION;' with N from 1 to {_MOST_FORMS}"
        return Plural(header, 1, lambda n: 0, (fault,))
    nplurals = int(found[1])
    try:
        count = _Parser(found[2]).parse()
    except PluralError as error:
        return Plural(header, nplurals, lambda n: 0, (str(error),))
    return Plural(header, nplurals, count, _tried(count, nplurals))


def _tried(count: Count, nplurals: int) -> tuple[str, ...]:
    for n in _TRIED:
        try:
            index = count(n)
        except ZeroDivisionError:
            return (f"division by zero for n={n}",)
        if index >= nplurals:
            return (f"form {index} for n={n}, of {nplurals} forms",)
    return ()


class _Parser:
    """Recursive descent over `?:`, binary operators by precedence, `!` and parentheses, no deeper than a limit."""

    def __init__(self, text: str) -> None:
        self.tokens = _tokens(text)
        self.at = 0
        self.depth = 0

    def parse(self) -> Count:
        count = self.ternary()
        if self.peek():
            raise PluralError(f"expected the end of the formula, got {self.peek()!r}")
        return count

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, wanted: str = "") -> str:
        token = self.peek()
        if not token or (wanted and token != wanted):
            raise PluralError(f"expected {wanted or 'a number or n'}, got {token or 'the end'!r}")
        self.at += 1
        return token

    def ternary(self) -> Count:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise PluralError(f"nested deeper than {_DEEPEST}")
        test = self.binary(1)
        if self.peek() == "?":
            test = self.choice(test)
        self.depth -= 1
        return test

    def choice(self, test: Count) -> Count:
        self.take("?")
        yes = self.ternary()
        self.take(":")
        no = self.ternary()
        return lambda n: yes(n) if test(n) else no(n)

    def binary(self, binding: int) -> Count:
        left = self.unary()
        while (level := _BINDING.get(self.peek(), 0)) >= binding:
            operator = self.take()
            left = _OPERATORS[operator](left, self.binary(level + 1))
        return left

    def unary(self) -> Count:
        negations = 0
        while self.peek() == "!":
            self.take()
            negations += 1
        count = self.primary()
        if not negations:
            return count
        return lambda n: int(bool(count(n)) is (negations % 2 == 0))

    def primary(self) -> Count:
        token = self.take()
        if token == "n":
            return lambda n: n
        if token.isdigit():
            number = int(token) & _WORD
            return lambda n: number
        if token != "(":
            raise PluralError(f"expected a number or n, got {token!r}")
        inner = self.ternary()
        self.take(")")
        return inner


def _tokens(text: str) -> list[str]:
    tokens, at = [], 0
    text = text.rstrip()
    while at < len(text):
        found = _TOKEN.match(text, at)
        if not found or (found[1] and (len(found[1]) > 20 or not found[1].isascii())):
            raise PluralError(f"expected an operator, a number or n, got {text[at : at + 20]!r}")
        tokens.append(found[1] or found[2])
        at = found.end()
    return tokens


_OPERATORS: dict[str, Callable[[Count, Count], Count]] = {
    "||": lambda a, b: lambda n: int(bool(a(n) or b(n))),
    "&&": lambda a, b: lambda n: int(bool(a(n) and b(n))),
    "==": lambda a, b: lambda n: int(a(n) == b(n)),
    "!=": lambda a, b: lambda n: int(a(n) != b(n)),
    "<": lambda a, b: lambda n: int(a(n) < b(n)),
    ">": lambda a, b: lambda n: int(a(n) > b(n)),
    "<=": lambda a, b: lambda n: int(a(n) <= b(n)),
    ">=": lambda a, b: lambda n: int(a(n) >= b(n)),
    "+": lambda a, b: lambda n: (a(n) + b(n)) & _WORD,
    "-": lambda a, b: lambda n: (a(n) - b(n)) & _WORD,
    "*": lambda a, b: lambda n: (a(n) * b(n)) & _WORD,
    "/": lambda a, b: lambda n: a(n) // b(n),
    "%": lambda a, b: lambda n: a(n) % b(n),
}

SINGLE = Plural(_NONE, 1, lambda n: 0)
"""The rule of a text without plural forms."""
