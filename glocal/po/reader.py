"""From bytes to a `File`: every entry, with its comments and its place in the text."""

from __future__ import annotations

from pathlib import Path

from glocal.errors import FileError, LimitError
from glocal.po.entry import Entry, File, Place, Previous
from glocal.po.tokens import LIMIT, TOKEN, Builder, Source

__all__ = ["read", "scan"]


def read(path: Path | str) -> File:
    """Read the PO file at `path`; raise FileError with every fault of it, LimitError when it is too large."""
    path = Path(path)
    if path.stat().st_size > LIMIT:
        raise LimitError(
            f"{path}: larger than {LIMIT} bytes", expected=f"at most {LIMIT} bytes", got=path.stat().st_size
        )
    file = scan(path.read_bytes(), path.as_posix())
    if file.faults:
        raise FileError(file.faults)
    return file


def scan(data: bytes, name: str = "messages.po") -> File:
    """Read a PO file from bytes, whatever they are; broken entries are left out and listed in `File.faults`.

    >>> scan(b'msgid "Size"\\nmsgstr "Tamanho"\\n').entries[0].msgstr
    ('Tamanho',)
    """
    source = Source.of(data, name)
    builder = _FileBuilder(source)
    builder.run()
    tail = source.text[builder.end :]
    faults = (*source.faults, *builder.faults)
    return File(tuple(builder.entries), name, source.charset, _newline(source.text), tail, faults, data)


def _newline(text: str) -> str:
    first = text.find("\n")
    return "\r\n" if first > 0 and text[first - 1] == "\r" else "\n"


class _FileBuilder(Builder):
    """Keeps everything: comments, obsolete entries, and the place of each entry in the text."""

    __slots__ = ("entries",)

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self.entries: list[Entry] = []

    def add(self, msgid: str) -> None:
        notes, extracted, references, flags, previous = self.comments() if self.marks else _BARE
        entry = Entry(
            msgid, tuple(self.forms), self.context, self.plural, notes, extracted, references, flags, previous,
            self.obsolete, self.line_of(self.body),
        )  # fmt: skip
        first = self.first if self.marks else self.body
        place = Place(self.text, self.end, first, self.body, self.strings, self.until)
        object.__setattr__(entry, "place", place)
        self.end = self.until
        self.entries.append(entry)

    def comments(self) -> _Comments:
        notes: list[str] = []
        extracted: list[str] = []
        references: list[str] = []
        flags: list[str] = []
        previous: list[str] = []
        for line in "".join(self.marks).split("\n"):
            mark, rest = line[1:2], line[2:]
            if mark == ":":
                references.append(rest.strip())
            elif mark == ",":
                flags += [flag for flag in map(str.strip, rest.split(",")) if flag]
            elif mark == ".":
                extracted.append(rest.strip())
            elif mark == "|" or line[1:3] == "~|":
                previous.append(line.partition("|")[2])
            elif line.startswith("#"):
                notes.append(line[1:].rstrip("\r"))
        return tuple(notes), tuple(extracted), tuple(references), tuple(flags), self.previous(previous)

    def previous(self, lines: list[str]) -> Previous | None:
        found: dict[str, str] = {}
        for token in TOKEN.finditer("\n".join(lines)):
            if token[2]:
                found[token[2]] = self.unquote(token[4])
        if "msgid" not in found and "msgctxt" not in found:
            return None
        return Previous(found.get("msgid", ""), found.get("msgctxt"), found.get("msgid_plural"))


_Comments = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...], Previous | None]
_BARE: _Comments = ((), (), (), (), None)
