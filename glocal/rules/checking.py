"""Ask the rules about a text, a product or a few fields, without a shop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from glocal.atlas import data_folder
from glocal.errors import UnknownError
from glocal.model.money import CURRENCIES, Money
from glocal.model.product import Category, HandPrice, Image, Option, Product, Role, Variant
from glocal.model.rule import GOODS
from glocal.rules.data import load_pack
from glocal.rules.library import library as library_of
from glocal.rules.match import bind_rules, finding, met
from glocal.rules.overlap import once
from glocal.rules.price import priced
from glocal.rules.scan import look

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from glocal.model.listing import Finding
    from glocal.model.rule import Rule

__all__ = ["check", "check_rules", "product_of"]

KEYS = (
    "title", "description", "brand", "category", "goods", "gift", "attributes", "options", "image_tags", "image_alt",
    "tags", "count", "price", "language",
)  # fmt: skip
_ROLES: dict[str, Role] = {
    "color": "color", "colour": "color", "size": "size", "material": "material", "style": "style", "count": "count",
}  # fmt: skip


def check(
    subject: str | Product | Mapping[str, Any],
    *,
    market: str,
    language: str | None = None,
    today: date | None = None,
    favours: bool = False,
    folders: Sequence[Path] | None = None,
) -> tuple[Finding, ...]:
    """Return what people in a market would mind.

    `subject` is a text, a Product, or a mapping with any of title, description, brand, category, goods, gift,
    attributes, options, image_tags, image_alt, tags, count and price. `language` is that of the words, by default the
    product's, else the one most spoken in the market. Without `today`, seasonal rules hold and laws count as read.
    `folders` are those of an atlas, by default glocal's own.

    Raises UnknownError for a market that is no ISO 3166-1 territory and for an unknown key.

    >>> [(f.rule, f.severity, f.snippet) for f in check("Vestido roxo", market="BR", language="pt")]
    [('BR.purple', 'note', 'Vestido roxo')]
    >>> [(f.rule, f.severity) for f in check({"options": {"color": "#800080"}}, market="BR")]
    [('BR.purple', 'avoid')]
    """
    _known_market(market)
    own = tuple(folders) if folders is not None else (data_folder(),)
    pack = load_pack(own, market)
    tongue = language or (subject.language if isinstance(subject, Product) else _spoken(market))
    return check_rules(subject, pack.rules, market, tongue, own, today=today, favours=favours)


def check_rules(
    subject: str | Product | Mapping[str, Any],
    rules: Iterable[Rule],
    market: str,
    language: str,
    folders: Sequence[Path],
    *,
    today: date | None = None,
    favours: bool = False,
) -> tuple[Finding, ...]:
    """Return the findings of some rules."""
    library = library_of(folders)
    product, category, lacks_nothing = product_of(subject, market, language)
    seen = look(product, category, library)
    if lacks_nothing:
        seen = seen._replace(firm=tuple(s for s in seen.firm if s.place != "missing"))
    bounds = bind_rules(rules, library, today, favours=favours)
    ordered = [b for number in sorted(bounds) for b in bounds[number]]
    found = [*met(ordered, seen, seen.words, product, market), *priced(product, market, ordered, library)]
    return tuple(finding(product, m.bound, m.sights, m.also) for m in once(found))


def product_of(
    subject: str | Product | Mapping[str, Any], market: str, language: str
) -> tuple[Product, Category | None, bool]:
    """Return a product, what its category says, and whether nothing of it counts as missing."""
    if isinstance(subject, Product):
        return subject, _category(subject.category, False), False
    fields = {"title": subject} if isinstance(subject, str) else dict(subject)
    stated = "missing" in fields
    missing = fields.pop("missing", ())
    for key in fields:
        if key not in KEYS:
            raise UnknownError("key", key, KEYS, where="check")
    text = str(fields.get("goods") or "")
    product = _product(fields, market, language, missing)
    category = _category(text or product.category, bool(fields.get("gift")))
    return product, category, not stated


def _category(name: str, gift: bool) -> Category | None:
    goods = name if name in GOODS else ""
    return Category(title=name, goods=goods, gift=gift) if goods or gift else None


def _product(fields: Mapping[str, Any], market: str, language: str, missing: Iterable[str]) -> Product:
    options = [*_options(fields)]
    images = [Image(src="picture", tags=tuple(fields.get("image_tags", ())), alt=str(fields.get("image_alt", "")))]
    return Product(
        id="text",
        slug="text",
        title=str(fields.get("title", "")),
        language=str(fields.get("language") or language),
        description=str(fields.get("description", "")),
        brand=str(fields.get("brand", "")),
        category=str(fields.get("category", "")),
        attributes=tuple((str(k), str(v)) for k, v in dict(fields.get("attributes", {})).items()),
        options=tuple(options),
        images=tuple(images) if images[0].tags or images[0].alt else (),
        tags=tuple(fields.get("tags", ())),
        origin="" if "origin" in missing else "XX",
        manufacturer="" if "manufacturer" in missing else "-",
        responsible_person="" if "responsible-person" in missing else "-",
        variants=tuple(_variants(options, fields, market, "lowest-price" in missing)),
    )


def _options(fields: Mapping[str, Any]) -> Iterable[Option]:
    for name, values in dict(fields.get("options", {})).items():
        listed = [values] if isinstance(values, str) else list(values)
        yield Option(name=name, role=_ROLES.get(name.casefold(), "other"), values=tuple(map(str, listed)))
    if fields.get("count"):
        yield Option(name="count", role="count", values=(str(fields["count"]),))


def _variants(options: Sequence[Option], fields: Mapping[str, Any], market: str, reduced: bool) -> Iterable[Variant]:
    rows = max((len(option.values) for option in options), default=1)
    hand = (
        {market: HandPrice(price=Money.parse(str(fields["price"]), _currency(market)))} if fields.get("price") else {}
    )
    for row in range(rows):
        values = tuple(option.values[min(row, len(option.values) - 1)] for option in options)
        former = Money(200, "USD") if reduced else None
        yield Variant(
            sku=f"text-{row + 1}", price=Money(100, "USD"), compare_at=former, options=values, hand_prices=hand
        )


def _currency(market: str) -> str:
    from babel.core import get_global

    held = [code for code, *_, tender in get_global("territory_currencies").get(market, []) if tender]
    return held[-1] if held and held[-1] in CURRENCIES else "USD"


def _spoken(market: str) -> str:
    from babel.core import get_global

    return str(get_global("likely_subtags").get(f"und_{market}", "en")).split("_")[0]


def _known_market(market: str) -> None:
    from glocal.atlas import territories

    if market not in territories():
        raise UnknownError("market", market, territories())


def example(fields: msgspec.Struct) -> dict[str, Any]:
    """Return the mapping of an example that a rule file gives."""
    table = {k: v for k, v in msgspec.structs.asdict(fields).items() if v or k == "missing"}
    return table if table.get("missing") else {k: v for k, v in table.items() if k != "missing"}
