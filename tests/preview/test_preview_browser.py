"""A merchant's way through the preview, in a real browser."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

from .served import App

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.browser

Shop: TypeAlias = Any
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync")  # fmt: skip
DRESS = "/product/linen-dress?at=BR"
PAGES = ("/products", DRESS, f"{DRESS}&panel=values&field=price", f"{DRESS}&panel=texts&field=title",
         f"{DRESS}&panel=compare", "/product/red-wine?at=SA&effect=withhold", "/wall/linen-dress", "/dashboard",
         "/market/BR", "/decisions", "/texts/pt-BR", "/texts/ru?kind=words", "/wall/linen-dress?show=open",
         "/product/wrap-dress?at=GB&panel=values&field=price", "/product/red-wine?at=SA&ui=zh-Hans")  # fmt: skip
AXE = Path(__file__).resolve().parent.parent / "web" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The example shop, served."""
    source = Path(__file__).resolve().parent.parent.parent / "examples" / "bazaar"
    started = App(Path(shutil.copytree(source, tmp_path_factory.mktemp("served") / "shop")))
    yield started
    started.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A headless Chromium."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("missing a Chromium: run python tests/web/setup.py")
    with playwright.sync_playwright() as started:
        shown = started.chromium.launch(executable_path=path, args=list(FLAGS))
        yield shown
        shown.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A tab; what its console complains of fails the test."""
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    tab.on("pageerror", lambda error: said.append(str(error)))
    yield tab
    tab.close()
    assert said == []


def open_dress(page: Any, app: App, market: str = "BR", **params: str) -> Any:
    """Open the linen dress and return its frame."""
    page.goto(f"{app.url}/product/linen-dress?" + "&".join(f"{k}={v}" for k, v in ({"at": market} | params).items()))
    frame = page.frame_locator("#page")
    frame.locator("h1").wait_for()
    return frame


def test_typing_narrows_the_list_without_a_new_page(page: Any, app: App) -> None:
    """The list follows the search, the address follows the list."""
    page.goto(f"{app.url}/products")
    page.evaluate("window.same = true")
    page.fill("#q", "linen midi")
    page.wait_for_selector("#results:has(tbody tr:only-child)")
    assert page.evaluate("window.same")
    assert "q=linen" in page.url
    page.click("text=Linen midi dress")
    page.wait_for_url("**/product/linen-dress**")


@pytest.mark.parametrize(("path", "ready"), [("/products", ".badge.remedied"), ("/dashboard", ".n.remedied a")])
def test_a_page_fills_by_itself_while_the_products_are_checked(
    browser: Any, tmp_path: Path, path: str, ready: str
) -> None:
    """A merchant who comes early need not load anything again."""
    source = Path(__file__).resolve().parent.parent.parent / "examples" / "bazaar"
    early = App(Path(shutil.copytree(source, tmp_path / "shop")))
    tab = browser.new_page()
    tab.goto(early.url + path)
    assert tab.locator("#results[data-hx-get], #figures[data-hx-get]").count() == 1
    tab.wait_for_selector(ready)
    tab.wait_for_selector("#results:not([data-hx-get]), #figures:not([data-hx-get])")
    tab.close()
    early.stop()


@pytest.mark.parametrize("market", ["BR", "SA"])
def test_a_click_on_the_price_tells_its_story(page: Any, app: App, market: str) -> None:
    """In both directions of writing."""
    frame = open_dress(page, app, market)
    frame.locator(".offer .price [data-glocal]").first.click()
    page.wait_for_selector("#told .story")
    assert "1 USD = " in page.inner_text("#told")
    assert "field=price" in page.url


def test_a_mark_on_the_page_shows_its_finding(page: Any, app: App) -> None:
    """Each finding that has a place is numbered there."""
    frame = open_dress(page, app)
    frame.locator(".glocal-mark").first.wait_for()
    number = frame.locator(".glocal-mark").last.inner_text()
    frame.locator(".glocal-mark").last.click()
    page.wait_for_selector(f"#finding-{number}.lit")


def test_a_finding_is_accepted_and_undone(page: Any, app: App) -> None:
    """From the list of findings to the shop's file and back."""
    open_dress(page, app)
    page.click("#finding-1 summary:has-text('Accept')")
    page.fill("#finding-1 [name=why]", "Lavender sells in spring")
    page.fill("#finding-1 [name=who]", "Ana")
    page.click("#finding-1 button:has-text('Accept')")
    page.wait_for_selector(".banner.good")
    file = app.folder / "rules" / "culture" / "BR.toml"
    assert "Lavender sells in spring" in file.read_text("utf-8")
    page.click(".banner.good button:has-text('Undo')")
    page.wait_for_selector("text=Undone")
    assert not file.exists()
    assert page.locator(".banner.good button").count() == 0


