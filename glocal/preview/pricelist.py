"""Changes to prices.csv that leave every other row as it is, to the byte. Pure: bytes in, bytes out."""

from __future__ import annotations

import csv
import io
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from glocal.catalog.prices import COLUMNS, Prices
from glocal.errors import DataError, Fault, FileError
from glocal.preview.words import say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

__all__ = ["FILE", "row_of", "with_prices", "without_prices"]

FILE = "prices.csv"
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_MARKS = ",\t;|"


class _Record(NamedTuple):
    """A row: its cells, and from where to where it stands in the text."""

    cells: list[str]
    start: int
    end: int


class _Sheet:
    """The text of a file, its delimiter, line end and records; the first is the header."""

    def __init__(self, data: bytes) -> None:
        try:
            self.text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise FileError([Fault(FILE, "", "UTF-8", "other bytes")]) from None
        self.mark = "\ufeff" if data.startswith(b"\xef\xbb\xbf") else ""
        head = self.text.partition("\n")[0]
        self.delimiter = max(_MARKS, key=head.count) if any(map(head.count, _MARKS)) else ","
        self.end = "\r\n" if head.endswith("\r") else "\n"
        self.records = list(_records(self.text, self.delimiter))
        self.columns = [" ".join(cell.split()) for cell in self.records[0].cells] if self.records else []

    def rows(self) -> Iterator[tuple[_Record, dict[str, str]]]:
        for record in self.records[1:]:
            yield record, dict(zip(self.columns, map(str.strip, record.cells), strict=False))

    def line(self, cells: Sequence[str]) -> str:
        out = io.StringIO()
        csv.writer(out, delimiter=self.delimiter, lineterminator=self.end).writerow(cells)
        return out.getvalue()


def _records(text: str, delimiter: str) -> Iterator[_Record]:
    end = 0

    def lines() -> Iterator[str]:
        nonlocal end
        for line in _LINES.findall(text):
            end += len(line)
            yield line

    start = 0
    try:
        for cells in csv.reader(lines(), delimiter=delimiter):
            yield _Record(cells, start, end)
            start = end
    except csv.Error as error:
        raise FileError([Fault(FILE, "", "CSV", str(error))]) from None


def row_of(data: bytes, sku: str, market: str) -> dict[str, str] | None:
    """Return a SKU's row for a market by column, None where it has none.

    >>> row_of(b"sku,market,amount,currency\\nA,BR,9.90,BRL\\n", "A", "BR")
    {'sku': 'A', 'market': 'BR', 'amount': '9.90', 'currency': 'BRL'}
    """
    rows = (row for _, row in _Sheet(data).rows())
    return next((row for row in rows if (row.get("sku"), row.get("market")) == (sku, market)), None)


def with_prices(data: bytes, market: str, skus: Sequence[str], told: Mapping[str, str]) -> bytes:
    """Return the file with the same price for some SKUs of a market; `told` has amount, currency and the like.

    Raises FileError for what is no CSV, DataError where the price would not read back as it was meant.
    """
    sheet = _Sheet(data or (",".join(COLUMNS) + "\n").encode())
    columns = [*sheet.columns, *(name for name in COLUMNS if told.get(name) and name not in sheet.columns)]
    meant = {sku: dict(told) | {"sku": sku, "market": market} for sku in skus}
    text, seen = _replaced(sheet, columns, market, meant)
    added = "".join(sheet.line(_cells([], columns, meant[sku])) for sku in skus if sku not in seen)
    text += sheet.end if added and text and not text.endswith("\n") else ""
    new = (sheet.mark + text + added).encode("utf-8")
    _check(data, new, market, skus, gone=False)
    return new


def _replaced(
    sheet: _Sheet, columns: list[str], market: str, meant: Mapping[str, Mapping[str, str]]
) -> tuple[str, set[str]]:
    """Return the text with the rows that change, and the SKUs that had one."""
    first = sheet.records[0]
    parts = [sheet.text[: first.end] if columns == sheet.columns else sheet.line(columns)]
    seen: set[str] = set()
    for record, row in sheet.rows():
        sku = row.get("sku", "")
        if row.get("market") == market and sku in meant:
            parts.append(sheet.line(_cells(record.cells, columns, meant[sku])))
            seen.add(sku)
        else:
            parts.append(sheet.text[record.start : record.end])
    return "".join(parts), seen


def _cells(old: Sequence[str], columns: Sequence[str], told: Mapping[str, str]) -> list[str]:
    kept = [*old, *[""] * (len(columns) - len(old))]
    return [told.get(name, cell) for name, cell in zip(columns, kept, strict=False)]


def without_prices(data: bytes, market: str, skus: Collection[str]) -> bytes:
    """Return the file without the rows of some SKUs of a market; raises DataError where it has none of them."""
    sheet = _Sheet(data)
    gone = {r.start for r, row in sheet.rows() if row.get("market") == market and row.get("sku") in skus}
    if not gone:
        told = say("No price of {market} stands in {file}.", market=market, file=FILE)
        raise DataError(told, expected="a price that was set by hand")
    new = (sheet.mark + "".join(sheet.text[r.start : r.end] for r in sheet.records if r.start not in gone)).encode()
    _check(data, new, market, skus, gone=True)
    return new


def _check(old: bytes, new: bytes, market: str, skus: Collection[str], *, gone: bool) -> None:
    """Read both back: the prices that were meant are there or gone, every other is what it was."""
    before, after = _read(old), _read(new)
    touched = {(sku, market) for sku in skus}
    for key in touched:
        if (key in after) is gone:
            raise DataError(say("That is not a price that the shop can use."), expected="such as 49.90", got=key[0])
    if {k: v for k, v in before.items() if k not in touched} != {k: v for k, v in after.items() if k not in touched}:
        told = say("{file} is laid out in a way that cannot be changed safely here; edit it by hand.", file=FILE)
        raise DataError(told, got=FILE)


def _read(data: bytes) -> dict[tuple[str, str], object]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / FILE
        path.write_bytes(data)
        found = Prices.read(path)
    return {(sku, market): price for sku, prices in found.by_sku.items() for market, price in prices.items()}
