"""The merchant's app: what its pages say, and what its forms write."""

from __future__ import annotations

import sys
import tomllib
from typing import Any, TypeAlias

import pytest

from glocal.errors import MissingExtraError
from glocal.preview import application, dashboard

Shop: TypeAlias = Any
DRESS = "/product/linen-dress?at=BR"
RULE = "BR.purple"


def waive(shop: Shop, **fields: str) -> int:
    """Accept BR.purple on the linen dress."""
    fields = {"who": "Ana", "why": "Lavender sells", "until": "2027-06-30", "scope": "this"} | fields
    return shop.decide(DRESS, "/waive", **fields).status


def test_the_list_finds_by_words_market_rule_and_category(seen: Shop) -> None:
    """Every filter leaves fewer products, and those that are left fit."""
    assert "53 products</span>" in seen.get("/products").text
    found = seen.get("/products?q=linen+tidewell&market=BR&rule=BR.purple&category=dresses").text
    assert "Linen midi dress" in found
    assert "Floral wrap dress" not in found
    assert "No product is like that" in seen.get("/products?q=nothing+of+the+kind").text


@pytest.mark.parametrize(
    "path",
    ["/", "/products", DRESS, f"{DRESS}&panel=values&field=price", f"{DRESS}&panel=texts&field=title",
     f"{DRESS}&panel=compare&with=US", "/wall/linen-dress", "/dashboard", "/market/BR", "/decisions", "/texts/pt-BR",
     "/texts/ru?kind=words", "/frame/pt-br/linen-dress/index.html", "/static/app.js", "/progress"],
)  # fmt: skip
def test_every_page_is_there(seen: Shop, path: str) -> None:
    """Every page answers."""
    assert seen.get(path).status == 200


def test_another_market_is_chosen_from_one_of_two_languages(seen: Shop) -> None:
    """The form of a market with two languages sends the language along; one that the other lacks is let go."""
    text = seen.get("/product/linen-dress?at=BR&language=en-US").text
    assert "/frame/pt-br/linen-dress/index.html" in text
    assert "/frame/es-us/" in seen.get("/product/linen-dress?at=US&language=es-US").text


def test_a_finding_says_what_why_how_sure_who_and_on_whose_word(seen: Shop) -> None:
    """All that a merchant needs to decide is beside the page."""
    text = seen.get(DRESS).text
    for said in (
        "colour purple",
        "mourning",
        "C: a single source",
        "products in Brazil",
        "Maggie Wu",
        "leads in place of",
    ):
        assert said in text


def test_before_and_after_tells_what_a_remedy_changes(seen: Shop) -> None:
    """The remedy that acted is shown as the page without and with it."""
    text = seen.get(f"{DRESS}&effect=lead-with-another-variant").text
    assert "LINDR-PUR-2</td><td>LINDR-SAG-2" in text


def test_a_value_tells_its_story(seen: Shop) -> None:
    """The price names its rate, the rate's source, and the market's file."""
    text = seen.get(f"{DRESS}&panel=values&field=price").text
    for said in ("1 USD = ", "European Central Bank", "2026-10-30", "rules/markets/BR.toml", "inherited"):
        assert said in text.replace("<wbr>", "")


def test_a_page_in_its_frame_is_the_shops_own_and_reaches_nothing(seen: Shop) -> None:
    """The frame's page is sandboxed and may load only from the app."""
    answer = seen.get("/frame/ar-sa/linen-dress/index.html")
    assert 'dir="rtl"' in answer.text
    assert answer.headers["content-security-policy"].startswith("sandbox allow-scripts; default-src 'none'")


def test_the_frames_stylesheet_and_pictures_are_served(seen: Shop) -> None:
    """What a page names is there."""
    import re

    text = seen.get("/frame/pt-br/linen-dress/index.html").text
    style = re.findall(r'href="\.\./\.\./(assets/[^"]+)"', text)[0]
    assert seen.get(f"/frame/{style}").headers["content-type"].startswith("text/css")
    assert seen.get("/frame/images/linen-dress-sage.webp").headers["content-type"] == "image/webp"


def test_a_waiver_is_written_and_counts_at_once(shop: Shop) -> None:
    """Accepting a finding writes the shop's file, and the page then says that it was accepted."""
    assert waive(shop) == 303
    written = tomllib.loads(shop.read("rules/culture/BR.toml"))["waiver"]
    assert [(w["rule"], w["products"], w["who"]) for w in written] == [(RULE, ["linen-dress"], "Ana")]
    text = shop.get(DRESS).text
    assert "Ana: Lavender sells (until 2027-06-30)" in text
    assert ">accepted<" in text


def test_a_waiver_for_all_products_names_none(shop: Shop) -> None:
    """A waiver without products covers the market's whole catalogue."""
    waive(shop, scope="all")
    assert "products" not in tomllib.loads(shop.read("rules/culture/BR.toml"))["waiver"][0]
    assert ">accepted<" in shop.get("/product/kids-hoodie?at=BR").text


