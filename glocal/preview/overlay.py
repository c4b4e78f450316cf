"""Changes to a TOML text that leave its comments, order and layout as they are. Pure: text in, text out.

Every change is read back and compared with what was meant, so that a file is never written that says something else.
"""

from __future__ import annotations

import copy
import tomllib
from typing import TYPE_CHECKING, Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT

from glocal.errors import DataError, Fault, FileError
from glocal.preview.words import say

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

__all__ = ["with_key", "with_waiver", "without_key", "without_waiver"]

Table = dict[str, Any]


def with_waiver(
    text: str, *, rule: str, who: str, why: str, until: dt.date, products: Sequence[str] = (), name: str = ""
) -> str:
    """Return the text with a waiver; one for the same rule and products is brought up to date.

    It stands before older waivers of the rule, of which the first that fits counts.
    """
    told: Table = {"rule": rule, "who": who, "why": why, "until": until}
    if products:
        told = {"rule": rule, "products": list(products), "who": who, "why": why, "until": until}

    def change(table: Any) -> None:
        waivers = table.get("waiver", [])
        same = next((w for w in waivers if _is_about(w, rule, products)), None)
        if same is not None:
            same.update({key: told[key] for key in ("who", "why", "until")})
            return
        older = next((i for i, w in enumerate(waivers) if w.get("rule") == rule), len(waivers))
        _insert(table, older, told)

    return _changed(text, change, name)


def _insert(table: Any, at: int, told: Table) -> None:
    if not isinstance(table, tomlkit.TOMLDocument):
        table.setdefault("waiver", []).insert(at, dict(told))
        return
    item = tomlkit.table()
    item.update(told)
    if "waiver" not in table:
        table.append("waiver", tomlkit.aot())
    waivers = table["waiver"]
    if not isinstance(waivers, AoT):
        raise DataError(
            say("The waivers of this file stand in one line; edit it by hand."),
            expected="[[waiver]] tables",
            got="waiver = [...]",
        )
    if at < len(waivers):
        item.add(tomlkit.nl())
        waivers.insert(at, item)
    else:
        if table.as_string().strip() and not table.as_string().endswith("\n\n"):
            _blank_line(table, waivers)
        waivers.append(item)


def _blank_line(table: Any, waivers: Any) -> None:
    body = waivers.body[-1] if len(waivers) else table
    body.add(tomlkit.nl())


def _is_about(waiver: Any, rule: str, products: Sequence[str]) -> bool:
    return waiver.get("rule") == rule and list(waiver.get("products", [])) == list(products)


def without_waiver(text: str, *, rule: str, product: str = "", name: str = "") -> str:
    """Return the text without the first waiver of a rule that covers a product; raises DataError where none does."""

    def change(table: Any) -> None:
        waivers = table.get("waiver", [])
        for at, waiver in enumerate(waivers):
            listed = list(waiver.get("products", []))
            if waiver.get("rule") == rule and (not listed or product in listed):
                if len(listed) > 1:
                    waiver["products"].remove(product)
                elif len(waivers) == 1:
                    table.remove("waiver") if isinstance(table, tomlkit.TOMLDocument) else table.pop("waiver")
                else:
                    del waivers[at]
                return
        told = say("No waiver of {rule} for {product} stands in this file.", rule=rule, product=product)
        raise DataError(told, expected=rule, got=None)

    return _changed(text, change, name)


def with_key(text: str, path: Sequence[str], value: Any, *, name: str = "") -> str:
    """Return the text with a value under a path of keys; the tables that it needs are made."""

    def change(table: Any) -> None:
        for key in path[:-1]:
            if key not in table:
                made = tomlkit.table() if isinstance(table, tomlkit.TOMLDocument | tomlkit.items.Table) else {}
                table[key] = made
            table = table[key]
        _put(table, path[-1], value)

    return _changed(text, change, name)


def _put(table: Any, key: str, value: Any) -> None:
    """Set a key; a new one comes after the last one of its table, before the remarks that follow it."""
    plain = [name for name in table if not isinstance(table[name], dict | AoT)]
    if key in table or not plain or not isinstance(table, tomlkit.items.Table):
        table[key] = value
    else:
        table.value._insert_after(plain[-1], key, tomlkit.item(value))


def without_key(text: str, path: Sequence[str], *, name: str = "") -> str:
    """Return the text without a key; raises DataError where it is not there."""

    def change(table: Any) -> None:
        for key in path[:-1]:
            table = table.get(key, {})
        if path[-1] not in table:
            raise DataError(
                say("{key} is not set in this file.", key=".".join(path)), expected=".".join(path), got=None
            )
        del table[path[-1]]

    return _changed(text, change, name)


def _changed(text: str, change: Callable[[Any], None], name: str) -> str:
    wanted = copy.deepcopy(_plain(text, name))
    change(wanted)
    try:
        document = tomlkit.parse(text)
        change(document)
        new = document.as_string()
    except TOMLKitError as error:
        raise FileError([Fault(name, "", "TOML", str(error))]) from None
    new = f"{new.strip()}\n" if not text.strip() and new.strip() else new
    new = new if new.endswith("\n") or not new else f"{new}\n"
    if _plain(new, name) != wanted:
        told = say("{file} is laid out in a way that cannot be changed safely here; edit it by hand.", file=name)
        raise DataError(told, got=name)
    return new


def _plain(text: str, name: str) -> Table:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise FileError([Fault(name, "", "TOML", str(error))]) from None
