"""What the checker knows at a point of a rule: names, citations in force, what may stand there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from grondslag.language.declarations import ArticleList, Declarations
from grondslag.language.problems import Problems
from grondslag.language.tree import Citation, Definition, Literal_, Where
from grondslag.language.types import Scalar, Type, Vocabulary

ANY: Final = Scalar("any")
BOOLEAN: Final = Scalar("boolean")


@dataclass(frozen=True, slots=True)
class DerivedFacts:
    """The derived facts there are, by plain name: what each may be asked of, and how to find it.

    `find` gives None for one that could not be checked.
    """

    arguments: Mapping[str, Type]
    find: Callable[[str], Definition | None]

    @classmethod
    def of(cls, declarations: Declarations) -> DerivedFacts:
        """Those of packs that are checked."""
        definitions = declarations.definitions
        arguments = {name: definition.argument for name, definition in definitions.items()}
        return cls(arguments, definitions.get)


@dataclass(frozen=True, slots=True)
class Bound:
    """A variable: its type, and where it was bound."""

    type: Type
    where: Where


@dataclass(slots=True)
class Checker:
    """The state of checking one rule or one derived fact."""

    problems: Problems
    vocabulary: Vocabulary
    declarations: Declarations
    derived: DerivedFacts
    articles: Mapping[str, ArticleList] = field(default_factory=dict)
    used: set[Where] = field(default_factory=set)
    """Where the variables were bound that have been used."""
    hangs_on_broken: bool = False
    """Whether it uses a name whose declaration has an error."""
    has_term: bool = False
    """Whether there is a term that can be open."""
    has_fact: bool = False
    """Whether a fact is used other than by `is recorded`, so that it can be undetermined."""
    labels: set[str] = field(default_factory=set)
    """Labels of the items seen so far."""
    names_lost: bool = False
    """Whether the clause that binds the variables could not be read: unknown names are not said."""


@dataclass(frozen=True, slots=True)
class Here:
    """A point in a condition or text."""

    checker: Checker
    variables: Mapping[str, Bound]
    citations: tuple[Citation, ...]
    """Those in force: of the item, else of the rule or derived fact. The first has the calendar."""
    no_term_under: str | None = None
    """What keeps an open term from standing here, as it is written; None where one may stand."""
    quantifiers: int = 0
    in_text: bool = False

    @property
    def problems(self) -> Problems:
        """Where to say what is wrong."""
        return self.checker.problems

    def bind(self, name: str, kind: Type, where: Where) -> Here:
        """The same point with one more variable."""
        return replace(self, variables={**self.variables, name: Bound(kind, where)})

    def under(self, construct: str) -> Here:
        """The same point inside a construct under which no term can be open."""
        return self if self.no_term_under else replace(self, no_term_under=construct)


def failed(where: Where) -> Literal_:
    """Stands for a term that has an error; its type fits everywhere."""
    return Literal_("", ANY, where)
