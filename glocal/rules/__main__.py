"""Try a text against the rules of a market: `python -m glocal.rules BR pt "Vestido roxo"`."""

from __future__ import annotations

import sys
from pathlib import Path

from glocal.atlas import data_folder
from glocal.errors import GlocalError
from glocal.rules.checking import check
from glocal.rules.data import lint
from glocal.rules.report import Row, to_text


def main(arguments: list[str]) -> int:
    """Print what is told of a text, or the faults of the files; return 0, or 2 for faults and wrong use."""
    if len(arguments) not in (3, 4):
        sys.stderr.write('usage: python -m glocal.rules MARKET LANGUAGE "TEXT" [SHOP]\n')
        return 2
    market, language, text = arguments[:3]
    folders = (data_folder(), *(Path(folder) for folder in arguments[3:]))
    try:
        lint(folders, market)
        found = check(text, market=market, language=language, folders=folders)
    except GlocalError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    told = to_text([Row("text", market, language, one) for one in found]) or "nothing is told"
    sys.stdout.write(f"{told}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
