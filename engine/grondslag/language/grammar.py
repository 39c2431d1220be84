"""The parser: the grammar and the keywords of a language, put together by Lark.

Only this module and `mistakes` know Lark, and neither is imported before something must be parsed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

from lark import Lark, TextSlice
from lark.exceptions import UnexpectedInput
from lark.lexer import ContextualLexer

from grondslag.language.build_file import Builder
from grondslag.language.keywords import KeywordLanguage, Keywords, keywords

Start = Literal["start", "interpolation"]
KEBAB: Final = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+"
FIELD: Final = r"[A-Za-z_][A-Za-z0-9_]*"


def grammar_text(words: Keywords) -> str:
    """The grammar with the terminals of one keyword language, as Lark reads it."""
    shared = (files("grondslag.language") / "grammar.lark").read_text(encoding="utf-8")
    lines = [
        f"{terminal}.{words.priority(terminal)}: /{words.pattern(terminal)}/"
        for terminal in words.phrases
    ]
    reserved = "|".join(sorted(words.reserved, key=lambda word: (-len(word), word)))
    lines.append(f"NAME: /(?!(?:{reserved})(?!\\w)){FIELD}/")
    lines.append(f"KEBAB.30: /{KEBAB}/")
    return shared + "\n".join(lines) + "\n"


def make_parser(language: KeywordLanguage, *, strict: bool = False) -> Lark:
    """A parser for files and interpolations in one keyword language.

    With *strict* Lark refuses every conflict it would otherwise resolve silently (for a test).
    """
    # NOTE: Lark looks for colliding terminals at every start where `interegular` is installed,
    # which takes seconds; the strict parser of the tests has looked already.
    plugins = {} if strict else {"ContextualLexer": _lexer_without_search}
    return Lark(
        grammar_text(keywords(language)),
        parser="lalr",
        lexer="contextual",
        start=["start", "interpolation"],
        keep_all_tokens=True,
        maybe_placeholders=True,
        strict=strict,
        transformer=Builder(),
        _plugins=plugins,
    )


def accepted_after(
    text: str, start: int, end: int, language: KeywordLanguage, symbol: Start
) -> frozenset[str]:
    """The terminals with which a stretch of *text* could go on; empty if it does not parse itself."""
    reading: Any = parser(language).parse_interactive(TextSlice(text, start, end), start=symbol)
    try:
        for token in reading.lexer_thread.lex(reading.parser_state):
            reading.feed_token(token)
    except UnexpectedInput:
        return frozenset()
    return frozenset(reading.accepts())


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A word or sign as the parser read it, by its terminal; `text` is what was written."""

    terminal: str
    text: str
    start: int
    end: int


def read_slice(
    text: str, start: int, end: int, language: KeywordLanguage, symbol: Start
) -> tuple[Any, list[Lexeme]]:
    """The syntax nodes of a stretch of *text* and the words they were made of, both with places in the whole.

    Raises Lark's `UnexpectedInput` where it does not fit the grammar.
    """
    reading: Any = parser(language).parse_interactive(TextSlice(text, start, end), start=symbol)
    lexemes: list[Lexeme] = []
    for token in reading.lexer_thread.lex(reading.parser_state):
        lexemes.append(Lexeme(token.type, token.value, token.start_pos, token.end_pos))
        reading.feed_token(token)
    return reading.feed_eof(), lexemes


def _lexer_without_search(conf: Any, *args: Any, **options: Any) -> ContextualLexer:
    conf.skip_validation = True
    return ContextualLexer(conf, *args, **options)


@cache
def parser(language: KeywordLanguage) -> Lark:
    """The parser of *language*, made once."""
    return make_parser(language)


def parse_slice(text: str, start: int, end: int, language: KeywordLanguage, symbol: Start) -> Any:
    """The syntax nodes of a stretch of *text*, with places in the whole of it.

    Raises Lark's `UnexpectedInput` where it does not fit the grammar.
    """
    return parser(language).parse(TextSlice(text, start, end), start=symbol)
