"""Festive accents: in their time, in their markets, readable, and only where the merchant switched them on."""

from __future__ import annotations

import colorsys
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import glocal
from glocal import formats
from glocal.errors import FileError, UnknownError
from glocal.model.shop import TERRITORIES
from glocal.render import Edition, Shop, Theme
from glocal.render.seasons import outdated, read
from glocal.render.theme import DEFAULT
from glocal.render.tokens import contrast
from glocal.testing import listing, market
from glocal.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Mapping

BAZAAR = Path(__file__).resolve().parent.parent / "examples" / "bazaar"
SEASONS = Theme.open().seasons
PAIRS = [("accent", "ground"), ("on-accent", "accent"), ("ink", "ground"), ("quiet", "surface")]


def worn(changes: Mapping[str, str], scheme: str) -> dict[str, str]:
    """All colours of a scheme, some of them changed."""
    return Theme.open().tokens.over(changes).sections[scheme]


@pytest.mark.parametrize(
    ("season", "code", "day", "shows"),
    [
        ("christmas", "DE", "2026-12-01", True),
        ("christmas", "DE", "2026-12-26", True),
        ("christmas", "DE", "2026-11-30", False),
        ("christmas", "DE", "2026-12-27", False),
        ("christmas", "SA", "2026-12-24", False),
        ("lunar-new-year", "CN", "2027-02-06", True),
        ("lunar-new-year", "CN", "2027-03-01", False),
        ("lunar-new-year", "US", "2027-02-06", False),
        ("diwali", "IN", "2027-10-29", True),
        ("ramadan", "SA", "2027-02-20", True),
    ],
)
def test_a_season_shows_in_its_time_and_markets(season: str, code: str, day: str, shows: bool) -> None:
    """From so many days ahead of the feast to so many past it, both counted in."""
    found = Theme.open().season([season], code, dt.date.fromisoformat(day))
    assert found == (SEASONS[season].theme if shows else {})


def test_nothing_shows_that_was_not_switched_on() -> None:
    """Without a choice a page has its market's own colours all year."""
    assert Theme.open().season([], "DE", dt.date(2026, 12, 24)) == {}


def test_of_two_the_first_named_shows() -> None:
    """A shop decides which feast is the greater."""
    day = dt.date(2028, 2, 6)
    own = {"first": SEASONS["ramadan"]._replace(markets=("MY",)), "second": SEASONS["lunar-new-year"]}
    theme = Theme.open()
    theme.seasons = own
    assert theme.season(["second", "first"], "MY", day) == own["second"].theme
    assert theme.season(["first", "second"], "MY", day) == own["first"].theme


def test_a_season_over_the_turn_of_the_year() -> None:
    """A yearly feast counts from the year before and to the year after."""
    season = SEASONS["christmas"]._replace(days=("01-01",), before=10, after=10)
    days = ("2026-12-21", "2026-12-22", "2027-01-11", "2027-01-12")
    assert [season.shows(dt.date.fromisoformat(day)) for day in days] == [False, True, True, False]


@pytest.mark.parametrize("name", sorted(SEASONS))
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stays_readable_in_every_season(name: str, scheme: str, text: str, ground: str) -> None:
    """4.5 to 1, as WCAG 2 asks for."""
    colours = worn(SEASONS[name].theme, scheme)
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("name", sorted(SEASONS))
def test_a_shipped_season_is_whole(name: str) -> None:
    """Its markets exist, its days are in order, and both schemes have an accent of their own."""
    season = SEASONS[name]
    assert set(season.markets) <= set(TERRITORIES)
    assert list(season.markets) == sorted(season.markets)
    assert list(season.days) == sorted(season.days)
    assert {"accent", "dark.accent", "ribbon", "dark.ribbon"} <= set(season.theme)


def is_purple(colour: str) -> bool:
    """Between blue and magenta, and more than a tint."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    hue, _, saturation = colorsys.rgb_to_hls(red, green, blue)
    return 0.70 <= hue <= 0.88 and saturation > 0.15


def test_brazil_sees_no_purple() -> None:
    """Not in the example's own colours there, and in no season that Brazil sees."""
    assert is_purple("#6b3fa0")
    shop = glocal.Storefront.open(BAZAAR)
    own = shop.atlas.market("BR").theme
    assert own
    for season in ({}, *(s.theme for s in SEASONS.values() if "BR" in s.markets)):
        for scheme in ("light", "dark"):
            colours = worn({**own, **season}, scheme).values()
            assert [c for c in colours if c.startswith("#") and is_purple(c)] == []


