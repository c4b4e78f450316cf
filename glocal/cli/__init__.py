"""The commands. No logic: each reads its options, calls the library, and prints through `console`.

Exit codes: 0 done and nothing found; 1 `check` found something at or above --fail-on; 2 wrong usage or wrong data.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from glocal.cli.options import FORMAT, SHOP, TODAY, open_shop, split
from glocal.cli.translate import translate
from glocal.errors import GlocalError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

__all__ = ["main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="glocal")
def cli() -> None:
    """Localize a storefront: one catalogue, every market."""


cli.add_command(translate)


def main(args: Sequence[str] | None = None) -> None:
    """Run a command; wrong data ends with a message and exit code 2, never with a traceback."""
    try:
        cli.main(args=None if args is None else list(args), prog_name="glocal", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped", err=True)
        sys.exit(130)
    except GlocalError as error:
        click.echo(f"glocal: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()


@cli.command()
@click.option("--out", type=click.Path(path_type=Path), default=Path("glocal-demo"), show_default=True)
@click.option("--open/--no-open", "open_", default=None, help="Open it in a browser; by default from a terminal only.")
def demo(out: Path, open_: bool | None) -> None:
    """Build the example shop that comes with glocal."""
    from glocal import console
    from glocal.atlas import data_folder

    shop = open_shop(data_folder() / "examples" / "bazaar")
    result = console.build(shop, out)
    console.built(result, shape="text")
    if open_ if open_ is not None else console.is_terminal():
        click.launch((out / "index.html").resolve().as_uri())


@cli.command()
@SHOP
@click.option("--out", type=click.Path(path_type=Path), default=Path("site"), show_default=True)
@click.option("--market", help="Territories, separated by commas; by default all of the shop's.")
@TODAY
@FORMAT
def build(shop: Path, out: Path, market: str | None, today: dt.date | None, shape: str) -> None:
    """Write the shop's pages for every market into a folder."""
    from glocal import console

    result = console.build(open_shop(shop, today), out, markets=split(market), quiet=shape == "json")
    console.built(result, shape=shape)


@cli.command()
@SHOP
@click.option("--market", help="Territories, separated by commas; by default all of the shop's.")
@click.option("--product", help="Ids or slugs, separated by commas.")
@click.option("--rule", help="Full ids of rules, separated by commas: BR.purple.")
@click.option("--format", "shape", type=click.Choice(["text", "json", "sarif"]), default="text", show_default=True)
@click.option(
    "--fail-on",
    type=click.Choice(["block", "avoid", "note", "never"]),
    default="block",
    show_default=True,
    help="Exit with 1 when an open finding is at or above this severity.",
)
@click.option("--baseline", type=click.Path(path_type=Path), help="Findings in this file do not fail; made if missing.")
@click.option("--language", default="en", show_default=True, help="Language of the report: en, zh-Hans.")
@click.option("--explain", "explained", metavar="RULE", help="Print the page of one rule and end.")
@TODAY
def check(shop: Path, today: dt.date | None, explained: str | None, **options: Any) -> None:
    """Tell what would offend, and what was done about it."""
    from glocal import console

    opened = open_shop(shop, today)
    if explained:
        console.rule(opened, explained, options["language"])
        return
    for name in ("market", "product", "rule"):
        options[name] = split(options[name])
    sys.exit(console.check(opened, **options))


@cli.command()
@SHOP
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Any other than this machine's is open to others.")
@click.option("--open/--no-open", "open_", default=None, help="Open a browser; by default from a terminal only.")
@TODAY
def preview(shop: Path, port: int, host: str, open_: bool | None, today: dt.date | None) -> None:
    """Look at the shop as every market does, and act on what is found."""
    from glocal import console
    from glocal.preview import serve

    def told(url: str) -> None:
        click.echo(f"{url} (stop with Ctrl+C)")
        if open_ if open_ is not None else console.is_terminal():
            click.launch(url)

    serve(shop, host=host, port=port, today=today, told=told)


@cli.command()
@SHOP
@click.argument("product")
@click.option("--market", required=True, help="A territory: BR.")
@click.option("--language", help="A BCP 47 tag; by default the market's first.")
@click.option("--explain", "explained", is_flag=True, help="Say how each value came to be.")
@click.option("--field", default="", help="Explain this field only: price, images, title ...")
@TODAY
@FORMAT
def show(
    shop: Path,
    product: str,
    market: str,
    language: str | None,
    explained: bool,
    field: str,
    today: dt.date | None,
    shape: str,
) -> None:
    """Show one product as a market sees it."""
    from glocal import console

    opened = open_shop(shop, today)
    listing = opened.localize(product, market=market, language=language)
    changes = opened.explain(listing, field) if explained or field else ()
    console.listing(listing, changes, shape=shape)


@cli.group()
def market() -> None:
    """What is known of a market."""


@market.command("list")
@FORMAT
def market_list(shape: str) -> None:
    """List the markets that have a file of their own."""
    from glocal import console
    from glocal.atlas import Atlas

    console.markets(Atlas(), shape=shape)


@market.command("show")
@click.argument("code")
@click.option("--shop", type=click.Path(exists=True, file_okay=False, path_type=Path), help="With this shop's overlay.")
@FORMAT
def market_show(code: str, shop: Path | None, shape: str) -> None:
    """Show every value of a market and the file it came from."""
    from glocal import console
    from glocal.atlas import Atlas

    console.market(Atlas([shop] if shop else []).market(code.upper()), shape=shape)


@cli.command()
@click.argument("label")
@click.option("--to", required=True, help="The system to convert to: EU, UK, JP ...")
@click.option("--garment", default="", help="shoes, apparel, rings ...; needed where the label does not tell.")
@click.option("--audience", default="", help="women, men, kids, baby, unisex.")
@click.option("--convention", help="A named convention, where a system has several.")
@click.option("--all", "every", is_flag=True, help="Show every chart, not only the strongest.")
@FORMAT
def size(label: str, to: str, garment: str, audience: str, convention: str | None, every: bool, shape: str) -> None:
    """Convert a size label, with its doubt and its sources."""
    from glocal import console, sizes

    match = sizes.convert(label, to=to, garment=garment, audience=audience, convention=convention)
    console.size(match, every=every, shape=shape)


@cli.group()
def rates() -> None:
    """Exchange rates: dated and sourced."""


@rates.command("show")
@click.option("--shop", type=click.Path(exists=True, file_okay=False, path_type=Path), help="This shop's own rates.")
@FORMAT
def rates_show(shop: Path | None, shape: str) -> None:
    """Show a table of rates with the source and day of each; by default the one that comes with glocal."""
    from glocal import console
    from glocal import rates as tables

    console.rates(open_shop(shop).rates if shop else tables.embedded(), shape=shape)


@rates.command("update")
@SHOP
@click.option("--timeout", default=10.0, show_default=True, help="Seconds to wait for an answer.")
def rates_update(shop: Path, timeout: float) -> None:
    """Ask the live source and write the shop's rates.toml; the old file stays if anything is wrong."""
    from glocal import console
    from glocal import rates as tables

    opened = open_shop(shop)
    fresh = tables.live(shop / ".glocal", base=opened.shop.currency, today=opened.today, timeout=timeout)
    tables.save(fresh, shop / "rates.toml")
    console.rates(fresh, shape="text")


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--name", default="", help="The shop's name; by default the folder's.")
def new(folder: Path, name: str) -> None:
    """Start a shop of your own: a small one that builds as it is."""
    from glocal import console
    from glocal.starter import start

    console.started(start(folder, name), folder)
