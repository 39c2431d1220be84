"""The end of a paper: the gaps with where to record them, and which item of the law stands where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from grondslag.interchange.papers.facts import Facts, ItemNotes
from grondslag.interchange.papers.tree import (
    Block,
    Cell,
    Heading,
    Items,
    Paragraph,
    Rule,
    Table,
    Text,
)
from grondslag.model.vocabulary import spell_path

Articles = Mapping[str, tuple[str, ...]]
"""By item, the places of the law that ask for it: `13(1)(a)`, in the notation of the model."""

NOTICE: Final[Articles] = {
    "controller": ("13(1)(a)", "14(1)(a)"),
    "dpo": ("13(1)(b)", "14(1)(b)"),
    "purposes_and_bases": ("13(1)(c)", "14(1)(c)"),
    "legitimate_interests": ("13(1)(d)", "14(2)(b)"),
    "data_categories": ("14(1)(d)",),
    "recipients": ("13(1)(e)", "14(1)(e)"),
    "transfers": ("13(1)(f)", "14(1)(f)"),
    "retention": ("13(2)(a)", "14(2)(a)"),
    "rights": ("13(2)(b)", "14(2)(c)"),
    "withdraw_consent": ("13(2)(c)", "14(2)(d)"),
    "complaint": ("13(2)(d)", "14(2)(e)"),
    "obligation_to_provide": ("13(2)(e)",),
    "source": ("14(2)(f)",),
    "automated_decisions": ("13(2)(f)", "14(2)(g)"),
}
"""Source: AVG articles 13(1)-(2) and 14(1)-(2). The names are those of the codes of `notice_item`."""


def end_of(facts: Facts, articles: Articles, enum: str) -> Iterator[Block]:
    """What follows a paper, for who keeps it: *enum* is the list of codes that has the labels of the items."""
    if not facts.gaps and not articles:
        return
    yield Rule()
    yield from _gaps(facts)
    if articles:
        yield Heading(2, (Text(facts.say("paper-items")),))
        yield Paragraph((Text(facts.say("paper-items-lead")),))
        yield _table(facts, articles, enum)


def _gaps(facts: Facts) -> Iterator[Block]:
    if not facts.gaps:
        return
    yield Heading(2, (Text(facts.say("paper-gaps")),))
    yield Paragraph((Text(facts.say("paper-gaps-lead", count=len(facts.gaps))),))
    yield Items(gap_rows(facts))


def gap_rows(facts: Facts) -> tuple[Cell, ...]:
    """A gap a row: its number, what is missing, and where to record it."""
    rows: list[Cell] = []
    for gap in facts.gaps.values():
        what = gap.what
        if gap.standing == "write":
            what = what[:1].upper() + what[1:]
        name = f"paper-record-{gap.standing}"
        rows.append(
            facts.sentence(name, number=str(gap.number), what=what, file=gap.file, field=gap.field)
        )
    return tuple(rows)


def _table(facts: Facts, articles: Articles, enum: str) -> Table:
    names = ("item", "article", "section", "fields", "gaps")
    columns = tuple(facts.say(f"paper-column-{name}") for name in names)
    rows = []
    for item, places in articles.items():
        notes = facts.items.get(item, ItemNotes())
        rows.append(
            (
                (Text(item_label(facts, enum, item)),),
                (Text("; ".join(article(facts, one) for one in places)),),
                (Text("; ".join(one for one in notes.sections if one) or "-"),),
                (Text(_rests_on(facts, notes)),),
                (Text(", ".join(map(str, notes.gaps)) or facts.say("paper-no-gap")),),
            )
        )
    return Table(facts.say("paper-items"), columns, tuple(rows))


def item_label(facts: Facts, enum: str, item: str) -> str:
    """An item in words: the label of its code, or that of the catalogue for lists that the model does not have."""
    codes = facts.model.enums.get(enum)
    if codes is not None and item in codes.codes:
        return facts.code(enum, item)
    return facts.say(f"paper-item-{item}")


def _rests_on(facts: Facts, notes: ItemNotes) -> str:
    if notes.remark:
        return notes.remark
    spelled = [
        ".".join(spell_fields(facts, tuple(name.split("."))))
        for name in notes.fields
        if not _has_inner(name, notes)
    ]
    is_told = bool(notes.sections) and not notes.gaps
    return ", ".join(spelled) or facts.say("paper-fixed" if is_told else "paper-nothing")


def _has_inner(name: str, notes: ItemNotes) -> bool:
    """A map or record of which a field is named as well."""
    return any(other.startswith(f"{name}.") for other in notes.fields)


def spell_fields(facts: Facts, path: tuple[str, ...]) -> tuple[str, ...]:
    """A path without ids in the language of the paper."""
    kind = facts.model.collections[path[0]]
    if kind.single:
        return spell_path(facts.model, path, facts.language)
    spelled = [spell_path(facts.model, path[:1], facts.language)[0]]
    record = kind.entry
    for step in path[1:]:
        field = record.fields[step]
        spelled.append(field.spelled(facts.language))
        if field.record:
            record = facts.model.records[field.record]
    return tuple(spelled)


def article(facts: Facts, place: str) -> str:
    """`13(1)(a)` as lawyers write it: `art. 13 lid 1 sub a` or `art. 13(1)(a)`; `Tw 11.7a(1)` with its law."""
    law, _, within = place.rpartition(" ")
    number, *rest = within.replace(")", "").split("(")
    if facts.language == "en":
        return f"{law} art. {within}".strip()
    paragraph = f" lid {rest[0]}" if rest else ""
    letter = f" sub {rest[1]}" if len(rest) > 1 else ""
    return f"{law} art. {number}{paragraph}{letter}".strip()
