"""One locale's formats, opened once and kept; what prices do not need is imported where it is first asked for."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from glocal.errors import UnknownError
from glocal.formats import currency as prices
from glocal.formats import number as numbers
from glocal.formats import symbols as signs
from glocal.formats import tags
from glocal.formats.cldr import Facts, supplemental

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from glocal.formats.number import Number

__all__ = ["LocaleFormats", "locale"]

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
POLICIES = ("latn", "native")


@lru_cache(maxsize=tags.MEMO)
def locale(tag: str, digits: str | None = None) -> LocaleFormats:
    """Open the formats of a BCP 47 tag; `digits` is "latn", "native", or None for what CLDR says.

    Any locale that CLDR has data for works, and any that can inherit it (`en-BR` from `en`, `zh-TW` from `zh-Hant`).
    The tag may ask for digits itself: `hi-u-nu-deva`. Raises UnknownError, with a near match.

    >>> from decimal import Decimal
    >>> locale("pt-BR").currency("BRL")(Decimal("219.9"))
    'R$\\xa0219,90'
    """
    if digits is not None and digits not in POLICIES:
        raise UnknownError("digits policy", digits, POLICIES)
    return LocaleFormats(tags.parse(tag), digits or "")


class LocaleFormats:
    """Every format of one locale. Each method compiles: it returns a function; call that one as often as you like."""

    def __init__(self, tag: tags.Tag, digits: str = "") -> None:
        self._tag = tag
        self._chain = tags.chain(tag)
        self._symbols = signs.read(str(tag), self._chain, digits or tag.digits)
        self._policy = digits
        self._compiled: dict[tuple[Any, ...], Any] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        asked = f"{self.tag}-u-nu-{self._tag.digits}" if self._tag.digits else self.tag
        return locale, (asked, self._policy or None)

    def __repr__(self) -> str:
        return f"glocal.formats.locale({self.tag!r})"

    def _once(self, key: tuple[Any, ...], compile_it: Callable[[], Any]) -> Any:
        found = self._compiled.get(key)
        if found is None:
            found = self._compiled[key] = compile_it()
        return found

    @property
    def tag(self) -> str:
        """The BCP 47 tag in its canonical spelling, without extensions."""
        return str(self._tag)

    @cached_property
    def _currencies(self) -> Facts:
        return Facts("symbols", self._chain)

    def currency(
        self,
        code: str,
        *,
        style: str = "standard",
        display: str = "symbol",
        digits: int | None = None,
        cash: bool = False,
        rounding: str = "half-even",
    ) -> Callable[[int | Decimal], str]:
        """Write amounts in major units, int or Decimal.

        `style` is "standard" or "accounting", `display` "symbol", "narrow", "code" or "name"; `digits` are CLDR's for
        the currency unless given; `cash` rounds to what coins can pay (CHF 0.05); `rounding` is "half-even" or
        "half-up". Raises UnknownError for another option or currency, DataError for an amount that is not finite.

        >>> from decimal import Decimal
        >>> locale("de-CH").currency("CHF", cash=True)(Decimal("9.98"))
        'CHF\\xa010.00'
        """
        options = prices.Options(style, display, digits, cash, rounding)
        return self._once(("currency", code, options), lambda: self._compile_currency(code, options))  # type: ignore[no-any-return]

    def _compile_currency(self, code: str, options: prices.Options) -> Callable[[int | Decimal], str]:
        return prices.compile_currency(self._symbols, self._currencies, code, options)

    def money(
        self,
        code: str,
        *,
        style: str = "standard",
        display: str = "symbol",
        cash: bool = False,
        rounding: str = "half-even",
    ) -> Callable[[int], str]:
        """Write amounts in ISO 4217 minor units, int: the same text as `currency`, many times faster.

        >>> locale("pt-BR").money("BRL")(21990)
        'R$\\xa0219,90'
        """
        options = prices.Options(style, display, None, cash, rounding)
        return self._once(  # type: ignore[no-any-return]
            ("money", code, options),
            lambda: prices.compile_money(self._symbols, self._currencies, code, options),
        )

    def number(
        self,
        *,
        min_fraction: int | None = None,
        max_fraction: int | None = None,
        grouping: bool = True,
        rounding: str = "half-even",
    ) -> Callable[[Number], str]:
        """Write decimal numbers, with up to three fraction digits unless told otherwise.

        >>> from decimal import Decimal
        >>> locale("es").number()(1234), locale("es").number()(Decimal("12345.6"))
        ('1234', '12.345,6')
        """
        options: dict[str, Any] = {
            "min_fraction": min_fraction,
            "max_fraction": max_fraction,
            "grouping": grouping,
            "rounding": rounding,
        }
        return self._once(  # type: ignore[no-any-return]
            ("number", *options.values()), lambda: numbers.compile_number(self._symbols, **options)
        )

    def percent(
        self, *, min_fraction: int = 0, max_fraction: int | None = None, rounding: str = "half-even"
    ) -> Callable[[Number], str]:
        """Write ratios as percentages.

        >>> from decimal import Decimal
        >>> locale("de").percent()(Decimal("0.25"))
        '25\\xa0%'
        """
        return self._once(  # type: ignore[no-any-return]
            ("percent", min_fraction, max_fraction, rounding),
            lambda: numbers.compile_percent(
                self._symbols, min_fraction=min_fraction, max_fraction=max_fraction, rounding=rounding
            ),
        )

    def unit(
        self,
        unit: str,
        *,
        width: str = "short",
        min_fraction: int = 0,
        max_fraction: int = 3,
        rounding: str = "half-even",
    ) -> Callable[[Number], str]:
        """Write measures with a CLDR unit; `width` is "short", "narrow" or "long".

        >>> locale("de").unit("centimeter")(30), locale("en").unit("kilogram", width="long")(1)
        ('30 cm', '1 kilogram')
        """
        from glocal.formats import unit as units

        return self._once(  # type: ignore[no-any-return]
            ("unit", unit, width, min_fraction, max_fraction, rounding),
            lambda: units.compile_unit(
                self.tag,
                self._units,
                self._symbols,
                unit,
                width,
                min_fraction=min_fraction,
                max_fraction=max_fraction,
                rounding=rounding,
            ),
        )

    def scaled_unit(self, unit: str, places: int, *, width: str = "short") -> Callable[[int], str]:
        """Write measures from their digits, of which the last `places` stand behind the point: for the hot loop.

        >>> locale("de").scaled_unit("inch", 1)(374)
        '37,4 in'
        """
        from glocal.formats import unit as units

        return self._once(  # type: ignore[no-any-return]
            ("scaled", unit, places, width),
            lambda: units.compile_scaled(self.tag, self._units, self._symbols, unit, width, places),
        )

    def per(self, unit: str, *, width: str = "short") -> Callable[[str], str]:
        """Add "per unit" to a finished text, such as a price.

        >>> locale("en").per("kilogram")("$4.00"), locale("fr").per("liter", width="long")("4,00 €")
        ('$4.00/kg', '4,00 € par litre')
        """
        from glocal.formats import unit as units

        return self._once(("per", unit, width), lambda: units.compile_per(self._units, unit, width))  # type: ignore[no-any-return]

    @property
    def calendars(self) -> tuple[str, ...]:
        """The calendars that the locale can date in; `gregory` comes first.

        >>> locale("th").calendars, locale("en").calendars
        (('gregory', 'buddhist'), ('gregory',))
        """
        from glocal.formats import calendars

        return calendars.available(self._chain)

    def date(self, style: str = "medium", *, calendar: str = "gregory") -> Callable[[dt.date], str]:
        """Write dates; `style` is "short", "medium", "long" or "full", `calendar` one of `calendars`.

        >>> import datetime
        >>> locale("en-GB").date("long")(datetime.date(2026, 11, 21))
        '21 November 2026'
        """
        from glocal.formats import dates

        return self._once(  # type: ignore[no-any-return]
            ("date", style, calendar), lambda: dates.compile_date(self._chain, self._symbols, style, calendar)
        )

    def date_range(self, style: str = "medium", *, calendar: str = "gregory") -> Callable[[dt.date, dt.date], str]:
        """Write ranges of dates, leaving out what both ends share.

        >>> import datetime
        >>> locale("en").date_range("long")(datetime.date(2026, 11, 21), datetime.date(2026, 11, 24))
        'November 21\u2009–\u200924, 2026'
        """
        from glocal.formats import dates

        return self._once(  # type: ignore[no-any-return]
            ("range", style, calendar), lambda: dates.compile_range(self._chain, self._symbols, style, calendar)
        )

    def relative(self, style: str = "long", *, words: bool = False) -> Callable[[Number, str], str]:
        """Write times told from now; `style` is "long", "short" or "narrow", `words` prefers `tomorrow` to `in 1 day`.

        >>> locale("en").relative()(3, "day"), locale("pt-BR").relative(words=True)(1, "day")
        ('in 3 days', 'amanhã')
        """
        from glocal.formats import relative as relatives

        return self._once(  # type: ignore[no-any-return]
            ("relative", style, words),
            lambda: relatives.compile_relative(self.tag, self._chain, self._symbols, style, words),
        )

    def list(self, style: str = "and", *, width: str = "long") -> Callable[[Sequence[str]], str]:
        """Join words; `style` is "and", "or" or "unit", `width` "long", "short" or "narrow".

        >>> locale("de").list()(["rot", "grün", "blau"])
        'rot, grün und blau'
        """
        from glocal.formats import lists

        return self._once(  # type: ignore[no-any-return]
            ("list", style, width),
            lambda: lists.compile_list(self._texts, style, width, self._tag.language),
        )

    def compact(self, *, width: str = "short", rounding: str = "half-even") -> Callable[[Number], str]:
        """Write large numbers short; `width` is "short" or "long".

        >>> locale("en").compact()(1234), locale("de").compact(width="long")(1_500_000)
        ('1.2K', '1,5 Millionen')
        """
        from glocal.formats import compact as compacts

        texts = Facts("compact", self._chain)
        return self._once(  # type: ignore[no-any-return]
            ("compact", width, rounding),
            lambda: compacts.compile_compact(self.tag, self._symbols, texts, width, rounding),
        )

    def ordinal(self, *, gender: str = "") -> Callable[[int], str]:
        """Write a place in an order; `gender` is "masculine" or "feminine" where the noun has one.

        >>> locale("en").ordinal()(22), locale("pt").ordinal(gender="feminine")(2)
        ('22nd', '2ª')
        """
        from glocal.formats import ordinal as ordinals

        return self._once(  # type: ignore[no-any-return]
            ("ordinal", gender),
            lambda: ordinals.compile_ordinal(self.tag, self._symbols, self._texts, gender),
        )

    def parse_number(self, text: str) -> Decimal:
        """Read a number as the locale writes it; raise DataError for anything else.

        >>> locale("de").parse_number("1.234,5")
        Decimal('1234.5')
        """
        from glocal.formats import parsing

        return parsing.parse_number(self._symbols, text)

    def parse_currency(self, text: str, *, currency: str) -> Decimal:
        """Read a price in a currency, with or without its symbol or code; raise DataError for anything else.

        >>> locale("pt-BR").parse_currency("R$ 1.234,50", currency="BRL")
        Decimal('1234.50')
        """
        from glocal.formats import parsing

        return parsing.parse_currency(self._symbols, self._currencies, text, currency)

    @cached_property
    def plural(self) -> Callable[[Number], str]:
        """The plural category of a number, by its visible digits.

        >>> from decimal import Decimal
        >>> locale("ru").plural(3), locale("en").plural(Decimal("1.0"))
        ('few', 'other')
        """
        from glocal.formats import plural as plurals

        return plurals.cardinal(self.tag)

    @cached_property
    def ordinal_plural(self) -> Callable[[Number], str]:
        """The plural category of a place in an order.

        >>> locale("en").ordinal_plural(3)
        'few'
        """
        from glocal.formats import plural as plurals

        return plurals.ordinal(self.tag)

    @cached_property
    def _texts(self) -> Facts:
        return Facts("text", self._chain)

    @cached_property
    def _units(self) -> Facts:
        return Facts("units", self._chain)

    @property
    def quotes(self) -> tuple[str, str, str, str]:
        """The outer and inner quotation marks: start, end, inner start, inner end.

        >>> locale("de").quotes
        ('„', '“', '‚', '‘')
        """
        start, end, inner, inner_end = (
            self._texts.get(f"quote.{part}") for part in ("start", "end", "inner_start", "inner_end")
        )
        return start, end, inner, inner_end

    @property
    def first_weekday(self) -> int:
        """The day a calendar's row starts with, Monday is 0; by the tag's territory, or the likeliest one.

        >>> locale("en-US").first_weekday, locale("de").first_weekday
        (6, 0)
        """
        days = supplemental("first_day")
        territory = tags.likely(self._tag).territory
        return WEEK.index(days.get(territory) or days["001"])

    def territory_name(self, code: str) -> str:
        """Name a country or region.

        >>> locale("pt-BR").territory_name("DE")
        'Alemanha'
        """
        from glocal.formats import names

        return names.territory_name(self._chain, code)

    def language_name(self, tag: str) -> str:
        """Name a language.

        >>> locale("en").language_name("pt")
        'Portuguese'
        """
        from glocal.formats import names

        return names.language_name(self._chain, tag)

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`.

        >>> locale("he-IL").direction
        'rtl'
        """
        return "rtl" if self._chain[0] in supplemental("rtl") else "ltr"
