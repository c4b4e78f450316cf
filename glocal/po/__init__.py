"""Read and write PO files without trusting them.

A file is read by one regular expression and kept with the place of every entry, so that what nobody edited is written
back byte for byte. Nothing in a file is executed: plural formulas go through a small grammar, header dates are never
parsed, and a charset is looked up on a closed list.

    scan(data, name) -> File          never raises for content; what is wrong is in `File.faults`
    read(path) -> File                raises FileError with every fault of the file
    save(path, file)                  all or nothing
    catalog(data, name) -> Catalog    only what look-ups need, several times faster; never raises for content
    File.entries, File.header, File.plural
    Catalog.texts[(context, msgid)] -> msgstr        a plain dict
    Entry.edit(msgstr=("...",)) -> Entry             keeps the layout of what did not change
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from glocal.po import entry, plural
    from glocal.po.entry import Entry, File, Previous
    from glocal.po.plural import Plural, formula_for
    from glocal.po.reader import read, scan
    from glocal.po.texts import Catalog, catalog
    from glocal.po.tokens import LIMIT
    from glocal.po.writer import dump, render, save

_MODULES = frozenset({"entry", "plural"})
_NAMES = {
    "LIMIT": "tokens",
    "Catalog": "texts",
    "Entry": "entry",
    "File": "entry",
    "Plural": "plural",
    "Previous": "entry",
    "catalog": "texts",
    "dump": "writer",
    "formula_for": "plural",
    "read": "reader",
    "render": "writer",
    "save": "writer",
    "scan": "reader",
}

__all__ = [
    "LIMIT",
    "Catalog",
    "Entry",
    "File",
    "Plural",
    "Previous",
    "catalog",
    "dump",
    "entry",
    "formula_for",
    "plural",
    "read",
    "render",
    "save",
    "scan",
]


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return import_module(f"glocal.po.{name}")
    if name not in _NAMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"glocal.po.{_NAMES[name]}"), name)
    globals()[name] = value
    return value
