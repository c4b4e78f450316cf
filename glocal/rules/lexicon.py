"""All words of all subjects of one language in one automaton, and the hits of a text.

A text is read once however many words and rules there are. What the automaton finds is kept where it stands as a word
of its own: between other scripts' spaces, or by the rules of the scripts that have none. A hit inside a trap, inside
a brand or behind a "without" is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from glocal.memo import Memo
from glocal.rules.text import blank, fold, is_word, offsets
from glocal.rules.words import GAP, Pattern, patterns, unspaced

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Entry", "Hit", "Lexicon", "Needles"]

_CLITICS = {
    "ar": frozenset("ال و ف ب ل ك وال فال بال كال لل ولل وب ول وبال".split()),
    "he": frozenset("ה ו ב ל מ ש כ וה שה מה בה כה וב ול ומ לה של".split()),
}
_CROWDED = frozenset("zh ja th ko lo km my".split())
"""Languages in whose texts a word of another script may stand without a space."""
_LEADING_VOWELS = "เแโใไ"
_BEFORE_A_WORD = "のとやないたお"
_AFTER_A_WORD = "のがをはにでともやへさちな"
"""Hiragana that may stand before and behind a word of hiragana: particles and endings."""
_NUMERALS = "零〇一二三四五六七八九十百千万萬兩两"
_REACH = 2
"""Words that a gap may hold."""


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


class Hit(NamedTuple):
    """A subject's word in a text; places count in the text as it was written."""

    subject: int
    start: int
    end: int
    tone: bool
    reviewed: bool


class Needles(NamedTuple):
    """The words of one language as plain data, one item for each literal: what a compiled copy holds."""

    literals: tuple[str, ...]
    edges: tuple[tuple[int, int, bool], ...]
    sure: tuple[bool, ...]
    texts: tuple[str, ...]
    """The literals as the automaton meets them."""
    signs: tuple[int, ...]
    """Needles that no blanked text holds: emoji."""
    meanings: tuple[tuple[tuple[Any, ...], ...], ...]
    """The entries of each literal, as tuples."""

    @classmethod
    def of(cls, language: str, entries: Iterable[Entry]) -> Needles:
        """Bring the entries with one literal together."""
        table: dict[tuple[str, int, int], list[Entry]] = {}
        for entry in entries:
            table.setdefault(_edged(entry.pattern, language), []).append(entry)
        return cls(
            literals=tuple(literal for literal, _, _ in table),
            edges=tuple((left, right, not literal.isalnum()) for literal, left, right in table),
            sure=tuple(bool(left and right) and _plain(literal) for literal, left, right in table),
            texts=tuple(
                " " * left + (blank(literal) if _wordy(literal) else literal) + " " * right
                for literal, left, right in table
            ),
            signs=tuple(i for i, (literal, _, _) in enumerate(table) if not _wordy(literal)),
            meanings=tuple(tuple((tuple(e.pattern), *e[1:]) for e in found) for found in table.values()),
        )

    def entries(self, number: int) -> tuple[Entry, ...]:
        """Return what a needle means."""
        return tuple(Entry(Pattern(*pattern), *rest) for pattern, *rest in self.meanings[number])


