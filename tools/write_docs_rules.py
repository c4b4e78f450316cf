"""Write docs/rules/*.md out of rules/culture: one page a country or region, and an index.

    python tools/write_docs_rules.py

A test holds the pages equal to what this writes.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from glocal.atlas import data_folder, read_toml
from glocal.rules.data import load_pack, load_subjects
from glocal.rules.page import GRADES

if TYPE_CHECKING:
    from glocal.model.rule import Rule

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "rules"


def pages() -> dict[str, str]:
    """Return file name -> Markdown of every page."""
    names = sorted(p.stem for p in (data_folder() / "rules" / "culture").glob("*.toml"))
    found = {f"{name}.md": page(name) for name in names}
    return {"index.md": index(names), **found}


def index(names: list[str]) -> str:
    """Return the index: every file with the number of its rules."""
    lines = ["# Rules by country and region", "", "Made from `rules/culture/` by `tools/write_docs_rules.py`.", ""]
    lines += ["| file | rules | region of |", "|---|---|---|"]
    lines += [f"| [{name}]({name}.md) | {len(own(name))} | {' '.join(members(name))} |" for name in names]
    grades = "; ".join(f"{grade} is {what}" for grade, what in GRADES.items())
    lines += ["", "## What holds in a market", "", f"Grades: {grades}.", ""]
    lines += ["| market | own rules, A or B | its regions', A or B | all rules |", "|---|---|---|---|"]
    lines += [market_row(name) for name in names if not members(name)]
    return "\n".join([*lines, ""])


def market_row(name: str) -> str:
    """Return a market's line: how many rules hold there, and how many rest on more than one weak source."""
    rules = load_pack((data_folder(),), name).rules
    good = [rule.id.startswith(f"{name}.") for rule in rules if rule.evidence in "AB"]
    return f"| [{name}]({name}.md) | {sum(good)} | {len(good) - sum(good)} | {len(rules)} |"


def members(name: str) -> list[str]:
    """Return the territories of a region, none for a territory."""
    listed: list[str] = read_toml(data_folder() / "rules" / "culture" / f"{name}.toml").get("members", [])
    return listed


def own(name: str) -> list[str]:
    """Return the full ids of a file's own rules."""
    return [r.id for r in load_pack((data_folder(),), name).rules if r.id.split(".")[0] == name]


def page(name: str) -> str:
    """Return the page of one file."""
    subjects = load_subjects((data_folder(),))
    rules = [r for r in load_pack((data_folder(),), name).rules if r.id.split(".")[0] == name]
    lines = [f"# {name}", "", "Made from the data. `glocal check --explain ID` prints all that is known of a rule.", ""]
    lines += [
        "| rule | what | kind | severity | evidence | why | what speaks against it |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [row(r, subjects[r.subject].title) for r in rules]
    sources = sorted({s.ref for r in rules for s in r.sources})
    return "\n".join([*lines, "", "## Sources", "", *(f"- {ref}" for ref in sources), ""])


def row(rule: Rule, title: str) -> str:
    """Return a rule's line of the table."""
    cells = (f"`{rule.id}`", title, rule.kind, rule.severity, rule.evidence, rule.because, rule.contested)
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Write every page anew."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (TARGET / name).write_text(text, "utf-8")
    print(f"docs/rules: {len(pages())} pages")


if __name__ == "__main__":
    main()
