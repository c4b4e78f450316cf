"""How far the translations are: per language file, and as what shoppers see today."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glocal.translate.products import fields, identity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from glocal import po
    from glocal.model.product import Product
    from glocal.texts import Texts

__all__ = ["Coverage", "Seen", "coverage", "seen", "words_in"]

_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# Letters of scripts that write no spaces: a reader's rule of thumb counts each as a word.
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f]")


@dataclass(frozen=True, slots=True)
class Coverage:
    """One file in numbers: `stale` have a text of an older source, `words_left` counts source words to translate."""

    language: str
    file: str
    total: int
    translated: int
    stale: int
    empty: int
    obsolete: int
    words_left: int

    @property
    def percent(self) -> int:
        """Whole percent, rounded down, so that 100 means all."""
        return 100 * self.translated // self.total if self.total else 100


@dataclass(frozen=True, slots=True)
class Seen:
    """What shoppers of one market see: numbers of texts by language, and the products whose texts fell back."""

    market: str
    language: str
    texts: Mapping[str, int]
    fallen_back: Mapping[str, tuple[str, ...]]
    """Product id -> its fields that are not in the language asked for."""


def coverage(file: po.File, language: str, template: Iterable[po.Entry] = ()) -> Coverage:
    """Count a file; with the `template` of today's texts, those that the file lacks count as empty.

    What `extract` has not yet brought up to date counts as stale: its source is no longer the template's.
    """
    head = file.head
    live = {identity(e): e for e in file.entries if e is not head and not e.obsolete}
    wanted = {identity(e): e for e in template} or live
    done = {k for k, e in wanted.items() if k in live and live[k].translated and live[k].msgid == e.msgid}
    filled = {k for k in wanted if k in live and any(live[k].msgstr)} - done
    return Coverage(
        language,
        file.name,
        total=len(wanted),
        translated=len(done),
        stale=len(filled),
        empty=len(wanted) - len(done) - len(filled),
        obsolete=sum(e.obsolete for e in file.entries),
        words_left=sum(words_in(e.msgid) for k, e in wanted.items() if k not in done),
    )


def words_in(text: str) -> int:
    """Count the words of a text, tags apart.

    >>> words_in("<p>A cat's bed, 30 cm</p>"), words_in("紫色")
    (5, 2)
    """
    plain = _TAG.sub(" ", text)
    return len(_DENSE.findall(plain)) + len(_WORD.findall(_DENSE.sub(" ", plain)))


def seen(products: Iterable[Product], texts: Texts, market: str, language: str) -> Seen:
    """Count in which languages a market's shoppers read the products today."""
    counts: Counter[str] = Counter()
    back: dict[str, tuple[str, ...]] = {}
    for product in products:
        languages = {field: _language(product, field, text, texts, market) for field, text in fields(product)}
        counts.update(languages.values())
        if missed := tuple(field for field, tag in languages.items() if not _serves(tag, language)):
            back[product.id] = missed
    return Seen(market, language, dict(sorted(counts.items())), back)


def _language(product: Product, field: str, text: str, texts: Texts, market: str) -> str:
    own = {tag: values[field] for tag, values in product.texts.items() if values.get(field)}
    found = texts.product(product.id, field, market, own=own, source=text)
    return found.language if found else product.language


def _serves(tag: str, language: str) -> bool:
    """A parent of the language asked for is no fallback: `pt` serves `pt-BR`."""
    return tag == language or language.startswith(f"{tag}-") or tag.startswith(f"{language}-")
