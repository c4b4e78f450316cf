"""Product texts made safe for a page: HTML sanitised, plain text cut into paragraphs, a summary for search results."""

from __future__ import annotations

import html as entities
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from nh3 import Cleaner

    from glocal.model.listing import Text

__all__ = ["ATTRIBUTES", "SUMMARY", "TAGS", "paragraphs", "plain", "rich", "summary"]

_KEPT = (
    "a abbr b bdi blockquote br caption cite code dd del dl dt em h3 h4 h5 h6 hr i ins li ol p pre q s small strong sub"
    " sup table tbody td tfoot th thead tr u ul"
)
TAGS = frozenset(_KEPT.split())
"""What a description may hold. No pictures: those of a product are its images, where rules can see them."""

ATTRIBUTES = {"a": {"href", "title"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}, "*": {"lang", "dir"}}
"""Attributes that stay, by tag."""

SUMMARY = 155
"""Characters of a summary."""

_DROPPED = {"script", "style", "template", "iframe", "object", "noscript", "svg", "math", "title", "textarea", "select"}
_SHAPES = {
    "lang": re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"),
    "dir": re.compile(r"ltr|rtl|auto"),
    "colspan": re.compile(r"[1-9][0-9]?"),
    "rowspan": re.compile(r"[1-9][0-9]?"),
}
_BREAK = re.compile(r"\s*\n\s*\n\s*")
_BLOCK = re.compile(r"<[^>]*>")


def _attribute(_tag: str, name: str, value: str) -> str | None:
    shape = _SHAPES.get(name)
    return value if shape is None or shape.fullmatch(value) else None


@cache
def _cleaner() -> Cleaner:
    from nh3 import Cleaner

    return Cleaner(
        tags=set(TAGS),
        clean_content_tags=set(_DROPPED),
        attributes=ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes={"https", "http", "mailto", "tel"},
        url_relative="deny",
    )


@lru_cache(maxsize=256)
def _clean(html: str) -> Markup:
    return Markup(_cleaner().clean(html))


@lru_cache(maxsize=256)
def plain(html: str) -> str:
    """Return the words of a piece of HTML, tags and entities resolved, spaces collapsed.

    >>> plain("<p>Soft &amp; light</p><p>linen</p>")
    'Soft & light linen'
    """
    return " ".join(entities.unescape(_BLOCK.sub(" ", _clean(html))).split())


def paragraphs(text: str) -> Markup:
    """Cut plain text at empty lines into paragraphs, escaped; a single line break stays a break.

    >>> paragraphs("Soft.\\n\\nWash <cold>.")
    Markup('<p>Soft.</p><p>Wash &lt;cold&gt;.</p>')
    """
    if not text:
        return Markup("")
    escaped = str(escape(text.strip()))
    if "\n" in escaped:
        escaped = _BREAK.sub("</p><p>", escaped).replace("\n", "<br>")
    return Markup(f"<p>{escaped}</p>")


def rich(text: str | Text, html: bool = True) -> Markup:
    """Return a description as markup that is safe on a page: `listing.description | rich(listing.html)`.

    HTML keeps the tags of `TAGS`; scripts, styles, event handlers, pictures and addresses other than http, https,
    mailto and tel go. Plain text becomes paragraphs.

    >>> rich('<p onclick="x()">Soft <script>alert(1)</script></p>')
    Markup('<p>Soft </p>')
    """
    written = text if isinstance(text, str) else text.value
    return _clean(written) if html else paragraphs(written)


def summary(text: str, html: bool) -> str:
    """Return the first words of a description, at most `SUMMARY` characters, whole words where they can be told.

    >>> summary("Soft linen.\\nMade in Portugal.", html=False)
    'Soft linen. Made in Portugal.'
    """
    words = plain(text) if html else " ".join(text[: 4 * SUMMARY].split())
    if len(words) <= SUMMARY:
        return words
    cut = words[: SUMMARY - 1]
    return (cut[: cut.rfind(" ")] if cut.rfind(" ") > SUMMARY // 2 else cut).rstrip(" ,;:") + "…"
