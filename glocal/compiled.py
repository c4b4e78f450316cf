"""A compiled copy of what was read or cut out of shipped files, so that the next process need not do it again.

A copy lies where Python keeps compiled modules, in `__pycache__` beside its sources. It holds plain data, is valid for
the names, sizes and times of its sources only, and is an aside: a damaged, missing or old one is made anew, and where
nothing can be written nothing is kept. A shop's own files are never read from a copy.
"""

from __future__ import annotations

import marshal
import os
import sys
from contextlib import suppress
from datetime import date, datetime, time
from decimal import Decimal
from importlib.util import cache_from_source
from pathlib import Path
from stat import S_ISDIR
from threading import get_ident
from time import time_ns
from typing import TYPE_CHECKING, Any, TypeVar
from zlib import crc32

import glocal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["State", "kept", "place", "states"]

T = TypeVar("T")
Steps = tuple[Any, ...]
State = tuple[str, int, int]
"""A file's path, size and time of writing; -1 and 0 where it is not there."""

_READ: dict[str, Callable[[str], object]] = {
    "Decimal": Decimal,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "time": time.fromisoformat,
}
"""What marshal does not know, and how it is read from text."""


def states(sources: Iterable[Path]) -> tuple[State, ...]:
    """Return the sizes and times of files, and of the files in folders: what copies made later are valid for."""
    return tuple(sorted(state for source in sources for state in _states(source)))


def kept(name: Path, sources: Iterable[Path] | tuple[State, ...], make: Callable[[], T], *, key: str = "") -> T:
    """Return what `make` returns: plain data, cut out of `sources` (files, folders whose files count, or `states`).

    `name` is the file or the folder that the copy lies beside; `key` is what it depends on beside its sources.
    Tuples may hold no dates and no Decimals. Raises what `make` raises; nothing for a copy.
    """
    seen = sources if isinstance(sources, tuple) else states(sources)
    stamp = f"{glocal.__version__} {marshal.version} {sys.hexversion} {key}\n{seen}"
    file = place(name)
    found = _read(file, stamp)
    if found is not None:
        return found[0]  # type: ignore[no-any-return]
    value = make()
    if not sys.dont_write_bytecode and all(written < _BEGUN for _, _, written in seen):
        _write(file, stamp, value)
    return value


def place(name: Path) -> str:
    """Return where the copy beside a file or a folder lies."""
    return cache_from_source(str(name)).removesuffix(".pyc") + ".kept"


_BEGUN = time_ns() - 1_000_000_000
"""What was written later may have been read before by this process: of such sources no copy is left."""


def _states(source: Path) -> list[State]:
    path = os.fspath(source)
    try:
        seen = os.stat(path)  # noqa: PTH116 - as cheap as it gets: this runs before everything else
    except OSError:
        return [(path, -1, 0)]
    if not S_ISDIR(seen.st_mode):
        return [(path, seen.st_size, seen.st_mtime_ns)]
    with os.scandir(path) as entries:
        files = [(entry.path, entry.stat()) for entry in entries if entry.is_file()]
    return [(file, seen.st_size, seen.st_mtime_ns) for file, seen in files]


def _read(file: str, stamp: str) -> tuple[Any] | None:
    with suppress(OSError, ValueError, EOFError, TypeError, LookupError):
        with open(file, "rb", buffering=0) as copy:  # noqa: PTH123
            data = copy.read()
        if int.from_bytes(data[:4], "big") == crc32(data[4:]):
            written, value, holes = marshal.loads(data[4:])
            if written == stamp:
                return (_filled(value, holes),)
    return None


def _write(file: str, stamp: str, value: object) -> None:
    holes: list[tuple[Steps, str, str]] = []
    data = marshal.dumps((stamp, _hollow(value, (), holes), holes))
    own = f"{file}.{os.getpid()}.{get_ident()}"
    with suppress(OSError):
        os.makedirs(os.path.dirname(file), exist_ok=True)  # noqa: PTH103, PTH120
        try:
            Path(own).write_bytes(crc32(data).to_bytes(4, "big") + data)
            os.replace(own, file)  # noqa: PTH105
        except OSError:
            Path(own).unlink(missing_ok=True)


def _hollow(value: Any, path: Steps, holes: list[tuple[Steps, str, str]]) -> Any:
    """Return a value as marshal writes it; note where a Decimal or a date stood."""
    if isinstance(value, dict):
        return {key: _hollow(inner, (*path, key), holes) for key, inner in value.items()}
    if isinstance(value, list):
        return [_hollow(inner, (*path, i), holes) for i, inner in enumerate(value)]
    kind = type(value).__name__
    if kind not in _READ:
        return value
    holes.append((path, kind, str(value) if kind == "Decimal" else value.isoformat()))
    return None


def _filled(value: Any, holes: list[tuple[Steps, str, str]]) -> Any:
    for path, kind, text in holes:
        inside = value
        for step in path[:-1]:
            inside = inside[step]
        inside[path[-1]] = _READ[kind](text)
    return value
