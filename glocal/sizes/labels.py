"""All labels of one system as a panel of charts prints them: what stands beside a label, and how far apart two are."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from glocal.sizes.key import number_of

if TYPE_CHECKING:
    from glocal.sizes.scale import Scale

__all__ = ["Labels", "order"]


class Labels:
    """Numbers, their usual grid and its step, and words in order of the body."""

    __slots__ = ("_beside", "by_number", "grid", "places", "step", "words")

    def __init__(self, scales: list[Scale]) -> None:
        self._beside: dict[tuple[str, int], str] = {}
        self.by_number: dict[float, str] = {}
        for mark in (m for scale in scales for m in scale.marks):
            number = number_of(mark.label)
            if number is not None:
                self.by_number.setdefault(number, mark.label)
        words = {m.label: m.middle for s in scales for m in s.marks if number_of(m.label) is None}
        self.words = sorted(words, key=lambda label: (words[label], label))
        self.places = {label: i for i, label in enumerate(self.words)}
        first = next((s for s in scales if any(number_of(m.label) is not None for m in s.marks)), None)
        self.grid = sorted(n for m in (first.marks if first else ()) if (n := number_of(m.label)) is not None)
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
            return self.by_number.get(round(number + steps * self.step, 3), "")
        place = self.places[label] + steps
        return self.words[place] if 0 <= place < len(self.words) else ""

    def place(self, label: str) -> float:
        """Return where a label stands among its kind: its number, or its place among the words."""
        number = number_of(label)
        return float(self.places[label]) if number is None else number

    def nearest(self, number: float) -> str:
        """Return the label whose number is nearest, '' where none is within a step."""
        near = min(self.grid, key=lambda n: (abs(n - number), n), default=None)
        return self.by_number[near] if near is not None and abs(near - number) <= self.step else ""


def order(label: str) -> tuple[float, str]:
    """Return where a label is told among others that count as much: the smaller number first."""
    number = number_of(label)
    return (-1.0 if number is None else number, label)
