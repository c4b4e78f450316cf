"""A built site: a finished folder that takes the place of the old one in a single step.

`out` is a symbolic link. The folders it points to lie beside it in `.<out>.glocal/`, one per build; a build writes
into a new one and then flips the link, so whoever is killed in between leaves the old site as it was.
"""

from __future__ import annotations

import shutil
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from glocal.errors import BuildError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Site", "stage"]

MARK = "made-by-glocal"


class Site:
    """A site in the making."""

    def __init__(self, folder: Path, before: Path | None = None) -> None:
        self.folder = folder
        self.before = before
        self.pages = 0
        self.files = 0
        self.bytes = 0

    def write(self, name: str, content: str | bytes) -> None:
        """Write one file; `name` is its path below the site, with slashes."""
        data = content.encode("utf-8") if isinstance(content, str) else content
        path = self._place(name)
        path.write_bytes(data)
        self.files += 1
        self.bytes += len(data)

    def copy(self, source: Path, name: str) -> None:
        """Copy one file's bytes."""
        shutil.copyfile(source, self._place(name))
        self.files += 1

    def take(self, name: str) -> bool:
        """Return whether a file is there, copied from the build before where that has it.

        For names that change with their content.
        """
        if self.folder.joinpath(*PurePosixPath(name).parts).is_file():
            return True
        old = self.before / name if self.before is not None else None
        if old is None or not old.is_file():
            return False
        self.copy(old, name)
        return True

    def _place(self, name: str) -> Path:
        parts = PurePosixPath(name).parts
        if not parts or name.startswith("/") or ".." in parts or "\0" in name or "\\" in name:
            raise BuildError(f"not a path below the site: {name!r}")
        path = self.folder.joinpath(*parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path


@contextmanager
def stage(out: Path) -> Iterator[Site]:
    """Yield a Site to write into; when the block ends without an error, `out` shows it.

    Raises BuildError where `out` is something that glocal did not make, or another build is at work.
    """
    out = out.parent.resolve() / out.name
    if not out.name:
        raise BuildError(f"not a folder that can be replaced: {out}")
    store = out.parent / f".{out.name}.glocal"
    _refuse_foreign(out, store)
    store.mkdir(parents=True, exist_ok=True)
    (store / MARK).touch()
    with _alone(store):
        current = _current(out, store)
        _sweep(store, keep={current} if current else set())
        folder = store / f"{_next(store):06d}"
        folder.mkdir()
        try:
            yield Site(folder, store / current if current else None)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        _flip(out, folder)
        _sweep(store, keep={folder.name, *([current] if current else [])})


def _refuse_foreign(out: Path, store: Path) -> None:
    if store.exists() and not (store / MARK).is_file():
        raise BuildError(f"{store} was not made by glocal; choose another --out")
    if out.is_symlink():
        if _current(out, store) is None:
            raise BuildError(f"{out} is a link that glocal did not make; choose another --out")
    elif out.exists() and not (out.is_dir() and not any(out.iterdir())):
        raise BuildError(f"{out} exists and was not made by glocal; choose another --out or remove it")


def _current(out: Path, store: Path) -> str | None:
    """Return the name of the build that is shown."""
    if not out.is_symlink():
        return None
    target = out.parent / out.readlink()
    return target.name if target.parent == store else None


@contextmanager
def _alone(store: Path) -> Iterator[None]:
    import fcntl  # not on every system; only a build needs it

    with (store / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise BuildError(f"another build is writing into {store}; wait for it or choose another --out") from None
        yield


def _builds(store: Path) -> list[str]:
    return sorted(p.name for p in store.iterdir() if p.is_dir() and p.name.isdigit())


def _next(store: Path) -> int:
    return max((int(name) for name in _builds(store)), default=0) + 1


def _sweep(store: Path, keep: set[str]) -> None:
    """Remove builds that are not shown: those of killed runs, and old ones."""
    for name in _builds(store):
        if name not in keep:
            shutil.rmtree(store / name, ignore_errors=True)


def _flip(out: Path, folder: Path) -> None:
    link = folder.parent / "next"
    with suppress(FileNotFoundError):
        link.unlink()
    link.symlink_to(Path(folder.parent.name, folder.name))  # relative, so that both can be moved together
    if out.is_dir() and not out.is_symlink():
        out.rmdir()
    link.replace(out)
