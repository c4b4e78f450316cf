"""Gathering faults: a place in a file that notes what was expected there and what was got."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glocal.errors import Fault, near

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["Place", "shown"]

SHOWN = 60


def shown(value: object) -> str:
    """Return a value as a message may show it: short, on one line, printable everywhere.

    >>> shown("a" * 100)[-5:], shown("\\ud800"), shown(None)
    ("aaa'…", "'\\\\ud800'", 'nothing')
    """
    if value is None:
        return "nothing"
    cut = "…" if isinstance(value, str) and len(value) > SHOWN else ""
    text = repr(value[:SHOWN]) + cut if isinstance(value, str) else _bounded(value)
    return text.encode("utf-8", "backslashreplace").decode()


def _bounded(value: object) -> str:
    if isinstance(value, dict | list | tuple):
        return f"a {'table' if isinstance(value, dict) else 'list'} of {len(value)}"
    text = str(value) if not isinstance(value, int) or abs(value) < 10**SHOWN else "a huge number"
    return text[:SHOWN]


class Place:
    """A line of a file, and the faults found there.

    `columns` says what a field is called in the file: {"price": "Variant Price"}.
    """

    __slots__ = ("columns", "faults", "file", "line", "prefix")

    def __init__(self, file: str, line: int = 0, columns: Mapping[str, str] | None = None) -> None:
        self.file = file
        self.line = line
        self.columns = columns or {}
        self.prefix = ""
        self.faults: list[Fault] = []

    def fault(self, field: str, expected: str, got: object, hint: str = "") -> None:
        """Note that `field` is not as expected."""
        self.faults.append(self.note(field, expected, got, hint))

    def note(self, field: str, expected: str, got: object, hint: str = "") -> Fault:
        """Return a Fault of this place without keeping it."""
        head, dot, tail = field.partition(".")
        name = self.prefix + (self.columns.get(field) or (self.columns.get(head, head) + dot + tail))
        return Fault(self.file, name, expected, shown(got), self.line, hint)

    def unknown(self, field: str, kind: str, got: object, known: Iterable[str]) -> None:
        """Note a name that is not on its list, with the nearest one that is."""
        close = near(str(got)[:SHOWN], known)
        self.fault(field, kind, got, f"did you mean {close!r}?" if close else "")

    def refuse_keys(self, prefix: str, table: Mapping[str, object], known: Iterable[str]) -> None:
        """Note every key of `table` that is not among `known`."""
        names = tuple(known)
        for key in table:
            if key not in names:
                self.unknown(f"{prefix}{key}", "a known key", key, names)
