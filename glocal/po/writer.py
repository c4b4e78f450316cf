"""From a `File` to bytes: what nobody edited as it was, the rest in gettext's own layout; saved all or nothing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from glocal import whole
from glocal.errors import Fault, FileError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glocal.po.entry import Entry, File

__all__ = ["dump", "render", "save"]

_WIDTH = 76
_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f]')
_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\", "\a": "\\a", "\b": "\\b", "\f": "\\f",
            "\v": "\\v"}  # fmt: skip
_COMMENT = re.compile(r"\s*#(?!~[^|])")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_WORDS = re.compile(r"[^ ]* *")


def save(path: Path | str, file: File) -> None:
    """Write `file` to `path` so that a reader finds the old bytes or the new ones, never a part."""
    whole.write(Path(path), dump(file))


def dump(file: File) -> bytes:
    """Return the bytes of `file`; raise FileError when its charset cannot hold a text."""
    text = "".join(_pieces(file))
    read = file.data.decode(file.charset, "replace")
    if file.data and read == text:
        return file.data
    if file.data and read.encode(file.charset, "replace") != file.data:
        fault = Fault(file.name, "header Content-Type", "a file in UTF-8", f"bytes that {file.charset} cannot keep")
        raise FileError([*file.faults, fault])
    try:
        return text.encode(file.charset)
    except UnicodeEncodeError as error:
        got = repr(text[error.start : error.end])
        line = text.count("\n", 0, error.start) + 1
        fault = Fault(file.name, "header Content-Type", "charset=UTF-8", f"{file.charset}, which has no {got}", line)
        raise FileError([fault]) from None


def _pieces(file: File) -> Iterator[str]:
    for index, entry in enumerate(file.entries):
        if entry.place:
            yield entry.place.text[entry.place.start : entry.place.end]
        else:
            yield _lead(entry, index, file.newline) + _edited(entry).replace("\n", file.newline)
    yield file.tail


def _lead(entry: Entry, index: int, newline: str) -> str:
    if entry.origin and (place := entry.origin.place):
        return place.text[place.start : place.comments]
    return newline * 2 if index else ""


def _edited(entry: Entry) -> str:
    mark = "#~ " if entry.obsolete else ""
    origin = entry.origin if entry.origin and entry.origin.obsolete == entry.obsolete else None
    source = origin and (origin.context, origin.msgid, origin.plural) == (entry.context, entry.msgid, entry.plural)
    strings = origin and origin.msgstr == entry.msgstr and (origin.plural is None) == (entry.plural is None)
    lines = [*_comments(entry)]
    lines += _kept(origin, "body", "strings") if origin and source else _source(entry, mark)
    lines += _kept(origin, "strings", "end") if origin and strings else _strings(entry, mark)
    return "\n".join(lines)


def _kept(origin: Entry, start: str, end: str) -> list[str]:
    place = origin.place
    assert place is not None
    raw = place.text[getattr(place, start) : getattr(place, end)]
    return [line.rstrip("\r") for line in raw.rstrip().split("\n") if not _COMMENT.match(line)]


def render(entry: Entry) -> str:
    """Return an entry as gettext writes it, without a newline at the end.

    >>> print(render(__import__("glocal.po").po.Entry("Size", ("Tamanho",), flags=("fuzzy",))))
    #, fuzzy
    msgid "Size"
    msgstr "Tamanho"
    """
    mark = "#~ " if entry.obsolete else ""
    return "\n".join([*_comments(entry), *_source(entry, mark), *_strings(entry, mark)])


def _comments(entry: Entry) -> Iterator[str]:
    yield from (f"#{note}" for note in entry.notes)
    yield from (f"#. {text}".rstrip() for text in entry.extracted)
    yield from (f"#: {text}" for text in entry.references)
    if entry.flags:
        yield "#, " + ", ".join(entry.flags)
    if entry.previous:
        mark = "#~| " if entry.obsolete else "#| "
        yield from _keyed(mark, "msgctxt", entry.previous.context)
        yield from _keyed(mark, "msgid", entry.previous.msgid)
        yield from _keyed(mark, "msgid_plural", entry.previous.plural)


def _source(entry: Entry, mark: str) -> Iterator[str]:
    yield from _keyed(mark, "msgctxt", entry.context)
    yield from _keyed(mark, "msgid", entry.msgid)
    yield from _keyed(mark, "msgid_plural", entry.plural)


def _strings(entry: Entry, mark: str) -> Iterator[str]:
    if entry.plural is None:
        yield from _keyed(mark, "msgstr", entry.msgstr[0])
        return
    for index, text in enumerate(entry.msgstr):
        yield from _keyed(mark, f"msgstr[{index}]", text)


def _keyed(mark: str, keyword: str, text: str | None) -> Iterator[str]:
    if text is None:
        return
    lines = [*_wrapped(text)]
    if len(lines) == 1 and len(keyword) + len(lines[0]) + 3 <= _WIDTH + 3:
        yield f'{mark}{keyword} "{lines[0]}"'
        return
    yield f'{mark}{keyword} ""'
    yield from (f'{mark}"{line}"' for line in lines)


def _wrapped(text: str) -> Iterator[str]:
    if not text:
        yield ""
    for paragraph in _LINES.findall(text):
        yield from _folded(_SPECIAL.sub(_escape, paragraph))


def _folded(line: str) -> Iterator[str]:
    full = ""
    for word in _WORDS.findall(line):
        if full and len(full) + len(word) > _WIDTH:
            yield full
            full = ""
        full += word
    if full:
        yield full


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0]) or f"\\{ord(found[0]):03o}"
