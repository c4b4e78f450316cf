"""What a process costs: importing glocal, and the first page from cold."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["measure"]

BARE = "pass"
IMPORT = "import glocal"
FIRST_PAGE = (
    "import glocal; shop = glocal.Storefront.open({shop!r}); "
    "page = shop.render(shop.localize({product!r}, market={market!r})); assert len(page) > 1000"
)


def measure(shop: str, product: str, market: str, rounds: int = 15) -> dict[str, float]:
    """Return median milliseconds of a bare Python, of `import glocal` over it, and of the first page, whole process.

    Compiled modules and copies are there, as after a first use: one round is run before those that count.
    """
    page = FIRST_PAGE.format(shop=shop, product=product, market=market)
    _run([sys.executable, "-c", page])
    times: dict[str, list[float]] = {"bare": [], "import": [], "page": []}
    for _ in range(rounds):
        for name, code in (("bare", BARE), ("import", IMPORT), ("page", page)):
            times[name].append(_run([sys.executable, "-c", code]))
    bare = statistics.median(times["bare"])
    return {
        "bare python, ms": bare,
        "import glocal over it, ms": statistics.median(times["import"]) - bare,
        "first page, whole process, ms": statistics.median(times["page"]),
    }


def _run(command: Sequence[str]) -> float:
    started = time.perf_counter()
    keeping = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, check=True, capture_output=True, env=keeping)
    return 1e3 * (time.perf_counter() - started)
