"""Measures: what the merchant measured, in the units that people there use, and measures inside the description.

A number keeps the precision it was stated with. What is told in a familiar unit already stays as written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from glocal import units
from glocal.errors import LimitError, UnknownError
from glocal.memo import Memo
from glocal.model.listing import Fact, Text

if TYPE_CHECKING:
    from glocal.model.draft import Context, Draft, Source, Step
    from glocal.model.product import Category, Product, Quantity, Variant

__all__ = ["bind"]

LAYER = "measures"
_TAG = re.compile(r"(<[^>]*>)")
_DIGIT = re.compile(r"\d")


class Asked(str):
    """One measure as stated. It is a string because a string remembers its hash: markets look it up by the million."""

    __slots__ = ("name", "quantity", "usage")

    name: str
    quantity: Quantity
    usage: str

    @classmethod
    def of(cls, usage: str, name: str, quantity: Quantity) -> Asked:
        asked = cls(f"{usage}|{quantity.value!s} {quantity.unit}|{name}")
        asked.usage, asked.name, asked.quantity = usage, name, quantity
        return asked


class Stated(NamedTuple):
    """A product's measures as the merchant wrote them: what no market changes."""

    product: tuple[Asked, ...]
    variants: tuple[tuple[Asked, ...], ...] | None
    """None where no variant has a measure."""
    worded: bool
    """Whether the description holds a digit at all."""


def bind(context: Context) -> Step:
    """Bind to a market: the step sets `measures` and `variant_measures` and completes `description`."""
    view = _View(context)
    fact = view.fact.__getitem__

    def step(draft: Draft) -> None:
        stated = draft.source.memo.get(LAYER) or _stated(draft.source, view.category(draft.source))
        draft.measures = tuple(map(fact, stated.product))
        if stated.variants is not None:
            draft.variant_measures = [tuple(map(fact, asked)) for asked in stated.variants]
        if stated.worded:
            draft.description = view.described(draft)

    if not context.trace:
        return step

    def recorded(draft: Draft) -> None:
        before = draft.description.value
        step(draft)
        for fact in draft.measures:
            if fact.original:
                draft.record(LAYER, f"measures[{fact.key}]", fact.original, fact.value, view.because)
        if draft.description.value != before:
            draft.record(LAYER, "description", before, draft.description.value, view.because)

    return recorded


def _stated(source: Source, category: Category | None) -> Stated:
    product = source.product
    holders: tuple[Product | Variant, ...] = (product, *product.variants)
    names = {name for holder in holders for name, _ in holder.measures}
    usages = {name: _usage(category, name) for name in names}

    def asked(holder: Product | Variant) -> tuple[Asked, ...]:
        return tuple([Asked.of(usages[name], name, quantity) for name, quantity in holder.measures])

    variants = tuple([asked(variant) for variant in product.variants])
    worded = any(map(_DIGIT.search, [product.description, *_descriptions(source)]))
    found = source.memo[LAYER] = Stated(asked(product), variants if any(variants) else None, worded)
    return found


def _descriptions(source: Source) -> list[str]:
    return [texts.get("description", "") for texts in source.product.texts.values()]


class _View:
    """One market's way with measures."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.place = context.market.code
        self.fact: Memo[Asked, Fact] = Memo(self._fact)
        self.word: Memo[str, Text] = Memo(lambda name: Text(*context.texts.word("attribute", name)))
        self.told: Memo[tuple[str, str], units.Bound] = Memo(lambda asked: self._bound(*asked))
        self.because = f"units of {self.place}: CLDR's unit preferences and rules/units.toml"

    def _bound(self, usage: str, language: str) -> units.Bound:
        return units.bind(usage, self.place, self.context.written(language), units=self.context.market.units)

    def category(self, source: Source) -> Category | None:
        return self.context.categories.get(source.category)

    def _fact(self, asked: Asked) -> Fact:
        quantity, language = asked.quantity, self.context.language
        bound = self.told[asked.usage, language]
        text, unit = bound.words(quantity.value, quantity.unit)
        original = "" if unit == quantity.unit else bound.own_words(quantity.value, quantity.unit)
        return Fact(
            asked.name,
            self.word[asked.name],
            Text(text, language),
            "" if original == text else original,
        )

    def described(self, draft: Draft) -> Text:
        """Return the description with each measure told in the market's unit too."""
        text, source = draft.description, draft.source
        usage = _usage(self.category(source), "")
        key = (LAYER, text.value, text.language, usage)
        found = source.memo.get(key)
        if found is None:
            found = source.memo[key] = _found(text, draft.product.html)
        if not any(found_in for _, found_in in found):
            return text
        told = self.told[usage, text.language or self.context.language]
        return Text("".join(units.completed(part, spans, told) for part, spans in found), text.language)


def _found(text: Text, html: bool) -> list[tuple[str, tuple[units.Found, ...]]]:
    """Return the parts of a text with the measures in each; tags of HTML are parts without any."""
    parts = _TAG.split(text.value) if html else [text.value]
    try:
        return [(part, () if part.startswith("<") and html else units.find(part, text.language)) for part in parts]
    except (LimitError, UnknownError):
        return [(text.value, ())]


def _usage(category: Category | None, name: str) -> str:
    """Return the usage of a measure: by its name, then the category's, then its name where that is a usage."""
    if category is not None:
        wanted = category.usages.get(name) or category.usage
        if wanted:
            return wanted
    return name if name in units.usages() and name != "default" else "default"
