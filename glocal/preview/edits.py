"""What a merchant decides, written into the shop's own files: checked first, whole or not at all, undone in a step."""

from __future__ import annotations

import re
import tempfile
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from glocal.atlas import Atlas, parse_toml
from glocal.catalog import shop as shops
from glocal.errors import DataError, Fault, FileError, MoneyError, UnknownError
from glocal.model.draft import Policies
from glocal.model.money import CURRENCIES, Money
from glocal.model.rule import REMEDIES, RuleFile
from glocal.preview import overlay, pricelist
from glocal.preview.pricelist import FILE as PRICES
from glocal.preview.words import later, say
from glocal.rules.data import load
from glocal.rules.own import CHECKS
from glocal.rules.remedy import OPT_IN
from glocal.rules.waiver import EXPIRED

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from glocal.preview.journal import Journal
    from glocal.preview.opened import Opened

__all__ = ["ACTING", "OPT_IN", "Edits"]

ACTING = (*sorted(Policies().remedies), *OPT_IN)
"""Remedies that glocal can carry out."""
SHOP = "shop.toml"
AMOUNTS = ("amount", "compare_at", "lowest_30d")
_ORIGIN = re.compile(r"shop:(rules/markets/[A-Za-z0-9-]+\.toml)")


class Edits:
    """Writes decisions; every method takes the digest of the file as the page knew it."""

    def __init__(self, opened: Opened, journal: Journal) -> None:
        self.opened = opened
        self.journal = journal

    def waivers_file(self, market: str) -> str:
        """Return the file that holds what the shop decided for a market."""
        if market not in self.opened.shop.markets:
            raise UnknownError("market", market, self.opened.shop.markets)
        return f"rules/culture/{market}.toml"

    def market_file(self, market: str) -> str:
        """Return the file that holds what the shop knows better of a market."""
        return self.waivers_file(market).replace("culture", "markets")

    def waive(
        self, market: str, rule: str, *, who: str, why: str, until: dt.date, products: Sequence[str], seen: str
    ) -> None:
        """Accept a rule's findings, of some products or of all, with a reason and until a day."""
        if until < self.opened.shop.today:
            told = say("That day is over: choose {day} or later.", day=self.opened.shop.today)
            raise DataError(told, expected=f"{self.opened.shop.today} or later", got=str(until))
        if rule == EXPIRED:
            told = say("A waiver that is over is renewed where its rule is found: accept that one anew.")
            raise DataError(told, expected="its rule", got=rule)
        name = self.waivers_file(market)
        new = overlay.with_waiver(
            self._text(name),
            rule=self._rule(rule, [market]),
            who=who,
            why=why,
            until=until,
            products=products,
            name=name,
        )
        _check_rules(new, name)
        label = later("Accepted {rule} for all products in {market} until {until}")
        if products:
            label = later("Accepted {rule} for {products} in {market} until {until}")
        self._save(name, new, seen, label, rule=rule, products=", ".join(products), market=market, until=str(until))

    def withdraw(self, market: str, rule: str, product: str, *, seen: str) -> None:
        """Take a waiver back."""
        name = self.waivers_file(market)
        new = overlay.without_waiver(self._text(name), rule=rule, product=product, name=name)
        _check_rules(new, name)
        label = later("Withdrew the waiver of {rule} for all products in {market}")
        if product:
            label = later("Withdrew the waiver of {rule} for {product} in {market}")
        self._save(name, new, seen, label, rule=rule, product=product, market=market)

    def silence(self, rule: str, *, on: bool, seen: str) -> None:
        """Switch a rule off for the whole shop, or on again."""
        silent = self.opened.shop.policies.silence
        if rule not in silent:
            self._rule(rule, self.opened.shop.markets)
        told = [*sorted(silent - {rule}), *([rule] if on else [])]
        label = later("Silenced {rule}") if on else later("Listens again to {rule}")
        self._policy(("silence",), told, seen, label, rule=rule)

    def _rule(self, rule: str, markets: Iterable[str]) -> str:
        """Return a rule's full id, or that of a check of glocal's own; raises UnknownError where there is none."""
        known = [*CHECKS]
        for code in markets:
            atlas = self.opened.of(code).atlas
            known += [one.id for one in load(atlas.folders, code, atlas.market(code).parents)]
        if rule not in known:
            raise UnknownError("rule", rule, known)
        return rule

    def remedy(self, remedy: str, *, on: bool, seen: str) -> None:
        """Let a remedy act by itself, or not any more."""
        if remedy not in REMEDIES:
            raise UnknownError("remedy", remedy, REMEDIES)
        chosen = self.opened.shop.policies.remedies - {remedy} | ({remedy} if on else frozenset())
        told = [name for name in REMEDIES if name in chosen]
        label = later("Lets {remedy} act by itself") if on else later("No longer lets {remedy} act by itself")
        self._policy(("remedies",), told, seen, label, remedy=remedy)

    def adjust(self, market: str, percent: str, *, seen: str) -> None:
        """Add a percentage to a market's converted prices; '' takes it away."""
        self.waivers_file(market)
        if percent:
            label, value = later("Prices in {market} adjusted by {percent} %"), _percent(percent)
            self._policy(("adjust", market), value, seen, label, market=market, percent=value)
        else:
            new = overlay.without_key(self._text(SHOP), ("policies", "adjust", market), name=SHOP)
            self._save_shop(new, seen, later("Prices in {market} no longer adjusted"), market=market)

    def _policy(self, path: Sequence[str], value: Any, seen: str, label: str, **words: str) -> None:
        new = overlay.with_key(self._text(SHOP), ("policies", *path), value, name=SHOP)
        self._save_shop(new, seen, label, **words)

    def _save_shop(self, text: str, seen: str, label: str, **words: str) -> None:
        shops.read(text, SHOP)
        self._save(SHOP, text, seen, label, **words)

    def price(self, market: str, skus: Sequence[str], told: Mapping[str, str], *, seen: str) -> None:
        """Set the price of some SKUs by hand for a market; `told` has amount, currency, compare_at and lowest_30d."""
        self.waivers_file(market)
        row = {name: _amount(told.get(name, ""), told["currency"]) for name in AMOUNTS}
        if not row["amount"]:
            raise DataError(say("What is the price?"), expected="an amount such as 49.90", got="")
        if row["compare_at"] and Decimal(row["compare_at"]) <= Decimal(row["amount"]):
            raise DataError(say("The former price has to be above the price."), expected="more", got=row["compare_at"])
        data = pricelist.with_prices(self._bytes(PRICES), market, skus, row | {"currency": told["currency"]})
        label = later("Price of {sku} in {market} set to {amount} {currency}")
        words = {"sku": _skus(skus), "market": market, "amount": row["amount"], "currency": told["currency"]}
        self.journal.save(PRICES, data, seen=seen, label=label, words=words)

    def unprice(self, market: str, skus: Sequence[str], *, seen: str) -> None:
        """Take away the prices that were set by hand in prices.csv, so that they are converted again."""
        data = pricelist.without_prices(self._bytes(PRICES), self.waivers_file(market) and market, skus)
        words = {"sku": _skus(skus), "market": market}
        self.journal.save(
            PRICES, data, seen=seen, label=later("Price of {sku} in {market} converted again"), words=words
        )

    def currency(self, market: str, sku: str) -> str:
        """Return the currency of a price set by hand: that of the row there is, else the market's."""
        found = (self.priced(market, sku) or {}).get("currency", "")
        return found if found in CURRENCIES else self.opened.of(market).atlas.market(market).currency

    def priced(self, market: str, sku: str) -> dict[str, str] | None:
        """Return a SKU's row of prices.csv for a market, None where it has none."""
        return pricelist.row_of(self._bytes(PRICES), sku, market)

    def _bytes(self, name: str) -> bytes:
        return self.journal.read(name) or b""

    def override(self, market: str, key: str, value: str, *, seen: str) -> None:
        """Set a fact of a market for this shop; `key` is one of the market's own, dotted."""
        name = self.market_file(market)
        now = self._fact(market, key)
        path = keys(self._facts(market), key)
        new = overlay.with_key(self._text(name), path, _like(now, value, key), name=name)
        self._check_market(market, name, new)
        label = later("{key} in {market} set to {value}")
        self._save(name, new, seen, label, key=key, market=market, value=value)

    def reset(self, market: str, key: str, *, seen: str) -> None:
        """Take the shop's own fact of a market away, so that the inherited one counts again."""
        origin = self.opened.of(market).atlas.market(market).provenance.get(key, "")
        found = _ORIGIN.fullmatch(origin)
        if not found:
            told = say("{key} is not set by the shop.", key=key)
            raise DataError(told, expected="a value of the shop's own", got=origin)
        new = overlay.without_key(self._text(found[1]), keys(self._facts(market), key), name=found[1])
        self._check_market(market, found[1], new)
        self._save(found[1], new, seen, later("{key} in {market} inherited again"), key=key, market=market)

    def _fact(self, market: str, key: str) -> Any:
        """Return a market's value; raises UnknownError for a key that it does not have."""
        known = self.opened.of(market).atlas.market(market).provenance
        if key not in known:
            raise UnknownError("key", key, known)
        value: Any = self._facts(market)
        for part in keys(value, key):
            value = value[part]
        return value

    def _facts(self, market: str) -> dict[str, Any]:
        facts = self.opened.of(market).atlas.market(market)
        found: dict[str, Any] = msgspec.to_builtins(facts, builtin_types=(Decimal,))
        return found

    def _check_market(self, market: str, name: str, text: str) -> None:
        """Raise FileError where the market could not be read with this text."""
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            (root / "rules" / "markets").mkdir(parents=True)
            for path in (self.opened.folder / "rules" / "markets").glob("*.toml"):
                (root / "rules" / "markets" / path.name).write_bytes(path.read_bytes())
            (root / name).write_text(text, encoding="utf-8")
            Atlas([root]).market(market)

    def _text(self, name: str) -> str:
        data = self.journal.read(name)
        try:
            return (data or b"").decode("utf-8")
        except UnicodeDecodeError:
            raise FileError([Fault(name, "", "UTF-8", "other bytes")]) from None

    def _save(self, name: str, text: str, seen: str, label: str, **words: str) -> None:
        self.journal.save(name, text.encode("utf-8"), seen=seen, label=label, words=words)


