"""What is written about the rules is so: the guide's example works, its lists are whole, the pages are the data's."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from glocal.atlas import data_folder
from glocal.model.rule import CONTEXTS, REMEDIES
from glocal.rules.__main__ import main
from glocal.rules.checking import check
from glocal.rules.page import explain

ROOT = Path(__file__).resolve().parent.parent
GUIDE = (ROOT / "rules" / "README.md").read_text("utf-8")
BLOCKS = [re.sub(r"(?m)^   ", "", b) for b in re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)]


def shop(folder, rule=None):
    """Write the guide's subject and rule where a person would."""
    for kind, name, text in (("subjects", "lizard", BLOCKS[0]), ("culture", "BR", rule or BLOCKS[1])):
        path = folder / "rules" / kind / f"{name}.toml"
        path.parent.mkdir(parents=True)
        path.write_text(text, "utf-8")
    return folder


def test_the_guide_s_example_works(tmp_path, capsys):
    """Written as the guide says, the rule fires where it should."""
    assert main(["BR", "pt", "Body de bebê com lagarto", str(shop(tmp_path))]) == 0
    assert "BR.lizard" in capsys.readouterr().out
    found = check("Camiseta com lagarto", market="BR", language="pt", folders=(data_folder(), tmp_path))
    assert found == ()


def test_a_wrong_file_gives_all_its_faults_at_once(tmp_path, capsys):
    """With file, key and the fix."""
    wrong = BLOCKS[1].replace('"note"', '"avoid"').replace('"image"', '"imag"').replace("because", "becuase")
    assert main(["BR", "pt", "x", str(shop(tmp_path, wrong))]) == 2
    told = capsys.readouterr().err
    assert "BR.toml: rule[lizard].becuase" in told
    assert "did you mean 'because'?" in told


def test_the_guide_s_waiver_is_read(tmp_path):
    """The block stands as a shop would write it."""
    folder = shop(tmp_path, BLOCKS[2])
    assert check("x", market="BR", folders=(data_folder(), folder)) == ()


@pytest.mark.parametrize("name", [*CONTEXTS, *REMEDIES])
def test_the_guide_s_lists_are_whole(name):
    """Every context and every remedy is explained."""
    assert f"`{name}`" in GUIDE


def test_the_pages_are_the_data_s():
    """docs/rules is what tools/write_docs_rules.py writes."""
    spec = importlib.util.spec_from_file_location("write_docs_rules", ROOT / "tools" / "write_docs_rules.py")
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    written = {p.name: p.read_text("utf-8") for p in (ROOT / "docs" / "rules").glob("*.md")}
    assert tool.pages() == written


def test_a_rule_s_page_tells_all_that_is_known():
    """Why, what speaks against it, the sources, the examples."""
    text = explain("RU.black-cat")
    for part in ("30 October 2014", "14 %", "Футболка с чёрной кошкой", "use-another-picture"):
        assert part in text
