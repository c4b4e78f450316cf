"""Values that are made when they are first asked for: for any key up to a cap, or for names known beforehand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["Made", "Memo"]

K = TypeVar("K")
V = TypeVar("V")


class Memo(dict[K, V], Generic[K, V]):
    """Remember what a function returned: `memo[key]` costs a dictionary look-up once the key is known.

    A full memo is emptied: the cheapest rule, and one that cannot be made slow by hostile keys.

    >>> squares = Memo(lambda n: n * n, cap=2)
    >>> squares[3], squares[4], squares[5], len(squares)
    (9, 16, 25, 1)
    """

    __slots__ = ("cap", "compute")

    def __init__(self, compute: Callable[[K], V], cap: int = 8_192) -> None:
        self.compute = compute
        self.cap = cap

    def __missing__(self, key: K) -> V:
        value = self.compute(key)
        if len(self) >= self.cap:
            self.clear()
        self[key] = value
        return value


class Made(Mapping[str, V]):
    """A mapping whose names are known and whose values are made one by one.

    >>> lengths = Made(["a", "bb"], len)
    >>> "bb" in lengths, lengths["bb"], [*lengths]
    (True, 2, ['a', 'bb'])
    """

    __slots__ = ("_make", "_names", "_values")

    def __init__(self, names: Iterable[str], make: Callable[[str], V]) -> None:
        self._names = dict.fromkeys(names)
        self._make = make
        self._values: dict[str, V] = {}

    def __getitem__(self, name: str) -> V:
        if name not in self._values:
            if name not in self._names:
                raise KeyError(name)
            self._values[name] = self._make(name)
        return self._values[name]

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
