"""What a dialect hands to the door: one product in the native shape, not yet checked, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from glocal.errors import Fault

__all__ = ["Raw"]


class Raw(msgspec.Struct):
    """One product as a dialect read it."""

    data: dict[str, Any]
    """In the shape of the native JSON Lines; anything may be wrong with it."""
    lines: tuple[int, ...]
    """Lines of its source rows; the first is the product's own."""
    offset: int = 0
    """Where the first row begins, in bytes: what `at` reads it again by."""
    variant_lines: tuple[int, ...] = ()
    """One line for each variant; empty where variants are not rows of their own."""
    columns: Mapping[str, str] = msgspec.field(default_factory=dict)
    """Native field -> name of the column, for faults."""
    faults: list[Fault] = msgspec.field(default_factory=list)
    """What was wrong already with reading it."""
    doubts: list[Fault] = msgspec.field(default_factory=list)
    """What is kept but doubtful."""
    where: str = ""
    """Path of its row within a document whose lines cannot be told."""
    skip: str = ""
    """Why it is sound and yet not for sale; '' where it is."""
