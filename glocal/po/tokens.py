"""From bytes to entries: one regular expression cuts the text, a small builder puts entries together."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from glocal.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator


__all__ = ["CHARSETS", "LIMIT", "TOKEN", "Builder", "Source"]

LIMIT = 64 * 1024 * 1024
"""The largest file that is read, in bytes."""

_STRING = r'"[^"\\\n]*+(?:\\[^\n][^"\\\n]*+)*+"'
_GAP = r"\s*+(?:\#~[ \t]*+)?+"
TOKEN = re.compile(
    rf"""(?:(\#~)[ \t]*+)?+(msgctxt|msgid_plural|msgid|msgstr|domain)(?:\s*+\[\s*+(\d{{1,9}})\s*+\])?+
         {_GAP}({_STRING}(?:{_GAP}{_STRING})*+)
       | ((?:\#(?!~[ \t]*+(?:msg|"))[^\n]*+\n?+)++)
       | (\S[^\n]*+)""",
    re.VERBOSE,
)
_BLANK = re.compile(r"\n[ \t\r]*\n")
_ONE = re.compile(_STRING)
_ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]+)|(.))", re.DOTALL)
_RAW = re.compile("[\udc80-\udcff]")  # bytes written as octal or hexadecimal escapes
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_CHARSET = re.compile(rb'Content-Type:[^"\\]{0,200}?(?:"\s*"[^"\\]{0,200}?)?charset=([^\s\\"]+)')

# The charsets that GNU gettext calls portable and Python reads; a name outside the list could name any Python codec.
CHARSETS = frozenset((
    "ascii", "ansi_x3.4-1968", "us-ascii", "iso-8859-1", "iso_8859-1", "iso-8859-2", "iso_8859-2", "iso-8859-3",
    "iso_8859-3", "iso-8859-4", "iso_8859-4", "iso-8859-5", "iso_8859-5", "iso-8859-6", "iso_8859-6",
    "iso-8859-7", "iso_8859-7", "iso-8859-8", "iso_8859-8", "iso-8859-9", "iso_8859-9", "iso-8859-13",
    "iso_8859-13", "iso-8859-14", "iso_8859-14", "iso-8859-15", "iso_8859-15", "koi8-r", "koi8-u", "koi8-t",
    "cp850", "cp866", "cp874", "cp932", "cp949", "cp950", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254",
    "cp1255", "cp1256", "cp1257", "gb2312", "euc-jp", "euc-kr", "big5", "big5-hkscs", "gbk", "gb18030",
    "shift_jis", "johab", "tis-620", "utf-8", "utf8",
))  # fmt: skip


class Source(NamedTuple):
    """The text of a file, and what was wrong with its bytes; `damaged` when some could not be read."""

    text: str
    name: str
    charset: str
    faults: tuple[Fault, ...]
    damaged: bool

    @classmethod
    def of(cls, data: bytes, name: str) -> Source:
        charset, faults = _charset(data, name)
        text, bad = _decode(data, charset, name)
        return cls(text, name, charset, (*faults, *bad), bool(bad))


def _charset(data: bytes, name: str) -> tuple[str, list[Fault]]:
    found = _CHARSET.search(data, 0, 65536)
    stated = found[1].decode("ascii", "replace").lower() if found else "utf-8"
    if stated == "charset":  # what xgettext writes into a template
        return "utf-8", []
    if stated in CHARSETS:
        return ("utf-8-sig" if data.startswith(codecs.BOM_UTF8) else stated), []
    line = data.count(b"\n", 0, found.start()) + 1 if found else 1
    fault = Fault(name, "header Content-Type", "a charset of the gettext list, best UTF-8", repr(stated), line)
    return "utf-8", [fault]


def _decode(data: bytes, charset: str, name: str) -> tuple[str, list[Fault]]:
    try:
        return data.decode(charset), []
    except UnicodeDecodeError:
        return data.decode(charset, "replace"), list(_bad_lines(data, charset, name))


def _bad_lines(data: bytes, charset: str, name: str) -> Iterator[Fault]:
    for number, line in enumerate(data.split(b"\n"), 1):
        try:
            line.decode(charset)
        except UnicodeDecodeError as error:
            got = line[error.start : error.end].hex(" ")
            yield Fault(name, f"byte {error.start + 1}", f"text in {charset}", f"bytes {got}", number)


class Builder:
    """Collects the fields of one entry after the other."""

    __slots__ = ("at", "bad", "body", "breaks", "charset", "context", "counted", "damaged", "end", "faults", "first",
                 "forms", "line", "marks", "msgid", "name", "obsolete", "plural", "seen", "sound", "strings", "text",
                 "until")  # fmt: skip

    def __init__(self, source: Source) -> None:
        self.text, self.name, self.charset = source.text, source.name, source.charset
        self.damaged = source.damaged
        self.faults: list[Fault] = []
        self.seen: set[tuple[str | None, str]] = set()
        self.breaks: list[int] | None = None
        self.end = self.at = self.bad = 0
        self.counted, self.line = 0, 1
        self.clear()

    def clear(self) -> None:
        self.context: str | None = None
        self.msgid: str | None = None
        self.plural: str | None = None
        self.forms: list[str] = []
        self.marks: list[str] = []
        self.first = self.body = self.strings = self.until = -1
        self.obsolete = False
        self.sound = True

    def run(self) -> None:
        for token in TOKEN.finditer(self.text):
            self.at = token.start()
            old, keyword, index, strings, comments, junk = token.groups()
            if keyword:
                self.field(keyword, index, self.unquote(strings), bool(old), token.end())
            elif comments:
                if self.forms:
                    self.finish()
                if self.first < 0:
                    self.first = self.at
                self.marks.append(comments)
            else:
                self.junk(junk)
        self.finish()

    def field(self, keyword: str, index: str | None, value: str, old: bool, end: int) -> None:
        if keyword == "msgstr":
            self.add_form(index, value, end)
            return
        if self.forms or (keyword == "msgctxt" and self.body >= 0) or (keyword == "msgid" and self.msgid is not None):
            self.finish()
        if self.body < 0:
            self.body = self.at
            self.obsolete = old
            self.sound = self.sound or _BLANK.search(self.text, self.bad, self.at) is not None
        self.until = end
        if keyword == "msgid":
            self.msgid = value
        elif keyword == "msgctxt":
            self.context = value
        elif keyword == "msgid_plural":
            self.plural = value
        else:  # domain: msgfmt's way to write several files at once
            self.clear()

    def add_form(self, index: str | None, value: str, end: int) -> None:
        if self.msgid is None:
            self.fault("msgstr", "a msgid before it", "none")
            self.spoil()
            return
        if index is None and self.forms:
            self.fault("msgstr", "one msgstr for a msgid", "a second one")
            return
        if (int(index) if index else 0) != len(self.forms):
            self.fault("msgstr", f"msgstr[{len(self.forms)}]", f"msgstr[{index}]")
            self.sound = False
        if (index is None) is not (self.plural is None):
            wanted = "msgstr" if index else "msgstr[0]"
            self.fault("msgstr", wanted, f"msgstr[{index}]" if index else "msgstr")
            self.sound = False
        if not self.forms:
            self.strings = self.at
        self.forms.append(value)
        self.until = end

    def finish(self) -> None:
        if self.msgid is None or not self.forms:
            if self.body >= 0 and self.sound and not self.obsolete:
                self.fault("msgid", "a msgid and its msgstr", "one without the other", self.body)
        elif self.sound:
            self.admit(self.msgid)
        self.clear()

    def admit(self, msgid: str) -> None:
        if self.damaged and "\ufffd" in msgid + "".join(self.forms):
            return
        if (key := (self.context, msgid)) in self.seen and not self.obsolete:
            self.fault("msgid", "each source text once", f"{msgid[:40]!r} again", self.body)
            return
        if not self.obsolete:
            self.seen.add(key)
        self.add(msgid)

    def add(self, msgid: str) -> None:
        raise NotImplementedError

    def unquote(self, strings: str) -> str:
        pieces = _ONE.findall(strings) if strings.count('"') > 2 else [strings]
        text = "".join([piece[1:-1] for piece in pieces])
        return self.unescaped(text) if "\\" in text else text

    def unescaped(self, text: str) -> str:
        text = _ESCAPE.sub(self.unescape, text)
        if not _RAW.search(text):
            return text
        return text.encode(self.charset, "surrogateescape").decode(self.charset, "replace")

    def unescape(self, found: re.Match[str]) -> str:
        octal, hexadecimal, letter = found.groups()
        if letter:
            if letter not in _ESCAPES and not self.obsolete:
                self.fault("escape", 'one of \\n \\t \\r \\" \\\\ \\a \\b \\f \\v, octal or \\x', f"\\{letter}")
                self.sound = False
            return _ESCAPES.get(letter, letter)
        code = int(octal, 8) if octal else int(hexadecimal[-2:], 16)
        return chr(code & 0x7F) if code < 0x80 else chr(0xDC00 + (code & 0xFF))

    def junk(self, text: str) -> None:
        if text.startswith("#~"):
            return
        expected = "a closing quote" if text.count('"') % 2 else 'a comment, or a keyword and its "text"'
        self.fault("syntax", expected, repr(text[:60].rstrip()))
        self.spoil()

    def spoil(self) -> None:
        """Give up the entry that is being read; the next one after an empty line is another."""
        self.sound = False
        self.bad = self.at

    def fault(self, field: str, expected: str, got: str, at: int = -1) -> None:
        self.faults.append(Fault(self.name, field, expected, got, self.line_at(self.at if at < 0 else at)))

    def line_of(self, at: int) -> int:
        self.line += self.text.count("\n", self.counted, at)
        self.counted = at
        return self.line

    def line_at(self, at: int) -> int:
        if self.breaks is None:
            self.breaks = [found.start() for found in re.finditer("\n", self.text)]
        return bisect_left(self.breaks, at) + 1
