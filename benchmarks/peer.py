"""The straight line: what a good developer writes by hand with Babel, pint, re and Jinja2.

No tricks, and no silly mistakes: locales, registry, expression, templates and translations are made once a market; pint
is asked only where the market's unit differs; money is Decimal all the way; the text is lower-cased once before the
words are looked for. It shares nothing between products or markets and remembers no formatted value, as few people do
by hand. What a market is like (rate, tax, sizes, units, words to find, days) is given to it as glocal resolved it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, format_percent
from babel.units import format_unit
from jinja2 import DictLoader, Environment

if TYPE_CHECKING:
    import datetime as dt

    import pint
    from babel.support import Translations

PLURAL = ("%(count)s review", "%(count)s reviews")

TEMPLATE = (Path(__file__).parent / "peer.html").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Facts:
    """What the peer is told of a market."""

    code: str
    language: str
    currency: str
    rate: Decimal
    tax: Decimal
    sizes: dict[str, str]
    length: tuple[str, str]
    """pint unit, CLDR unit."""
    weight: tuple[tuple[int, str, str, int], ...]
    """From so many grams: pint unit, CLDR unit, decimals; largest first."""
    eta: tuple[dt.date, dt.date]
    payments: tuple[str, ...]
    direction: str
    reductions: bool
    """Whether a former price may be shown."""
    terms: tuple[str, ...]


class Peer:
    """One market. `localize` gives plain data, `render` a page, `to_json` a document."""

    def __init__(self, facts: Facts, translations: Translations, registry: pint.UnitRegistry) -> None:
        self.facts = facts
        self.locale = Locale.parse(facts.language, sep="-")
        self.registry = registry
        self.translations = translations
        ordered = sorted(facts.terms, key=len, reverse=True)
        self.terms = re.compile(r"\b(?:" + "|".join(map(re.escape, ordered)) + r")\b")
        env = Environment(
            loader=DictLoader({"product.html": TEMPLATE}), autoescape=True, extensions=["jinja2.ext.i18n"]
        )
        env.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]
        self.template = env.get_template("product.html")
        self.market = {
            "lang": facts.language,
            "direction": facts.direction,
            "code": facts.code.lower(),
            "payments": facts.payments,
        }

    def money(self, fen: int) -> str:
        amount = Decimal(fen) / 100 * self.facts.rate * (1 + self.facts.tax)
        return format_currency(amount, self.facts.currency, locale=self.locale)

    def length(self, cm: int) -> str:
        unit, cldr = self.facts.length
        value: float = cm
        if unit != "centimeter":
            value = self.registry.Quantity(cm, "centimeter").to(unit).magnitude
        return format_unit(round(value, 1), cldr, length="short", locale=self.locale)

    def weight(self, grams: int) -> str:
        _, unit, cldr, digits = next(row for row in self.facts.weight if grams >= row[0])
        value: float = grams
        if unit != "gram":
            value = self.registry.Quantity(grams, "gram").to(unit).magnitude
        return format_unit(round(value, digits), cldr, length="short", locale=self.locale)

    def scan(self, row: dict[str, Any]) -> list[str]:
        text = (row["title"] + "\n" + row["description"]).lower()
        return sorted({m.group() for m in self.terms.finditer(text)})

    def date(self, day: dt.date) -> str:
        return format_date(day, "medium", locale=self.locale)

    def localize(self, row: dict[str, Any]) -> dict[str, Any]:
        _ = self.translations.pgettext
        locale, show = self.locale, self.facts.reductions
        variants = [
            {
                "sku": v["sku"],
                "color": _("option-value", v["color"]),
                "size": self.facts.sizes[str(v["size_eu"])],
                "chest": self.length(v["chest_cm"]),
                "waist": self.length(v["waist_cm"]),
                "length": self.length(v["length_cm"]),
                "price": self.money(v["price"]),
                "list_price": self.money(v["list_price"]) if show else "",
                "stock": v["stock"],
            }
            for v in row["variants"]
        ]
        lead = row["variants"][0]
        off = Decimal(lead["list_price"] - lead["price"]) / lead["list_price"]
        stars = Decimal(sum(q["stars"] for q in row["quotes"])) / len(row["quotes"])
        count = len(row["quotes"])
        return {
            "id": row["id"],
            "market": self.facts.code,
            "title": row["title"],
            "brand": row["brand"],
            "description": row["description"],
            "category": _("category", row["category"]),
            "category_slug": row["category"].lower(),
            "attributes": [
                [_("attribute", name), _("attribute-value", row[name.lower()])]
                for name in ("Material", "Season", "Fit", "Care")
            ],
            "color_name": _("option", "Color"),
            "measure_names": [_("measure", name) for name in ("chest", "waist", "length")],
            "weight_name": _("measure", "weight"),
            "weight": self.weight(row["weight_g"]),
            "price": variants[0]["price"],
            "list_price": variants[0]["list_price"],
            "discount": format_percent(off, locale=locale) if show else "",
            "rating": format_decimal(round(stars, 1), "0.0", locale=locale),
            "reviews_label": self.translations.ngettext(*PLURAL, count)
            % {"count": format_decimal(count, locale=locale)},
            "eta": " – ".join(self.date(day) for day in self.facts.eta),
            "flags": self.scan(row),
            "variants": variants,
            "quotes": [
                {"author": q["author"], "stars": q["stars"], "date": self.date(q["date"]), "text": q["text"]}
                for q in sorted(row["quotes"], key=lambda q: q["date"], reverse=True)
            ],
        }

    def render(self, row: dict[str, Any]) -> str:
        return self.template.render(m=self.market, p=self.localize(row))

    def to_json(self, row: dict[str, Any]) -> str:
        return json.dumps(self.localize(row), ensure_ascii=False)
