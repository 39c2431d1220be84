"""What pages are made from: an outcome in one language, with its findings sorted by page and by rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Final

from grondslag.evaluation.settle import Settle
from grondslag.evaluation.shown import shown
from grondslag.findings.addresses import (
    collection_address,
    finding_address,
    record_address,
    rule_address,
)
from grondslag.findings.citations import standing
from grondslag.findings.coming import Coming
from grondslag.findings.finding import Finding, in_language
from grondslag.findings.outcome import Outcome
from grondslag.findings.since import Since
from grondslag.language.calendar import day_of
from grondslag.model.facts import Path, Register
from grondslag.model.kinds import Model
from grondslag.publish.blocks import Away, Badge, Cell, Code, Inline, Link, Text
from grondslag.publish.pictures.trend import Moment
from grondslag.rulebook.rule import Rule
from grondslag.text import Span
from grondslag.values import NONE
from grondslag.words.catalogue import text_of

SYMBOLS: Final[Mapping[str, str]] = {
    "compliant": "✓",
    "violation": "✗",
    "undetermined": "?",
    "not_applicable": "–",
}
MOST_EXPLAINED: Final = 20_000
"""With more verdicts than these, those that are compliant are told and not explained."""
MOST_SETTLED: Final = 200
"""Findings of which pages say what would settle them, the heaviest first: it takes a while for every one.
Of the others they say which facts are missing."""
SOON_DAYS: Final = 30
"""How far the overview looks ahead."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where what was judged comes from: all that the site says about itself that is not in the outcome."""

    commit: str | None = None
    """The commit that is checked out; None where there is none."""
    is_changed: bool = False
    """Whether files were changed since."""
    repository: str | None = None
    """Where the repository can be read on the web."""
    permalink: Callable[[str, int], str | None] = lambda _path, _line: None
    """The address of a line of a file at the commit."""
    shown: Callable[[str], str] = lambda path: path
    """A path as it is seen from the root of the project."""
    inputs: str = ""
    """A hash of the files that were judged."""


