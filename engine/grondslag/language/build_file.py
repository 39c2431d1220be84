"""Tokens and parts to the syntax nodes of clauses, declarations and files. It never fails."""

from __future__ import annotations

from typing import Any, Final

from grondslag.language import expressions as e
from grondslag.language import syntax as s
from grondslag.language.build import (
    EXPRESSIONS,
    Build,
    Parts,
    keyword_of,
    label_of,
    literal_of,
    name_of,
    nodes_of,
    place_of,
)


class Builder:
    """What Lark calls for each production, by its name in the grammar."""

    def __init__(self) -> None:
        for production, build in (EXPRESSIONS | FILE).items():
            setattr(self, production, build)


def _choice(parts: Parts) -> s.Choice:
    clause, chosen = parts
    return s.Choice(clause.type, keyword_of(chosen), place_of(parts))


def _source_status(parts: Parts) -> s.Choice:
    return s.Choice("SOURCE_READ", keyword_of(parts[0]), place_of(parts))


def _waivable(parts: Parts) -> s.Choice:
    return s.Choice("WAIVABLE_NEVER", keyword_of(parts[0]), place_of(parts))


def _text_setting(parts: Parts) -> s.Setting:
    clause, value = parts
    name = clause.value if clause.type == "IDKEY" else clause.type
    return s.Setting(name, literal_of(value), place_of(parts))


def _deadlines(parts: Parts) -> s.Setting:
    return s.Setting("DEADLINES", name_of(parts[1]), place_of(parts))


def _texts(parts: Parts) -> e.Texts:
    return e.Texts(keyword_of(parts[0]), tuple(parts[1]), place_of([parts[0], *parts[1]]))


def _text(parts: Parts) -> e.Text:
    return e.Text(name_of(parts[0]), literal_of(parts[1]), place_of(parts))


def _column(parts: Parts) -> s.ColumnNode:
    clause, name, _, kind = parts
    return s.ColumnNode(clause.type, name_of(name), name_of(kind), place_of(parts))


def _row_validity(parts: Parts) -> s.RowValidity:
    _, first, _, until = parts
    return s.RowValidity(name_of(first), name_of(until) if until else None, place_of(parts))


def _dated_value(parts: Parts) -> s.DatedValueNode:
    _, value, _, first, _, until = parts
    return s.DatedValueNode(
        value, literal_of(first), literal_of(until) if until else None, place_of(parts)
    )


def _citation(parts: Parts) -> e.CitationNode:
    return e.CitationNode(name_of(parts[0]), parts[1], place_of(parts))


def _article(parts: Parts) -> e.Locator:
    _, number, _, lid, part, _, sub = parts
    return e.Locator(
        "article",
        number.value,
        place_of(parts),
        paragraph=lid.value if lid else None,
        part=keyword_of(part) if part else None,
        sub=sub.value if sub else None,
    )


def _article_in_brackets(parts: Parts) -> e.Locator:
    brackets = tuple(part.value[1:-1] for part in parts[2:])
    return e.Locator("article", parts[1].value, place_of(parts), brackets=brackets)


def _numbered(kind: e.LocatorKind) -> Build:
    return lambda parts: e.Locator(kind, parts[1].value, place_of(parts))


def _validity(parts: Parts) -> s.Validity:
    _, first, _, until, earlier = parts
    return s.Validity(
        literal_of(first),
        literal_of(until) if until else None,
        earlier is not None,
        place_of(parts),
    )


def _binding(parts: Parts) -> s.BindingNode:
    return s.BindingNode(name_of(parts[0]), nodes_of(parts, e.CollectionOf), place_of(parts))


def _for_each(parts: Parts) -> s.ForEach:
    return s.ForEach(nodes_of(parts, s.BindingNode), parts[-1], place_of(parts))


def _condition_clause(parts: Parts) -> s.ConditionClause:
    return s.ConditionClause(keyword_of(parts[0]), parts[1], place_of(parts))


def _unless(parts: Parts) -> s.Unless:
    keyword, basis, condition = parts
    return s.Unless(basis, condition, keyword_of(keyword), place_of(parts))


def _fact_path(parts: Parts) -> s.FactPath:
    steps = [
        literal_of(part) if part.type == "STRING" else name_of(part)
        for part in parts
        if part.type in {"NAME", "FIELD", "KEBAB", "STRING"}
    ]
    return s.FactPath(tuple(steps), place_of(parts))


