"""A Jinja2 environment for one language.

Templates compile once for all languages; `t("Add to cart")` is the translated, escaped words in what a language runs.
What is left to do for a page is to put strings side by side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from jinja2 import Environment, StrictUndefined, Template, nodes
from markupsafe import Markup, escape

from glocal.memo import Memo
from glocal.render.fold import Fold, Generator, Message, message_of, pieces, quote, spoken
from glocal.render.richtext import rich

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
    from types import CodeType

    from jinja2 import BaseLoader, BytecodeCache

__all__ = ["Message", "ThemeEnvironment", "Words", "install", "messages"]


class Words(Protocol):
    """What a theme asks of translations; `glocal.texts.Texts` is one."""

    def get(self, key: str | tuple[str, str], /) -> str | None:
        """Return the translation of a msgid, or of a context and msgid, with its placeholders; None without one."""

    def n(self, singular: str, plural: str, count: int, /, context: str | None = None, **values: object) -> str:
        """Return the form for `count`, filled in."""


def translated(texts: Words, msgid: str, context: str | None = None) -> str:
    """Return the translation, or the msgid where there is none or its placeholders are not those of the msgid."""
    text = texts.get(msgid if context is None else (context, msgid))
    return msgid if text is None or set(pieces(text)[1::2]) != set(pieces(msgid)[1::2]) else text


def fill(parts: list[str], values: Mapping[str, object]) -> str | Markup:
    """Put values between words; Markup among the values makes the rest escaped, and the result Markup."""
    filled = [values[part] if i % 2 else part for i, part in enumerate(parts)]
    if any(hasattr(part, "__html__") for part in filled):
        return Markup("").join(map(escape, filled))
    return "".join(map(str, filled))


def translator(texts: Words) -> Callable[..., str | Markup]:
    """Return the `t` of templates, for words that are not marked: those with values, or kept in a variable."""
    cut: Memo[tuple[str, str | None], list[str]] = Memo(lambda key: pieces(translated(texts, *key)))

    def t(msgid: str, /, context: str | None = None, **values: object) -> str | Markup:
        return fill(cut[msgid, context], values)

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


def _same(text: Markup) -> Markup:
    return text


class SpokenTemplate(Template):
    """A template in the words of its environment's language."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002 - Jinja2's name
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        """Load compiled code, its marks replaced by words."""
        said = environment.spoken(code) if isinstance(environment, ThemeEnvironment) else code
        return super().from_code(environment, said, globals, uptodate)


class ThemeEnvironment(Environment):
    """The templates of one theme in one language; escapes always, whatever a template is called."""

    code_generator_class = Generator
    template_class = SpokenTemplate
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

    def spoken(self, code: CodeType) -> CodeType:
        """Return compiled code with this language's words in it."""
        return spoken(code, lambda msgid, context: "".join(pieces(translated(self.texts, msgid, context))))

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        Fold(name, filename).visit(source)
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
