"""The words of one language as plain data: what an automaton looks for, and what it means where it is found."""

from __future__ import annotations

import marshal
from typing import TYPE_CHECKING, NamedTuple

from glocal.rules.automaton import Heads, heads
from glocal.rules.edges import CLITICS, CROWDED, laid_out, spaced
from glocal.rules.text import is_word
from glocal.rules.words import Pattern, patterns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Entry", "Needles", "entries"]


class Entry(NamedTuple):
    """What a pattern means."""

    pattern: Pattern
    subject: int
    """Number of the subject; -1 for a trap."""
    tone: bool = False
    """Counts only as the value of a colour."""
    trap_of: int = -1
    """The subject whose words it covers."""
    reviewed: bool = True


class Needles(NamedTuple):
    """One item for each literal: what a compiled copy holds."""

    literals: tuple[str, ...]
    phrases: tuple[bool, ...]
    """Whether a literal is more than letters and digits."""
    sure: tuple[bool, ...]
    """Whether a literal stands as a word wherever it is met."""
    words: Heads
    """The literals as a text has them that is laid out."""
    signs: Heads
    """Literals that no such text has: emoji."""
    meanings: tuple[bytes, ...]
    """The entries of each literal in marshal's form: few of them are ever asked for."""

    @classmethod
    def of(cls, language: str, entries: Iterable[Entry]) -> Needles:
        """Bring the entries with one literal together."""
        table: dict[tuple[str, int, int], dict[Entry, None]] = {}
        for entry in entries:
            table.setdefault(_edged(entry.pattern, language), {})[entry] = None
        return cls(
            literals=tuple(literal for literal, _, _ in table),
            phrases=tuple(not literal.isalnum() for literal, _, _ in table),
            sure=tuple(bool(left and right) and _plain(literal) for literal, left, right in table),
            words=heads(_met(i, *edged, language) for i, edged in enumerate(table) if _wordy(edged[0], language)),
            signs=heads((i, *edged) for i, edged in enumerate(table) if not _wordy(edged[0], language)),
            meanings=tuple(marshal.dumps([(tuple(e.pattern), *e[1:]) for e in found]) for found in table.values()),
        )

    def entries(self, number: int) -> tuple[Entry, ...]:
        """Return what a needle means."""
        return tuple(Entry(Pattern(*pattern), *rest) for pattern, *rest in marshal.loads(self.meanings[number]))


def entries(
    number: int, lines: Mapping[str, Sequence[str]], language: str, *, tone: bool = False, reviewed: bool = True
) -> list[Entry]:
    """Return the entries of a subject's words in a language."""
    return [
        Entry(pattern, number, tone, -1, reviewed)
        for line in lines.get(language, ())
        for pattern in patterns(line, language)
    ]


def _edged(pattern: Pattern, language: str) -> tuple[str, int, int]:
    """Return a literal, and whether a space must stand before and behind it in a text that is laid out.

    Where words have spaces between them, so do the needles: what lies inside a longer word is not even met.
    """
    literal = pattern.literal
    if language in CROWDED or (language in CLITICS and not literal.isascii()):
        return literal, 0, 0
    left = not pattern.open_left and spaced(literal[0])
    right = not pattern.open_right and spaced(literal[-1])
    return literal, int(left), int(right)


def _met(number: int, literal: str, left: int, right: int, language: str) -> tuple[int, str, int, int]:
    return number, f"{' ' * left}{laid_out(literal, language).decode()}{' ' * right}", left, right


def _plain(literal: str) -> bool:
    return not literal[0].isdigit() and not literal[-1].isdigit()


def _wordy(literal: str, language: str) -> bool:
    return language in CROWDED or any(map(is_word, literal))
