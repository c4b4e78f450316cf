"""Many words met in one pass over a text, in the time of reading it once.

The automaton is one that has an answer to every byte in every state, the fastest kind and the largest. It stays small
because it looks for the first letters of words only; where they are met, the rest is compared.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Automaton", "Heads", "Match", "heads"]

Match = tuple[int, int, int]
"""A number, and where in a text what has it begins and ends."""
Bearer = tuple[int, bytes, int, int]
"""A word's number, its UTF-8, and where it begins and ends from where this is met, in bytes, spaces left out."""
Heads = tuple[tuple[bytes, ...], tuple[tuple[Bearer, ...], ...]]
"""First letters, and the words that have them."""

_HEAD = 10
"""Letters of a head. With fewer, more of what is met is no word; with more, a language takes more than 11 MB."""
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
    >>> Automaton(*found).find(b"red red roses")
    [(7, 0, 3), (7, 4, 7), (9, 8, 12), (8, 4, 13)]
    """

    __slots__ = ("automaton", "bearers")

    def __init__(self, heads: tuple[bytes, ...], bearers: tuple[tuple[Bearer, ...], ...]) -> None:
        self.automaton = BytesAhoCorasick(heads, matchkind=MatchKind.Standard, implementation=Implementation.DFA)
        self.bearers = bearers

    def find(self, text: bytes) -> list[Match]:
        """Return the words in a text of UTF-8; their places count its characters. Around the text there are spaces."""
        data = b" %b " % text
        bearers = self.bearers
        found = [
            (number, begin + first, begin + last)
            for head, begin, _ in self.automaton.find_matches_as_indexes(data, overlapping=True)
            for number, word, first, last in bearers[head]
            if data.startswith(word, begin)
        ]
        return found if not found or text.isascii() else _in_characters(text, found)


def _in_characters(text: bytes, found: list[Match]) -> list[Match]:
    """Count in characters what was found in bytes."""
    counted = []
    read = place = 0
    for number, start, end in sorted(found, key=_START):
        place += len(text[read:start].decode())
        read = start
        counted.append((number, place, place + len(text[start:end].decode())))
    return counted
