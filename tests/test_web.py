"""Built pages in a real browser and under real checkers; `tests/web/setup.py` installs them where it can."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import glocal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

WEB = Path(__file__).parent / "web"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="800"><circle cx="400" cy="400" r="300"/></svg>'
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>')

pytestmark = pytest.mark.browser


def load(name: str) -> ModuleType:
    """Import a module of tests/web."""
    spec = spec_from_file_location(f"web_{name}", WEB / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


setup = load("setup")
samples = load("samples")


def need(*packages: str, browser: bool = False, java: bool = False, node: bool = False) -> None:
    """Skip, with the reason, where a tool is missing."""
    missing = [name for name in packages if not setup.installed(name)]
    missing += ["a Chromium"] if browser and not setup.browser() else []
    missing += ["Java"] if java and not setup.java() else []
    missing += ["Node"] if node and not shutil.which("node") else []
    if missing:
        pytest.skip(f"missing {', '.join(missing)}: run python tests/web/setup.py")


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """Every kind of page in five languages."""
    found: dict[str, str] = {}
    for language in samples.TERRITORY:
        found |= samples.every(language)
    return found


@pytest.fixture(scope="module")
def site(pages: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Those pages in a folder, with pictures."""
    root = tmp_path_factory.mktemp("site")
    drawings = {src.replace("webp", "svg"): DRAWING for src in samples.PICTURES}
    texts = {name: text.replace(".webp", ".svg") for name, text in pages.items()}
    for name, text in (texts | drawings).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A headless Chromium."""
    need(browser=True)
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as started:
        shown = started.chromium.launch(executable_path=setup.browser(), args=list(FLAGS))
        yield shown
        shown.close()


def names(pages: dict[str, str]) -> list[str]:
    """Addresses of the pages, without the stylesheet."""
    return [name for name in pages if name.endswith(".html")]


def test_nu_checker_finds_nothing(site: Path, pages: dict[str, str]) -> None:
    """Every kind of page, and the stylesheet, is valid by the Nu HTML checker, without warnings."""
    need("vnu-jar", java=True)
    jar = WEB / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    files = [str(site / name) for name in names(pages)]
    command = [setup.java(), "-jar", str(jar), "--format", "json", *files]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    messages = [m for m in json.loads(done.stderr)["messages"] if m["type"] != "non-document-error"]
    assert [f"{m['url'].removeprefix(site.as_uri())}: {m['message']}" for m in messages] == []


@pytest.fixture(scope="module")
def bazaar(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example shop, built for all its markets."""
    out = tmp_path_factory.mktemp("bazaar") / "site"
    glocal.Storefront.open(Path(__file__).parent.parent / "examples" / "bazaar").build(out)
    return out.resolve()


