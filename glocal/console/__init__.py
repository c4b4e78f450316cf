"""What the commands print: tables and progress on a terminal, plain lines elsewhere, JSON where a program reads."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import TYPE_CHECKING, Any, cast

import click
import msgspec

from glocal.console.terminal import is_terminal, new_table, print_json, progress, screen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from fractions import Fraction
    from pathlib import Path

    from rich.console import Console

    from glocal.atlas import Atlas
    from glocal.build import Built
    from glocal.model.chart import SizeMatch
    from glocal.model.listing import Change, Listing, Severity
    from glocal.model.market import Market
    from glocal.rates import Rates
    from glocal.rules.report import Row
    from glocal.storefront import Storefront

__all__ = [
    "build",
    "built",
    "check",
    "is_terminal",
    "listing",
    "market",
    "markets",
    "rates",
    "rule",
    "size",
    "started",
]


LISTED = 20
"""Rows of a kind that are printed one by one."""


def build(shop: Storefront, out: Path, *, markets: Sequence[str] | None = None, quiet: bool = False) -> Built:
    """Build a site with a progress bar."""
    with progress(f"Building {shop.shop.name}", quiet=quiet) as tick:
        return shop.build(out, markets=markets, tick=tick)


def built(result: Built, *, shape: str) -> None:
    """Print what a build made: pages, findings by severity and status, refused rows, time."""
    if shape == "json":
        print_json(result.summary())
        return
    console = screen()
    console.print(f"{result.pages} pages for {len(result.editions)} editions in {result.seconds:.1f} s -> {result.out}")
    _findings(console, result)
    console.print(f"rates: {result.rates}", markup=False)
    console.print(result.rows, markup=False)
    for label, told in (("refused", result.refused), ("left out", result.skipped), ("doubtful", result.doubtful)):
        for text in told[:LISTED]:
            console.print(f"{label}: {text}", markup=False)
        if len(told) > LISTED:
            console.print(f"{label}: ... and {len(told) - LISTED} more; --format json has all")
    console.print(f"open {result.out / 'index.html'}", markup=False)


def _findings(console: Console, result: Built) -> None:
    """Print the count of findings, and every one that something was done about."""
    table = new_table("severity", "open", "remedied", "waived", title="What would have offended")
    for severity in ("block", "avoid", "note"):
        counts = [result.findings.get((severity, status), 0) for status in ("open", "remedied", "waived")]
        table.add_row(severity, *map(str, counts))
    console.print(table)
    if result.remedied:
        done = new_table("market", "product", "rule", "done", title="What was done about it")
        for row in result.remedied:
            done.add_row(*row)
        console.print(done)


def check(
    shop: Storefront,
    *,
    market: Sequence[str] | None,
    product: Sequence[str] | None,
    rule: Sequence[str] | None,
    shape: str,
    fail_on: str,
    baseline: Path | None,
    language: str,
) -> int:
    """Print the findings of a shop and return the exit code."""
    from glocal import check
    from glocal.rules import report

    with progress("Checking", quiet=shape != "text") as tick:
        rows = check.rows(shop, markets=market, products=product, rules=rule, tick=tick)
    if baseline is not None and not baseline.exists():
        baseline.write_text(report.write_baseline(rows), encoding="utf-8")
        click.echo(f"wrote {baseline}: {len(rows)} findings are known from now on", err=True)
    if baseline is not None:
        rows = report.fresh(rows, report.read_baseline(baseline.read_text(encoding="utf-8")))
    click.echo(_findings_as(rows, shape, language, shop.atlas.folders))
    return 0 if fail_on == "never" else report.exit_code(rows, cast("Severity", fail_on))


def _findings_as(rows: Sequence[Row], shape: str, language: str, folders: Sequence[Path]) -> str:
    from glocal import __version__
    from glocal.rules import report
    from glocal.rules.sentences import translation

    say = translation(language, folders)
    if shape == "json":
        return report.to_json(rows, say)
    if shape == "sarif":
        return report.to_sarif(rows, __version__, say, language)
    return report.to_text(rows, say) + report.summary(rows, say)


def rule(shop: Storefront, full_id: str, language: str) -> None:
    """Print the page of one rule."""
    from glocal.rules import page
    from glocal.rules.sentences import translation

    click.echo(page.explain(full_id, shop.atlas.folders, translation(language, shop.atlas.folders)))


def listing(value: Listing, changes: Sequence[Change], *, shape: str) -> None:
    """Print a listing as a shopper sees it, and how its values came to be."""
    if shape == "json":
        print_json({"listing": value, "changes": changes})
        return
    console = screen()
    console.print(f"{value.title}", style="bold", markup=False)
    facts = new_table("", "")
    for name, text in _facts(value):
        if text:
            facts.add_row(name, text)
    facts.show_header = False
    console.print(facts)
    variants = new_table("sku", "options", "size", "price", "stock", title="Variants")
    for v in value.variants:
        options = ", ".join(str(c.value) for c in v.choices)
        size = f"{v.size} (was {v.size.original_system} {v.size.original})" if v.size else ""
        variants.add_row(v.sku, options, size, v.price.text, "" if v.stock is None else str(v.stock))
    console.print(variants)
    for finding in value.findings:
        console.print(f"{finding.severity} {finding.status} {finding.rule}: {finding.message}", markup=False)
    if changes:
        _waterfall(console, changes)


def _facts(value: Listing) -> Iterator[tuple[str, str]]:
    yield "market", f"{value.market} in {value.language}"
    yield "price", f"{value.price} {value.price_note}".strip()
    yield "instead of", f"{value.compare_at} ({value.discount}) {value.reduction_note}" if value.compare_at else ""
    yield "per unit", value.unit_price
    yield "size", str(value.size or "")
    yield "measures", "; ".join(f"{f.name}: {f.value}" for f in value.measures)
    yield "rating", f"{value.rating.average} ({value.rating.label})" if value.rating.count else ""
    yield "delivery", "; ".join(f"{m.name}: {m.dates}" for m in value.delivery.methods)
    yield "duty", str(value.delivery.duty)
    yield "payment", ", ".join(str(p.name) for p in value.payment)


def _waterfall(console: Console, changes: Sequence[Change]) -> None:
    table = new_table("field", "from", "to", "because", title="How it came to be")
    for change in changes:
        table.add_row(change.field, _short(change.before), _short(change.after), f"{change.layer}: {change.because}")
    console.print(table)


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def markets(atlas: Atlas, *, shape: str) -> None:
    """Print the markets that have a file, with their currency and languages."""
    rows = [atlas.market(code) for code in atlas.codes()]
    if shape == "json":
        shown = ("code", "currency", "languages", "parents")
        print_json([{name: getattr(m, name) for name in shown} for m in rows])
        return
    table = new_table("market", "currency", "languages", "inherits from")
    for m in rows:
        table.add_row(m.code, m.currency, ", ".join(m.languages), ", ".join(m.parents))
    screen().print(table)


def market(value: Market, *, shape: str) -> None:
    """Print every value of a market and the file that it came from."""
    if shape == "json":
        print_json(value)
        return
    table = new_table("key", "value", "from", title=value.code)
    builtin = msgspec.to_builtins(value)
    for key, origin in value.provenance.items():
        table.add_row(key, _short(_plain(_dig(builtin, key.split("."))), 100), origin)
    screen().print(table)


def _dig(value: Any, path: Sequence[str]) -> Any:
    for name in path:
        value = value.get(name, "") if isinstance(value, dict) else ""
    return value


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("name") or value.get("id") or value.get("tax_class") or value.get("ref") or value)
    if isinstance(value, list | tuple):
        return ", ".join(_plain(v) for v in value)
    return str(value)


def size(match: SizeMatch, *, every: bool, shape: str) -> None:
    """Print a size's answer, its spread, the strongest evidence or `every` chart's, and how to be sure."""
    if shape == "json":
        print_json(match)
        return
    console = screen()
    stretch = match.interval
    console.print(f"{match.source} {match.label} -> {match.system} {match.best}", style="bold", markup=False)
    console.print(f"confidence: {match.confidence}; charts say: {', '.join(match.spread)}", markup=False)
    console.print(match.because, markup=False)
    console.print(f"{stretch.dimension}: {stretch.low:g} to {stretch.high:g} {stretch.unit}", markup=False)
    strongest = sorted(match.evidence, key=lambda one: (-one.strength, -one.weight))
    shown = strongest if every else strongest[:_CHARTS]
    table = new_table("chart", "says", "weight", "strength", "source")
    for one in shown:
        table.add_row(one.chart, one.label, f"{one.weight:.2f}", str(one.strength), one.ref)
    console.print(table)
    if len(shown) < len(strongest):
        console.print(f"and {len(strongest) - len(shown)} more charts: --all shows them", markup=False)
    console.print(match.hint, markup=False)


_CHARTS = 20
"""Charts that are shown of an answer's evidence."""


def rates(table: Rates, *, shape: str) -> None:
    """Print exchange rates with their day and source."""
    rows = [(code, table.rate(table.base, code)) for code in table.currencies if code != table.base]
    if shape == "json":
        entries = {c: {"value": str(_decimal(r.value)), "date": r.date, "source": r.source} for c, r in rows}
        about = {"base": table.base, "date": table.date, "source": table.source, "notes": table.notes}
        print_json({**about, "rates": entries})
        return
    console = screen()
    console.print(f"1 {table.base}, {table.source}, {table.date}", markup=False)
    for note in table.notes:
        console.print(f"note: {note}", markup=False)
    out = new_table("currency", "rate", "day", "source")
    for code, rate in rows:
        out.add_row(code, str(_decimal(rate.value)), str(rate.date), rate.source)
    console.print(out)


def _decimal(value: Fraction) -> Decimal:
    return Context(prec=10).divide(Decimal(value.numerator), Decimal(value.denominator))


def started(files: Iterable[Path], folder: Path) -> None:
    """Print what `glocal new` wrote and what to do next."""
    for path in files:
        click.echo(f"wrote {path}")
    click.echo(f"next: glocal build {folder}")