def test_the_days_are_holidays_there() -> None:
    """A movable feast falls on a public holiday of a market that shipped data tells of."""
    atlas = glocal.Storefront.open(BAZAAR).atlas
    for name, code in (("lunar-new-year", "CN"), ("lunar-new-year", "VN"), ("diwali", "IN"), ("ramadan", "SA")):
        assert set(SEASONS[name].days) <= set(atlas.market(code).holidays), name
    for code in SEASONS["christmas"].markets:
        assert "12-25" in atlas.market(code).holidays, code


def test_an_unknown_season_is_told() -> None:
    """With the nearest one there is."""
    with pytest.raises(UnknownError) as caught:
        Theme.open().season(["chrismas"], "DE", dt.date(2026, 12, 24))
    assert caught.value.near == "christmas"


def test_a_season_that_has_run_out_is_told() -> None:
    """The last known feast has passed; one that comes every year never runs out."""
    day = dt.date(2030, 1, 1)
    assert outdated(SEASONS, ["christmas", "diwali"], day) == [("diwali", dt.date(2028, 10, 17))]
    assert outdated(SEASONS, ["christmas", "diwali"], dt.date(2026, 11, 21)) == []


def test_a_shops_own_season(tmp_path: Path) -> None:
    """theme/seasons.toml adds one, and replaces a shipped one whole."""
    own = '[fair]\nmarkets = ["PT"]\ndays = ["05-12"]\ntheme = { accent = "#8a1c4a" }\n'
    mine = '[christmas]\nmarkets = ["JP"]\ndays = ["12-25"]\ntheme = { ribbon = "#ffffff" }\n'
    (tmp_path / "seasons.toml").write_text(own + mine, encoding="utf-8")
    theme = Theme.open(tmp_path)
    assert theme.season(["fair"], "PT", dt.date(2027, 5, 12)) == {"accent": "#8a1c4a"}
    assert theme.season(["christmas"], "DE", dt.date(2026, 12, 25)) == {}
    assert theme.season(["christmas"], "JP", dt.date(2026, 12, 25)) == {"ribbon": "#ffffff"}


def test_all_faults_of_a_file_are_told(tmp_path: Path) -> None:
    """Every one, with its key."""
    text = """
[one]
markets = ["Germany"]
days = ["13-45"]
before = 900
theme = { accent = "red;}body{display:none" }
colour = "#123456"
[two]
"""
    (tmp_path / "seasons.toml").write_text(text, encoding="utf-8")
    with pytest.raises(FileError) as caught:
        read(tmp_path / "seasons.toml")
    assert [fault.field for fault in caught.value.faults] == [
        *("one.colour", "one.markets", "one.days", "one.before", "one.theme.accent"),
        *("two.markets", "two.days", "two.theme"),
    ]


def test_an_unknown_token_is_told_before_its_season_comes(tmp_path: Path) -> None:
    """When the theme is opened, at any time of the year."""
    text = '[fair]\nmarkets = ["PT"]\ndays = ["05-12"]\ntheme = { acent = "#8a1c4a" }\n'
    (tmp_path / "seasons.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UnknownError) as caught:
        Theme.open(tmp_path)
    assert caught.value.near == "accent"


def test_a_page_links_to_the_seasons_stylesheet() -> None:
    """Above the market's own colours; the page itself is the same."""
    theme = Theme.open()
    shop = Shop(name="Bazaar", editions=(Edition("en", "US"),))
    facts = market("US", theme={"accent": "#00693e", "sale": "#7a1f10"})
    plain, festive = (
        theme.bind(Texts("en"), facts, "en", formats.locale("en"), shop, season=season)
        for season in ({}, SEASONS["christmas"].theme)
    )
    assert b"--accent:#1d5c3a;" in festive.style.content
    assert b"--sale:#7a1f10;" in festive.style.content
    assert festive.product(listing()).replace(festive.style.name, plain.style.name) == plain.product(listing())


def test_every_season_says_where_it_was_read() -> None:
    """Days and colours have sources, each with the day it was seen and a grade."""
    import tomllib

    for name, entry in tomllib.loads((DEFAULT / "seasons.toml").read_text(encoding="utf-8")).items():
        assert entry["sources"], name
        for told in entry["sources"]:
            assert told["ref"], name
            assert isinstance(told["seen"], dt.date), name
            assert told["grade"] in "ABC", name
