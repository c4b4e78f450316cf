"""What the commands of `glocal translate` print."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from glocal import po, translate
from glocal.console.terminal import new_table, print_json, progress, screen
from glocal.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from glocal.storefront import Storefront

__all__ = ["check", "export", "extract", "status", "take", "update"]

LISTED = 20
"""Products and faults that are printed one by one."""

LEVELS = ("error", "warning", "note")
SUFFIXES = {"csv": ".csv", "xliff": ".xlf"}


def extract(shop: Storefront, languages: Sequence[str], *, shape: str) -> None:
    """Write the files of these languages and print what was done to each."""
    with progress("Reading products", quiet=shape == "json") as tick:
        updates = list(translate.extract_shop(shop, languages, tick=tick))
    if shape == "json":
        print_json([asdict(update) | {"path": update.path.as_posix()} for update in updates])
        return
    table = new_table("language", "texts", "new", "stale", "obsolete", "file")
    for one in updates:
        numbers = (str(n) for n in (one.total, one.new, one.stale, one.obsolete))
        table.add_row(one.language, *numbers, f"{one.path}{'' if one.changed else ' (unchanged)'}")
    screen().print(table)
    if not updates:
        click.echo("no language but the catalogue's own: name one with --lang")


def update(shop: Storefront, *, shape: str) -> None:
    """Bring the files that are there up to date and print what was done to each."""
    there = dict.fromkeys(file.language for file in translate.shop_files(shop.folder))
    if not there:
        raise DataError(f"{shop.folder / 'locales'} has no files: run `glocal translate extract` first")
    extract(shop, [*there], shape=shape)


def check(paths: Sequence[Path], *, fix: bool, fail_on: str, shape: str) -> int:
    """Print the remarks on shops and files and return the exit code; with `fix`, save what is safe to change."""
    with progress("Checking", quiet=shape == "json") as tick:
        found = [checked for path in paths for checked in _checked(path, tick)]
    left = [remark for checked in found for remark in (_fixed(checked) if fix else checked.remarks)]
    if shape == "json":
        click.echo(translate.as_json(left))
    else:
        _told_of(left)
        counts = ", ".join(f"{sum(r.level == level for r in left)} {level}s" for level in LEVELS)
        click.echo(f"{len(found)} files: {counts}")
    failing = LEVELS[: LEVELS.index(fail_on) + 1] if fail_on in LEVELS else ()
    return int(any(remark.level in failing for remark in left))


def _told_of(remarks: Sequence[translate.Remark]) -> None:
    """Print remarks, those on empty texts as a number for each file."""
    empty = Counter(remark.file for remark in remarks if remark.code == "empty")
    text = translate.as_text(remark for remark in remarks if remark.code != "empty")
    click.echo(text, nl=bool(text))
    for file, count in empty.items():
        click.echo(f"{file}: note empty: {count} {'texts are' if count > 1 else 'text is'} not translated yet")


def _checked(path: Path, tick: Any) -> Iterator[translate.Checked]:
    from glocal.storefront import Storefront

    if path.is_dir():
        yield from translate.check_shop(Storefront.open(path), tick=tick)
    else:
        yield translate.check_file(translate.text_file(path))


def _fixed(checked: translate.Checked) -> Iterable[translate.Remark]:
    """Save what can be fixed and return what is left."""
    fixable = [remark for remark in checked.remarks if remark.fix]
    if fixable:
        po.save(checked.place.path, translate.fixed(checked.file, fixable))
        click.echo(f"fixed {len(fixable)} in {checked.place.path}", err=True)
    return [remark for remark in checked.remarks if not remark.fix]


def status(shop: Storefront, *, shape: str) -> None:
    """Print how far the translations are and what shoppers see."""
    with progress("Counting", quiet=shape == "json") as tick:
        standing = translate.status(shop, tick=tick)
    if shape == "json":
        rows = [asdict(row) | {"percent": row.percent} for row in standing.languages]
        print_json({"languages": rows, "editions": [asdict(row) for row in standing.editions]})
        return
    table = new_table("language", "done", "texts", "translated", "stale", "empty", "words left", title="Files")
    for row in standing.languages:
        numbers = (str(n) for n in (row.total, row.translated, row.stale, row.empty, row.words_left))
        table.add_row(row.language, f"{row.percent}%", *numbers)
    screen().print(table)
    _seen(standing.editions)


def _seen(editions: Iterable[translate.Seen]) -> None:
    table = new_table(
        "market", "language", "texts read in", "products with a fallback", title="What shoppers see today"
    )
    for row in editions:
        read = ", ".join(f"{tag} {count}" for tag, count in row.texts.items())
        named = ", ".join([*row.fallen_back][:3]) + (" ..." if len(row.fallen_back) > 3 else "")
        table.add_row(row.market, row.language, read, f"{len(row.fallen_back)} {f'({named})' if named else ''}".strip())
    screen().print(table)


def export(shop: Storefront, language: str, shape: str, out: Path | None) -> None:
    """Write a language's product texts as CSV or XLIFF."""
    file = translate.open_file(shop, language)
    out = out or Path(f"{language}{SUFFIXES[shape]}")
    if shape == "csv":
        text = "\ufeff" + translate.to_csv(file)  # spreadsheets take a file without the mark for their old charset
    else:
        text = translate.to_xliff(file, source=shop.shop.language, target=language)
    out.write_bytes(text.encode("utf-8"))
    click.echo(f"wrote {out}")


def take(shop: Storefront, language: str, source: Path, shape: str | None) -> int:
    """Take in a CSV or XLIFF file, print what was not taken, and return the exit code."""
    file = translate.open_file(shop, language)
    reader = translate.from_csv if (shape or _told(source)) == "csv" else translate.from_xliff
    taken = reader(file, _text(source), source.as_posix())
    if taken.changed:
        po.save(file.name, taken.file)
    click.echo(f"{taken.changed} texts changed in {file.name}")
    for fault in taken.faults[:LISTED]:
        click.echo(f"not taken: {fault}")
    if len(taken.faults) > LISTED:
        click.echo(f"not taken: ... and {len(taken.faults) - LISTED} more")
    return int(bool(taken.faults))


def _told(path: Path) -> str:
    return "csv" if path.suffix.lower() in (".csv", ".txt") else "xliff"


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8", expected="UTF-8") from None
