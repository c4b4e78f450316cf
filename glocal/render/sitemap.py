"""sitemap.xml with the counterparts of every page, and robots.txt.

Follows sitemaps.org's protocol (50,000 addresses and 50 MB a file) and Google's "Tell Google about localized versions
of your page" for the alternates (seen 2026-11-21).
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

from glocal.render.links import Edition, address, alternates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from glocal.render.links import Shop

__all__ = ["Address", "robots", "sitemaps"]

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_XHTML = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
MOST_ADDRESSES = 50_000
MOST_CHARACTERS = 45_000_000


class Address(NamedTuple):
    """A page that exists in some editions: '' for their homes, 'linen-dress', 'c/dresses'."""

    path: str
    editions: Sequence[Edition]


def sitemaps(shop: Shop, pages: Iterable[Address]) -> Iterator[tuple[str, str]]:
    """Yield name and text of the sitemap files of a shop; several and an index where one would be too large.

    Nothing comes without the shop's `url`: the protocol wants absolute addresses.
    """
    if not shop.url:
        return
    bodies = _cut(entry for page in pages for entry in _entries(shop, page))
    first = next(bodies, "")
    second = next(bodies, None)
    if second is None:
        yield "sitemap.xml", _file(first)
        return
    names = []
    for number, body in enumerate((first, second, *bodies), 1):
        names.append(f"sitemap-{number}.xml")
        yield names[-1], _file(body)
    yield "sitemap.xml", _index(shop, names)


def _entries(shop: Shop, page: Address) -> Iterator[str]:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{tag}" href="{escape(url)}"/>'
        for tag, url in alternates(shop, page.editions, page.path)
    )
    for edition in page.editions:
        yield f"<url><loc>{escape(address(shop.url, edition, page.path))}</loc>{links}</url>\n"


def _cut(entries: Iterator[str]) -> Iterator[str]:
    while chunk := list(_fitting(entries)):
        yield "".join(chunk)


def _fitting(entries: Iterator[str]) -> Iterator[str]:
    size = 0
    for entry in islice(entries, MOST_ADDRESSES):
        yield entry
        size += len(entry)
        if size > MOST_CHARACTERS:
            return


def _file(body: str) -> str:
    return f"{_HEAD}<urlset {_SPACE} {_XHTML}>\n{body}</urlset>\n"


def _index(shop: Shop, names: list[str]) -> str:
    base = escape(shop.url.rstrip("/"))
    rows = "".join(f"<sitemap><loc>{base}/{name}</loc></sitemap>\n" for name in names)
    return f"{_HEAD}<sitemapindex {_SPACE}>\n{rows}</sitemapindex>\n"


def robots(shop: Shop) -> str:
    """Return robots.txt: everything may be read, and where the sitemap is."""
    place = f"Sitemap: {shop.url.rstrip('/')}/sitemap.xml\n" if shop.url else ""
    return f"User-agent: *\nAllow: /\n{place}"
