"""The forms that decide something: each writes into the shop's files, then sends the browser back where it was."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from starlette.responses import RedirectResponse, Response

from glocal.errors import DataError
from glocal.preview.edits import AMOUNTS
from glocal.preview.guard import checked
from glocal.preview.words import say

if TYPE_CHECKING:
    from starlette.requests import Request

    from glocal.preview.desk import Preview

__all__ = [
    "adjust",
    "done",
    "override",
    "price",
    "remedy",
    "reset",
    "silence",
    "undo",
    "unprice",
    "waive",
    "withdraw",
]

Form = dict[str, str]
_LOCAL = re.compile(r"/(?![/\\])[^\s\\\x00-\x1f\x7f]*")


def _parts(request: Request) -> tuple[Preview, Form]:
    return request.app.state.preview, request.scope["glocal.form"]


def done(preview: Preview, form: Form, said: str) -> Response:
    """See to it that the next page knows of the change, and go there."""
    preview.watch.look()
    back = form.get("back", "/")
    path, _, query = (back if _LOCAL.fullmatch(back) and len(back) < 2_000 else "/").partition("?")
    params = [(key, value) for key, value in parse_qsl(query) if key not in ("said", "effect", "ui")]
    return RedirectResponse(f"{path}?{urlencode([*params, ('said', preview.note(said))])}", 303)


def waive(request: Request) -> Response:
    """Accept a finding."""
    preview, form = _parts(request)
    market, rule = checked(form, "market", most=10), checked(form, "rule", most=100)
    product = checked(form, "product", most=1_000)
    products = [preview.catalogue.card(product).id] if form.get("scope") != "all" else []
    preview.edits.waive(
        market,
        rule,
        who=checked(form, "who", most=200),
        why=checked(form, "why"),
        until=_day(form),
        products=products,
        seen=form.get("seen", ""),
    )
    file = preview.edits.waivers_file(market)
    return done(preview, form, say("{rule} is accepted. It is written in {file}.", rule=rule, file=file))


def _day(form: Form) -> dt.date:
    text = checked(form, "until", most=10)
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        told = say("Until when? Write a date such as 2027-06-30.")
        raise DataError(told, expected="a date such as 2027-06-30", got=text) from None


def withdraw(request: Request) -> Response:
    """Take a waiver back."""
    preview, form = _parts(request)
    market, rule = checked(form, "market", most=10), checked(form, "rule", most=100)
    preview.edits.withdraw(market, rule, checked(form, "product", most=1_000, needed=False), seen=form.get("seen", ""))
    return done(preview, form, say("{rule} counts again.", rule=rule))


def silence(request: Request) -> Response:
    """Switch a rule off or on."""
    preview, form = _parts(request)
    rule, on = checked(form, "rule", most=100), form.get("on") == "yes"
    preview.edits.silence(rule, on=on, seen=form.get("seen", ""))
    if on:
        return done(preview, form, say("{rule} is silent in this shop. It is written in shop.toml.", rule=rule))
    return done(preview, form, say("{rule} is heard again. It is written in shop.toml.", rule=rule))


def remedy(request: Request) -> Response:
    """Switch a remedy on or off."""
    preview, form = _parts(request)
    name, on = checked(form, "remedy", most=100), form.get("on") == "yes"
    preview.edits.remedy(name, on=on, seen=form.get("seen", ""))
    if on:
        return done(preview, form, say("The remedy {remedy} acts by itself in this shop.", remedy=name))
    return done(preview, form, say("The remedy {remedy} no longer acts by itself in this shop.", remedy=name))


def adjust(request: Request) -> Response:
    """Add a percentage to a market's prices."""
    preview, form = _parts(request)
    market, percent = checked(form, "market", most=10), checked(form, "percent", most=12, needed=False)
    preview.edits.adjust(market, percent, seen=form.get("seen", ""))
    if percent:
        return done(
            preview, form, say("Prices in {market} are adjusted by {percent} %.", market=market, percent=percent)
        )
    return done(preview, form, say("Prices in {market} are as converted.", market=market))


def price(request: Request) -> Response:
    """Set a price by hand."""
    preview, form = _parts(request)
    market, skus = _priced(preview, form)
    told = {name: checked(form, name, most=30, needed=False) for name in AMOUNTS}
    told["currency"] = preview.edits.currency(market, skus[0])
    preview.edits.price(market, skus, told, seen=form.get("seen", ""))
    return done(preview, form, say("The price is set by hand. It is written in prices.csv."))


def _priced(preview: Preview, form: Form) -> tuple[str, list[str]]:
    """Return the market and the SKUs that a form is about: one variant, or all of its product."""
    market = preview.opened.edition(checked(form, "market", most=10))[0]
    card = preview.catalogue.card(checked(form, "product", most=1_000))
    known = [variant.sku for variant in preview.opened.shop.product(card.id).variants]
    sku = checked(form, "sku", most=1_000)
    if sku not in known:
        told = say("{sku} is not a variant of this product.", sku=sku)
        raise DataError(told, expected="one of its SKUs", got=sku)
    return market, known if form.get("scope") == "all" else [sku]


def unprice(request: Request) -> Response:
    """Let a price be converted again."""
    preview, form = _parts(request)
    market, skus = _priced(preview, form)
    preview.edits.unprice(market, skus, seen=form.get("seen", ""))
    return done(preview, form, say("The price is converted again."))


def override(request: Request) -> Response:
    """Set a fact of a market."""
    preview, form = _parts(request)
    market, key = checked(form, "market", most=10), checked(form, "key", most=200)
    preview.edits.override(market, key, checked(form, "value"), seen=form.get("seen", ""))
    return done(preview, form, say("{key} is the shop's own in {market}.", key=key, market=market))


def reset(request: Request) -> Response:
    """Let a fact of a market be inherited again."""
    preview, form = _parts(request)
    market, key = checked(form, "market", most=10), checked(form, "key", most=200)
    preview.edits.reset(market, key, seen=form.get("seen", ""))
    return done(preview, form, say("{key} is inherited again in {market}.", key=key, market=market))


def undo(request: Request) -> Response:
    """Take the latest edit back."""
    preview, form = _parts(request)
    number = checked(form, "number", most=12)
    note = preview.journal.undo(int(number) if number.isascii() and number.isdigit() else 0)
    return done(preview, form, say("Undone: {what}", what=note.said))
