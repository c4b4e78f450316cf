"""glocal.formats: the public functions, their refusals, and what must hold for any number."""

from __future__ import annotations

import contextlib
import datetime as dt
import doctest
import importlib
import json
import pickle
import pkgutil
import subprocess
import sys
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glocal import formats
from glocal.atlas import data_folder
from glocal.errors import DataError, LimitError, UnknownError
from glocal.formats import cldr, tags
from glocal.formats.calendars import persian
from glocal.formats.unit import known_units
from glocal.model import money

LOCALES = (
    "ar-EG", "ar-SA", "bn-BD", "de-AT", "de-CH", "de-DE", "en-IN", "en-US", "es-ES", "fa-IR", "fi-FI", "fr-CH", "fr-FR",
    "he-IL", "hi-IN", "hu-HU", "ja-JP", "mr-IN", "my-MM", "nb-NO", "ne-NP", "nl-NL", "pl-PL", "pt-BR", "pt-PT", "ru-RU",
    "sv-SE", "th-TH", "tr-TR", "uk-UA", "ur-PK", "zh-CN",
)  # fmt: skip
CURRENCIES = ("BRL", "CHF", "CLF", "EUR", "IDR", "INR", "JPY", "KWD", "RUB", "SAR", "USD")
tag = st.sampled_from(LOCALES)
currency = st.sampled_from(CURRENCIES)
amount = st.decimals(min_value=-(10**12), max_value=10**12, places=2, allow_nan=False, allow_infinity=False)
MODULES = [module.name for module in pkgutil.iter_modules(formats.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_the_docstrings_run(name: str) -> None:
    """Every example of every module is true."""
    assert doctest.testmod(importlib.import_module(f"glocal.formats.{name}")).failed == 0


@pytest.mark.parametrize(
    ("locale", "code", "value", "expected"),
    [
        ("pt-BR", "BRL", "219.9", "R$ 219,90"),
        ("en-US", "RUB", "0.5", "RUB 0.50"),
        ("es-ES", "EUR", "1234.5", "1234,50 €"),
        ("pl-PL", "PLN", "1234.5", "1234,50 zł"),
        ("pt-PT", "EUR", "1234.5", "1234,50 €"),
        ("pt-BR", "BRL", "1234.5", "R$ 1.234,50"),
        ("sv-SE", "SEK", "-5", "−5,00 kr"),
        ("fr-CH", "CHF", "1234.5", "1'234.50 CHF"),
        ("hi-IN", "INR", "1234567.891", "₹12,34,567.89"),
        ("ja-JP", "JPY", "1234.5", "￥1,234"),
        ("en-CA", "USD", "1", "US$1.00"),
        ("ar-KW", "KWD", "1.5", "\u200f١٫٥٠٠ د.ك.\u200f"),
        ("id-ID", "IDR", "15000", "Rp 15.000"),
    ],
)
def test_prices_look_local(locale: str, code: str, value: str, expected: str) -> None:
    """The spot checks that Babel fails, and a few that it passes."""
    assert expected == formats.locale(locale).currency(code)(Decimal(value)).replace("\u00a0", " ")


def test_a_locale_is_opened_once() -> None:
    """The same tag gives the same object, and the same options the same function."""
    assert formats.locale("pt-BR") is formats.locale("pt-BR")
    assert formats.locale("pt-BR").money("BRL") is formats.locale("pt-BR").money("BRL")


@pytest.mark.parametrize(("got", "near"), [("pt_BR", "pt-BR"), ("en-GBB", "en-GB"), ("xx", ""), ("", "")])
def test_an_unknown_locale_names_the_nearest(got: str, near: str) -> None:
    """Nonsense is refused, with what was probably meant."""
    with pytest.raises(UnknownError) as caught:
        formats.locale(got)
    assert near == caught.value.near


@pytest.mark.parametrize(
    ("asked", "chain"),
    [
        ("en-BR", ("en", "und")),
        ("zh-TW", ("zh-Hant", "und")),
        ("zh-HK", ("zh-Hant-HK", "zh-Hant", "und")),
        ("sr-ME", ("sr-Latn-ME", "sr-Latn", "und")),
        ("es-AR", ("es-AR", "es-419", "es", "und")),
        ("en-AU", ("en-AU", "en-001", "en", "und")),
        ("iw-IL", ("he", "und")),
        ("nb-NO", ("nb", "no", "und")),
        ("pa-PK", ("pa-Arab", "und")),
        ("en-Latn-US", ("en", "und")),
        ("pt-AO", ("pt-AO", "pt-PT", "pt", "und")),
    ],
)
def test_a_locale_inherits_along_cldrs_parents(asked: str, chain: tuple[str, ...]) -> None:
    """A tag without data of its own finds its nearest relative in the right script."""
    assert chain == tags.chain(tags.parse(asked))


def test_digits_follow_the_policy() -> None:
    """CLDR's digits, unless the caller or the tag asks for others."""
    text = [
        formats.locale("ar-EG").number()(12),
        formats.locale("ar-EG", digits="latn").number()(12),
        formats.locale("hi-IN").number()(12),
        formats.locale("hi-IN", digits="native").number()(12),
        formats.locale("hi-IN-u-nu-deva").number()(12),
        formats.locale("en-u-ca-buddhist-nu-thai").number()(12),
    ]
    assert text == ["١٢", "12", "12", "१२", "१२", "๑๒"]


def test_a_locale_survives_pickling() -> None:
    """A copy in another process writes the same digits."""
    for entry in (formats.locale("hi-IN-u-nu-deva"), formats.locale("ar-EG", digits="latn"), formats.locale("pt-BR")):
        assert pickle.loads(pickle.dumps(entry)).number()(12) == entry.number()(12)


def test_an_extension_is_no_part_of_the_tag() -> None:
    """`tag` is what a page's lang attribute needs."""
    assert formats.locale("hi-in-u-nu-deva").tag == "hi-IN"


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity"), 1.5, True, "1", None])
def test_money_takes_only_finite_exact_numbers(value: object) -> None:
    """Floats, booleans, text, NaN and infinity are refused where money is written."""
    with pytest.raises(DataError):
        formats.locale("en").currency("USD")(value)  # type: ignore[arg-type]


def test_a_number_beyond_all_measure_is_refused() -> None:
    """A number that would fill the memory raises instead."""
    with pytest.raises(LimitError):
        formats.locale("en").number()(Decimal("1E+999999"))


@pytest.mark.parametrize(
    "options", [{"style": "fancy"}, {"display": "emoji"}, {"rounding": "up"}, {"digits": 99}, {"digits": -1}]
)
def test_an_unknown_option_is_refused(options: dict[str, object]) -> None:
    """Options are closed lists."""
    with pytest.raises((UnknownError, DataError)):
        formats.locale("en").currency("USD", **options)  # type: ignore[arg-type]


def test_unknown_names_are_refused_with_a_near_match() -> None:
    """A wrong currency, unit, style or width says what was probably meant."""
    entry = formats.locale("en")
    with pytest.raises(UnknownError, match="EUR"):
        entry.currency("EURO")
    with pytest.raises(UnknownError, match="centimeter"):
        entry.unit("centimetre")
    with pytest.raises(UnknownError, match="medium"):
        entry.date("mediun")
    with pytest.raises(UnknownError):
        entry.list("xor")
    with pytest.raises(UnknownError):
        entry.relative()(1, "fortnight")
    with pytest.raises(UnknownError):
        entry.territory_name("XX")


def test_cash_is_rounded_to_what_coins_can_pay() -> None:
    """CHF to 0.05, DKK to 0.50, CZK to 1, by amounts and by minor units."""
    swiss, danish, czech = (formats.locale(name) for name in ("de-CH", "da-DK", "cs-CZ"))
    assert swiss.currency("CHF", cash=True)(Decimal("9.97")).replace("\u00a0", " ") == "CHF 9.95"
    assert swiss.money("CHF", cash=True)(998).replace("\u00a0", " ") == "CHF 10.00"
    assert danish.money("DKK", cash=True)(10_030).replace("\u00a0", " ") == "100,50 kr."
    assert czech.money("CZK", cash=True)(10_050).replace("\u00a0", " ") == "100 Kč"


def test_half_goes_to_even_or_up_by_policy() -> None:
    """2.5 is 2 or 3, as the policy says."""
    entry = formats.locale("ja-JP")
    assert [entry.currency("JPY", rounding=how)(Decimal("2.5")) for how in ("half-even", "half-up")] == ["￥2", "￥3"]
    indonesian = formats.locale("id-ID")
    assert [indonesian.money("IDR", rounding=how)(250).replace("\u00a0", " ") for how in ("half-even", "half-up")] == [
        "Rp 2",
        "Rp 3",
    ]


def test_minor_digits_are_isos_and_display_digits_cldrs() -> None:
    """Where the two differ, both are known."""
    codes = ("USD", "JPY", "KWD", "IDR", "HUF", "COP", "CLF", "UYW", "IQD", "ISK")
    assert [formats.minor_digits(code) for code in codes] == [2, 0, 3, 2, 2, 2, 4, 4, 3, 0]
    assert [formats.display_digits(code) for code in codes] == [2, 0, 3, 0, 0, 0, 4, 4, 0, 0]


def test_every_currency_that_prices_may_be_in_can_be_written() -> None:
    """CLDR knows every active ISO 4217 code."""
    assert [code for code in money.CURRENCIES if code not in cldr.supplemental("currencies")] == []


@given(tag=tag, value=amount)
def test_parsing_gives_back_what_was_written(tag: str, value: Decimal) -> None:
    """parse_number(number(x)) is x."""
    entry = formats.locale(tag)
    assert value == entry.parse_number(entry.number(max_fraction=2)(value))


@given(tag=tag, code=currency, value=st.integers(-(10**14), 10**14), style=st.sampled_from(["standard", "accounting"]))
def test_parsing_a_price_gives_back_what_was_written(tag: str, code: str, value: int, style: str) -> None:
    """parse_currency(currency(x)) is x, in every display that shows a symbol."""
    entry = formats.locale(tag)
    shown = Decimal(value).scaleb(-formats.display_digits(code))
    for display in ("symbol", "narrow", "code"):
        text = entry.currency(code, display=display, style=style)(shown)
        assert shown == entry.parse_currency(text, currency=code)


@given(tag=tag, code=currency, minor=st.integers(-(10**14), 10**14), rounding=st.sampled_from(["half-even", "half-up"]))
def test_both_ways_to_write_a_price_agree(tag: str, code: str, minor: int, rounding: str) -> None:
    """Minor units and decimals give the same text, digit by digit."""
    entry = formats.locale(tag)
    value = Decimal(minor).scaleb(-formats.minor_digits(code))
    if minor:
        assert entry.currency(code, rounding=rounding)(value) == entry.money(code, rounding=rounding)(minor)


@given(tag=tag, code=currency, low=st.integers(0, 10**14), more=st.integers(0, 10**14))
def test_a_dearer_price_is_never_shorter(tag: str, code: str, low: int, more: int) -> None:
    """The length of a price grows with the price."""
    write = formats.locale(tag).money(code)
    assert len(write(low)) <= len(write(low + more))


@given(tag=tag, value=amount, digits=st.integers(0, 3))
def test_a_number_is_rounded_once(tag: str, value: Decimal, digits: int) -> None:
    """What is written is the half-even rounding of what was given."""
    entry = formats.locale(tag)
    text = entry.number(min_fraction=digits, max_fraction=digits)(value)
    assert value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_EVEN) == entry.parse_number(text)


@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    [
        ("de-DE", "1.234,5", "1234.5"),
        ("de-DE", "1234,5", "1234.5"),
        ("de-DE", " −7 ", "-7"),
        ("fr-FR", "1 234,5", "1234.5"),
        ("fr-FR", "1\u202f234,5", "1234.5"),
        ("de-CH", "1’234.5", "1234.5"),
        ("hi-IN", "12,34,567.5", "1234567.5"),
        ("ar-EG", "١٬٢٣٤٫٥", "1234.5"),
        ("ar-EG", "1234٫5", "1234.5"),
        ("en-US", ".5", "0.5"),
    ],
)
def test_a_shoppers_number_is_read(locale: str, text: str, expected: str) -> None:
    """Digits, separators and signs as people of that locale type them."""
    assert Decimal(expected) == formats.locale(locale).parse_number(text)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("de-DE", "1.5"),
        ("de-DE", "1,234.5"),
        ("de-DE", "12.34.567"),
        ("en-US", "1,23"),
        ("en-US", "12,345,67"),
        ("en-US", "1.2.3"),
        ("en-US", "--1"),
        ("en-US", "-"),
        ("en-US", ""),
        ("en-US", "1e5"),
        ("en-US", "NaN"),
        ("en-US", "1 2"),
        ("en-US", "1,"),
        ("en-US", "1."),
        ("en-US", "½"),
        ("en-US", "1-2"),
        ("en-US", "9" * 1000),
        ("hi-IN", "1,234,567"),
    ],
)
def test_an_unclear_number_is_refused(locale: str, text: str) -> None:
    """What may mean two things, or nothing, is a DataError."""
    with pytest.raises(DataError):
        formats.locale(locale).parse_number(text)


