"""Rates in files: the project's TOML, a CSV, and the European Central Bank's XML and CSV."""

from __future__ import annotations

import csv
import datetime as dt
import tomllib
from decimal import Decimal
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from glocal import whole
from glocal.errors import GlocalError, LimitError, RatesError
from glocal.model.money import CURRENCIES, check_currency
from glocal.rates.table import Rates, Row, assemble, read_value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["MAX_BYTES", "Sheet", "dump", "ecb", "load", "parse_toml", "read_sheet", "save"]

T = TypeVar("T")

MAX_BYTES = 20_000_000
"""A larger file of rates is refused; the Bank's whole history has 8 MB."""

_ECB = "European Central Bank, euro foreign exchange reference rates"
_TOP = {"base", "date", "source", "rates", "rate", "note"}
_ROW = {"currency", "value", "base", "date", "source", "note", "peg"}


def load(path: str | Path) -> Rates:
    """Read a shop's own table: TOML, or CSV with the columns base, currency, value, date, source.

    The TOML states `base`, `date` and `source`, a `[rates]` table of `CUR = "x"` (x of CUR for one of the base), and
    where some figures come from elsewhere `[[rate]]` tables with currency, value and their own base, date, source,
    note; `peg = true` for one that holds until it is changed.

    Raises RatesError that lists every fault with its place.
    """
    path = Path(path)
    text = _text(path)
    if path.suffix.lower() == ".csv":
        return _from_csv(text, path.name)
    return parse_toml(text, path.name)


def ecb(path: str | Path) -> Rates:
    """Read the European Central Bank's reference rates: eurofxref-daily.xml, eurofxref.csv or eurofxref-hist.csv.

    Of a history, the newest day is taken. Raises RatesError.
    """
    path = Path(path)
    text = _text(path)
    day, pairs = _ecb_xml(text, path.name) if text.lstrip().startswith("<") else _ecb_csv(text, path.name)
    return _checked(path.name, lambda: _table("EUR", day, _ECB, _known(pairs)))


def dump(table: Rates) -> str:
    """Return the table as TOML that `load` reads back to an equal one.

    >>> from glocal.rates import embedded
    >>> parse_toml(dump(embedded())) == embedded()
    True
    """
    lines = [f"base = {_quote(table.base)}", f"date = {table.date.isoformat()}", f"source = {_quote(table.source)}"]
    for currency, rate in table.entries.items():
        value = f"{rate.value.numerator}/{rate.value.denominator}"
        lines += ["", "[[rate]]", f"currency = {_quote(currency)}", f'value = "{value}"']
        lines += [f"date = {rate.date.isoformat()}", f"source = {_quote(rate.source)}"]
    return "\n".join(lines) + "\n"


