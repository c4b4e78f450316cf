"""The server is killed while it saves: a file is the old one or the new one, and the history tells the truth.

    GLOCAL_KILLS=200 python -m pytest tests/preview/test_preview_killed.py

kills it 200 times; without the variable it is 40 times, which takes about half a minute on two cores.
"""

from __future__ import annotations

import os
import random
import re
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPException
from typing import TYPE_CHECKING

from glocal.preview.journal import FOLDER, Journal

from .conftest import copied
from .served import App

if TYPE_CHECKING:
    from pathlib import Path

KILLS = int(os.environ.get("GLOCAL_KILLS", "40"))
LANES = 2
"""Shops, each with its server, that are at it at a time."""
BEYOND = 2.0
"""The kill comes within this many times what a save takes that nothing disturbs."""


class Lane:
    """One shop whose percentage for BR counts the saves: 1, 2, 3 ..."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.dice = random.Random(seed)
        self.settings = folder / "shop.toml"
        self.versions = [self.settings.read_bytes()]
        self.fates = {"old": 0, "new": 0}
        self.longest = BEYOND * self._undisturbed()

    def _undisturbed(self) -> float:
        """Save once; return the seconds until the file is the new one."""
        app = App(self.folder)
        fields, start = app.hidden("/market/BR", "/adjust") | {"percent": "1"}, time.perf_counter()
        sender = threading.Thread(target=self._send, args=(app, fields))
        sender.start()
        while self.settings.read_bytes() == self.versions[0] and time.perf_counter() - start < 5:
            time.sleep(0.0005)
        took = time.perf_counter() - start
        sender.join()
        app.stop()
        self._look()
        return took

    def once(self) -> None:
        """Start the server, send a save, kill the server, look at what is left."""
        app = App(self.folder)
        fields = app.hidden("/market/BR", "/adjust") | {"percent": str(len(self.versions))}
        sender = threading.Thread(target=self._send, args=(app, fields))
        sender.start()
        time.sleep(self.dice.random() * self.longest)
        app.process.send_signal(signal.SIGKILL)
        sender.join()
        app.kill()
        self._look()

    def _send(self, app: App, fields: dict[str, str]) -> None:
        with suppress(OSError, HTTPException):
            app.post("/adjust", fields)

    def _look(self) -> None:
        now = self.settings.read_bytes()
        if now == self.versions[-1]:
            self.fates["old"] += 1
            return
        assert now == self._next(), "neither the old file nor the new one"
        self.versions.append(now)
        self.fates["new"] += 1

    def _next(self) -> bytes:
        """Return the file as a save that nothing disturbed leaves it."""
        number = len(self.versions)
        if number > 1:
            return self.versions[-1].replace(b'BR = "%d"' % (number - 1), b'BR = "%d"' % number)
        return re.sub(rb'("JP\.wine" = "6"\n)', rb'\1BR = "1"\n', self.versions[0])

    def undo_all(self) -> None:
        """Undo every save through one more server, back to the first file."""
        app = App(self.folder)
        while len(self.versions) > 1:
            assert self.settings.read_bytes() == self.versions.pop()
            assert app.post("/undo", app.hidden("/decisions", "/undo")) == 303
        assert self.settings.read_bytes() == self.versions[0]
        assert "Nothing." in app.get("/decisions").partition('id="history"')[2]
        app.stop()


def test_a_server_that_is_killed_while_it_saves_leaves_whole_files_and_a_true_history(tmp_path: Path) -> None:
    """At random moments, through the real server; then every save that was made is undone, to the byte."""
    lanes = [Lane(copied(tmp_path / str(seed)), seed) for seed in range(LANES)]
    with ThreadPoolExecutor(LANES) as pool:
        for done in [pool.submit(_run, lane) for lane in lanes]:
            done.result()
    old, new = (sum(lane.fates[fate] for lane in lanes) for fate in ("old", "new"))
    print(f"{KILLS} kills: {old} before the file was replaced, {new - LANES} after")
    assert old + new == KILLS + LANES
    assert min(old, new) > KILLS / 10, "the moments do not surround the save"


def _run(lane: Lane) -> None:
    for _ in range(KILLS // LANES):
        lane.once()
    notes = [note.words["percent"] for note in Journal(lane.folder).notes()]
    assert notes == [str(n) for n in range(1, len(lane.versions))]
    lane.undo_all()
    assert not [*lane.folder.glob(".shop.toml.*"), *(lane.folder / FOLDER).glob("*.json")]
