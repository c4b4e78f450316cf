"""Peak memory of localizing a large catalogue, streamed, on one market, output discarded."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import msgspec

from benchmarks import work

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["measure", "write_catalog"]

CODE = """
import resource, sys, glocal
shop = glocal.Storefront.open(sys.argv[1])
count = sum(1 for _ in shop.listings(market="BR"))
assert count == int(sys.argv[2]), count
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def measure(folder: Path, sizes: tuple[int, ...], variants: int) -> dict[int, float]:
    """Return peak memory in MB by number of products."""
    peaks = {}
    for count in sizes:
        shop = folder / str(count)
        work.write_shop(shop)
        write_catalog(shop / "catalog.jsonl", count, variants)
        command = [sys.executable, "-c", CODE, str(shop), str(count)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        peaks[count] = int(done.stdout) / 1024
        (shop / "catalog.jsonl").unlink()
    return peaks


def write_catalog(path: Path, count: int, variants: int) -> None:
    """Write the catalogue as the JSON Lines that a merchant would have."""
    encode = msgspec.json.Encoder().encode
    with path.open("wb") as out:
        for start in range(0, count, 1_000):
            for row in work.rows(min(1_000, count - start), variants, [], seed=work.SEED + start):
                out.write(encode(_line(row, start)) + b"\n")


def _line(row: dict[str, object], start: int) -> dict[str, object]:
    def renumbered(text: object) -> str:
        return f"{start:07d}-{text}"

    variants: list[dict[str, object]] = row["variants"]  # type: ignore[assignment]
    return {
        "id": renumbered(row["id"]),
        "title": row["title"],
        "description": row["description"],
        "brand": row["brand"],
        "category": str(row["category"]).lower(),
        "attributes": {name: row[name.lower()] for name in work.ATTRIBUTES},
        "measures": {"weight": f"{row['weight_g']} g"},
        "variants": [
            {
                "sku": renumbered(v["sku"]),
                "price": f"{int(str(v['price'])) / 100:.2f}",
                "options": {"Color": v["color"]},
                "size": str(v["size_eu"]),
                "stock": v["stock"],
                "measures": {m: f"{v[f'{m}_cm']} cm" for m in work.MEASURES},
            }
            for v in variants
        ],
    }
