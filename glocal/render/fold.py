"""How templates compile: once for all languages, in fewer steps than Jinja2 takes, with a mark for every word.

A mark stands in a constant of the compiled program where a word will be shown. `spoken` puts one language's words
into the constants: what Python runs then has them inside, escaped, and looks nothing up.
"""

from __future__ import annotations

import re
from types import CodeType
from typing import TYPE_CHECKING, Any, NamedTuple

import markupsafe
from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.exceptions import TemplateAssertionError
from jinja2.visitor import NodeTransformer
from markupsafe import escape

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2.compiler import Frame

__all__ = ["Fold", "Generator", "Message", "message_of", "pieces", "quote", "spoken"]

# What `escape` does to a str, without the wrapping; markupsafe keeps it to itself.
_quote: Callable[[str], str] = getattr(markupsafe, "_escape_inner", lambda text: str(escape(text)))

PLAIN = frozenset(("picture", "rich"))
"""Functions of the shipped theme that want nothing of Jinja2's context."""

_BRACE = re.compile(r"\{\{|\}\}|\{([A-Za-z_][A-Za-z0-9_]*)\}")
_START, _MIDDLE, _END = "\ufdd0", "\ufdd1", "\ufdd2"  # noncharacters: no text has them
_MARK = re.compile(f"{_START}([^{_MIDDLE}]*){_MIDDLE}([^{_END}]*){_END}")


class Message(NamedTuple):
    """A word of a template, for translators."""

    msgid: str
    plural: str | None
    context: str | None
    template: str
    line: int


def pieces(text: str) -> list[str]:
    """Cut a message at its placeholders: words and names in turn; doubled braces are braces.

    >>> pieces("By {date}, {{so}}")
    ['By ', 'date', ', {so}']
    """
    found, at = [""], 0
    for brace in _BRACE.finditer(text):
        found[-1] += text[at : brace.start()]
        at = brace.end()
        if brace[1]:
            found += [brace[1], ""]
        else:
            found[-1] += brace[0][0]
    found[-1] += text[at:]
    return found


def message_of(node: nodes.Call, template: str) -> Message | None:
    """Return the message of a `t(...)` or `n(...)` whose words are constants, else None."""
    if not isinstance(node.node, nodes.Name) or node.node.name not in ("t", "n"):
        return None
    count = 1 if node.node.name == "t" else 2
    words = [a.value for a in node.args[:count] if isinstance(a, nodes.Const)]
    if len(words) != count or (count == 1 and len(node.args) != 1):
        return None
    context = next(
        (k.value.value for k in node.kwargs if k.key == "context" and isinstance(k.value, nodes.Const)), None
    )
    return Message(words[0], words[1] if count == 2 else None, context, template, node.lineno)


def quote(value: Any) -> str:
    """Return what a template prints for a value: escaped, unless it says itself that it is markup."""
    if type(value) is str:
        return _quote(value)
    return str(value.__html__()) if hasattr(value, "__html__") else _quote(str(value))


class Generator(CodeGenerator):
    """Writes the same program as Jinja2 in fewer steps.

    Escaped text is not wrapped in Markup where it is printed at once. Templates of the shipped theme read attributes
    and call functions directly: their values are known to have them.
    """

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("escape = environment.quote")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        plain = isinstance(node.node, nodes.Name) and node.node.name in PLAIN and not (node.kwargs or node.dyn_args)
        if not self._shipped or not plain:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    @property
    def _shipped(self) -> bool:
        return bool(self.filename) and self.environment.shipped(self.filename)  # type: ignore[attr-defined]

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - the visitor's name
        if not self._shipped or node.attr.startswith("_"):
            super().visit_Getattr(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802 - the visitor's name
        if not self._shipped or isinstance(node.arg, nodes.Slice):
            super().visit_Getitem(node, frame)
            return
        self.visit(node.node, frame)
        self.write("[")
        self.visit(node.arg, frame)
        self.write("]")


class Fold(NodeTransformer):
    """Puts marks in the place of `t(...)`, and makes blocks hand their text over at once."""

    def __init__(self, template: str | None, filename: str | None) -> None:
        self.template = template
        self.filename = filename

    def visit_Name(self, node: nodes.Name) -> nodes.Name:  # noqa: N802 - the visitor's name
        if node.name in ("t", "n") and node.ctx != "load":
            raise self._wrong(f"{node.name!r} is the theme's own function; choose another name", node)
        return node

    def visit_Block(self, node: nodes.Block) -> nodes.Block:  # noqa: N802 - the visitor's name
        self.generic_visit(node)
        whole = nodes.Filter(None, "whole", [], [], None, None, lineno=node.lineno)
        node.body = [nodes.FilterBlock(node.body, whole, lineno=node.lineno)]
        return node

    def visit_Output(self, node: nodes.Output) -> nodes.Output:  # noqa: N802 - the visitor's name
        self.generic_visit(node)
        node.nodes = [self._marked(child) for child in node.nodes]
        return node

    def _marked(self, node: nodes.Expr) -> nodes.Expr:
        message = message_of(node, "") if isinstance(node, nodes.Call) else None
        if message is None or message.plural is not None or "{" in message.msgid or "}" in message.msgid:
            return node
        mark = f"{_START}{message.context or ''}{_MIDDLE}{message.msgid}{_END}"
        return nodes.TemplateData(mark, lineno=node.lineno)

    def visit_Call(self, node: nodes.Call) -> nodes.Call:  # noqa: N802 - the visitor's name
        self.generic_visit(node)
        message = message_of(node, "")
        if message is not None and message.plural is None:
            wanted = set(pieces(message.msgid)[1::2])
            got = {k.key for k in node.kwargs} - {"context"}
            if wanted != got:
                raise self._wrong(f"{message.msgid!r} takes {sorted(wanted)}, got {sorted(got)}", node)
        return node

    def _wrong(self, text: str, node: nodes.Node) -> TemplateAssertionError:
        return TemplateAssertionError(text, node.lineno, self.template, self.filename)


def spoken(code: CodeType, say: Callable[[str, str | None], str]) -> CodeType:
    """Return a compiled template with words in the place of its marks; `say` translates a msgid and its context."""
    return code.replace(co_consts=tuple([_said(constant, say) for constant in code.co_consts]))


def _said(constant: Any, say: Callable[[str, str | None], str]) -> Any:
    if isinstance(constant, str):
        if _START not in constant:
            return constant
        return _MARK.sub(lambda mark: _quote(say(mark[2], mark[1] or None)), constant)
    if isinstance(constant, CodeType):
        return spoken(constant, say)
    return tuple([_said(part, say) for part in constant]) if type(constant) is tuple else constant
