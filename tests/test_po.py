"""PO files: read whatever msgfmt reads, written back byte for byte, nothing in them executed."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glocal import po
from glocal.errors import FileError, LimitError
from glocal.po import plural
from glocal.po.plural import FORMULAS, plural_forms

if TYPE_CHECKING:
    from pathlib import Path

HEADER = b"""# Shop words
msgid ""
msgstr ""
"POT-Creation-Date: 2026-11-21 10:59:61.5+99:77\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: ru\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 "
"|| n%100>=20) ? 1 : 2);\\n"

"""
FULL = (
    HEADER
    + """#  a note with two spaces
#. for translators
#: shop.html:1 shop.html:2
#, fuzzy, python-brace-format
#| msgctxt "old"
#| msgid "Old "
#| "name"
msgctxt "button"
msgid "Name"
msgstr "Имя"

msgid "{count} item"
msgid_plural "{count} items"
msgstr[0] "{count} товар"
msgstr[1] "{count} товара"
msgstr[2] ""
"{count} "
"товаров"

#, no-wrap
#~| msgid "gone before"
#~ msgid "gone"
#~ msgstr ""
#~ "ушло\\n"
#~ "совсем"
""".encode()
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=90)


def entry_of(text: str) -> po.Entry:
    return po.scan(text.encode()).entries[0]


def test_every_part_of_an_entry_is_read() -> None:
    """Context, comments, flags, references and the previous source all have their field."""
    entry = po.scan(FULL).find("Name", "button")
    assert entry == po.Entry(
        "Name",
        ("Имя",),
        context="button",
        notes=("  a note with two spaces",),
        extracted=("for translators",),
        references=("shop.html:1 shop.html:2",),
        flags=("fuzzy", "python-brace-format"),
        previous=po.Previous("Old name", "old"),
    )


def test_obsolete_entries_are_kept_apart() -> None:
    """`#~` lines make an entry that no look-up finds."""
    last = po.scan(FULL).entries[-1]
    assert (last.obsolete, last.msgid, last.msgstr) == (True, "gone", ("ушло\nсовсем",))
    assert last.previous == po.Previous("gone before")
    assert po.scan(FULL).find("gone") is None


def test_a_catalogue_holds_only_what_shoppers_may_see() -> None:
    """Fuzzy, obsolete and empty entries are not in it."""
    catalog = po.catalog(FULL)
    assert catalog.texts == {}
    assert catalog.forms == {(None, "{count} item"): ("{count} товар", "{count} товара", "{count} товаров")}
    assert [catalog.plural(n) for n in (1, 2, 5, 11, 21, 112)] == [0, 1, 2, 2, 0, 2]


def test_an_untouched_file_is_written_as_it_was() -> None:
    """Header, wrapping, comments, order and a missing last newline survive."""
    for data in (FULL, FULL.rstrip(), FULL.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + FULL, b"", b"\n\n# only\n"):
        assert po.dump(po.scan(data)) == data


def test_an_edit_touches_only_its_own_lines() -> None:
    """A new translation leaves comments, the source's wrapping and all other entries as they were."""
    data = b'# one\nmsgid   "a"\nmsgstr "b"\n\n\n#wild\nmsgid ""\n"c "\n"d"\nmsgstr "x"\n'
    file = po.scan(data)
    entries = (file.entries[0], file.entries[1].edit(msgstr=("y",)))
    assert po.dump(replace(file, entries=entries)) == data.replace(b'"x"', b'"y"')


def test_a_flag_removed_leaves_the_text_as_the_translator_wrapped_it() -> None:
    """Taking `fuzzy` away changes the flag line alone."""
    data = b'#, fuzzy\nmsgid "a"\nmsgstr ""\n"b"\n" c"\n'
    file = po.scan(data)
    assert po.dump(replace(file, entries=(file.entries[0].edit(flags=()),))) == data.removeprefix(b"#, fuzzy\n")


