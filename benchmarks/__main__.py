"""`python -m benchmarks`: every comparison, side by side in one run. Speed is a ratio, never a time alone."""

from __future__ import annotations

import argparse
import platform
import tempfile
from pathlib import Path

from benchmarks import memory, startup, storefront

BAZAAR = Path(__file__).resolve().parent.parent / "examples" / "bazaar"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--products", type=int, default=1_000)
    parser.add_argument("--variants", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", choices=["storefront", "startup", "memory"], help="one part of it")
    parser.add_argument("--memory-products", type=int, default=100_000)
    options = parser.parse_args()
    print(f"Python {platform.python_version()} on {platform.machine()}")
    with tempfile.TemporaryDirectory() as folder:
        if options.only in (None, "storefront"):
            pages(Path(folder) / "shop", options)
        if options.only in (None, "startup"):
            for name, value in startup.measure(str(BAZAAR), "linen-dress", "BR").items():
                print(f"{name:32s} {value:8.1f}")
        if options.only in (None, "memory"):
            large = options.memory_products
            peaks = memory.measure(Path(folder), (large // 10, large), variants=2)
            small, big = peaks.values()
            print(
                f"peak memory, MB: {large // 10:,} products {small:.0f}, {large:,} products {big:.0f}; {big / small:.2f}x"
            )


def pages(folder: Path, options: argparse.Namespace) -> None:
    outcomes = storefront.run(folder, options.products, options.variants, options.rounds, print)
    print(f"{'':16s}{'glocal µs':>12s}{'peer µs':>12s}{'median':>10s}{'worst':>10s}")
    for o in outcomes:
        print(f"{o.mode:16s}{o.glocal_us:12.1f}{o.peer_us:12.1f}{o.median:9.1f}x{o.worst:9.1f}x")


if __name__ == "__main__":
    main()
