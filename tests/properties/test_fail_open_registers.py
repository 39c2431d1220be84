"""The same law over whole registers: in each of the examples every fact is deleted, emptied and misspelt in turn."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import datetime
from functools import cache
from pathlib import Path as File
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from grondslag.documents.document import Document
from grondslag.documents.find import read_documents
from grondslag.evaluation.run import evaluate
from grondslag.model.build import build_register
from grondslag.model.kinds import FieldKind, RecordKind
from grondslag.model.vocabulary import load_model, plain_words
from grondslag.rulebook.folders import builtin_policies
from grondslag.rulebook.load import load_rulebook
from grondslag.rulebook.rulebook import RuleBook
from properties.test_fail_open import asks_for_the_record

EXAMPLES = File(__file__).resolve().parents[2] / "examples"
AS_OF = datetime(2026, 11, 24, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))
ATTENTION = {"violation", "undetermined"}
Path = tuple[str, ...]


@cache
def rulebook() -> RuleBook:
    """The rules that say nothing of what is written down itself."""
    book = load_rulebook([builtin_policies()], load_model())
    return book.only(
        {
            rule_id: versions
            for rule_id, versions in book.rules.items()
            if not any(asks_for_the_record(version) for version in versions)
        }
    )


def documents(name: str) -> list[Document]:
    files = sorted((EXAMPLES / name / "register").glob("*.yaml"))
    found, problems, _ = read_documents(files, plain_words(load_model()))
    assert problems == []
    return found


def judge(found: list[Document]) -> tuple[dict[tuple[str, Path], str], list[str]]:
    register, problems = build_register(found, load_model())
    book = rulebook()
    verdicts = evaluate(book, register, AS_OF, book.programs)
    return {(verdict.rule, verdict.subject.path): verdict.outcome for verdict in verdicts}, [
        problem.id for problem in problems if problem.severity == "error"
    ]


def facts(value: dict[str, Any], language: str) -> Iterator[tuple[Path, FieldKind]]:
    """The raw path of every field of a file."""
    model = load_model()
    for key, raw in value.items():
        kind = model.collections.get(key) or model.collections.get(model.by_nl.get(key, ""))
        if kind is None or not isinstance(raw, dict) or "$word" in raw:
            continue
        for entry, record in [("", raw)] if kind.single else list(raw.items()):
            path = (key, entry) if entry else (key,)
            yield from fields(record, kind.entry, path, language)


def fields(
    raw: Any, kind: RecordKind, path: Path, language: str
) -> Iterator[tuple[Path, FieldKind]]:
    if not isinstance(raw, dict) or "$word" in raw:
        return
    model = load_model()
    for key, inner in raw.items():
        field = kind.fields[kind.by_nl[key] if language == "nl" else key]
        yield (*path, key), field
        if field.type == "record":
            yield from fields(inner, model.records[field.record or ""], (*path, key), language)
        elif field.type == "map" and isinstance(inner, dict) and "$word" not in inner:
            for entry, record in inner.items():
                record_kind = model.records[field.record or ""]
                yield from fields(record, record_kind, (*path, key, entry), language)


def holder(value: dict[str, Any], path: Path) -> dict[str, Any]:
    for step in path[:-1]:
        value = value[step]
    return value


@pytest.mark.parametrize("how", ["deleted", "emptied", "misspelt"])
@pytest.mark.parametrize("name", ["stem", "zzp", "manufacturer"])
def test_no_fact_of_an_example_passes_when_it_is_lost(name: str, how: str) -> None:
    language = "en" if name == "manufacturer" else "nl"
    found = documents(name)
    before, problems = judge(found)
    assert problems == []
    for document in found:
        whole = document.value
        for path, field in list(facts(whole, language)):
            document.value = deepcopy(whole)
            around = holder(document.value, path)
            old = around.pop(path[-1])
            if how == "emptied":
                around[path[-1]] = None
            elif how == "misspelt":
                around[f"{path[-1]}x"] = old
            after, problems = judge(found)
            if how != "deleted":
                assert problems, f"{'.'.join(path)} {how} gives a diagnostic"
            lost = [
                key
                for key, outcome in before.items()
                if outcome in ATTENTION and after.get(key, "undetermined") not in ATTENTION
            ]
            assert lost == [] or field.implied is not None, f"{'.'.join(path)} {how}: {lost}"
        document.value = whole
