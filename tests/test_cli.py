"""The commands: what they print, and their exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from glocal.cli import main

if TYPE_CHECKING:
    import pytest

BAZAAR = str(Path(__file__).resolve().parent.parent / "examples" / "bazaar")


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    try:
        main(args)
        code = 0
    except SystemExit as stop:
        code = int(stop.code or 0)
    out, err = capsys.readouterr()
    return code, out, err


def test_show_prints_the_price_and_its_story(capsys: pytest.CaptureFixture[str]) -> None:
    """A merchant sees the price as shown and how it came to be."""
    code, out, _ = run(capsys, "show", BAZAAR, "linen-dress", "--market", "BR", "--explain")
    assert code == 0
    assert "R$" in out
    assert "pricing:" in out


def test_show_as_json_is_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    """The listing comes whole."""
    _, out, _ = run(capsys, "show", BAZAAR, "linen-dress", "--market", "BR", "--format", "json")
    assert json.loads(out)["listing"]["price"]["currency"] == "BRL"


def test_a_wrong_name_ends_with_2_and_a_near_match(capsys: pytest.CaptureFixture[str]) -> None:
    """No traceback: one line that helps."""
    code, _, err = run(capsys, "show", BAZAAR, "linen-dres", "--market", "BR")
    assert code == 2
    assert "did you mean 'linen-dress'" in err
    assert "Traceback" not in err


def test_wrong_usage_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    """A missing option is told."""
    code, _, err = run(capsys, "show", BAZAAR, "linen-dress")
    assert code == 2
    assert "--market" in err


def test_build_says_what_it_made(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Pages, findings by severity and status, rows and time, for a program to read."""
    out = tmp_path / "site"
    code, text, _ = run(capsys, "build", BAZAAR, "--out", str(out), "--market", "BR", "--format", "json")
    summary = json.loads(text)
    assert code == 0
    assert summary["pages"] == len(list(out.resolve().rglob("*.html")))
    assert {"severity": "avoid", "status": "remedied"}.items() <= summary["findings"][0].items() or summary["remedied"]
    assert summary["refused"] == []


def test_a_foreign_folder_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """What glocal did not make is never replaced."""
    (tmp_path / "mine.txt").write_text("x")
    code, _, err = run(capsys, "build", BAZAAR, "--out", str(tmp_path))
    assert code == 2
    assert "not made by glocal" in err


def test_market_show_names_the_file_of_each_value(capsys: pytest.CaptureFixture[str]) -> None:
    """CLDR, our files: every value says where it came from."""
    _, out, _ = run(capsys, "market", "show", "BR")
    assert "rules/markets/BR.toml" in out
    assert "CLDR" in out


def test_market_list_is_json_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    """All markets with a file of their own, with currency and languages."""
    _, out, _ = run(capsys, "market", "list", "--format", "json")
    markets = {row["code"]: row for row in json.loads(out)}
    assert markets["BR"]["currency"] == "BRL"
    assert {"US", "GB", "DE", "FR", "ES", "PL", "RU", "BR", "JP", "CN", "ID", "SA"} <= set(markets)


def test_a_new_shop_builds_as_it_is(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """`glocal new` and `glocal build` are enough for a first site."""
    shop = tmp_path / "my-shop"
    assert run(capsys, "new", str(shop))[0] == 0
    code, out, _ = run(capsys, "build", str(shop), "--out", str(tmp_path / "site"))
    assert code == 0
    assert "0 refused" in out
    assert (tmp_path / "site" / "pt-br" / "linen-dress" / "index.html").is_file()


def test_new_refuses_a_folder_that_is_in_use(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Nothing is overwritten."""
    (tmp_path / "mine.txt").write_text("x")
    code, _, err = run(capsys, "new", str(tmp_path))
    assert code == 2
    assert "not empty" in err


def test_check_tells_what_would_offend_and_what_was_done(capsys: pytest.CaptureFixture[str]) -> None:
    """Place, rule, reason, outcome and source stand in the text; nothing blocks in these markets."""
    code, out, _ = run(capsys, "check", BAZAAR, "--market", "BR,RU")
    assert code == 0
    for part in ("BR.purple", "RU.black-cat", "because:", "remedied:", "source:"):
        assert part in out


def test_check_fails_by_severity(capsys: pytest.CaptureFixture[str]) -> None:
    """The example keeps a superlative that Chinese law forbids: an open block finding is exit code 1."""
    assert run(capsys, "check", BAZAAR, "--market", "CN")[0] == 1
    assert run(capsys, "check", BAZAAR, "--market", "CN", "--fail-on", "never")[0] == 0


def test_a_baseline_keeps_what_is_known_quiet(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The first run writes it; afterwards only new findings are told, and fail."""
    baseline = str(tmp_path / "known.json")
    first = run(capsys, "check", BAZAAR, "--market", "CN", "--baseline", baseline)
    code, out, _ = run(capsys, "check", BAZAAR, "--market", "CN", "--baseline", baseline)
    assert "findings are known" in first[2]
    assert code == 0
    assert "0 findings" in out


def test_check_is_json_and_sarif_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    """Both hold the same findings."""
    _, out, _ = run(capsys, "check", BAZAAR, "--market", "BR", "--format", "json")
    findings = json.loads(out)["findings"]
    _, out, _ = run(capsys, "check", BAZAAR, "--market", "BR", "--format", "sarif")
    assert len(json.loads(out)["runs"][0]["results"]) == len(findings) > 0


def test_a_rule_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    """Its page says why, how sure, what speaks against it, and on whose word."""
    code, out, _ = run(capsys, "check", BAZAAR, "--explain", "BR.purple")
    assert code == 0
    assert "what speaks against it" in out
    assert run(capsys, "check", BAZAAR, "--explain", "BR.purpel")[0] == 2


def test_a_size_is_converted_with_its_doubt(capsys: pytest.CaptureFixture[str]) -> None:
    """Answer, spread, the strongest sources and a hint to measure; all sources where they are asked for."""
    asked = ("size", "US 8", "--to", "EU", "--garment", "shoes", "--audience", "women")
    code, out, _ = run(capsys, *asked)
    assert code == 0
    for part in ("EU", "confidence:", "charts say:", "foot length", "iso-19407-women", "more charts", "Stand on paper"):
        assert part in out
    every = run(capsys, *asked, "--all")[1]
    assert "more charts" not in every
    assert len(every.splitlines()) > len(out.splitlines()) + 50


def test_rates_show_their_day_and_source(capsys: pytest.CaptureFixture[str]) -> None:
    """The table that comes with glocal says where each figure is from."""
    _, out, _ = run(capsys, "rates", "show", "--format", "json")
    rates = json.loads(out)
    assert rates["rates"]["USD"]["source"]
    assert rates["date"]
