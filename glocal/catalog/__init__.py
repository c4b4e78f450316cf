"""Products in, from several dialects, and listings out: streaming, every row accounted for.

shop = catalog.shop.load("examples/bazaar")     every fault of shop.toml at once
goods = catalog.open(shop, "examples/bazaar")
for product in goods: ...                       thousands a second, in flat memory
goods.report                                    what became of each row
goods.find("linen-dress")                       by id or slug
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glocal.catalog import shop
    from glocal.catalog.catalogue import Catalog, open  # noqa: A004  # catalog.open reads as it should
    from glocal.catalog.listings import write
    from glocal.catalog.report import Refusal, Report, Skip

__all__ = ["Catalog", "Refusal", "Report", "Skip", "open", "shop", "write"]

_HOMES = {"Catalog": "catalogue", "Refusal": "report", "Report": "report", "Skip": "report", "open": "catalogue"}
_HOMES["write"] = "listings"


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(f"glocal.catalog.{_HOMES[name]}"), name)
    if name == "shop":
        return import_module("glocal.catalog.shop")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
