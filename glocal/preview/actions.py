"""The forms that decide something: each writes into the shop's files, then sends the browser back where it was."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from starlette.responses import RedirectResponse, Response

from glocal.errors import DataError
from glocal.preview.guard import checked

if TYPE_CHECKING:
    from starlette.requests import Request

    from glocal.preview.app import Preview

__all__ = ["adjust", "done", "override", "remedy", "reset", "silence", "undo", "waive", "withdraw"]

Form = dict[str, str]
_LOCAL = re.compile(r"/(?![/\\])[^\s\\\x00-\x1f\x7f]*")


def _parts(request: Request) -> tuple[Preview, Form]:
    return request.app.state.preview, request.scope["glocal.form"]


def done(preview: Preview, form: Form, said: str) -> Response:
    """See to it that the next page knows of the change, and go there."""
    preview.watch.look()
    back = form.get("back", "/")
    path, _, query = (back if _LOCAL.fullmatch(back) and len(back) < 2_000 else "/").partition("?")
    params = [(key, value) for key, value in parse_qsl(query) if key not in ("said", "effect")]
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
    return done(preview, form, f"{rule} is accepted. It is written in {preview.edits.waivers_file(market)}.")


def _day(form: Form) -> dt.date:
    text = checked(form, "until", most=10)
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise DataError("until when?", expected="a date such as 2027-06-30", got=text) from None


def withdraw(request: Request) -> Response:
    """Take a waiver back."""
    preview, form = _parts(request)
    market, rule = checked(form, "market", most=10), checked(form, "rule", most=100)
    preview.edits.withdraw(market, rule, checked(form, "product", most=1_000, needed=False), seen=form.get("seen", ""))
    return done(preview, form, f"{rule} counts again.")


def silence(request: Request) -> Response:
    """Switch a rule off or on."""
    preview, form = _parts(request)
    rule, on = checked(form, "rule", most=100), form.get("on") == "yes"
    preview.edits.silence(rule, on=on, seen=form.get("seen", ""))
    return done(
        preview, form, f"{rule} is {'silent in this shop' if on else 'heard again'}. It is written in shop.toml."
    )


def remedy(request: Request) -> Response:
    """Switch a remedy on or off."""
    preview, form = _parts(request)
    name, on = checked(form, "remedy", most=100), form.get("on") == "yes"
    preview.edits.remedy(name, on=on, seen=form.get("seen", ""))
    return done(preview, form, f"The remedy {name} {'acts' if on else 'no longer acts'} by itself in this shop.")


def adjust(request: Request) -> Response:
    """Add a percentage to a market's prices."""
    preview, form = _parts(request)
    market, percent = checked(form, "market", most=10), checked(form, "percent", most=12, needed=False)
    preview.edits.adjust(market, percent, seen=form.get("seen", ""))
    return done(
        preview, form, f"Prices in {market} are {'adjusted by ' + percent + ' %' if percent else 'as converted'}."
    )


def override(request: Request) -> Response:
    """Set a fact of a market."""
    preview, form = _parts(request)
    market, key = checked(form, "market", most=10), checked(form, "key", most=200)
    preview.edits.override(market, key, checked(form, "value"), seen=form.get("seen", ""))
    return done(preview, form, f"{key} is the shop's own in {market}.")


def reset(request: Request) -> Response:
    """Let a fact of a market be inherited again."""
    preview, form = _parts(request)
    market, key = checked(form, "market", most=10), checked(form, "key", most=200)
    preview.edits.reset(market, key, seen=form.get("seen", ""))
    return done(preview, form, f"{key} is inherited again in {market}.")


def undo(request: Request) -> Response:
    """Take the latest edit back."""
    preview, form = _parts(request)
    number = checked(form, "number", most=12)
    note = preview.journal.undo(int(number) if number.isascii() and number.isdigit() else 0)
    return done(preview, form, f"Undone: {note.label}")
