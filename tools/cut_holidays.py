"""Write the public holidays into rules/markets/*.toml, from the package `holidays` (MIT).

    pip install holidays && python tools/cut_holidays.py

A day that falls on the same date in every year of the range is written as '12-25', others with their year. Only files
that have a `holidays = [...]` entry are touched.
"""

from __future__ import annotations

import re
from pathlib import Path

import holidays

FOLDER = Path(__file__).resolve().parent.parent / "rules" / "markets"
YEARS = range(2026, 2029)
ENTRY = re.compile(r"^# Public holidays.*\nholidays = \[[^\]]*\]\n", re.MULTILINE)


def main() -> None:
    for path in sorted(FOLDER.glob("??.toml")):
        text = path.read_text("utf-8")
        if ENTRY.search(text):
            path.write_text(ENTRY.sub(lambda _, c=path.stem: _entry(c), text), "utf-8", newline="\n")
            print(path.name)


def _entry(territory: str) -> str:
    days = sorted(holidays.country_holidays(territory, years=YEARS))
    short = [f"{day:%m-%d}" for day in days]
    fixed = sorted({d for d in short if short.count(d) == len(YEARS)})
    dated = [day.isoformat() for day, d in zip(days, short, strict=True) if d not in fixed]
    quoted = [f'"{day}"' for day in (*fixed, *dated)]
    rows = [", ".join(quoted[i : i + 9]) for i in range(0, len(quoted), 9)]
    body = "".join(f"    {row},\n" for row in rows)
    head = f"# Public holidays: package holidays {holidays.__version__} (MIT), {YEARS[0]} to {YEARS[-1]}, grade B."
    return f"{head}\nholidays = [\n{body}]\n"


if __name__ == "__main__":
    main()
