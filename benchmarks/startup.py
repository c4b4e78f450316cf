"""What a process costs: importing glocal, and the first page from cold."""

from __future__ import annotations

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
    """Return median milliseconds of a bare Python, of `import glocal` over it, and of the first page, whole process."""
    page = FIRST_PAGE.format(shop=shop, product=product, market=market)
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
    subprocess.run(command, check=True, capture_output=True)
    return 1e3 * (time.perf_counter() - started)
