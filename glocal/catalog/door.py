"""Validation at the door: a raw product becomes a Product, or faults, all of them at once.

A bad variant, picture or review is refused alone; a fault in the product itself, or in every variant, refuses the row.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec

from glocal.catalog.faults import Place
from glocal.catalog.images import images
from glocal.catalog.options import ROLES, role
from glocal.catalog.report import Refusal, Skip
from glocal.catalog.reviews import embedded
from glocal.catalog.slugs import slug
from glocal.catalog.texts import line, required, text
from glocal.catalog.variants import KEYS as VARIANT_KEYS
from glocal.catalog.variants import Made, Variants, measures
from glocal.memo import Memo
from glocal.model.product import MAX_TITLE, MAX_VARIANTS, Option, Product, Variant
from glocal.model.shop import TERRITORIES, is_language_tag, language_tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from glocal.catalog.prices import Prices
    from glocal.catalog.raw import Raw
    from glocal.catalog.report import Report
    from glocal.catalog.reviews import Reviews
    from glocal.catalog.seen import Owners
    from glocal.model.product import Image
    from glocal.model.shop import Shop

__all__ = ["KEYS", "Door", "categories"]

KEYS = (
    *("id", "slug", "title", "description", "html", "language", "texts", "brand", "category", "attributes", "options"),
    *("images", "tags", "origin", "hs_code", "measures", "variants", "reviews", "manufacturer", "responsible_person"),
)
"""What a product may state; one without `variants` states what a variant does instead."""

_BOTH = frozenset((*KEYS, *VARIANT_KEYS))
_SHARED = ("price", "compare_at", "lowest_30d", "size_system", "prices")
_ALONE = ("sku", "stock", "size", "gtin")
_HS = re.compile(r"\d{6,10}", re.ASCII)
MAX_LIST = 1_000


class Door:
    """Builds products for one shop and one reading of its catalogue."""

    def __init__(self, shop: Shop, owners: Owners, report: Report, prices: Prices, reviews: Reviews) -> None:
        self.shop = shop
        self.owners = owners
        self.report = report
        self.reviews = reviews
        self.variants = Variants(shop, owners, report, prices)
        self.category = categories(shop)
        self._role = Memo(role)
        self._again: dict[str, int] = {}

    def product(self, raw: Raw) -> Product | None:
        """Return the product, or None; the report accounts for each of its rows."""
        place = Place(self.report.file, raw.lines[0], raw.columns)
        place.prefix = raw.where
        place.faults += raw.faults
        self.report.rows += len(raw.lines)
        if raw.skip and not place.faults:
            self.report.skip(Skip(_name(raw.data), raw.lines[0], len(raw.lines), raw.skip))
            return None
        for doubt in raw.doubts:
            self.report.warn(doubt.expected, doubt)
        parts: list[Refusal] = []
        found = None if raw.faults else self._built(raw, place, parts)
        self._account(raw, place, found, parts)
        return found

    def _account(self, raw: Raw, place: Place, found: Product | None, parts: list[Refusal]) -> None:
        report = self.report
        if found is None:
            faults = (*place.faults, *(fault for part in parts for fault in part.faults))
            what = "product" if raw.data else "row"
            report.refuse(Refusal(what, _name(raw.data), raw.lines[0], len(raw.lines), faults))
            return
        report.used += len(raw.lines) - sum(part.rows for part in parts)
        report.products += 1
        report.variants += len(found.variants)
        for part in parts:
            report.refuse(part)

    def _built(self, raw: Raw, place: Place, parts: list[Refusal]) -> Product | None:
        data = raw.data
        if not data.keys() <= _BOTH:
            place.refuse_keys("", data, (*KEYS, *VARIANT_KEYS))
        entries = self._entries(place, data)
        pictures = _into(parts, images(place, data["images"])) if data.get("images") else []
        made = _into(parts, self.variants.read(raw, entries, pictures))
        own = _into(parts, embedded(place, data.get("reviews")))
        fields = self._texts(place, data) | self._lists(place, data)
        options = self._options(place, data.get("options"), made)
        identity = self._id(place, data, made, raw.offset)
        if not (made or parts or place.faults):
            place.fault("variants", "at least one variant", None)
        if place.faults or not made:
            return None
        options, unchosen = _chosen(options, made)
        if unchosen:
            self._doubt_unchosen(place, unchosen)
            fields["attributes"] = (*fields.get("attributes", ()), *unchosen)
        variants = self._variants(options, made)
        self._doubt_sizes(place, fields["category"], variants)
        skus = [variant.sku for variant in variants]
        fields["variants"], fields["images"] = self._linked(place, variants, pictures)
        fields["options"] = tuple(_values(option, i, variants) for i, option in enumerate(options))
        fields["reviews"] = (*own, *self.reviews.of(identity, skus))
        fields["slug"] = self._slug(data, fields["title"], identity, raw.offset)
        self._claim(identity, skus, fields["slug"], raw.offset)
        return Product(id=identity, **fields)

    def _entries(self, place: Place, data: dict[str, Any]) -> Sequence[Any]:
        entries = data.get("variants")
        if entries is None:
            entry = {key: data[key] for key in (*_SHARED, *_ALONE) if key in data}
            chosen = data.get("options")
            return [entry | {"options": chosen} if isinstance(chosen, dict) else entry]
        if not isinstance(entries, list) or len(entries) > MAX_VARIANTS:
            got = f"{len(entries)} variants" if isinstance(entries, list) else entries
            place.fault("variants", f"a list of at most {MAX_VARIANTS:,} variants", got)
            return []
        for key in _ALONE:
            if key in data:
                place.fault(key, "nothing beside `variants`", data[key])
        shared = {key: data[key] for key in _SHARED if key in data}
        return [shared | entry if isinstance(entry, dict) else entry for entry in entries] if shared else entries

    def _id(self, place: Place, data: dict[str, Any], made: list[Made], offset: int) -> str:
        identity = line(place, "id", data.get("id")) or line(place, "slug", data.get("slug"))
        identity = identity or (made[0].fields["sku"] if made else "")
        if identity and self.owners.id_taken(identity, offset):
            place.fault("id", "an id that no other product has", identity)
        return identity

    def _slug(self, data: dict[str, Any], title: str, identity: str, offset: int) -> str:
        base = slug(str(data.get("slug") or "")) or slug(title) or slug(identity) or "product"
        found, count = base, self._again.get(base, 1)
        while self.owners.slug_taken(found, offset):
            count += 1
            found = f"{base}-{count}"
        if count > 1 and not self.owners.closed:
            self._again[base] = count
        return found

    def _claim(self, identity: str, skus: Iterable[str], slug: str, offset: int) -> None:
        if not self.owners.closed:
            self.owners.ids.add(identity, offset)
            self.owners.slugs.add(slug, offset)
            for sku in skus:
                self.owners.skus.add(sku)

    def _texts(self, place: Place, data: dict[str, Any]) -> dict[str, Any]:
        get = data.get
        found: dict[str, Any] = {
            "title": required(place, "title", get("title")),
            "description": text(place, "description", get("description")),
            "html": self._html(place, get("html")),
            "language": _language(place, "language", get("language")) or self.shop.language,
            "brand": line(place, "brand", get("brand")),
            "category": self._category(place, get("category")),
            "origin": _origin(place, get("origin")),
            "hs_code": _hs_code(place, get("hs_code")),
            "manufacturer": line(place, "manufacturer", get("manufacturer")),
            "responsible_person": line(place, "responsible_person", get("responsible_person")),
        }
        if get("texts"):
            found["texts"] = _translations(place, data["texts"])
        return found

    def _html(self, place: Place, value: object) -> bool:
        if value is None or isinstance(value, bool):
            return bool(self.shop.catalog.html if value is None else value)
        place.fault("html", "true or false", value)
        return False

    def _category(self, place: Place, value: object) -> str:
        written = line(place, "category", value)
        found = self.category[written]
        if not found and written:
            known = "one of " + ", ".join(self.shop.categories) if self.shop.categories else "a [category.*] table"
            self.report.warn(written, place.note("category", known, written, "sizes and units stay as they are"))
        return found or written

    def _lists(self, place: Place, data: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        attributes = _pairs(place, data["attributes"]) if data.get("attributes") else ()
        if data.get("measures"):
            found["measures"], bare = measures(place, data["measures"], self.report)
            attributes += bare
        if attributes:
            found["attributes"] = attributes
        if data.get("tags"):
            found["tags"] = _tags(place, data["tags"])
        return found

    def _options(self, place: Place, declared: object, made: list[Made]) -> list[Option]:
        options: dict[str, Option] = {}
        for entry in declared if isinstance(declared, list) else ():
            option = self._declared(place, entry)
            options[option.name] = option
        if declared is not None and not isinstance(declared, list | dict):
            place.fault("options", "a list of options", declared)
        for variant in made:
            for name in variant.options:
                if name not in options:
                    options[name] = Option(name=name, role=self._role[name])
        return list(options.values())

    def _declared(self, place: Place, entry: Any) -> Option:
        if not isinstance(entry, dict):
            name = required(place, "options", entry)
            return Option(name=name, role=self._role[name])
        place.refuse_keys("options.", entry, ("name", "role", "values"))
        name = required(place, "options.name", entry.get("name"))
        stated = entry.get("role")
        if stated is not None and stated not in ROLES:
            place.unknown("options.role", f"one of {', '.join(ROLES)}", stated, ROLES)
        values = entry.get("values") or []
        return Option(
            name=name,
            role=stated if stated in ROLES else self._role[name],
            values=_words(place, "options.values", values),
        )

    def _variants(self, options: list[Option], made: list[Made]) -> list[Variant]:
        names = [option.name for option in options]
        sized = next((option.name for option in options if option.role == "size"), None)
        variants = []
        for chosen, fields in made:
            if sized and not fields["size"]:
                fields["size"] = chosen.get(sized, "")
            variants.append(Variant(options=tuple([chosen.get(name, "") for name in names]), **fields))
        return variants

    def _doubt_unchosen(self, place: Place, unchosen: Iterable[tuple[str, str]]) -> None:
        for name, values in unchosen:
            doubt = place.note(f"options.{name}", "a value in a variant", values, "kept as an attribute")
            self.report.warn(name, doubt)

    def _doubt_sizes(self, place: Place, category: str, variants: list[Variant]) -> None:
        known = self.shop.categories.get(category)
        label = next((variant.size for variant in variants if variant.size), "")
        if label and (known is None or not known.garment):
            where = f"[category.{category}]" if known else f"a [category.*] that means {category!r}"
            doubt = place.note("size", f"a garment in {where}", label, "sizes stay as they are written")
            self.report.warn(category, doubt)

    def _linked(
        self, place: Place, variants: list[Variant], pictures: list[Image | None]
    ) -> tuple[tuple[Variant, ...], tuple[Image, ...]]:
        kept = tuple(image for image in pictures if image)
        if not kept or not (any(v.images for v in variants) or any(image.variants for image in kept)):
            return tuple(variants), kept
        places = {old: new for new, old in enumerate(i for i, image in enumerate(pictures) if image)}
        shown = {v.sku: [places[i] for i in v.images if i in places] for v in variants}
        for i, image in enumerate(kept):
            self._add_shown(place, shown, i, image)
        by_image = [tuple(sku for sku in shown if i in shown[sku]) for i in range(len(kept))]
        return (
            tuple(_showing(variant, tuple(shown[variant.sku])) for variant in variants),
            tuple(msgspec.structs.replace(image, variants=by_image[i]) for i, image in enumerate(kept)),
        )

    def _add_shown(self, place: Place, shown: dict[str, list[int]], index: int, image: Image) -> None:
        for sku in image.variants:
            if sku not in shown:
                self.report.warn(sku, place.note("images.variants", "a SKU of the product", sku, "it is left out"))
            elif index not in shown[sku]:
                shown[sku].append(index)


def _showing(variant: Variant, images: tuple[int, ...]) -> Variant:
    return variant if variant.images == images else msgspec.structs.replace(variant, images=images)


def categories(shop: Shop) -> Memo[str, str]:
    """Return category text -> key of [category.*], '' where none means it.

    A text is a key's name, one of its `match`, or a path 'A > B' whose last part is one of them; case does not matter.
    """
    known = {word.casefold(): key for key, it in shop.categories.items() for word in (key, it.title, *it.match) if word}

    def resolve(written: str) -> str:
        whole = written.casefold()
        parts = [part.strip() for part in re.split(r"\s*[>/|]\s*", whole)]
        return known.get(whole) or next((known[part] for part in reversed(parts) if part in known), "")

    return Memo(resolve)


def _name(data: dict[str, Any]) -> str:
    return str(data.get("id") or data.get("slug") or data.get("sku") or data.get("title") or "")[:100]


def _into(parts: list[Refusal], found: tuple[Any, list[Refusal]]) -> Any:
    parts += found[1]
    return found[0]


def _chosen(options: list[Option], made: list[Made]) -> tuple[list[Option], tuple[tuple[str, str], ...]]:
    """Return the options that a variant has a value for, and the others as attributes."""
    used = {name for variant in made for name, value in variant.options.items() if value}
    others = [option for option in options if option.name not in used]
    attributes = tuple((option.name, ", ".join(option.values)) for option in others if option.values)
    return [option for option in options if option.name in used], attributes


def _values(option: Option, place: int, variants: Iterable[Variant]) -> Option:
    used = dict.fromkeys(variant.options[place] for variant in variants)
    used.pop("", None)
    ordered = [value for value in option.values if value in used]
    return Option(name=option.name, role=option.role, values=tuple(dict.fromkeys((*ordered, *used))))


def _language(place: Place, field: str, value: object) -> str:
    tag = line(place, field, value)
    if tag and not is_language_tag(tag):
        meant = language_tag(tag)
        place.fault(field, "a BCP 47 language tag", value, f"did you mean {meant!r}?" if meant else "")
    return tag


def _origin(place: Place, value: object) -> str:
    code = line(place, "origin", value)
    if code and code not in TERRITORIES:
        place.unknown("origin", "an ISO 3166 territory", code, TERRITORIES)
    return code


def _hs_code(place: Place, value: object) -> str:
    digits = line(place, "hs_code", value).replace(".", "").replace(" ", "")
    if digits and not _HS.fullmatch(digits):
        place.fault("hs_code", "6 to 10 digits", value)
    return digits


def _translations(place: Place, value: object) -> dict[str, dict[str, str]]:
    if not isinstance(value, dict) or not all(isinstance(fields, dict) for fields in value.values()):
        place.fault("texts", "a table of tables: language, field, text", value)
        return {}
    return {
        _language(place, f"texts.{tag}", tag): {
            name: _translation(place, f"texts.{tag}.{name}", name, words) for name, words in fields.items()
        }
        for tag, fields in value.items()
    }


def _translation(place: Place, field: str, name: str, words: object) -> str:
    if name not in ("title", "description"):
        place.unknown(field, "title or description", name, ("title", "description"))
    return text(place, field, words) if name == "description" else line(place, field, words)


def _pairs(place: Place, value: object) -> tuple[tuple[str, str], ...]:
    entries = list(value.items()) if isinstance(value, dict) else value
    if not isinstance(entries, list) or len(entries) > MAX_LIST or not all(map(_is_pair, entries)):
        place.fault("attributes", f"a table of at most {MAX_LIST} names and values", value)
        return ()
    return tuple(
        (required(place, "attributes", name), line(place, f"attributes.{name}", entry, 10 * MAX_TITLE))
        for name, entry in entries
    )


def _is_pair(entry: object) -> bool:
    return isinstance(entry, list | tuple) and len(entry) == 2


def _tags(place: Place, value: object) -> tuple[str, ...]:
    return _words(place, "tags", value.split(",") if isinstance(value, str) else value)


def _words(place: Place, field: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > MAX_VARIANTS:
        place.fault(field, f"a list of at most {MAX_VARIANTS:,} texts", value)
        return ()
    words = [line(place, f"{field}[{i}]", entry) for i, entry in enumerate(value)]
    return tuple(dict.fromkeys(word for word in words if word))
