"""What has been seen already, in little memory: 64-bit digests in an open-addressing table."""

from __future__ import annotations

from array import array
from hashlib import blake2b

__all__ = ["Owners", "Seen", "digest"]


def digest(key: str) -> int:
    """Return 64 bits that stand for `key`, the same in every process; never 0.

    Among a million keys two are taken for one with a chance of about 3 in 100 million.
    """
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little") or 1


class Seen:
    """A set of keys that takes 8 bytes a slot and keeps no key; with `values`, a mapping to whole numbers in 16.

    >>> seen = Seen(values=True)
    >>> seen.add("SKU-1", 7), seen.add("SKU-1", 9), seen.get("SKU-1"), seen.get("SKU-2")
    (True, False, 7, None)
    """

    __slots__ = ("_digests", "_mask", "_values", "count")

    def __init__(self, *, values: bool = False) -> None:
        self.count = 0
        self._mask = 1023
        self._digests = _zeros(1024)
        self._values = _zeros(1024) if values else None

    def _slot(self, number: int) -> int:
        digests, mask = self._digests, self._mask
        slot = number & mask
        while digests[slot] and digests[slot] != number:
            slot = (slot + 1) & mask
        return slot

    def add(self, key: str, value: int = 0) -> bool:
        """Add a key; return False where it was there already, and then keeps its value."""
        number = digest(key)
        slot = self._slot(number)
        if self._digests[slot]:
            return False
        self._digests[slot] = number
        if self._values is not None:
            self._values[slot] = value
        self.count += 1
        if self.count * 5 > self._mask * 4:
            self._grow()
        return True

    def get(self, key: str) -> int | None:
        """Return the value of a key, or None."""
        slot = self._slot(digest(key))
        return self._values[slot] if self._values is not None and self._digests[slot] else None

    def __contains__(self, key: str) -> bool:
        return bool(self._digests[self._slot(digest(key))])

    def _grow(self) -> None:
        digests, values = self._digests, self._values
        size = 2 * len(digests)
        self._mask = size - 1
        self._digests = _zeros(size)
        self._values = _zeros(size) if values is not None else None
        for old, number in enumerate(digests):
            if number:
                slot = self._slot(number)
                self._digests[slot] = number
                if values is not None and self._values is not None:
                    self._values[slot] = values[old]


def _zeros(size: int) -> array[int]:
    return array("Q", (0,)) * size


class Owners:
    """Which row an id and a slug belong to, and which SKUs are taken.

    A row that is read again finds what it found the first time: its own id and slug are its own, and `refused` holds
    the few SKUs that were somebody else's.
    """

    def __init__(self) -> None:
        self.ids = Seen(values=True)
        self.slugs = Seen(values=True)
        self.skus = Seen()
        self.refused: set[tuple[int, str]] = set()
        self.closed = False
        """Whether all rows have been read once."""

    def id_taken(self, key: str, offset: int) -> bool:
        """Tell whether another row has this id."""
        owner = self.ids.get(key)
        return owner is not None and owner != offset

    def slug_taken(self, key: str, offset: int) -> bool:
        """Tell whether another row has this slug."""
        owner = self.slugs.get(key)
        return owner is not None and owner != offset

    def sku_taken(self, key: str, offset: int) -> bool:
        """Tell whether another product has this SKU."""
        if self.closed:
            return (offset, key) in self.refused
        if key not in self.skus:
            return False
        self.refused.add((offset, key))
        return True
