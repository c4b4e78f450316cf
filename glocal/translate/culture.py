"""What a market minds in a translation and not in its source: the translator brought it in, and can take it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glocal.translate.check import dismissals
from glocal.translate.remarks import Remark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glocal import po
    from glocal.model.listing import Finding

__all__ = ["check_culture"]

_FIELDS = {"title": "title", "description": "description", "alt": "image_alt"}


def check_culture(file: po.File, *, market: str, language: str, source: str) -> list[Remark]:
    """Return a remark for each text that breaks a rule of `market` in `language` and not in the `source` language.

    What the source already says is the merchant's matter, and `glocal check` finds it. Raise UnknownError for a market
    that is none.
    """
    return [r for e in file.entries if e.msgid and e.translated for r in _about(e, file, market, language, source)]


def _about(entry: po.Entry, file: po.File, market: str, language: str, source: str) -> Iterator[Remark]:
    field = _FIELDS.get((entry.context or "").rpartition("|")[2].rpartition(".")[2], "title")
    findings = _findings(field, entry.msgstr[0], market, language)
    if not findings or "culture" in dismissals(entry):
        return
    minded = {f.rule for f in _findings(field, entry.msgid, market, source)}
    for found in findings:
        if found.rule not in minded:
            example = f"{found.rule}: {found.snippet}"
            message = f"{market} minds it: {found.because}"
            yield Remark("culture", file.name, entry.line, entry.context or "", entry.msgid, message, example)


def _findings(field: str, text: str, market: str, language: str) -> tuple[Finding, ...]:
    from glocal import rules

    return rules.check({field: text}, market=market, language=language)
