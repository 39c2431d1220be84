"""The rules that a command on examples is about: which are named, and whether all can be judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from grondslag.analysis.subjects import Subject
from grondslag.cli import environment
from grondslag.cli.arguments import Given
from grondslag.cli.printing import show_lines, stop_for_settings
from grondslag.cli.problems import unknown
from grondslag.cli.project import find_project, load_model, names_that_do_not_exist, rulebook_of
from grondslag.cli.reports import view_of
from grondslag.diagnostics import Diagnostic
from grondslag.model.kinds import Model
from grondslag.reporters.diagnostics import diagnostic_blocks
from grondslag.reporters.layout import Line, hanging
from grondslag.reporters.view import View
from grondslag.rulebook.rulebook import RuleBook
from grondslag.words.catalogue import text_of

MOST_SHOWN: Final = 100
"""Characters of a text of a rule that are shown."""


@dataclass(frozen=True, slots=True, eq=False)
class Studied:
    """A rulebook and the rules in it that were asked for: `only` holds their ids, None for all.

    `names` are the rules, packs and derived facts as given.
    """

    rulebook: RuleBook
    model: Model
    only: frozenset[str] | None
    names: frozenset[str]
    view: View
    language: str

    @property
    def broken(self) -> tuple[Diagnostic, ...]:
        """Why rules cannot be judged."""
        return tuple(
            problem for problem in self.rulebook.diagnostics if problem.severity == "error"
        )

    @property
    def is_whole(self) -> bool:
        """Whether every rule can be judged."""
        return not (self.rulebook.not_judged or self.broken)

    def counted(self, subjects: Iterable[Subject]) -> str:
        """How many rules and derived facts there are: `3 rules and 1 derived fact`."""
        kinds = [subject.kind for subject in subjects]
        facts = kinds.count("definition")
        rules = text_of("cli-rules", {"count": kinds.count("rule")}, self.language)
        said = text_of("cli-derived-facts", {"count": facts}, self.language)
        if not facts:
            return rules
        params = {"rules": rules, "facts": said}
        only_facts = facts == len(kinds)
        return said if only_facts else text_of("cli-rules-and-facts", params, self.language)

    def failing(self, counts: Iterable[tuple[Subject, int]]) -> Iterator[Line]:
        """Says of which rules examples fail, so that these were left out."""
        for subject, count in counts:
            if count and subject.kind == "rule":
                params = {"count": count, "rule": subject.name}
                text = text_of("cli-examples-left-out", params, self.language)
                yield from hanging((), text, self.view.width, "error")

    def show(self, problems: list[Diagnostic]) -> None:
        """Prints diagnostics in full."""
        show_lines(
            diagnostic_blocks(problems, self.language, self.language, self.view.width, None),
            self.view,
        )


def studied(given: Given, variables: Mapping[str, str], *, facts: bool = False) -> Studied:
    """The rules that were asked for with folders and `--only`; with *facts* derived facts may be named too.

    Raises `WrongUse` for a name that does not exist, `WrongSettings` for settings that are not in order.
    """
    project = find_project(given, ())
    view = view_of(given, variables)
    language = view.language or project.settings.language or environment.language(variables)
    model = load_model()
    rulebook = rulebook_of(project, model, given.rest)
    problems = list(project.problems)
    if not given.rest:
        problems += names_that_do_not_exist(project, rulebook)
    stop_for_settings(problems, language)
    names = given.many("only")
    known = {*rulebook.rules, *rulebook.packs, *(item.rule for item in rulebook.not_judged)}
    known |= {*(rulebook.law.definitions if facts else ())}
    for name in names:
        if name not in known:
            raise unknown("rule", name, known)
    return Studied(rulebook, model, _rules(rulebook, names), frozenset(names), view, language)


def shortened(text: str) -> str:
    """The start and the end of a long text."""
    half = (MOST_SHOWN - 3) // 2
    return text if len(text) <= MOST_SHOWN else f"{text[:half]} … {text[-half:]}"


def _rules(rulebook: RuleBook, names: tuple[str, ...]) -> frozenset[str] | None:
    """The ids of the rules named, or in the packs named; None for all."""
    if not names:
        return None
    return frozenset(
        rule_id
        for rule_id, versions in rulebook.rules.items()
        if rule_id in names or versions[-1].pack in names
    )
