"""Rows of a file that cannot be entered in the middle (XML, one big JSON list), copied to a temporary file by lines."""

from __future__ import annotations

import json
import weakref
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import Lock
from typing import TYPE_CHECKING, Any

from glocal.catalog.faults import shown
from glocal.catalog.rows import JsonRows, Row
from glocal.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["Spool"]


class Spool:
    """Rows that were written once and can be read from any of their offsets; the file goes when this object does.

    `entries` gives (line of the original, JSON text of the row, fault of it or '') and is called when the first row is
    asked for. A line below 1 stands for a row of the list at `path`, counted down from 0.
    """

    def __init__(self, name: str, entries: Callable[[], Iterable[tuple[int, str, str]]], path: str = "") -> None:
        self.name = name
        self.path = path
        self._entries = entries
        self._lock = Lock()
        self._written: Path | None = None

    def _file(self) -> Path:
        with self._lock:
            if self._written is None:
                self._written = self._write()
            return self._written

    def _write(self) -> Path:
        with NamedTemporaryFile("w", encoding="utf-8", prefix="glocal-", suffix=".jsonl", delete=False) as stream:
            file = Path(stream.name)
            weakref.finalize(self, file.unlink, missing_ok=True)
            for line, text, fault in self._entries():
                stream.write(_written(line, text, fault))
        return file

    def __iter__(self) -> Iterator[Row]:
        return self.since(0)

    def since(self, offset: int, line: int = 0) -> Iterator[Row]:
        """Yield the rows from `offset` on."""
        for row in JsonRows(self._file(), name=self.name).since(offset, line):
            yield self._row(row)

    def _row(self, row: Row) -> Row:
        if row.faults:
            return row
        stated: dict[str, Any] = row.data
        line, data, words = stated["line"], stated["row"], stated["fault"]
        where = f"{self.path}[{-line}]." if line < 1 else ""
        line = max(0, line)
        faults = []
        if words:
            expected, _, got = words.partition("|")
            faults.append(Fault(self.name, f"{where}(row)", expected, got, line))
        elif not isinstance(data, dict):
            faults.append(Fault(self.name, f"{where}(row)", "a JSON object", shown(data), line))
        return Row(line, row.offset, data if isinstance(data, dict) and not faults else {}, faults, where)


def _written(line: int, text: str, fault: str) -> str:
    row = text.replace("\r", " ").replace("\n", " ")
    if not _is_unicode(row):
        row, fault = "{}", "UTF-8 text|bytes that are none"
    return f'{{"line":{line},"fault":{json.dumps(fault)},"row":{row}}}\n'


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
