"""Cut what glocal.units needs out of CLDR: unit preferences, conversion factors and quantities.

    npm pack cldr-core@48.2.0 && tar xzf cldr-core-48.2.0.tgz
    python tools/cut_cldr_units.py package rules/cldr/units.json

The folder is the unpacked npm package `cldr-core` (Unicode-3.0 licence).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any


def cut(package: Path) -> dict[str, Any]:
    """Return the tables of an unpacked cldr-core package, comments and descriptions left out."""
    version = json.loads((package / "package.json").read_text("utf-8"))["version"]
    units = _supplemental(package, "units")
    return {
        "source": f"npm cldr-core {version}: units.json, unitPreferenceData.json, unitsMetadata.json of supplemental/",
        "licence": "Unicode-3.0",
        "constants": {name: _value(c) for name, c in units["unitConstants"].items()},
        "prefixes": {name: _prefix(p) for name, p in units["unitPrefixes"].items()},
        "quantities": {unit: q["_quantity"] for unit, q in units["unitQuantities"].items()},
        "units": {name: _unit(u) for name, u in units["convertUnits"].items()},
        "aliases": _aliases(package),
        "preferences": _supplemental(package, "unitPreferenceData")["unitPreferenceData"],
    }


def _supplemental(package: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((package / "supplemental" / f"{name}.json").read_text("utf-8"))["supplemental"]
    return found


def _value(constant: dict[str, str]) -> str:
    return constant["_value"].replace(" ", "")


def _prefix(prefix: dict[str, str]) -> str:
    return f"10^{prefix['_power10']}" if "_power10" in prefix else f"2^{prefix['_power2']}"


def _unit(unit: dict[str, Any]) -> dict[str, Any]:
    kept = {"base": unit["_baseUnit"], "systems": sorted(unit.get("_systems", ()))}
    return kept | {k: unit[f"_{k}"].replace(" ", "") for k in ("factor", "offset", "special") if f"_{k}" in unit}


def _aliases(package: Path) -> dict[str, str]:
    found = _supplemental(package, "unitsMetadata")["metadata"]["alias"]
    return {old: new["_replacement"] for kind in found.values() for old, new in kind.items()}


def main(package: str, target: str) -> None:
    """Write the cut of `package` to `target`."""
    text = json.dumps(cut(Path(package)), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    Path(target).parent.mkdir(parents=True, exist_ok=True)
    Path(target).write_text(text, "utf-8")
    print(f"{target}: {len(text)} characters")


if __name__ == "__main__":
    main(*sys.argv[1:])
