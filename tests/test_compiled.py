"""A compiled copy spares work, and is never believed against its sources."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from glocal import compiled
from glocal.atlas import data_folder, read_toml
from glocal.formats import locale, names
from glocal.rules import data
from glocal.rules.data import load_subjects
from glocal.rules.library import Library, library
from glocal.sizes import answers, ask
from glocal.texts import Texts
from glocal.units import words

if TYPE_CHECKING:
    from collections.abc import Callable

DATA = {
    "words": ["a", {"b": Decimal("1.50")}],
    "seen": [dt.date(2026, 11, 21), dt.time(9, 30)],
    "at": dt.datetime(2026, 11, 21, 9, 30, tzinfo=dt.UTC),
    "plain": [1, True, None, "ü", ("x", 1)],
}


@pytest.fixture(autouse=True)
def _keeping(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A file that a copy is made of."""
    return written(tmp_path / "BR.toml", "a = 1")


def written(path: Path, text: str, at: int = 1_000_000_000) -> Path:
    """Write a file as if long ago: of what is younger than the process no copy is left."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(at, at))
    return path


def counted(value: object) -> tuple[list[int], Callable[[], Any]]:
    """Return a list that grows by one with each making, and the making."""
    made: list[int] = []

    def make() -> object:
        made.append(1)
        return value

    return made, make


def test_a_copy_equals_what_was_made(source: Path) -> None:
    """Dates, Decimals and tuples come back as they were; the second time nothing is made."""
    made, make = counted(DATA)
    assert compiled.kept(source, [source], make) == DATA
    assert compiled.kept(source, [source], make) == DATA
    assert len(made) == 1
    assert Path(compiled.place(source)).parent == source.parent / "__pycache__"


def test_a_changed_source_wins(source: Path) -> None:
    """Another size or another time of the source makes the copy anew."""
    made, make = counted("x")
    compiled.kept(source, [source], make)
    written(source, "a = 10")
    compiled.kept(source, [source], make)
    written(source, "a = 20", at=1_000_000_001)
    compiled.kept(source, [source], make)
    compiled.kept(source, [source], make)
    assert len(made) == 3


def test_no_copy_is_left_of_a_source_that_changed_meanwhile(source: Path) -> None:
    """What the process has read may be older than what its source says now."""
    source.touch()
    compiled.kept(source, [source], lambda: "x")
    assert not Path(compiled.place(source)).exists()


def test_a_file_more_or_less_in_a_folder_wins(source: Path) -> None:
    """A folder stands for the files in it."""
    made, make = counted("x")
    folder = source.parent
    compiled.kept(folder / "all", [folder], make)
    compiled.kept(folder / "all", [folder], make)
    written(folder / "DE.toml", "")
    compiled.kept(folder / "all", [folder], make)
    (folder / "DE.toml").unlink()
    compiled.kept(folder / "all", [folder], make)
    assert len(made) == 3


def test_another_key_or_version_wins(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a copy depends on beside its sources is part of its stamp."""
    made, make = counted("x")
    compiled.kept(source, [source], make, key="CLDR 47")
    compiled.kept(source, [source], make, key="CLDR 48")
    monkeypatch.setattr("glocal.__version__", "99.0")
    compiled.kept(source, [source], make, key="CLDR 48")
    assert len(made) == 3


@pytest.mark.parametrize("damage", [b"", b"\x00" * 40, b"nonsense", None], ids=["empty", "zeros", "nonsense", "cut"])
def test_a_damaged_copy_is_ignored(source: Path, damage: bytes | None) -> None:
    """What is no whole copy is made anew, and mended."""
    made, make = counted(DATA)
    compiled.kept(source, [source], make)
    copy = Path(compiled.place(source))
    copy.write_bytes(copy.read_bytes()[:-3] if damage is None else damage)
    assert compiled.kept(source, [source], make) == DATA
    assert compiled.kept(source, [source], make) == DATA
    assert len(made) == 2


def test_a_flipped_bit_is_noticed(source: Path) -> None:
    """Every byte of a copy counts."""
    compiled.kept(source, [source], lambda: "word")
    copy = Path(compiled.place(source))
    whole = copy.read_bytes()
    for at in range(len(whole)):
        copy.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert compiled.kept(source, [source], lambda: "word") == "word"


def test_a_folder_that_cannot_be_written_to_is_fine(source: Path) -> None:
    """Where a file stands in the way of `__pycache__`, nothing is kept and nothing is raised."""
    (source.parent / "__pycache__").write_text("in the way", encoding="utf-8")
    made, make = counted("x")
    assert compiled.kept(source, [source], make) == compiled.kept(source, [source], make) == "x"
    assert len(made) == 2


