"""`python -m benchmarks`: every comparison, side by side in one run. Speed is a ratio, never a time alone."""

from __future__ import annotations

import argparse
import platform
import tempfile
from pathlib import Path

from benchmarks import memory, parts, sizes, startup, storefront

ROOT = Path(__file__).resolve().parent.parent
BAZAAR = ROOT / "examples" / "bazaar"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--products", type=int, default=1_000)
    parser.add_argument("--variants", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peer-words", type=int, default=0, help="give the peer only so many words to look for")
    parser.add_argument("--only", choices=["storefront", "parts", "startup", "memory", "sizes"], help="one part of it")
    parser.add_argument("--memory-products", type=int, default=100_000)
    options = parser.parse_args()
    print(f"Python {platform.python_version()} on {platform.machine()}")
    with tempfile.TemporaryDirectory() as folder:
        if options.only in (None, "storefront"):
            pages(Path(folder) / "shop", options)
        if options.only in (None, "parts"):
            print(f"{'':36s}{'beside':24s}{'glocal ns':>10s}{'peer ns':>10s}{'median':>9s}{'worst':>9s}")
            for row in parts.measure(options.rounds):
                figures = f"{row.ours:10.0f}{row.theirs:10.0f}{row.median:8.1f}x{row.worst:8.1f}x"
                print(f"{row.name:36s}{row.peer:24s}{figures}")
        if options.only in (None, "startup"):
            for name, value in startup.measure(str(BAZAAR), "linen-dress", "BR").items():
                print(f"{name:32s} {value:8.1f}")
        if options.only in (None, "memory"):
            large = options.memory_products
            peaks = memory.measure(Path(folder), (large // 10, large), variants=2)
            small, big = peaks.values()
            ratio = big / small
            print(f"peak memory, MB: {small:.0f} for {large // 10:,} products, {big:.0f} for {large:,}: {ratio:.2f}x")
        if options.only in (None, "sizes"):
            print(sizes.text(sizes.score()))


def pages(folder: Path, options: argparse.Namespace) -> None:
    outcomes = storefront.run(folder, options.products, options.variants, options.rounds, options.peer_words, print)
    print(f"{'':16s}{'glocal µs':>12s}{'peer µs':>12s}{'median':>10s}{'worst':>10s}")
    for o in outcomes:
        print(f"{o.mode:16s}{o.glocal_us:12.1f}{o.peer_us:12.1f}{o.median:9.1f}x{o.worst:9.1f}x")


if __name__ == "__main__":
    main()