@pytest.mark.parametrize(
    ("locale", "code", "text", "expected"),
    [
        ("pt-BR", "BRL", "R$ 1.234,50", "1234.50"),
        ("pt-BR", "BRL", "1.234,50", "1234.50"),
        ("pt-BR", "BRL", "BRL 10", "10"),
        ("pt-BR", "BRL", "-R$ 10,00", "-10"),
        ("en-US", "USD", "($5.00)", "-5"),
        ("en-CA", "USD", "US$5", "5"),
        ("de-DE", "EUR", "5,00€", "5"),
        ("fr-CH", "CHF", "1'234.50 CHF", "1234.5"),
    ],
)
def test_a_shoppers_price_is_read(locale: str, code: str, text: str, expected: str) -> None:
    """With its symbol, its code or neither."""
    assert Decimal(expected) == formats.locale(locale).parse_currency(text, currency=code)


@pytest.mark.parametrize(
    ("locale", "code", "text"),
    [
        ("pt-BR", "BRL", "US$ 10"),
        ("pt-BR", "BRL", "€ 10"),
        ("pt-BR", "BRL", "R$ 1,234.50"),
        ("pt-BR", "BRL", "R$ 1,999"),
        ("ja-JP", "JPY", "￥1.5"),
        ("en-US", "USD", "$$5"),
        ("en-US", "USD", "(-$5)"),
        ("en-US", "USD", "$"),
    ],
)
def test_an_unclear_price_is_refused(locale: str, code: str, text: str) -> None:
    """Another currency's symbol, foreign separators and too many decimals are a DataError."""
    with pytest.raises(DataError):
        formats.locale(locale).parse_currency(text, currency=code)


