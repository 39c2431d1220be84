"""Folders of packs to a rulebook: every rule that can be judged, and of every other one why not.

One bad rule neither stops nor hides another. A rule with an error is listed in `not_judged`; an error in a
`pack.rule` makes only those rules unjudgeable that use what is broken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from grondslag.diagnostics import Diagnostic, Label, Message
from grondslag.language.check import check_versions
from grondslag.model.kinds import Model
from grondslag.rulebook.calendars import EMPTY, read_holidays
from grondslag.rulebook.folders import CALENDARS, PackFolder, builtin_policies, pack_folders
from grondslag.rulebook.law import Holidays, Law
from grondslag.rulebook.packs import LoadedPack, load_packs
from grondslag.rulebook.rule import NotJudged, Pack, Rule
from grondslag.rulebook.rulebook import RuleBook
from grondslag.rulebook.rules import load_rule
from grondslag.rulebook.vocabulary import vocabulary_of
from grondslag.text import Source, Span

__all__ = ["RuleBook", "builtin_policies", "load_rulebook"]


def load_rulebook(folders: Sequence[Path], model: Model) -> RuleBook:
    """Every pack in these folders; the first folder is that of the program and has the calendars."""
    vocabulary = vocabulary_of(model)
    found: list[PackFolder] = []
    for folder in folders:
        shown = "policies" if folder == builtin_policies() else folder.resolve().name
        found += pack_folders(folder, shown)
    packs, unusable, problems = load_packs(found, vocabulary)
    rules: dict[str, list[Rule]] = {}
    failed = [
        NotJudged(_stem(source), folder.id, ("pack-not-loaded",))
        for folder in unusable
        for _, source in folder.rules
    ]
    for pack in packs:
        for theme, source in pack.folder.rules:
            checked, said = load_rule(pack, source, vocabulary)
            problems += said
            if checked is None:
                failed.append(_not_judged(pack, source, said))
            else:
                rule = Rule(checked.id, pack.id, theme, pack.status, source, checked)
                rules.setdefault(checked.id, []).append(rule)
    judged = _without_clashes(rules, problems, failed)
    law = _law(packs, _holidays(folders[0]))
    return RuleBook(
        rules=dict(sorted(judged.items())),
        packs={pack.id: _pack(pack) for pack in sorted(packs, key=lambda pack: pack.id)},
        law=law,
        vocabulary=vocabulary,
        not_judged=tuple(sorted(failed, key=lambda item: (item.pack, item.rule))),
        diagnostics=tuple(sorted(problems, key=lambda problem: problem.sort_key)),
    )


def _pack(pack: LoadedPack) -> Pack:
    return Pack(pack.id, pack.source, pack.checked, pack.declarations.sources)


def _not_judged(pack: LoadedPack, source: Source, said: Sequence[Diagnostic]) -> NotJudged:
    errors = sorted({problem.id for problem in said if problem.severity == "error"})
    return NotJudged(_stem(source), pack.id, tuple(errors) or ("declaration-broken",))


def _stem(source: Source) -> str:
    """The id of a rule by the name of its file."""
    return source.path.rsplit("/", 1)[-1].removesuffix(".rule").split("@")[0]


def _without_clashes(
    rules: Mapping[str, list[Rule]], problems: list[Diagnostic], failed: list[NotJudged]
) -> dict[str, tuple[Rule, ...]]:
    """The rules whose id one pack uses, and whose versions do not overlap.

    Of an id in two packs the first keeps it: an own rule never takes the place of one of the program.
    """
    judged: dict[str, tuple[Rule, ...]] = {}
    for rule_id, versions in rules.items():
        owner = versions[0].pack
        for other in (rule for rule in versions if rule.pack != owner):
            problems.append(_duplicate(other, versions[0]))
            failed.append(NotJudged(rule_id, other.pack, ("duplicate-rule",)))
        kept = sorted(
            (rule for rule in versions if rule.pack == owner), key=lambda rule: rule.valid_from
        )
        said = check_versions([(rule.checked, rule.source) for rule in kept])
        problems += said
        errors = tuple(sorted({problem.id for problem in said if problem.severity == "error"}))
        if errors:
            failed.append(NotJudged(rule_id, owner, errors))
        else:
            judged[rule_id] = tuple(kept)
    return judged


def _duplicate(rule: Rule, first: Rule) -> Diagnostic:
    return Diagnostic(
        "duplicate-rule",
        "error",
        "rule",
        Message("duplicate-rule", {"rule": rule.id}),
        (
            Label(Span(rule.source, *rule.checked.where)),
            Label(Span(first.source, *first.checked.where), Message("duplicate-rule-other")),
        ),
        helps=(Message("duplicate-rule-help"),),
    )


def _law(packs: Sequence[LoadedPack], holidays: Holidays) -> Law:
    return Law(
        definitions={each.name: each for pack in packs for each in pack.checked.definitions},
        parameters={each.name: each for pack in packs for each in pack.checked.parameters},
        tables={name: rows for pack in packs for name, rows in pack.tables.items()},
        holidays=holidays,
    )


def _holidays(folder: Path) -> Holidays:
    file = folder / CALENDARS / "nl.csv"
    if not file.is_file():
        return EMPTY
    return read_holidays(Source(f"policies/{CALENDARS}/nl.csv", file.read_text(encoding="utf-8")))
