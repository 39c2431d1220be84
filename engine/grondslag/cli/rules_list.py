"""`grondslag rules list`: the rules in force on a day."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from grondslag.cli import environment
from grondslag.cli.arguments import Given
from grondslag.cli.printing import show_lines, stop_for_settings
from grondslag.cli.problems import WrongUse, unknown
from grondslag.cli.project import (
    check_packs,
    chosen,
    find_project,
    load_model,
    names_that_do_not_exist,
    rulebook_of,
)
from grondslag.cli.reports import view_of
from grondslag.diagnostics import Message
from grondslag.findings.citations import citation_data, citation_texts, standing
from grondslag.findings.finding import in_language
from grondslag.language.calendar import day_of
from grondslag.reporters.diagnostics import diagnostic_blocks
from grondslag.reporters.escape import visible
from grondslag.reporters.layout import EMPTY, Line, Piece, Style, hanging, line
from grondslag.rulebook.citing import Place, cited_by, read_place
from grondslag.rulebook.facts import rests_on
from grondslag.rulebook.law import Law
from grondslag.rulebook.reviews import passed_reviews_of_tables, waits_for_a_reader
from grondslag.rulebook.rule import Rule
from grondslag.rulebook.rulebook import RuleBook
from grondslag.words.catalogue import text_of

CERTAINTIES: Final = ("law", "guidance", "convention")
STYLES: Mapping[str, Style] = {"critical": "error", "high": "error", "medium": "warning"}


def run(given: Given, variables: Mapping[str, str]) -> int:
    """Prints the rules in force as a table or as JSON."""
    project = find_project(given, ())
    view = view_of(given, variables)
    language = view.language or project.settings.language or environment.language(variables)
    rulebook = rulebook_of(project, load_model())
    check_packs([*given.many("with"), *given.many("pack")], rulebook)
    stop_for_settings([*project.problems, *names_that_do_not_exist(project, rulebook)], language)
    as_of = environment.moment(given.one("as_of"))
    listed = chosen(rulebook, project.settings, given.many("pack"))
    is_wanted, day = _filter(given, rulebook), day_of(as_of)
    rules = [rule for rule in _in_force(listed.rules, as_of) if is_wanted(rule)]
    if given.flag("review"):
        rules = [rule for rule in rules if waits_for_a_reader(rule, day)]
    if given.one("format") == "json":
        law = rulebook.law
        print(json.dumps([_json(rule, law) for rule in rules], ensure_ascii=True, indent=1))
    else:
        show_lines(_table(rules, language, view.width), view)
        if given.flag("review"):
            overdue = passed_reviews_of_tables(listed, day)
            show_lines(diagnostic_blocks(overdue, language, language, view.width, None), view)
    return 0


def _filter(given: Given, rulebook: RuleBook) -> Callable[[Rule], bool]:
    """Whether a rule is asked for: each option narrows, its values widen."""
    themes = _known("theme", given.many("theme"), _themes(rulebook))
    certainties = _known("certainty", given.many("certainty"), CERTAINTIES)
    places = [_place(written, rulebook) for written in given.many("article")]

    def is_wanted(rule: Rule) -> bool:
        return (
            (not themes or rule.theme in themes)
            and (not certainties or rule.checked.certainty in certainties)
            and (
                not places or any(place.holds(each) for place in places for each in cited_by(rule))
            )
        )

    return is_wanted


def _themes(rulebook: RuleBook) -> list[str]:
    return sorted({rule.theme for versions in rulebook.rules.values() for rule in versions})


def _known(kind: str, names: tuple[str, ...], known: Collection[str]) -> tuple[str, ...]:
    for name in names:
        if name not in known:
            raise unknown(kind, name, known)
    return names


def _place(written: str, rulebook: RuleBook) -> Place:
    """A place in the law; its source must be one that a pack declares."""
    place = read_place(written)
    if place is None:
        raise WrongUse(Message("cli-not-a-place", {"found": written}), Message("cli-place-help"))
    sources = {name for pack in rulebook.packs.values() for name in pack.sources}
    if place.source is not None and place.source.casefold() not in map(str.casefold, sources):
        raise unknown("source", place.source, sorted(sources))
    return place


def _in_force(rules: Mapping[str, tuple[Rule, ...]], as_of: datetime) -> Iterator[Rule]:
    day = day_of(as_of)
    for versions in rules.values():
        yield from (rule for rule in versions if rule.in_force(day))


def _table(rules: list[Rule], language: str, width: int) -> Iterator[Line]:
    packs = sorted({rule.pack for rule in rules})
    for pack in packs:
        found = [rule for rule in rules if rule.pack == pack]
        label = text_of(f"finding-status-{found[0].legal_status.replace('_', '-')}", {}, language)
        yield line(Piece(pack, "strong"), f" ({label})")
        for rule in found:
            severity = text_of(f"report-severity-{rule.checked.severity}", {}, language)
            style = STYLES.get(rule.checked.severity, "plain")
            title = in_language(rule.checked.title, language)
            yield from hanging(
                (Piece(f"  {visible(rule.id)}", style), Piece(": ")), title, width, indent=4
            )
            cited = ", ".join(citation_texts(rule.checked.citations, language))
            text = "; ".join((severity, cited, standing(rule, language), *_review(rule, language)))
            yield from hanging((Piece("      "),), text, width, "dim")
        yield EMPTY
    counted = {
        "rules": text_of("cli-rules", {"count": len(rules)}, language),
        "packs": text_of("cli-packs", {"count": len(packs)}, language),
    }
    yield line(text_of("cli-rules-in-force", counted, language))


def _review(rule: Rule, language: str) -> Iterator[str]:
    if rule.checked.review_by is not None:
        yield text_of("cli-explain-review", {"day": rule.checked.review_by}, language)


def _json(rule: Rule, law: Law) -> dict[str, Any]:
    checked = rule.checked
    rests = rests_on(rule, law)
    return {
        "rule": rule.id,
        "pack": rule.pack,
        "theme": rule.theme,
        "legal_status": rule.legal_status,
        "certainty": checked.certainty,
        "source_status": checked.source_status,
        "severity": checked.severity,
        "title": dict(checked.title),
        "citations": {
            language: list(citation_texts(checked.citations, language)) for language in ("nl", "en")
        },
        "cites": [citation_data(citation) for citation in cited_by(rule)],
        "facts": [".".join(path) for path in rests.facts],
        "parameters": list(rests.parameters),
        "tables": list(rests.tables),
        "valid_from": checked.valid_from.isoformat(),
        "valid_until": checked.valid_until.isoformat() if checked.valid_until else None,
        "review_by": checked.review_by.isoformat() if checked.review_by else None,
    }
