"""Notices that a file of the shop was changed on disk, by whatever program."""

from __future__ import annotations

import asyncio
import logging
from itertools import chain
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

__all__ = ["Watch", "events"]

SECONDS = 1.0
SUFFIXES = frozenset((".csv", ".jsonl", ".json", ".tsv", ".xml", ".toml"))
LOG = logging.getLogger("glocal.preview")
Stamp = tuple[int, int]


class Watch:
    """Looks at the shop's files from time to time, and at once when asked."""

    def __init__(self, folder: Path, theme: str, changed: Callable[[list[Path]], object]) -> None:
        self.folder = folder
        self.version = 1
        """Changes with every change."""
        self._theme = theme
        self._changed = changed
        self._seen = self._stamps()
        self._lock = Lock()
        self._stop = Event()
        self._thread = Thread(target=self._work, name="glocal-preview-watch", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """End."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(timeout=5)

    def look(self) -> bool:
        """Look now; tell whether something had changed. What follows from it is done before this returns."""
        with self._lock:
            now = self._stamps()
            changed = sorted(p for p in {*now, *self._seen} if now.get(p) != self._seen.get(p))
            self._seen = now
            if changed:
                self._changed(changed)
                self.version += 1
            return bool(changed)

    def _work(self) -> None:
        while not self._stop.wait(SECONDS):
            try:
                self.look()
            except Exception as error:  # noqa: BLE001 - the next look may find it mended
                LOG.error("looking at the shop's files: %s", error)

    def _stamps(self) -> dict[Path, Stamp]:
        return dict(_stamped(self._files()))

    def _files(self) -> Iterator[Path]:
        own = (p for p in self.folder.iterdir() if p.suffix in SUFFIXES)
        rules = (self.folder / "rules").rglob("*.toml")
        words = (self.folder / "locales").rglob("*.po")
        theme = (self.folder / self._theme).rglob("*") if self._theme else iter(())
        return (p for p in chain(own, rules, words, theme) if not p.name.startswith("."))


def _stamped(files: Iterator[Path]) -> Iterator[tuple[Path, Stamp]]:
    for path in files:
        try:
            stat = path.stat()
        except OSError:
            continue
        yield path, (stat.st_mtime_ns, stat.st_size)


async def events(watch: Watch, gone: Callable[[], object], *, pause: float = 0.5) -> AsyncIterator[str]:
    """Yield Server-Sent Events: the version at once, then whenever it changes; a comment now and then."""
    known, quiet = 0, 0.0
    while not gone():
        if watch.version != known:
            known, quiet = watch.version, 0.0
            yield f"event: version\ndata: {known}\n\n"
        elif quiet >= 10:
            quiet = 0.0
            yield ": here\n\n"
        await asyncio.sleep(pause)
        quiet += pause
