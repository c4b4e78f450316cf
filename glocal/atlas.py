"""What glocal knows of the world: rules/ and locales/, read and checked, with the shop's overlays on top.

A market is put together in this order, the later above the earlier: CLDR's facts of the territory, `world`, the
territory's parents as its file lists them, its own file, then the same files of each overlay. A key overrides; what
stands below `[append]` is added to the end of a list or into a table. Every value remembers its file.
"""

from __future__ import annotations

import copy
import json
import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from glocal.compiled import kept
from glocal.errors import DataError, Fault, FileError, UnknownError, near
from glocal.model.market import Market
from glocal.model.money import CURRENCIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Atlas", "cldr", "data_folder", "parse_toml", "read_toml", "territories"]

Table = dict[str, Any]

MAX_FILE = 4_000_000
"""Bytes of a rules file."""

WORLD = "world"
CLDR = "CLDR"


@cache
def data_folder() -> Path:
    """Return the folder that holds `rules/` and `locales/`: inside the wheel, or the repository's root."""
    here = Path(__file__).resolve().parent
    packed = here / "_data"
    return packed if packed.is_dir() else here.parent


def read_toml(path: Path) -> Table:
    """Return a TOML file's table, numbers with a point as Decimal.

    Raises FileError, with the line where TOML's own reader tells it, for a file that is too large, no UTF-8 or no TOML.
    """
    if path.is_relative_to(data_folder()):
        return kept(path, [path], lambda: _read_toml(path))
    return _read_toml(path)


def _read_toml(path: Path) -> Table:
    raw = path.read_bytes()
    if len(raw) > MAX_FILE:
        raise FileError([Fault(path.name, "", f"at most {MAX_FILE:,} bytes", f"{len(raw):,}")])
    return parse_toml(raw, path.name)


def parse_toml(raw: bytes, name: str) -> Table:
    """Return the table of a TOML text; `name` is what its faults call it."""
    try:
        return tomllib.loads(raw.decode("utf-8"), parse_float=Decimal)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise FileError([Fault(name, "", "UTF-8", f"byte 0x{raw[error.start]:02x}", line)]) from None
    except tomllib.TOMLDecodeError as error:
        line = _line_of(str(error))
        raise FileError([Fault(name, "", "TOML", str(error), line)]) from None
    except RecursionError:
        raise FileError([Fault(name, "", "TOML", "a value nested too deep")]) from None


def _line_of(message: str) -> int:
    _, _, tail = message.rpartition("line ")
    digits = tail.split(",")[0].split(")")[0]
    return int(digits) if digits.isdigit() else 0


@cache
def cldr(name: str) -> Table:
    """Return one file of rules/cldr: what was cut out of CLDR."""
    path = data_folder() / "rules" / "cldr" / f"{name}.json"
    table: Table = json.loads(path.read_bytes())
    return table


@cache
def territories() -> dict[str, Table]:
    """Return CLDR's facts of every ISO 3166-1 territory: languages, currencies, weekend, measurement system."""
    facts: dict[str, Table] = cldr("territories")["territories"]
    return facts


class Atlas:
    """All of rules/ and locales/; loads only what a market needs, once."""

    def __init__(self, overlays: Sequence[Path] = ()) -> None:
        self.folders: tuple[Path, ...] = (data_folder(), *overlays)
        """Folders with `rules/` and `locales/` in them, the shop's after ours."""
        self._markets: dict[str, Market] = {}
        self._tables: dict[str, list[tuple[str, Table]]] = {}

    def __repr__(self) -> str:
        return f"Atlas({len(self.folders) - 1} overlays)"

    def market(self, code: str) -> Market:
        """Return the market of an ISO 3166-1 alpha-2 territory.

        Raises UnknownError for a code that is none, DataError where neither CLDR nor a file says what is needed,
        FileError, all faults at once, for a file that is wrong.

        >>> Atlas().market("BR").currency
        'BRL'
        """
        if code not in self._markets:
            self._markets[code] = self._build(code)
        return self._markets[code]

    def codes(self) -> tuple[str, ...]:
        """Return the territories that have a file of their own, sorted."""
        names = {p.stem for folder in self.folders for p in (folder / "rules" / "markets").glob("*.toml")}
        return tuple(sorted(n for n in names if n in territories()))

    def files(self, kind: str, name: str) -> Iterator[Path]:
        """Yield rules/<kind>/<name>.toml of each folder that has it, ours first."""
        for folder in self.folders:
            path = folder / "rules" / kind / f"{name}.toml"
            if path.is_file():
                yield path

    def _build(self, code: str) -> Market:
        if code not in territories():
            raise UnknownError("market", code, territories())
        layers = [(CLDR, _from_cldr(code)), *self._layers(code)]
        table: Table = {}
        provenance: dict[str, str] = {}
        for name, layer in layers:
            _merge(table, layer, name, provenance)
        return _checked(code, table, provenance, [name for name, _ in layers])

    def _layers(self, code: str) -> Iterator[tuple[str, Table]]:
        own = self._read(code)
        parents: list[str] = next((t["parents"] for _, t in reversed(own) if "parents" in t), [])
        for parent in [WORLD, *parents]:
            found = self._read(parent)
            if not found:
                raise FileError([Fault(f"{code}.toml", "parents", "a file of rules/markets", repr(parent))])
            yield from found
        yield from own

    def _read(self, name: str) -> list[tuple[str, Table]]:
        if name not in self._tables:
            self._tables[name] = [(self._place(path), read_toml(path)) for path in self.files("markets", name)]
        return self._tables[name]

    def _place(self, path: Path) -> str:
        prefix = "" if path.is_relative_to(self.folders[0]) else "shop:"
        return f"{prefix}rules/markets/{path.name}"