def test_a_waiver_that_is_over_is_refused(shop: Shop) -> None:
    """Yesterday cannot be an end."""
    before = shop.files()
    assert waive(shop, until="2026-11-20") == 422
    assert shop.files() == before


def test_a_withdrawn_waiver_leaves_the_rest_of_the_file(shop: Shop) -> None:
    """Comments and other waivers stay."""
    original = shop.read("rules/culture/CN.toml")
    waive(shop)
    assert shop.decide(DRESS, "/withdraw").status == 303
    assert ">accepted<" not in shop.get(DRESS).text
    assert shop.read("rules/culture/CN.toml") == original


def test_silencing_a_rule_keeps_the_comments_of_shop_toml(shop: Shop) -> None:
    """One line is new, every other is as it was."""
    before = shop.read("shop.toml").splitlines()
    assert shop.decide(DRESS, "/silence").status == 303
    after = shop.read("shop.toml").splitlines()
    assert [line for line in after if line not in before] == [f'silence = ["{RULE}"]']
    assert [line for line in before if line not in after] == []
    assert RULE not in shop.get(DRESS).text


def test_undo_brings_the_bytes_back(shop: Shop) -> None:
    """Each undo takes one edit back, newest first, to the very bytes."""
    states = [shop.files()]
    shop.decide(DRESS, "/silence")
    states.append(shop.files())
    shop.decide("/market/BR", "/adjust", percent="5")
    assert shop.decide("/decisions", "/undo").status == 303
    assert shop.files() == states[1]
    assert shop.decide("/decisions", "/undo").status == 303
    assert shop.files() == states[0]
    assert "Nothing." in shop.get("/decisions").text


def test_undoing_the_first_waiver_removes_the_file_that_it_made(shop: Shop) -> None:
    """A file that was not there is not there again."""
    waive(shop)
    shop.decide("/decisions", "/undo")
    assert not (shop.folder / "rules/culture/BR.toml").exists()


def test_a_fact_of_a_market_is_overridden_and_inherited_again(shop: Shop) -> None:
    """The shop's own value is marked, beats the inherited one, and goes with one click."""
    before = shop.read("rules/markets/BR.toml")
    page = "/market/BR"
    assert shop.decide(page, "/override", "<code>weekend</code>", value="fri, sat").status == 303
    assert tomllib.loads(shop.read("rules/markets/BR.toml"))["weekend"] == ["fri", "sat"]
    told = shop.get(page).text.replace("<wbr>", "").partition("<code>weekend</code>")[2]
    assert "shop:rules/markets/BR.toml" in told[:400]
    assert shop.decide(page, "/reset", "<code>weekend</code>").status == 303
    assert shop.read("rules/markets/BR.toml").split() == before.split()


def test_a_fact_whose_key_holds_a_dot_is_set_and_reset(shop: Shop) -> None:
    """A token of the theme for the night, as the example has one."""
    before = shop.files()
    page = "/market/BR"
    assert "#7fd0a6" in shop.get(page).text
    assert shop.decide(page, "/override", "<code>theme.dark.accent</code>", value="#88ddaa").status == 303
    assert tomllib.loads(shop.read("rules/markets/BR.toml"))["theme"]["dark.accent"] == "#88ddaa"
    assert shop.decide(page, "/reset", "<code>theme.dark.accent</code>").status == 303
    assert "dark.accent" not in shop.read("rules/markets/BR.toml")
    shop.decide("/decisions", "/undo")
    shop.decide("/decisions", "/undo")
    assert shop.files() == before


def test_a_market_without_a_rate_leaves_the_others_as_they_are(shop: Shop) -> None:
    """It is told why it cannot be shown; what is decided elsewhere counts at once."""
    settings = shop.folder / "shop.toml"
    settings.write_text(settings.read_text("utf-8").replace('markets = ["US"', 'markets = ["TH", "US"'), "utf-8")
    fresh = type(shop)(shop.folder)
    fresh.preview.catalogue.start()
    assert fresh.preview.catalogue.wait(120)
    fresh.preview.catalogue.stop()
    assert "Thailand cannot be shown:" in fresh.get("/products?market=BR&rule=BR.purple").text
    assert "14 products</span>" in fresh.get("/products?market=BR&rule=BR.purple").text
    assert fresh.get("/product/linen-dress?at=TH").status == 422
    assert "no rate for THB" in fresh.get("/frame/th-th/linen-dress/index.html").text
    assert waive(fresh) == 303
    assert ">accepted<" in fresh.get(DRESS).text


