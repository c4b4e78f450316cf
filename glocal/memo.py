"""A dictionary that computes what it does not hold, and never grows past its cap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Memo"]

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
