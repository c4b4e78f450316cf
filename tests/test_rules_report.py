"""glocal.rules.report: findings for a person, a program and a code host, and a baseline."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from glocal import Storefront, check, po
from glocal.atlas import data_folder
from glocal.cli import cli
from glocal.errors import DataError
from glocal.rules import check as check_rule
from glocal.rules.checking import check_rules, example
from glocal.rules.data import load, members
from glocal.rules.page import explain
from glocal.rules.report import (
    Row,
    exit_code,
    fingerprint,
    fresh,
    read_baseline,
    summary,
    tally,
    to_json,
    to_sarif,
    to_text,
    write_baseline,
)
from glocal.rules.sentences import FIELDS, PHRASES, translation

ROOT = Path(__file__).resolve().parent.parent


def rows(thing, market="BR", language="pt"):
    """Return the rows of a check."""
    return [
        Row("p1", market, language, f, "catalog.jsonl", 7) for f in check_rule(thing, market=market, language=language)
    ]


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


FOLDERS = (data_folder(),)
FILES = sorted(p.stem for p in (data_folder() / "rules" / "culture").glob("*.toml"))
REGIONS = members(FOLDERS)
CHINESE = translation("zh-Hans")
PLACE = re.compile(r"\{[a-z]+\}")
PATH = ROOT / "locales" / "zh_Hans" / "LC_MESSAGES" / "rules.po"
CHINESE_TEXTS = {msgid: text for (_, msgid), text in po.catalog(PATH.read_bytes(), PATH.name).texts.items()}


def told_of(name):
    """Return the rows of every example of a file that should fire."""
    market = REGIONS.get(name, (name,))[0]
    for rule in load(FOLDERS, name):
        for one in rule.fires if rule.id.startswith(f"{name}.") else ():
            found = check_rules(example(one), [rule], market, one.language, FOLDERS, favours=True)
            yield from (Row("p1", market, one.language, f) for f in found)


def asked_for(told):
    """Return what a report asks the translation for."""
    asked = []
    told(lambda text: asked.append(text) or text)
    return asked


@pytest.mark.parametrize("name", FILES)
def test_no_finding_falls_back_to_english(name):
    """Message, why, what to do and every word of the report, as text, JSON and SARIF, for every rule's examples."""
    found = list(told_of(name))
    assert found
    asked = asked_for(
        lambda say: (to_text(found, say), to_json(found, say), to_sarif(found, "1", say), summary(found, say))
    )
    assert sorted({one for one in asked if CHINESE(one) == one}) == []


@pytest.mark.parametrize("name", FILES)
def test_no_rule_s_page_falls_back_to_english(name):
    """`glocal check --explain` is whole in Chinese."""
    rules = [rule.id for rule in load(FOLDERS, name) if rule.id.startswith(f"{name}.")]
    asked = [one for rule in rules for one in asked_for(lambda say, rule=rule: explain(rule, FOLDERS, say))]
    assert sorted({one for one in asked if CHINESE(one) == one}) == []


def test_a_whole_shop_is_told_in_chinese():
    """The findings of the layers themselves too: sizes, prices, waivers, what was done."""
    found = check.rows(Storefront.open(ROOT / "examples" / "bazaar"))
    asked = asked_for(lambda say: to_text(found, say))
    assert [one for one in dict.fromkeys(asked) if CHINESE(one) == one] == []


def test_a_finding_reads_as_a_chinese_would_write_it():
    """Severity, place, subject, why, what to do, and what says the same."""
    wine = {"title": "Red wine", "goods": "food", "attributes": {"Kind": "Red wine"}}
    lines = to_text(rows(wine, "SA", "en"), CHINESE).splitlines()
    assert lines[0].endswith("p1 attributes[Kind]: 避免 SA.alcohol-sale [SA en] 属性 Kind 中有“酒类”：'wine'")
    assert lines[3:6] == [
        "    原因: 不允许酒类广告；平台政策会拒绝。",
        "    办法: 不要上架。 (withhold)",
        "    同类规则: OIC.alcohol",
    ]


def test_a_translation_keeps_the_places_of_its_phrase():
    """None is lost and none invented."""
    wrong = [p for p in (*FIELDS, *PHRASES) if sorted(PLACE.findall(p)) != sorted(PLACE.findall(CHINESE_TEXTS[p]))]
    assert wrong == []


@pytest.mark.parametrize("said", ["Sold in Hamburg", "a thing in title: 'x'", "{title} in {field}"])
def test_a_merchant_s_own_words_are_left_alone(said):
    """What only looks like a message is none."""
    assert CHINESE(said) in (said, CHINESE_TEXTS.get(said))


def test_the_report_s_language_stands_in_the_sarif():
    """As BCP 47 writes it."""
    run = json.loads(to_sarif(rows("Vestido roxo"), "1", CHINESE, "zh_Hans"))["runs"][0]
    assert run["language"] == "zh-Hans"
    assert run["results"][0]["message"]["text"] == "标题中有“紫色”：'roxo'。据说紫色在巴西是丧事和四旬斋的颜色。"


def test_the_command_tells_a_finding_wholly_in_chinese():
    """`glocal check --language zh_Hans`: only codes, the shop's own words and the source stay as they are."""
    shop = str(ROOT / "examples" / "bazaar")
    options = ["--product", "linen-dress", "--market", "BR", "--language", "zh_Hans"]
    lines = CliRunner().invoke(cli, ["check", shop, *options]).output.splitlines()
    assert lines[0].endswith("避免 BR.purple [BR pt-BR] 款式 LINDR-PUR-2 的选项中有“紫色”：'Purple'")
    assert lines[3] == "    原因: 据说紫色在巴西是丧事和四旬斋的颜色。"
    assert lines[4] == "    已处理: LINDR-SAG-2 代替 LINDR-PUR-2 打头。"
    assert lines[-1].startswith("1 件商品中有 ")


def test_a_rule_s_page_comes_in_chinese():
    """`glocal check --explain RULE --language zh-CN`."""
    shop = str(ROOT / "examples" / "bazaar")
    page = CliRunner().invoke(cli, ["check", shop, "--explain", "RU.black-cat", "--language", "zh-CN"]).output
    assert "- 类型: 忌讳" in page
    assert "2020 年的民调中" in page