@given(text=st.text(max_size=30))
def test_reading_never_fails_otherwise(text: str) -> None:
    """Any text is a number or a DataError."""
    for name in ("en-US", "de-CH", "ar-EG", "fr-FR"):
        entry = formats.locale(name)
        for read in (entry.parse_number, lambda text, entry=entry: entry.parse_currency(text, currency="EUR")):
            with contextlib.suppress(DataError):
                assert read(text).is_finite()


def test_a_range_leaves_out_what_both_ends_share() -> None:
    """Within a month, across months, across years, and one single day."""
    write = formats.locale("en").date_range("long")
    days = [dt.date(2026, 11, 21), dt.date(2026, 11, 24), dt.date(2026, 12, 3), dt.date(2027, 1, 4)]
    texts = [write(days[0], day).replace("\u2009", " ") for day in days]
    assert texts == [
        "November 21, 2026",
        "November 21 – 24, 2026",
        "November 21 – December 3, 2026",
        "November 21, 2026 – January 4, 2027",
    ]
    with pytest.raises(DataError):
        write(days[1], days[0])


def test_a_calendar_that_a_locale_lacks_is_refused() -> None:
    """Thai dates may be Buddhist, Persian ones solar Hijri; elsewhere the Gregorian calendar is the only one."""
    asked = [formats.locale(name).calendars for name in ("th-TH", "fa-IR", "en-US")]
    assert asked == [("gregory", "buddhist"), ("gregory", "persian"), ("gregory",)]
    with pytest.raises(UnknownError):
        formats.locale("en-US").date(calendar="persian")


