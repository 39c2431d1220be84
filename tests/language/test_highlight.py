"""The colours of rule files: the text stays whole, and a word is a keyword just where the parser reads one."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from pygments import highlight
from pygments.formatters import NullFormatter
from pygments.token import Error, Keyword, Name, Operator, Token, is_token_subtype

from grondslag.language.format import format_file
from grondslag.language.format_words import read_words
from grondslag.language.highlight import RuleLexer
from grondslag.language.keywords import KEYWORD_LANGUAGES, keywords
from grondslag.text import Source
from language.rule_kit import PACK, chunks_of
from language.test_both_languages import DUTCH, ENGLISH

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = sorted((ROOT / "policies").rglob("*.rule"))
SYMBOLS = {"=", "!=", ">", ">=", "<", "<="}


def coloured(text: str) -> list[tuple[int, object, str]]:
    return list(RuleLexer().get_tokens_unprocessed(text))


def assert_whole(text: str) -> None:
    """The stretches stand side by side and are the text."""
    at = 0
    for place, _, stretch in coloured(text):
        assert place == at
        at += len(stretch)
    assert "".join(stretch for _, _, stretch in coloured(text)) == text


def wrong_colours(text: str, language: str) -> list[tuple[str, str, str]]:
    """The words that the parser reads otherwise than their colour says."""
    colours = {place: colour for place, colour, _ in coloured(text)}
    found = []
    for word in read_words(text, language).words:
        colour = colours.get(word.start, Token)
        is_keyword = word.terminal in keywords(language).phrases or word.terminal == "IDKEY"
        shown = is_token_subtype(colour, Keyword) or is_token_subtype(colour, Operator.Word)
        if word.terminal in {"NAME", "FIELD", "KEBAB"}:
            shown = not is_token_subtype(colour, Name)
        elif not is_keyword:
            continue
        if shown != is_keyword:
            found.append((word.terminal, word.text, str(colour)))
    return found


@pytest.mark.parametrize("language", KEYWORD_LANGUAGES)
@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_a_rule_of_ours_has_its_keywords_coloured_and_nothing_else(file: Path, language) -> None:
    text, _ = format_file(Source(str(file), file.read_text(encoding="utf-8")), language)
    assert text is not None
    assert_whole(text)
    assert Error not in {colour for _, colour, _ in coloured(text)}
    assert wrong_colours(text, language) == []


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_a_rule_of_ours_as_it_is_has_no_error(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert_whole(text)
    assert Error not in {colour for _, colour, _ in coloured(text)}


@pytest.mark.parametrize(
    ("text", "language"), [(ENGLISH, "en"), (DUTCH, "nl"), (PACK, "en")], ids=["en", "nl", "pack"]
)
def test_every_construct_is_coloured_in_both_languages(text: str, language: str) -> None:
    assert wrong_colours(text, language) == []


def test_any_text_stays_whole() -> None:
    for chunk in [*chunks_of("parsing.chunks"), *chunks_of("packs.chunks")]:
        assert_whole(chunk.text)
    assert_whole('rule é-ü “x” \\ "open\n\t\r\n{ "a{b}\\" {{c" §')
    assert_whole("")


def test_colours_tell_the_parts_of_a_rule_apart() -> None:
    text = 'rule a-b\n  require x.rule is at least 2 months  # why\n  fix nl "{x} {{"\n'
    seen = [(str(colour)[6:], part) for _, colour, part in coloured(text) if part.strip()]
    assert seen == [
        ("Keyword.Declaration", "rule"),
        ("Name.Class", "a-b"),
        ("Keyword", "require"),
        ("Name", "x"),
        ("Punctuation", "."),
        ("Name.Attribute", "rule"),
        ("Operator.Word", "is at least"),
        ("Literal.Number", "2"),
        ("Keyword.Type", "months"),
        ("Comment.Single", "# why"),
        ("Keyword", "fix"),
        ("Keyword.Type", "nl"),
        ("Literal.String", '"'),
        ("Literal.String.Interpol", "{x}"),
        ("Literal.String.Escape", "{{"),
        ("Literal.String", '"'),
    ]


def test_a_piece_of_a_rule_is_coloured_too() -> None:
    text = "require all of\n  (a) supplier.agreement exists\nend\n"
    kinds = {part: colour for _, colour, part in coloured(text)}
    assert kinds["all of"] == kinds["exists"] == kinds["end"] == Operator.Word
    assert kinds["(a)"] == Name.Label


def test_pygments_uses_it_by_its_entry_point_and_gives_the_text_back() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    entry = project["entry-points"]["pygments.lexers"]
    assert entry == {"grondslag-rule": f"{RuleLexer.__module__}:{RuleLexer.__name__}"}
    assert RuleLexer.aliases == ["grondslag-rule"]
    assert RuleLexer.filenames == ["*.rule"]
    assert highlight(ENGLISH, RuleLexer(), NullFormatter()) == ENGLISH


def test_the_command_line_starts_without_it() -> None:
    script = (
        "import sys, contextlib, io, grondslag.cli.main as m\n"
        "with contextlib.redirect_stdout(io.StringIO()): m.main(['rules', 'format', '--help'])\n"
        "print([name for name in sys.modules if name.split('.')[0] == 'pygments' or 'highlight' in name])"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"
