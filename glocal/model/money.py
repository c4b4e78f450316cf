"""Money: an integer count of a currency's minor units, and the currency. Never a float.

Codes and digits are ISO 4217's, as pycountry 26.2 and OpenJDK 17 (`java.util.Currency`) transcribe them (both seen
2026-11-21, equal). What a shopper is shown may have fewer digits, and that is for `glocal.formats`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from glocal.errors import MoneyError, UnknownError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["CURRENCIES", "Money", "check_currency", "minor_digits"]

# Active ISO 4217 codes with two minor digits, then with none, then with three. Funds codes, metals and XXX are out.
_TWO = """AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC
CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES
KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR
NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT
TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG"""
_NONE = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
_THREE = "BHD IQD JOD KWD LYD OMR TND"

CURRENCIES: dict[str, int] = {
    **dict.fromkeys(_TWO.split(), 2),
    **dict.fromkeys(_NONE.split(), 0),
    **dict.fromkeys(_THREE.split(), 3),
}
"""ISO 4217 code -> number of minor digits."""

MAX_MINOR = 10**15
"""The largest count of minor units that a price may have: far above any price, far below what overflows a feed."""

_AMOUNT = re.compile(r"[+-]?(\d{1,16})(\.\d{1,12})?", re.ASCII)


def minor_digits(currency: str) -> int:
    """Return how many decimal digits the currency's minor unit has by ISO 4217.

    >>> minor_digits("JPY"), minor_digits("EUR"), minor_digits("KWD")
    (0, 2, 3)
    """
    try:
        return CURRENCIES[currency]
    except KeyError:
        raise UnknownError("currency", currency, CURRENCIES) from None


def check_currency(code: str) -> str:
    """Return `code` when it is an active ISO 4217 currency.

    Raises UnknownError, with a near match, where it is not.
    """
    minor_digits(code)
    return code


@cache
def _unit(currency: str) -> int:
    return int(10 ** minor_digits(currency))


class Money(msgspec.Struct, frozen=True, order=False, gc=False):
    """An exact amount.

    >>> Money.parse("219.90", "BRL") + Money(10, "BRL")
    Money(minor=22000, currency='BRL')
    """

    minor: int
    """Count of minor units (cents, fils, yen); may be negative."""
    currency: str
    """ISO 4217 code."""

    @classmethod
    def parse(cls, amount: str | int | Decimal, currency: str) -> Money:
        """Read an amount in main units with a decimal point, as feeds write it.

        Raises MoneyError where it is not a plain finite number, has more digits than the currency, or is absurdly
        large; UnknownError where the currency is not ISO 4217's.

        >>> Money.parse("12.5", "KWD").minor
        12500
        """
        digits = minor_digits(currency)
        text = str(amount).strip()
        if not _AMOUNT.fullmatch(text):
            raise MoneyError(
                f"expected a plain number like 12.50, got {text[:40]!r}",
                expected="a plain number",
                got=amount,
            )
        scaled = Decimal(text).scaleb(digits)
        if scaled != scaled.to_integral_value():
            raise MoneyError(
                f"{currency} has {digits} decimal digits, got {text!r}",
                expected=f"at most {digits} decimals",
                got=amount,
            )
        if abs(scaled) > MAX_MINOR:
            raise MoneyError(
                f"amount out of range: {text[:40]!r}", expected=f"at most {MAX_MINOR} minor units", got=amount
            )
        return cls(int(scaled), currency)

    @property
    def amount(self) -> str:
        """The bare number in main units, as feeds and JSON-LD want it.

        >>> Money(5, "USD").amount, Money(1500, "JPY").amount
        ('0.05', '1500')
        """
        digits = minor_digits(self.currency)
        if not digits:
            return str(self.minor)
        sign = "-" if self.minor < 0 else ""
        whole, rest = divmod(abs(self.minor), _unit(self.currency))
        return f"{sign}{whole}.{rest:0{digits}d}"

    @property
    def decimal(self) -> Decimal:
        """The amount in main units."""
        return Decimal(self.minor).scaleb(-minor_digits(self.currency))

    def _same(self, other: object) -> Money:
        if not isinstance(other, Money):
            raise TypeError(f"money and {type(other).__name__} do not add up")
        if other.currency != self.currency:
            raise MoneyError(
                f"{self.currency} and {other.currency} do not mix", expected=self.currency, got=other.currency
            )
        return other

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._same(other).minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._same(other).minor, self.currency)

    def __mul__(self, count: int) -> Money:
        if not isinstance(count, int):
            raise TypeError(f"money is multiplied by a whole number, got {type(count).__name__}")
        return Money(self.minor * count, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.minor < self._same(other).minor

    def __le__(self, other: Money) -> bool:
        return self.minor <= self._same(other).minor

    def allocate(self, weights: Sequence[int]) -> tuple[Money, ...]:
        """Split by whole-number weights without losing a minor unit; the first parts take the rest.

        >>> [m.minor for m in Money(100, "EUR").allocate([1, 1, 1])]
        [34, 33, 33]
        """
        total = sum(weights)
        if total <= 0 or min(weights) < 0:
            raise MoneyError(
                "weights are whole numbers from 0 with a positive sum", expected="weights", got=tuple(weights)
            )
        sign = -1 if self.minor < 0 else 1
        shares = [abs(self.minor) * w // total for w in weights]
        rest = abs(self.minor) - sum(shares)
        takers = [i for i, w in enumerate(weights) if w][:rest]
        for i in takers:
            shares[i] += 1
        return tuple(Money(sign * s, self.currency) for s in shares)
