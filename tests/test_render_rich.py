"""Descriptions are safe on a page, whatever a merchant or a translator wrote."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glocal.render.richtext import ATTRIBUTES, SUMMARY, TAGS, paragraphs, plain, rich, summary

SAFE = [
    ("<p>Soft <b>linen</b></p>", "<p>Soft <b>linen</b></p>"),
    ("<script>alert(1)</script>a", "a"),
    ("<style>*{display:none}</style>a", "a"),
    ('<p style="position:fixed" class="x" id="main">a</p>', "<p>a</p>"),
    ("<img src=x onerror=alert(1)>a", "a"),
    ('<a href="javascript:alert(1)">a</a>', '<a rel="noopener noreferrer">a</a>'),
    ('<a href="/admin">a</a>', '<a rel="noopener noreferrer">a</a>'),
    (
        '<a href="https://x.example/?a=1&b=2">a</a>',
        '<a href="https://x.example/?a=1&amp;b=2" rel="noopener noreferrer">a</a>',
    ),
    ("<iframe src=https://x.example>b</iframe>a", "a"),
    ("<h1>Title</h1>", "Title"),
    ("<div><span>a</span></div>", "a"),
    ('<b lang="x onclick=1">a</b>', "<b>a</b>"),
    ('<p dir="rtl" lang="ar">a</p>', '<p dir="rtl" lang="ar">a</p>'),
    ("<svg><script>alert(1)</script></svg>a", "a"),
    ("<form action=https://x.example><input name=card>a</form>", "a"),
    ("</div></main><b>a", "<b>a</b>"),
    ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
]


@pytest.mark.parametrize(("written", "expected"), SAFE)
def test_html_is_sanitised(written: str, expected: str) -> None:
    """Tags of a text stay; code, styles, forms, frames, pictures and handlers go."""
    assert rich(written) == expected


class Seen(HTMLParser):
    """Every tag with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@given(st.text(alphabet="<>/=\"' abcdefghijklmnoprstuvxy:;&#()!-", max_size=80))
def test_only_listed_tags_and_attributes_come_through(text: str) -> None:
    """Whatever is written, no other tag, attribute or kind of address comes out."""
    made = rich(f'<p>{text}</p><b {text}>x</b><a href="{text}">y</a><a href=javascript:{text}>z</a>')
    for tag, attributes in Seen(made).tags:
        assert tag in TAGS
        assert set(attributes) <= ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set()) | ({"rel"} if tag == "a" else set())
        assert (attributes.get("href") or "https:").partition(":")[0] in ("https", "http", "mailto", "tel")


def test_plain_text_becomes_paragraphs() -> None:
    """Empty lines part paragraphs, single breaks stay, and markup shows as text."""
    text = "Soft <b>linen</b>.\nMade in Porto.\n \n\nWash & dry."
    assert paragraphs(text) == "<p>Soft &lt;b&gt;linen&lt;/b&gt;.<br>Made in Porto.</p><p>Wash &amp; dry.</p>"
    assert paragraphs("") == ""


def test_plain_is_what_a_reader_sees() -> None:
    """Words are told apart by tags, entities are characters, and code leaves nothing."""
    assert plain("<p>Soft &amp; light</p><ul><li>linen</li><li>cotton</li></ul><script>x</script>") == (
        "Soft & light linen cotton"
    )


@given(st.text(max_size=600), st.booleans())
def test_a_summary_is_short(text: str, html: bool) -> None:
    """A summary is one line of at most 155 characters."""
    made = summary(text, html)
    assert len(made) <= SUMMARY
    assert "\n" not in made


def test_a_summary_ends_with_a_word() -> None:
    """A long text is cut between words and says so."""
    made = summary("word " * 60, html=False)
    assert made.endswith("word…")
    assert summary("Thai" * 60, html=False).endswith("…")
