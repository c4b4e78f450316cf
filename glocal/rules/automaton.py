"""Many words met in one pass over a text, in the time of reading it once.

The automaton is one that has an answer to every byte in every state, the fastest kind and the largest. It stays small
because it looks for the first letters of words only; where they are met, the rest is compared. It takes longer to make
than to look the letters of a few texts up one by one, so that is done first.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Automaton", "Heads", "Match", "heads"]

Match = tuple[int, int, int]
"""A number, and where in a text what has it begins and ends."""
Bearer = tuple[int, bytes, int, int]
"""A word's number, its UTF-8, and where it begins and ends from where this is met, in bytes, spaces left out."""
Heads = tuple[tuple[bytes, ...], tuple[tuple[Bearer, ...], ...]]
"""First letters, and the words that have them."""

_HEAD = 10
"""Letters of a head. With fewer, more of what is met is no word; with more, a language takes more than 11 MB."""
_LEAD = 2
"""First bytes by which heads are looked up one by one."""
_FEW = 16_384
"""Bytes that are read before an automaton is made."""
_START = itemgetter(1)
_AROUND = 1
"""Spaces around a text, so that its first and its last word are words too."""


def heads(words: Iterable[tuple[int, str, int, int]]) -> Heads:
    """Return words by their first letters; of each its number, its text, and the spaces that this begins and ends with.

    >>> heads([(7, " red ", 1, 1), (8, " red roses ", 1, 1)])
    ((b' red ', b' red roses'), (((7, b' red ', 0, 3),), ((8, b' red roses ', 0, 9),)))
    """
    table: dict[bytes, list[Bearer]] = {}
    for number, word, left, right in words:
        data = word.encode()
        bearer = number, data, left - _AROUND, len(data) - right - _AROUND
        table.setdefault(word[:_HEAD].encode(), []).append(bearer)
    return tuple(table), tuple(map(tuple, table.values()))


class Automaton:
    """Words that are looked for.

    >>> found = heads([(7, " red ", 1, 1), (8, " red roses ", 1, 1), (9, "rose", 0, 0)])
    >>> sorted(Automaton(*found).find(b"red red roses"))
    [(7, 0, 3), (7, 4, 7), (8, 4, 13), (9, 8, 12)]
    """

    __slots__ = ("_finder", "_heads", "_left", "_lengths", "_numbers", "bearers")

    def __init__(self, heads: tuple[bytes, ...], bearers: tuple[tuple[Bearer, ...], ...]) -> None:
        self._heads = heads
        self._finder: BytesAhoCorasick | None = None
        self._left = _FEW
        self._numbers: dict[bytes, int] = {}
        self._lengths: dict[bytes, set[int]] = {}
        self.bearers = bearers

    def find(self, text: bytes) -> list[Match]:
        """Return the words in a text of UTF-8; their places count its characters. Around the text there are spaces."""
        data = b" %b " % text
        bearers = self.bearers
        finder = self._finder or self._made(len(data))
        met = finder.find_matches_as_indexes(data, overlapping=True) if finder else self._looked_up(data)
        found = [
            (number, begin + first, begin + last)
            for head, begin, _ in met
            for number, word, first, last in bearers[head]
            if data.startswith(word, begin)
        ]
        return found if not found or text.isascii() else _in_characters(text, found)

    def _made(self, size: int) -> BytesAhoCorasick | None:
        """Return the automaton once more has been read than is worth looking up; until then None."""
        self._left -= size
        if self._left < 0:
            kind, form = MatchKind.Standard, Implementation.DFA
            self._finder = BytesAhoCorasick(self._heads, matchkind=kind, implementation=form)
        elif not self._numbers:
            for head in self._heads:
                self._lengths.setdefault(head[:_LEAD], set()).add(len(head))
            self._numbers = {head: number for number, head in enumerate(self._heads)}
        return self._finder

    def _looked_up(self, data: bytes) -> Iterator[tuple[int, int, int]]:
        numbers, lengths = self._numbers, self._lengths
        for begin in range(len(data)):
            for lead in range(1, _LEAD + 1):
                for length in lengths.get(data[begin : begin + lead], ()) if begin + lead <= len(data) else ():
                    head = numbers.get(data[begin : begin + length])
                    if head is not None:
                        yield head, begin, begin + length


def _in_characters(text: bytes, found: list[Match]) -> list[Match]:
    """Count in characters what was found in bytes."""
    counted = []
    read = place = 0
    for number, start, end in sorted(found, key=_START):
        place += len(text[read:start].decode())
        read = start
        counted.append((number, place, place + len(text[start:end].decode())))
    return counted
