"""What is installed from the wheel works on its own, far from this repository."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", out, ROOT]
    subprocess.run(command, check=True, capture_output=True)
    return next(out.glob("*.whl"))


def test_the_wheel_holds_rules_words_themes_and_the_example(wheel: Path) -> None:
    """Data that lies outside the package comes along; the repository's own tools do not."""
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in (
        "glocal/_data/rules/markets/BR.toml",
        "glocal/_data/locales/pt_BR/LC_MESSAGES/glocal.po",
        "glocal/_data/examples/bazaar/shop.toml",
        "glocal/_data/examples/starter/shop.toml",
        "glocal/themes/default/product.html",
        "glocal/py.typed",
    ):
        assert wanted in names
    assert not [n for n in names if n.startswith(("tests/", "tools/", "benchmarks/")) or "__pycache__" in n]


PAGE = (
    "import glocal; from glocal.atlas import data_folder; from pathlib import Path; "
    "assert 'site-packages' in str(data_folder()), data_folder(); "
    "shop = glocal.Storefront.open(data_folder() / 'examples' / 'bazaar'); "
    "print(shop.render(shop.localize('linen-dress', market='BR')))"
)


def test_an_installed_wheel_renders_a_page(wheel: Path, tmp_path: Path) -> None:
    """In a fresh environment, from another folder, isolated from this one."""
    venv.create(tmp_path / "env", with_pip=False)
    python = tmp_path / "env" / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", str(wheel)]
    subprocess.run(pip, check=True, capture_output=True)
    page = subprocess.run(
        [str(python), "-I", "-c", PAGE], cwd=tmp_path, check=True, capture_output=True, text=True
    ).stdout
    assert '<html lang="pt-BR"' in page
    assert "R$" in page
    built = subprocess.run(
        [str(tmp_path / "env" / "bin" / "glocal"), "demo", "--out", "demo", "--no-open"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert "pages for 14 editions" in built
    assert (tmp_path / "demo" / "index.html").is_file()
