"""Gather the storefront's words into locales/glocal.pot and bring every locales/<lang>/.../glocal.po up to date.

Run: python tools/extract_words.py [--check]

With --check nothing is written; the exit code is 1 when a file would change.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

from glocal import po
from glocal.translate.merge import header, merge
from glocal.translate.words import in_code, in_markets, in_templates, in_vocabulary, template

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "locales"


def entries() -> tuple[po.Entry, ...]:
    """Return all storefront words of the repository."""
    comments = tomllib.loads((LOCALES / "comments.toml").read_text(encoding="utf-8"))["comments"]
    words = [
        *in_templates(ROOT / "glocal" / "themes", ROOT),
        *in_code(ROOT / "glocal", ROOT),
        *in_markets(ROOT / "rules" / "markets", ROOT),
        *in_vocabulary(LOCALES / "vocabulary.toml", ROOT),
    ]
    return template(words, comments)


def main() -> int:
    """Write what changed."""
    found = entries()
    changed = []
    pot = LOCALES / "glocal.pot"
    for path in [pot, *sorted(LOCALES.glob("*/LC_MESSAGES/glocal.po"))]:
        old = po.read(path) if path.exists() else po.File((header("en", title="Words of the storefront"),))
        new = merge(old, found if is_whole(path) else [e for e in found if old.find(e.msgid, e.context)])
        if po.dump(new) != (path.read_bytes() if path.exists() else b""):
            changed.append(path)
            if "--check" not in sys.argv:
                po.save(path, new)
    print(len(found), "words;", "changed:", ", ".join(p.relative_to(ROOT).as_posix() for p in changed) or "nothing")
    return 1 if changed and "--check" in sys.argv else 0


def is_whole(path: Path) -> bool:
    """Say whether a file has all words: a variant (de_CH over de) only has what differs."""
    tag = path.parent.parent.name
    return path.suffix == ".pot" or "_" not in tag or tag in ("pt_BR", "es_419", "zh_Hans", "zh_Hant")


if __name__ == "__main__":
    sys.exit(main())
