"""What a check has to say of a translation, and how it is shown."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["CODES", "Level", "Remark", "as_json", "as_text"]

Level = Literal["error", "warning", "note"]

# code: (level, what it means, an example)
CODES: dict[str, tuple[Level, str, str]] = {
    "syntax": ("error", "the file cannot be read there", 'msgstr "a'),
    "placeholder": ("error", "the placeholders are not those of the source", "{price} -> {preco}"),
    "format": ("error", "the printf directives are not those of the source", "%d -> %s"),
    "plural-formula": ("error", "the plural formula is none, or leaves its range", "plural=n/0"),
    "plural-count": ("error", "there are not as many forms as the language has", "msgstr[0] alone, in Russian"),
    "unsafe-html": ("error", "the text brings in script", "<script>, onclick=, javascript:"),
    "bidi-control": ("error", "an invisible character overrides or leaves open the direction of writing", "U+202E"),
    "control": ("warning", "a control character", "U+0000"),
    "tags": ("warning", "the HTML tags are not those of the source", "<b>new -> new"),
    "number": ("warning", "a number of the source is missing", "30 cm -> 3 cm"),
    "link": ("warning", "an address of the source is missing or changed", "a.example -> b.example"),
    "code": ("warning", "an article number or size of the source is missing", "LINDR-PUR-2"),
    "brand": ("warning", "the brand is not written as in the source", "Tidewell -> Maréabem"),
    "glossary": ("warning", "none of the glossary's words for a term is used", "cart -> cesto, not carrinho"),
    "culture": ("warning", "the market minds what the translation says and the source does not", "rose -> roxo, in BR"),
    "length": ("warning", "the text is longer than the channel takes", "a title of 180 characters"),
    "mixed-script": ("warning", "a word mixes letters of two scripts", "a Cyrillic а in a Latin word"),
    "csv-prefix": ("warning", "a spreadsheet would read the text as a formula", "=1+1"),
    "space": ("warning", "spaces or line ends at the ends are not those of the source", "'Cart' -> ' Carrinho'"),
    "fuzzy": ("warning", "the source changed, or the text is marked as doubtful: shoppers do not see it", "#, fuzzy"),
    "dismissal": ("warning", "a dismissal without a reason, or of an unknown code", "# glocal: ignore number"),
    "unchanged": ("note", "the text reads as the source does", "Size chart -> Size chart"),
    "two-ways": ("note", "one source text is translated in two ways", "Cart -> Carrinho, Cesto"),
    "empty": ("note", "there is no translation: shoppers see a fallback", 'msgstr ""'),
}


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing about one translation. `fix` is the msgstr that would be right, where a change is safe."""

    code: str
    file: str
    line: int
    context: str
    msgid: str
    message: str
    example: str = ""
    fix: tuple[str, ...] = ()

    @property
    def level(self) -> Level:
        return CODES[self.code][0]

    def __str__(self) -> str:
        example = f": {self.example}" if self.example else ""
        fixable = " [fixable]" if self.fix else ""
        return f"{self.file}:{self.line}: {self.level} {self.code}: {self.message}{example}{fixable}"


def as_text(remarks: Iterable[Remark]) -> str:
    """Return one line a remark, as compilers write them."""
    return "\n".join(map(str, remarks))


def as_json(remarks: Iterable[Remark]) -> str:
    """Return a JSON array of remarks, with level and what the code means."""
    rows = [asdict(r) | {"level": r.level, "because": CODES[r.code][1]} for r in remarks]
    return json.dumps(rows, ensure_ascii=False, indent=1)
