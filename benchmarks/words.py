"""The rules' words in texts: one pass of glocal's beside one expression of 1,500 of them.

Both read the same texts. What both find of the 1,500 words is compared first, both ways: the same words at the same
places. glocal looks for all words of the rules and their traps. "Words" is that alone, on folded text. "Hits" is all
that a text goes through, from folding, which both do with the same function, to what the words mean where they stand:
traps, negations, places in the text as it was written.
"""

from __future__ import annotations

import html
import random
import re
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import storefront, work
from benchmarks.beside import SEED, Comparison, beside
from glocal.atlas import data_folder
from glocal.rules.edges import spaced
from glocal.rules.library import library
from glocal.rules.text import fold
from glocal.storefront import Storefront

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from glocal.model.listing import Listing
    from glocal.rules.lexicon import Lexicon
    from glocal.rules.needles import Entry

__all__ = ["measure"]

WORDS = 1_500
FEW, AGAIN = 40, 5
"""Texts that the expression is timed on, and how often glocal reads all: so that both run for a while."""
TOGETHER = 4
BAZAAR = Path(__file__).resolve().parent.parent / "examples" / "bazaar"
FORMS = {r"\b": (r"\b", r"\b"), "look-around": (r"(?<!\w)", r"(?!\w)")}
_TAG = re.compile(r"<[^<>]*>")


def measure(rounds: int) -> Iterator[Comparison]:
    """Yield English and all languages at once, on English and on texts of twelve languages."""
    shelf = library((data_folder(),))
    english, several = shelf.lexicon("en"), shelf.lexicon("mul")
    made_up = [row["description"] for row in work.rows(200, 1, storefront.terms())]
    yield from _compared("English", english, made_up, rounds)
    yield from _compared("all languages", several, made_up, rounds)
    yield from _compared("all languages, their texts", several, _shown(), rounds)


def _shown() -> list[str]:
    """Return what the example shop says of its products, in each of its languages; some products to a text."""
    shop = Storefront.open(BAZAAR)
    languages = {language: market for market, language in reversed(shop.editions)}
    return [
        " ".join(map(_text, batch))
        for language, market in languages.items()
        for batch in _batches(shop.listings(market=market, language=language))
    ]


def _batches(listings: Iterator[Listing]) -> Iterator[tuple[Listing, ...]]:
    while batch := tuple(islice(listings, TOGETHER)):
        yield batch


def _text(listing: Listing) -> str:
    fields = [f"{field.name.value}: {field.value.value}" for field in listing.attributes]
    described = html.unescape(_TAG.sub(" ", listing.description.value))
    return ". ".join([listing.title.value, described, *fields])


def _compared(name: str, lexicon: Lexicon, texts: Sequence[str], rounds: int) -> Iterator[Comparison]:
    known = _plain(lexicon)
    chosen = random.Random(SEED).sample(sorted(known), min(WORDS, len(known)))
    numbers = frozenset(known[word] for word in chosen)
    folded = [fold(text, lexicon.language) for text in texts]
    few = random.Random(SEED).sample(range(len(texts)), FEW)
    for form, (left, right) in FORMS.items():
        expression = _expression(chosen, left, right)
        for text in folded:
            _same(text, lexicon, expression, numbers)
        met = partial(_each, _spans(expression), [folded[i] for i in few])
        yield beside(f"words: {name}", f"re, {form}", rounds, partial(_each, lexicon.matches, folded * AGAIN), met)
        met = partial(_each, _spans(expression, lexicon.language), [texts[i] for i in few])
        yield beside(f"hits: {name}", f"re, {form}", rounds, partial(_each, lexicon.scan, [*texts] * AGAIN), met)


def _each(read: Callable[[str], object], texts: Sequence[str]) -> int:
    for text in texts:
        read(text)
    return len(texts)


def _spans(expression: re.Pattern[str], language: str | None = None) -> Callable[[str], list[tuple[int, int]]]:
    if language is None:
        return lambda folded: [m.span() for m in expression.finditer(folded)]
    return lambda text: [m.span() for m in expression.finditer(fold(text, language))]


def _plain(lexicon: Lexicon) -> dict[str, int]:
    """Return the words that an expression can look for as well, with their numbers: whole and of letters only."""
    listed = ((literal, i, lexicon.entries[i]) for i, literal in enumerate(lexicon.literals))
    return {word: i for word, i, entries in listed if _lettered(word) and any(map(_whole, entries))}


def _lettered(word: str) -> bool:
    ends = word[0], word[-1]
    return (
        all(c.isalnum() or c == " " for c in word)
        and not any(c.isdigit() for c in ends)
        and len({spaced(c) for c in ends}) == 1
    )


def _whole(entry: Entry) -> bool:
    _, open_left, open_right, before, after = entry.pattern
    return entry.subject >= 0 and not (open_left or open_right or before or after)


def _expression(words: Sequence[str], left: str, right: str) -> re.Pattern[str]:
    """Return all words as alternatives, the longest first; those of scripts without spaces stand anywhere."""
    ordered = sorted(words, key=len, reverse=True)
    bounded = "|".join(re.escape(word) for word in ordered if spaced(word[0]))
    free = "|".join(re.escape(word) for word in ordered if not spaced(word[0]))
    return re.compile(f"{left}(?:{bounded}){right}" + (f"|(?:{free})" if free else ""))


def _same(folded: str, lexicon: Lexicon, expression: re.Pattern[str], numbers: frozenset[int]) -> None:
    """Raise AssertionError unless both find the same words; an expression finds none that begins within another."""
    met = sorted((start, -end) for number, start, end in lexicon.matches(folded) if number in numbers)
    ours, read = [], 0
    for start, end in met:
        if start >= read:
            ours.append((start, -end))
            read = -end
    theirs = [m.span() for m in expression.finditer(folded)]
    assert ours == theirs, (folded, ours, theirs)
