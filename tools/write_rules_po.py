"""Write the sentences of the rules for translators: locales/rules.pot, and every locales/*/LC_MESSAGES/rules.po anew.

    python tools/write_rules_po.py

What is translated stays; what no rule says any more goes. A test holds the template equal to the data.
"""

from __future__ import annotations

from pathlib import Path

from glocal import po
from glocal.atlas import data_folder
from glocal.model.rule import CONTEXTS, REMEDIES
from glocal.rules import page, report
from glocal.rules.data import load_pack, load_subjects
from glocal.rules.sentences import FIELDS, PHRASES

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "locales"


def sentences() -> list[str]:
    """Return every sentence that a merchant may read in a finding or on a rule's page, sorted."""
    names = sorted(p.stem for p in (data_folder() / "rules" / "culture").glob("*.toml"))
    rules = [rule for name in names for rule in load_pack((data_folder(),), name).rules]
    told = {text for rule in rules for text in (rule.because, rule.advice, rule.contested)}
    told |= {source.note for rule in rules for source in rule.sources}
    told |= {subject.title for subject in load_subjects((data_folder(),)).values()}
    words = (*FIELDS, *PHRASES, *report.WORDS, report.SUMMARY, *page.WORDS)
    tables = (REMEDIES, CONTEXTS, report.OWN_REMEDIES, page.GRADES)
    return sorted({*told, *words, *(text for table in tables for text in table.values())} - {""})


def text(language: str, known: dict[str, str]) -> str:
    """Return a PO file's text."""
    head = f"# Sentences of the cultural rules, for merchants{f', in {language}' if language else ''}.\n"
    fields = ["Content-Type: text/plain; charset=UTF-8", "Content-Transfer-Encoding: 8bit", "MIME-Version: 1.0"]
    fields += [f"Language: {language}", "X-Reviewed-By: nobody yet"] if language else []
    header = 'msgid ""\nmsgstr ""\n' + "".join(f'"{field}\\n"\n' for field in fields)
    entries = [f"msgid {quoted(one)}\nmsgstr {quoted(known.get(one, ''))}\n" for one in sentences()]
    return "\n".join([head + header, *entries])


def quoted(value: str) -> str:
    """Return a string as PO files write it."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def main() -> None:
    """Write the template and every translation anew."""
    (LOCALES / "rules.pot").write_text(text("", {}), "utf-8")
    for path in sorted(LOCALES.glob("*/LC_MESSAGES/rules.po")):
        known = {msgid: msgstr for (_, msgid), msgstr in po.catalog(path.read_bytes(), path.name).texts.items()}
        path.write_text(text(path.parent.parent.name, known), "utf-8")
        print(f"{path.parent.parent.name}: {sum(one in known for one in sentences())} of {len(sentences())}")


if __name__ == "__main__":
    main()