class Lexicon:
    """The words of one language."""

    __slots__ = (
        "after",
        "automaton",
        "before",
        "deniable",
        "edges",
        "emoji",
        "entries",
        "language",
        "literals",
        "signs",
        "sure",
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
        self.edges = found.edges
        self.entries: Memo[int, tuple[Entry, ...]] = Memo(found.entries, cap=len(found.literals))
        self.sure = found.sure
        """Whether a needle stands as a word wherever it is met."""
        self.before = tuple(before)
        self.after = tuple(after)
        self.deniable = deniable
        """Subjects that a "without" before them takes away."""
        self.automaton = AhoCorasick(found.texts, matchkind=MatchKind.Standard, store_patterns=False)
        self.signs = found.signs
        self.emoji = AhoCorasick([self.literals[i] for i in self.signs], matchkind=MatchKind.Standard)

    def scan(self, text: str, brand: str = "", *, tones: bool = False) -> tuple[Hit, ...]:
        """Return the hits of a text, in order; `brand` is a name whose words mean nothing else."""
        if not text:
            return ()
        folded = fold(text, self.language)
        found = self.automaton.find_matches_as_indexes(f" {blank(folded)} ", overlapping=True)
        if not folded.isascii():
            signs = self.emoji.find_matches_as_indexes(folded, overlapping=True)
            found += [(self.signs[i], start + 1, end + 1) for i, start, end in signs]
        if not found:
            return ()
        return self._kept(text, folded, found, brand, tones)

    def _kept(
        self, text: str, folded: str, found: Sequence[tuple[int, int, int]], brand: str, tones: bool
    ) -> tuple[Hit, ...]:
        hits, traps = self._sorted(folded, found, tones)
        if brand and hits:
            traps.extend((-1, start, end) for start, end in _places(folded, fold(brand, self.language)))
        kept = [hit for hit in hits if not _covered(hit, traps)] if traps else hits
        if not self.deniable.isdisjoint(hit.subject for hit in kept):
            kept = [hit for hit in kept if hit.subject not in self.deniable or not self._denied(folded, hit)]
        if len(folded) == len(text) and text.isascii():
            return tuple(kept)  # an ASCII character folds to one character or none
        return tuple(_located(text, self.language, kept))

    def _sorted(
        self, folded: str, found: Sequence[tuple[int, int, int]], tones: bool
    ) -> tuple[list[Hit], list[tuple[int, int, int]]]:
        hits: list[Hit] = []
        traps: list[tuple[int, int, int]] = []
        for number, begin, finish in found:
            left, right, phrase = self.edges[number]
            sure = self.sure[number]
            start, end = begin - 1 + left, finish - 1 - right
            if phrase and folded[start:end] != self.literals[number]:
                continue  # the words stand side by side, but for a comma
            for entry in self.entries[number]:
                if entry.tone and not tones:
                    continue
                simple = sure and not entry.pattern.before and not entry.pattern.after
                place = (start, end) if simple else self._stands(folded, entry.pattern, start, end)
                if place is None:
                    continue
                if entry.subject < 0:
                    traps.append((entry.trap_of, *place))
                else:
                    hits.append(Hit(entry.subject, *place, entry.tone, entry.reviewed))
        return sorted(set(hits)) if len(hits) > 1 else hits, traps

    def _stands(self, folded: str, pattern: Pattern, start: int, end: int) -> tuple[int, int] | None:
        if not pattern.open_left and not self._begins(folded, start):
            return None
        if not pattern.open_right and not self._ends(folded, end):
            return None
        if not pattern.before and not pattern.after:
            return (
                _word_start(folded, start) if pattern.open_left else start,
                _word_end(folded, end) if pattern.open_right else end,
            )
        return _around(folded, pattern, start, end)

    def _begins(self, folded: str, start: int) -> bool:
        if start == 0:
            return True
        char, before = folded[start], folded[start - 1]
        if not is_word(char):
            return True
        if char.isdigit():
            return _number_begins(folded, start)
        if unspaced(char):
            return _unspaced_begins(char, before)
        if not is_word(before) or unspaced(before):
            return True
        return self._behind_clitic(folded, start)

    def _behind_clitic(self, folded: str, start: int) -> bool:
        clitics = _CLITICS.get(self.language)
        return clitics is not None and folded[_word_start(folded, start) : start] in clitics

    def _ends(self, folded: str, end: int) -> bool:
        if end >= len(folded):
            return True
        last, after = folded[end - 1], folded[end]
        if not is_word(last):
            return True
        if unspaced(last):
            return _unspaced_ends(last, after)
        if "가" <= last <= "힣":
            return True
        if last.isdigit() and after in ".," and folded[end + 1 : end + 2].isdigit():
            return False
        return not is_word(after) or unspaced(after)

    def _denied(self, folded: str, hit: Hit) -> bool:
        head, tail = folded[max(0, hit.start - 24) : hit.start], folded[hit.end : hit.end + 16]
        if any(_opens(tail, word) for word in self.after):
            return True
        return any(_closes(head, word) for word in self.before)


def _edged(pattern: Pattern, language: str) -> tuple[str, int, int]:
    """Return a literal, and whether a space must stand before and behind it in the blanked text.

    Where words have spaces between them, so do the needles: what lies inside a longer word is not even met.
    """
    literal = pattern.literal
    if language in _CROWDED or (language in _CLITICS and not literal.isascii()):
        return literal, 0, 0
    left = not pattern.open_left and _spaced(literal[0])
    right = not pattern.open_right and _spaced(literal[-1])
    return literal, int(left), int(right)


def _plain(literal: str) -> bool:
    return not literal[0].isdigit() and not literal[-1].isdigit()


def _wordy(literal: str) -> bool:
    return any(map(is_word, literal))


def _spaced(char: str) -> bool:
    return is_word(char) and not unspaced(char) and not "가" <= char <= "힣"


def _number_begins(folded: str, start: int) -> bool:
    before = folded[start - 1]
    if before == " ":
        return start < 2 or not folded[start - 2].isdigit()
    if before in ".,x*:" and start > 1 and folded[start - 2].isdigit():
        return False
    return not is_word(before) or (unspaced(before) and before not in _NUMERALS)


def _unspaced_begins(char: str, before: str) -> bool:
    if "฀" <= char <= "๿":
        return before not in _LEADING_VOWELS
    if char in _NUMERALS:
        return before not in _NUMERALS and not before.isdigit() and before != "第"
    if _hiragana(char) and _hiragana(before):
        return before in _BEFORE_A_WORD
    return not (_katakana(char) and _katakana(before))


def _unspaced_ends(last: str, after: str) -> bool:
    if "฀" <= last <= "๿":
        return not ("ะ" <= after <= "ฺ" or "็" <= after <= "๎")
    if _hiragana(last) and _hiragana(after):
        return after in _AFTER_A_WORD
    return not (_katakana(last) and _katakana(after))


def _hiragana(char: str) -> bool:
    return "ぁ" <= char <= "ゟ"


def _katakana(char: str) -> bool:
    return "ァ" <= char <= "ヿ"


def _word_start(folded: str, at: int) -> int:
    while at and is_word(folded[at - 1]):
        at -= 1
    return at


def _word_end(folded: str, at: int) -> int:
    while at < len(folded) and is_word(folded[at]) and not unspaced(folded[at]):
        at += 1
    return at


def _around(folded: str, pattern: Pattern, start: int, end: int) -> tuple[int, int] | None:
    """Check the other parts beside the anchor; return where the whole begins and ends."""
    start, end = _word_start(folded, start), _word_end(folded, end)
    for part in _steps(tuple(reversed(pattern.before))):
        found = _left(folded, start, *part)
        if found is None:
            return None
        start = found
    for part in _steps(pattern.after):
        found = _right(folded, end, *part)
        if found is None:
            return None
        end = found
    return start, end


def _steps(parts: tuple[str, ...]) -> list[tuple[str, int]]:
    steps, reach = [], 0
    for part in parts:
        if part == GAP:
            reach = _REACH
        else:
            steps.append((part, reach))
            reach = 0
    return steps


def _left(folded: str, at: int, part: str, reach: int) -> int | None:
    for _ in range(reach + 1):
        if at < 2 or folded[at - 1] != " ":
            return None
        begin = _word_start(folded, at - 1)
        if _is(folded[begin : at - 1], part):
            return begin
        at = begin
    return None


def _right(folded: str, at: int, part: str, reach: int) -> int | None:
    for _ in range(reach + 1):
        if folded[at : at + 1] != " ":
            return None
        end = _word_end(folded, at + 1)
        if _is(folded[at + 1 : end], part):
            return end
        at = end
    return None


def _is(word: str, part: str) -> bool:
    body = part.strip("*")
    if part.startswith("*"):
        return body in word if part.endswith("*") else word.endswith(body)
    return word.startswith(body) if part.endswith("*") else word == body


def _covered(hit: Hit, traps: Iterable[tuple[int, int, int]]) -> bool:
    return any(owner in (-1, hit.subject) and start <= hit.start and hit.end <= end for owner, start, end in traps)


def _places(folded: str, name: str) -> list[tuple[int, int]]:
    places, at = [], folded.find(name) if name else -1
    while at >= 0:
        places.append((at, at + len(name)))
        at = folded.find(name, at + 1)
    return places


def _opens(tail: str, word: str) -> bool:
    tail = tail.removeprefix(" ")
    return tail.startswith(word) and (unspaced(word[-1]) or not is_word(tail[len(word) : len(word) + 1] or " "))


def _closes(head: str, word: str) -> bool:
    if unspaced(word[-1]):
        return word in head[-len(word) - 2 :]
    words = head.split()[-3:] if head.endswith(" ") else head.split()[-4:-1]
    parts = word.split()
    size = len(parts)
    return any(words[i : i + size] == parts for i in range(len(words)))


def _located(text: str, language: str, hits: list[Hit]) -> list[Hit]:
    if not hits:
        return []
    places = offsets(text, language)
    return [hit._replace(start=places[hit.start], end=places[hit.end]) for hit in hits]


def entries(
    number: int, lines: Mapping[str, Sequence[str]], language: str, *, tone: bool = False, reviewed: bool = True
) -> list[Entry]:
    """Return the entries of a subject's words in a language."""
    return [
        Entry(pattern, number, tone, -1, reviewed)
        for line in lines.get(language, ())
        for pattern in patterns(line, language)
    ]
