"""All words of all subjects of one language in one automaton, and the hits of a text.

A text is read once however many words and rules there are. What the automaton finds is kept where it stands as a word
of its own: between other scripts' spaces, or by the rules of the scripts that have none. A hit inside a trap, inside
a brand or behind a "without" is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from glocal.memo import Memo
from glocal.rules.automaton import Automaton
from glocal.rules.denial import Denial
from glocal.rules.edges import begins, ends, laid_out, word_end, word_start
from glocal.rules.needles import Needles
from glocal.rules.parts import beside
from glocal.rules.text import fold, offsets, one_space, spell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glocal.rules.automaton import Match
    from glocal.rules.needles import Entry
    from glocal.rules.words import Pattern

__all__ = ["Hit", "Lexicon"]

Plain = tuple[int, int, int, bool, bool]
"""A hit to be; places count in the folded text."""
SHORT = 60
"""Characters of a text that is remembered."""
_ALL = -1
"""The number that a trap for all subjects has."""


class Hit(NamedTuple):
    """A subject's word in a text; places count in the text as it was written."""

    subject: int
    start: int
    end: int
    tone: bool
    reviewed: bool


class Lexicon:
    """The words of one language."""

    __slots__ = (
        "deniable",
        "denial",
        "entries",
        "language",
        "leads",
        "literals",
        "phrases",
        "short",
        "signs",
        "sure",
        "words",
    )

    def __init__(
        self,
        language: str,
        entries: Iterable[Entry] | Needles,
        before: Iterable[str] = (),
        after: Iterable[str] = (),
        deniable: frozenset[int] = frozenset(),
    ) -> None:
        found = entries if isinstance(entries, Needles) else Needles.of(language, entries)
        self.language = language
        self.literals = found.literals
        self.phrases = found.phrases
        self.entries: Memo[int, tuple[Entry, ...]] = Memo(found.entries, cap=len(found.literals))
        self.sure = found.sure
        self.denial = Denial(before, after)
        self.deniable = deniable
        """Subjects that a "without" before them takes away."""
        self.short: Memo[tuple[str, str, bool], tuple[Hit, ...]] = Memo(lambda key: self._read(*key), cap=4096)
        """The hits of short texts: a catalogue says the same of many products."""
        self.words = Automaton(*found.words)
        self.signs = Automaton(*found.signs)
        self.leads = tuple(dict.fromkeys(head[:1] for head in found.signs[0]))
        """Bytes that signs begin with: a text without any is not read for signs."""

    def scan(self, text: str, brand: str = "", *, tones: bool = False) -> tuple[Hit, ...]:
        """Return the hits of a text, in order; `brand` is a name whose words mean nothing else."""
        if len(text) > SHORT:
            return self._read(text, brand, tones)
        return self.short[text, brand, tones] if text else ()

    def _read(self, text: str, brand: str, tones: bool) -> tuple[Hit, ...]:
        spelled = spell(text, self.language)
        folded = one_space(spelled)
        found = self.matches(folded)
        hits = self._kept(folded, found, brand, tones) if found else []
        if hits and not (text.isascii() and len(folded) == len(text)):
            places = offsets(text, self.language, spelled)
            hits = [(number, places[a], places[b], tone, reviewed) for number, a, b, tone, reviewed in hits]
        return tuple(map(Hit._make, hits))

    def matches(self, folded: str) -> list[Match]:
        """Return the number of each literal that a folded text holds, and where; it may be part of a longer word."""
        found = self.words.find(laid_out(folded, self.language))
        if not folded.isascii():
            found += self._signs(folded.encode())
        literals, phrases = self.literals, self.phrases
        return [m for m in found if not phrases[m[0]] or folded[m[1] : m[2]] == literals[m[0]]]

    def _signs(self, data: bytes) -> list[Match]:
        return self.signs.find(data) if any(byte in data for byte in self.leads) else []

    def _kept(self, folded: str, found: list[Match], brand: str, tones: bool) -> list[Plain]:
        hits, traps = self._meant(folded, found, tones)
        if brand and hits:
            traps.extend((_ALL, start, end) for start, end in _places(folded, fold(brand, self.language)))
        if traps:
            hits = [hit for hit in hits if not _covered(hit, traps)]
        deniable, denied = self.deniable, self.denial.of
        return [hit for hit in hits if hit[0] not in deniable or not denied(folded, hit[1], hit[2])]

    def _meant(self, folded: str, found: list[Match], tones: bool) -> tuple[list[Plain], list[Match]]:
        hits: list[Plain] = []
        traps: list[Match] = []
        for number, start, end in found:
            sure = self.sure[number]
            for pattern, subject, tone, trap_of, reviewed in self.entries[number]:
                if tone and not tones:
                    continue
                alone = sure and not pattern.before and not pattern.after
                place = (start, end) if alone else self._place(folded, pattern, start, end, sure)
                if place is None:
                    continue
                if subject < 0:
                    traps.append((trap_of, *place))
                else:
                    hits.append((subject, *place, tone, reviewed))
        return sorted(set(hits)) if len(hits) > 1 else hits, traps

    def _place(self, folded: str, pattern: Pattern, start: int, end: int, sure: bool) -> tuple[int, int] | None:
        """Return where a pattern stands whose literal is met, None where it does not."""
        _, open_left, open_right, before, after = pattern
        if not sure:
            if not open_left and not begins(folded, start, self.language):
                return None
            if not open_right and not ends(folded, end):
                return None
        if before or after:
            return beside(folded, pattern, start, end)
        return (
            word_start(folded, start) if open_left else start,
            word_end(folded, end) if open_right else end,
        )


def _covered(hit: Plain, traps: Iterable[Match]) -> bool:
    subject, first, last, _, _ = hit
    return any(owner in (_ALL, subject) and start <= first and last <= end for owner, start, end in traps)


def _places(folded: str, name: str) -> Iterator[tuple[int, int]]:
    at = folded.find(name) if name else -1
    while at >= 0:
        yield at, at + len(name)
        at = folded.find(name, at + 1)
