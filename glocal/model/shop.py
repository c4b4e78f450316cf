"""The shop as its `shop.toml` states it: frozen, checked, holding nothing that was read from elsewhere."""

import datetime as dt
import re
from typing import Any

import msgspec

from glocal.model.draft import Policies
from glocal.model.product import Category

__all__ = ["TERRITORIES", "CatalogFile", "FieldSpec", "Shop", "is_language_tag", "language_tag"]

_ISO_3166 = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC
CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD
GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH
KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW
MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC
SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY
UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
"""

TERRITORIES: tuple[str, ...] = (*_ISO_3166.split(), "XK")
"""ISO 3166-1 alpha-2 codes (as in pycountry, seen 2026-11-21), and CLDR's XK for Kosovo."""

_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*")


def is_language_tag(text: str) -> bool:
    """Tell whether `text` has the shape and the usual spelling of a BCP 47 tag.

    >>> is_language_tag("zh-Hant-TW"), is_language_tag("pt_BR")
    (True, False)
    """
    return bool(_TAG.fullmatch(text))


def language_tag(text: str) -> str:
    """Return `text` in the usual spelling of a BCP 47 tag, or '' where it has not the shape of one.

    >>> language_tag("pt_br"), language_tag("zh-hans"), language_tag("English")
    ('pt-BR', 'zh-Hans', '')
    """
    head, *rest = text.replace("_", "-").split("-")
    parts = [head.lower(), *(_subtag(part) for part in rest)]
    spelled = "-".join(parts)
    return spelled if is_language_tag(spelled) else ""


def _subtag(part: str) -> str:
    if len(part) == 2:
        return part.upper()
    return part.title() if len(part) == 4 and part.isalpha() else part.lower()


class FieldSpec(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where one field of a product is found in a row of a foreign CSV or JSON file."""

    path: str = ""
    """Column name, or dotted path into JSON: 'dimensions.width', 'meta.barcode'."""
    default: str = ""
    """Value where the path is missing or empty."""
    split: str = ""
    """Separator of a cell that holds several values; '' where it holds one."""
    starts_with: str = ""
    """Keep only the values that begin so, and cut it off: 'brand:'."""
    take: str = "all"
    """Which of several values a single field takes: 'first', 'last', or 'all' joined with ' > '."""
    prepend: str = ""
    """Put before every value: 'images/'."""
    value_map: dict[str, str] = {}
    """Value as written -> value meant."""
    scale: str = ""
    """A number is multiplied by this exact decimal: '0.01' for cents."""
    unit: str = ""
    """Unit of a measure whose cell states none."""
    currency: str = ""
    """Currency of a price whose cell states none; '' is the shop's."""
    language: str = ""
    """BCP 47 tag of a text in another language than the shop's."""
    names: str = ""
    """For options: path of the options' names, split like the values."""
    fields: dict[str, str] = {}
    """For lists of objects such as reviews: our name -> path inside the object."""


class CatalogFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The `[catalog]` table: which file, and how to read it."""

    file: str = ""
    """Path below the shop's folder; '' looks for catalog.jsonl, then products.csv."""
    dialect: str = ""
    """jsonl, shopify, woocommerce, merchant-tsv, merchant-xml, mapped; '' tells from the file."""
    encoding: str = "utf-8"
    """Encoding of a CSV file; a byte order mark is skipped."""
    delimiter: str = ""
    """Between the cells of a CSV file; '' tells from the first line."""
    rows: str = ""
    """Mapped JSON: dotted path of the list of products; '' where the file is that list."""
    group_by: str = ""
    """Mapped: path whose equal values make one product of several rows."""
    carry_down: tuple[str, ...] = ()
    """Mapped: columns whose empty cells repeat the cell above, within a group; ('*',) for all."""
    html: bool | None = None
    """Whether descriptions are HTML; None leaves it to the dialect."""


class Shop(msgspec.Struct, frozen=True, kw_only=True):
    """One shop's settings. The files beside shop.toml are read by those who need them."""

    name: str
    """Shown name, in the source language."""
    language: str
    """BCP 47 tag of the catalogue's texts."""
    currency: str
    """ISO 4217 code of the catalogue's prices."""
    markets: tuple[str, ...]
    """ISO 3166 territories sold to, or ('all',)."""
    url: str = ""
    """https address of the site's root, with its last slash; '' where there is none yet."""
    tagline: str = ""
    """One line about the shop, in the source language."""
    theme: str = ""
    """Folder of the shop's own templates; '' for the shipped theme."""
    seasons: tuple[str, ...] = ()
    """Festive accents that the shop shows when their time comes: 'christmas', 'lunar-new-year'."""
    cart: str = ""
    """Address that the buy form is sent to: https://... or /...; '' where nothing takes orders yet."""
    sample_cart: dict[str, int] = {}
    """SKU -> count: a cart to show on a page of its own in every market; empty makes no such page."""
    today: dt.date | None = None
    """Pinned date, for pages that must not change by themselves; None reads the date when the shop is opened."""
    categories: dict[str, Category] = {}
    """The [category.*] tables by key, in the file's order."""
    policies: Policies = Policies()
    """What the shop decides."""
    rates: dict[str, Any] = {}
    """The [rates] table as written, for glocal.rates."""
    catalog: CatalogFile = CatalogFile()
    """The [catalog] table."""
    fields: dict[str, Any] = {}
    """The [fields] table of a mapped catalogue: target -> FieldSpec, a list of them, or a table of them."""
