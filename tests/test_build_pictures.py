"""Pictures of a built site: smaller copies, their own size, and what becomes of those that are broken."""

from __future__ import annotations

import builtins
import json
import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

import glocal
from glocal.build import pictures

if TYPE_CHECKING:
    from pathlib import Path

    from glocal.build import Built

SHOP = 'name = "Atelier"\nlanguage = "en"\ncurrency = "EUR"\nmarkets = ["DE"]\ntoday = 2026-11-21\n'


def drawn(width: int, height: int, kind: str = "JPEG", **options: Any) -> bytes:
    """A picture of a size."""
    out = BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert("RGB").save(out, kind, **options)
    return out.getvalue()


def shop(folder: Path, **files: bytes) -> glocal.Storefront:
    """A shop with one product, pictured by all the files."""
    (folder / "images").mkdir(parents=True, exist_ok=True)
    names = []
    for name, data in files.items():
        path = f"images/{name.replace('_', '.')}"
        (folder / path).write_bytes(data)
        names.append(path)
    product = {
        "id": "vase",
        "slug": "vase",
        "title": "Vase",
        "images": names,
        "variants": [{"sku": "V", "price": "20"}],
    }
    (folder / "shop.toml").write_text(SHOP, encoding="utf-8")
    (folder / "catalog.jsonl").write_text(json.dumps(product) + "\n", encoding="utf-8")
    return glocal.Storefront.open(folder)


def page(built: Built) -> str:
    return (built.out / "de-de" / "vase" / "index.html").read_text(encoding="utf-8")


def test_smaller_copies_are_offered(tmp_path: Path) -> None:
    """Each stands in the site at the width that the page says, the picture's own width last."""
    built = shop(tmp_path / "shop", a_jpg=drawn(1600, 1200)).build(tmp_path / "site")
    found = re.search(r'srcset="([^"]+)"', page(built))
    assert found is not None
    offered = [part.split() for part in found[1].split(", ")]
    assert [width for _, width in offered] == ["320w", "640w", "1280w", "1600w"]
    for address, width in offered:
        with Image.open(built.out / "de-de" / "vase" / address) as image:
            assert (f"{image.width}w", image.height) == (width, round(image.width * 3 / 4))


def test_a_size_that_the_catalogue_does_not_say_is_read(tmp_path: Path) -> None:
    """So a browser keeps the room; a picture taken sideways counts as it is shown."""
    turned = Image.Exif()
    turned[0x0112] = 6
    built = shop(tmp_path / "shop", a_jpg=drawn(400, 300), b_jpg=drawn(400, 300, exif=turned)).build(tmp_path / "site")
    sizes = re.findall(r'src="../../images/(\w)\.jpg".*? width="(\d+)" height="(\d+)"', page(built))
    assert sizes == [("a", "400", "300"), ("b", "300", "400")]
    small = re.search(r"assets/[0-9a-f]{12}-320\.webp", page(built))
    assert small is not None


def test_no_copy_is_wider_than_the_picture(tmp_path: Path) -> None:
    """A small picture is shown as it is."""
    built = shop(tmp_path / "shop", a_png=drawn(300, 300, "PNG")).build(tmp_path / "site")
    assert "srcset" not in page(built)


@pytest.mark.parametrize("data", [b"", b"not a picture", drawn(900, 900)[:40]])
def test_a_picture_that_cannot_be_read_is_told(tmp_path: Path, data: bytes) -> None:
    """The build goes on, names the file, and copies it as it is."""
    built = shop(tmp_path / "shop", a_jpg=data, b_jpg=drawn(900, 900)).build(tmp_path / "site")
    assert len(built.doubtful) == 1
    assert "images/a.jpg: expected a picture" in built.doubtful[0]
    assert (built.out / "images" / "a.jpg").read_bytes() == data
    assert (built.out / "images" / "b.jpg").is_file()


