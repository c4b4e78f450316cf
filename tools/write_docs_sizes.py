"""Write docs/sizes.md: what sizes glocal knows, from rules/sizes.

python tools/write_docs_sizes.py            write the page
python tools/write_docs_sizes.py --check    fail where the page does not match the data
"""

from __future__ import annotations

import sys
from pathlib import Path

from glocal.sizes import files, lists
from glocal.sizes.ask import Panel

PAGE = Path(__file__).resolve().parent.parent / "docs" / "sizes.md"

HEAD = """# Sizes a shopper can trust

A size label means a stretch of the body: a foot length, a chest, a finger. glocal reads a label, finds that stretch,
and tells which label of another system is meant for it. Makers disagree, so the answer is not one label:

```python
>>> import glocal
>>> match = glocal.sizes.convert("UK 10", to="EU", garment="dresses", audience="women")
>>> match.best, match.confidence
('38', 'medium')
>>> match.best in match.spread
True

```

| field | what it says |
|---|---|
| `best` | the label nearest to most charts (in shoes, half a size off counts half); it never falls as sizes rise |
| `spread` | every label that a further chart may well print, `best` among them |
| `confidence` | `high`: the charts agree, and each left out in turn is told right by the others; `medium`; `low` |
| `interval` | the body that the asked label is meant for, with its unit |
| `evidence` | each chart's word, with its source and the source's strength |
| `hint` | how to measure |

## How an answer is found

1. The shop's own chart, then the brand's, win where they hold both labels.
2. Else all published charts of the garment and audience are asked. A chart counts by its weight. Blogs and calculators
   together count at most half of what makers and shops do.
3. A chart that skips a size is read between its rows, and counts less.
4. Where few charts hold both systems, others join in over a third: US beside UK in one, UK beside DE in another.
5. Where no chart holds both systems, the way goes over the body: label, stretch of the body, label.
6. `convention` keeps to one named convention, such as `iso` for shoes.

Makers disagree most on shoes between US and EU. An answer is `high` where nine in ten charts print a label that fits
the same person: the label told; in shoes also one half a size beside, in rings one within a millimetre. The rule was
set by leaving out each maker's charts in turn: 35 % of the answers were high, 92 % of those fitted what the maker
prints, and 64 % were that very label. A shop's or a brand's own chart makes its answers sure.

How well charts are told that `rules/sizes` does not hold: `python -m benchmarks --only sizes`, and
[how they were chosen](../tests/data/sizes/blind2/README.md).

A question with two readings is an error that lists them: `EU 38` without a garment, `UK 1` of a child's shoe, a German
ring `17`. A label outside the charts is an error too. Nothing is made up.

## A shop's own chart

Put it into `rules/sizes/<garment>.toml` of the shop. Rows rise with the body. `body` may be a column.

```toml
garment = "apparel"
[[chart]]
id = "our-dresses"
audience = "women"
convention = "own"
columns = ["UK", "EU", "body"]
rows = [["8", "36", 80], ["10", "38", 84], ["12", "40", 88]]
```

## What is covered

"""

SYSTEMS = """
## Systems

| system | name | read in | schema.org | Google |
|---|---|---|---|---|
"""

DISPUTES = """
## Where sources disagree

"""


def page() -> str:
    """Return the page's text."""
    return HEAD + _coverage() + SYSTEMS + _systems() + DISPUTES + _disputes()


def _names() -> list[str]:
    return [p.stem for p in sorted(lists.folder().glob("*.toml")) if p.stem != "systems"]


def _coverage() -> str:
    head = "| file | audience | body | systems | charts | conventions |\n|---|---|---|---|---|---|\n"
    return head + "".join(_row(name, audience) for name in _names() for audience in _audiences(name))


def _audiences(name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(c.audience for c in files.garment_file(name).chart))


def _row(name: str, audience: str) -> str:
    file = files.garment_file(name)
    charts = tuple(c for c in file.chart if c.audience in (audience, "unisex"))
    systems = ", ".join(sorted(Panel(file, audience, charts).systems))
    conventions = ", ".join(sorted({c.convention for c in charts}))
    return f"| {name} | {audience} | {file.dimension}, {file.unit} | {systems} | {len(charts)} | {conventions} |\n"


def _systems() -> str:
    rows = []
    for code, system in lists.systems().system.items():
        read = " ".join(system.territories)
        rows.append(f"| {code} | {system.name} | {read} | {system.schema_org} | {system.google} |\n")
    return "".join(rows)


def _disputes() -> str:
    found = [(name, files.garment_file(name).disagreements) for name in _names()]
    return "".join(f"- {name}: {said}\n" for name, list_ in found for said in list_)


def main(check: bool) -> int:
    """Write the page, or compare it; return the exit code."""
    if not check:
        PAGE.write_text(page(), "utf-8")
        print(f"{PAGE.name}: {len(page())} characters")
        return 0
    same = PAGE.read_text("utf-8") == page()
    print("docs/sizes.md matches" if same else "docs/sizes.md is stale: run python tools/write_docs_sizes.py")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
