"""glocal.rules.report: findings for a person, a program and a code host, and a baseline."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from glocal.errors import DataError
from glocal.rules import check
from glocal.rules.report import (
    Row,
    exit_code,
    fingerprint,
    fresh,
    read_baseline,
    tally,
    to_json,
    to_sarif,
    to_text,
    write_baseline,
)
from glocal.rules.sentences import translation

ROOT = Path(__file__).resolve().parent.parent


def rows(thing, market="BR", language="pt"):
    """Return the rows of a check."""
    return [Row("p1", market, language, f, "catalog.jsonl", 7) for f in check(thing, market=market, language=language)]


def test_a_person_reads_place_words_reason_and_remedy():
    """One block a finding, the words marked."""
    lines = to_text(rows("Um vestido roxo")).splitlines()
    assert lines[0].startswith("catalog.jsonl:7: p1 title: note BR.purple [BR pt]")
    assert lines[1:3] == ["    Um vestido roxo", "               ^^^^"]
    assert lines[3].startswith("    because: ")
    assert lines[4].startswith("    remedy: Lead with another colour")
    assert lines[5].startswith("    source: Maggie Wu")


def test_the_mark_stands_below_wide_letters():
    """A Chinese character takes two columns."""
    lines = to_text(rows("国家级面膜", "CN", "zh")).splitlines()
    assert lines[2] == "    ^^^^^^"


def test_the_mark_stands_right_in_a_long_text():
    """Where the snippet begins with an ellipsis."""
    lines = to_text(rows("um " * 30 + "vestido roxo " + "bom " * 30)).splitlines()
    at = lines[2].index("^")
    assert lines[1][at : at + 4] == "roxo"


def test_every_sentence_passes_through_the_translation():
    """A gettext function gets why and what to do."""
    asked = []
    to_text(rows("Vestido roxo"), lambda text: asked.append(text) or text.upper())
    assert any("mourning" in text for text in asked)
    assert any(text.startswith("Lead with") for text in asked)


def test_json_holds_all_and_is_the_same_each_time():
    """With counts and fingerprints."""
    first = to_json(rows("Vestido roxo"))
    document = json.loads(first)
    assert document["counts"]["products"] == {"BR.purple": 1}
    assert fingerprint(rows("Vestido roxo")[0]) == document["findings"][0]["fingerprint"]
    assert first == to_json(rows("Vestido roxo"))


def test_sarif_has_what_code_hosts_ask_for():
    """Version, tool, rules, levels, places."""
    run = json.loads(to_sarif(rows("国家级面膜", "CN", "zh"), "1.0"))["runs"][0]
    assert (run["tool"]["driver"]["name"], run["tool"]["driver"]["version"]) == ("glocal", "1.0")
    result = run["results"][0]
    assert (result["ruleId"], result["level"]) == ("CN.superlative", "error")
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 7
    assert result["partialFingerprints"]["glocal/v1"]


def test_the_exit_code_follows_the_severity():
    """At or above."""
    notes, blocks = rows("Vestido roxo"), rows("国家级面膜", "CN", "zh")
    assert [exit_code(notes, s) for s in ("block", "avoid", "note")] == [0, 0, 1]
    assert exit_code(blocks) == 1


def test_a_baseline_leaves_only_what_is_new():
    """Known findings are known by product, market, rule, place and words."""
    known = read_baseline(write_baseline(rows("Vestido roxo")))
    assert fresh(rows("Vestido roxo"), known) == []
    assert len(fresh(rows("Bolsa roxa"), known)) == 1


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 1}'])
def test_what_is_no_baseline_is_refused(text):
    """Whatever it is."""
    with pytest.raises(DataError):
        read_baseline(text)


def test_products_are_counted_once_a_rule():
    """However many findings they have."""
    found = rows({"title": "Vestido roxo", "options": {"color": "Roxo"}})
    assert len(found) == 2
    assert tally(found)["products"] == {"BR.purple": 1}


def test_the_sentences_come_in_chinese():
    """Many merchants are Chinese: why and what to do, whole."""
    text = to_text(rows("Vestido roxo"), translation("zh-Hans"))
    assert "原因: 据说紫色在巴西是丧事和四旬斋的颜色。" in text
    assert "办法: 用别的颜色打头；紫色留给专门找它的人。" in text


def test_a_language_without_translation_shows_the_sentence():
    """Nothing is lost."""
    assert translation("fr")("Add a coin.") == "Add a coin."


def test_the_template_and_the_chinese_file_are_whole():
    """locales/rules.pot is what tools/write_rules_po.py writes; every sentence of it has its Chinese."""
    spec = importlib.util.spec_from_file_location("write_rules_po", ROOT / "tools" / "write_rules_po.py")
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert tool.text("", {}) == (ROOT / "locales" / "rules.pot").read_text("utf-8")
    say = translation("zh-Hans")
    assert [one for one in tool.sentences() if say(one) == one] == []
