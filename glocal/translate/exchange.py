"""Translations out to other tools and back: CSV for spreadsheets, XLIFF 1.2 for agencies.

What comes back only ever fills in texts: rows of unknown or changed sources are reported and left, empty targets change
nothing, and nothing is deleted.
"""

from __future__ import annotations

import csv
import importlib
import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from glocal.errors import Fault, FileError, MissingExtraError
from glocal.translate.products import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glocal import po

__all__ = ["Imported", "from_csv", "from_xliff", "to_csv", "to_xliff"]

_COLUMNS = ("context", "source", "plural", "state", "comment")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_REVIEW = "needs-review-translation"
_DONE = "translated"


@dataclass(frozen=True, slots=True)
class Imported:
    """A file with what came back, how many texts changed, and what was not taken, each with its reason."""

    file: po.File
    changed: int
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """What came back for one entry."""

    context: str | None
    source: str
    targets: tuple[str, ...]
    fuzzy: bool
    line: int


def to_csv(file: po.File) -> str:
    """Return the texts in use as CSV, a header first; what a spreadsheet would compute starts with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    forms = max((len(e.msgstr) for e in _live(file)), default=1)
    writer.writerow([*_COLUMNS, *_target_columns(forms)])
    for entry in _live(file):
        state = _REVIEW if entry.fuzzy else _DONE if entry.translated else ""
        cells = [entry.context or "", entry.msgid, entry.plural or "", state, "; ".join(entry.extracted)]
        targets = [*entry.msgstr, *[""] * (forms - len(entry.msgstr))]
        writer.writerow([_guarded(cell) for cell in (*cells, *targets)])
    return out.getvalue()


def from_csv(file: po.File, text: str, name: str = "import.csv") -> Imported:
    """Return `file` with the targets of a CSV that `to_csv` wrote; FileError when its header is another."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    head = next(reader, [])
    forms = len(head) - len(_COLUMNS)
    if forms < 1 or head != [*_COLUMNS, *_target_columns(forms)]:
        expected = ", ".join([*_COLUMNS, "target"])
        raise FileError([Fault(name, "header", expected, ", ".join(head)[:200], 1)])
    rows: list[_Row] = []
    faults: list[Fault] = []
    for cells in reader:
        if len(cells) == len(head):
            rows.append(_csv_row([_unguarded(cell) for cell in cells], reader.line_num))
        elif cells:
            faults.append(Fault(name, "row", f"{len(head)} cells", str(len(cells)), reader.line_num))
    return _taken(file, rows, faults, name)


def _csv_row(cells: list[str], line: int) -> _Row:
    context, source, _, state, _, *targets = cells
    return _Row(context or None, source, tuple(targets), state == _REVIEW, line)


def _target_columns(forms: int) -> list[str]:
    return ["target", *(f"target {form + 1}" for form in range(1, forms))]


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith((*_FORMULA, "'")) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith((*_FORMULA, "'")) else cell


def _live(file: po.File) -> Iterator[po.Entry]:
    return (entry for entry in file.entries if entry.msgid and not entry.obsolete)


def _taken(file: po.File, rows: Iterable[_Row], faults: list[Fault], name: str) -> Imported:
    found = {entry.key: entry for entry in _live(file)}
    contexts = {entry.context for entry in found.values() if entry.context}
    changes: dict[po.entry.Key, po.Entry] = {}
    for row in rows:
        entry = found.get((row.context, row.source))
        if entry is None:
            expected = "the source text of today" if row.context in contexts else "a text that is in the file"
            faults.append(Fault(name, row.context or "source", expected, repr(row.source[:60]), row.line))
        elif (changed := _changed(entry, row)) is not entry:
            changes[entry.key] = changed
    entries = tuple(changes.get(e.key, e) if not e.obsolete else e for e in file.entries)
    return Imported(replace(file, entries=entries), len(changes), tuple(faults))


def _changed(entry: po.Entry, row: _Row) -> po.Entry:
    targets = row.targets[: len(entry.msgstr)]
    if not any(targets) or (targets == entry.msgstr and row.fuzzy == entry.fuzzy):
        return entry
    flags = tuple(flag for flag in entry.flags if flag != "fuzzy")
    if row.fuzzy:
        return entry.edit(msgstr=targets, flags=("fuzzy", *flags))
    return entry.edit(msgstr=targets, flags=flags, previous=None)