@pytest.mark.parametrize("market", ["BR", "SA"])
def test_a_price_is_set_by_hand_and_converted_again(page: Any, app: App, market: str) -> None:
    """Click the price, write another, see it on the page and in prices.csv; one click takes it back."""
    before = (app.folder / "prices.csv").read_bytes()
    frame = open_dress(page, app, market)
    old = frame.locator(".offer .price").first.inner_text()
    frame.locator(".offer .price [data-glocal]").first.click()
    page.fill("#by-hand [name=amount]", "321,00")
    page.click("#by-hand button:has-text('Set by hand')")
    page.wait_for_selector(".banner.good")
    assert "overridden" in page.inner_text("#told")
    page.frame_locator("#page").locator(".offer .price").first.wait_for()
    assert page.frame_locator("#page").locator(".offer .price").first.inner_text() != old
    assert f"LINDR-PUR-4,{market},321.00," in (app.folder / "prices.csv").read_text("utf-8")
    page.click("#by-hand button:has-text('Reset')")
    page.wait_for_selector(".banner.good:has-text('converted again')")
    assert (app.folder / "prices.csv").read_bytes() == before
    assert page.frame_locator("#page").locator(".offer .price").first.inner_text() == old


def test_a_check_of_the_shops_data_is_accepted(page: Any, app: App) -> None:
    """What glocal finds by itself is lived with as a cultural rule is."""
    settings = app.folder / "shop.toml"
    before = settings.read_text("utf-8")
    settings.write_text(before.replace('garment = "rings"\n', "", 1), "utf-8")
    page.goto(f"{app.url}/product/silver-band?at=DE")
    page.wait_for_selector(".finding code:has-text('glocal.size-unmapped')")
    page.click(".finding:has-text('glocal.size-unmapped') summary:has-text('Accept')")
    form = page.locator(".finding:has-text('glocal.size-unmapped') form[action='/waive']")
    form.locator("[name=why]").fill("Rings are sold by letter here")
    form.locator("[name=who]").fill("Ana")
    form.locator("button").click()
    page.wait_for_selector(".finding.waived:has-text('Rings are sold by letter here')")
    settings.write_text(before, "utf-8")
    page.wait_for_selector(".finding:has-text('glocal.size-unmapped')", state="detached")


