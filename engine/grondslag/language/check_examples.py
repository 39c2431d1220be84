"""The examples of a rule: small registers as data, and the outcome each must have."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

from grondslag.language import expressions as e
from grondslag.language import syntax as s
from grondslag.language.check_literals import day_or_moment, unquoted, value_of
from grondslag.language.check_terms import too_deep
from grondslag.language.context import Checker
from grondslag.language.keywords import KEYWORD_LANGUAGES, PLAIN_WORDS, keywords
from grondslag.language.problems import Problems, advice, nearest, write
from grondslag.language.tree import Datum, Example, Expected, Word

OutcomeName = Literal["violation", "compliant", "undetermined", "not_applicable"]
OUTCOMES: Final[dict[str, OutcomeName]] = {
    "VIOLATION": "violation",
    "COMPLIANT": "compliant",
    "UNDETERMINED": "undetermined",
    "NOT_APPLICABLE": "not_applicable",
}


def check_examples(
    nodes: Iterable[s.ExampleNode], checker: Checker, labels: frozenset[str] | None
) -> tuple[Example, ...]:
    """The examples; *labels* are those of the items of `require`, if they could all be read."""
    return tuple([_example(node, checker, labels) for node in nodes])


def check_outcomes(
    examples: Iterable[Example],
    rule: s.RuleNode,
    checker: Checker,
    *,
    when: bool,
    classifies: bool,
) -> None:
    """Whether there is an example of each outcome the rule can have.

    *when* says whether the rule has a `when`. A rule that only *classifies* (severity `info`) need
    not be able to give a violation.
    """
    every = [example.expected for example in examples]
    found: set[str] = {expected.outcome for expected in every}
    wanted = ["COMPLIANT"] if classifies else ["COMPLIANT", "VIOLATION"]
    wanted += ["UNDETERMINED"] if checker.has_fact else []
    wanted += ["NOT_APPLICABLE"] if when else []
    words = checker.problems.words
    missing = [words.phrase(name) for name in wanted if OUTCOMES[name] not in found]
    if checker.has_term and all(expected.open_until is None for expected in every):
        missing.append(f"{words.phrase('COMPLIANT')} {words.phrase('OPEN_UNTIL')}")
    for outcome in missing:
        checker.problems.add(
            "example-missing",
            rule.id.where,
            helps=advice("example-missing-help"),
            outcome=outcome,
        )


def _example(node: s.ExampleNode, checker: Checker, labels: frozenset[str] | None) -> Example:
    problems = checker.problems
    on = day_or_moment(node.on, problems) if node.on is not None else None
    return Example(
        unquoted(node.name, problems),
        on,
        _expected(node.outcome, checker, labels),
        _datum(node.given, problems),
        node.where,
    )


def _expected(node: s.Outcome, checker: Checker, labels: frozenset[str] | None) -> Expected:
    item = node.item
    if item is not None and labels is not None and item.text not in labels:
        checker.problems.add(
            "unknown-name",
            item.where,
            message="unknown-label",
            helps=nearest(item.text, labels) or advice("unknown-label-help"),
            label=item.text,
        )
    until = day_or_moment(node.until, checker.problems) if node.until is not None else None
    reasons = tuple(_reason(path, checker) for path in node.reasons)
    return Expected(OUTCOMES[node.terminal], item.text if item else None, reasons, until)


def _reason(node: s.FactPath, checker: Checker) -> tuple[str, ...]:
    problems = checker.problems
    steps = tuple(
        unquoted(step, problems) if isinstance(step, e.Literal) else step.text
        for step in node.steps
    )
    declared = checker.declarations
    known = {*checker.vocabulary.collections, *declared.sources, *declared.parameters}
    if steps[0] not in known and steps[0] not in declared.broken:
        problems.add(
            "unknown-name", node.steps[0].where, helps=nearest(steps[0], known), name=steps[0]
        )
    return steps


# ------------------------------------------------------------------------------------------ data


def _datum(node: e.Data, problems: Problems) -> Datum:
    match node:
        case e.Record(pairs):
            return _record(pairs, node.where, problems)
        case e.ListNode(items):
            return Datum(tuple([_datum(item, problems) for item in items]), node.where)
        case e.Word(text):
            return Datum(_word(text, node.where, problems), node.where)
        case e.Literal(kind="none"):
            return Datum(Word("none"), node.where)
        case e.Literal(kind="text"):
            text = unquoted(node, problems)
            _no_placeholder(text, node, problems)
            return Datum(text, node.where)
        case e.Literal():
            return Datum(value_of(node, problems), node.where)
        case e.TooDeep():
            too_deep(node, problems)
            return Datum({}, node.where)


def _record(pairs: tuple[e.Pair, ...], where: e.Where, problems: Problems) -> Datum:
    values: dict[str, Datum] = {}
    keys: dict[str, e.Where] = {}
    for pair in pairs:
        key = pair.key
        name = unquoted(key, problems) if isinstance(key, e.Literal) else key.text
        if name in values:
            problems.add(
                "syntax",
                key.where,
                message="duplicate-key-in-example",
                others=[problems.label(keys[name], "duplicate-declaration-other")],
                key=name,
            )
        values[name] = _datum(pair.value, problems)
        keys[name] = key.where
    return Datum(values, where, tuple(keys.items()))


def _word(text: str, where: e.Where, problems: Problems) -> Word | bool:
    """A bare word: one with a meaning of its own becomes the canonical one."""
    language = problems.language
    for canonical, spelled in PLAIN_WORDS.items():
        if text == spelled[language]:
            return Word(canonical)
    if language == "nl" and text in {"true", "false"}:
        return text == "true"
    meant = _placeholder(text)
    if meant is not None:
        _say_placeholder(text, meant, where, problems)
    return Word(text)


def _no_placeholder(text: str, node: e.Literal, problems: Problems) -> None:
    meant = _placeholder(text)
    if meant is not None:
        _say_placeholder(node.text, meant, node.where, problems)


def _say_placeholder(written: str, meant: str, where: e.Where, problems: Problems) -> None:
    right = keywords(problems.language).phrase("NONE")
    if meant in PLAIN_WORDS:
        right = PLAIN_WORDS[meant][problems.language]
    problems.add(
        "placeholder-value",
        where,
        message="example-placeholder",
        helps=write(right),
        written=written,
    )


def _placeholder(text: str) -> str | None:
    """Which of none, unknown and all a text looks like, in any language and letter case."""
    folded = text.strip().casefold()
    for language in KEYWORD_LANGUAGES:
        if folded == keywords(language).phrase("NONE"):
            return "none"
        for canonical, spelled in PLAIN_WORDS.items():
            if folded == spelled[language]:
                return canonical
    return None
