"""Addresses of pages, their counterparts in other languages, and the sitemap."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from glocal.errors import DataError, UnknownError
from glocal.render import Address, Edition, Shop, robots, sitemaps
from glocal.render import sitemap as maps
from glocal.render.images import picture, source
from glocal.render.links import Place, address, alternates
from glocal.testing import image

BR, US, ES = Edition("pt-BR", "BR"), Edition("en", "US"), Edition("es", "US")
SHOP = Shop(name="Bazaar", url="https://bazaar.example/", editions=(US, ES, BR))
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.mark.parametrize(
    ("language", "market", "path", "tag"),
    [
        ("pt-BR", "BR", "pt-br", "pt-BR"),
        ("es", "US", "es-us", "es-US"),
        ("zh-Hans", "CN", "zh-hans-cn", "zh-Hans-CN"),
        ("es-419", "MX", "es-mx", "es-MX"),
        ("sr-Latn-RS", "RS", "sr-latn-rs", "sr-Latn-RS"),
    ],
)
def test_an_edition_has_a_place_and_a_tag(language: str, market: str, path: str, tag: str) -> None:
    """The market's territory stands in for the language's own; the script stays."""
    assert (Edition(language, market).path, Edition(language, market).hreflang) == (path, tag)


def test_two_editions_never_share_a_place() -> None:
    """Two spellings of one language in one market are refused."""
    with pytest.raises(DataError, match="en-de"):
        Shop(name="x", editions=(Edition("en-GB", "DE"), Edition("en-US", "DE")))


@pytest.mark.parametrize("wrong", [{"url": "bazaar.example"}, {"url": "javascript:x"}, {"cart": "javascript:x"}])
def test_a_shop_has_real_addresses(wrong: dict[str, str]) -> None:
    """An address that is none is refused."""
    with pytest.raises(DataError):
        Shop(name="x", **wrong)


def test_an_edition_that_is_not_built_is_unknown() -> None:
    """The error names the nearest edition there is."""
    with pytest.raises(UnknownError) as caught:
        SHOP.edition("pt", "PT")
    assert caught.value.near == "pt-br"


@pytest.mark.parametrize(("path", "root"), [("", "../"), ("dress", "../../"), ("c/dresses/2", "../../../../")])
def test_a_place_knows_the_way_to_the_root(path: str, root: str) -> None:
    """One step up for each folder, the edition's own included."""
    assert Place(path).root == root


def test_addresses_are_encoded() -> None:
    """A slug of any script makes a valid address."""
    assert address(SHOP.url, BR, "платье & co") == (
        "https://bazaar.example/pt-br/%D0%BF%D0%BB%D0%B0%D1%82%D1%8C%D0%B5%20%26%20co/"
    )


def test_alternates_name_every_page_that_exists_and_no_other() -> None:
    """The page itself is among them, and x-default is the default edition's."""
    assert alternates(SHOP, [US, BR], "dress") == [
        ("en-US", "https://bazaar.example/en-us/dress/"),
        ("pt-BR", "https://bazaar.example/pt-br/dress/"),
        ("x-default", "https://bazaar.example/en-us/dress/"),
    ]


def test_x_default_is_a_page_that_exists() -> None:
    """Where the default edition lacks the page, another has it; the homes lead to the front page."""
    assert alternates(SHOP, [BR], "dress")[-1] == ("x-default", "https://bazaar.example/pt-br/dress/")
    assert alternates(SHOP, [US, BR], "")[-1] == ("x-default", "https://bazaar.example/")
    assert alternates(Shop(name="x", editions=(US,)), [US], "dress") == []


def test_the_sitemap_lists_pages_with_their_alternates() -> None:
    """Every page of every edition once, each with all its counterparts."""
    [(name, text)] = sitemaps(SHOP, [Address("", (US, BR)), Address("dress & co", (BR,))])
    tree = ET.fromstring(text)
    assert name == "sitemap.xml"
    assert [e.text for e in tree.findall("s:url/s:loc", NAMES)] == [
        "https://bazaar.example/en-us/",
        "https://bazaar.example/pt-br/",
        "https://bazaar.example/pt-br/dress%20%26%20co/",
    ]
    first = tree.find("s:url", NAMES)
    assert first is not None
    assert [e.get("hreflang") for e in first.findall("x:link", NAMES)] == ["en-US", "pt-BR", "x-default"]


def test_a_large_sitemap_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """No file holds more addresses than the protocol allows; an index names them all."""
    monkeypatch.setattr(maps, "MOST_ADDRESSES", 2)
    files = dict(sitemaps(SHOP, [Address(f"p{i}", (US,)) for i in range(5)]))
    assert [*files] == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"]
    counts = [ET.fromstring(files[n]).findall("s:url", NAMES) for n in files if "-" in n]
    assert [len(c) for c in counts] == [2, 2, 1]
    index = ET.fromstring(files["sitemap.xml"]).findall("s:sitemap/s:loc", NAMES)
    assert [e.text for e in index] == [f"https://bazaar.example/sitemap-{i}.xml" for i in (1, 2, 3)]


def test_without_an_address_there_is_no_sitemap() -> None:
    """The protocol wants absolute addresses."""
    bare = Shop(name="x", editions=(US,))
    assert list(sitemaps(bare, [Address("", (US,))])) == []
    assert "Sitemap" not in robots(bare)
    assert robots(SHOP).endswith("Sitemap: https://bazaar.example/sitemap.xml\n")


@pytest.mark.parametrize(
    ("src", "expected"),
    [
        ("images/a.jpg", "images/a.jpg"),
        ("images/é b.jpg", "images/%C3%A9%20b.jpg"),
        ("https://cdn.example/a.jpg?w=1&h=2", "https://cdn.example/a.jpg?w=1&h=2"),
        ("http://cdn.example/a.jpg", ""),
        ("//cdn.example/a.jpg", ""),
        ("/etc/passwd", ""),
        ("../a.jpg", ""),
        ("images/../../a.jpg", ""),
        ("javascript:alert(1)", ""),
        ("data:image/svg+xml,<svg onload=x>", ""),
        ('https://x.example/a"onerror="x', ""),
        ("https://x.example", ""),
        ("a\\b.jpg", ""),
        ("", ""),
    ],
)
def test_pictures_come_from_the_shop_or_by_https(src: str, expected: str) -> None:
    """Any other address shows no picture."""
    assert source(src) == expected


def test_a_picture_has_its_room_and_its_words() -> None:
    """Size, alternative text, urgency and smaller copies are on the element."""
    lazy = picture(image("images/a.jpg", '"A"'), "../", {}, sizes="50vw")
    assert lazy == (
        '<img src="../images/a.jpg" alt="&#34;A&#34;" width="800" height="800" loading="lazy" decoding="async">'
    )
    copies = {"images/a.jpg": (("images/a-400.jpg", 400),)}
    eager = picture(image("images/a.jpg", "x"), "../", copies, sizes="50vw", eager=True, alt="")
    assert 'srcset="../images/a-400.jpg 400w, ../images/a.jpg 800w" sizes="50vw" alt=""' in eager
    assert "lazy" not in eager
    assert picture(image("data:x"), "../", {}, sizes="50vw") == picture(None, "../", {}, sizes="50vw") == ""
