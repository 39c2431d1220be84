"""Repairs applied to the texts of a register, each kept only if the file is the better for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from grondslag.diagnostics import Diagnostic, Repair
from grondslag.documents.find import read_texts
from grondslag.documents.unread import MOST_DEPTH
from grondslag.model.build import build_register
from grondslag.model.kinds import Model
from grondslag.model.recognise import looks_like_other, recognise
from grondslag.model.vocabulary import plain_words

MOST_ROUNDS: Final = 40
"""A round puts right all that can be seen; what YAML mistakes hide is seen in the next."""
MOST_ONE_BY_ONE: Final = 100


@dataclass(frozen=True, slots=True)
class Made:
    """A repair that was made: the place before it, what stood there, what stands there now, and why.

    `problem` is the id of the diagnostic.
    """

    path: str
    line: int
    before: str
    after: str
    problem: str


@dataclass(frozen=True, slots=True)
class _State:
    """Texts by path, and what is wrong with each. A file that cannot be read has its place of failure."""

    texts: Mapping[str, str]
    problems: Mapping[str, Sequence[Diagnostic]]

    def badness(self, path: str) -> tuple[int, ...]:
        """How bad a file is: not readable is worst, less so the further it can be read.

        Then keys of the other language, the outer ones first: what stands under one is only seen once it is
        put right, and may hold more of them.
        """
        problems = self.problems.get(path, ())
        unread = [problem.span.start for problem in problems if problem.kind == "read"]
        if unread:
            return (1, -min(unread))
        hiding = Counter(len(one.path or ()) for one in problems if one.id == "mixed-language")
        depths = (hiding[depth] for depth in range(MOST_DEPTH))
        return (0, *depths, sum(problem.severity == "error" for problem in problems))


def mend(
    model: Model, texts: Mapping[str, str], folder: Path | None = None
) -> tuple[dict[str, str], list[Made]]:
    """The texts put right, by path, and every repair that was made, in order.

    Files that are no register are left as they are. *folder*: where links to documents start.
    """
    state = _judge(model, texts, folder)
    made: list[Made] = []
    refused: set[tuple[str, str, str]] = set()
    for _ in range(MOST_ROUNDS):
        found = _repairs(state, refused)
        if not found:
            break
        after = _judge(model, _applied(state, found), folder)
        good = {path for path in found if after.badness(path) < state.badness(path)}
        if good == set(found):
            made += _told(state, found)
            state = after
            continue
        kept = _one_by_one(model, state, found, folder)
        for path, pairs in found.items():
            for problem, repair in pairs:
                if (problem, repair) not in kept.get(path, []):
                    refused.add(_name(state, path, problem, repair))
        made += _told(state, kept)
        state = _judge(model, _applied(state, kept), folder)
    return dict(state.texts), made


_Found = dict[str, list[tuple[Diagnostic, Repair]]]


def _judge(model: Model, texts: Mapping[str, str], folder: Path | None) -> _State:
    words = plain_words(model)
    documents, problems, missed = read_texts(
        [(path, text.encode()) for path, text in texts.items()], words
    )
    ours = [one for one in documents if recognise(one, model).kind != "other"]
    unread = [path for path in missed if not looks_like_other(texts[path], model)]
    _, wrong = build_register(ours, model, unread=unread, folder=folder)
    known = {*unread, *(one.source.path for one in ours)}
    found: dict[str, list[Diagnostic]] = {}
    for problem in (*problems, *wrong):
        if problem.span.source.path in known:
            found.setdefault(problem.span.source.path, []).append(problem)
    return _State(texts, found)


def _repairs(state: _State, refused: set[tuple[str, str, str]]) -> _Found:
    """The repairs of each file that do not overlap, by place."""
    found: _Found = {}
    for path, problems in state.problems.items():
        pairs = [(problem, repair) for problem in problems for repair in problem.repairs]
        end = -1
        for problem, repair in sorted(pairs, key=lambda pair: pair[1].span.start):
            if repair.span.start >= end and _name(state, path, problem, repair) not in refused:
                found.setdefault(path, []).append((problem, repair))
                end = repair.span.end
    return found


def _name(state: _State, path: str, problem: Diagnostic, repair: Repair) -> tuple[str, str, str]:
    """By which a repair is known again when others have shifted its place."""
    line = repair.span.source.line_text(repair.span.source.line_column(repair.span.start)[0])
    return (path, problem.id, f"{line}\n{repair.text}")


def _applied(state: _State, found: _Found) -> dict[str, str]:
    texts = dict(state.texts)
    for path, pairs in found.items():
        text = texts[path]
        for _, repair in sorted(pairs, key=lambda pair: pair[1].span.start, reverse=True):
            text = text[: repair.span.start] + repair.text + text[repair.span.end :]
        texts[path] = text
    return texts


def _one_by_one(model: Model, state: _State, found: _Found, folder: Path | None) -> _Found:
    """The repairs that each make their file better by themselves."""
    kept: _Found = {}
    left = MOST_ONE_BY_ONE
    for path, pairs in found.items():
        for pair in pairs:
            left -= 1
            if left < 0:
                return kept
            after = _judge(model, _applied(state, {path: [pair]}), folder)
            if after.badness(path) < state.badness(path):
                kept.setdefault(path, []).append(pair)
    together = _judge(model, _applied(state, kept), folder)
    return {
        path: pairs for path, pairs in kept.items() if together.badness(path) < state.badness(path)
    }


def _told(state: _State, found: _Found) -> list[Made]:
    return [
        Made(
            path,
            repair.span.source.line_column(repair.span.start)[0],
            state.texts[path][repair.span.start : repair.span.end],
            repair.text,
            problem.id,
        )
        for path, pairs in sorted(found.items())
        for problem, repair in pairs
    ]
