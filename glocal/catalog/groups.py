"""Rows that make one product together, wherever in the file they stand, in little memory.

A first pass notes the few rows that stand apart from the row they belong to: 32 bytes each. The second pass streams.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING, Any, Protocol

from glocal.catalog.seen import Seen, digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from glocal.catalog.rows import Row

__all__ = ["Groups", "Rows"]


class Rows(Protocol):
    """A file's rows, from the start or from an offset."""

    def __iter__(self) -> Iterator[Row]: ...

    def since(self, offset: int, line: int = 0) -> Iterator[Row]:
        """Yield the rows from `offset` on."""
        ...


class Groups:
    """Groups of rows, the leading one first.

    `names(data)` are those under which a row may lead, none where it never does; `member_of(data)` is the name of the
    group that it belongs to, '' where it stands alone. A row leads when nobody has led under that name before it.
    With `alone` every row does.
    """

    def __init__(
        self,
        rows: Rows,
        names: Callable[[Any], tuple[str, ...]],
        member_of: Callable[[Any], str],
        *,
        alone: bool = False,
    ) -> None:
        self.rows = rows
        self.names = names
        self.member_of = member_of
        self._digests = array("Q")
        self._offsets = array("Q")
        self._lines = array("Q")
        self._order: list[int] = []
        self._surveyed = alone

    def _survey(self) -> None:
        led = Seen()
        current: tuple[str, ...] = ()
        for row in self.rows:
            group = self.member_of(row.data)
            if group and group in current:
                continue
            names = self.names(row.data)
            if group and (not names or group in led):
                self._digests.append(digest(group))
                self._offsets.append(row.offset)
                self._lines.append(row.line)
            elif names:
                current = names
                for name in names:
                    led.add(name)
        self._order = sorted(range(len(self._digests)), key=self._digests.__getitem__)
        self._surveyed = True

    def __iter__(self) -> Iterator[list[Row]]:
        """Yield the groups in the order of their leading rows, and at the end each row whose group nobody leads."""
        if not self._surveyed:
            self._survey()
        claimed = bytearray(len(self._offsets))
        yield from self._runs(iter(self.rows), claimed)
        for place in range(len(claimed)):
            if not claimed[place]:
                yield [self._stray(place)]

    def at(self, offset: int) -> list[Row]:
        """Return the group whose leading row begins at `offset`."""
        if not self._surveyed:
            self._survey()
        return next(self._runs(self.rows.since(offset), bytearray(len(self._offsets))))

    def _runs(self, rows: Iterable[Row], claimed: bytearray) -> Iterator[list[Row]]:
        group: list[Row] = []
        current: tuple[str, ...] = ()
        for row in rows:
            if self._stands_apart(row.offset):
                continue
            name = self.member_of(row.data)
            if not row.data or (row.faults and name in current):
                yield [row]
            elif name and name in current:
                group.append(row)
            else:
                if group:
                    yield self._with_strays(group, current, claimed)
                group, current = [row], self.names(row.data)
        if group:
            yield self._with_strays(group, current, claimed)

    def _stands_apart(self, offset: int) -> bool:
        offsets = self._offsets
        place = bisect_left(offsets, offset)
        return place < len(offsets) and offsets[place] == offset

    def _with_strays(self, group: list[Row], names: tuple[str, ...], claimed: bytearray) -> list[Row]:
        if self._order:
            places = sorted(place for name in dict.fromkeys(names) for place in self._places(digest(name)))
            for place in places:
                claimed[place] = 1
                group.append(self._stray(place))
        return group

    def _stray(self, place: int) -> Row:
        return next(self.rows.since(self._offsets[place], self._lines[place]))

    def _places(self, number: int) -> Iterator[int]:
        order, digests = self._order, self._digests
        for i in range(bisect_left(order, number, key=digests.__getitem__), len(order)):
            if digests[order[i]] != number:
                return
            yield order[i]
