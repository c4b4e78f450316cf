"""The words in a [category.*] table that are on glocal's closed lists: garment, audience, size system, usage, goods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glocal.errors import UnknownError

if TYPE_CHECKING:
    from collections.abc import Callable

    from glocal.catalog.faults import Place
    from glocal.model.product import Category

__all__ = ["TAX_CLASSES", "check"]

TAX_CLASSES = ("standard", "reduced", "food", "books", "children", "medicine", "zero")
"""What markets know rates for; an unknown one is taxed as standard."""


def check(place: Place, prefix: str, category: Category) -> None:
    """Note every word that is on no list, with the nearest one that is."""
    from glocal.sizes import lists

    _meant(place, f"{prefix}garment", category.garment, lists.garment, lists.systems().garment)
    _meant(place, f"{prefix}audience", category.audience, lists.audience, lists.systems().audience)
    _meant(place, f"{prefix}size_system", category.size_system, lists.system, lists.systems().system)
    _check_usages(place, prefix, category)
    _check_goods(place, f"{prefix}goods", category.goods)
    if category.tax_class not in TAX_CLASSES:
        place.unknown(f"{prefix}tax_class", f"one of {', '.join(TAX_CLASSES)}", category.tax_class, TAX_CLASSES)


def _meant(place: Place, field: str, word: str, read: Callable[[str], str], known: dict[str, object] | object) -> None:
    if word:
        try:
            read(word)
        except UnknownError:
            names = tuple(known) if isinstance(known, dict) else ()
            place.unknown(field, f"one of {', '.join(names)}", word, names)


def _check_usages(place: Place, prefix: str, category: Category) -> None:
    stated = {f"{prefix}usage": category.usage}
    stated |= {f"{prefix}usages.{name}": usage for name, usage in category.usages.items()}
    if not any(stated.values()):
        return
    from glocal.units.preference import usages

    for field, usage in stated.items():
        if usage and usage not in usages():
            place.unknown(field, f"one of {', '.join(usages())}", usage, usages())


def _check_goods(place: Place, field: str, word: str) -> None:
    from glocal.model.rule import GOODS

    if word and word not in GOODS:
        place.unknown(field, f"one of {', '.join(GOODS)}", word, GOODS)
