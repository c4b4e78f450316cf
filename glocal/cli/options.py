"""What several commands take: a shop, a date, a form of output."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from glocal.storefront import Storefront

__all__ = ["FORMAT", "SHOP", "TODAY", "open_shop", "split"]

SHOP = click.argument("shop", type=click.Path(exists=True, file_okay=False, path_type=Path))
FORMAT = click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print it.",
)


class Date(click.ParamType[dt.date]):
    """A date as ISO 8601 writes it."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f"expected a date like 2026-11-21, got {value!r}", param, ctx)


TODAY = click.option("--today", type=Date(), help="The date to build for; by default the shop's own, else today's.")


def open_shop(folder: Path, today: dt.date | None = None) -> Storefront:
    """Open the shop in a folder."""
    from glocal.storefront import Storefront

    return Storefront.open(folder, today=today)


def split(value: str | None) -> tuple[str, ...] | None:
    """Return the parts of a list with commas; None where all are meant."""
    return None if value in (None, "", "all") else tuple(str(value).replace(" ", "").split(","))
