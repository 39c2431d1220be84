"""The whole engine on one page: files to documents to a register to verdicts to an outcome."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from itertools import chain
from typing import Final

from grondslag.diagnostics import Diagnostic
from grondslag.documents.document import Document
from grondslag.evaluation.run import evaluate
from grondslag.findings.addresses import pages_of
from grondslag.findings.coverage import Coverage, packs_off, records_in, rules_in_force
from grondslag.findings.decide import with_decisions
from grondslag.findings.finding import Judged
from grondslag.findings.labels import in_words
from grondslag.findings.outcome import FailOn, Outcome
from grondslag.findings.selection import Selection, select
from grondslag.language.calendar import day_of
from grondslag.model.build import build_register
from grondslag.model.kinds import Model
from grondslag.model.vocabulary import plain_words
from grondslag.rulebook.reviews import passed_reviews
from grondslag.rulebook.rulebook import RuleBook
from grondslag.settings.decisions import Decisions
from grondslag.settings.intake import Intake, Wanted, take_in
from grondslag.settings.settings import Settings

ELSEWHERE: Final = ("",)
"""Stands for files that are not looked at: what may stand in them is not reported as missing."""


def check(
    wanted: Wanted,
    *,
    as_of: datetime,
    model: Model,
    rulebook: RuleBook,
    settings: Settings,
    language: str | None = None,
    fallback: str = "en",
    fail_on: FailOn = "error",
    decisions: Decisions | None = None,
    form_only: bool = False,
) -> Outcome:
    """Everything the engine thinks of the register that is wanted, as the law stood *as_of* that moment.

    What cannot be read is told in coverage and diagnostics; its facts are not recorded, and all else is judged.
    *rulebook* holds the rules to judge by, *decisions* what people accepted or know. *form_only*: no rule is judged,
    and no reference to another file is missed. The language is the one asked for, else that of the settings, of the
    register, *fallback*.
    """
    if form_only:
        rulebook = rulebook.only({})
    intake = take_in(wanted, plain_words(model))
    chosen = select(intake, wanted, model)
    documents = chosen.documents
    register, unresolved = build_register(
        documents, model, unread=ELSEWHERE if form_only else chosen.unread, folder=wanted.root
    )
    words = in_words(model, register, _languages(documents))
    judged = Judged(rulebook, register, as_of, **words, page=pages_of(model, settings.site_url))
    verdicts = evaluate(rulebook, register, as_of, rulebook.programs)
    reviews = passed_reviews(rulebook, day_of(as_of))
    coverage = replace(
        _files(wanted, intake, chosen),
        rules=rules_in_force(rulebook, as_of) - len(verdicts.spent),
        records=records_in(register, model),
        packs_off=() if form_only else packs_off(rulebook, settings),
        form_only=form_only,
    )
    outcome = Outcome(
        judged=judged,
        verdicts=verdicts,
        settings=settings,
        coverage=coverage,
        diagnostics=_sorted(chosen.problems, unresolved, rulebook.diagnostics, reviews),
        not_judged=rulebook.not_judged,
        language=language or settings.language or (documents and register.language) or fallback,
        fail_on=fail_on,
    )
    return outcome if decisions is None else with_decisions(outcome, decisions)


def _languages(documents: list[Document]) -> dict[str, str | None]:
    """The language of each file. Facts are made and places need only the text: what was read can go."""
    for document in documents:
        document.value = {}
    return {document.source.path: document.language for document in documents}


def _files(wanted: Wanted, intake: Intake, chosen: Selection) -> Coverage:
    return Coverage(
        files=tuple(document.source.path for document in chosen.documents),
        unread=chosen.unread,
        not_recognised=chosen.others,
        left_out=intake.left_out,
        looked_for=wanted.looked_for or wanted.paths,
    )


def _sorted(*problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(chain(*problems), key=lambda problem: problem.sort_key))