@dataclass(eq=False)
class Study:
    """An outcome for the pages of one language. `downloads` are the files beside them, by name, with their size."""

    outcome: Outcome
    model: Model
    language: str
    provenance: Provenance
    downloads: Mapping[str, int] = field(default_factory=dict)
    moments: tuple[Moment, ...] | None = None
    """The trend; None where the history is not available."""
    settled: dict[tuple[str, Path], Settle | None] = field(default_factory=dict)
    """What would settle findings, as far as it was worked out: the studies of all languages share it."""
    soon: tuple[Coming, ...] = ()
    """What becomes a violation within `SOON_DAYS`."""
    since: Since | None = None
    """What changed since an earlier state; None where there is none to compare with."""
    _titles: dict[int, str] = field(default_factory=dict, init=False)
    """The short name of rules by identity: it is asked for every verdict."""

    def text(self, name: str, /, **params: object) -> str:
        """A text of the catalogue."""
        return text_of(name, params, self.language)

    @property
    def register(self) -> Register:
        """The register."""
        return self.outcome.judged.register

    @property
    def today(self) -> date:
        """The day of the check."""
        return day_of(self.outcome.as_of)

    # ---------------------------------------------------------------------------------------- findings

    def look(self) -> None:
        """Sorts the findings now: the processes that share the pages then need not each do so."""
        for sorted_out in (self.by_page, self.by_rule, self.attention):
            assert sorted_out is not None

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Every verdict of rules that count, and of drafts, by rule and subject."""
        return tuple(map(self.outcome.finding, self.outcome.verdicts))

    @cached_property
    def by_page(self) -> Mapping[str, list[Finding]]:
        """The verdicts by the page they stand on, what wants attention first."""
        found: dict[str, list[Finding]] = {}
        for finding in self.findings:
            page = record_address(self.model, finding.verdict.subject.path)
            found.setdefault(page, []).append(finding)
        return {page: sorted(here, key=weight) for page, here in found.items()}

    @cached_property
    def by_rule(self) -> Mapping[str, list[Finding]]:
        """The verdicts by the id of the rule."""
        found: dict[str, list[Finding]] = {}
        for finding in self.findings:
            found.setdefault(finding.rule.id, []).append(finding)
        return found

    @cached_property
    def attention(self) -> tuple[Finding, ...]:
        """Violations and undetermined verdicts that count, those that fail a run first."""
        found = [
            finding
            for finding in self.findings
            if finding.verdict.outcome in {"violation", "undetermined"} and finding.level != "none"
        ]
        return tuple(sorted(found, key=weight))

    @property
    def explains_all(self) -> bool:
        """Whether compliant verdicts are explained too."""
        return len(self.findings) <= MOST_EXPLAINED

    @cached_property
    def _may_be_settled(self) -> frozenset[tuple[str, Path]]:
        """The findings of which it is worked out what would settle them: the first that want attention."""
        return frozenset(map(_key, self.attention[:MOST_SETTLED]))

    def is_settled(self, finding: Finding) -> bool:
        """Whether it is worked out what would settle a finding."""
        return _key(finding) in self._may_be_settled

    def settle(self, finding: Finding) -> Settle | None:
        """What would settle a finding; None where nothing can be said, or many findings come before it."""
        key = _key(finding)
        if not self.is_settled(finding):
            return None
        if key not in self.settled:
            self.settled[key] = finding.settle()
        return self.settled[key]

    def has_place(self, finding: Finding) -> bool:
        """Whether a finding of another day has a verdict, and so an anchor, on the day of the check."""
        key = _key(finding)
        here = self.by_page.get(record_address(self.model, finding.verdict.subject.path), ())
        return any(_key(one) == key for one in here)

    # ------------------------------------------------------------------------------------------- names

    def collection_name(self, collection: str) -> str:
        """The name of a collection as a heading."""
        kind = self.model.collections.get(collection)
        name = collection if kind is None or self.language == "en" else kind.nl
        return as_label(name)

    def name(self, path: Path) -> str:
        """The name of the record that a path is in: what it calls itself, else its id."""
        kind = self.model.collections.get(path[0])
        if len(path) < 2 or kind is None or kind.single:
            return self.collection_name(path[0])
        entry = self.register.fact(path[:2])
        for key in ("name", "url"):
            if isinstance(entry, dict) and isinstance(entry.get(key), str) and entry[key].strip():
                return str(entry[key])
        return path[1]

    def own_language(self) -> str | None:
        """The language of the register, where it is not that of the page."""
        written = self.register.language
        return written if written and written != self.language else None

    def record_link(self, path: Path) -> Inline:
        """A link to the page of a record; its name alone where it is not described."""
        kind = self.model.collections.get(path[0])
        if kind is None:
            return Text(".".join(path))
        named = len(path) > 1 and not kind.single
        if named and not isinstance(self.register.fact(path[:2]), dict):
            return Text(path[1])
        language = self.own_language() if named else None
        return Link(self.name(path), record_address(self.model, path), language=language)

    def subject_cell(self, finding: Finding) -> Cell:
        """The record of a finding, and the path below it."""
        path = finding.verdict.subject.path
        kind = self.model.collections.get(path[0])
        taken = 1 if kind is not None and kind.single else 2
        rest = self.register.spell(path).split(".")[taken:] if len(path) > taken else []
        link = self.record_link(path)
        return (link, Text(" · "), Code(".".join(rest))) if rest else (link,)

    def subject_text(self, finding: Finding) -> str:
        """The name of the record of a finding, and the path below it."""
        first, *rest = self.subject_cell(finding)
        below = [part.text for part in rest if isinstance(part, Code)]
        name = first.text if isinstance(first, Link | Text) else ""
        return " · ".join((name, *below))

    def collection_link(self, collection: str) -> Link:
        """A link to the page of a collection."""
        return Link(self.collection_name(collection), collection_address(self.model, collection))

    def rule_title(self, rule: Rule) -> str:
        """The short name of a rule."""
        title = self._titles.get(id(rule))
        if title is None:
            title = self._titles[id(rule)] = in_language(rule.checked.title, self.language)
        return title

    def rule_link(self, rule: Rule) -> Link:
        """A link to the page of a rule."""
        return Link(self.rule_title(rule), rule_address(rule.id))

    def finding_link(self, finding: Finding, text: str | None = None) -> Link:
        """A link to a verdict on the page of its record."""
        title = text or self.rule_title(finding.rule)
        return Link(title, finding_address(self.model, finding.verdict))

    # ------------------------------------------------------------------------------------ signs, values

    def badge(self, outcome: str, address: str | None = None) -> Badge:
        """A verdict as symbol, word and colour; a link if it has an address."""
        tone = outcome.replace("_", "-")
        return Badge(tone, SYMBOLS[outcome], self.text(f"report-verdict-{tone}"), address)

    def standing_badge(self, rule: Rule) -> Badge:
        """What a rule is worth in law; a house rule never looks like law."""
        house = rule.legal_status == "house_rule"
        is_law = rule.legal_status == "law" and rule.checked.certainty == "law"
        symbols = {"law": "≈", "guidance": "≈", "house_rule": "⌂", "draft": "…"}
        symbol = "§" if is_law else symbols[rule.legal_status]
        return Badge("house" if house else "plain", symbol, standing(rule, self.language))

    def house_sign(self) -> Badge:
        """That a rule is no law, in one word: for tables in which the whole would be too long."""
        return Badge("house", "⌂", self.text("site-house"))

    def marks(self, finding: Finding, *, short: bool = False) -> tuple[Badge, ...]:
        """What sets a finding apart, and the standing of its rule where that is not law."""
        found = []
        if finding.waiver is not None:
            undetermined = finding.verdict.outcome == "undetermined"
            name = "site-accepted-unknown" if undetermined else "site-accepted"
            found.append(Badge("plain", "○", self.text(name, day=finding.waiver.valid_until)))
        elif finding.known_since is not None:
            found.append(Badge("plain", "•", self.text("site-known", day=finding.known_since)))
        if finding.rule.legal_status != "law" or finding.rule.checked.certainty != "law":
            house = finding.rule.legal_status == "house_rule"
            found.append(
                self.house_sign() if short and house else self.standing_badge(finding.rule)
            )
        return tuple(found)

    def value(self, value: Any) -> str:
        """A value in words."""
        return shown(value, self.language)

    def day(self, value: Any) -> str:
        """A day or moment; a dash for what was not written."""
        return "–" if value is None else shown(value, self.language)

    def code(self, enum: str, code: Any) -> str:
        """A code in words."""
        if not isinstance(code, str):
            return self.value(code)
        codes = self.model.enums.get(enum)
        kind = codes.codes.get(code) if codes is not None else None
        if kind is None:
            return code
        return kind.label_nl if self.language == "nl" else kind.label_en

    def place(self, span: Span) -> Inline:
        """A line of a file, as a link to it at the commit where there is one."""
        place = span.place()
        text = f"{self.provenance.shown(place.path)}:{place.line}"
        url = self.provenance.permalink(place.path, place.line)
        return Code(text) if url is None else Away(text, url)

    def entries(self, collection: str) -> Mapping[str, dict[str, Any]]:
        """The entries of a collection that can be read, by id."""
        found = self.register.collections.get(collection)
        if not isinstance(found, dict):
            return {}
        return {key: entry for key, entry in found.items() if isinstance(entry, dict)}

    def state(self, collection: str) -> str:
        """What is said where a collection has no entries: that there are none, or that it is not recorded."""
        value = self.register.collections.get(collection)
        return self.text("site-none" if value is NONE else "site-not-recorded")


def _ranks(*names: str) -> Mapping[str, int]:
    return {name: rank for rank, name in enumerate(names)}


_LEVELS: Final = _ranks("error", "warning", "todo", "none")
_SEVERITIES: Final = _ranks("critical", "high", "medium", "low", "info")
_OUTCOMES: Final = _ranks("violation", "undetermined", "compliant", "not_applicable")


def weight(finding: Finding) -> tuple[Any, ...]:
    """What wants attention first: violations before open questions, those that fail a run first, by severity;
    what was accepted or is known comes last."""
    return (
        finding.is_set_apart,
        _OUTCOMES[finding.verdict.outcome],
        _LEVELS[finding.level],
        _SEVERITIES[finding.rule.checked.severity],
        finding.rule.id,
        finding.verdict.subject,
    )


def _key(finding: Finding) -> tuple[str, Path]:
    return finding.rule.id, finding.verdict.subject.path


def as_label(name: str) -> str:
    """A key as a label: `voor_alle_verwerkingen` is "Voor alle verwerkingen"; abbreviations in capitals."""
    short = {
        "dpia": "DPIA",
        "fg": "FG",
        "dpo": "DPO",
        "bcr": "BCR",
        "scc": "SCC",
        "tia": "TIA",
        "dpf": "DPF",
        "eu": "EU",
        "url": "URL",
        "ap": "AP",
        "edpb": "EDPB",
    }
    words = [short.get(word, word) for word in name.split("_")]
    text = " ".join(words)
    return text[:1].upper() + text[1:]