def to_xliff(file: po.File, *, source: str, target: str, original: str = "catalog.po") -> str:
    """Return the texts in use as XLIFF 1.2 from the `source` language to `target`; needs the extra `exchange`."""
    model = _moz("model")
    units = [model.Entry((name,), text, meta=_meta(model, entry, form)) for name, entry, form, text in _units(file)]
    about = [("@source-language", source), ("@target-language", target), ("@datatype", "po")]
    meta = [model.Metadata(*pair) for pair in about]
    roots = [("@version", "1.2"), ("@xmlns", "urn:oasis:names:tc:xliff:document:1.2")]
    section = model.Section((original,), units, meta=meta)
    resource = model.Resource(_moz("formats").Format.xliff, [section], meta=[model.Metadata(*root) for root in roots])
    return "".join(_moz("formats.xliff.serialize").xliff_serialize(resource))


def from_xliff(file: po.File, text: str, name: str = "import.xlf") -> Imported:
    """Return `file` with the targets of an XLIFF 1.2 file; FileError for one that cannot be read or has a DTD."""
    reader = _moz("formats.xliff.parse")
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise FileError([Fault(name, "DOCTYPE", "no document type", "one", 1)])
    try:
        resource = reader.xliff_parse(text.encode("utf-8"))
    except Exception as error:  # noqa: BLE001 - whatever the reader trips over is a fault of the file
        raise FileError([Fault(name, "XML", "an XLIFF 1.2 file", str(error)[:200])]) from None
    rows, faults = _rows(file, resource, name)
    return _taken(file, rows, faults, name)


def _rows(file: po.File, resource: Any, name: str) -> tuple[list[_Row], list[Fault]]:
    known = {unit: (entry, form) for unit, entry, form, _ in _units(file)}
    targets: dict[po.entry.Key, list[str]] = {}
    rows: dict[po.entry.Key, _Row] = {}
    faults: list[Fault] = []
    for unit in (entry for section in resource.sections for entry in section.entries if hasattr(entry, "id")):
        place = known.get(unit.id[-1])
        source = next((m.value for m in unit.meta if m.key == "source"), "")
        text = _plain(unit.value)
        if place is None or text is None:
            expected = "a unit of today's file" if place is None else "plain text, no inline elements"
            faults.append(Fault(name, f"trans-unit {unit.id[-1]}", expected, repr(source[:60])))
            continue
        entry, form = place
        filled = targets.setdefault(entry.key, list(entry.msgstr))
        filled[form] = text or filled[form]
        msgid = entry.msgid if source in (entry.msgid, entry.plural) else source
        fuzzy = any(m.key == "target/@state" and m.value == _REVIEW for m in unit.meta)
        rows[entry.key] = _Row(entry.context, msgid, tuple(filled), fuzzy, 0)
    return list(rows.values()), faults


def _plain(value: Any) -> str | None:
    """Return a message's text, or None when it has inline elements."""
    parts = [value] if isinstance(value, str) else list(value.pattern)
    return "".join(parts) if all(isinstance(part, str) for part in parts) else None


def _units(file: po.File) -> Iterator[tuple[str, po.Entry, int, str]]:
    """Yield (unit id, entry, form, text): one unit for each plural form."""
    for entry in _live(file):
        name = (
            entry.context if entry.context and "|" in entry.context else f"{entry.context or ''}|{digest(entry.msgid)}"
        )
        for form, text in enumerate(entry.msgstr):
            yield name if entry.plural is None else f"{name}[{form}]", entry, form, text


def _meta(model: Any, entry: po.Entry, form: int) -> list[Any]:
    source = entry.plural if entry.plural is not None and form else entry.msgid
    found = [("source", source)]
    if entry.msgstr[form]:
        found.append(("target/@state", _REVIEW if entry.fuzzy else _DONE))
    if entry.extracted:
        found.append(("note", "; ".join(entry.extracted)))
    return [model.Metadata(key, value) for key, value in found]


def _moz(name: str) -> Any:
    try:
        return importlib.import_module(f"moz.l10n.{name}")
    except ImportError:
        raise MissingExtraError("XLIFF", "exchange") from None