def keys(table: Any, path: str) -> list[str]:
    """Return the keys of a dotted path, of which one may hold a dot itself.

    >>> keys({"theme": {"dark.accent": "#fff"}}, "theme.dark.accent"), keys({}, "tax.display")
    (['theme', 'dark.accent'], ['tax', 'display'])
    """
    found: list[str] = []
    while "." in path and not (isinstance(table, dict) and path in table):
        head, _, path = path.partition(".")
        found.append(head)
        table = table.get(head) if isinstance(table, dict) else None
    return [*found, path]


def _skus(skus: Sequence[str]) -> str:
    return ", ".join(skus[:3]) + (" …" if len(skus) > 3 else "")


def _amount(text: str, currency: str) -> str:
    """Return an amount as prices.csv has it: a comma alone is a decimal sign; raises DataError for what is none."""
    plain = text.strip().replace("\u00a0", "").replace(" ", "")
    plain = plain.replace(",", ".") if plain.count(",") == 1 and "." not in plain else plain
    if not plain:
        return ""
    try:
        money = Money.parse(plain, currency)
    except MoneyError as error:
        told = say(
            "{text} is not an amount in {currency}: write it like 49.90.", text=repr(text[:40]), currency=currency
        )
        raise DataError(told, expected=error.expected, got=text) from None
    if money.minor <= 0:
        raise DataError(say("A price is above zero."), expected="more than 0", got=text)
    return str(money.amount)


