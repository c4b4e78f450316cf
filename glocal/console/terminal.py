"""Where output goes: tables and bars on a terminal, plain lines elsewhere, JSON for programs."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click
import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import Console
    from rich.table import Table

__all__ = ["is_terminal", "new_table", "print_json", "progress", "screen"]

PIPED = 240
"""Columns of what is not for a terminal: addresses and paths stay in one piece."""


def is_terminal() -> bool:
    """Return whether somebody watches."""
    return sys.stdout.isatty() and sys.stderr.isatty()


def screen() -> Console:
    """Return what prints tables and styles."""
    from rich.console import Console

    if sys.stdout.isatty():
        return Console(highlight=False)
    return Console(highlight=False, soft_wrap=True, width=PIPED)


def new_table(*heads: str, title: str = "") -> Table:
    """Return an empty table with these heads."""
    from rich import box
    from rich.table import Table

    table = Table(title=title or None, title_justify="left", box=box.SIMPLE_HEAD if sys.stdout.isatty() else None)
    for head in heads:
        table.add_column(head, overflow="fold")
    return table


def print_json(value: object) -> None:
    """Print a value as JSON."""
    click.echo(json.dumps(msgspec.to_builtins(value), ensure_ascii=False, indent=1))


@contextmanager
def progress(label: str, *, quiet: bool = False) -> Iterator[Callable[[int, int], None]]:
    """Yield a function that is told how much is done of how much (0: nobody knows); it draws on a terminal only."""
    if quiet or not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total or None)
