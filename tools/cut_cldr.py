"""Cut what glocal.formats reads out of Unicode CLDR's JSON into small files under rules/cldr/.

    npm install cldr-core@48.2.0 cldr-numbers-full@48.2.0 cldr-misc-full@48.2.0 \
        cldr-dates-full@48.2.0 cldr-rbnf@48.2.0 cldr-units-full@48.2.0
    python tools/cut_cldr.py node_modules

Each file holds, per locale, only what differs from the locale's parent, so that it stays small and reads fast.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

Json = dict[str, Any]

TARGET = Path(__file__).resolve().parent.parent / "rules" / "cldr"
SYMBOLS = {
    "decimal": "decimal",
    "group": "group",
    "plusSign": "plus",
    "minusSign": "minus",
    "percentSign": "percent",
    "nan": "nan",
    "infinity": "infinity",
    "currencyDecimal": "currency_decimal",
    "currencyGroup": "currency_group",
    "timeSeparator": "time",
}
PATTERNS = {
    "decimalFormats": {"standard": "decimal_pattern"},
    "percentFormats": {"standard": "percent_pattern"},
    "currencyFormats": {
        "standard": "currency_pattern",
        "accounting": "accounting_pattern",
        "standard-alphaNextToNumber": "currency_alpha_pattern",
        "accounting-alphaNextToNumber": "accounting_alpha_pattern",
    },
}


def main(modules: Path) -> None:
    """Write every file anew."""
    numbers = read_locales(modules / "cldr-numbers-full", "numbers.json", "numbers")
    currencies = read_locales(modules / "cldr-numbers-full", "currencies.json", "numbers")
    misc = modules / "cldr-misc-full"
    orders = read_locales(misc, "layout.json", "layout")
    supplemental = cut_supplemental(modules, sorted(numbers))
    supplemental["rtl"] = [t for t, v in orders.items() if v["orientation"]["characterOrder"] == "right-to-left"]
    parents = supplemental["parents"]
    flat = {tag: flat_numbers(data) for tag, data in numbers.items()}
    compact = {tag: flat_compact(data) for tag, data in numbers.items()}
    symbols = {tag: flat_symbols(data["currencies"]) for tag, data in currencies.items()}
    for tag in sorted(symbols):
        symbols[tag] |= own_separators(tag, symbols, flat, parents)
    text = {tag: flat_lists(data) for tag, data in read_locales(misc, "listPatterns.json", "listPatterns").items()}
    for tag, data in read_locales(misc, "delimiters.json", "delimiters").items():
        text[tag] |= flat_quotes(data)
    fields = read_locales(modules / "cldr-dates-full", "dateFields.json", "dates")
    for tag, data in fields.items():
        text[tag] |= flat_fields(data["fields"])
    ordinals = read_ordinals(modules / "cldr-rbnf")
    for tag in text:
        text[tag] |= inherited(ordinals, tag, parents)
    units = read_locales(modules / "cldr-units-full", "units.json", "units")
    calendars = read_locales(modules / "cldr-dates-full", "ca-gregorian.json", "dates")
    flat_units_of = {tag: trimmed(flat_units(data), "short", "narrow") for tag, data in units.items()}
    relative = {tag: trimmed(flat_relative(data["fields"]), "short", "narrow") for tag, data in fields.items()}
    dates = {tag: flat_dates(data["calendars"]["gregorian"]) for tag, data in calendars.items()}
    nouns = {"compact": compact, "dates": dates, "relative": relative, "text": text, "units": flat_units_of}
    cut = {noun: deltas(of_locales, parents) for noun, of_locales in nouns.items()}
    for language in sorted({tag.partition("-")[0] for tag in numbers}):
        parts = {noun: family(locales, language) for noun, locales in cut.items()}
        write(f"locales/{language}", "cldr-*-full", {noun: part for noun, part in parts.items() if part})
    write("supplemental", "cldr-core", supplemental)
    write("numbers", "cldr-numbers-full", {"locales": deltas(flat, parents)})
    write("symbols", "cldr-numbers-full", {"locales": deltas(symbols, parents)})


def read_json(path: Path) -> Json:
    """Read one JSON object."""
    data: Json = json.loads(path.read_text(encoding="utf-8"))
    return data


def read_locales(package: Path, name: str, key: str) -> dict[str, Json]:
    """Read the part `key` of the file `name` of every locale; `und` is the root."""
    found: dict[str, Json] = {}
    for folder in sorted((package / "main").iterdir()):
        if (folder / name).exists():
            found[folder.name] = read_json(folder / name)["main"][folder.name][key]
    return found


def cut_supplemental(modules: Path, tags: list[str]) -> Json:
    """Return parents, likely subtags, aliases, territories, numbering systems, fractions, the first day of the week."""
    folder = modules / "cldr-core" / "supplemental"

    def part(name: str, key: str) -> Any:
        return read_json(folder / f"{name}.json")["supplemental"][key]

    parents = part("parentLocales", "parentLocales")
    systems = part("numberingSystems", "numberingSystems")
    currencies = part("currencyData", "currencyData")
    languages = {tag.partition("-")[0] for tag in tags}
    likely = part("likelySubtags", "likelySubtags")
    aliases = part("aliases", "metadata")["alias"]["languageAlias"]
    return {
        "parents": parents["parentLocale"],
        "likely": {k: v for k, v in likely.items() if k.partition("-")[0] in languages},
        "aliases": {
            k: v["_replacement"]
            for k, v in aliases.items()
            if "-" not in k and v["_replacement"].partition("-")[0] in languages and k not in tags
        },
        "plurals": plural_rules(part("plurals", "plurals-type-cardinal")),
        "ordinals": plural_rules(part("ordinals", "plurals-type-ordinal")),
        "territories": " ".join(territories(part("territoryContainment", "territoryContainment"))),
        "digits": {k: v["_digits"] for k, v in systems.items() if v["_type"] == "numeric"},
        "fractions": {k: fraction(v) for k, v in currencies["fractions"].items()},
        "currencies": sorted(
            {code for entries in currencies["region"].values() for entry in entries for code in entry}
        ),
        "tender": {k: v for k, v in ((k, tender(v)) for k, v in sorted(currencies["region"].items())) if v},
        "first_day": {k: v for k, v in part("weekData", "weekData")["firstDay"].items() if len(k) in (2, 3)},
    }


def plural_rules(table: Json) -> dict[str, dict[str, str]]:
    """Return the condition of each plural category, without its samples."""
    return {
        tag: {k.rpartition("-")[2]: v.partition("@")[0].strip() for k, v in rules.items() if not k.endswith("other")}
        for tag, rules in table.items()
    }


def territories(containment: Json) -> list[str]:
    """Return every code of a country or region that CLDR groups."""
    found = {code for key, value in containment.items() for code in [key, *value["_contains"]]}
    return sorted(code for code in found if code.isalnum())


def flat_lists(data: Json) -> dict[str, str]:
    """Return list patterns as `standard-short.end`."""
    found: dict[str, str] = {}
    for key, patterns in data.items():
        kind = key.removeprefix("listPattern-type-")
        found |= {f"{kind}.{place}": pattern for place, pattern in patterns.items()}
    return found


def flat_quotes(data: Json) -> dict[str, str]:
    """Return the four quotation marks."""
    return {
        "quote.start": data["quotationStart"],
        "quote.end": data["quotationEnd"],
        "quote.inner_start": data["alternateQuotationStart"],
        "quote.inner_end": data["alternateQuotationEnd"],
    }


def flat_fields(data: Json) -> dict[str, str]:
    """Return the words for yesterday, this week, next month as `day.-1`."""
    found: dict[str, str] = {}
    for name in ("year", "quarter", "month", "week", "day"):
        for key, value in data[name].items():
            if key.startswith("relative-type-"):
                found[f"{name}.{key[14:]}"] = value
    return found


UNITS = """
    angle-degree
    area-acre area-hectare area-square-centimeter area-square-foot area-square-inch area-square-kilometer
    area-square-meter area-square-mile area-square-yard
    concentr-item concentr-karat concentr-percent
    consumption-liter-per-100-kilometer consumption-mile-per-gallon
    digital-byte digital-gigabyte digital-kilobyte digital-megabyte digital-terabyte
    duration-day duration-hour duration-minute duration-month duration-second duration-week duration-year
    electric-ampere electric-volt
    energy-foodcalorie energy-joule energy-kilocalorie energy-kilojoule energy-kilowatt-hour
    frequency-gigahertz frequency-hertz frequency-kilohertz frequency-megahertz
    graphics-dot-per-inch graphics-megapixel graphics-pixel
    length-centimeter length-decimeter length-foot length-inch length-kilometer length-meter length-mile
    length-millimeter length-yard
    light-lumen light-lux
    mass-carat mass-gram mass-kilogram mass-milligram mass-ounce mass-ounce-troy mass-pound mass-stone mass-ton
    mass-tonne
    power-horsepower power-kilowatt power-watt
    pressure-bar pressure-pound-force-per-square-inch
    speed-kilometer-per-hour speed-mile-per-hour
    temperature-celsius temperature-fahrenheit
    volume-centiliter volume-cubic-centimeter volume-cubic-meter volume-cup volume-deciliter volume-fluid-ounce
    volume-fluid-ounce-imperial volume-gallon volume-gallon-imperial volume-liter volume-milliliter volume-pint
    volume-pint-metric volume-quart volume-tablespoon volume-teaspoon volume-cubic-foot volume-cubic-inch
