"""What in a file's table does not have the shape it should: all of it, with the key, what is meant, and the fix."""

from __future__ import annotations

from types import UnionType
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

import msgspec

from glocal.errors import Fault, near

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["misfits", "salvaged"]

Table = dict[str, Any]

_MEANT = {
    "date": "a date without quotes: 2026-11-21",
    "array": 'a list in square brackets: ["...", "..."]',
    "object": 'a table: { en = ["..."] }',
    "str": 'words in quotes: "..."',
    "int": "a whole number without quotes",
    "bool": "true or false, without quotes",
}
"""msgspec's word for a kind of value, and ours."""


def misfits(table: Table, kind: Any, file: str, where: str = "") -> Iterator[Fault]:
    """Yield every key that is unknown, missing or of the wrong kind; of a list of tables, in each table."""
    fields = {f.encode_name: f for f in msgspec.structs.fields(kind)}
    yield from _unknown(table, fields, file, where)
    for name, field in fields.items():
        if name in table:
            yield from _value(table[name], field.type, file, f"{where}{name}")
        elif field.required and name not in _meant(table, fields):
            yield Fault(file, f"{where}{name}", "a value", "nothing")


def _value(value: object, kind: Any, file: str, key: str) -> Iterator[Fault]:
    inner = _tables(kind)
    if inner and isinstance(value, list):
        for number, entry in enumerate(value):
            label = entry.get("id", number) if isinstance(entry, dict) else number
            if isinstance(entry, dict):
                yield from misfits(entry, inner, file, f"{key}[{label}].")
            else:
                yield Fault(file, f"{key}[{label}]", 'a table in braces: { ref = "..." }', _shown(entry))
        return
    if not _fits(value, kind):
        yield from _wrong(value, kind, file, key)


def _wrong(value: object, kind: Any, file: str, key: str) -> Iterator[Fault]:
    options = get_args(kind) if get_origin(kind) is Literal else ()
    if options:
        close = near(str(value), options)
        hint = f"did you mean {close!r}?" if close else ""
        yield Fault(file, key, f"one of {', '.join(map(repr, options))}", _shown(value), hint=hint)
        return
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        what, _, place = str(error).partition(" - at `$")
        yield Fault(file, f"{key}{place.rstrip('`').replace('[...]', '')}", _plain(what), _shown(value))


def _tables(kind: Any) -> Any:
    """Return what a list holds where that is tables of ours, else None."""
    inner = get_args(kind)[:1] if get_origin(kind) is tuple else ()
    return inner[0] if inner and isinstance(inner[0], type) and issubclass(inner[0], msgspec.Struct) else None


def _fits(value: object, kind: Any) -> bool:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        return False
    return True


def _unknown(table: Table, fields: Iterable[str], file: str, where: str) -> Iterator[Fault]:
    known = list(fields)
    for key in table:
        if key not in known:
            close = near(key, known)
            hint = f"did you mean {close!r}?" if close else ""
            yield Fault(file, f"{where}{key}", "a known key", repr(key), hint=hint)


def _meant(table: Table, fields: Iterable[str]) -> set[str]:
    """Return the known keys that unknown ones come near to: they are told there."""
    known = list(fields)
    return {near(key, known) for key in table if key not in known}


def _plain(what: str) -> str:
    if "RFC3339" in what:
        return _MEANT["date"]
    expected = what.removeprefix("Expected ").partition(", got")[0]
    kinds = [part.strip("` ") for part in expected.split("|")]
    return " or ".join(_MEANT[kind] for kind in kinds if kind in _MEANT) or what


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def salvaged(table: Table, kind: Any) -> tuple[Any, set[str]]:
    """Return what of a table fits its shape, and the keys that do not count: those left out, and those meant by them.

    A table that lacks a key that it must have is filled in with the least that fits.
    """
    fields = {f.encode_name: f for f in msgspec.structs.fields(kind)}
    kept = {name: table[name] for name, field in fields.items() if name in table and _fits(table[name], field.type)}
    gone = {*(set(table) - set(kept)), *_meant(table, fields)}
    for name, field in fields.items():
        if field.required and name not in kept:
            kept[name] = _least(field.type)
            gone.add(name)
    return msgspec.convert(kept, kind), gone


def _least(kind: Any) -> object:
    if get_origin(kind) is Literal:
        return get_args(kind)[0]
    if get_origin(kind) is UnionType:
        return None
    return "" if kind is str else kind()