def _from_cldr(code: str) -> Table:
    facts = territories()[code]
    table: Table = {"weekend": facts["weekend"], "measurement": facts["measurement"]}
    if facts["languages"]:
        table["languages"] = facts["languages"]
    if len(facts["currencies"]) == 1:
        table["currency"] = facts["currencies"][0]
    return table


def _merge(base: Table, layer: Table, name: str, provenance: dict[str, str], prefix: str = "") -> None:
    """Put `layer` on top of `base`: tables key by key, any other value replaces."""
    for key, value in layer.items():
        path = f"{prefix}{key}"
        if key == "append" and not prefix:
            _append(base, value, name, provenance)
        elif isinstance(value, dict) and isinstance(base.get(key, {}), dict):
            _merge(base.setdefault(key, {}), value, name, provenance, f"{path}.")
        else:
            base[key] = copy.deepcopy(value) if isinstance(value, dict) else value
            provenance[path] = name


def _append(base: Table, layer: Table, name: str, provenance: dict[str, str], prefix: str = "") -> None:
    for key, value in layer.items():
        path = f"{prefix}{key}"
        if isinstance(value, dict):
            _append(base.setdefault(key, {}), value, name, provenance, f"{path}.")
        else:
            base[key] = [*base.get(key, []), *value]
            before = provenance.get(path)
            provenance[path] = f"{before}, {name}" if before else name


def _checked(code: str, table: Table, provenance: dict[str, str], names: Sequence[str]) -> Market:
    missing = [key for key in ("currency", "languages") if key not in table]
    if missing:
        raise DataError(
            f"market {code}: CLDR gives no usable {' and '.join(missing)}; "
            f"name it in rules/markets/{code}.toml of the shop",
            expected=", ".join(missing),
            got=None,
        )
    place = ", ".join(n for n in names if n != CLDR)
    faults = [*_unknown_keys(table, place), *_unknown_currency(table, provenance)]
    if faults:
        raise FileError(faults)
    return convert({**table, "code": code, "provenance": provenance}, Market, place)


def convert(table: Table, kind: type[Market], place: str) -> Market:
    """Return the value of a checked table; every top-level key that does not fit is a fault of its own."""
    try:
        return msgspec.convert(table, kind)
    except msgspec.ValidationError:
        raise FileError(_faults(table, kind, place)) from None


def _faults(table: Table, kind: type[Market], place: str) -> Iterator[Fault]:
    for field in msgspec.structs.fields(kind):
        if field.encode_name not in table:
            continue
        try:
            msgspec.convert(table[field.encode_name], field.type)
        except msgspec.ValidationError as error:
            what, _, where = str(error).partition(" - at `$")
            expected, _, got = what.removeprefix("Expected ").partition(", got ")
            origin = table["provenance"].get(field.name, place)
            yield Fault(origin, f"{field.name}{where.rstrip('`')}", expected, got or _shortly(table[field.encode_name]))


def _shortly(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:79]}…"


_KEYS = tuple(key for key in Market.__struct_encode_fields__ if key not in ("code", "provenance"))


def _unknown_keys(table: Table, place: str) -> Iterator[Fault]:
    for key in table:
        if key not in _KEYS:
            close = near(key, _KEYS)
            yield Fault(place, key, "a known key", repr(key), hint=f"did you mean {close!r}?" if close else "")


def _unknown_currency(table: Table, provenance: dict[str, str]) -> Iterable[Fault]:
    currency = table["currency"]
    if currency in CURRENCIES:
        return []
    close = near(str(currency), CURRENCIES)
    hint = f"did you mean {close!r}?" if close else ""
    return [Fault(provenance["currency"], "currency", "an ISO 4217 code", repr(currency), hint=hint)]