""".split()


def flat_units(data: Json) -> dict[str, str]:
    """Return unit patterns as `centimeter.short.one`, and how `per` is said as `kilogram.short.per`."""
    found: dict[str, str] = {}
    for width in ("long", "short", "narrow"):
        found[f"per.{width}"] = data[width]["per"]["compoundUnitPattern"]
        for unit in UNITS:
            name = unit.partition("-")[2]
            patterns = data[width].get(unit, {})
            found |= {
                f"{name}.{width}.{key.rpartition('-')[2]}": text
                for key, text in patterns.items()
                if key.startswith("unitPattern-count-") or key == "perUnitPattern"
            }
    return {key.replace("perUnitPattern", "per"): text for key, text in found.items()}


def trimmed(flat: dict[str, str], wide: str, slim: str) -> dict[str, str]:
    """Leave out a plural category that says the same as `other`, and a width that says the same as a wider one."""
    groups: dict[str, dict[str, str]] = {}
    for key, text in flat.items():
        name, _, category = key.rpartition(".")
        groups.setdefault(name, {})[category] = text
    kept: dict[str, str] = {}
    for name, texts in groups.items():
        if f".{slim}" in name and groups.get(name.replace(f".{slim}", f".{wide}")) == texts:
            continue
        kept |= {f"{name}.{k}": v for k, v in texts.items() if k in ("other", "per") or v != texts.get("other")}
    return kept


def flat_relative(data: Json) -> dict[str, str]:
    """Return relative times as `day.short.future.one`."""
    found: dict[str, str] = {}
    for unit in ("year", "quarter", "month", "week", "day", "hour", "minute", "second"):
        for width in ("long", "short", "narrow"):
            fields = data[unit if width == "long" else f"{unit}-{width}"]
            for direction in ("past", "future"):
                for key, text in fields[f"relativeTime-type-{direction}"].items():
                    found[f"{unit}.{width}.{direction}.{key.rpartition('-')[2]}"] = text
    return found


SKELETON = re.compile(r"G?yM+E*d")
WIDTHS = {"abbreviated": "3", "wide": "4", "narrow": "5", "short": "6"}
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def flat_dates(data: Json) -> dict[str, str]:
    """Return date patterns, interval patterns and calendar words; months as `M4.1`, days as `E3.0`, Monday first."""
    intervals = data["dateTimeFormats"]["intervalFormats"]
    found = {f"date.{k}": v if isinstance(v, str) else v["_value"] for k, v in data["dateFormats"].items()}
    found["interval"] = intervals["intervalFormatFallback"]
    for skeleton, pairs in intervals.items():
        if SKELETON.fullmatch(skeleton):
            found |= {f"interval.{skeleton}.{k}": v for k, v in pairs.items() if k in "yMd"}
    for form, month, day in (("format", "M", "E"), ("stand-alone", "L", "c")):
        for width, names in data["months"][form].items():
            found |= {f"{month}{WIDTHS[width]}.{k}": v for k, v in names.items() if k.isdigit()}
        for width, names in data["days"][form].items():
            found |= {f"{day}{WIDTHS[width]}.{WEEK.index(k)}": v for k, v in names.items()}
    for key, width in (("eraAbbr", "3"), ("eraNames", "4"), ("eraNarrow", "5")):
        found[f"G{width}"] = data["eras"][key]["1"]
    return found


ORDINAL = re.compile(r"([^=]*)=(?:#,##0|#,##,##0)=(.*);")
CHOICES = re.compile(r"\$\(ordinal,(.*)\)\$")


def read_ordinals(package: Path) -> dict[str, dict[str, str]]:
    """Return how each locale writes 1st, 2nd ... as `ordinal.one`, `ordinal.feminine.other`."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted((package / "rbnf").glob("*.json")):
        rules = read_json(path)["rbnf"]["rbnf"].get("OrdinalRules", {})
        found[path.stem] = flat_ordinals(rules)
    return found