def test_crlf_files_stay_crlf() -> None:
    """An entry that is rendered anew ends its lines like its file."""
    file = po.scan(b'msgid "a"\r\nmsgstr "b"\r\n')
    data = po.dump(replace(file, entries=(file.entries[0].edit(msgstr=("c\nd",)),)))
    assert data == b'msgid "a"\r\nmsgstr ""\r\n"c\\n"\r\n"d"\r\n'


@given(
    st.lists(
        st.builds(
            po.Entry,
            msgid=TEXT.filter(bool),
            msgstr=st.tuples(TEXT),
            context=st.none() | TEXT,
            notes=st.lists(st.from_regex(r"\A [a-zé ]{0,20}\Z"), max_size=2).map(tuple),
            flags=st.sampled_from([(), ("fuzzy",), ("fuzzy", "no-wrap")]),
            previous=st.none() | st.builds(po.Previous, TEXT),
        ),
        max_size=4,
        unique_by=lambda entry: entry.key,
    )
)
def test_what_is_written_reads_back_the_same(entries: list[po.Entry]) -> None:
    """Any text survives a write and a read, and a second write gives the same bytes."""
    data = po.dump(po.File(tuple(entries)))
    file = po.scan(data)
    assert (file.faults, list(file.entries)) == ((), entries)
    assert po.dump(file) == data


@given(st.binary(max_size=300) | st.text('msgidctxr"[]0#~|,\\n \n', max_size=200).map(str.encode))
def test_no_bytes_crash_the_reader(data: bytes) -> None:
    """Whatever the bytes, there is a file, and it is written back unchanged."""
    assert po.dump(po.scan(data)) == data
    po.catalog(data)


@given(st.binary(max_size=300))
def test_the_catalogue_and_the_file_agree(data: bytes) -> None:
    """The fast reader finds what the full reader finds."""
    whole = HEADER + data.replace(b"\r", b"") + FULL.removeprefix(HEADER).replace(b"fuzzy, ", b"")
    file, catalog = po.scan(whole), po.catalog(whole)
    used = {e.key: e.msgstr[0] for e in file.entries if e.msgid and e.translated and e.plural is None}
    assert catalog.texts == used


@pytest.mark.parametrize(
    ("data", "line", "field"),
    [
        (b'msgid "a"\nmsgstr "b\n', 2, "syntax"),
        (b'msgid "a"\nmsgstr "b" oops\n', 2, "syntax"),
        (b'msgid "a"\n\nmsgid "c"\nmsgstr "d"\n', 1, "msgid"),
        (b'msgstr "b"\n', 1, "msgstr"),
        (b'msgid "a"\nmsgstr "b"\nmsgid "a"\nmsgstr "c"\n', 3, "msgid"),
        (b'msgid "a"\nmsgid_plural "b"\nmsgstr[1] "c"\n', 3, "msgstr"),
        (b'msgid "a"\nmsgid_plural "b"\nmsgstr "c"\n', 3, "msgstr"),
        (b'msgid "a"\nmsgstr "\\q"\n', 2, "escape"),
        (b'msgid "a"\nmsgstr "\xff\xfe"\n', 2, "byte 9"),
        (b'msgid ""\nmsgstr "Content-Type: text/plain; charset=rot13\\n"\n', 2, "header Content-Type"),
    ],
)
def test_faults_name_the_line(tmp_path: Path, data: bytes, line: int, field: str) -> None:
    """What is wrong is reported with file, line and field; reading strictly raises it."""
    path = tmp_path / "x.po"
    path.write_bytes(data)
    with pytest.raises(FileError) as caught:
        po.read(path)
    fault = caught.value.faults[0]
    assert (fault.file, fault.line, fault.field) == (path.as_posix(), line, field)


def test_one_bad_entry_costs_no_other() -> None:
    """A broken entry is left out; its neighbours are read, and nothing is lost on writing."""
    data = b'msgid "a"\nmsgstr "A"\n\nmsgid "b"\nmsgstr "B\n\nmsgid "c"\nmsgstr "C"\n'
    file = po.scan(data)
    assert [e.msgid for e in file.entries] == ["a", "c"]
    edited = (file.entries[0], file.entries[1].edit(msgstr=("D",)))
    assert po.dump(replace(file, entries=edited)) == data.replace(b'"C"', b'"D"')


