"""What to record: the facts that verdicts wait for, and the questions that were left open in the register."""

from __future__ import annotations

from grondslag.findings.naming import to_do_text
from grondslag.findings.todo import ToDoList, to_do
from grondslag.publish.blocks import (
    Block,
    Cell,
    Code,
    Inline,
    Page,
    Paragraph,
    Section,
    Table,
    Text,
)
from grondslag.publish.study import Study
from grondslag.publish.views.verdict_blocks import capital, coded


def open_questions(study: Study) -> Page:
    """The page of everything that is to be recorded."""
    listed = to_do(study.outcome, None)
    facts = study.text("report-facts", count=listed.facts)
    lead = (
        study.text("report-to-do", facts=facts, count=listed.verdicts)
        if listed.items
        else study.text("site-nothing-to-record")
    )
    blocks: list[Block] = [Paragraph(coded(capital(lead)), "lead"), to_do_table(study, listed)]
    if listed.blocked:
        blocks.append(
            Paragraph((Text(study.text("report-blocked", count=listed.blocked)),), "note")
        )
    rows = tuple(
        (
            (Code(study.register.spell(path)),),
            (study.record_link(path),),
            tuple(study.place(span) for span in study.register.locate(path)[:1]),
        )
        for path in sorted(study.register.questions)
    )
    columns = (study.text("site-fact"), study.text("site-record"), study.text("site-place"))
    table = Table(
        study.text("site-unknown-table"), columns, rows, empty=study.text("site-unknown-none")
    )
    blocks.append(Section(study.text("site-unknown"), "onbekend", (table,)))
    return Page("open-vragen/", study.text("site-open-questions"), tuple(blocks), in_menu=True)


def to_do_table(study: Study, listed: ToDoList, *, short: bool = False) -> Table:
    """Facts to record, those that settle most first; *short*: without the verdicts that wait for each."""
    rows: list[tuple[Cell, ...]] = []
    for number, item in enumerate(listed.items, 1):
        links: list[Inline] = []
        for finding in item.findings[:3]:
            links += [Text(", ")] if links else []
            links.append(study.finding_link(finding))
        if len(item.findings) > 3:
            more = study.text("site-and-more", count=len(item.findings) - 3)
            links.append(Text(f" {more}"))
        once = (Text(" "), *coded(study.text("report-once", path=item.once))) if item.once else ()
        rows.append(
            (
                (Text(str(number)),),
                (*coded(to_do_text(item, study.language)), *once),
                tuple(study.place(span) for span in item.spans[:1]),
                tuple(links),
            )[: 3 if short else 4]
        )
    columns = (
        study.text("site-number"),
        study.text("site-to-record"),
        study.text("site-place"),
        study.text("site-waits"),
    )[: 3 if short else 4]
    return Table(study.text("site-to-do-table"), columns, tuple(rows), filter=len(rows) > 12)