def flat_ordinals(rules: Json) -> dict[str, str]:
    """Return the patterns of the plain, the masculine and the feminine rule set."""
    flat: dict[str, str] = {}
    for name, key in (("", "ordinal"), ("-masculine", "ordinal.masculine"), ("-feminine", "ordinal.feminine")):
        rule = f"%digits-ordinal{name}"
        if rule in rules:
            flat |= {f"{key}.{category}": text for category, text in ordinal_patterns(rules, rule).items()}
    return flat


def ordinal_patterns(rules: Json, name: str) -> dict[str, str]:
    """Follow aliases to a rule and split it by plural category; {} where it is more than text around the number."""
    texts = dict(rules[name])
    text = texts[max((key for key in texts if key.isdigit()), key=int)]
    alias = re.fullmatch(r"=(%[^=]+)=;", text)
    if alias:
        return ordinal_patterns(rules, alias[1])
    tail = ORDINAL.fullmatch(re.sub(r"=(%%[^=]+)=", lambda match: dict(rules[match[1]])["0"].rstrip(";"), text))
    if not tail:
        print("not cut:", name, text)
        return {}
    before, after = (part.replace("''", "'") for part in tail.groups())
    choices = CHOICES.search(after)
    if not choices:
        return {"other": before + "{0}" + after}
    parts = re.findall(r"(\w+)\{([^}]*)\}", choices[1])
    return {category: before + "{0}" + CHOICES.sub(text, after) for category, text in parts}


