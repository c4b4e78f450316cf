"""Join the tables of Saleor's demonstration fixture into glocal's native JSON Lines.

    python examples/saleor/convert.py populatedb_data.json catalog.jsonl [images/]

The fixture is one JSON list of rows {"model", "pk", "fields"}. At the end the script says for every model that it knows
how many rows it used; the others (menus, pages, shipping, a sale ...) are no products and are counted as left out.
Pictures are named only where the third argument is a folder that has them.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from html import escape
from pathlib import Path
from typing import Any

Fields = dict[str, Any]

CHANNELS = {"USD": "", "PLN": "PL"}
"""Currency of a channel -> market whose hand-set price it is; '' for the catalogue's own price."""

BLOCKS = {"paragraph": "p", "quote": "blockquote"}


class Fixture:
    """The fixture's tables, and how many rows of each were used."""

    def __init__(self, rows: list[Fields]) -> None:
        self.tables: dict[str, dict[Any, Fields]] = defaultdict(dict)
        for row in rows:
            self.tables[row["model"]][row["pk"]] = row["fields"]
        self.used: dict[str, set[Any]] = defaultdict(set)

    def get(self, model: str, key: Any) -> Fields:
        self.used[model].add(key)
        return self.tables[model][key]

    def where(self, model: str, field: str, key: Any) -> list[tuple[Any, Fields]]:
        found = [(pk, fields) for pk, fields in self.tables[model].items() if fields[field] == key]
        self.used[model].update(pk for pk, _ in found)
        return sorted(found, key=lambda row: (row[1].get("sort_order") or 0, str(row[0])))

    def account(self) -> str:
        counts = {model: len(table) for model, table in sorted(self.tables.items())}
        lines = [f"{model}: {len(self.used[model])} used of {count}" for model, count in counts.items()]
        total = sum(counts.values())
        used = sum(len(keys) for keys in self.used.values())
        return "\n".join((*lines, f"all: {total} rows, {used} used, {total - used} left out"))


def product(fixture: Fixture, pk: int, fields: Fields, pictures: Path | None) -> Fields:
    fixture.where("product.productchannellisting", "product", pk)
    fixture.get("product.producttype", fields["product_type"])
    rows = fixture.where("product.productvariant", "product", pk)
    variants = [variant(fixture, key, row, fields["slug"]) for key, row in rows]
    return {
        "id": fields["slug"],
        "title": fields["name"],
        "description": html(fields["description"]),
        "html": True,
        "category": category(fixture, fields["category"]),
        "attributes": attributes(fixture, pk),
        "images": images(fixture, pk, fields["name"], pictures),
        "variants": variants,
    }


def html(description: Fields | None) -> str:
    """Turn EditorJS blocks into HTML; their texts are HTML already."""
    blocks = (description or {}).get("blocks", [])
    return "\n".join(_block(block["type"], block["data"]) for block in blocks)


def _block(kind: str, data: Fields) -> str:
    if kind == "list":
        tag = "ol" if data.get("style") == "ordered" else "ul"
        return f"<{tag}>" + "".join(f"<li>{item}</li>" for item in data["items"]) + f"</{tag}>"
    if kind == "header":
        level = min(6, max(2, int(data.get("level", 2))))
        return f"<h{level}>{data['text']}</h{level}>"
    tag = BLOCKS.get(kind, "p")
    return f"<{tag}>{data.get('text', escape(json.dumps(data)))}</{tag}>"


def category(fixture: Fixture, key: int | None) -> str:
    if key is None:
        return ""
    fields = fixture.get("product.category", key)
    above = category(fixture, fields["parent"])
    return f"{above} > {fields['name']}" if above else fields["name"]


def attributes(fixture: Fixture, pk: int) -> list[list[str]]:
    rows = fixture.where("attribute.assignedproductattributevalue", "product", pk)
    return [named(fixture, row["value"]) for _, row in rows]


def named(fixture: Fixture, key: int) -> list[str]:
    value = fixture.get("attribute.attributevalue", key)
    return [fixture.get("attribute.attribute", value["attribute"])["name"], value["name"]]


def images(fixture: Fixture, pk: int, title: str, pictures: Path | None) -> list[Fields]:
    """Name the pictures that are there: products/white-plimsolls-1_89b84f81.png is saleor-white-plimsolls-1.png."""
    rows = fixture.where("product.productmedia", "product", pk)
    names = [f"saleor-{Path(row['image']).stem.rpartition('_')[0]}.png" for _, row in rows]
    return [{"src": f"images/{name}", "alt": title} for name in names if pictures and (pictures / name).is_file()]


def variant(fixture: Fixture, pk: int, fields: Fields, slug: str) -> Fields:
    found: Fields = {"sku": fields["sku"] or slug, "stock": stock(fixture, pk), "options": {}, "prices": {}}
    for key, _ in fixture.where("attribute.assignedvariantattribute", "variant", pk):
        for _, row in fixture.where("attribute.assignedvariantattributevalue", "assignment", key):
            name, value = named(fixture, row["value"])
            found["options"][name] = value
    for _, row in fixture.where("product.productvariantchannellisting", "variant", pk):
        add_price(found, row)
    return found


def stock(fixture: Fixture, pk: int) -> int | None:
    rows = [row for _, row in fixture.where("warehouse.stock", "product_variant", pk)]
    return sum(max(0, row["quantity"] - row["quantity_allocated"]) for row in rows) if rows else None


def add_price(found: Fields, row: Fields) -> None:
    market = CHANNELS[row["currency"]]
    price, former = plain(row["discounted_price_amount"] or row["price_amount"]), plain(row["price_amount"])
    if not market:
        found["price"] = price
        found["compare_at"] = former if former != price else ""
    else:
        found["prices"][market] = {"amount": price, "currency": row["currency"]}
        if former != price:
            found["prices"][market]["compare_at"] = former


def plain(amount: str) -> str:
    """Cut the third decimal that the fixture writes: 40.000."""
    return amount[:-1] if amount.endswith("0") and amount[-4:-3] == "." else amount


def main(source: str, target: str, pictures: str = "") -> None:
    fixture = Fixture(json.loads(Path(source).read_text("utf-8")))
    folder = Path(pictures) if pictures else None
    rows = [product(fixture, pk, fields, folder) for pk, fields in fixture.tables["product.product"].items()]
    fixture.used["product.product"].update(fixture.tables["product.product"])
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    Path(target).write_text("\n".join(lines) + "\n", "utf-8")
    counts = Counter(len(row["variants"]) for row in rows)
    variants = sum(size * count for size, count in counts.items())
    sys.stderr.write(f"{fixture.account()}\n{len(rows)} products, {variants} variants -> {target}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
