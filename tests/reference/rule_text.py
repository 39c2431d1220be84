"""Writes random rule files in either keyword language: anything the grammar allows, whatever it means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from grondslag.language.keywords import KeywordLanguage, keywords
from reference.registers import Draw, pick

T = TypeVar("T")

NAMES = ("activity", "organisation", "staff", "x", "granted", "empty", "na", "y_2")
IDS = ("no-agreement", "one", "r-one")
SIGNS = ("=", "!=", ">", ">=", "<", "<=")
COMPARISONS = (
    "IS",
    "IS_NOT",
    "IS_MORE_THAN",
    "IS_AT_LEAST",
    "IS_LESS_THAN",
    "IS_AT_MOST",
    "IS_AFTER",
    "IS_BEFORE",
    "IS_ON_OR_AFTER",
    "IS_ON_OR_BEFORE",
)
PRESENCE = (
    "EXISTS",
    "IS_NONE",
    "IS_RECORDED",
    "IS_NOT_RECORDED",
    "IS_EMPTY",
    "IS_NOT_EMPTY",
)
TEXTS = (
    '"Kort."',
    '"Een \\"lange\\" zin met {staff} en {{haken}} # en een hekje, die zo lang is dat hij een regel vult."',
    '"{activity.name}: {x[staff].term}"',
)
LABELS = ("a", "b", "ii", "iii")


class RuleTextWriter:
    """Writes the words of a rule file; each is one word of the file, a phrase too."""

    def __init__(self, draw: Draw, language: KeywordLanguage) -> None:
        self.draw = draw
        self.language = language
        self.words: list[str] = []

    def file(self) -> list[str]:
        """The words of a file: a rule, or a pack and what it declares."""
        self._pack() if self._chance(3) else self._rule()
        return self.words

    def _pick(self, choices: Sequence[T]) -> T:
        return pick(self.draw, choices)

    def _chance(self, of: int) -> bool:
        return self.draw(of) == of - 1

    def _key(self, *terminals: str) -> None:
        for terminal in terminals:
            self.words.append(self._pick(keywords(self.language).phrases[terminal]))

    def _put(self, *words: str) -> None:
        self.words.extend(words)

    # ---------------------------------------------------------------------------------- clauses

    def _rule(self) -> None:
        self._key("RULE")
        self._put(self._pick(IDS))
        for _ in range(self.draw(8)):
            self._pick(self._clauses())()

    def _clauses(self):
        return (
            lambda: self._texts("TITLE"),
            lambda: self._texts("OTHERWISE"),
            lambda: self._texts("FIX"),
            lambda: self._texts("NOTE"),
            self._under,
            lambda: self._key("SEVERITY", self._pick(("CRITICAL", "HIGH", "LOW"))),
            lambda: self._key("CERTAINTY", self._pick(("LAW", "CONVENTION"))),
            lambda: self._key(self._pick(("SOURCE_READ", "SOURCE_PART", "WAIVABLE_NEVER"))),
            self._validity,
            lambda: self._key("APPLIES_AT_CHECK"),
            self._event,
            self._scope,
            self._scope,
            *[lambda: self._condition_clause("WHEN")] * 3,
            *[lambda: self._condition_clause("REQUIRE")] * 4,
            *[self._unless] * 3,
            *[self._example] * 5,
        )

    def _pack(self) -> None:
        self._key("PACK")
        self._put("house")
        self._key("VERSION")
        self._put("1.0.0")
        for _ in range(1 + self.draw(4)):
            self._pick((self._use, self._parameter, self._table, self._define, self._define))()

    def _use(self) -> None:
        self._key("USE")
        self._put(self._pick(("avg", "house-rules")))

    def _parameter(self) -> None:
        self._key("PARAMETER")
        self._put("limit", ":", "duration")
        self._key("VALUE")
        self._literal()
        self._key("FROM")
        self._put("2018-05-25")
        if self._chance(2):
            self._key("OVERRIDE", "DOWNWARD")
        self._under()
        self._texts("TITLE")

    def _table(self) -> None:
        self._key("TABLE")
        self._put("eea")
        self._key("FROM")
        self._put('"tables/eea.csv"')
        self._key("COLUMN")
        self._put("name", ":", "text")
        self._key("KEY")
        self._put("country", ":", "text")

    def _define(self) -> None:
        self._key("DEFINE")
        self._put("fact")
        self._key("OF")
        self._put("processing", "p")
        self._key("AS")
        if self._chance(2):
            self._sum(1)
            self._key("WHEN")
            self._condition(2)
            self._literal()
            self._key("OTHERWISE")
        else:
            self._condition(2)
        self._texts("TITLE")

    def _validity(self) -> None:
        self._key("VALID_FROM")
        self._put("2018-05-25")
        if self._chance(2):
            self._key("UNTIL")
            self._put("2030-01-01")
        if self._chance(2):
            self._key("EARLIER_UNREAD")

    def _event(self) -> None:
        self._key("APPLIES_AT_EVENT")
        self._path()

    def _texts(self, terminal: str) -> None:
        self._key(terminal)
        for language in self._pick((("nl", "en"), ("en", "nl"), ("en",))):
            self._put(language, self._pick(TEXTS))

    def _under(self) -> None:
        self._key("UNDER")
        self._citations()

    def _citations(self) -> None:
        for number in range(1 + self.draw(3)):
            if number:
                self._put(",")
            self._citation()

    def _citation(self) -> None:
        self._put(self._pick(("AVG", "BW")))
        kind = self.draw(4)
        if kind == 0:
            self._key("RECITAL")
            self._put("47")
        elif kind == 1:
            self._key("ART")
            self._put(self._pick(("28", "2:10", "11.7a")))
            if self._chance(2):
                self._key("LID")
                self._put("3")
            if self._chance(3):
                self._key("ORDINAL")
            if self._chance(2):
                self._key("SUB")
                self._put(self._pick(("a", "11", "1°")))
        elif kind == 2:
            self._key("ART")
            self._put("28")
            self._put(*self._pick((("(3)", "(a)"), ("(3)",), ("(f)",), ("(3)", "(A)"))))

    def _scope(self) -> None:
        if self._chance(3):
            self._key("FOR_THE")
            self._put("organisation")
            return
        self._key("FOR_EACH")
        for number in range(1 + self.draw(2)):
            if number:
                self._put(",")
            self._put(self._pick(NAMES))
            self._key("IN")
            self._collection()
        if self._chance(2):
            self._key("WHERE")
            self._closed(2)

    def _condition_clause(self, terminal: str) -> None:
        self._key(terminal)
        self._condition(3)

    def _unless(self) -> None:
        self._key("UNLESS")
        self._basis()
        self._condition(2)

    def _basis(self) -> None:
        if self._chance(2):
            self._under()
            self._put(":")

    def _example(self) -> None:
        self._key("EXAMPLE")
        self._put(
            self._pick(('"kort"', '"een voorbeeld met een lange naam die zegt wat er gebeurt"'))
        )
        if self._chance(2):
            self._key("ON")
            self._put(self._pick(("2026-03-01", "2026-03-01T10:00+01:00")))
        self._key("GIVES")
        self._pick((self._violation, self._undetermined, lambda: self._key("NOT_APPLICABLE")))()
        self._key("GIVEN")
        self._record(3)

    def _violation(self) -> None:
        self._key("VIOLATION")
        if self._chance(2):
            self._key("AT")
            self._put("(a)")

    def _undetermined(self) -> None:
        self._key("UNDETERMINED", "BECAUSE")
        for number in range(1 + self.draw(4)):
            if number:
                self._put(",")
            self._put("processing", ".", self._pick(("x", "r-one", '"2026-03"')), ".", "given")

    def _record(self, depth: int) -> None:
        self._put("{")
        for number in range(self.draw(4)):
            if number:
                self._put(",")
            self._put(self._pick(("name", "rule", "r-one", '"2026-03"', "when")), ":")
            self._datum(depth - 1)
        self._put("}")

    def _datum(self, depth: int) -> None:
        kind = self.draw(5)
        if depth > 0 and kind < 2:
            self._record(depth)
        elif depth > 0 and kind == 2:
            self._list(depth)
        else:
            plain = {"en": ("unknown", "all"), "nl": ("onbekend", "alle", "true", "false")}
            self._put(
                self._pick(("granted", "r-one", *plain[self.language]))
            ) if kind == 3 else self._literal()

    def _list(self, depth: int) -> None:
        self._put("[")
        for number in range(self.draw(6)):
            if number:
                self._put(",")
            self._datum(depth - 1) if depth else self._put("lange_code_van_een_lijst")
        self._put("]")

    # ------------------------------------------------------------------------------- conditions

    def _condition(self, depth: int) -> None:
        """A condition, also one that runs as far right as it can."""
        kind = self.draw(5)
        if depth <= 0 or kind == 0:
            self._closed(depth)
        elif kind == 1:
            self._closed(depth - 1)
            self._key(self._pick(("AND", "OR")))
            self._condition(depth - 1)
        elif kind == 2:
            self._key("IF")
            self._closed(depth - 1)
            self._key("THEN")
            self._condition(depth - 1)
        elif kind == 3:
            self._quantified(depth - 1)
        else:
            self._block(depth - 1)

    def _closed(self, depth: int) -> None:
        kind = self.draw(6)
        if depth <= 0 or kind == 0:
            self._predicate()
        elif kind <= 2:
            connective = self._pick(("AND", "OR"))
            for number in range(2 + self.draw(4)):
                if number:
                    self._key(connective)
                self._closed(depth - 1)
        elif kind == 3:
            self._key("NOT")
            self._predicate()
        elif kind == 4:
            self._put("(")
            self._condition(depth - 1)
            self._put(")")
        else:
            self._block(depth - 1)

    def _quantified(self, depth: int) -> None:
        self._key(self._pick(("EVERY", "SOME", "NO")))
        self._put("x")
        self._key("IN")
        self._collection()
        if self._chance(2):
            self._key("WHERE")
            self._closed(depth)
        self._put(":")
        self._condition(depth)

    def _block(self, depth: int) -> None:
        self._key(self._pick(("ALL_OF", "ANY_OF", "NONE_OF")))
        for label in LABELS[: 1 + self.draw(3)]:
            self._put(f"({label})")
            self._basis()
            self._condition(depth)
            if self._chance(4):
                self._texts("OTHERWISE")
        self._key("END")

    def _predicate(self) -> None:
        self._sum(1)
        kind = self.draw(6)
        if kind == 0:
            self._key(self._pick(PRESENCE))
        elif kind == 1:
            self._key(self._pick(("IS_ONE_OF", "IS_NOT_ONE_OF", "INCLUDES_ANY_OF")))
            self._list(0)
        elif kind == 2:
            self._key(self._pick(("IS_WITHIN", "IS_DUE_WITHIN")))
            self._sum(0)
            self._key("AFTER")
            self._sum(0)
        elif kind == 3:
            self._put(self._pick(SIGNS))
            self._sum(1)
        elif kind == 4:
            self._key(self._pick(COMPARISONS))
            self._literal() if self._chance(2) else self._path()

    def _sum(self, more: int) -> None:
        kind = self.draw(7)
        if kind == 0:
            self._literal()
        elif kind == 1:
            self._key("COUNT_OF")
            self._collection()
        elif kind == 2:
            self._key(self._pick(("TODAY", "NOW")))
        elif kind == 3:
            self._put(self._pick(NAMES))
        else:
            self._path()
        if more and self._chance(5):
            self._put(self._pick("+-"))
            self._sum(0)

    def _literal(self) -> None:
        kind = self.draw(6)
        if kind == 0:
            self._put(self._pick(("1", "2", "01")))
            self._key("UNIT")
        elif kind == 1:
            self._key(self._pick(("TRUE", "FALSE", "NONE")))
        else:
            self._put(self._pick(("250", "0.5", "2018-05-25", '"tekst"')))

    def _collection(self) -> None:
        self._path()
        if self._chance(4):
            self._key("ONWARDS")

    def _path(self) -> None:
        self._put(self._pick(NAMES[:4]))
        for _ in range(self.draw(3)):
            if self._chance(4):
                self._put("[", self._pick(NAMES[:4]), "]")
            else:
                self._put(".", self._pick(("role", "given", "is", "agreement_with_a_long_name")))
