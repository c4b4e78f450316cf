"""Saving so that a file is always the old one or the new one, and can be the old one again.

An edit is noted before it is made. A note whose file does not have the digest that the edit would have left was never
carried out (or has been undone) and is dropped: so a run that is killed at any moment leaves a true history.
"""

from __future__ import annotations

import contextlib
import hashlib
from base64 import b64decode, b64encode
from contextvars import ContextVar
from pathlib import Path, PurePosixPath
from threading import RLock
from typing import TYPE_CHECKING

import msgspec

from glocal import whole
from glocal.errors import DataError, GlocalError
from glocal.preview.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["ConflictError", "Journal", "Note", "digest"]

KEPT = 200
"""Edits that can be undone."""
FOLDER = ".glocal-preview"
MADE: ContextVar[int] = ContextVar("glocal.preview.made", default=0)


class ConflictError(GlocalError):
    """A file is not as it was when the page was made: somebody else has changed it."""


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """One edit of one file: the bytes that gave way, and those that came."""

    number: int
    path: str
    """Below the shop's folder, with slashes."""
    label: str
    """What was decided, in an English sentence with {slots}."""
    before: str
    """Digest of the file before; '' where there was none."""
    after: str
    at: int
    """Where the bytes differ first."""
    old: str
    """Base 64."""
    new: str
    words: dict[str, str] = {}
    """What fills the slots."""

    @property
    def said(self) -> str:
        """What was decided, in the language of the request."""
        return say(self.label, **self.words)


def digest(data: bytes | None) -> str:
    """Return what tells two contents of a file apart; '' where there is no file.

    >>> digest(None), digest(b"a") == digest(b"a")
    ('', True)
    """
    return "" if data is None else hashlib.sha256(data).hexdigest()[:32]


class Journal:
    """All edits of a shop's files go through here, one at a time, whatever tab or process they come from."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._home = folder / FOLDER
        self._lock = RLock()
        if self._home.is_dir():
            with self._alone():
                self._sweep()

    def path(self, name: str) -> Path:
        """Return a file below the shop's folder; raises DataError for a name that leads out of it."""
        pure = PurePosixPath(name)
        if pure.is_absolute() or ".." in pure.parts or "\0" in name or "\\" in name or not pure.parts:
            raise DataError(say("That is not a file of the shop."), expected="a path below the shop's folder", got=name)
        path = self.folder.joinpath(*pure.parts)
        if not path.resolve().is_relative_to(self.folder.resolve()):
            raise DataError(say("That is not a file of the shop."), expected="a path below the shop's folder", got=name)
        return path

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a file of the shop, None where there is none."""
        try:
            return self.path(name).read_bytes()
        except FileNotFoundError:
            return None

    def digest(self, name: str) -> str:
        """Return the digest of a file of the shop."""
        return digest(self.read(name))

    def save(self, name: str, data: bytes, *, seen: str, label: str, words: dict[str, str] | None = None) -> None:
        """Write a file that still has the digest `seen`; raises ConflictError where it has another."""
        MADE.set(0)
        with self._alone():
            old = self.read(name)
            if digest(old) != seen:
                raise ConflictError(_told(name))
            if old == data:
                return
            self._sweep()
            MADE.set(self._note(name, old, data, label, words or {}))
            whole.write(self.path(name), data)

    @property
    def made(self) -> int:
        """The number of the edit that this request has made; 0 for none."""
        return MADE.get()

    def latest(self) -> int:
        """Return the number of the newest note; 0 where there is none."""
        return max((int(path.stem) for path in self._home.glob("*.json")), default=0)

    def undo(self, number: int) -> Note:
        """Take the latest edit back; raises ConflictError where it is not `number`, or its file has changed."""
        with self._alone():
            self._sweep()
            notes = self.notes()
            if not notes or notes[-1].number != number:
                raise ConflictError(say("Something else was done or undone since this page was made."))
            note = notes[-1]
            data = self.read(note.path)
            if digest(data) != note.after:
                raise ConflictError(_told(note.path))
            self._restore(note, data or b"")
            self._file(note.number).unlink()
            return note

    def _restore(self, note: Note, data: bytes) -> None:
        if not note.before:
            self.path(note.path).unlink()
            return
        end = note.at + len(b64decode(note.new))
        whole.write(self.path(note.path), data[: note.at] + b64decode(note.old) + data[end:])

    def notes(self) -> list[Note]:
        """Return the edits that were made and not undone, oldest first."""
        found: list[Note] = []
        later: dict[str, str] = {}
        for path in sorted(self._home.glob("*.json"), reverse=True):
            note = _read(path)
            if note is None:
                continue
            if note.path not in later:
                later[note.path] = self.digest(note.path)
            if later[note.path] != note.before:
                later[note.path] = note.before
                found.append(note)
        return found[::-1]

    def _sweep(self) -> None:
        """Remove the notes of edits that were never carried out, and what was written of their files."""
        made = {note.number for note in self.notes()}
        for path in self._home.glob("*.json"):
            if int(path.stem) not in made:
                self._clear(_read(path))
                path.unlink(missing_ok=True)
        for path in self._home.glob(".*.json.*.new"):
            path.unlink(missing_ok=True)

    def _clear(self, note: Note | None) -> None:
        if note is not None:
            file = self.path(note.path)
            for draft in file.parent.glob(f".{file.name}.*.new"):
                draft.unlink(missing_ok=True)

    def _note(self, name: str, old: bytes | None, new: bytes, label: str, words: dict[str, str]) -> int:
        files = sorted(self._home.glob("*.json"))
        number = int(files[-1].stem) + 1 if files else 1
        at, end = _span(old or b"", new)
        note = Note(
            number=number,
            path=name,
            label=label,
            words=words,
            before=digest(old),
            after=digest(new),
            at=at,
            old=b64encode((old or b"")[at : len(old or b"") - end]).decode(),
            new=b64encode(new[at : len(new) - end]).decode(),
        )
        self._home.mkdir(exist_ok=True)
        ignore = self._home / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="ascii")
        whole.write(self._file(number), msgspec.json.encode(note))
        for path in files[: max(0, len(files) + 1 - KEPT)]:
            path.unlink(missing_ok=True)
        return number

    def _file(self, number: int) -> Path:
        return self._home / f"{number:08d}.json"

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        self._home.mkdir(exist_ok=True)
        with self._lock, (self._home / "lock").open("w") as lock:
            _lock(lock.fileno())
            yield


def _lock(handle: int) -> None:
    """Wait until no other process is at work here, on systems that can tell."""
    with contextlib.suppress(ImportError):
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX)


def _read(path: Path) -> Note | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Note)
    except (OSError, msgspec.MsgspecError):
        return None


def _span(old: bytes, new: bytes) -> tuple[int, int]:
    """Return how many bytes two contents share at their start and, after that, at their end.

    >>> _span(b"abcd", b"abXd"), _span(b"aa", b"aaa")
    ((2, 1), (2, 0))
    """
    start = _shared(old, new)
    return start, _shared(old[start:][::-1], new[start:][::-1])


def _shared(old: bytes, new: bytes) -> int:
    """Return the length of the common start, by halving."""
    low, high = 0, min(len(old), len(new))
    while low < high:
        middle = (low + high + 1) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _told(name: str) -> str:
    return say(
        "{file} was changed since this page was made, in another tab or by another program. Nothing was written: "
        "load the page again and decide anew.",
        file=name,
    )
