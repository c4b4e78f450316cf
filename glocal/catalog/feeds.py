"""XML of a product feed, read safely: no document type, no entities of its own, nothing fetched, sizes limited."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["MAX_DEPTH", "MAX_ITEM", "items"]

MAX_ITEM = 1_000_000
"""Characters of one item."""
MAX_DEPTH = 16
CHUNK = 1 << 16


class _RefusedError(Exception):
    pass


def items(file: Path) -> Iterator[tuple[int, str, str]]:
    """Yield line, JSON text and fault of every <item> or <entry>: a table of its elements' texts, lists where repeated.

    What is not well-formed, has a document type, or is past a limit ends the feed: it is the last item, with its fault.
    """
    reader = _Reader()
    with file.open("rb") as stream:
        fault = ""
        while not fault:
            data = stream.read(CHUNK)
            fault = reader.feed(data, last=not data)
            yield from reader.taken()
            if not data:
                break
    if fault:
        yield reader.parser.CurrentLineNumber, "{}", fault


class _Reader:
    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse
        self.ready: list[tuple[int, str, str]] = []
        self.depth = 0
        self.item_depth = 0
        self.line = 0
        self.size = 0
        self.stack: list[tuple[str, dict[str, Any], list[str]]] = []

    def feed(self, data: bytes, *, last: bool) -> str:
        try:
            self.parser.Parse(data, last)
        except expat.ExpatError as error:
            return f"well-formed XML|{expat.errors.messages[error.code]}"
        except _RefusedError as error:
            return str(error)
        except (LookupError, ValueError) as error:
            return f"XML in UTF-8|{error}"
        return ""

    def taken(self) -> list[tuple[int, str, str]]:
        ready, self.ready = self.ready, []
        return ready

    def _refuse(self, *_: object) -> None:
        raise _RefusedError("XML without a document type and entities|one of them")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _RefusedError(f"at most {MAX_DEPTH} levels|more")
        tag = name.rpartition(" ")[2].casefold()
        if not self.stack and tag in {"item", "entry"}:
            self.item_depth, self.line, self.size = self.depth, self.parser.CurrentLineNumber, 0
            self.stack = [(tag, {}, [])]
        elif self.stack:
            self.stack.append((tag, {}, [attributes["href"]] if tag == "link" and "href" in attributes else []))

    def _characters(self, text: str) -> None:
        if self.stack:
            self.size += len(text)
            if self.size > MAX_ITEM:
                raise _RefusedError(f"an item of at most {MAX_ITEM:,} characters|more")
            self.stack[-1][2].append(text)

    def _end(self, _: str) -> None:
        self.depth -= 1
        if not self.stack:
            return
        tag, inner, texts = self.stack.pop()
        if self.stack:
            _add(self.stack[-1][1], tag, inner or "".join(texts).strip())
        else:
            self.ready.append((self.line, json.dumps(inner, ensure_ascii=False), ""))


def _add(table: dict[str, Any], name: str, value: object) -> None:
    if name not in table:
        table[name] = value
    elif isinstance(table[name], list):
        table[name].append(value)
    else:
        table[name] = [table[name], value]
