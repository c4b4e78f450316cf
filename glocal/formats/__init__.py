"""CLDR number, money, date, list and unit patterns, compiled once per locale to plain functions.

The output agrees with ICU, the reference that browsers and phones use, also where Babel's does not.
"""

from __future__ import annotations

from glocal.formats.cldr import display_digits, minor_digits
from glocal.formats.locale import LocaleFormats, locale

__all__ = ["LocaleFormats", "display_digits", "locale", "minor_digits"]
