"""Every message of the reader, told in both languages: the review is the diff of the expected text."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grondslag import words
from grondslag.diagnostics import Diagnostic, Message
from grondslag.documents import find, ignore, walk
from grondslag.documents.find import decode, find_files, read_documents
from grondslag.documents.parse import parse
from grondslag.text import Source
from grondslag.words.catalogue import text_of
from yaml_mistakes import MISTAKES

CATALOGUE = Path(words.__file__).parent / "catalogue" / "documents.toml"
REFUSED = {
    "a comment only": "# niets\n",
    "a list": "- a\n",
    "a row of a table": "a: b\nNaam\tDoel\n",
    "a table": "Naam\tDoel\nLoon\tGeld\n",
    "a number that is a comment": "naam: Loods #1\n",
    "a colon beside quotes": 'naam: zegt "ja": x\n',
    "too deep": "[" * 65,
    "a control character": "a: \x01\n",
    "a line separator": "a: b\u2028c\n",
    "a second document": "a: b\n---\nc: d\n",
    "a duplicate key": "a: 1\na: 2\n",
    "an anchor": "a: &x b\n",
    "a merge key": "a: {<<: b}\n",
    "a tag": "a: !x b\n",
    "a mark": "a: {$word: geen}\n",
    "an empty key": "'': b\n",
    "a group as a key": "a: {{ naam }}\n",
    "digits with a leading zero": "kvk_nummer: 01234567\n",
    "a hexadecimal number": "a: 0x1F\n",
    "a huge exponent": "a: 1e400\n",
    "a fraction of nothing": "a: 251.0\n",
    "a long fraction of nothing": "a: -2.0000000000000000\n",
    "too many digits": "a: 1234567890123456789\n",
    "no number": "a: .nan\n",
    "many of one kind": "".join(f"a{number}: *x\n" for number in range(100)),
}


@pytest.fixture
def problems(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Diagnostic]:
    """By name, one diagnostic of each sort."""
    marked = {name: text for name, (_, text) in MISTAKES.items()}
    texts = {**{name: plain(text) for name, text in marked.items()}, **REFUSED}
    found = {name: parse(Source("r.yaml", text), {})[1][-1] for name, text in texts.items()}
    found |= {
        f"file {number}": problem
        for number, problem in enumerate(of_files(tmp_path, monkeypatch), start=1)
    }
    return found


def plain(marked: str) -> str:
    return marked.replace("»", "").replace("«", "")


def of_files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Diagnostic]:
    root = folder / "project"
    (root / "map").mkdir(parents=True)
    monkeypatch.chdir(root)
    for data in (b"a: caf\xe9\n", "\ufeffa: b\n".encode("utf-16-le"), b"PK\x03\x04\xff"):
        problem = decode("r.yaml", data)[1]
        assert problem is not None
        yield problem
    (root / "map" / "uit.yaml").symlink_to("/")
    (root / "map" / "stuk.yaml").symlink_to("nergens")
    yield from find_files(["niets", "..", "/dev/null", "map"], root).diagnostics
    yield from find_files(["/dev/null"], "/").diagnostics
    yield from read_documents(["map"], {})[1]
    (root / "r.yaml").write_text("a: b\n" * 2, encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(walk, "MOST_FILES", 0)
        yield from find_files(["r.yaml"], root).diagnostics
    yield from find_files(["r.yaml"], root, ["*" * (ignore.LONGEST_PATTERN + 1)]).diagnostics
    with monkeypatch.context() as patch:
        patch.setattr(find, "MOST_BYTES", 1)
        yield from read_documents(["r.yaml"], {})[1]
    (root / "r.yaml").write_text("a" * (find.MOST_BYTES_OF_FILE + 1), encoding="utf-8")
    yield from read_documents(["r.yaml"], {})[1]
    with monkeypatch.context() as patch:
        patch.setattr("os.scandir", refuse)
        yield from find_files(["map"], root).diagnostics


def refuse(path: str) -> None:
    raise PermissionError(path)


def test_the_texts_are_those_that_were_reviewed(
    problems: dict[str, Diagnostic], snapshot: Callable[[str, str], None]
) -> None:
    snapshot("messages", "\n".join(told(name, problem) for name, problem in problems.items()))


def test_every_message_of_the_catalogue_is_told(problems: dict[str, Diagnostic]) -> None:
    used = {message.id for problem in problems.values() for message in messages(problem)}
    assert set(tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))) == used


def test_a_message_keeps_to_the_style(problems: dict[str, Diagnostic]) -> None:
    for name, problem in problems.items():
        for language in ("nl", "en"):
            text = said(problem.message, language)
            assert not text.endswith("."), name
            assert text[0] in "`Y" or text[0].islower(), name
            assert len(text) <= 105, name
            assert problem.helps, name
            for message in messages(problem):
                assert "\n" not in said(message, language), name


def messages(problem: Diagnostic) -> Iterator[Message]:
    yield problem.message
    yield from (label.message for label in problem.labels if label.message is not None)
    yield from (*problem.helps, *problem.notes)


def told(name: str, problem: Diagnostic) -> str:
    """The text, and what is said of it in both languages."""
    text = problem.span.source.text[:200]
    lines = [f"# {name}", *(f"    {line[:60]!r}" for line in text.splitlines()[:6])]
    for language in ("en", "nl"):
        lines.append(
            f"{language} {problem.severity}[{problem.id}] {said(problem.message, language)}"
        )
        for label in problem.labels:
            place = label.span.place()
            words_there = said(label.message, language) if label.message else ""
            lines.append(f"   {place.line}:{place.column} {words_there}".rstrip())
        lines += [f"   = {said(help_, language)}" for help_ in (*problem.helps, *problem.notes)]
    return "\n".join(lines) + "\n"


def said(message: Message, language: str) -> str:
    return text_of(message.id, message.params, language)
