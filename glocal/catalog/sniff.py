"""Telling a catalogue's dialect from its first bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["dialect"]

_SIGNS = (
    ("shopify", ("handle", "variant price")),
    ("shopify", ("url handle", "sku", "price")),
    ("woocommerce", ("type", "regular price")),
    ("merchant-tsv", ("id", "image link")),
    ("merchant-tsv", ("id", "image_link")),
)


def dialect(file: Path) -> str:
    """Return the dialect that the file's head is written in, '' where none can be told."""
    with file.open("rb") as stream:
        head = stream.read(65_536).decode("utf-8", "replace").lstrip("\ufeff").lstrip()
    if head.startswith("{"):
        return "jsonl"
    if head.startswith("<"):
        return "merchant-xml"
    columns = head.partition("\n")[0].casefold()
    return next((name for name, words in _SIGNS if all(word in columns for word in words)), "")
