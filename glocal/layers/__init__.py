"""The layers of localization, in their order.

Each file holds one layer: `bind(context)` looks up, compiles and caches for a market and returns the step that works
on one product. A shop's own layer is any function of that type: copy `DEFAULT`, change the list, and give it to
`Storefront.open(..., layers=[...])`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from glocal.model.draft import Layer

__all__ = ["DEFAULT", "ORDER"]

ORDER = ("language", "culture", "pricing", "sizing", "measures", "delivery", "payment", "reviews")
"""The names of the default layers. Culture decides what leads before anything is shown of the lead."""


def __getattr__(name: str) -> Any:
    if name != "DEFAULT":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    layers: list[Layer] = [import_module(f"{__name__}.{layer}").bind for layer in ORDER]
    globals()["DEFAULT"] = layers
    return layers