def test_legacy_charsets_are_read() -> None:
    """The header's charset is used; a backslash as second byte of a letter is no escape."""
    text = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=SHIFT_JIS\\n"\n\nmsgid "a"\nmsgstr "表示"\n'
    data = text.encode("shift_jis")
    assert b"\\\x8e" in data
    assert po.catalog(data).texts == {(None, "a"): "表示"}


def test_escaped_bytes_are_bytes_of_the_charset() -> None:
    r"""`\303\251` is é in UTF-8."""
    assert entry_of('msgid "a"\nmsgstr "caf\\303\\251 \\x41"\n').msgstr == ("café A",)


def test_a_text_that_the_charset_lacks_is_refused_on_writing() -> None:
    """Nothing is replaced by question marks."""
    data = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-1\\n"\n\nmsgid "a"\nmsgstr "\xe9"\n'
    file = po.scan(data)
    assert file.entries[1].msgstr == ("é",)
    with pytest.raises(FileError, match="UTF-8"):
        po.dump(replace(file, entries=(file.entries[0], file.entries[1].edit(msgstr=("я",)))))


def test_a_huge_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The documented limit holds."""
    monkeypatch.setattr("glocal.po.reader.LIMIT", 10)
    path = tmp_path / "x.po"
    path.write_bytes(b"#" * 11)
    with pytest.raises(LimitError):
        po.read(path)


def test_a_save_leaves_the_old_file_or_the_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failure half-way leaves the old bytes and no litter."""
    path = tmp_path / "pt" / "x.po"
    po.save(path, po.scan(b'msgid "a"\nmsgstr "b"\n'))

    def fail(handle: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        po.save(path, po.scan(b'msgid "a"\nmsgstr "c"\n'))
    assert path.read_bytes() == b'msgid "a"\nmsgstr "b"\n'
    assert [p.name for p in path.parent.iterdir()] == ["x.po"]


# -- plural formulas


@pytest.mark.parametrize(
    ("formula", "n", "form"),
    [
        ("n", 3, 3),
        ("n != 1", 1, 0),
        ("!n", 0, 1),
        ("!!n", 7, 1),
        ("n == 1 ? 0 : n == 2 ? 1 : 2", 5, 2),
        ("n - 1 > 5", 0, 1),  # unsigned, as in C
        ("n % 10 * 2 + 1 - 1 / 1", 3, 6),
        ("n == 1 || n == 2 && n == 3", 1, 1),
        ("(n) < (2) == 1", 1, 1),
    ],
)
def test_formulas_are_c(formula: str, n: int, form: int) -> None:
    """Operators bind and wrap as they do in C."""
    assert plural_forms(f"nplurals=9; plural={formula};")(n) == form


@pytest.mark.parametrize(
    ("header", "why"),
    [
        ("nplurals=2; plural=n/0;", "division by zero"),
        ("nplurals=2; plural=1%(n-3);", "division by zero"),
        ("nplurals=2; plural=n;", "form 2"),
        ("nplurals=2; plural=__import__('os');", "expected an operator"),
        ("nplurals=2; plural=n**99999;", "expected a number"),
        ("nplurals=2; plural=" + "(" * 900 + "n" + ")" * 900, "nested deeper"),
        ("nplurals=2; plural=" + "n?" * 900, "nested deeper"),
        ("nplurals=2; plural=n+" + "1" * 1500, "expected an operator"),
        ("nplurals=0; plural=0;", "nplurals"),
        ("nplurals=99999999999; plural=0;", "nplurals"),
        ("nplurals=2; plural=;", "the end"),
        ("nplurals=2; plural=(n;", "the end"),
        ("plural=n", "nplurals"),
    ],
)
def test_a_bad_formula_is_reported_and_still_answers(header: str, why: str) -> None:
    """No formula crashes or leaves its range."""
    plural = plural_forms(header)
    assert why in plural.faults[0]
    assert all(0 <= plural(n) < plural.nplurals for n in (0, 1, 2, 3, 10**30))


@given(st.text("n0123456789?:()!=<>&|+-*/% ", max_size=40), st.integers(0, 10**25))
def test_any_formula_answers_within_its_forms(formula: str, n: int) -> None:
    """Whatever is written there, the index is usable."""
    assert plural_forms(f"nplurals=3; plural={formula};")(n) in (0, 1, 2)


@pytest.mark.parametrize("language", sorted(FORMULAS))
def test_the_customary_formulas_are_sound(language: str) -> None:
    """Each form of each language has a number that takes it."""
    plural = plural_forms(po.formula_for(language))
    assert plural.faults == ()
    assert all(plural.numbers(form) for form in range(plural.nplurals))


# -- speed and msgfmt


def test_a_thousand_entries_are_read_in_ten_milliseconds() -> None:
    """Reading a language needs no compile step (twice the promise, for a busy machine)."""
    one = '#. Where it is used\n#: page.html:{0}\nmsgctxt "button"\nmsgid "Add {0}"\nmsgstr "Adicionar {0}"\n\n'
    data = HEADER + "".join(one.format(i) for i in range(1000)).encode()
    best = 1.0
    for _ in range(9):
        start = time.perf_counter()
        catalog = po.catalog(data)
        best = min(best, time.perf_counter() - start)
    assert len(catalog.texts) == 1000
    assert best < 0.020


@pytest.mark.parametrize(
    "piece", ["Content-Type:", 'msgid "', '"', "#~ ", "\\", 'msgid "a"\nmsgstr "', "# ", "msgstr[0] "]
)
def test_no_file_makes_the_reader_slow(piece: str) -> None:
    """Time grows with size, whatever is repeated."""
    data = (piece * 40_000).encode()
    start = time.perf_counter()
    po.scan(data)
    assert time.perf_counter() - start < 5


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="msgfmt is not installed")
def test_msgfmt_accepts_what_is_written(tmp_path: Path) -> None:
    """gettext's own compiler takes our files."""
    entries = [
        *po.scan(HEADER).entries,
        po.Entry("a\tb\n" + "long " * 40 + "\n", ("я\x01\v" * 30 + "\n",), plural=None),
    ]
    po.save(tmp_path / "x.po", po.File(tuple(entries)))
    subprocess.run(["msgfmt", "-o", str(tmp_path / "x.mo"), str(tmp_path / "x.po")], check=True)


