"""Whether the examples of rules notice a change of the rules: each mutant is killed by one, or survives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from grondslag.analysis.accepted import Accepted, accepted_in
from grondslag.analysis.mutants import Mutant, mutants_of_definition, mutants_of_rule
from grondslag.analysis.subjects import Examples, Subject, explaining, source_of
from grondslag.evaluation.examples import Prepared
from grondslag.language.tree import Where
from grondslag.model.kinds import Model
from grondslag.rulebook.rulebook import RuleBook
from grondslag.text import Source

Places = list[tuple[Source, Where]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a mutant: killed by an example (of a rule), or neither.

    A survivor that the file explains has `accepted`, the reason. `line` and `column` are from 1.
    """

    owner: str
    path: str
    line: int
    column: int
    kind: str
    original: str
    changed: str
    killed_by: str | None = None
    rule: str | None = None
    accepted: str | None = None

    @property
    def survived(self) -> bool:
        """Whether no example noticed the change and nothing explains why."""
        return self.killed_by is None and self.accepted is None


@dataclass(frozen=True, slots=True)
class Stale:
    """A comment that explains survivors where there are none."""

    path: str
    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Mutated:
    """All mutants of one subject, in order of the file; `examples` were run, `failing` fail already and were not."""

    subject: Subject
    outcomes: tuple[Outcome, ...]
    stale: tuple[Stale, ...] = ()
    examples: int = 0
    failing: int = 0


@dataclass(slots=True, eq=False)
class Mutation:
    """Runs the examples against mutants; an example that killed one is tried first on the next."""

    rulebook: RuleBook
    model: Model
    _examples: Examples = field(init=False)

    def __post_init__(self) -> None:
        self._examples = Examples(self.rulebook, self.model)

    def of(self, subject: Subject) -> Mutated:
        """All mutants of a subject."""
        pool = list(self._examples.of(subject))
        places = self._places(subject)
        accepted = {source.path: accepted_in(source) for source, _ in places}
        outcomes = tuple(self._judge(mutant, pool, accepted) for mutant in self._mutants(subject))
        stale = tuple(_stale(places, accepted, outcomes))
        return Mutated(subject, outcomes, stale, len(pool), self._examples.failing(subject))

    def _mutants(self, subject: Subject) -> Iterator[Mutant]:
        if subject.kind == "definition":
            return mutants_of_definition(self.rulebook, subject.name)
        return mutants_of_rule(self.rulebook, self.rulebook.rules[subject.name])

    def _places(self, subject: Subject) -> Places:
        """Where what is mutated stands."""
        if subject.kind == "definition":
            definition = self.rulebook.law.definitions[subject.name]
            return [(source_of(self.rulebook, subject.name), definition.where)]
        versions = self.rulebook.rules[subject.name]
        return [(rule.source, rule.checked.where) for rule in versions]

    def _judge(
        self, mutant: Mutant, pool: list[Prepared], accepted: Mapping[str, Mapping[int, Accepted]]
    ) -> Outcome:
        place, change = mutant.source.line_column(mutant.change.where[0]), mutant.change
        outcome = Outcome(
            mutant.owner, mutant.source.path, *place, change.kind, change.original, change.changed
        )
        killer = self._killer(mutant, pool)
        if killer is not None:
            return replace(outcome, killed_by=killer.example.name, rule=killer.rule.id)
        comment = accepted[mutant.source.path].get(place[0])
        return outcome if comment is None else replace(outcome, accepted=comment.reason)

    def _killer(self, mutant: Mutant, pool: list[Prepared]) -> Prepared | None:
        """The first example that notices a mutant; it moves to the front."""
        law = mutant.law or self.rulebook.law
        books: dict[str, RuleBook] = {}
        for number, example in enumerate(pool):
            rule_id = example.rule.id
            book = books.get(rule_id)
            if book is None:
                versions = mutant.versions or self.rulebook.rules[rule_id]
                book = books[rule_id] = replace(self.rulebook, rules={rule_id: versions}, law=law)
            if not example.holds(example.verdicts(book, explaining())):
                pool.insert(0, pool.pop(number))
                return example
        return None


def _stale(
    places: Places,
    accepted: Mapping[str, Mapping[int, Accepted]],
    outcomes: tuple[Outcome, ...],
) -> Iterator[Stale]:
    """The comments inside what was mutated at whose line nothing survived."""
    used = {(each.path, each.line) for each in outcomes if each.accepted is not None}
    for source, (start, end) in places:
        first, last = source.line_column(start)[0], source.line_column(end)[0]
        for line, comment in accepted[source.path].items():
            if first <= line <= last and (source.path, line) not in used:
                yield Stale(source.path, comment.line, comment.reason)
