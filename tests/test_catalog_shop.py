"""shop.toml: read whole, or refused with every fault."""

from __future__ import annotations

from datetime import date

import pytest

from glocal.catalog import shop
from glocal.errors import FileError

GOOD = 'name = "Bazaar"\nlanguage = "en"\ncurrency = "EUR"\nmarkets = ["BR", "RU"]\n'


def faults_of(text: str) -> dict[str, str]:
    """Return field -> message of the faults of a shop.toml."""
    with pytest.raises(FileError) as caught:
        shop.read(text)
    return {fault.field: str(fault) for fault in caught.value.faults}


def test_the_least_shop_has_careful_defaults():
    """Name, language, currency and markets are enough."""
    found = shop.read(GOOD)
    assert (found.markets, found.today, found.policies.tax, found.catalog.file) == (
        ("BR", "RU"),
        None,
        "same-gross",
        "",
    )


def test_markets_may_be_all():
    """The word "all" stands for every territory."""
    assert shop.read(GOOD.replace('["BR", "RU"]', '"all"')).markets == ("all",)


def test_every_table_is_read():
    """Policies, categories, rates, catalog and fields arrive as they were written."""
    found = shop.read(
        'url = "https://bazaar.example/shop"\ntoday = 2026-11-21\n'
        + GOOD
        + "[policies]\nsource_tax_percent = 20.5\nhandling_days = [1, 3]\nadjust = { BR = 5 }\n"
        '[rates]\nfile = "rates.toml"\n[category.dresses]\ngarment = "dresses"\nmatch = ["Clothing > Dresses"]\n'
        '[catalog]\nfile = "goods.csv"\ndialect = "mapped"\n'
        '[fields]\ntitle = ["name", { path = "nome", language = "pt-BR" }]\n'
        'measures.width = { path = "w", unit = "cm" }\n'
        'options.Color = "colour"\n'
    )
    assert found.url == "https://bazaar.example/shop/"
    assert found.today == date(2026, 11, 21)
    assert found.policies.source_tax_percent == "20.5"
    assert found.policies.adjust == {"BR": "5"}
    assert found.rates == {"file": "rates.toml"}
    assert found.categories["dresses"].match == ("Clothing > Dresses",)
    assert [spec.language for spec in found.fields["title"]] == ["", "pt-BR"]
    assert found.fields["measures"]["width"][0].unit == "cm"
    assert found.fields["options"]["Color"][0].path == "colour"


def test_cart_and_seasons_are_read():
    """A cart is an address, a sample cart counts SKUs, seasons are names."""
    found = shop.read('seasons = ["christmas"]\ncart = "/cart"\nsample_cart = { A-1 = 2 }\n' + GOOD)
    assert (found.seasons, found.cart, found.sample_cart) == (("christmas",), "/cart", {"A-1": 2})


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ('seasons = "christmas"', "seasons"),
        ('seasons = ["a", "a"]', "seasons"),
        ('cart = "javascript:alert(1)"', "cart"),
        ('cart = "/a b"', "cart"),
        ("sample_cart = { A = 0 }", "sample_cart.A"),
        ("sample_cart = { A = 1.5 }", "sample_cart.A"),
        ('sample_cart = ["A"]', "sample_cart"),
    ],
)
def test_a_wrong_cart_or_season_is_told(line, field):
    """By its key."""
    assert field in faults_of(line + "\n" + GOOD)


def test_all_faults_are_told_at_once_with_key_path_and_near_match():
    """One reading tells every fault of the file."""
    found = faults_of(
        'nmae = "x"\nlanguage = "pt_BR"\ncurrency = "EURO"\nmarkets = ["BR", "UK", "BRR"]\n'
        "today = 2026-11-21T10:00:00\n"
        'url = "javascript:alert(1)"\ntheme = "../elsewhere"\n'
        '[policies]\ntax = "gross"\nsource_tax_percent = "many"\nremedies = ["drop-pictures"]\nhandling_days = [3, 1]\n'
        '[category.shoes]\ngarment = "shoos"\naudience = "wmen"\nsize_system = "EUU"\nusage = "scren"\ngoods = "fod"\n'
        'tax_class = "standrad"\nsizes = "x"\n[category."a/b"]\n'
        '[catalog]\ndialect = "shopfy"\nfile = "/etc/passwd"\nencoding = "utf-16"\ndelimiter = ";;"\n'
        '[fields]\ntitel = "x"\nprice = { path = "p", sacle = 2 }\n'
        'brand = { path = "b", take = "frist", language = "pt" }\n'
    )
    assert sorted(found) == [
        "catalog.delimiter",
        "catalog.dialect",
        "catalog.encoding",
        "catalog.file",
        "category.a/b",
        "category.shoes.audience",
        "category.shoes.garment",
        "category.shoes.goods",
        "category.shoes.size_system",
        "category.shoes.sizes",
        "category.shoes.tax_class",
        "category.shoes.usage",
        "currency",
        "fields.brand.language",
        "fields.brand.take",
        "fields.price.sacle",
        "fields.titel",
        "language",
        "markets[1]",
        "markets[2]",
        "name",
        "nmae",
        "policies.handling_days",
        "policies.remedies",
        "policies.source_tax_percent",
        "policies.tax",
        "theme",
        "today",
        "url",
    ]
    assert found["nmae"].endswith("(did you mean 'name'?)")
    assert found["language"].endswith("(did you mean 'pt-BR'?)")
    assert found["markets[1]"].endswith("(did you mean 'GB'?)")
    assert found["category.shoes.garment"].endswith("(did you mean 'shoes'?)")
    assert found["catalog.dialect"].endswith("(did you mean 'shopify'?)")


def test_a_category_text_means_one_category():
    """Two categories that claim one text are a fault, whatever the case."""
    found = faults_of(GOOD + '[category.shoes]\nmatch = ["Boots"]\n[category.winter]\nmatch = ["BOOTS"]\n')
    assert "expected a text that is not already [category.shoes]'s" in found["category.winter.match"]


def test_broken_toml_names_its_line():
    """A syntax error is a fault with its line."""
    with pytest.raises(FileError) as caught:
        shop.read('name = "x"\nlanguage = = 3\n')
    assert caught.value.faults[0].line == 2


@pytest.mark.parametrize("data", [b"name = '\xff'", b"x" * 1_000_001])
def test_a_file_that_is_no_text_or_huge_is_refused(tmp_path, data):
    """Bytes that are no UTF-8 and files past a megabyte are faults, not crashes."""
    (tmp_path / "shop.toml").write_bytes(data)
    with pytest.raises(FileError):
        shop.load(tmp_path)


def test_a_missing_shop_says_how_to_make_one(tmp_path):
    """A folder without shop.toml names the command that makes a shop."""
    with pytest.raises(FileError, match="glocal new DIR"):
        shop.load(tmp_path)
