"""One JSON document that holds a list of rows: read in pieces, whatever its size."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import msgspec

from glocal.catalog.faults import Place
from glocal.catalog.rows import MAX_LINE, decode
from glocal.errors import FileError, LimitError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import TextIO

__all__ = ["MAX_DOCUMENT", "elements", "listed"]

MAX_DOCUMENT = 64_000_000
"""Bytes of a JSON document whose rows lie below a path; a plain list may be of any size."""

CHUNK = 1 << 16
_BLANK = re.compile(r"[ \t\r\n]*")
_SCANNER = json.JSONDecoder()


def listed(file: Path, name: str, path: str) -> Iterator[tuple[int, str, str]]:
    """Yield place in the list (0, -1, -2 ...), text and fault of every row below a dotted path."""
    place = Place(name)
    if file.stat().st_size > MAX_DOCUMENT:
        place.fault("(file)", f"at most {MAX_DOCUMENT:,} bytes where `rows` is set", file.stat().st_size)
        raise FileError(place.faults)
    value: Any = decode(place, file.read_text("utf-8-sig", "surrogateescape"))
    for part in path.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    if not place.faults and not isinstance(value, list):
        place.fault(path, "a list of rows", value)
    if place.faults:
        raise FileError(place.faults)
    encoder = msgspec.json.Encoder(decimal_format="number")
    for place_in_list, entry in enumerate(value):
        try:
            yield -place_in_list, encoder.encode(entry).decode(), ""
        except (OverflowError, ValueError, RecursionError) as error:
            yield -place_in_list, "{}", f"JSON|{error}"


def elements(file: Path) -> Iterator[tuple[int, str, str]]:
    """Yield line, text and fault of every element of the list that a JSON file is.

    What cannot be read ends the list: it is the last element, with its fault.
    """
    with file.open(encoding="utf-8-sig", errors="surrogateescape") as stream:
        yield from _Elements(stream).read()


class _Elements:
    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.text = ""
        self.line = 1
        self.ended = False

    def read(self) -> Iterator[tuple[int, str, str]]:
        if self._mark() != "[":
            yield self.line, "{}", f"a JSON list|{self.text[:40]}"
            return
        self._drop(1)
        try:
            while self._mark() not in {"]", ""}:
                start, line = self._element(), self.line
                yield line, self.text[:start], ""
                self._drop(start)
                if self._mark() == ",":
                    self._drop(1)
                elif self._mark() != "]":
                    raise ValueError("a comma or the end of the list")
            if not self._mark():
                raise ValueError("the end of the list")
        except (ValueError, RecursionError, LimitError) as error:
            yield self.line, "{}", f"JSON|{str(error)[:80] or 'nested too deep'}"

    def _mark(self) -> str:
        """Return the next character that is no blank, '' at the end."""
        while True:
            blank = _BLANK.match(self.text)
            self._drop(blank.end() if blank else 0)
            if self.text or self.ended:
                return self.text[:1]
            self._more()

    def _element(self) -> int:
        """Return where the element at the front ends, reading on until it does."""
        while True:
            try:
                _, end = _SCANNER.raw_decode(self.text)
            except json.JSONDecodeError as error:
                if self.ended or (len(self.text) - error.pos > CHUNK and "Unterminated" not in error.msg):
                    raise
                self._more()
            else:
                if end < len(self.text) or self.ended:
                    return end
                self._more()

    def _more(self) -> None:
        piece = self.stream.read(max(CHUNK, len(self.text)))
        self.ended = not piece
        self.text += piece
        if len(self.text) > 2 * MAX_LINE:
            raise LimitError(f"an element of at most {MAX_LINE:,} bytes")

    def _drop(self, count: int) -> None:
        self.line += self.text.count("\n", 0, count)
        self.text = self.text[count:]