@given(day=st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)))
def test_persian_days_follow_each_other(day: dt.date) -> None:
    """The next day is the next of the month, or the first of the next month, or of the next year."""
    today, tomorrow = persian(day), persian(day + dt.timedelta(days=1))
    following = {
        (today.year, today.month, today.day + 1),
        (today.year, today.month + 1, 1),
        (today.year + 1, 1, 1),
    }
    assert tomorrow[:3] in following
    assert today.day >= 29 or tomorrow.day == today.day + 1


def test_lists_change_their_word_by_sound() -> None:
    """Spanish y and o give way before the same sound; Hebrew puts a hyphen before other scripts."""
    spanish = formats.locale("es")
    assert spanish.list()(["padres", "hijos"]) == "padres e hijos"
    assert spanish.list()(["nieve", "hielo"]) == "nieve y hielo"
    assert spanish.list("or")(["siete", "ocho"]) == "siete u ocho"
    assert spanish.list()([]) == ""
    assert spanish.list()(["{0}", "{1}"]) == "{0} y {1}"


def test_ordinals_follow_the_gender_of_the_noun() -> None:
    """Where a language has a masculine and a feminine, both are there; elsewhere the plain one answers."""
    asked = [
        ("en", ""),
        ("fr", "feminine"),
        ("fr", "masculine"),
        ("de", "feminine"),
        ("ca", ""),
        ("ja", ""),
    ]
    texts = [formats.locale(name).ordinal(gender=gender)(1) for name, gender in asked]
    assert texts == ["1st", "1re", "1er", "1.", "1r", "第1"]


