"""The shop as it stands on disk now: which storefront answers for which edition, reopened where files changed.

A storefront is never changed. When a file does, the editions that it bears on get a new one, the others keep theirs,
with all that they have bound and compiled.
"""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import msgspec

from glocal import rules
from glocal.catalog import shop as shops
from glocal.errors import Fault, FileError, GlocalError, UnknownError
from glocal.storefront import Storefront
from glocal.texts import folder_name

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from glocal.catalog import Catalog

__all__ = ["Edition", "Opened"]

Edition = tuple[str, str]
"""Market and language."""


BESIDE = (("prices.csv",), ("reviews.jsonl",))
"""Files beside the catalogue's own."""


class Opened:
    """A shop and its editions; safe to use from many threads."""

    def __init__(self, folder: Path, today: dt.date | None = None) -> None:
        self.folder = folder
        self._today = today
        self._lock = Lock()
        self.shop = Storefront.open(folder, today=today)
        self.editions: tuple[Edition, ...] = self.shop.editions
        self._by_edition: dict[Edition, Storefront] = dict.fromkeys(self.editions, self.shop)
        self.faults: tuple[Fault, ...] = ()
        """Why the files as they stand now cannot be used; the shop is then still the one before."""
        self.catalog_number = 0
        """Changes with the catalogue."""

    @property
    def catalog(self) -> Catalog:
        """The products."""
        found: Catalog = self.shop.catalog  # type: ignore[assignment]
        return found

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language that the shop is shown in, once."""
        return tuple(dict.fromkeys(tag for _, tag in self.editions))

    def of(self, market: str, language: str | None = None) -> Storefront:
        """Return the storefront of an edition; raises UnknownError for one that the shop does not have."""
        return self._by_edition[self.edition(market, language)]

    def edition(self, market: str, language: str | None = None) -> Edition:
        """Return an edition of the shop, by default the market's first."""
        for code, tag in self.editions:
            if code == market and language in (None, "", tag):
                return code, tag
        if market not in self.shop.markets:
            raise UnknownError("market", market, self.shop.markets)
        raise UnknownError("language", language, [tag for code, tag in self.editions if code == market])

    def refresh(self, changed: Iterable[Path]) -> frozenset[Edition]:
        """Open the shop anew where files changed; return the editions that are to be looked at again.

        Where the files cannot be used, `faults` says why and everything stays as it was.
        """
        names = [path.relative_to(self.folder).parts for path in changed]
        with self._lock:
            try:
                touched = self._reopen(names)
            except FileError as error:
                self.faults = error.faults
                return frozenset()
            except GlocalError as error:
                self.faults = (Fault("the shop", "", "files that can be used", str(error)),)
                return frozenset()
            self.faults = ()
            return touched

    def _reopen(self, names: list[tuple[str, ...]]) -> frozenset[Edition]:
        if any(name[0] == "rules" or name[-1] == "rules.po" for name in names):
            rules.forget()
        new, same_products = self._fresh(names)
        editions = new.editions
        touched = editions if editions != self.editions else self._touched(new, names)
        for edition in touched:
            self._bind(new, edition)
        if not same_products:
            next(iter(new.catalog), None)
            self.catalog_number += 1
        self.shop, self.editions = new, editions
        self._by_edition = {e: new if e in touched or not same_products else self._by_edition[e] for e in editions}
        return frozenset(editions if not same_products else touched)

    def _bind(self, new: Storefront, edition: Edition) -> None:
        """Bind an edition before it is asked for; raises what keeps it from that, where it was not so before."""
        try:
            new.edition(*edition)
        except GlocalError:
            old = self._by_edition.get(edition)
            if old is None or _binds(old, edition):
                raise

    def _fresh(self, names: list[tuple[str, ...]]) -> tuple[Storefront, bool]:
        """Return the shop opened anew, and whether its products are those that it had."""
        old, shop = self.shop, shops.load(self.folder)
        alike = msgspec.structs.replace(shop, policies=old.shop.policies, rates=old.shop.rates) == old.shop
        if not alike or any(_is_catalog(name) for name in names):
            return Storefront.open(self.folder, today=self._today), False
        repriced = any(name in BESIDE for name in names)
        catalog = self.catalog.beside() if repriced else self.catalog
        rates = None if any(name in (("shop.toml",), ("rates.toml",)) for name in names) else old.rates
        new = Storefront(shop, self.folder, catalog=catalog, today=old.today, rates=rates)
        if not any(name[:2] == ("rules", "markets") for name in names):
            new.atlas = old.atlas
        return new, not repriced

    def _touched(self, new: Storefront, names: list[tuple[str, ...]]) -> tuple[Edition, ...]:
        return tuple(e for e in self.editions if any(self._bears_on(new, name, e) for name in names))

    def _bears_on(self, new: Storefront, name: tuple[str, ...], edition: Edition) -> bool:
        if name[0] == "locales" and len(name) > 1:
            return name[1] in {folder_name(tag) for tag in new.texts(edition[1]).chain}
        if name[0] == "rules" and len(name) == 3:
            stem = Path(name[2]).stem
            return stem == edition[0] or stem not in self.shop.markets
        return True


def _binds(shop: Storefront, edition: Edition) -> bool:
    try:
        shop.edition(*edition)
    except GlocalError:
        return False
    return True


def _is_catalog(name: tuple[str, ...]) -> bool:
    return len(name) == 1 and name not in (("shop.toml",), ("rates.toml",), *BESIDE)