@pytest.mark.slow
def test_nu_checker_finds_nothing_in_the_whole_example(bazaar: Path) -> None:
    """Every page of every market of the example shop is valid, without warnings."""
    need("vnu-jar", java=True)
    jar = WEB / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = [setup.java(), "-jar", str(jar), "--skip-non-html", "--format", "json", str(bazaar)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    messages = [m for m in json.loads(done.stderr)["messages"] if m["type"] != "non-document-error"]
    assert [f"{m['url'].removeprefix(bazaar.as_uri())}: {m['message']}" for m in messages[:20]] == []


@pytest.mark.slow
def test_axe_finds_nothing_in_any_market(browser: Any, bazaar: Path) -> None:
    """One page of each kind in every edition of the example, and the front page, have no violation."""
    need("axe-core")
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    kinds = ("", "linen-dress", "c/dresses", "about/cart", "about/delivery", "about/sizes")
    editions = sorted(p.name for p in bazaar.iterdir() if (p / "about").is_dir())
    assert len(editions) == 14
    found = []
    for place in ["", *(f"{edition}/{kind}" for edition in editions for kind in kinds)]:
        page.goto((bazaar / place / "index.html").as_uri())
        found += [f"{place}: {text}" for text in violations(page)]
    page.close()
    assert found == []


def violations(page: Any) -> list[str]:
    """What axe says of the page that is open."""
    page.evaluate((WEB / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{v['id']}: {n['html'][:120]} {n['failureSummary'][:200]}" for v in result["violations"] for n in v["nodes"]
    ]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_axe_finds_nothing(browser: Any, site: Path, pages: dict[str, str], scheme: str, width: int) -> None:
    """No page has an accessibility violation, contrast among them, by day or night."""
    need("axe-core")
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    found = []
    for name in names(pages):
        if scheme == "dark" and not name.startswith(("en-us", "ar-sa")):
            continue  # colours do not depend on the language
        page.goto((site / name).as_uri())
        found += [f"{name}: {text}" for text in violations(page)]
    page.close()
    assert found == []


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_no_page_is_wider_than_the_screen(browser: Any, site: Path, pages: dict[str, str], width: int) -> None:
    """Nothing makes a page scroll sideways, from 320 pixels up."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    over = {}
    for name in names(pages):
        page.goto((site / name).as_uri())
        over[name] = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page.close()
    assert dict.fromkeys(over, 0) == over


def test_nothing_moves_when_pictures_arrive(browser: Any, site: Path) -> None:
    """A product page has no layout shift."""
    page = browser.new_page(viewport={"width": 360, "height": 900})
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(l => { for (const e of l.getEntries()) window.shift += e.value })"
        ".observe({type: 'layout-shift', buffered: true})"
    )
    page.goto((site / "en-us/linen-dress/index.html").as_uri(), wait_until="networkidle")
    page.wait_for_timeout(200)
    shift = page.evaluate("window.shift")
    page.close()
    assert shift == 0


def test_arabic_mirrors(browser: Any, site: Path) -> None:
    """The gallery stands left of the offer in English and right of it in Arabic."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    places = {}
    for edition in ("en-us", "ar-sa"):
        page.goto((site / edition / "linen-dress/index.html").as_uri())
        gallery, buy = (page.locator(name).bounding_box()["x"] for name in (".gallery", ".buy"))
        places[edition] = gallery < buy
    page.close()
    assert places == {"en-us": True, "ar-sa": False}


def test_print_keeps_what_paper_can_use(browser: Any, site: Path, pages: dict[str, str]) -> None:
    """Menus and buttons go, the rest stays, black on white by night too, and no page is cut at its side."""
    page = browser.new_page(viewport={"width": 680, "height": 960}, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    for name in names(pages):
        page.goto((site / name).as_uri())
        assert page.locator("h1").first.is_visible() or "/about/" not in name
        assert page.locator(".menu:visible, .editions:visible, .bottom:visible, button:visible").count() == 0, name
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)", name
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) == 0, name
    page.close()


def test_choosing_needs_no_script(browser: Any, site: Path) -> None:
    """With JavaScript off, a shopper picks a size, opens the language menu and follows it."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 900})
    page = context.new_page()
    page.goto((site / "en-us/linen-dress/index.html").as_uri())
    page.locator("input[value='DRESS-terracotta-40']").check(force=True)
    assert page.locator("input[name=sku]:checked").get_attribute("value") == "DRESS-terracotta-40"
    page.locator(".editions summary").click()
    page.locator(".editions a[hreflang=ja-JP]").click()
    assert page.url.endswith("/ja-jp/linen-dress/index.html")
    assert page.locator("html").get_attribute("lang") == "ja"
    context.close()


def test_links_lead_to_pages(site: Path, pages: dict[str, str]) -> None:
    """Every relative link and picture of the sample pages is there; home, category and product among them."""
    kept = {name for name in pages if "/long/" not in name}
    broken = []
    for name in names(pages):
        for target in re.findall(r'(?:href|src)="([^"#:]+)"', (site / name).read_text(encoding="utf-8")):
            place = os.path.normpath(Path(name).parent / target)
            if not (site / place).is_file() and not re.search(r"/(long|ruby|home|2|3)/index.html$", place):
                broken.append(f"{name}: {target}")
    assert kept
    assert broken == []


def test_structured_data_passes_googles_rules(pages: dict[str, str]) -> None:
    """A product with a picture has all that Google's Product rules require; a page without one lacks only that."""
    need("@adobe/structured-data-validator", node=True)
    errors = misread({name: pages[name] for name in names(pages)})
    expected = [(name, 'Product: Required attribute "image" is missing') for name in pages if "/bare/" in name]
    assert expected == errors


@pytest.mark.slow
def test_structured_data_of_the_whole_example_passes_googles_rules(bazaar: Path) -> None:
    """Every page of every market has all that Google's Product rules require."""
    need("@adobe/structured-data-validator", node=True)
    pages = {p.relative_to(bazaar).as_posix(): p.read_text(encoding="utf-8") for p in bazaar.rglob("*.html")}
    products = [name for name, text in pages.items() if '"@type":"Offer"' in text]
    assert len(products) > 700
    assert misread(pages) == []


def misread(pages: dict[str, str]) -> list[tuple[str, str]]:
    """What Google's rules require and a page's data lacks: page, error."""
    blocks = {name: [json.loads(found) for found in DATA.findall(text)] for name, text in pages.items()}
    done = subprocess.run(
        ["node", str(WEB / "structured.mjs")], input=json.dumps(blocks), capture_output=True, text=True, cwd=WEB
    )
    assert done.stderr == ""
    return [(name, text) for name, severity, text in json.loads(done.stdout) if severity == "ERROR"]


@pytest.mark.slow
def test_pages_of_the_example_are_light(bazaar: Path) -> None:
    """Each weighs under 50 kB, the stylesheet that all share under 20 kB; zipped, both together under 20 kB."""
    styles = [p.read_bytes() for p in (bazaar / "assets").glob("*.css")]
    assert max(map(len, styles)) < 20_000
    style = max(len(gzip.compress(data)) for data in styles)
    pages = {p.relative_to(bazaar).as_posix(): p.read_bytes() for p in bazaar.rglob("*.html")}
    assert [name for name, data in pages.items() if len(data) > 50_000] == []
    assert [name for name, data in pages.items() if len(gzip.compress(data)) + style > 20_000] == []


def test_pages_are_light(pages: dict[str, str]) -> None:
    """A page with its stylesheet weighs under 60 kB, pictures aside."""
    style = max(len(text.encode()) for name, text in pages.items() if name.endswith(".css"))
    heavy = {name: size for name in names(pages) if (size := style + len(pages[name].encode())) > 60_000}
    assert heavy == {}
