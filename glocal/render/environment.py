"""A Jinja2 environment for one language: words fold into the templates when they compile.

`t("Add to cart")` becomes the translated, escaped words themselves; `t("Delivery by {date}", date=x)` becomes the
pieces around the value. What is left to do for a page is to put strings side by side.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import markupsafe
from jinja2 import Environment, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator
from jinja2.exceptions import TemplateAssertionError
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from glocal.render.rich import rich

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from jinja2 import BaseLoader, BytecodeCache
    from jinja2.compiler import Frame

__all__ = ["Message", "ThemeEnvironment", "Words", "install", "messages"]

# What `escape` does to a str, without the wrapping; markupsafe keeps it to itself.
_quote: Callable[[str], str] = getattr(markupsafe, "_escape_inner", lambda text: str(escape(text)))

PLAIN = frozenset(("picture", "rich"))
"""Functions of the shipped theme that want nothing of Jinja2's context."""

_BRACE = re.compile(r"\{\{|\}\}|\{([A-Za-z_][A-Za-z0-9_]*)\}")


class Words(Protocol):
    """What a theme asks of translations; `glocal.texts.Texts` is one."""

    def get(self, key: str | tuple[str, str], /) -> str | None:
        """Return the translation of a msgid, or of a context and msgid, with its placeholders; None without one."""

    def n(self, singular: str, plural: str, count: int, /, context: str | None = None, **values: object) -> str:
        """Return the form for `count`, filled in."""


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


def translated(texts: Words, msgid: str, context: str | None = None) -> str:
    """Return the translation, or the msgid where there is none or its placeholders are not those of the msgid."""
    text = texts.get(msgid if context is None else (context, msgid))
    return msgid if text is None or set(pieces(text)[1::2]) != set(pieces(msgid)[1::2]) else text


def fill(text: str, values: Mapping[str, object]) -> str | Markup:
    """Put values into placeholders; Markup among the values makes the rest escaped, and the result Markup."""
    parts = pieces(text)
    filled = [values[part] if i % 2 else part for i, part in enumerate(parts)]
    if any(hasattr(part, "__html__") for part in filled):
        return Markup("").join(map(escape, filled))
    return "".join(map(str, filled))


def translator(texts: Words) -> Callable[..., str | Markup]:
    """Return the `t` of templates, for calls that do not fold."""

    def t(msgid: str, /, context: str | None = None, **values: object) -> str | Markup:
        return fill(translated(texts, msgid, context), values)

    return t


def counter(texts: Words, number: Callable[[int], str]) -> Callable[..., str]:
    """Return the `n` of templates: the plural form, its `{count}` written as the language writes numbers."""

    def n(singular: str, plural: str, count: int, /, context: str | None = None, **values: object) -> str:
        return texts.n(singular, plural, count, context, **{"count": number(count), **values})

    return n


def install(environment: Environment, texts: Words, number: Callable[[int], str] = str) -> Environment:
    """Give a Jinja2 environment of your own the words and filters of a theme.

    Adds the globals `t(msgid, **values)` and `n(singular, plural, count)`, and the filter `rich`, which sanitises the
    HTML of a description. `number` writes counts. Words come out plain, so the environment must escape: pass
    `autoescape=True`.

    >>> from glocal.texts import Texts
    >>> environment = install(Environment(autoescape=True), Texts("en"))
    >>> environment.from_string('{{ t("From {price}", price=p) }}').render(p="<b>")
    'From &lt;b&gt;'
    """
    environment.globals["t"] = translator(texts)
    environment.globals["n"] = counter(texts, number)
    environment.filters["rich"] = rich
    return environment


def quote(value: Any) -> str:
    """Return what a template prints for a value: escaped, unless it says itself that it is markup."""
    if type(value) is str:
        return _quote(value)
    return str(value.__html__()) if hasattr(value, "__html__") else _quote(str(value))


class _Generator(CodeGenerator):
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


class _Fold(NodeTransformer):
    """Puts the words of one language in the place of `t(...)`."""

    def __init__(self, texts: Words, template: str | None, filename: str | None) -> None:
        self.texts = texts
        self.template = template
        self.filename = filename

    def visit_Name(self, node: nodes.Name) -> nodes.Name:  # noqa: N802 - the visitor's name
        if node.name in ("t", "n") and node.ctx != "load":
            raise self._wrong(f"{node.name!r} is the theme's own function; choose another name", node)
        return node

    def visit_Block(self, node: nodes.Block) -> nodes.Block:  # noqa: N802 - the visitor's name
        """Make a block collect its text and hand it over at once, rather than piece by piece."""
        self.generic_visit(node)
        whole = nodes.Filter(None, "whole", [], [], None, None, lineno=node.lineno)
        node.body = [nodes.FilterBlock(node.body, whole, lineno=node.lineno)]
        return node

    def visit_Output(self, node: nodes.Output) -> nodes.Output:  # noqa: N802 - the visitor's name
        self.generic_visit(node)
        node.nodes = [part for child in node.nodes for part in _unjoined(child)]
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Expr:  # noqa: N802 - the visitor's name
        self.generic_visit(node)
        message = message_of(node, self.template or "")
        if message is None or message.plural is not None:
            return node
        values = {k.key: k.value for k in node.kwargs if k.key != "context"}
        self._check(message, values, node)
        text = translated(self.texts, message.msgid, message.context)
        parts = [
            values[part] if i % 2 else nodes.Const(part, lineno=node.lineno) for i, part in enumerate(pieces(text))
        ]
        return parts[0] if len(parts) == 1 else nodes.Concat(parts, lineno=node.lineno)

    def _check(self, message: Message, values: dict[str, Any], node: nodes.Call) -> None:
        wanted = set(pieces(message.msgid)[1::2])
        if wanted != set(values):
            raise self._wrong(f"{message.msgid!r} takes {sorted(wanted)}, got {sorted(values)}", node)

    def _wrong(self, text: str, node: nodes.Node) -> TemplateAssertionError:
        return TemplateAssertionError(text, node.lineno, self.template, self.filename)


def _unjoined(node: nodes.Expr) -> list[nodes.Expr]:
    return node.nodes if isinstance(node, nodes.Concat) else [node]


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


def _same(text: Markup) -> Markup:
    return text


class ThemeEnvironment(Environment):
    """The templates of one theme in one language; escapes always, whatever a template is called."""

    code_generator_class = _Generator
    quote = staticmethod(quote)

    def __init__(
        self,
        loader: BaseLoader,
        texts: Words,
        *,
        number: Callable[[int], str] = str,
        shipped: Callable[[str], bool] = lambda _: False,
        bytecode: BytecodeCache | None = None,
    ) -> None:
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=bytecode,
        )
        self.texts = texts
        self.shipped = shipped
        install(self, texts, number)
        self.filters["whole"] = _same

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        _Fold(self.texts, name, filename).visit(source)
        source.set_environment(self)
        return super()._generate(source, name, filename, defer_init)


def messages(environment: Environment, names: Iterable[str]) -> Iterator[Message]:
    """Yield the words of templates in order: what a translator has to know of a theme."""
    for name in names:
        loader = environment.loader
        if loader is None:
            return
        source, _, _ = loader.get_source(environment, name)
        for node in environment.parse(source, name).find_all(nodes.Call):
            message = message_of(node, name)
            if message is not None:
                yield message
