"""`glocal translate`: what translators and those who send them files do."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from glocal.cli.options import FORMAT, SHOP, TODAY, open_shop, split

__all__ = ["translate"]

LEVELS = ("error", "warning", "note", "never")
LANGUAGES = click.option(
    "--lang",
    "languages",
    multiple=True,
    help="A BCP 47 tag such as pt-BR; may be repeated. By default all of the shop's.",
)
LANGUAGE = click.option(
    "--lang", "language", required=True, help="The language of the file: a BCP 47 tag such as pt-BR."
)
EXCHANGE = click.Choice(["csv", "xliff"])


@click.group()
def translate() -> None:
    """Texts out to translators, back, checked and counted."""


@translate.command()
@SHOP
@LANGUAGES
@FORMAT
def extract(shop: Path, languages: tuple[str, ...], shape: str) -> None:
    """Write what there is to translate into locales/<lang>/LC_MESSAGES/catalog.po; what is translated stays."""
    from glocal.console import translate as console

    console.extract(open_shop(shop), languages, shape=shape)


@translate.command()
@SHOP
@FORMAT
def update(shop: Path, shape: str) -> None:
    """Bring the files that are there up to date with the catalogue; files of other languages are not begun."""
    from glocal.console import translate as console

    console.update(open_shop(shop), shape=shape)


@translate.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="SHOP|FILE...")
@click.option("--fix", is_flag=True, help="Make the changes that are safe.")
@click.option(
    "--fail-on",
    type=click.Choice(LEVELS),
    default="error",
    show_default=True,
    help="Exit with 1 when a remark is at or above this level.",
)
@FORMAT
def check(paths: tuple[Path, ...], fix: bool, fail_on: str, shape: str) -> None:
    """Tell what is wrong or doubtful in a shop's translations, or in single PO files."""
    from glocal.console import translate as console

    sys.exit(console.check(paths, fix=fix, fail_on=fail_on, shape=shape))


@translate.command()
@SHOP
@FORMAT
def status(shop: Path, shape: str) -> None:
    """Count what is translated, stale and left, and what the shoppers of each market see today."""
    from glocal.console import translate as console

    console.status(open_shop(shop), shape=shape)


@translate.command()
@SHOP
@click.option(
    "--style",
    type=click.Choice(["accented", "mirrored", "dense"]),
    default="accented",
    show_default=True,
    help="Longer and in brackets; from right to left; tall and without spaces.",
)
@click.option("--out", type=click.Path(path_type=Path), default=Path("pseudo"), show_default=True)
@click.option("--market", help="Territories, separated by commas; by default all of the shop's.")
@TODAY
@FORMAT
def pseudo(shop: Path, style: str, out: Path, market: str | None, today: object, shape: str) -> None:
    """Build the shop's pages in a language that is none: what stays readable was never translatable."""
    from glocal.console import build, built
    from glocal.translate import pseudo_shop

    made = build(pseudo_shop(shop, style, today=today), out, markets=split(market), quiet=shape == "json")
    built(made, shape=shape)


@translate.command("export")
@SHOP
@LANGUAGE
@click.option(
    "--format", "shape", type=EXCHANGE, default="csv", show_default=True, help="For spreadsheets, or XLIFF 1.2."
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="By default <lang>.csv or <lang>.xlf.")
def export(shop: Path, language: str, shape: str, out: Path | None) -> None:
    """Write a language's product texts for another tool."""
    from glocal.console import translate as console

    console.export(open_shop(shop), language, shape, out)


@translate.command("import")
@SHOP
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@LANGUAGE
@click.option("--format", "shape", type=EXCHANGE, help="By default told by the file's name.")
def import_(shop: Path, file: Path, language: str, shape: str | None) -> None:
    """Take in what came back: texts are filled in, nothing is deleted, and what does not fit is told."""
    from glocal.console import translate as console

    sys.exit(console.take(open_shop(shop), language, file, shape))