def inherited(own: dict[str, dict[str, str]], tag: str, parents: dict[str, str]) -> dict[str, str]:
    """Return the values of the nearest ancestor that has any."""
    return (
        own[tag]
        if own.get(tag)
        else own["und"]
        if tag == "und"
        else inherited(own, parent_of(tag, parents, own), parents)
    )


def tender(entries: list[Json]) -> str:
    """Return the currency that a territory pays with today, or ''."""
    for entry in entries:
        for code, facts in entry.items():
            if "_to" not in facts and facts.get("_tender") != "false":
                return code
    return ""


def fraction(data: Json) -> list[int]:
    """Return digits, rounding, cash digits, cash rounding."""
    digits, rounding = int(data["_digits"]), int(data["_rounding"])
    return [digits, rounding, int(data.get("_cashDigits", digits)), int(data.get("_cashRounding", rounding))]


def flat_numbers(data: Json) -> dict[str, str]:
    """Return what number patterns need, one flat key per value."""
    flat = {
        "default": data["defaultNumberingSystem"],
        "native": data["otherNumberingSystems"]["native"],
        "minimum_grouping": data["minimumGroupingDigits"],
    }
    for key, value in data.items():
        kind, _, system = key.partition("-numberSystem-")
        if kind == "symbols":
            flat |= {f"{system}.{SYMBOLS[k]}": v for k, v in value.items() if k in SYMBOLS}
        for name, short in PATTERNS.get(kind, {}).items():
            if name in value:
                flat[f"{system}.{short}"] = value[name]
        if kind == "currencyFormats":
            flat |= {f"{system}.named_{k[18:]}": v for k, v in value.items() if k.startswith("unitPattern-count-")}
        if kind == "miscPatterns":
            flat[f"{system}.range"] = value["range"]
    return flat


