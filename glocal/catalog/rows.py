"""Rows of CSV and JSON Lines files: streamed, each with its line, its offset, and what is wrong with it."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import msgspec

from glocal.catalog.faults import Place
from glocal.errors import Fault, FileError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["MAX_LINE", "CsvRows", "JsonRows", "Row", "decode"]

MAX_LINE = 8_000_000
"""Bytes of one JSON line, or of one line of a CSV file."""
MAX_COLUMNS = 2_000
MAX_DEPTH = 32
"""Levels of lists and tables in a row of JSON."""


class Row(msgspec.Struct):
    """One row of a file."""

    line: int
    """Where it begins, from 1."""
    offset: int
    """Where it begins, in bytes."""
    data: Any
    """A table of cells by column, or the JSON value; empty where it could not be read."""
    faults: list[Fault] = msgspec.field(default_factory=list)
    where: str = ""
    """Path of the row within a document whose lines cannot be told: 'data.goods[7].'."""


class _DuplicateKeyError(ValueError):
    pass


class _NotFiniteError(ValueError):
    pass


def _table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        names = [name for name, _ in pairs]
        raise _DuplicateKeyError(next(name for name in names if names.count(name) > 1))
    return table


def _constant(name: str) -> None:
    raise _NotFiniteError(name)


_DECODER = json.JSONDecoder(object_pairs_hook=_table, parse_float=Decimal, parse_constant=_constant)


def decode(place: Place, text: str) -> Any:
    """Read one JSON value; numbers keep their digits. None and a fault for bad JSON, equal keys, NaN, great depth."""
    try:
        value = _DECODER.decode(text)
    except _DuplicateKeyError as error:
        place.fault(str(error), "each key once", f"{error} twice")
    except _NotFiniteError as error:
        place.fault("(row)", "finite numbers", str(error))
    except RecursionError:
        place.fault("(row)", f"at most {MAX_DEPTH} levels", "more")
    except json.JSONDecodeError as error:
        place.fault("(row)", "JSON", f"{error.msg} at character {error.pos + 1}")
    except ValueError:
        place.fault("(row)", "numbers of a sane length", "a number of thousands of digits")
    else:
        return _shallow(place, value)
    return None


def _shallow(place: Place, value: Any) -> Any:
    layer = [value] if isinstance(value, dict | list) else []
    for _ in range(MAX_DEPTH):
        layer = [
            inner
            for outer in layer
            for inner in (outer.values() if outer.__class__ is dict else outer)
            if inner.__class__ is dict or inner.__class__ is list
        ]
        if not layer:
            return value
    place.fault("(row)", f"at most {MAX_DEPTH} levels", "more")
    return None


def _lines(file: Path, offset: int, number: int, max_bytes: int = 0) -> Iterator[tuple[int, int, bytes]]:
    """Yield number, offset and bytes of each physical line; what is past MAX_LINE of a line is cut off."""
    with file.open("rb") as stream:
        stream.seek(offset)
        while data := stream.readline(MAX_LINE + 1):
            start, offset = offset, offset + len(data)
            if max_bytes and offset > max_bytes:
                raise FileError([Fault(str(file), "(file)", f"at most {max_bytes:,} bytes", "more")])
            while len(data) > MAX_LINE and not data.endswith(b"\n") and (rest := stream.readline(MAX_LINE)):
                offset += len(rest)
                if rest.endswith(b"\n"):
                    break
            yield number, start, data
            number += 1


class JsonRows:
    """A JSON Lines file; each iteration reads it from the start."""

    def __init__(self, file: Path, *, name: str = "", max_bytes: int = 0) -> None:
        self.file = file
        self.name = name or str(file)
        self.max_bytes = max_bytes

    def __iter__(self) -> Iterator[Row]:
        return self.since(0, 1)

    def since(self, offset: int, line: int = 0) -> Iterator[Row]:
        """Yield the rows from `offset` on."""
        for number, start, data in _lines(self.file, offset, line, self.max_bytes):
            if not start and data.startswith(b"\xef\xbb\xbf"):
                data = data[3:]
            if data.strip():
                yield self._row(number, start, data)

    def _row(self, number: int, start: int, data: bytes) -> Row:
        place = Place(self.name, number)
        value = None
        if len(data) > MAX_LINE:
            place.fault("(row)", f"a line of at most {MAX_LINE:,} bytes", "more")
        else:
            value = self._value(place, data)
        if not place.faults and not isinstance(value, dict):
            place.fault("(row)", "a JSON object", value)
        return Row(number, start, value if isinstance(value, dict) else {}, place.faults)

    def _value(self, place: Place, data: bytes) -> Any:
        try:
            return decode(place, data.decode())
        except UnicodeDecodeError as error:
            place.fault("(row)", "UTF-8 text", f"byte 0x{data[error.start]:02x} at {error.start + 1}")
            return None


class CsvRows:
    """A CSV or TSV file with a header; each iteration reads it from the start. Cells are stripped of blanks."""

    def __init__(self, file: Path, *, name: str = "", encoding: str = "utf-8", delimiter: str = "") -> None:
        self.file = file
        self.name = name or str(file)
        self.encoding = "utf-8-sig" if encoding.casefold().replace("_", "-") in {"utf-8", "utf8"} else encoding
        self._head = self._read_head(delimiter)
        self.columns: tuple[str, ...] = self._head[0]

    def _read_head(self, delimiter: str) -> tuple[tuple[str, ...], str, int, int]:
        first = next(_lines(self.file, 0, 1), None)
        if first is None:
            return (), delimiter or ",", 0, 1
        delimiter = delimiter or _delimiter(first[2].decode(self.encoding, "replace"))
        state = _Source(self.file, 0, 1, self.encoding)
        cells = next(csv.reader(state, delimiter=delimiter), [])
        names = tuple(" ".join(cell.split()) for cell in cells)
        self._check(names)
        return names, delimiter, state.offset, state.line

    def _check(self, names: tuple[str, ...]) -> None:
        place = Place(self.name, 1)
        if len(names) > MAX_COLUMNS:
            place.fault("(header)", f"at most {MAX_COLUMNS:,} columns", f"{len(names):,}")
        for name in sorted({name for name in names if name and names.count(name) > 1}):
            place.fault(name, "each column once", f"{names.count(name)} times")
        if place.faults:
            raise FileError(place.faults)

    def __iter__(self) -> Iterator[Row]:
        return self.since(self._head[2], self._head[3])

    def since(self, offset: int, line: int = 0) -> Iterator[Row]:
        """Yield the rows from `offset` on; lines are counted from `line`."""
        state = _Source(self.file, offset, line, self.encoding)
        reader = csv.reader(state, delimiter=self._head[1])
        while True:
            start, number = state.offset, state.line
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield Row(number, start, {}, [Fault(self.name, "(row)", "CSV", str(error), number)])
                continue
            if cells and any(cells):
                yield self._row(number, start, cells)

    def _row(self, number: int, start: int, cells: list[str]) -> Row:
        data = {name: cell.strip() for name, cell in zip(self.columns, cells, strict=False) if name}
        faults = []
        if len(cells) > len(self.columns) and any(cells[len(self.columns) :]):
            faults.append(
                Fault(
                    self.name,
                    "(row)",
                    f"{len(self.columns)} cells",
                    f"{len(cells)} cells",
                    number,
                    "a quote may be missing",
                )
            )
        return Row(number, start, data, faults)


class _Source:
    """The decoded lines of a file, which remembers where the next one begins."""

    def __init__(self, file: Path, offset: int, line: int, encoding: str) -> None:
        self.offset = offset
        self.line = line
        self._encoding = encoding
        self._lines = _lines(file, offset, line)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        self.line, self.offset, data = next(self._lines)
        self.offset += len(data)
        self.line += 1
        return data.decode(self._encoding, "surrogateescape")


def _delimiter(head: str) -> str:
    counts = {mark: head.count(mark) for mark in ",\t;|"}
    return max(counts, key=lambda mark: counts[mark]) if any(counts.values()) else ","
