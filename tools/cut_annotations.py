"""Cut the short names of the signs that rules/subjects/*.toml list out of Unicode CLDR's annotations.

    npm install cldr-annotations-full@48.2.0 cldr-annotations-derived-full@48.2.0
    python tools/cut_annotations.py node_modules

Writes rules/words/annotations.json: sign -> language -> name, for the languages that the markets use. A subject takes
the names of the signs that its file lists under `cldr`; whoever lists one has read its names, for some are too general
(the sign of approval is "ok" in French).
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "rules" / "words" / "annotations.json"
LANGUAGES = "en pt es fr de it nl pl ru uk cs ro el tr ar he fa hi id ms vi th zh ja ko".split()
VARIATION = "\ufe0f"


def main(modules: Path) -> None:
    """Write the file anew."""
    signs = sorted({sign for path in (ROOT / "rules" / "subjects").glob("*.toml") for sign in listed(path)})
    names: dict[str, dict[str, str]] = {sign: {} for sign in signs}
    for language in LANGUAGES:
        table = read(modules, language)
        for sign in signs:
            found = table.get(sign) or table.get(sign.replace(VARIATION, ""))
            if found:
                names[sign][language] = found
    head = "Unicode CLDR 48.2, annotations and annotationsDerived (Unicode-3.0)"
    text = json.dumps({"source": head, "names": names}, ensure_ascii=False, indent=1)
    TARGET.write_text(text + "\n", "utf-8")
    print(f"{TARGET.name}: {len(signs)} signs, {sum(map(len, names.values()))} names")


def listed(path: Path) -> list[str]:
    """Return the signs whose names a subject's file takes as words."""
    return list(tomllib.loads(path.read_text("utf-8")).get("cldr", []))


def read(modules: Path, language: str) -> dict[str, str]:
    """Return sign -> short name of one language."""
    names: dict[str, str] = {}
    for package, key in (("annotations-full", "annotations"), ("annotations-derived-full", "annotationsDerived")):
        path = modules / f"cldr-{package}" / key / language / "annotations.json"
        table: dict[str, Any] = json.loads(path.read_bytes())[key]["annotations"]
        names |= {sign: entry["tts"][0] for sign, entry in table.items() if entry.get("tts")}
    return names


if __name__ == "__main__":
    main(Path(sys.argv[1]))
