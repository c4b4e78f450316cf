"""Cut CLDR's language matching data into rules/cldr/language_matching.json.

Run: npm install cldr-core@48.2.0 (in any folder), then
     python tools/cut_cldr_matching.py <that folder>/node_modules/cldr-core
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

OUT = Path(__file__).resolve().parent.parent / "rules" / "cldr" / "language_matching.json"
LEVELS = ("languages", "scripts", "regions")


def main(core: Path) -> None:
    """Write the file anew."""

    def supplemental(name: str) -> dict[str, Any]:
        return json.loads((core / "supplemental" / f"{name}.json").read_text())["supplemental"]

    data = supplemental("languageMatching")["languageMatching"]["written-new"]
    inside = containment(supplemental("territoryContainment")["territoryContainment"])
    version = json.loads((core / "package.json").read_text())["version"]
    table: dict[str, Any] = {
        "source": f"Unicode CLDR, npm cldr-core {version}, supplemental/languageMatching.json (written-new)",
        "licence": "Unicode-3.0",
        "paradigms": data["paradigmLocales"]["_locales"],
        "variables": {
            name.removeprefix("$"): regions(value["_value"], inside)
            for name, value in sorted(data["matchVariables"].items())
        },
    }
    for level, name in enumerate(LEVELS):
        table[name] = list(rows(data["languageMatch"], level))
    lines = ",\n".join(f'"{key}": {json.dumps(value, separators=(",", ":"))}' for key, value in table.items())
    OUT.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")
    print(OUT.name, {name: len(table[name]) for name in LEVELS})


def rows(matches: list[dict[str, Any]], level: int) -> Any:
    """Yield (desired, supported, distance) in CLDR's order, both ways where it says so."""
    for row in matches:
        desired, supported = row["_desired"], row["_supported"]
        if desired.count("-") != level:
            continue
        yield [desired, supported, row["_distance"]]
        if not row.get("_oneway") and desired != supported:
            yield [supported, desired, row["_distance"]]


def containment(table: dict[str, Any]) -> dict[str, list[str]]:
    """Return the parts of each region, groupings included."""
    parts: dict[str, list[str]] = {}
    for name, entry in table.items():
        parts.setdefault(name.partition("-status-")[0], []).extend(entry.get("_contains", []))
    return parts


def regions(value: str, parts: dict[str, list[str]]) -> list[str]:
    """Expand `HK+MO` or `019` to all regions inside, macro-regions included."""
    found: set[str] = set()
    todo = value.split("+")
    while todo:
        if (code := todo.pop()) not in found:
            found.add(code)
            todo += parts.get(code, [])
    return sorted(found)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