def _check_rules(text: str, name: str) -> None:
    table = parse_toml(text.encode("utf-8"), Path(name).name)
    try:
        msgspec.convert(table, RuleFile)
    except msgspec.ValidationError as error:
        raise FileError([Fault(name, "", "rules and waivers", str(error))]) from None


def _percent(text: str) -> str:
    try:
        value = Decimal(text.replace(",", ".").removesuffix("%").strip())
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or not -90 <= value <= 900:
        told = say("{text} is not a percentage from -90 to 900.", text=repr(text))
        raise DataError(told, expected="a number from -90 to 900", got=text)
    return f"{value:f}"


def _like(now: Any, text: str, key: str) -> Any:
    """Read a value of the kind that stands there now; raises DataError for tables and lists of tables."""
    if isinstance(now, bool):
        if text.lower() not in ("true", "false"):
            raise DataError(say("{key} is true or false.", key=key), expected="true or false", got=text)
        return text.lower() == "true"
    if isinstance(now, str):
        return text
    try:
        return (
            int(text) if isinstance(now, int) else float(text) if isinstance(now, Decimal) else _listed(now, text, key)
        )
    except ValueError:
        raise DataError(say("{key} is a number.", key=key), expected="a number", got=text) from None


def _listed(now: Any, text: str, key: str) -> list[str]:
    if not isinstance(now, list | tuple) or not all(isinstance(one, str) for one in now):
        told = say("{key} is too large to be changed here; edit the file by hand.", key=key)
        raise DataError(told, got=text)
    return [part.strip() for part in text.split(",") if part.strip()]