def test_the_app_speaks_chinese_once_it_was_chosen(browser: Any, app: App) -> None:
    """One click, and every page after it; back with another."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    tab.goto(f"{app.url}/dashboard")
    tab.click("text=简体中文")
    tab.wait_for_selector("h1:has-text('所有市场一览')")
    tab.click("nav >> text=商品")
    tab.wait_for_selector("html[lang=zh-Hans]")
    tab.click("nav >> text=English")
    tab.wait_for_selector("html[lang=en]")
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_app_is_whole_from_right_to_left(browser: Any, app: App, width: int) -> None:
    """Turned round, nothing hangs over an edge, and the panel stands on the other side of the page."""
    tab = browser.new_page(viewport={"width": width, "height": 900})
    for path in PAGES:
        tab.goto(app.url + path)
        tab.evaluate("document.documentElement.dir = 'rtl'")
        assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
    tab.goto(app.url + DRESS)
    tab.evaluate("document.documentElement.dir = 'rtl'")
    pane, panel = tab.locator(".pane").bounding_box(), tab.locator("#panel").bounding_box()
    assert width == 360 or panel["x"] < pane["x"]
    tab.close()


def test_the_wall_narrows_to_what_has_findings(page: Any, app: App) -> None:
    """And `w` leads from the wall back to the market one came from."""
    page.goto(f"{app.url}/product/red-wine?at=SA")
    page.wait_for_selector("#page")
    page.keyboard.press("w")
    page.wait_for_url("**/wall/red-wine**")
    page.select_option("[name=show]", "open")
    page.wait_for_url("**show=open**")
    assert 0 < page.locator(".wall iframe").count() < 14
    page.keyboard.press("w")
    page.wait_for_url("**/product/red-wine**at=SA**")


def test_more_filters_open_on_a_phone(browser: Any, app: App) -> None:
    """The list comes first; the rest of the filters with a tap or the space bar."""
    tab = browser.new_page(viewport={"width": 360, "height": 800})
    tab.goto(f"{app.url}/products")
    assert not tab.is_visible("[name=category]")
    tab.click("text=More filters")
    tab.select_option("[name=category]", "wine")
    tab.wait_for_selector("#results:has(tbody tr:only-child)")
    tab.close()


def test_a_text_is_translated_where_it_is_clicked(page: Any, app: App) -> None:
    """Click, type, be told, save: the page in the frame reads anew."""
    frame = open_dress(page, app, "DE", panel="texts")
    frame.locator("h1").click()
    page.wait_for_selector("#editor textarea")
    page.fill("#editor textarea", "Leinenkleid ")
    page.wait_for_selector("#remarks .warning")
    page.fill("#editor textarea", "Leinenkleid")
    page.wait_for_selector("#remarks .fine")
    page.click("#editor button:has-text('Save')")
    page.wait_for_selector(".banner.good")
    assert page.frame_locator("#page").locator("h1").inner_text() == "Leinenkleid"


def test_keys_lead_through_products_and_markets(page: Any, app: App) -> None:
    """From the app and from within the frame."""
    frame = open_dress(page, app)
    page.keyboard.press("j")
    page.wait_for_url("**/product/wrap-dress**")
    page.keyboard.press("n")
    page.wait_for_url("**at=JP**")
    page.keyboard.press("p")
    page.wait_for_url("**at=BR**")
    page.frame_locator("#page").locator("body").press("k")
    page.wait_for_url("**/product/linen-dress**")
    page.keyboard.press("?")
    page.wait_for_selector("#keys[open]")
    assert frame is not None


def test_a_file_changed_on_disk_loads_the_page_again(page: Any, app: App) -> None:
    """Without a click; but not under somebody who is writing."""
    frame = open_dress(page, app, "FR")
    path = app.folder / "locales" / "fr" / "LC_MESSAGES" / "catalog.po"
    old = frame.locator("h1").inner_text()
    path.write_text(path.read_text("utf-8").replace(f'"{old}"', '"Robe nouvelle"', 1), "utf-8")
    page.frame_locator("#page").locator("h1:has-text('Robe nouvelle')").wait_for()
    page.goto(f"{app.url}/product/linen-dress?at=FR&panel=texts&field=title")
    page.fill("#editor textarea", "Une robe à moi")
    path.write_text(path.read_text("utf-8").replace("Robe nouvelle", "Robe ancienne"), "utf-8")
    page.wait_for_selector("#stale:not([hidden])")
    assert page.input_value("#editor textarea") == "Une robe à moi"


def test_the_wall_shows_every_edition(page: Any, app: App) -> None:
    """Each in a frame of its own."""
    page.goto(f"{app.url}/wall/linen-dress")
    assert page.locator(".wall iframe").count() == 14
    assert page.frame_locator(".wall iframe >> nth=0").locator("h1").inner_text() == "Linen midi dress"


def test_everything_is_there_without_script(browser: Any, app: App) -> None:
    """Search, a value's story and the list of texts need no JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{app.url}/products")
    tab.fill("#q", "linen midi")
    tab.click("button:has-text('Show')")
    assert tab.locator(".list tbody tr").count() == 1
    tab.click("text=Linen midi dress")
    tab.click("text=Why is it so")
    tab.get_by_role("link", name="Price", exact=True).click()
    assert tab.locator("#told").count() == 1
    context.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360), ("light", 768)])
def test_axe_finds_nothing(browser: Any, app: App, scheme: str, width: int) -> None:
    """No page has an accessibility violation, contrast among them, by day or night; none is wider than its screen."""
    if not AXE.exists():
        pytest.skip("missing axe-core: run python tests/web/setup.py")
    tab = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    found = []
    for path in (*PAGES, "/product/nothing"):
        tab.goto(app.url + path)
        tab.evaluate(AXE.read_text("utf-8"))
        result = tab.evaluate("axe.run(document, {resultTypes: ['violations'], iframes: false})")
        found += [f"{path}: {v['id']}: {n['html'][:140]} {n['failureSummary'][:200]}"
                  for v in result["violations"] for n in v["nodes"]]  # fmt: skip
        wide = tab.evaluate("document.documentElement.scrollWidth - innerWidth")
        found += [f"{path}: {wide} pixels too wide"] if wide > 0 else []
    tab.close()
    assert found == []


def test_nu_checker_finds_nothing(app: App, tmp_path: Path) -> None:
    """Every page of the app is valid by the Nu HTML checker, without warnings."""
    import json
    import urllib.request

    jar, java = AXE.parent.parent / "vnu-jar" / "build" / "dist" / "vnu.jar", shutil.which("java")
    if not jar.exists() or java is None:
        pytest.skip("missing the Nu checker or Java: run python tests/web/setup.py")
    for number, path in enumerate(PAGES):
        with urllib.request.urlopen(app.url + path) as answer:
            (tmp_path / f"{number}.html").write_bytes(answer.read())
    command = [java, "-jar", str(jar), "--format", "json", *map(str, sorted(tmp_path.glob("*.html")))]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    messages = [m for m in json.loads(done.stderr)["messages"] if m["type"] != "non-document-error"]
    assert [f"{PAGES[int(Path(m['url']).stem)]}: {m['message']}" for m in messages] == []
