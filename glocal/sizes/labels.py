"""All labels of one system as a panel of charts prints them: what stands beside a label, and how far apart two are."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from glocal.sizes.key import key_of, letter_of, number_of

if TYPE_CHECKING:
    from glocal.sizes.scale import Mark, Scale

__all__ = ["Labels", "order"]


_FAR = 0.15
"""Part of the body by which a number of another scale lies off the line."""


class Labels:
    """Numbers, their usual grid and its step, and words in order of the body.

    Some systems count in two ways: Chinese shoes in millimetres and like European ones. Numbers that lie far from the
    line of the first chart are of another scale.
    """

    __slots__ = ("_beside", "_line", "_marks", "by_number", "grid", "places", "step", "words")

    def __init__(self, scales: list[Scale]) -> None:
        self._beside: dict[tuple[str, int], str] = {}
        marks: dict[str, Mark] = {}
        for mark in (m for scale in scales for m in scale.marks):
            marks.setdefault(mark.key, mark)
        self._marks = marks
        numbers = ((number_of(m.label), m.label) for m in marks.values())
        self.by_number = {number: label for number, label in reversed([*numbers]) if number is not None}
        self.words = _in_order([m for m in marks.values() if number_of(m.label) is None])
        self.places = {key_of(label): i for i, label in enumerate(self.words)}
        first = next((s for s in scales if any(number_of(m.label) is not None for m in s.marks)), None)
        self._line = sorted(
            (n, m.middle) for m in (first.marks if first else ()) if (n := number_of(m.label)) is not None
        )
        self.grid = [n for n, _ in self._line]
        gaps = [round(b - a, 3) for a, b in pairwise(self.grid)]
        self.step = max(set(gaps), key=lambda g: (gaps.count(g), g)) if gaps else 1.0

    def beside(self, label: str, steps: int) -> str:
        """Return the label so many steps away, '' where there is none."""
        found = self._beside.get((label, steps))
        if found is None:
            found = self._beside[label, steps] = self._away(label, steps)
        return found

    def _away(self, label: str, steps: int) -> str:
        number = number_of(label)
        if number is not None:
            near = self.by_number.get(round(number + steps * self.step, 3), "")
            return near if near and self.scale(near) == self.scale(label) else ""
        place = self.places[key_of(label)] + steps
        return self.words[place] if 0 <= place < len(self.words) else ""

    def scale(self, label: str) -> int:
        """Return 0 for a word, 1 for a number of the usual scale, 2 for one of another."""
        number = number_of(label)
        if number is None:
            return 0
        (low, first), (high, last) = self._line[0], self._line[-1]
        expected = first + (number - low) * (last - first) / ((high - low) or 1.0)
        body = self._marks[key_of(label)].middle
        return 1 if abs(expected - body) <= _FAR * body else 2

    def place(self, label: str) -> float:
        """Return where a label stands among its kind: its number, or its place among the words."""
        number = number_of(label)
        return float(self.places[key_of(label)]) if number is None else number

    def nearest(self, number: float) -> str:
        """Return the label whose number is nearest, '' where none is within a step."""
        place = bisect_left(self.grid, number)
        near = min(self.grid[max(0, place - 1) : place + 1], key=lambda n: abs(n - number), default=None)
        return self.by_number[near] if near is not None and abs(near - number) <= self.step else ""


def _in_order(words: list[Mark]) -> list[str]:
    """Return words in order of the body; letter sizes stand in their own order wherever charts put them."""
    places, last = {m.key: m.middle for m in words}, 0.0
    letters = {m.key: letter for m in words if (letter := letter_of(m.label)) is not None}
    if not _PLAIN.issuperset(letters.values()):
        for mark in sorted((m for m in words if m.key in letters), key=lambda m: letters[m.key]):
            last = places[mark.key] = max(last, mark.middle)
    return [m.label for m in sorted(words, key=lambda m: (places[m.key], letters.get(m.key, 0.0), m.label))]


_PLAIN = {-1.0, 0.0, 1.0}
"""S, M and L alone are letters of an alphabet, as on British rings."""


def order(label: str) -> tuple[float, str]:
    """Return where a label is told among others that count as much: the smaller number first."""
    number = number_of(label)
    return (-1.0 if number is None else number, label)
