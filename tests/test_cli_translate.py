"""`glocal translate`: what its commands write and print, their exit codes, and the page that explains them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from glocal import po
from glocal.cli import main
from glocal.translate import CODES, LOCALES, STYLES, pseudo_shop, shop_files

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "translators.md").read_text(encoding="utf-8")


def run(capsys: pytest.CaptureFixture[str], *args: object) -> tuple[int, str, str]:
    try:
        main([str(arg) for arg in args])
        code = 0
    except SystemExit as stop:
        code = int(stop.code or 0)
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def shop(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A new shop."""
    assert run(capsys, "new", tmp_path / "my-shop")[0] == 0
    return tmp_path / "my-shop"


def catalog(shop: Path, language: str = "pt_BR") -> Path:
    return shop / "locales" / language / "LC_MESSAGES" / "catalog.po"


def translate(shop: Path, msgid: str, msgstr: str, note: str = "") -> None:
    """Write a translation as an editor would."""
    text = catalog(shop).read_text(encoding="utf-8")
    entry = re.search(rf'(msgctxt "[^"]*"\nmsgid "{re.escape(msgid)}"\nmsgstr )"[^"]*"', text)
    assert entry is not None
    text = text.replace(entry[0], f'{note}{entry[1]}"{msgstr}"', 1)
    catalog(shop).write_text(text, encoding="utf-8")


def test_the_five_commands_of_the_page_change_a_page(tmp_path: Path) -> None:
    """docs/translators.md, run as it stands in an empty folder."""
    block = re.search(r"```sh\n(.+?)```", PAGE, re.S)
    assert block is not None
    commands = block[1].splitlines()
    assert len(commands) == 5
    for command in commands:
        line = re.sub(r"^glocal\b", f"'{sys.executable}' -m glocal", command)
        done = subprocess.run(
            line, shell=True, cwd=tmp_path, capture_output=True, text=True, timeout=120, env={"PYTHONPATH": str(ROOT)}
        )
        assert (done.returncode, done.stderr) == (0, ""), command
    shown = re.search(r"Open `(.+?)`: .+?\*(.+?)\*", PAGE)
    assert shown is not None
    assert f"<h1>{shown[2]}</h1>" in (tmp_path / shown[1]).read_text(encoding="utf-8")


def test_every_code_is_on_the_page() -> None:
    """With its level and its meaning."""
    rows = re.findall(r"^\| `([\w-]+)` \| (error|warning|note) \| (.+) \|$", PAGE, re.M)
    assert rows == [(code, level, what) for code, (level, what, _) in CODES.items()]


def test_every_style_is_on_the_page() -> None:
    """And stands for a pseudo-locale."""
    assert re.findall(r"^\| `(\w+)` \| [^|]+ \|$", PAGE.split("| `--style` |")[1], re.M) == [*STYLES]
    assert [tag for tag, _ in STYLES.values()] == [*LOCALES]