@pytest.mark.parametrize("name", sorted(cldr.load("numbers")["locales"]))
def test_every_locale_of_cldr_writes_every_format(name: str) -> None:
    """No locale fails, and none shows a pattern, a placeholder or a key."""
    if name == "und":
        return
    entry, day = formats.locale(name), dt.date(2026, 11, 21)
    texts = [
        entry.currency("USD")(Decimal("-1234567.891")),
        entry.money("KWD", style="accounting")(-123456),
        entry.money("JPY", display="narrow")(123456),
        entry.number()(Decimal("1234567.5")),
        entry.percent()(Decimal("0.125")),
        entry.compact()(12345),
        entry.unit("centimeter", width="long")(3),
        entry.unit("kilogram", width="narrow")(1),
        entry.per("kilogram")("5"),
        entry.relative("narrow")(-3, "day"),
        entry.list()(["a", "b", "c"]),
        entry.ordinal()(3),
        *(entry.date(style)(day) for style in ("short", "medium", "long", "full")),
        *(entry.date_range(style)(day, day + dt.timedelta(days=40)) for style in ("short", "medium", "long", "full")),
    ]
    assert all(texts)
    assert [text for text in texts if "#," in text or set("{}¤\ue000\ue001\ue002\ue003") & set(text)] == []
    assert entry.plural(1) in ("zero", "one", "two", "few", "many", "other")
    assert entry.direction in ("ltr", "rtl")
    assert all(entry.quotes)
    assert 0 <= entry.first_weekday <= 6


@pytest.mark.parametrize("unit", known_units())
@pytest.mark.parametrize("width", ["long", "short", "narrow"])
def test_every_unit_is_written_in_every_market_language(unit: str, width: str) -> None:
    """A unit has a text in each locale, and the number is in it."""
    for name in LOCALES:
        assert "7" in formats.locale(name, digits="latn").unit(unit, width=width)(7)


def test_cut_files_say_where_they_come_from() -> None:
    """Each file of CLDR data names its source, version and licence."""
    folder = data_folder() / "rules" / "cldr"
    files = [folder / f"{name}.json" for name in ("calendars", "numbers", "supplemental", "symbols")]
    files += sorted((folder / "locales").glob("*.json"))
    assert len(files) > 300
    for path in files:
        data = json.loads(path.read_text(encoding="utf-8"))
        assert data["licence"] == "Unicode-3.0"
        assert "CLDR 48" in data["about"]


def test_one_price_loads_nothing_heavy() -> None:
    """A process that writes one price imports neither pint nor pycountry nor Babel."""
    code = "import sys; from glocal import formats; formats.locale('pt-BR').money('BRL')(1); print(*sys.modules)"
    root = Path(__file__).resolve().parent.parent
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert set() == {"pint", "pycountry", "babel", "jinja2"} & set(done.stdout.split())


@pytest.mark.parametrize("kind", ["cardinal", "ordinal"])
def test_plural_categories_are_those_of_babels_reading(kind: str) -> None:
    """Every rule of CLDR is read as Babel reads it, for whole numbers and for fractions with their zeros."""
    from babel.plural import PluralRule

    from glocal.formats import plural
    from glocal.formats.cldr import supplemental

    seen = [Decimal(n) for n in (*range(103), 110, 111, 121, 1000, 1001, 1_000_000)]
    seen += [Decimal(text) for text in ("0.0", "0.1", "1.0", "1.5", "2.10", "3.00", "11.1", "21.0", "100.2")]
    for tag, rules in supplemental({"cardinal": "plurals", "ordinal": "ordinals"}[kind]).items():
        ours, babels = getattr(plural, kind)(tag), PluralRule(rules)
        assert [ours(number) for number in seen] == [babels(number) for number in seen], tag
