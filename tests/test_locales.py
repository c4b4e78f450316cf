"""Language tags and their matching, held against ICU's own cases."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glocal import locales
from glocal.errors import UnknownError

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = Path(__file__).parent / "data" / "locales" / "localeMatcherTest.txt"


class Case(NamedTuple):
    line: int
    supported: list[str]
    default: str | None
    threshold: int
    favor_script: bool
    wanted: list[str]
    expected: str


def cases() -> Iterator[Case]:
    settings: dict[str, str] = {}
    for number, line in enumerate(CASES.read_text(encoding="utf-8").splitlines(), 1):
        text = line.partition("#")[0].strip()
        if text.startswith("** test"):
            settings = {}
        elif text.startswith("@"):
            name, _, value = text[1:].partition("=")
            settings[name.strip()] = value.strip()
        elif ">>" in text:
            yield case(number, text, settings)


def case(number: int, text: str, settings: dict[str, str]) -> Case:
    wanted, _, expected = text.partition(">>")
    return Case(
        number,
        [tag.strip() for tag in settings.get("supported", "").split(",") if tag.strip()],
        settings.get("default") or None,
        int(settings.get("threshold") or 50),
        settings.get("favor") == "script",
        [tag.strip() for tag in wanted.split(",") if tag.strip()],
        expected.partition("|")[0].strip(),
    )


def answer(c: Case) -> str:
    if not c.supported and c.default is None:
        return "null"
    return locales.match(
        c.wanted, supported=c.supported, default=c.default, threshold=c.threshold, favor_script=c.favor_script
    ).tag


def same(got: str, expected: str) -> bool:
    return got.lower() == expected.lower() or locales.canonical(got) == locales.canonical(expected)


def test_icus_cases_come_out_as_icu_says() -> None:
    """At least 475 of the 490 cases that do not favour the script."""
    plain = [c for c in cases() if not c.favor_script and c.expected]
    wrong = [(c.line, c.wanted, c.expected, answer(c)) for c in plain if not same(answer(c), c.expected)]
    print(len(plain), wrong)
    assert len(plain) >= 480
    assert len(plain) - len(wrong) >= 475, wrong


def test_most_cases_that_favour_the_script_too() -> None:
    """The other half of ICU's file."""
    scripts = [c for c in cases() if c.favor_script and c.expected]
    wrong = [(c.line, c.wanted, c.expected, answer(c)) for c in scripts if not same(answer(c), c.expected)]
    assert len(scripts) - len(wrong) >= 420, wrong


@pytest.mark.parametrize("wanted", ["uk", "uk-UA", "uk-Cyrl", "uk;q=0.9, be;q=0.1"])
def test_ukrainian_never_becomes_russian(wanted: str) -> None:
    """A Ukrainian shopper gets Russian only when they ask for it."""
    assert locales.match(wanted.partition(";")[0], supported=["ru", "en"], default="en").tag == "en"
    assert locales.match("uk, ru;q=0.5", supported=["en", "ru"], default="en").tag == "ru"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pt_br", "pt-BR"),
        ("iw", "he"),
        ("in-ID", "id-ID"),
        ("sh", "sr-Latn"),
        ("zh-yue-HK", "yue-HK"),
        ("en-GB-oed", "en-GB-oxendict"),
        ("i-klingon", "tlh"),
        ("root", "und"),
        ("de-DE-u-co-phonebk", "de-DE-u-co-phonebk"),
        ("en-x-twain", "en-x-twain"),
        ("SL-rozaj-biske-1994", "sl-1994-biske-rozaj"),
        ("ru-SU", "ru-RU"),
        ("uk-SU", "uk-UA"),
    ],
)
def test_tags_have_one_spelling(text: str, expected: str) -> None:
    """Deprecated codes are replaced, order and case are fixed, and that is stable."""
    assert locales.canonical(text) == expected
    assert locales.canonical(expected) == expected


@pytest.mark.parametrize(
    "text", ["", "e", "toolonglanguage", "pt-BR-", "pt--BR", "../x", "pt BR", "é", "pt-BR/x", "a" * 999]
)
def test_what_is_no_tag_is_refused(text: str) -> None:
    """An unknown locale is a typed error."""
    with pytest.raises(UnknownError):
        locales.parse(text)


@given(st.text(max_size=60) | st.text("abcdeh-;q=.0123456789, *_xu", max_size=60))
def test_no_header_crashes_the_matching(header: str) -> None:
    """Whatever a browser sends, one of the supported languages comes out."""
    assert locales.match(header, supported=["en", "pt-BR"], default="en").tag in ("en", "pt-BR")


def test_weights_order_the_wishes() -> None:
    """Refused, malformed and wild ones are left out; equal ones keep their order."""
    assert locales.weighted("de;q=0.5, fr, x;q=2, *, es;q=0, it;q=0.50, pt;level=1;q=0.9") == ["fr", "pt", "de", "it"]


MARKETS = {"BR": ["pt-BR"], "CH": ["de-CH", "fr-CH"], "US": ["en-US", "es-419"], "HK": ["zh-Hant-HK", "en-HK"]}


def suggest(**asked: str) -> tuple[str, str, str]:
    found = locales.resolve(MARKETS, default="US", **asked)
    return found.market, found.language, found.reason


def test_the_address_comes_first() -> None:
    """Who opened the Brazilian page stays there, and caches may share it."""
    everything = {"path": "/pt-br/dress/", "cookie": "de-ch", "country": "HK", "accept_language": "es"}
    assert suggest(**everything) == ("BR", "pt-BR", "path")
    assert locales.resolve(MARKETS, **everything).depends_on == ("path",)


def test_the_shoppers_own_choice_comes_before_any_guess() -> None:
    """A cookie wins over country and browser; a stale one is passed over."""
    assert suggest(path="/", cookie="fr-ch", country="BR") == ("CH", "fr-CH", "cookie")
    assert suggest(cookie="xx-yy", country="BR") == ("BR", "pt-BR", "country")
    assert suggest(path="/zh-hant-hk/x") == ("HK", "zh-Hant-HK", "path")


def test_language_is_chosen_within_the_market() -> None:
    """The country gives the market, the browser the language."""
    assert suggest(country="ch", accept_language="fr-FR, de;q=0.5") == ("CH", "fr-CH", "country")
    assert suggest(country="US", accept_language="es-MX") == ("US", "es-419", "country")
    assert suggest(country="HK", accept_language="zh-CN") == ("HK", "zh-Hant-HK", "country")


def test_without_a_country_the_browser_may_tell_the_market() -> None:
    """A territory in a wish counts, then its likely one."""
    assert suggest(accept_language="pt") == ("BR", "pt-BR", "accept-language")
    assert suggest(accept_language="xx, de-CH;q=0.3") == ("CH", "de-CH", "accept-language")
    assert suggest(accept_language="ja") == ("US", "en-US", "default")
    assert suggest(country="FR", accept_language="fr-CH") == ("US", "en-US", "default")
    assert suggest() == ("US", "en-US", "default")


def test_no_market_is_an_error() -> None:
    """Unknown default markets are refused with a near match."""
    with pytest.raises(UnknownError, match="BR"):
        locales.resolve(MARKETS, default="BRR")
    with pytest.raises(UnknownError):
        locales.resolve({})
