"""Every error that glocal raises.

A message says where (file, line or key), what was expected, what was got and, where one is close, the word that was
probably meant. The same parts are attributes, for programs.

    GlocalError
    ├── DataError (ValueError)          a value at the door is not usable
    │   ├── FileError                   a file of ours, of the shop or of a translator has faults: all of them, at once
    │   ├── MoneyError                  an amount, a currency, or two currencies mixed
    │   ├── LabelError                  a size label that cannot be read, or has several readings
    │   └── LimitError                  an input is larger than the documented limit
    ├── UnknownError (LookupError)      a name that is not on a closed list: market, locale, unit, size system ...
    ├── RatesError (LookupError)        no usable exchange rate: missing, too old, absurd, or the source failed
    ├── BuildError (OSError)            an output folder that glocal did not make, or that cannot be written
    └── MissingExtraError (ImportError) an optional dependency is not installed
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "BuildError",
    "DataError",
    "Fault",
    "FileError",
    "GlocalError",
    "LabelError",
    "LimitError",
    "MissingExtraError",
    "MoneyError",
    "RatesError",
    "UnknownError",
    "near",
]


class GlocalError(Exception):
    """Base of all errors of this library."""


class DataError(GlocalError, ValueError):
    """A value is not usable; `expected` and `got` say why."""

    def __init__(self, message: str, *, expected: str = "", got: object = None) -> None:
        self.expected = expected
        self.got = got
        super().__init__(message)


class Fault(msgspec.Struct, frozen=True):
    """One thing wrong at one place of a file.

    `line` counts from 1, 0 where a line cannot be told; `field` is a dotted key path or a column name.
    """

    file: str
    field: str
    expected: str
    got: str
    line: int = 0
    hint: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place}: {self.field}: expected {self.expected}, got {self.got}{hint}"


class FileError(DataError):
    """A file has faults; `faults` lists every one of them."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


class MoneyError(DataError):
    """An amount or a currency is not usable, or two currencies met in one sum."""


class LabelError(DataError):
    """A size label cannot be read, or `readings` lists the several ways in which it can."""

    def __init__(self, message: str, *, expected: str = "", got: object = None, readings: Iterable[str] = ()) -> None:
        self.readings = tuple(readings)
        super().__init__(message, expected=expected, got=got)


class LimitError(DataError):
    """An input is larger than the documented limit."""


class UnknownError(GlocalError, LookupError):
    """A name is not on its list; `near` is the closest one that is, or ''."""

    def __init__(self, kind: str, got: object, known: Iterable[str] = (), *, where: str = "") -> None:
        self.kind = kind
        self.got = got
        self.near = near(str(got), known)
        place = f"{where}: " if where else ""
        hint = f"; did you mean {self.near!r}?" if self.near else ""
        super().__init__(f"{place}unknown {kind} {got!r}{hint}")

    def __str__(self) -> str:
        return str(self.args[0])


class RatesError(GlocalError, LookupError):
    """No usable exchange rate."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class BuildError(GlocalError, OSError):
    """The output cannot be written where it was asked for."""


class MissingExtraError(GlocalError, ImportError):
    """An optional dependency is not installed; the message names the extra."""

    def __init__(self, feature: str, extra: str) -> None:
        self.extra = extra
        super().__init__(f"{feature} needs the extra {extra!r}: pip install 'glocal[{extra}]'")


def near(word: str, known: Iterable[str]) -> str:
    """Return the entry of `known` closest to `word`, or '' when none is close.

    >>> near("BRr", ["BR", "RU"])
    'BR'
    """
    pool = list(known)
    folded = {k.casefold(): k for k in reversed(pool)}
    if word.casefold() in folded:
        return folded[word.casefold()]
    import difflib

    hits = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[hits[0]] if hits else ""
