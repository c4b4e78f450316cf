"""Picture addresses checked and made relative, with the smaller copies that a shop has."""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from glocal.render.links import folder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from glocal.model.listing import ListingImage

__all__ = ["picture", "source"]

_REMOTE = re.compile(r"https://[A-Za-z0-9.-]+(?::\d{1,5})?/[^\s\"'<>\\^`{|}\x00-\x1f\x7f]*")
UNKNOWN: Mapping[str, tuple[int, int]] = MappingProxyType({})
_EAGER = ' fetchpriority="high"'
_LAZY = ' loading="lazy" decoding="async"'
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


@lru_cache(maxsize=4096)
def source(src: str) -> str:
    """Return a usable address: https as it stands, a path below the shop encoded, anything else ''.

    >>> source("images/red dress.jpg"), source("javascript:alert(1)"), source("../secret")
    ('images/red%20dress.jpg', '', '')
    """
    if src.startswith("https://"):
        return src if _REMOTE.fullmatch(src) else ""
    parts = src.split("/")
    if not src or src.startswith("/") or ".." in parts or "\\" in src or "\0" in src or _SCHEME.match(src):
        return ""
    return folder(src)


def located(src: str, root: str) -> str:
    """Return the address as seen from a page; `root` leads from it to the site's root."""
    checked = source(src)
    return checked if not checked or checked.startswith("https://") else root + checked


def picture(
    image: ListingImage | None,
    root: str,
    renditions: Mapping[str, tuple[tuple[str, int], ...]],
    dimensions: Mapping[str, tuple[int, int]] = UNKNOWN,
    *,
    sizes: str,
    eager: bool = False,
    alt: str | None = None,
    lang: str = "",
) -> Markup:
    """Return an `img` with its size, so that nothing moves when it arrives; '' where there is no usable picture.

    `dimensions` stand in where the picture's own size is not known. `sizes` is the width that the layout gives it,
    `eager` the first picture of a page, `alt=""` a decorative one, `lang` the attributes that tell the language of the
    picture's own words.
    """
    src = located(image.src, root) if image is not None else ""
    if image is None or not src:
        return Markup("")
    width, height = image.width, image.height
    if not (width and height):
        width, height = dimensions.get(image.src, (0, 0))
    size = f' width="{width}" height="{height}"' if width else ""
    urgency = _EAGER if eager else _LAZY
    smaller = renditions.get(image.src) if renditions else None
    choice = srcset(src, width, smaller, root, sizes) if smaller else ""
    shown = src.replace("&", "&amp;")  # nothing else in a checked address wants escaping
    words = escape(image.alt.value) if alt is None else escape(alt) if alt else ""
    told = lang if alt is None else ""
    return Markup(f'<img src="{shown}"{choice} alt="{words}"{told}{size}{urgency}>')


def srcset(src: str, width: int, smaller: tuple[tuple[str, int], ...], root: str, sizes: str) -> str:
    """Return the `srcset` and `sizes` of a picture that has smaller copies, its own width last."""
    copies = [f"{located(copy, root)} {narrow}w" for copy, narrow in smaller if source(copy)]
    if width:
        copies.append(f"{src} {width}w")
    return f' srcset="{escape(", ".join(copies))}" sizes="{escape(sizes)}"'