def flat_compact(data: Json) -> dict[str, str]:
    """Return the compact patterns as `latn.short.1000.one`."""
    flat: dict[str, str] = {}
    for key, value in data.items():
        kind, _, system = key.partition("-numberSystem-")
        if kind == "decimalFormats":
            for width in ("short", "long"):
                for name, pattern in value[width]["decimalFormat"].items():
                    magnitude, _, count = name.partition("-count-")
                    flat[f"{system}.{width}.{magnitude}.{count}"] = pattern
    return flat


def flat_symbols(data: Json) -> dict[str, str]:
    """Return `BRL` where it is not the code itself and, where there is a narrow one, `BRL.narrow`."""
    flat: dict[str, str] = {}
    for code, names in data.items():
        if names.get("symbol", code) != code:
            flat[code] = names["symbol"]
        if "symbol-alt-narrow" in names:
            flat[f"{code}.narrow"] = names["symbol-alt-narrow"]
        flat |= {f"{code}.{part}": names[part] for part in ("pattern", "decimal", "group") if part in names}
    return flat


def own_separators(
    tag: str, symbols: dict[str, dict[str, str]], flat: dict[str, dict[str, str]], parents: dict[str, str]
) -> dict[str, str]:
    """Return the separators of a currency that has its own pattern: those of the locale that first gave the pattern."""
    found: dict[str, str] = {}
    for key in [key for key in symbols[tag] if key.endswith(".pattern")]:
        code, origin = key.partition(".")[0], tag
        while origin != "und" and symbols[parent_of(origin, parents, flat)].get(key) == symbols[tag][key]:
            origin = parent_of(origin, parents, flat)
        for part in ("decimal", "group"):
            found[f"{code}.{part}"] = symbols[tag].get(f"{code}.{part}", flat[origin][f"latn.{part}"])
    return found


def deltas(flat: dict[str, dict[str, str]], parents: dict[str, str]) -> dict[str, dict[str, str | None]]:
    """Keep of each locale what its parent does not say; None takes back a key of the parent."""
    found: dict[str, dict[str, str | None]] = {}
    for tag, own in flat.items():
        base = {} if tag == "und" else flat[parent_of(tag, parents, flat)]
        changed: dict[str, str | None] = {k: v for k, v in own.items() if base.get(k) != v}
        gone = [k for k in base if k not in own]
        found[tag] = changed | dict.fromkeys(gone)
    return found


def family(locales: dict[str, Any], language: str) -> dict[str, Any]:
    """Return the locales of one language that say anything of their own."""
    return {tag: own for tag, own in locales.items() if own and tag.partition("-")[0] == language}


def parent_of(tag: str, parents: dict[str, str], known: dict[str, Any]) -> str:
    """Return the nearest ancestor of `tag` that has data."""
    while True:
        tag = parents.get(tag) or tag.rpartition("-")[0] or "und"
        if tag in known:
            return tag


def write(name: str, package: str, data: Json) -> None:
    """Write one file with its source at its head."""
    head = {
        "about": f"Cut by tools/cut_cldr.py from npm {package} 48.2.0 (Unicode CLDR 48.2)",
        "licence": "Unicode-3.0",
    }
    path = TARGET / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        json.dumps(head | data, ensure_ascii=False, indent=0, separators=(",", ":")) + "\n", encoding="utf-8"
    )
    if path.parent == TARGET:
        print(f"{path.name}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
