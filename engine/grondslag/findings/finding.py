"""A verdict that wants attention: level, fingerprint, and on demand its texts and places."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from grondslag.evaluation.verdict import Reason, Verdict
from grondslag.findings.level import Level
from grondslag.language.tree import Texts
from grondslag.model.facts import Register
from grondslag.rulebook.rule import Rule
from grondslag.settings.waivers import WaiverEntry
from grondslag.text import Span
from grondslag.words.catalogue import text_of

if TYPE_CHECKING:
    from grondslag.evaluation.sentences import Wording
    from grondslag.evaluation.settle import Settle
    from grondslag.evaluation.shown import Labels
    from grondslag.evaluation.trace import Step
    from grondslag.rulebook.rulebook import RuleBook

Codes = Callable[[str, str, tuple[str, ...] | None], str]
FINGERPRINT_BYTES: Final = 16
MOST_NAMED: Final = 5
NO_FACTS: Final = frozenset({"no_value_on_day", "text_not_read"})
"""Kinds of reasons that name a parameter or a source."""


@dataclass(frozen=True, slots=True)
class DefaultsBlock:
    """The collection in which fields of another can be written once, and which."""

    name: str
    fields: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """What was judged, by what, as of which moment: all that a finding needs to explain itself."""

    rulebook: RuleBook
    register: Register
    as_of: datetime
    labels: Labels | None = None
    """A code in words (list, code, language); without it texts name the code itself."""
    codes: Codes | None = None
    """A code (list, code) as the file spells it in which a fact stands; without it codes are canonical."""
    defaults: Mapping[str, DefaultsBlock] = field(default_factory=dict)
    """By collection, the block that says once what holds for all its entries."""

    page: Callable[[Verdict], str] | None = None
    """The address of a verdict on the published site; None where none is."""

    def wording(self, language: str) -> Wording:
        """How conditions are put into words for a reader of *language*."""
        from grondslag.evaluation.sentences import Wording

        spell, law = self.register.spell, self.rulebook.law
        if self.codes is None:
            return Wording(language, spell, law=law)
        return Wording(language, spell, self.codes, law)


@dataclass(frozen=True, slots=True, eq=False)
class Finding:
    """A violation, an undetermined verdict or an open term, with the version of the rule that
    judged.

    Texts and places are worked out when asked for: a run looks at few of its findings.
    """

    verdict: Verdict
    rule: Rule
    level: Level
    judged: Judged
    waiver: WaiverEntry | None = None
    """The decision that sets it apart for a time."""
    known_since: date | None = None
    """Since when it is in the baseline; None if it is not."""

    @property
    def is_set_apart(self) -> bool:
        """Whether it does not count: it was accepted for a time, or it is known."""
        return self.waiver is not None or self.known_since is not None

    @property
    def fingerprint(self) -> str:
        """The same for this rule and subject whatever file, line or text they have."""
        return fingerprint(self.verdict.rule, self.verdict.subject.path)

    @property
    def missing(self) -> tuple[str, ...]:
        """Every fact that left it undetermined, as a canonical path, once each, sorted."""
        reasons = self.verdict.reasons
        return tuple(sorted({".".join(item.path) for item in reasons if item.kind not in NO_FACTS}))

    @property
    def page(self) -> str | None:
        """Where it is explained on the published site."""
        return None if self.judged.page is None else self.judged.page(self.verdict)

    def title(self, language: str) -> str:
        """The short name of what is wrong."""
        return in_language(self.rule.checked.title, language)

    def message(self, language: str) -> str:
        """What is wrong, with the values of the register filled in.

        Of an undetermined verdict: of which facts, as the file spells them, not enough is known.
        """
        if self.verdict.outcome == "undetermined":
            return self._unknown(language)
        from grondslag.evaluation.explain import message

        return _one_stop(message(*self._case, language, self.judged.labels))

    def _unknown(self, language: str) -> str:
        spell = self.judged.register.spell
        paths = sorted({item.path for item in self.verdict.reasons})
        shown = ", ".join(f"`{spell(path)}`" for path in paths[:MOST_NAMED])
        if len(paths) > MOST_NAMED:
            more = {"names": shown, "count": len(paths) - MOST_NAMED}
            shown = text_of("finding-and-more", more, language)
        return text_of(
            "finding-undetermined", {"title": self.title(language), "paths": shown}, language
        )

    def fix(self, language: str) -> str:
        """What to do, with the values of the register filled in."""
        from grondslag.evaluation.explain import fix_text

        return fix_text(*self._case, language, self.judged.labels)

    def note(self, language: str) -> str:
        """What to mind, with the values of the register filled in; empty where the rule says
        nothing."""
        from grondslag.evaluation.explain import note_text

        return note_text(*self._case, language, self.judged.labels)

    def trace(self) -> Step:
        """The tree of the conditions, the value of each and where it was written."""
        from grondslag.evaluation.explain import trace

        return trace(*self._case)

    def settle(self) -> Settle | None:
        """What would settle it, worked out by trying; None for what is settled."""
        from grondslag.evaluation.settle import settle

        return settle(*self._case)

    @property
    def _case(self) -> tuple[RuleBook, Register, Verdict, datetime]:
        judged = self.judged
        return judged.rulebook, judged.register, self.verdict, judged.as_of

    def spans(self) -> tuple[Span, ...]:
        """The places it rests on, the place to change first; never empty if the register has a
        file."""
        from grondslag.findings.places import places_of

        return places_of(self)


def fingerprint(rule: str, subject: tuple[str, ...]) -> str:
    """`g1:` and the hash of a rule id and the canonical path of a subject."""
    data = f"{rule}\0{'.'.join(subject)}".encode("utf-8", "surrogatepass")
    return f"g1:{blake2b(data, digest_size=FINGERPRINT_BYTES).hexdigest()}"


def version_of(versions: tuple[Rule, ...], verdict: Verdict) -> Rule:
    """The version that gave the verdict; the newest where the verdict names none."""
    for rule in versions:
        if rule.valid_from == verdict.version:
            return rule
    return versions[-1]


def in_language(texts: Texts, language: str) -> str:
    """The text in *language*; the other one if it is missing."""
    by_language: Mapping[str, str] = dict(texts)
    return by_language.get(language) or next(iter(by_language.values()), "")


def _one_stop(text: str) -> str:
    """A sentence that ends in a name with a full stop of its own (`Mailer Inc.`) gets no second one."""
    return text[:-1] if text.endswith("..") and not text.endswith("...") else text


def is_fact(reason: Reason) -> bool:
    """Whether recording something settles it; a parameter or a source is for the rule maker."""
    return reason.kind not in NO_FACTS and reason.kind != "end_disputed"
