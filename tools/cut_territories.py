"""Cut what CLDR says of territories into rules/cldr/territories.json.

Run: npm install cldr-core@48.2.0 (in any folder), then
     python tools/cut_territories.py <that folder>/node_modules/cldr-core
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pycountry

OUT = Path(__file__).resolve().parent.parent / "rules" / "cldr" / "territories.json"
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
NAMES = {"no": "nb"}
MIN_POPULATION_PERCENT = 5.0
MIN_WRITING_PERCENT = 50.0


def main(core: Path) -> None:
    def supplemental(name: str) -> dict[str, Any]:
        return json.loads((core / "supplemental" / f"{name}.json").read_text())["supplemental"]

    population = supplemental("territoryInfo")["territoryInfo"]
    regions = supplemental("currencyData")["currencyData"]["region"]
    week = supplemental("weekData")["weekData"]
    measurement = supplemental("measurementData")["measurementData"]["measurementSystem"]
    likely = supplemental("likelySubtags")["likelySubtags"]
    available = set(json.loads((core / "availableLocales.json").read_text())["availableLocales"]["full"])
    version = json.loads((core / "package.json").read_text())["version"]
    table = {}
    for country in sorted(pycountry.countries, key=lambda c: c.alpha_2):
        code = country.alpha_2
        table[code] = {
            "languages": languages(
                code, known(population.get(code, {}).get("languagePopulation", {}), available), likely
            ),
            "currencies": currencies(regions.get(code, [])),
            "weekend": weekend(week, code),
            "measurement": measurement.get(code, measurement["001"]),
        }
    head = {
        "source": f"CLDR {version} (npm cldr-core: territoryInfo, currencyData, weekData, measurementData)",
        "licence": "Unicode-3.0; see NOTICE",
        "about": "languages: official and written by people there, most spoken first; currencies: in use today",
    }
    rows = ",\n".join(f'"{code}": {json.dumps(facts)}' for code, facts in table.items())
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(f'{{"head": {json.dumps(head, indent=1)},\n"territories": {{\n{rows}\n}}}}\n')
    print(f"{OUT.name}: {len(table)} territories")


def known(spoken: dict[str, dict[str, str]], available: set[str]) -> dict[str, dict[str, str]]:
    """Keep the languages that CLDR has locale data for; Norwegian is Bokmål to Babel."""
    return {NAMES.get(n, n): use for n, use in spoken.items() if n.replace("_", "-") in available}


def languages(code: str, spoken: dict[str, dict[str, str]], likely: dict[str, str]) -> list[str]:
    def percent(name: str) -> float:
        return float(spoken[name].get("_populationPercent", 0))

    written = [n for n in spoken if n != "und" and float(spoken[n].get("_writingPercent", 100)) >= MIN_WRITING_PERCENT]
    official = [n for n in written if spoken[n].get("_officialStatus") in ("official", "de_facto_official")]
    common = [n for n in official if percent(n) >= MIN_POPULATION_PERCENT] or official
    chosen = common or sorted(written, key=percent)[-1:]
    return [tag(n, code, likely) for n in sorted(chosen, key=lambda n: (-percent(n), n))]


def tag(name: str, code: str, likely: dict[str, str]) -> str:
    """Return the BCP 47 tag, without the territory where the language alone already means it."""
    language = name.replace("_", "-")
    full = likely.get(language, language).split("-")
    return language if full[-1] == code else f"{language}-{code}"


def currencies(history: list[dict[str, dict[str, str]]]) -> list[str]:
    return [c for entry in history for c, use in entry.items() if "_to" not in use and use.get("_tender") != "false"]


def weekend(week: dict[str, Any], code: str) -> list[str]:
    start = week["weekendStart"].get(code, week["weekendStart"]["001"])
    end = week["weekendEnd"].get(code, week["weekendEnd"]["001"])
    if start == end:
        return [start]
    first = DAYS.index(start)
    span = (DAYS.index(end) - first) % 7
    return [DAYS[(first + i) % 7] for i in range(span + 1)]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