def save(table: Rates, path: str | Path) -> None:
    """Write the table as TOML in one step: whoever reads meanwhile sees the old file or the new one, whole.

    Raises RatesError where it cannot be written.
    """
    path = Path(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        whole.write(Path(path), dump(table).encode())
    except OSError as error:
        raise RatesError(f"{path.name}: cannot be written: {error}") from error


def parse_toml(text: str, name: str = "rates.toml") -> Rates:
    """Read a table from TOML text; `name` is for messages. Raises RatesError."""
    sheet = read_sheet(text, name)
    return _checked(name, lambda: assemble(sheet.base, sheet.date, sheet.source, sheet.rows))


class Sheet(NamedTuple):
    """What a TOML file of rates states, before it is made a table."""

    base: str
    date: dt.date
    source: str
    rows: list[Row]


def read_sheet(text: str, name: str) -> Sheet:
    """Read the rows of TOML text. Raises RatesError that lists every fault."""
    try:
        raw = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise RatesError(f"{name}: not TOML: {error}") from None
    base, day, source = (
        _need(raw, name, key, kind) for key, kind in (("base", str), ("date", dt.date), ("source", str))
    )
    rows = _Faults(name)
    rows.unknown(raw, _TOP, "")
    for currency, value in raw.get("rates", {}).items():
        rows.add(f"rates.{currency}", partial(_row, currency, value, base, day, source))
    for i, entry in enumerate(raw.get("rate", [])):
        rows.unknown(entry, _ROW, f"rate[{i}].")
        rows.add(f"rate[{i}]", partial(_entry, entry, base, day, source))
    rows.stop()
    return Sheet(_checked(name, lambda: check_currency(base)), day, source, rows.rows)


class _Faults:
    """Rows read so far and every fault on the way."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.rows: list[Row] = []
        self.faults: list[str] = []

    def add(self, field: str, read: Callable[[], Row]) -> None:
        try:
            self.rows.append(read())
        except GlocalError as error:
            self.faults.append(f"{self.name}: {field}: {error}")

    def unknown(self, table: dict[str, Any], known: set[str], prefix: str) -> None:
        self.faults += [f"{self.name}: {prefix}{key}: unknown key" for key in table if key not in known]

    def stop(self) -> None:
        if self.faults:
            raise RatesError("\n".join(self.faults))


def _row(currency: str, value: object, base: str, day: dt.date | None, source: str) -> Row:
    return Row(check_currency(currency), _exact(currency, value), base, day, source)


def _exact(currency: str, value: object) -> Fraction:
    if isinstance(value, str) and value.count("/") == 1:
        above, below = value.split("/")
        if above.isascii() and below.isascii() and above.isdigit() and below.isdigit() and int(above) and int(below):
            return Fraction(int(above), int(below))
    return read_value(currency, value)


def _entry(entry: dict[str, Any], base: str, day: dt.date, source: str) -> Row:
    currency = str(entry.get("currency", ""))
    stamp = None if entry.get("peg") else entry.get("date", day)
    if stamp is not None and type(stamp) is not dt.date:
        raise RatesError(f"{currency}: expected a date like 2026-11-20, got {stamp!r}")
    return _row(currency, entry.get("value"), entry.get("base", base), stamp, str(entry.get("source", source)))


def _table(base: str, day: dt.date, source: str, pairs: Iterable[tuple[str, object]]) -> Rates:
    return assemble(base, day, source, [_row(c, v, base, day, source) for c, v in pairs])


def _known(pairs: Iterable[tuple[str, object]]) -> Iterator[tuple[str, object]]:
    """The Bank's files also hold currencies that are no more, and N/A."""
    return ((c, v) for c, v in pairs if c in CURRENCIES and v != "N/A")


def _from_csv(text: str, name: str) -> Rates:
    faults = _Faults(name)
    rows = list(csv.DictReader(text.splitlines()))
    if not rows or not {"base", "currency", "value", "date"} <= set(rows[0]):
        raise RatesError(f"{name}: expected the columns base, currency, value, date, source")
    for line, row in enumerate(rows, 2):
        faults.add(f"line {line}", partial(_csv_row, row, name))
    faults.stop()
    first = faults.rows[0]
    days = [row.date for row in faults.rows if row.date]
    return _checked(name, lambda: assemble(first.base, max(days), first.source, faults.rows))


def _csv_row(row: dict[str, str], name: str) -> Row:
    base = check_currency(row["base"] or "")
    return _row(row["currency"] or "", row["value"], base, _day(row["date"] or ""), row.get("source") or name)


def _ecb_xml(text: str, name: str) -> tuple[dt.date, list[tuple[str, object]]]:
    import xml.etree.ElementTree as ET

    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise RatesError(f"{name}: a document type has no place in a file of rates")
    try:
        cubes = [e for e in ET.fromstring(text).iter() if e.tag.endswith("Cube")]
    except ET.ParseError as error:
        raise RatesError(f"{name}: not XML: {error}") from None
    days = [cube for cube in cubes if cube.get("time")]
    if not days:
        raise RatesError(f"{name}: expected the Bank's <Cube time=...>")
    newest = max(days, key=lambda cube: cube.get("time", ""))
    return _day(newest.get("time", "")), [(c.get("currency", ""), c.get("rate")) for c in newest]


def _ecb_csv(text: str, name: str) -> tuple[dt.date, list[tuple[str, object]]]:
    lines = [[cell.strip() for cell in line] for line in csv.reader(text.splitlines()) if line]
    if len(lines) < 2 or lines[0][0] != "Date":
        raise RatesError(f"{name}: expected the Bank's columns Date, USD, JPY ...")
    newest = max(lines[1:], key=lambda line: _day(line[0]))
    return _day(newest[0]), [(c, v) for c, v in zip(lines[0][1:], newest[1:], strict=False) if c]


def _day(text: str) -> dt.date:
    for pattern in ("%Y-%m-%d", "%d %B %Y"):
        try:
            return dt.datetime.strptime(text, pattern).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    raise RatesError(f"expected a date like 2026-11-20, got {text[:40]!r}")


def _need(raw: dict[str, Any], name: str, key: str, kind: type) -> Any:
    value = raw.get(key)
    if type(value) is not kind:
        raise RatesError(f"{name}: {key}: expected a {kind.__name__}, got {value!r}")
    return value


def _checked(name: str, make: Callable[[], T]) -> T:
    try:
        return make()
    except GlocalError as error:
        raise RatesError(f"{name}: {error}") from error


def _quote(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else " " for c in escaped) + '"'


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise LimitError(f"{path.name}: larger than {MAX_BYTES} bytes", expected=f"at most {MAX_BYTES}", got=path)
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RatesError(f"{path.name}: cannot be read: {error}") from error
