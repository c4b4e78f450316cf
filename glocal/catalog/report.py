"""What became of every row of a catalogue."""

from __future__ import annotations

import msgspec

from glocal.errors import Fault

__all__ = ["MAX_LISTED", "Refusal", "Report", "Skip"]

MAX_LISTED = 100_000
"""Refusals, skips and warnings that are listed one by one; those after it are only counted."""


class Refusal(msgspec.Struct, frozen=True):
    """Something that is not in the catalogue because of its faults."""

    what: str
    """'product', 'row', 'variant', 'image', 'review' or 'price'."""
    name: str
    """Its id, SKU or address, as far as it could be read."""
    line: int
    """Of the file, from 1; 0 where a line cannot be told."""
    rows: int
    """Source rows that are lost with it; 0 for a part of a row that is otherwise in use."""
    faults: tuple[Fault, ...]

    def __str__(self) -> str:
        head = f"{self.what} {self.name!r} is refused" if self.name else f"a {self.what} is refused"
        return "\n  ".join((head, *map(str, self.faults)))


class Skip(msgspec.Struct, frozen=True):
    """Rows that are sound and not for sale: drafts, groups, goods of other sites."""

    name: str
    line: int
    rows: int
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.name!r} is left out: {self.reason}"


class Report(msgspec.Struct):
    """One reading of a catalogue: `rows == used + refused_rows + skipped_rows`, always."""

    file: str
    rows: int = 0
    """Source rows read; blank lines and the header are none."""
    used: int = 0
    """Rows of which at least a part is in a product."""
    refused_rows: int = 0
    skipped_rows: int = 0
    products: int = 0
    variants: int = 0
    refusals: list[Refusal] = msgspec.field(default_factory=list)
    skips: list[Skip] = msgspec.field(default_factory=list)
    warnings: list[Fault] = msgspec.field(default_factory=list)
    """Things that are kept but doubtful, each said once."""
    unlisted: int = 0
    """Refusals, skips and warnings past MAX_LISTED."""
    complete: bool = False
    """Whether the file was read to its end."""
    _said: set[tuple[str, str]] = msgspec.field(default_factory=set)

    @property
    def balanced(self) -> bool:
        """Whether every row read is used, refused or left out."""
        return self.rows == self.used + self.refused_rows + self.skipped_rows

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Every fault of every refusal, in the order of reading."""
        return tuple(fault for refusal in self.refusals for fault in refusal.faults)

    def refuse(self, refusal: Refusal) -> None:
        """Count a refusal and list it."""
        self.refused_rows += refusal.rows
        self._list(self.refusals, refusal)

    def skip(self, skip: Skip) -> None:
        """Count rows that are left out on purpose."""
        self.skipped_rows += skip.rows
        self._list(self.skips, skip)

    def warn(self, key: str, fault: Fault) -> None:
        """List a doubt, once for each field and key."""
        if (fault.field, key) in self._said:
            return
        if len(self._said) < MAX_LISTED:
            self._said.add((fault.field, key))
        self._list(self.warnings, fault)

    def _list(self, entries: list[Refusal] | list[Skip] | list[Fault], entry: Refusal | Skip | Fault) -> None:
        if len(entries) < MAX_LISTED:
            entries.append(entry)  # type: ignore[arg-type]
        else:
            self.unlisted += 1

    def __str__(self) -> str:
        return (
            f"{self.file}: {self.rows} rows: {self.used} used, {self.refused_rows} refused, "
            f"{self.skipped_rows} left out; "
            f"{self.products} products, {self.variants} variants, {len(self.refusals)} refusals, "
            f"{len(self.warnings)} warnings"
        )
