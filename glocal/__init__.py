"""Localize a storefront for every market: language, price, sizes, units, culture, delivery, payment and reviews.

    shop = glocal.Storefront.open("examples/bazaar")
    listing = shop.localize("linen-dress", market="BR")
    listing.price.text                  'R$ 219,90'

Names load when they are first used: `import glocal` reads nothing else.
"""

from __future__ import annotations

from glocal.lazily import lazily

TYPE_CHECKING = False  # `typing` costs more than all the rest of this import
if TYPE_CHECKING:
    from glocal import (
        atlas,
        catalog,
        errors,
        formats,
        layers,
        locales,
        rates,
        render,
        rules,
        sizes,
        testing,
        texts,
        translate,
        units,
    )
    from glocal.atlas import Atlas
    from glocal.errors import GlocalError
    from glocal.model.draft import Context, Draft, Layer, Policies, Source, Step
    from glocal.model.listing import Change, Finding, Listing, Price, Text
    from glocal.model.market import Market
    from glocal.model.money import Money
    from glocal.model.product import Image, Product, Review, Variant
    from glocal.storefront import Storefront

_MODULES = frozenset(
    {"atlas", "catalog", "errors", "formats", "layers", "locales", "rates", "render", "rules", "sizes"}
    | {"testing", "texts", "translate", "units"}
)
_NAMES = {
    "Atlas": "atlas",
    "Change": "model.listing",
    "Context": "model.draft",
    "Draft": "model.draft",
    "Finding": "model.listing",
    "GlocalError": "errors",
    "Image": "model.product",
    "Layer": "model.draft",
    "Listing": "model.listing",
    "Market": "model.market",
    "Money": "model.money",
    "Policies": "model.draft",
    "Price": "model.listing",
    "Product": "model.product",
    "Review": "model.product",
    "Source": "model.draft",
    "Step": "model.draft",
    "Storefront": "storefront",
    "Text": "model.listing",
    "Variant": "model.product",
}

__version__ = "0.1.0"

__all__ = [
    "Atlas",
    "Change",
    "Context",
    "Draft",
    "Finding",
    "GlocalError",
    "Image",
    "Layer",
    "Listing",
    "Market",
    "Money",
    "Policies",
    "Price",
    "Product",
    "Review",
    "Source",
    "Step",
    "Storefront",
    "Text",
    "Variant",
    "atlas",
    "catalog",
    "errors",
    "formats",
    "layers",
    "locales",
    "rates",
    "render",
    "rules",
    "sizes",
    "testing",
    "texts",
    "translate",
    "units",
]


__getattr__, __dir__ = lazily(__name__, _NAMES | dict.fromkeys(_MODULES, ""))