@pytest.mark.parametrize("broken", ['msgid "a\nmsgstr "b"', 'msgctxt "a\nmsgid "b"\nmsgstr "c"', "junk", 'msgstr "b"'])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_broken_entry_does_not_take_the_next_one_with_it(broken: str, newline: str) -> None:
    """After an empty line, reading goes on as if nothing had been."""
    text = f'{broken}\n\n#. a comment\nmsgid "Size"\nmsgstr "Tamanho"\n'.replace("\n", newline)
    file = po.scan(text.encode())
    assert [(entry.msgid, entry.msgstr) for entry in file.entries] == [("Size", ("Tamanho",))]
    assert file.faults[0].line == 1
    assert po.dump(file) == text.encode()
    assert po.catalog(text.encode()).texts == {(None, "Size"): "Tamanho"}


def test_the_two_form_formula_is_babels_where_babel_is_not_asked() -> None:
    """The languages that get it without Babel are a part of those that Babel's table gives it to."""
    from babel.messages.plurals import PLURALS

    for language in sorted(plural._GERMANIC):
        regions = {key: value for key, value in PLURALS.items() if key.partition("_")[0] == language}
        expected = {key: value for key, value in regions.items() if key.replace("_", "-") not in FORMULAS}
        assert expected == {language: (2, "(n != 1)")}