def test_a_fact_that_no_market_can_have_is_refused(shop: Shop) -> None:
    """The market is read with the new value before it is written."""
    before = shop.files()
    assert shop.decide("/market/BR", "/override", "<code>weekend</code>", value="caturday").status == 422
    assert shop.decide("/market/BR", "/override", "<code>currency</code>", value="EURO").status == 422
    assert shop.files() == before


def test_prices_of_a_market_are_adjusted(shop: Shop) -> None:
    """The percentage is written, shown in the price's story, and taken away again."""
    before = shop.files()
    shop.decide("/market/BR", "/adjust", percent="5")
    assert "5" in shop.get(f"{DRESS}&panel=values&field=price").text
    assert tomllib.loads(shop.read("shop.toml"))["policies"]["adjust"]["BR"] == "5"
    shop.decide("/market/BR", "/adjust", 'value="5"', percent="")
    assert "BR" not in tomllib.loads(shop.read("shop.toml"))["policies"]["adjust"]
    assert shop.files().keys() == before.keys()


def test_a_remedy_is_applied_with_one_click(shop: Shop) -> None:
    """Where nothing acts by itself, the page offers what would help, with what it would change."""
    path = shop.folder / "shop.toml"
    path.write_text(path.read_text("utf-8").replace("[policies]", "[policies]\nremedies = []"), "utf-8")
    shop.preview.watch.look()
    assert ">remedied<" not in shop.get(DRESS).text
    assert "LINDR-PUR-2</td><td>LINDR-SAG-2" in shop.get(f"{DRESS}&effect=lead-with-another-variant").text
    assert shop.decide(DRESS, "/remedy").status == 303
    assert tomllib.loads(shop.read("shop.toml"))["policies"]["remedies"] == ["lead-with-another-variant"]
    assert ">remedied<" in shop.get(DRESS).text


def test_a_remedy_that_never_acts_by_itself_is_not_offered(shop: Shop) -> None:
    """Rules about religion are the merchant's own to act on, and the page says so."""
    text = shop.get("/product/cured-ham?at=SA").text
    assert "yours to do" in text
    assert 'action="/remedy"' not in text


def test_findings_leave_as_a_file_that_runs_nothing(seen: Shop) -> None:
    """Every row is there, and no cell begins a formula."""
    import csv
    import io

    body = seen.get("/findings.csv").body
    assert body.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))
    assert {"BR.purple", "RU.black-cat"} <= {row["rule"] for row in rows}
    assert not [cell for row in rows for cell in row.values() if cell[:1] in ("=", "+", "-", "@", "\t")]


def test_the_file_holds_what_the_list_was_narrowed_to(seen: Shop) -> None:
    """Of a product that is shown for one market, the findings of others do not come along."""
    import csv
    import io

    text = seen.get("/findings.csv?market=BR&severity=avoid&status=open").body.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {(row["market"], row["severity"], row["status"]) for row in rows} == {("BR", "avoid", "open")}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "|calc", "%0A"])
def test_a_formula_is_taken_for_text(text: str) -> None:
    """A spreadsheet shows it."""
    assert dashboard.safe(text) == f"'{text}"


def test_the_second_of_two_tabs_is_told(shop: Shop) -> None:
    """A form made before another tab's edit writes nothing, and says so."""
    old = shop.get(DRESS)
    waive(shop)
    written = shop.files()
    fields = {name: old.field(name) for name in ("csrf", "seen", "market", "rule", "product")}
    answer = shop.post("/waive", fields | {"who": "Bo", "why": "me too", "until": "2027-01-01", "scope": "this"})
    assert answer.status == 409
    assert "me too" in answer.text
    assert shop.files() == written


def test_a_file_changed_by_another_program_counts_at_the_next_look(shop: Shop) -> None:
    """An editor's save is seen, and the page with it."""
    version = shop.preview.watch.version
    path = shop.folder / "shop.toml"
    path.write_text(path.read_text("utf-8").replace("[policies]", f'[policies]\nsilence = ["{RULE}"]'), "utf-8")
    assert shop.preview.watch.look()
    assert shop.preview.watch.version == version + 1
    assert RULE not in shop.get(DRESS).text


def test_without_the_extra_the_preview_names_it(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """A merchant learns what to install."""
    monkeypatch.setitem(sys.modules, "starlette", None)
    with pytest.raises(MissingExtraError, match=r"glocal\[preview\]"):
        application(shop.folder)


def test_a_broken_file_is_told_and_the_shop_stays_as_it_was(shop: Shop) -> None:
    """A half-written file does not take the preview down."""
    path = shop.folder / "shop.toml"
    good = path.read_bytes()
    path.write_bytes(good.replace(b'currency = "USD"', b'currency = "EURO"'))
    shop.preview.watch.look()
    answer = shop.get(DRESS)
    assert answer.status == 200
    assert "cannot be used as they are now" in answer.text
    path.write_bytes(good)
    shop.preview.watch.look()
    assert "cannot be used" not in shop.get(DRESS).text
