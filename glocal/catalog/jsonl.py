"""The native dialect: JSON Lines, one product a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glocal.catalog.raw import Raw
from glocal.catalog.rows import JsonRows, Row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from glocal.model.shop import Shop

__all__ = ["JsonLines"]


class JsonLines:
    """Reads a native catalogue."""

    def __init__(self, file: Path, name: str, shop: Shop) -> None:
        self.rows = JsonRows(file, name=name)

    def __iter__(self) -> Iterator[Raw]:
        return map(_raw, self.rows)

    def at(self, offset: int) -> Raw:
        """Return the product whose line begins at `offset`."""
        return _raw(next(self.rows.since(offset)))


def _raw(row: Row) -> Raw:
    return Raw(row.data, (row.line,), row.offset, faults=row.faults)
