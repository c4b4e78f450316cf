"""Reading and checking shop.toml: every fault of the file at once, with its key path."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from glocal.catalog import kinds
from glocal.catalog.faults import Place
from glocal.errors import Fault, FileError, UnknownError
from glocal.model.draft import Policies
from glocal.model.money import CURRENCIES, check_currency
from glocal.model.product import MAX_TITLE, Category
from glocal.model.shop import TERRITORIES, CatalogFile, FieldSpec, Shop, is_language_tag, language_tag

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["DIALECTS", "TARGETS", "load", "read"]

DIALECTS = ("jsonl", "shopify", "woocommerce", "merchant-tsv", "merchant-xml", "mapped")
"""The closed list of catalogue dialects."""

TARGETS = (
    *("id", "slug", "title", "description", "brand", "category", "tags", "origin", "hs_code", "manufacturer"),
    *(
        "responsible_person",
        "images",
        "image_alt",
        "options",
        "sku",
        "price",
        "compare_at",
        "lowest_30d",
        "stock",
        "size",
    ),
    *("size_system", "gtin", "variant_images", "reviews"),
)
"""What a [fields] mapping may fill, beside its tables `attributes`, `measures`, `variant_measures` and `prices`."""

TABLES = ("attributes", "measures", "variant_measures", "prices")
MAX_BYTES = 1_000_000
_AMOUNT = re.compile(r"[+-]?\d{1,12}(\.\d{1,12})?", re.ASCII)
_KEYS = (
    *("name", "url", "tagline", "language", "currency", "markets", "theme", "today"),
    *("seasons", "cart", "sample_cart"),
    *("policies", "rates", "catalog", "fields", "category"),
)


def load(folder: str | Path) -> Shop:
    """Read `folder`/shop.toml.

    Raises FileError with every fault of the file: file, key path, expected, got, and the nearest known name.
    """
    file = Path(folder) / "shop.toml"
    return read(_text(file), str(file))


def read(text: str, file: str = "shop.toml") -> Shop:
    """Check the text of a shop.toml.

    >>> read('name = "Bazaar"\\nlanguage = "en"\\ncurrency = "EUR"\\nmarkets = ["BR"]').markets
    ('BR',)
    >>> read('name = "Bazaar"\\nlanguage = "en"\\ncurrency = "EURO"\\nmarkets = ["BR"]')
    Traceback (most recent call last):
    ...
    glocal.errors.FileError: shop.toml: currency: expected an ISO 4217 currency, got 'EURO' (did you mean 'EUR'?)
    """
    place = Place(file)
    table = _parse(text, file)
    place.refuse_keys("", table, _KEYS)
    parts: dict[str, Any] = {name: check(place, name, table.get(name)) for name, check in _PLAIN.items()}
    parts["policies"] = _policies(place, _table(place, "policies", table))
    parts["catalog"] = _catalog(place, _table(place, "catalog", table))
    parts["categories"] = _categories(place, _table(place, "category", table))
    parts["fields"] = _fields(place, _table(place, "fields", table))
    parts["rates"] = _table(place, "rates", table)
    if place.faults:
        raise FileError(place.faults)
    return Shop(**parts)


def _text(file: Path) -> str:
    place = Place(str(file))
    try:
        if file.stat().st_size > MAX_BYTES:
            place.fault("(file)", f"a file of at most {MAX_BYTES:,} bytes", file.stat().st_size)
        else:
            return file.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        place.fault("(file)", "UTF-8 text", f"byte {error.start} that is none")
    except OSError as error:
        place.fault("(file)", "a file that can be read", error.strerror, "`glocal new DIR` makes a shop")
    raise FileError(place.faults)


def _parse(text: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = re.search(r"at line (\d+)", str(error))
        raise FileError(
            [Fault(file, "", "TOML", str(error) or "nested too deep", int(line[1]) if line else 0)]
        ) from None


def _table(place: Place, name: str, table: Mapping[str, Any]) -> dict[str, Any]:
    value = table.get(name, {})
    if isinstance(value, dict):
        return value
    place.fault(name, "a table", value)
    return {}


def _name(place: Place, field: str, value: object) -> str:
    if isinstance(value, str) and 0 < len(value.strip()) <= MAX_TITLE and value.isprintable():
        return value.strip()
    place.fault(field, f"a text of 1 to {MAX_TITLE} characters on one line", value)
    return ""


def _line(place: Place, field: str, value: object) -> str:
    return "" if value is None or value == "" else _name(place, field, value)


def _url(place: Place, field: str, value: object) -> str:
    text = _line(place, field, value)
    if text and not re.fullmatch(r"https?://[^\s/@?#]+(/[^\s?#]*)?", text):
        place.fault(field, "an address such as https://example.org/shop/", value)
    return text if not text or text.endswith("/") else f"{text}/"


def _language(place: Place, field: str, value: object) -> str:
    if isinstance(value, str) and is_language_tag(value):
        return value
    meant = language_tag(value) if isinstance(value, str) else ""
    place.fault(field, "a BCP 47 language tag", value, f"did you mean {meant!r}?" if meant else "")
    return ""


def _currency(place: Place, field: str, value: object) -> str:
    try:
        return check_currency(value) if isinstance(value, str) else check_currency(str(value))
    except UnknownError:
        place.unknown(field, "an ISO 4217 currency", value, CURRENCIES)
        return ""


def _territory(place: Place, field: str, value: object) -> str:
    if isinstance(value, str) and value in TERRITORIES:
        return value
    if value == "UK":
        place.fault(field, "an ISO 3166 territory", value, "did you mean 'GB'?")
    else:
        place.unknown(field, "an ISO 3166 territory", value, TERRITORIES)
    return ""


def _markets(place: Place, field: str, value: object) -> tuple[str, ...]:
    codes = ["all"] if value == "all" else value
    if codes == ["all"]:
        return ("all",)
    if not isinstance(codes, list) or not codes:
        place.fault(field, 'a list of territories, or "all"', value)
        return ()
    found = tuple(_territory(place, f"{field}[{i}]", code) for i, code in enumerate(codes))
    if all(found) and len(set(found)) < len(found):
        place.fault(field, "each territory once", ", ".join(found))
    return found


def _theme(place: Place, field: str, value: object) -> str:
    text = _line(place, field, value)
    if text and not is_below(text):
        place.fault(field, "a path below the shop's folder", value)
    return text


def is_below(path: str) -> bool:
    """Tell whether a relative path stays below the folder that it starts from.

    >>> is_below("images/cat.jpg"), is_below("../secret"), is_below("/etc/passwd"), is_below("C:\\\\x")
    (True, False, False, False)
    """
    if "\\" in path or ":" in path or "\0" in path:
        return False
    pure = PurePosixPath(path)
    return not pure.is_absolute() and ".." not in pure.parts


def _today(place: Place, field: str, value: object) -> object:
    if value is not None and type(value).__name__ != "date":
        place.fault(field, "a date such as 2026-11-21", value)
        return None
    return value


def _seasons(place: Place, field: str, value: object) -> tuple[str, ...]:
    names = [] if value is None else value
    if isinstance(names, list) and all(isinstance(name, str) for name in names) and len(set(names)) == len(names):
        return tuple(names)
    place.fault(field, 'a list of seasons, each once: ["christmas"]', value)
    return ()


def _cart(place: Place, field: str, value: object) -> str:
    text = _line(place, field, value)
    if text and not re.fullmatch(r"(https?://[^\s/@?#]+)?/[^\s\\\"<>]*", text):
        place.fault(field, "an address such as https://example.org/cart or /cart", value)
    return text


def _sample_cart(place: Place, field: str, value: object) -> dict[str, int]:
    table = {} if value is None else value
    if not isinstance(table, dict):
        place.fault(field, "a table of SKUs and counts", value)
        return {}
    for sku, count in table.items():
        if type(count) is not int or not 0 < count <= 1_000:
            place.fault(f"{field}.{sku}", "a count from 1 to 1000", count)
    return table


_PLAIN: dict[str, Callable[[Place, str, object], object]] = {
    "name": _name,
    "url": _url,
    "tagline": _line,
    "language": _language,
    "currency": _currency,
    "markets": _markets,
    "theme": _theme,
    "seasons": _seasons,
    "cart": _cart,
    "sample_cart": _sample_cart,
    "today": _today,
}


def _filled(place: Place, prefix: str, kind: Any, table: Mapping[str, Any]) -> Any:
    """Build a Struct or dataclass key by key, so that every fault is told."""
    hints = _hints(kind)
    place.refuse_keys(prefix, table, hints)
    parts = {}
    for key in [key for key in hints if key in table]:
        parts[key] = _converted(place, f"{prefix}{key}", hints[key], table[key])
    return kind(**{key: parts[key] for key in hints if parts.get(key) is not None})


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _converted(place: Place, field: str, kind: Any, value: Any) -> Any:
    try:
        return msgspec.convert(_spelled(kind, value), kind)
    except msgspec.ValidationError as error:
        if get_origin(kind) is Literal:
            place.unknown(field, f"one of {', '.join(get_args(kind))}", value, get_args(kind))
            return None
        expected, _, rest = str(error).partition(", got ")
        _, _, where = rest.partition(" - at `$")
        place.fault(field + where.rstrip("`"), expected.removeprefix("Expected ").replace("`", ""), value)
        return None


def _spelled(kind: Any, value: Any) -> Any:
    """Let a number stand where a text is asked for: tax_percent = 20."""
    if isinstance(value, dict):
        return {key: _spelled(str, item) for key, item in value.items()}
    number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    return str(value) if number and kind is str else value


def _policies(place: Place, table: Mapping[str, Any]) -> Policies:
    policies: Policies = _filled(place, "policies.", Policies, table)
    for key in ("source_tax_percent", "free_shipping_from", "max_drift_percent"):
        _amount(place, f"policies.{key}", getattr(policies, key) or "0", signed=False)
    for key, value in policies.adjust.items():
        _amount(place, f"policies.adjust.{key}", value, signed=True)
    for key, value in policies.shipping.items():
        _amount(place, f"policies.shipping.{key}", value or "0", signed=False)
    for i, tag in enumerate(policies.fallback):
        _language(place, f"policies.fallback[{i}]", tag)
    if policies.ships_from:
        _territory(place, "policies.ships_from", policies.ships_from)
    _check_remedies(place, policies)
    _ranges(place, policies)
    return policies


def _check_remedies(place: Place, policies: Policies) -> None:
    from glocal.model.rule import REMEDIES

    for remedy in sorted(policies.remedies):
        if remedy not in REMEDIES:
            place.unknown("policies.remedies", f"one of {', '.join(REMEDIES)}", remedy, REMEDIES)


def _amount(place: Place, field: str, text: str, *, signed: bool) -> None:
    if not _AMOUNT.fullmatch(text) or (not signed and text.startswith("-")):
        place.fault(field, "a plain number", text)
    elif abs(Decimal(text)) > 10**9 or (signed and Decimal(text) <= -100):
        place.fault(field, "a percentage above -100" if signed else "a smaller number", text)


def _ranges(place: Place, policies: Policies) -> None:
    fewest, most = policies.handling_days
    if not 0 <= fewest <= most <= 365:
        place.fault("policies.handling_days", "two day counts, fewest first", f"{fewest}, {most}")
    if policies.max_rate_age_days < 0:
        place.fault("policies.max_rate_age_days", "a count from 0", policies.max_rate_age_days)
    if not 0 <= policies.reviews_shown <= 1000:
        place.fault("policies.reviews_shown", "a count from 0 to 1000", policies.reviews_shown)


def _catalog(place: Place, table: Mapping[str, Any]) -> CatalogFile:
    found: CatalogFile = _filled(place, "catalog.", CatalogFile, table)
    if found.dialect and found.dialect not in DIALECTS:
        place.unknown("catalog.dialect", f"one of {', '.join(DIALECTS)}", found.dialect, DIALECTS)
    if found.file and not is_below(found.file):
        place.fault("catalog.file", "a path below the shop's folder", found.file)
    if len(found.delimiter) > 1:
        place.fault("catalog.delimiter", "one character", found.delimiter)
    _codec(place, found.encoding)
    return found


def _codec(place: Place, name: str) -> None:
    try:
        if "a\n".encode(name).endswith(b"a\n"):
            return
    except (LookupError, UnicodeError):
        pass
    place.unknown("catalog.encoding", "an encoding that ASCII is a part of", name, ("utf-8", "cp1252", "shift_jis"))


def _categories(place: Place, table: Mapping[str, Any]) -> dict[str, Category]:
    found: dict[str, Category] = {}
    owners: dict[str, str] = {}
    for key in table:
        if not re.fullmatch(r"[\w-]{1,100}", key):
            place.fault(f"category.{key}", "a key of letters, digits and hyphens", key)
        found[key] = _filled(place, f"category.{key}.", Category, _table(place, key, table))
        kinds.check(place, f"category.{key}.", found[key])
        for word in (key, *found[key].match):
            other = owners.setdefault(word.casefold(), key)
            if other != key:
                place.fault(f"category.{key}.match", f"a text that is not already [category.{other}]'s", word)
    return found


def _fields(place: Place, table: Mapping[str, Any]) -> dict[str, Any]:
    place.refuse_keys("fields.", table, (*TARGETS, *TABLES))
    found: dict[str, Any] = {}
    for name, value in table.items():
        if name in TABLES:
            inner = _table(place, name, table)
            found[name] = {key: _specs(place, f"fields.{name}.{key}", spec) for key, spec in inner.items()}
        elif name == "options" and isinstance(value, dict) and "path" not in value:
            found[name] = {key: _specs(place, f"fields.{name}.{key}", spec) for key, spec in value.items()}
        else:
            found[name] = _specs(place, f"fields.{name}", value)
    return found


def _specs(place: Place, field: str, value: Any) -> tuple[FieldSpec, ...]:
    entries = value if isinstance(value, list) else [value]
    return tuple(_spec(place, field, entry) for entry in entries)


def _spec(place: Place, field: str, value: Any) -> FieldSpec:
    if isinstance(value, str):
        return FieldSpec(path=value)
    if not isinstance(value, dict):
        place.fault(field, "a path, or a table with one", value)
        return FieldSpec()
    spec: FieldSpec = _filled(place, f"{field}.", FieldSpec, value)
    if spec.take not in ("first", "last", "all"):
        place.unknown(f"{field}.take", "first, last or all", spec.take, ("first", "last", "all"))
    if spec.language:
        _language(place, f"{field}.language", spec.language)
        if field not in {"fields.title", "fields.description"}:
            place.fault(f"{field}.language", "a language only with title and description", spec.language)
    if spec.currency:
        _currency(place, f"{field}.currency", spec.currency)
    if spec.scale:
        _amount(place, f"{field}.scale", spec.scale, signed=False)
    return spec
