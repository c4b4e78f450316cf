"""Saving whole or not at all, and taking back what was saved."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from glocal.errors import DataError
from glocal.preview.journal import ConflictError, Journal, digest

if TYPE_CHECKING:
    from pathlib import Path

SAVER = """
import sys
from pathlib import Path
from glocal.preview.journal import Journal
journal = Journal(Path(sys.argv[1]))
print("ready", flush=True)
number = int(journal.read("a.toml")[:8])
while True:
    number += 1
    journal.save("a.toml", b"%08d\\n" % number * 2000, seen=journal.digest("a.toml"), label=f"to {number}")
"""


def version(number: int) -> bytes:
    return b"%08d\n" % number * 2000


@pytest.mark.parametrize("runs", [12, pytest.param(200, marks=pytest.mark.slow)])
def test_a_save_that_is_killed_leaves_the_old_file_or_the_new(tmp_path: Path, runs: int) -> None:
    """Killed at any moment: the file is whole, and undoing leads back through every version to the first."""
    dice = random.Random(7)
    path = tmp_path / "a.toml"
    path.write_bytes(version(0))
    for _ in range(runs):
        saver = subprocess.Popen([sys.executable, "-c", SAVER, str(tmp_path)], stdout=subprocess.PIPE)
        assert saver.stdout is not None
        saver.stdout.readline()
        time.sleep(dice.random() * 0.05)
        saver.send_signal(signal.SIGKILL)
        saver.wait()
        saver.stdout.close()
        assert path.read_bytes() == version(int(path.read_bytes()[:8]))
    _undo_all(Journal(tmp_path), path)


def _undo_all(journal: Journal, path: Path) -> None:
    number = int(path.read_bytes()[:8])
    notes = journal.notes()
    assert len(notes) == min(number, len(notes))
    assert [note.label for note in notes] == [f"to {n}" for n in range(number - len(notes) + 1, number + 1)]
    for note in reversed(notes):
        journal.undo(note.number)
        number -= 1
        assert path.read_bytes() == version(number)
    assert journal.notes() == []


def test_an_edit_that_was_noted_and_not_made_is_no_history(tmp_path: Path) -> None:
    """A note without its edit, as a kill between the two leaves it, is not shown and not undone."""
    journal = Journal(tmp_path)
    (tmp_path / "a.toml").write_bytes(b"one")
    journal._note("a.toml", b"one", b"two", "never made", {})
    assert journal.notes() == []
    journal.save("a.toml", b"three", seen=digest(b"one"), label="made")
    assert [note.label for note in journal.notes()] == ["made"]


def test_undoing_what_another_program_changed_since_is_refused(tmp_path: Path) -> None:
    """Nothing that somebody else wrote is lost."""
    journal = Journal(tmp_path)
    journal.save("a.toml", b"one", seen="", label="made")
    (tmp_path / "a.toml").write_bytes(b"another's")
    with pytest.raises(ConflictError, match="changed since"):
        journal.undo(journal.notes()[0].number)
    assert (tmp_path / "a.toml").read_bytes() == b"another's"


def test_only_the_latest_edit_is_undone(tmp_path: Path) -> None:
    """A page that shows an older history is told."""
    journal = Journal(tmp_path)
    journal.save("a.toml", b"one", seen="", label="first")
    first = journal.notes()[0].number
    journal.save("b.toml", b"two", seen="", label="second")
    with pytest.raises(ConflictError):
        journal.undo(first)


def test_the_mode_of_a_file_stays(tmp_path: Path) -> None:
    """Who may read a file is not changed by an edit."""
    path = tmp_path / "a.toml"
    path.write_bytes(b"one")
    path.chmod(0o600)
    Journal(tmp_path).save("a.toml", b"two", seen=digest(b"one"), label="made")
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["../a", "/etc/passwd", "a/../../b", "a\\b", "a\0b", "", "link/a"])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    """Not with dots, not with a root, not through a link."""
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "link").symlink_to(tmp_path)
    with pytest.raises(DataError):
        Journal(folder).read(name)


def test_notes_hold_only_what_changed(tmp_path: Path) -> None:
    """An edit of one line in a large file is a small note."""
    journal = Journal(tmp_path)
    old = b"line\n" * 200_000
    (tmp_path / "a.po").write_bytes(old)
    new = old[:500_000] + b"new\n" + old[500_000:]
    journal.save("a.po", new, seen=digest(old), label="made")
    assert sum(p.stat().st_size for p in (tmp_path / ".glocal-preview").glob("*.json")) < 1_000
    journal.undo(1)
    assert (tmp_path / "a.po").read_bytes() == old