def test_nothing_is_kept_where_python_keeps_nothing(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PYTHONDONTWRITEBYTECODE holds for copies too."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    compiled.kept(source, [source], lambda: "x")
    assert not (source.parent / "__pycache__").exists()


def test_what_cannot_be_made_is_raised_and_not_kept(source: Path) -> None:
    """A fault of the source is told each time."""
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            compiled.kept(source, [source], lambda: 1 // 0)
    assert not Path(compiled.place(source)).exists()


def test_processes_that_write_at_once_leave_a_whole_copy(source: Path) -> None:
    """Each writes its own file and renames it; none is left behind."""
    code = (
        "import sys, pathlib; from glocal import compiled\n"
        "sys.dont_write_bytecode = False; p = pathlib.Path(sys.argv[1])\n"
        "for _ in range(200):\n"
        "    assert compiled.kept(p, [p], lambda: ['x'] * 5000, key='k') == ['x'] * 5000\n"
        "    pathlib.Path(compiled.place(p)).unlink(missing_ok=True)\n"
    )
    env = {k: v for k, v in os.environ.items() if k != "PYTHONPYCACHEPREFIX"}
    running = [subprocess.Popen([sys.executable, "-c", code, str(source)], env=env) for _ in range(2)]
    assert [process.wait(60) for process in running] == [0, 0]
    assert [p.name for p in (source.parent / "__pycache__").iterdir() if not p.name.endswith(".kept")] == []


def test_a_shops_own_toml_is_never_kept(source: Path) -> None:
    """Only the shipped rules have copies."""
    assert read_toml(source) == {"a": 1}
    assert not (source.parent / "__pycache__").exists()


def test_every_shipped_table_equals_its_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table read from its copy is the one that TOML's reader gives."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    paths = sorted((data_folder() / "rules").rglob("*.toml"))
    first = [read_toml(path) for path in paths]
    monkeypatch.setattr("glocal.atlas.parse_toml", None)
    assert [read_toml(path) for path in paths] == first


def test_every_shipped_translation_equals_its_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words read from their copies are those of the PO files."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    folder = data_folder() / "locales"
    languages = sorted(place.name.replace("_", "-") for place in folder.iterdir() if (place / "LC_MESSAGES").is_dir())
    first = [Texts.open([folder], language) for language in languages]
    monkeypatch.setattr("glocal.texts.LIMIT", -1)  # no file is small enough to be read
    again = [Texts.open([folder], language) for language in languages]
    assert [(t.words, t._shared, t.faults) for t in again] == [(t.words, t._shared, t.faults) for t in first]
    forms = [[(key, rule.formula, texts) for key, (rule, texts) in t.forms.items()] for t in first]
    assert [[(key, rule.formula, texts) for key, (rule, texts) in t.forms.items()] for t in again] == forms


@pytest.mark.parametrize("language", ["en", "pt-BR", "ja", "th"])
def test_words_of_units_equal_their_copy(language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The words that units go by in running text are the same, and in the same order, when they are kept."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    expected = words._gathered(language)
    for _ in range(2):
        words._words.cache_clear()
        assert list(words._words(language).items()) == list(expected.items())
    assert [p.name.split(".")[0] for p in tmp_path.rglob("unit-words*.kept")] == ["unit-words"]


@pytest.mark.parametrize("language", ["en", "pt-BR", "es-AR", "zh-TW", "ar"])
def test_names_of_territories_and_languages_equal_their_copy(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both are called what Babel calls them, whether it is asked or not."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    chain = locale(language)._chain
    expected = names._listed(chain)
    for _ in range(2):
        names._names.cache_clear()
        assert names._names(chain) == expected
    assert len([*tmp_path.rglob("names-*.kept")]) == 1


@pytest.mark.parametrize("language", ["en", "pt", "ru", "ja"])
def test_words_of_subjects_equal_their_copy(language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lexicon from its copy has the needles and meanings of one that was built."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    subjects, states = load_subjects((data_folder(),)), compiled.states([data_folder() / "rules" / "subjects"])
    built, kept, again = (Library(subjects, shipped=shipped).lexicon(language) for shipped in ((), states, states))
    assert [*tmp_path.rglob(f"words-{language}.*.kept")]
    for name in ("literals", "phrases", "sure", "deniable"):
        assert getattr(again, name) == getattr(kept, name) == getattr(built, name)
    numbers = range(len(built.literals))
    assert (
        [again.entries[i] for i in numbers] == [kept.entries[i] for i in numbers] == [built.entries[i] for i in numbers]
    )


@pytest.mark.parametrize(
    ("garment", "audience", "source", "to"),
    [("shoes", "women", "US", "EU"), ("apparel", "men", "JP", "INT"), ("rings", "unisex", "EU", "KR")],
)
def test_answers_on_sizes_equal_their_copy(
    garment: str, audience: str, source: str, to: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every answer is the same, evidence and all, when its table was kept; a shop's own charts leave no copy."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    asked = ask.panel(garment, audience)
    expected = dict(answers.Answers(asked, source, to, ""))
    for _ in range(2):
        assert dict(answers.table.__wrapped__(asked, source, to, "")) == expected
    own = ask.panel(garment, audience, (msgspec.structs.replace(asked.charts[-1][0], id="own"),))
    assert dict(answers.table.__wrapped__(own, source, to, ""))
    assert [p.name.split(".")[0] for p in tmp_path.rglob("told-*.kept")] == [f"told-{garment}-{audience}-{source}-{to}"]


def test_subjects_and_members_equal_their_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All subjects' tables in one copy, and the members of regions, are what the files say."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    folder = data_folder() / "rules"
    tables = {path.stem: read_toml(path) for path in (folder / "subjects").glob("*.toml")}
    members = data._listed(folder / "culture")
    for _ in range(2):
        assert data._shipped_subjects() == tables
        assert data._shipped_members() == members


def test_a_shops_own_subject_is_never_read_from_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a subject of the shop's own among them, words are built, not kept."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "cache"))
    own = tmp_path / "shop" / "rules" / "subjects"
    own.mkdir(parents=True)
    purple = (data_folder() / "rules" / "subjects" / "purple.toml").read_text(encoding="utf-8")
    (own / "purple.toml").write_text(purple, encoding="utf-8")
    assert library([data_folder(), tmp_path / "shop"]).lexicon("en").scan("a purple hat")
    assert [*tmp_path.rglob("words-*.kept")] == []
