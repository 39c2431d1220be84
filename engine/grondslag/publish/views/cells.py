"""Cells of tables by subject: labels, values and verdicts of fields of the register."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from grondslag.findings.addresses import finding_address, record_address
from grondslag.publish.blocks import Cell, Inline, Text
from grondslag.publish.study import Study, as_label
from grondslag.publish.views.content import cell
from grondslag.publish.views.verdicts import ORDER


def label(study: Study, collection: str, *names: str) -> str:
    """The label of a field of a collection, or of a record in it."""
    fields = study.model.collections[collection].entry.fields
    kind = fields[names[0]]
    for name in names[1:]:
        kind = study.model.records[kind.record or ""].fields[name]
    return as_label(kind.spelled(study.language))


def value_cell(study: Study, collection: str, record: Mapping[str, Any], *names: str) -> Cell:
    """The value of a field, or of a field of a record in it; says so if it is not recorded or there is none."""
    kind = study.model.collections[collection].entry.fields[names[0]]
    value: Any = record.get(names[0])
    for name in names[1:]:
        kind = study.model.records[kind.record or ""].fields[name]
        if not isinstance(value, Mapping):
            return (Text(study.value(value), style="quiet"),)
        value = value.get(name)
    return (Text(study.value(None), style="quiet"),) if value is None else cell(study, kind, value)


def about(study: Study, path: tuple[str, ...], rules: Iterable[str]) -> Cell:
    """The verdicts of some rules on a record, the heaviest first, each a link to its explanation."""
    wanted = set(rules)
    found = [
        one
        for one in study.by_page.get(record_address(study.model, path), ())
        if one.rule.id in wanted
        and one.verdict.subject.path[: len(path)] == path
        and one.verdict.outcome != "not_applicable"
    ]
    found.sort(key=lambda one: (ORDER.index(one.verdict.outcome), one.rule.id))
    # A rule is called after what is wrong: of what complies, the sign says more than that name.
    open_ones = [one for one in found if one.verdict.outcome != "compliant"]
    parts: list[Inline] = []
    for one in open_ones[:3]:
        parts += [Text(" ")] if parts else []
        parts += [study.badge(one.verdict.outcome), Text(" "), study.finding_link(one)]
    if found and not open_ones:
        address = finding_address(study.model, found[0].verdict)
        parts.append(study.badge("compliant", address))
    for one in found:
        if one.verdict.open_until is not None:
            parts.append(Text(f" ({study.text('report-term-runs', day=one.verdict.open_until)})"))
    return tuple(parts) or (study.badge("not_applicable"),)
