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
| `best` | the label nearest to most charts (in shoes, half a size off counts for 60 %); it never falls as sizes rise |
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
the same person: the label told; in shoes also one half a size beside, in rings one within a millimetre. A shop's or a
brand's own chart makes its answers sure. Some systems count in two ways, such as Chinese shoes (245 or 39): each is a
scale of its own.

## How well it does

`python -m benchmarks --only sizes` leaves each maker out in turn and asks the others for every two labels of its rows;
it takes some minutes. The rules above were set by that, so it flatters them a little. Seen on 2026-11-22:

| | pairs | exact | fits | in the spread | labels told | high | right when high |
|---|---|---|---|---|---|---|---|
| women's clothes | 19,356 | 66.1 % | 66.1 % | 93.4 % | 2.67 | 15 % | 85 % |
| women's shoes | 12,442 | 44.7 % | 78.0 % | 87.8 % | 3.62 | 32 % | 89 % |
| men's shoes | 16,164 | 47.6 % | 82.4 % | 88.4 % | 3.21 | 37 % | 96 % |
| rings | 15,466 | 63.4 % | 92.6 % | 86.9 % | 2.83 | 59 % | 95 % |
| all | 74,254 | 56.7 % | 78.0 % | 89.1 % | 3.00 | 34 % | 93 % |

*Fits*: the label itself; in shoes half a size beside too, in rings one within a millimetre. Between the British,
American and European systems alone (23,022 pairs) 92.4 % lie in the spread of 3.04 labels, 76 % of women's clothes are
exact, 86 % of adult shoes and 96 % of rings fit; the rest are rarer systems and letters.

Three sets of charts were kept apart until they were judged once: by the hash of a maker's name, before the chart was
read. A set that has been looked at is spent, and its charts have joined `rules/sizes`.

| set | charts | pairs | exact | in the spread | labels told | high | right when high |
|---|---|---|---|---|---|---|---|
| first, 2026-11-21 | 24 | | | 87.3 % | 3.00 | 25 % | 94 % |
| second, 2026-11-22 | 47 | 5,796 | 52.0 % | 86.6 % | 3.05 | 37 % | 79 % |
| third, 2026-11-22 | 185 | 11,834 | 52.5 % | 84.8 % | 2.95 | 40 % | 85 % |

In the third, men's shoes were exact in 46.9 % and fitted in 81.9 %, women's in 35.1 % and 69.3 % (one old table with
390 of 1,582 pairs contradicts most makers), women's clothes were exact in 63.5 %, rings fitted in 79.2 %. It showed two
faults that are mended: letters stood in the order of the body that charts happen to give them, and a second scale of
numbers bent the first.

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
