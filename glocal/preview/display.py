"""What templates may call to say a thing to the merchant: words, names, links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from glocal.preview.words import SPOKEN, count, in_markup, later, place, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from glocal.model.listing import Finding

__all__ = ["GLOBALS", "linked", "message", "sentence", "where"]

NAMES = {
    "block": later("block"),
    "avoid": later("avoid"),
    "note": later("note"),
    "open": later("open"),
    "remedied": later("remedied"),
    "waived": later("accepted"),
    "drift": later("price drift"),
    "refused": later("refused prices"),
    "withheld": later("withheld"),
    "missing": later("missing"),
    "stale": later("stale"),
    "translated": later("translated"),
    "error": later("error"),
    "warning": later("warning"),
    "Text": later("Text"),
    "Price": later("Price"),
    "Size": later("Size"),
    "Measure": later("Measure"),
    "Picture": later("Picture"),
    "Delivery": later("Delivery"),
    "Payment": later("Payment"),
    "Review": later("Review"),
}
"""Severities, statuses, states and groups of values, as the merchant reads them."""
LAYERS = {
    "language": later("language"),
    "culture": later("culture"),
    "pricing": later("pricing"),
    "sizing": later("sizing"),
    "measures": later("measures"),
    "delivery": later("delivery"),
    "payment": later("payment"),
    "reviews": later("reviews"),
}
_URL = re.compile(r"https?://[^\s,;<>\"]+")
_VARIANT = re.compile(r"variants\[([^\[\]]+)\](?:\.\w+)?")
_PICTURE = re.compile(r"images\[(\d+)\](?:\.\w+)?")


def _named(key: str) -> str:
    return say(NAMES[key]) if key in NAMES else key


def _layer(name: str) -> str:
    return say(LAYERS[name]) if name in LAYERS else name


def sentence(text: str) -> str:
    """Return a rule's sentence in the language of the request, as far as it was translated."""
    from glocal.rules.sentences import translation

    return translation(SPOKEN.get())(text)


def where(field: str) -> str:
    """Return what a finding is about, as a merchant calls it.

    >>> where("variants[DRESS-2].options"), where("images[0].tags"), where("title")
    ('variant DRESS-2', 'picture 1', 'title')
    """
    if found := _VARIANT.fullmatch(field):
        return say("variant {sku}", sku=found[1])
    if found := _PICTURE.fullmatch(field):
        return say("picture {number}", number=int(found[1]) + 1)
    return field


def message(finding: Finding) -> str:
    """Return what was found, in the language of the request; pictures are counted from 1, as the page counts them."""
    field = _PICTURE.sub(lambda found: found[0].replace(found[1], str(int(found[1]) + 1), 1), finding.field)
    return sentence(finding.message.replace(finding.field, field)).replace(field, where(finding.field))


def linked(text: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a source: words with '', and the host of an address with the address.

    >>> list(linked("Wu, 2014; https://www.alizila.com/a"))
    [('Wu, 2014; ', ''), ('alizila.com', 'https://www.alizila.com/a')]
    """
    end = 0
    for found in _URL.finditer(text):
        if found.start() > end:
            yield text[end : found.start()], ""
        yield (urlsplit(found[0]).hostname or found[0]).removeprefix("www."), found[0]
        end = found.end()
    if end < len(text):
        yield text[end:], ""


def _as_code(text: str) -> Markup:
    return Markup("<code>{}</code>").format(escape(text))


GLOBALS: dict[str, Callable[..., Any]] = {
    "t": in_markup(say),
    "nt": in_markup(count),
    "named": _named,
    "layer": _layer,
    "sentence": sentence,
    "message": message,
    "where": where,
    "linked": linked,
    "as_code": _as_code,
    "place": place,
}
"""Name in a template -> function."""