def test_extract_makes_a_file_for_each_language_of_the_markets(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Not for the one that the catalogue is written in; a second time nothing changes."""
    _, out, _ = run(capsys, "translate", "extract", shop, "--format", "json")
    assert {row["language"]: row["new"] for row in json.loads(out)} == {"de": 12, "pt-BR": 12, "es-US": 12}
    before = {file.path: file.path.read_bytes() for file in shop_files(shop)}
    _, out, _ = run(capsys, "translate", "extract", shop, "--format", "json")
    assert [row["changed"] for row in json.loads(out)] == [False] * 3
    assert {path: path.read_bytes() for path in before} == before


def test_extract_takes_a_language_however_it_is_written(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`pt_br` is pt-BR; what is no language is told, and no folder is made."""
    assert run(capsys, "translate", "extract", shop, "--lang", "pt_br")[0] == 0
    assert [file.language for file in shop_files(shop)] == ["pt-BR"]
    code, _, err = run(capsys, "translate", "extract", shop, "--lang", "../../x")
    assert code == 2
    assert "unknown locale" in err
    assert [file.language for file in shop_files(shop)] == ["pt-BR"]


def test_extract_gives_the_words_of_a_shops_own_theme(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Those that glocal ships are left out."""
    theme = shop / "theme"
    theme.mkdir()
    (theme / "_footer.html").write_text('<p>{{ t("Made by hand") }} {{ t("Home") }}</p>', encoding="utf-8")
    settings = (shop / "shop.toml").read_text(encoding="utf-8")
    (shop / "shop.toml").write_text(f'theme = "theme"\n{settings}', encoding="utf-8")
    assert run(capsys, "translate", "extract", shop, "--lang", "de")[0] == 0
    words = po.read(shop / "locales" / "de" / "LC_MESSAGES" / "glocal.po").entries
    assert [entry.msgid for entry in words if entry.msgid] == ["Made by hand"]


def test_update_follows_the_catalogue(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A changed source makes its translation stale; languages that are not there are not begun."""
    code, _, err = run(capsys, "translate", "update", shop)
    assert (code, "extract" in err) == (2, True)
    run(capsys, "translate", "extract", shop, "--lang", "pt-BR")
    translate(shop, "Linen dress", "Vestido de linho")
    rows = (shop / "catalog.jsonl").read_text(encoding="utf-8")
    (shop / "catalog.jsonl").write_text(rows.replace("Linen dress", "Long linen dress"), encoding="utf-8")
    _, out, _ = run(capsys, "translate", "update", shop, "--format", "json")
    assert [(row["language"], row["stale"]) for row in json.loads(out)] == [("pt-BR", 1)]
    assert '#| msgid "Linen dress"' in catalog(shop).read_text(encoding="utf-8")


def test_check_ends_with_1_on_an_error_only(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was dismissed with a reason is not said again."""
    run(capsys, "translate", "extract", shop, "--lang", "pt-BR")
    assert run(capsys, "translate", "check", shop)[0] == 0
    translate(shop, "Glazed stoneware, 250 ml each.", "Grés vidrado.")
    code, out, _ = run(capsys, "translate", "check", shop)
    assert (code, "warning number" in out) == (0, True)
    assert run(capsys, "translate", "check", shop, "--fail-on", "warning")[0] == 1
    translate(shop, "Glazed stoneware, 250 ml each.", "Grés vidrado.", "# glocal: ignore number: sold by the set\n")
    assert run(capsys, "translate", "check", shop, "--fail-on", "warning")[0] == 0
    translate(shop, "Linen dress", "<script>x()</script>")
    code, out, _ = run(capsys, "translate", "check", shop, "--format", "json")
    assert (code, [row["code"] for row in json.loads(out) if row["level"] == "error"]) == (1, ["unsafe-html"])


def test_check_tells_what_a_market_minds(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A word that the source does not have: purple, in Brazil."""
    run(capsys, "translate", "extract", shop, "--lang", "pt-BR")
    translate(shop, "Linen dress", "Vestido de linho roxo")
    _, out, _ = run(capsys, "translate", "check", shop)
    assert "warning culture: BR minds it" in out


def test_check_holds_products_to_the_shops_glossary(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The shop's own words for a term."""
    run(capsys, "translate", "extract", shop, "--lang", "pt-BR")
    (shop / "locales" / "pt_BR" / "glossary.toml").write_text('[terms]\nlinen = ["linho"]\n', encoding="utf-8")
    translate(shop, "Linen dress", "Vestido de algodão")
    _, out, _ = run(capsys, "translate", "check", shop)
    assert "warning glossary" in out


def test_check_reads_a_broken_file_to_its_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each fault with its line; a single file needs no shop."""
    file = tmp_path / "de.po"
    file.write_text('msgid "a\nmsgstr "b"\n\nmsgid "Size"\nmsgstr "Größe\u202e"\n', encoding="utf-8")
    code, out, _ = run(capsys, "translate", "check", file)
    assert code == 1
    assert f"{file}:1: error syntax" in out
    assert "error bidi-control" in out


def test_check_makes_the_safe_changes(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And only those: the rest of the file stays."""
    run(capsys, "translate", "extract", shop, "--lang", "pt-BR")
    translate(shop, "Linen dress", "Vestido de linho ")
    assert "warning space" in run(capsys, "translate", "check", shop)[1]
    run(capsys, "translate", "check", shop, "--fix")
    assert 'msgstr "Vestido de linho"\n' in catalog(shop).read_text(encoding="utf-8")
    assert "warning" not in run(capsys, "translate", "check", shop)[1].splitlines()[0]


def test_status_counts_texts_and_what_shoppers_read(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Per language, and per market and product."""
    run(capsys, "translate", "extract", shop, "--lang", "pt-BR")
    translate(shop, "Linen dress", "Vestido de linho")
    _, out, _ = run(capsys, "translate", "status", shop, "--format", "json")
    said = json.loads(out)
    rows = {row["language"]: (row["translated"], row["total"], row["percent"]) for row in said["languages"]}
    seen = {row["market"]: row for row in said["editions"] if row["language"] != "es-US"}
    assert rows["pt-BR"] == (1, 12, 8)
    assert seen["BR"]["texts"] == {"en": 3, "pt-BR": 1}
    assert seen["BR"]["fallen_back"]["linen-dress"] == ["description"]
    assert seen["US"]["fallen_back"] == {}
    _, out, _ = run(capsys, "translate", "status", shop)
    assert re.search(r"pt-BR\s+8%\s+12\s+1\s", out)


@pytest.mark.parametrize("shape", ["csv", "xliff"])
def test_texts_go_out_and_come_back(shop: Path, capsys: pytest.CaptureFixture[str], shape: str) -> None:
    """What is filled in is taken; a row of a text that is not there is told."""
    if shape == "xliff":
        pytest.importorskip("moz.l10n.formats.xliff.parse", reason="the extra `exchange` is not installed")
    run(capsys, "translate", "extract", shop, "--lang", "pt-BR")
    translate(shop, "Linen dress", "Vestido")
    out = shop.parent / ("out.csv" if shape == "csv" else "out.xlf")
    assert run(capsys, "translate", "export", shop, "--lang", "pt-BR", "--format", shape, "--out", out)[0] == 0
    out.write_text(out.read_text(encoding="utf-8").replace("Vestido", "Vestido de linho"), encoding="utf-8")
    code, told, _ = run(capsys, "translate", "import", shop, out, "--lang", "pt-BR")
    assert (code, told.startswith("1 texts changed")) == (0, True)
    assert 'msgstr "Vestido de linho"' in catalog(shop).read_text(encoding="utf-8")
    out.write_text(out.read_text(encoding="utf-8").replace("Linen dress", "Wool dress"), encoding="utf-8")
    code, told, _ = run(capsys, "translate", "import", shop, out, "--lang", "pt-BR")
    assert (code, "not taken" in told) == (1, True)


def test_a_language_without_a_file_is_told(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With those that there are."""
    run(capsys, "translate", "extract", shop, "--lang", "pt-BR")
    code, _, err = run(capsys, "translate", "export", shop, "--lang", "pt-PT")
    assert code == 2
    assert "did you mean 'pt-BR'" in err


def test_pseudo_builds_pages_and_leaves_the_shop_alone(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Words and product texts are in brackets, prices are not."""
    before = sorted(shop.rglob("*"))
    out = shop.parent / "pseudo"
    code, _, _ = run(capsys, "translate", "pseudo", shop, "--out", out, "--market", "BR")
    page = (out / "en-br" / "linen-dress" / "index.html").read_text(encoding="utf-8")
    assert code == 0
    assert "<h1>⟦" in page
    assert "R$" in page
    assert sorted(shop.rglob("*")) == before


def test_a_mirrored_page_runs_from_right_to_left(shop: Path) -> None:
    """With the direction of Arabic."""
    opened = pseudo_shop(shop, "mirrored")
    assert 'dir="rtl"' in opened.render(opened.localize("linen-dress", market="BR", language="ar"))