def test_a_picture_that_ends_early_is_told(tmp_path: Path) -> None:
    """Its head was sound, so pages name copies: they are the file itself."""
    data = drawn(900, 900)
    data = data[: len(data) // 2]
    built = shop(tmp_path / "shop", a_jpg=data).build(tmp_path / "site")
    assert ["images/a.jpg: expected a whole picture" in told for told in built.doubtful] == [True]
    [small, *_] = re.findall(r"\.\./\.\./(assets/[0-9a-f]{12}-320\.webp)", page(built))
    assert (built.out / small).read_bytes() == data


def test_a_missing_picture_is_told(tmp_path: Path) -> None:
    """Once, by its name; the page keeps its words."""
    opened = shop(tmp_path / "shop", a_jpg=drawn(10, 10))
    (tmp_path / "shop" / "images" / "a.jpg").unlink()
    built = opened.build(tmp_path / "site")
    assert ["images/a.jpg" in told and "no such file" in told for told in built.doubtful] == [True]


def test_a_huge_picture_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pixels have a limit; the picture is copied, and told."""
    monkeypatch.setattr(pictures, "MAX_PIXELS", 10_000)
    built = shop(tmp_path / "shop", a_png=drawn(200, 100, "PNG")).build(tmp_path / "site")
    assert ["200 x 100 pixels, over 10,000" in told for told in built.doubtful] == [True]


def test_drawings_and_moving_pictures_stay_as_they_are(tmp_path: Path) -> None:
    """No copies, no doubt."""
    frames = [Image.new("RGB", (800, 800), colour) for colour in ("red", "blue")]
    moving = BytesIO()
    frames[0].save(moving, "GIF", save_all=True, append_images=frames[1:])
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="800" height="800"/>'
    built = shop(tmp_path / "shop", a_svg=drawing, b_gif=moving.getvalue()).build(tmp_path / "site")
    assert built.doubtful == ()
    assert "srcset" not in page(built)


@pytest.mark.parametrize(
    ("mode", "kind"), [("RGBA", "PNG"), ("LA", "PNG"), ("P", "PNG"), ("L", "JPEG"), ("CMYK", "JPEG")]
)
def test_every_kind_of_colour_becomes_a_copy(tmp_path: Path, mode: str, kind: str) -> None:
    """Transparency stays, print colours become screen colours."""
    out = BytesIO()
    Image.new(mode, (800, 400)).save(out, kind)
    built = shop(tmp_path / "shop", **{f"a_{kind.lower()}": out.getvalue()}).build(tmp_path / "site")
    assert built.doubtful == ()
    [small, *_] = re.findall(r"\.\./\.\./(assets/[0-9a-f]{12}-320\.webp)", page(built))
    with Image.open(built.out / small) as image:
        assert image.has_transparency_data == (mode in ("RGBA", "LA"))


def test_copies_are_kept_between_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second build makes only those of new pictures, and the same bytes."""
    opened = shop(tmp_path / "shop", a_jpg=drawn(900, 900))
    first = opened.build(tmp_path / "site")
    before = {p.name: p.read_bytes() for p in (first.out / "assets").glob("*.webp")}
    made: list[int] = []
    real = pictures._smaller
    monkeypatch.setattr(pictures, "_smaller", lambda data, widths: made.append(len(widths)) or real(data, widths))
    second = shop(tmp_path / "shop", a_jpg=drawn(900, 900), b_jpg=drawn(700, 900)).build(tmp_path / "site")
    assert made == [1 if 700 * 0.9 < 640 else 2]
    after = {p.name: p.read_bytes() for p in (second.out / "assets").glob("*.webp")}
    assert before.items() <= after.items()


def test_without_pillow_pictures_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing else changes."""
    real = builtins.__import__

    def bare(name: str, *args: Any) -> Any:
        if name.startswith("PIL"):
            raise ImportError(name)
        return real(name, *args)

    monkeypatch.setattr(builtins, "__import__", bare)
    built = shop(tmp_path / "shop", a_jpg=drawn(900, 900)).build(tmp_path / "site")
    assert "srcset" not in page(built)
    assert (built.out / "images" / "a.jpg").is_file()
    assert built.doubtful == ()
