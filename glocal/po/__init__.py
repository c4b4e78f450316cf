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

from glocal.po.entry import Catalog, Entry, File, Previous
from glocal.po.plural import Plural, formula_for
from glocal.po.reader import LIMIT, catalog, read, scan
from glocal.po.writer import dump, render, save

__all__ = [
    "LIMIT",
    "Catalog",
    "Entry",
    "File",
    "Plural",
    "Previous",
    "catalog",
    "dump",
    "formula_for",
    "read",
    "render",
    "save",
    "scan",
]