def _violation(parts: Parts) -> s.Outcome:
    label = parts[2]
    return s.Outcome("VIOLATION", place_of(parts), item=label_of(label) if label else None)


def _compliant(parts: Parts) -> s.Outcome:
    until = parts[2]
    return s.Outcome("COMPLIANT", place_of(parts), until=literal_of(until) if until else None)


def _undetermined(parts: Parts) -> s.Outcome:
    return s.Outcome("UNDETERMINED", place_of(parts), reasons=nodes_of(parts, s.FactPath))


def _example(parts: Parts) -> s.ExampleNode:
    _, name, on, _, outcome, given = parts
    return s.ExampleNode(literal_of(name), on, outcome, given, place_of(parts))


def _rule(parts: Parts) -> s.RuleNode:
    _, rule_id, *clauses = parts
    return s.RuleNode(rule_id, tuple(clauses), place_of(parts))


def _pack(parts: Parts) -> s.PackNode:
    _, pack_id, _, version, *clauses = parts
    return s.PackNode(pack_id, version.value, tuple(clauses), place_of(parts))


def _source(parts: Parts) -> s.SourceNode:
    _, name, *clauses = parts
    return s.SourceNode(name_of(name), tuple(clauses), place_of(parts))


def _parameter(parts: Parts) -> s.ParameterNode:
    _, name, _, kind, *clauses = parts
    return s.ParameterNode(name_of(name), name_of(kind), tuple(clauses), place_of(parts))


def _table(parts: Parts) -> s.TableNode:
    _, name, _, file, *clauses = parts
    return s.TableNode(name_of(name), literal_of(file), tuple(clauses), place_of(parts))


def _case(parts: Parts) -> s.CaseNode:
    return s.CaseNode(parts[0], parts[2] if len(parts) == 3 else None, place_of(parts))


def _define(parts: Parts) -> s.DefineNode:
    define, name, _, holder, variable, _, body, *clauses = parts
    last = body[-1] if isinstance(body, tuple) else body
    where = place_of([define, last, *clauses])
    return s.DefineNode(
        name_of(name), name_of(holder), name_of(variable), body, tuple(clauses), where
    )


def _start(parts: Parts) -> tuple[Any, ...]:
    return tuple(parts)


FILE: Final[dict[str, Build]] = {
    "start": _start,
    "id": lambda parts: name_of(parts[0]),
    "pack": _pack,
    "use": lambda parts: s.Use(parts[1], place_of(parts)),
    "source": _source,
    "parameter": _parameter,
    "table": _table,
    "define": _define,
    "cases": tuple,
    "case": _case,
    "default": _case,
    "rule": _rule,
    "status": _choice,
    "override": _choice,
    "severity": _choice,
    "certainty": _choice,
    "source_status": _source_status,
    "waivable": _waivable,
    "schema": _text_setting,
    "articles": _text_setting,
    "source_id": _text_setting,
    "deadlines": _deadlines,
    "dated_value": _dated_value,
    "key": _column,
    "column": _column,
    "row_validity": _row_validity,
    "title": _texts,
    "note": _texts,
    "fix": _texts,
    "otherwise": _texts,
    "texts": tuple,
    "text": _text,
    "under": lambda parts: e.Under(nodes_of(parts, e.CitationNode), place_of(parts)),
    "basis": lambda parts: e.Basis(nodes_of(parts, e.CitationNode), place_of(parts)),
    "citation": _citation,
    "article": _article,
    "article_in_brackets": _article_in_brackets,
    "recital": _numbered("recital"),
    "section": _numbered("section"),
    "contract_clause": _numbered("clause"),
    "validity": _validity,
    "review_by": lambda parts: s.ReviewBy(literal_of(parts[1]), place_of(parts)),
    "applies_at_event": lambda parts: s.Applies(parts[1], place_of(parts)),
    "applies_at_check": lambda parts: s.Applies(None, place_of(parts)),
    "for_each": _for_each,
    "for_the": lambda parts: s.ForThe(name_of(parts[1]), place_of(parts)),
    "binding": _binding,
    "when": _condition_clause,
    "require": _condition_clause,
    "unless": _unless,
    "example": _example,
    "on": lambda parts: literal_of(parts[1]),
    "violation": _violation,
    "compliant": _compliant,
    "not_applicable": lambda parts: s.Outcome("NOT_APPLICABLE", place_of(parts)),
    "undetermined": _undetermined,
    "fact_path": _fact_path,
    "given": lambda parts: parts[1],
}
