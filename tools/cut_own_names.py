"""Cut what countries and languages call themselves out of Babel's CLDR data, for the language menu of a page.

    python tools/cut_own_names.py        writes rules/cldr/own_names.json

A menu names every edition in its own language: reading a locale for each of them costs more than the page.
"""

from __future__ import annotations

import json
from pathlib import Path

import babel
from babel import Locale
from babel.localedata import locale_identifiers

OUT = Path(__file__).resolve().parent.parent / "rules" / "cldr" / "own_names.json"


def names() -> dict[str, tuple[str, str]]:
    """Tag with territory -> the territory's and the language's name in that language."""
    found = {}
    for identifier in sorted(locale_identifiers()):
        own = Locale.parse(identifier)
        if own.territory is None or own.variant is not None or not own.territory.isalpha():
            continue
        spoken = "_".join(part for part in (own.language, own.script) if part)
        language = own.languages.get(spoken) or own.languages.get(own.language)
        territory = own.territories.get(own.territory)
        if language and territory:
            found[identifier.replace("_", "-")] = (territory, language)
    return found


def main() -> None:
    """Write the table."""
    about = f"Cut by tools/cut_own_names.py from Babel {babel.__version__} (Unicode CLDR)"
    rows = ",\n".join(f"{json.dumps(tag)}:{json.dumps(name, ensure_ascii=False)}" for tag, name in names().items())
    head = f'"about":{json.dumps(about)},\n"licence":"Unicode-3.0"'
    OUT.write_text(f'{{\n{head},\n"names":{{\n{rows}\n}}\n}}\n', encoding="utf-8")
    print(f"{OUT.name}: {len(names())} names")


if __name__ == "__main__":
    main()
