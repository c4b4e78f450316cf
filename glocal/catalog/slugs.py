"""Slugs: the last part of a page's address, made of letters of any script, digits and hyphens."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["MAX_BYTES", "slug"]

MAX_BYTES = 150
"""Of UTF-8: a file system's names end at 255."""

_ASCII = re.compile(r"[^a-z0-9]+")


def slug(title: str) -> str:
    """Return the slug of a title, '' where it has neither letter nor digit.

    >>> slug("Linen Dress, 38"), slug("Café  Crème"), slug("लाल साड़ी"), slug("!!!")
    ('linen-dress-38', 'café-crème', 'लाल-साड़ी', '')
    """
    if title.isascii():
        return _ASCII.sub("-", title.lower()).strip("-")[:MAX_BYTES].rstrip("-")
    text = unicodedata.normalize("NFC", title.lower())
    kept = "".join(c if unicodedata.category(c)[0] in "LM" or c.isdecimal() else "-" for c in text)
    return _cut("-".join(part for part in kept.split("-") if part))


def _cut(text: str) -> str:
    data = text.encode()
    if len(data) <= MAX_BYTES:
        return text
    return data[:MAX_BYTES].decode(errors="ignore").rpartition("-")[0] or data[:MAX_BYTES].decode(errors="ignore")
