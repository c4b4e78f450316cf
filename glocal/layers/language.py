"""Language: every text of the product in the listing's language, or the nearest there is, marked with what it is.

A text is looked for in the market's own translation, the language's, the catalogue's own, then the same in the
language's parents and the shop's chain; the merchant's words stand where nothing was found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from glocal import formats
from glocal.errors import UnknownError
from glocal.memo import Memo
from glocal.model.listing import Choice, Fact, ListingImage, Text, Trade

if TYPE_CHECKING:
    from collections.abc import Mapping

    from glocal.model.draft import Context, Draft, Source, Step
    from glocal.model.product import Image, Product

__all__ = ["bind"]

LAYER = "language"
NO_TRADE = Trade()


def bind(context: Context) -> Step:
    """Bind to a language and market: the step sets the texts, choices, attributes, pictures and the first lead."""
    words = _Words(context)

    def step(draft: Draft) -> None:
        source, product = draft.source, draft.product
        own = _own(source) if product.texts else None
        draft.title = words.text(product, "title", product.title, own)
        draft.description = words.text(product, "description", product.description, own)
        draft.category_name = words.category[source.category]
        draft.attributes = tuple([words.attribute[pair] for pair in product.attributes])
        draft.choices = words.choose(product)
        draft.images = [words.image(product, i, image) for i, image in enumerate(product.images)]
        draft.trade = words.trade(product)
        draft.lead = _first_in_stock(source)

    if not context.trace:
        return step

    def recorded(draft: Draft) -> None:
        step(draft)
        for field, before, after in (
            ("title", draft.product.title, draft.title),
            ("description", draft.product.description, draft.description),
        ):
            draft.record(LAYER, field, before, after, _because(context, after))

    return recorded


def _because(context: Context, text: Text) -> str:
    if text.language == context.language:
        return f"translation into {text.language}"
    if text.language == context.source_language:
        return f"no translation into {context.language}; the source text stands"
    return f"no translation into {context.language}; {text.language} is the nearest"


def _own(source: Source) -> Mapping[str, Mapping[str, str]]:
    """Return the catalogue's own translations by field, then language."""
    own: Mapping[str, Mapping[str, str]] | None = source.memo.get(LAYER)
    if own is None:
        own = source.memo[LAYER] = {
            field: {tag: texts[field] for tag, texts in source.product.texts.items() if texts.get(field)}
            for field in ("title", "description")
        }
    return own


def _first_in_stock(source: Source) -> int:
    """Return the index of the variant that leads unless a later layer says otherwise."""
    lead: int | None = source.memo.get("lead")
    if lead is None:
        variants = source.product.variants
        lead = source.memo["lead"] = next((i for i, v in enumerate(variants) if v.stock is None or v.stock > 0), 0)
    return lead


class _Words:
    """The words of one language for one market."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.market = context.market.code
        self.in_union = "EU" in context.market.parents  # the only place whose law asks for a responsible person
        self.product = context.texts.product
        self.translated = context.texts.translates
        self.locale = formats.locale(context.language, digits=context.policies.digits)
        self.category = Memo(self._category)
        self.attribute = Memo(self._attribute)
        self.choices = Memo(self._choices)
        self.origin = Memo(self._origin)

    def text(self, product: Product, field: str, source: str, own: Mapping[str, Mapping[str, str]] | None) -> Text:
        if not source and not own:
            return Text("", product.language)
        if not (own or self.translated):
            return Text(source, product.language)
        found = self.product(product.id, field, self.market, own=own[field] if own else None, source=source)
        return Text(source, product.language) if found is None else Text(found.value, found.language)

    def word(self, kind: str, value: str) -> Text:
        """Return a word that all products share: an option's name, a category's title."""
        return Text(*self.context.texts.word(kind, value))

    def _category(self, key: str) -> Text:
        table = self.context.categories.get(key)
        return self.word("category", (table.title if table else "") or key)

    def _attribute(self, pair: tuple[str, str]) -> Fact:
        name, value = pair
        return Fact(name, self.word("attribute", name), self.word("attribute-value", value))

    def choose(self, product: Product) -> list[tuple[Choice, ...]]:
        options = tuple([(option.name, option.role) for option in product.options])
        table = self.choices[options]
        return [table[variant.options] for variant in product.variants]

    def _choices(self, options: tuple[tuple[str, str], ...]) -> Memo[tuple[str, ...], tuple[Choice, ...]]:
        names = [(self.word("option", name), role) for name, role in options]
        values: Memo[str, Text] = Memo(lambda value: self.word("option-value", value))

        def compute(chosen: tuple[str, ...]) -> tuple[Choice, ...]:
            return tuple([Choice(v, role, name, values[v]) for (name, role), v in zip(names, chosen, strict=True)])

        return Memo(compute)

    def image(self, product: Product, index: int, image: Image) -> ListingImage:
        alt = self.text(product, f"images[{index}].alt", image.alt, None)
        return ListingImage(image.src, alt, image.width, image.height, index)

    def trade(self, product: Product) -> Trade:
        if not (product.manufacturer or product.responsible_person or product.origin):
            return NO_TRADE
        person = product.responsible_person if self.in_union else ""
        return Trade(product.manufacturer, person, self.origin[product.origin])

    def _origin(self, code: str) -> str:
        try:
            return self.locale.territory_name(code) if code else ""
        except UnknownError:
            return code
