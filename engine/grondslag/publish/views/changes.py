"""What changed since an earlier commit: verdicts that turned, and what was written, changed or taken away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from grondslag.findings.addresses import finding_anchor, record_address, rule_address
from grondslag.findings.since import FactChange, Since, Turn
from grondslag.model.vocabulary import field_at
from grondslag.publish.blocks import (
    CARDS_WHEN_NARROW,
    Block,
    Cell,
    Code,
    Inline,
    Link,
    Page,
    Paragraph,
    Section,
    Table,
    Text,
)
from grondslag.publish.study import Study
from grondslag.publish.views.content import cell
from grondslag.publish.views.verdict_blocks import coded

ADDRESS: Final = "wijzigingen/"
RANKS: Final = {"violation": 0, "undetermined": 1}
ENOUGH: Final = 8
"""Rows from which on a table can be filtered."""


def changes(study: Study) -> Page:
    """The changes, or why there is nothing to compare with."""
    found = study.since
    if found is None:
        blocks: tuple[Block, ...] = (Paragraph(coded(study.text("site-changes-none")), "lead"),)
    else:
        blocks = (*_lead(study, found), *_verdicts(study, found.turns), _facts(study, found.facts))
    return Page(ADDRESS, study.text("site-changes"), blocks, in_menu=True)


def _lead(study: Study, found: Since) -> Iterable[Block]:
    then: tuple[Inline, ...] = (Code(found.commit[:12]),)
    if found.day is not None:
        then += (Text(f" ({study.day(found.day)})"),)
    now = study.provenance
    until: tuple[Inline, ...] = (Text(study.text("site-changes-files")),)
    if now.commit is not None and not now.is_changed:
        until = (Text(study.text("site-changes-commit") + " "), Code(now.commit[:12]))
    words = (Text(study.text("site-changes-from") + " "), *then, Text(" "), *until, Text("."))
    yield Paragraph(words, "lead")
    yield Paragraph((Text(study.text("site-changes-rules", day=study.today)),))
    if found.unread:
        yield Paragraph((Text(study.text("site-changes-unread", count=found.unread)),), "note")


# -------------------------------------------------------------------------------------------- verdicts


def _verdicts(study: Study, turns: tuple[Turn, ...]) -> Iterable[Block]:
    worse = [one for one in turns if _rank(one.after) < _rank(one.before)]
    better = [one for one in turns if _rank(one.after) > _rank(one.before)]
    for name, anchor, part in (("worse", "erger", worse), ("better", "beter", better)):
        part.sort(key=lambda one: min(_rank(one.after), _rank(one.before)))
        yield Section(
            study.text(f"site-changes-{name}", count=len(part)),
            anchor,
            (
                Table(
                    study.text(f"site-changes-{name}-table"),
                    (
                        study.text("site-record"),
                        study.text("site-rule"),
                        study.text("site-changes-before"),
                        study.text("site-changes-now"),
                    ),
                    tuple(_turn(study, one) for one in part),
                    filter=len(part) > ENOUGH,
                    empty=study.text(f"site-changes-{name}-none"),
                    style=CARDS_WHEN_NARROW,
                ),
            ),
        )


def _rank(answer: str | None) -> int:
    return RANKS.get(answer or "", len(RANKS))


def _turn(study: Study, turn: Turn) -> tuple[Cell, ...]:
    title = study.rule_title(turn.rule)
    address = rule_address(turn.rule.id)
    if turn.after is not None:
        anchor = finding_anchor(study.model, turn.rule.id, turn.subject)
        address = f"{record_address(study.model, turn.subject)}#{anchor}"
    return (
        _subject(study, turn.subject),
        (Link(title, address),),
        _answer(study, turn.before, "site-changes-was-not"),
        _answer(study, turn.after, "site-changes-is-not"),
    )


def _answer(study: Study, answer: str | None, absent: str) -> Cell:
    if answer is None:
        return (Text(study.text(absent), style="quiet"),)
    return (study.badge(answer),)


def _subject(study: Study, path: tuple[str, ...]) -> Cell:
    link, below = study.record_link(path), _below(study, path)
    return (link, Text(" · "), Code(below)) if below else (link,)


def _below(study: Study, path: tuple[str, ...]) -> str:
    """The path below the record, as it is written."""
    kind = study.model.collections.get(path[0])
    taken = 1 if kind is not None and kind.single else 2
    return ".".join(study.register.spell(path).split(".")[taken:]) if len(path) > taken else ""


# ----------------------------------------------------------------------------------------------- facts


def _facts(study: Study, found: tuple[FactChange, ...]) -> Section:
    rows = tuple(_fact(study, one) for one in found)
    table = Table(
        study.text("site-changes-facts-table"),
        (
            study.text("site-record"),
            study.text("site-changes-fact"),
            study.text("site-changes-before"),
            study.text("site-changes-now"),
        ),
        rows,
        filter=len(rows) > ENOUGH,
        empty=study.text("site-changes-facts-none"),
        style=CARDS_WHEN_NARROW,
    )
    return Section(study.text("site-changes-facts", count=len(rows)), "register", (table,))


def _fact(study: Study, change: FactChange) -> tuple[Cell, ...]:
    below = _below(study, change.path)
    named: Cell = (Code(below),) if below else (Text(study.text("site-changes-whole")),)
    record = (study.record_link(change.path),)
    return (
        record,
        named,
        _value(study, change, change.before, "site-changes-was-not"),
        _value(study, change, change.after, "site-changes-is-not"),
    )


def _value(study: Study, change: FactChange, value: Any, absent: str) -> Cell:
    if not _below(study, change.path):
        name = absent if value is None else "site-changes-is"
        return (Text(study.text(name), style="quiet"),)
    if isinstance(value, Mapping):
        return (Text(study.text("site-changes-group"), style="quiet"),)
    kind = field_at(study.model, change.path)
    if value is None or kind is None:
        return (Text(study.value(value), style="quiet" if value is None else ""),)
    return cell(study, kind, value, change.path)
