"""What is written about the rules is so: the guide's example works, its lists are whole, the pages are the data's."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from glocal.atlas import data_folder
from glocal.errors import FileError
from glocal.model.rule import CONTEXTS, REMEDIES
from glocal.rules.__main__ import main
from glocal.rules.checking import check
from glocal.rules.page import explain

ROOT = Path(__file__).resolve().parent.parent
GUIDE = (ROOT / "rules" / "README.md").read_text("utf-8")
BLOCKS = [re.sub(r"(?m)^   ", "", b) for b in re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)]


def shop(folder, rule=None, subject=None):
    """Write the guide's subject and rule where a person would."""
    for kind, name, text in (("subjects", "lizard", subject or BLOCKS[0]), ("culture", "BR", rule or BLOCKS[1])):
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


SUBJECT_MISTAKES = {'"motif"': '"motive"', "gecko|geckos": "gecko!", "pt = ": "Portuguese = "}
RULE_MISTAKES = {
    "because": "becuase",
    'subject = "lizard"': 'subject = "lizzard"',
    '"variant"': '"variants"',
    "use-another-picture": "use-other-picture",
    "seen = 2026-11-21": 'seen = "yesterday"',
    '"note"': '"avoid"',
}
FAULTS = """\
lizard.toml: form: expected one of 'colour', 'motif', 'number', 'goods', 'occasion', 'material', 'wording', 'missing', \
got 'motive' (did you mean 'motif'?)
lizard.toml: words.en: expected a word that can match, got 'gecko!' \
('gecko!' ends in a sign that is no part of a word: it can never match)
lizard.toml: words.Portuguese: expected a language of two or three letters, or '*', got 'Portuguese' \
(did you mean 'pt'?)
BR.toml: rule[lizard].becuase: expected a known key, got 'becuase' (did you mean 'because'?)
BR.toml: rule[lizard].sources[0].seen: expected a date without quotes: 2026-11-21, got 'yesterday'
BR.toml: rule[lizard].subject: expected a file of rules/subjects, got 'lizzard' (did you mean 'lizard'?)
BR.toml: rule[lizard].contexts: expected a name of the closed list, got 'variants' (did you mean 'variant'?)
BR.toml: rule[lizard].remedy: expected a name of the closed list, got 'use-other-picture' \
(did you mean 'use-another-picture'?)
BR.toml: rule[lizard].severity: expected note, for evidence C, got avoid
"""


def mistaken(text, mistakes):
    """Return a text with mistakes put in."""
    for right, wrong in mistakes.items():
        assert right in text
        text = text.replace(right, wrong)
    return text


def test_two_wrong_files_give_all_their_faults_at_once(tmp_path, capsys):
    """With file, key and the fix: nobody has to run it nine times for nine mistakes."""
    folder = shop(tmp_path, mistaken(BLOCKS[1], RULE_MISTAKES), mistaken(BLOCKS[0], SUBJECT_MISTAKES))
    assert main(["BR", "pt", "x", str(folder)]) == 2
    assert capsys.readouterr().err == FAULTS
    with pytest.raises(FileError) as caught:
        check("x", market="BR", folders=(data_folder(), folder))
    assert f"{caught.value}\n" == FAULTS


def test_a_file_that_is_no_toml_tells_the_line_and_what_often_is_wrong(tmp_path, capsys):
    """And the other file's faults beside it."""
    folder = shop(tmp_path, BLOCKS[1].replace("because =", "because"), mistaken(BLOCKS[0], SUBJECT_MISTAKES))
    assert main(["BR", "pt", "x", str(folder)]) == 2
    told = capsys.readouterr().err
    assert "BR.toml:6: the line: expected a line of TOML" in told
    assert "a quote, a bracket or an equals sign is missing" in told
    assert "did you mean 'motif'?" in told


@pytest.mark.parametrize("name", sorted(set(re.findall(r"(?:tools|tests|rules)/[\w./]+\.(?:py|toml)", GUIDE))))
def test_the_files_that_the_guide_names_are_there(name):
    """Save the one that it has the reader write."""
    assert (ROOT / name).is_file() or name == "rules/subjects/lizard.toml"


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
