"""Take the pictures of docs/merchants.md from the real app, on the way that the page describes.

    python tools/picture_preview.py [--to FOLDER]

A new merchant's way through a copy of the example shop: find a product, look at it, accept a finding, ask why, set a
price, translate, look at all markets. Needs playwright with a Chromium, and Pillow. Every step waits for what the page
says will be seen, so that a way that no longer works stops here.
"""

from __future__ import annotations

import argparse
import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "merchants"
SIZE = {"width": 1280, "height": 800}


def main() -> None:
    """Take them all."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--to", type=Path, default=PICTURES)
    to = parser.parse_args().to
    to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        shop = Path(shutil.copytree(ROOT / "examples" / "bazaar", Path(folder) / "my-shop"))
        command = [sys.executable, "-m", "glocal", "preview", str(shop), "--port", "0", "--no-open"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None
            try:
                _walk(server.stdout.readline().split()[0], shop, to)
            finally:
                server.terminate()


def _walk(url: str, shop: Path, to: Path) -> None:
    with sync_playwright() as started:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        browser = started.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport=SIZE, color_scheme="light", locale="en")
        page.goto(url)
        page.wait_for_selector(".dot", timeout=120_000)
        for step in (_find, _decide, _ask, _price, _translate, _all_markets):
            step(page, to)
        waivers = (shop / "rules" / "culture" / "BR.toml").read_text("utf-8")
        assert "Lavender is our spring colour" in waivers
        page.goto(f"{url}?ui=zh-Hans")
        page.goto(f"{url}product/velvet-clutch?at=BR")
        _take(page, to / "chinese.webp")
        browser.close()


def _find(page: Any, to: Path) -> None:
    page.select_option("[name=market]", "BR")
    page.select_option("[name=severity]", "avoid")
    page.wait_for_selector("#results:has(.badge.avoid):not(.htmx-request)")
    page.wait_for_timeout(500)
    _take(page, to / "products.webp")
    page.goto(page.url.partition("?")[0])


def _decide(page: Any, to: Path) -> None:
    page.fill("#q", "linen midi")
    page.wait_for_selector("#results tbody tr:only-child")
    page.click("text=Linen midi dress")
    page.select_option("[name=at]", "BR")
    page.wait_for_url("**at=BR**")
    page.wait_for_timeout(800)
    _take(page, to / "findings.webp")
    page.click("#finding-1 summary:has-text('Accept')")
    page.fill("#finding-1 [name=why]", "Lavender is our spring colour, and sells")
    page.fill("#finding-1 [name=who]", "Ana, buyer")
    page.wait_for_timeout(300)
    _take(page, to / "accept.webp")
    page.click("#finding-1 button:has-text('Accept')")
    page.wait_for_selector(".finding.waived")
    page.keyboard.press("w")
    page.wait_for_url("**/wall/**")
    page.wait_for_timeout(2500)
    _take(page, to / "wall.webp")
    page.keyboard.press("w")
    page.wait_for_selector("#panel")


def _ask(page: Any, to: Path) -> None:
    page.frame_locator("#page").locator(".offer .price [data-glocal]").first.click()
    page.wait_for_selector("#told .story")
    page.wait_for_timeout(500)
    _take(page, to / "why.webp")


def _price(page: Any, to: Path) -> None:
    page.fill("#by-hand [name=amount]", "199,90")
    page.click("#by-hand button:has-text('Set by hand')")
    page.wait_for_selector(".banner.good")
    page.locator("#by-hand").scroll_into_view_if_needed()
    page.wait_for_timeout(800)
    _take(page, to / "price.webp")
    page.click(".banner.good button:has-text('Undo')")
    page.wait_for_selector("text=Undone")


def _translate(page: Any, to: Path) -> None:
    page.select_option("[name=at]", "DE")
    page.wait_for_url("**at=DE**")
    page.click(".tabs >> text=Texts")
    page.wait_for_selector(".values.texts")
    page.frame_locator("#page").locator("h1").click()
    page.wait_for_selector("#editor textarea")
    page.fill("#editor textarea", "Midikleid aus  Leinen ")
    page.wait_for_selector("#remarks .warning")
    page.wait_for_timeout(400)
    _take(page, to / "texts.webp")
    page.fill("#editor textarea", "Midikleid aus Leinen")


def _all_markets(page: Any, to: Path) -> None:
    page.goto(page.url.partition("/product/")[0] + "/dashboard")
    _take(page, to / "dashboard.webp")


def _take(page: Any, path: Path) -> None:
    picture = Image.open(io.BytesIO(page.screenshot()))
    picture.convert("RGB").save(path, "WEBP", quality=82, method=6)


if __name__ == "__main__":
    main()
