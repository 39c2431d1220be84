"""Why a verdict is what it is: the tree of conditions, what each answered and on which facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from grondslag.evaluation.answers import (
    Answer,
    End,
    Entry,
    Found,
    Path,
    all_of,
    any_of,
    contrary,
)
from grondslag.evaluation.conditions import item_answer, judge, narrowed, of_block
from grondslag.evaluation.terms import find, items_of, not_described
from grondslag.evaluation.verdict import Reason
from grondslag.evaluation.world import Scene, World
from grondslag.language import tree
from grondslag.language.logic import FALSE, TRUE, UNKNOWN, Truth
from grondslag.values import NONE

Letter = Literal["T", "F", "U"]
_LETTERS: Final[dict[Truth, Letter]] = {TRUE: "T", FALSE: "F", UNKNOWN: "U"}
_TRUTHS: Final[dict[Letter, Truth]] = {letter: truth for truth, letter in _LETTERS.items()}
_MOST_ITEMS: Final = 20
_BY_KIND: Final[dict[type, str]] = {
    tree.And: "all",
    tree.Or: "any",
    tree.Not: "not",
    tree.Implies: "if",
    tree.Holds: "holds",
    tree.Exists: "exists",
    tree.IsNone: "none",
    tree.IsRecorded: "recorded",
    tree.IsEmpty: "empty",
    tree.Compare: "compare",
    tree.OneOf: "one-of",
    tree.Includes: "includes",
    tree.IncludesAny: "includes-any",
    tree.Within: "within",
    tree.Due: "due",
}


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """A term of a condition with what it stands for; `value` is None if that is not known.

    An entry or record is given by its path. `path` is None for what is no fact. Where a step on the
    way is none or not known, `path` is that of this step and `rest` holds the fields after it.
    """

    term: tree.Term
    value: Any
    path: Path | None
    rest: tuple[tree.Field, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """A condition and what it answered: `T`, `F` or `U`.

    `kind` is that of the condition (`all any not if item every some no holds exists none recorded empty
    compare one-of includes includes-any within due derived`), a clause of the rule (`where when unless
    require`), the whole (`rule`), `missing` for what is not known by itself, or `nothing-scope`, `nothing-where`,
    `nothing-day` and `nothing-event` where there was nothing to judge. `label` is that of an item, or
    the id of an item of a quantifier. `value` is that of the first side. `left_out` counts items not shown.
    """

    kind: str
    truth: Letter
    node: tree.Condition | None = None
    label: str | None = None
    sides: tuple[Side, ...] = ()
    reasons: tuple[Reason, ...] = ()
    open_until: End | None = None
    children: tuple[Step, ...] = ()
    left_out: int = 0
    definition: tree.Definition | None = None

    @property
    def value(self) -> Any:
        """What the first term stands for; None if that is not known."""
        return self.sides[0].value if self.sides else None

    @property
    def path(self) -> Path | None:
        """The fact of the first term that is one."""
        return next(iter(self.paths), None)

    @property
    def paths(self) -> tuple[Path, ...]:
        """Every fact it looks at, in the order of the condition, once each."""
        return tuple(dict.fromkeys(side.path for side in self.sides if side.path is not None))


def trace_rule(world: World, rule: tree.CheckedRule, scene: Scene) -> Step:
    """The tree of a rule on an entry; the children are its clauses."""
    clauses: list[Step] = []
    if rule.scope.filter is not None:
        clauses.append(_clause("where", trace_condition(world, scene, rule.scope.filter)))
    if rule.when is not None:
        clauses.append(_clause("when", trace_condition(world, scene, rule.when)))
    for exemption in rule.exemptions:
        clauses.append(_clause("unless", trace_condition(world, scene, exemption.condition)))
    clauses.append(_clause("require", trace_condition(world, scene, rule.require)))
    return Step("rule", clauses[-1].truth, children=tuple(clauses))


def trace_unjudged(reasons: tuple[Reason, ...], decided: str | None) -> Step:
    """The tree of a verdict without conditions: something is missing, there is nothing, or no version holds."""
    truth: Letter = "U" if reasons else "F"
    kind = "missing" if reasons else f"nothing-{decided or 'scope'}"
    return Step("rule", truth, reasons=reasons, children=(Step(kind, truth, reasons=reasons),))


def _clause(kind: str, step: Step) -> Step:
    return Step(
        kind,
        step.truth,
        step.node,
        reasons=step.reasons,
        open_until=step.open_until,
        children=(step,),
    )


def trace_condition(world: World, scene: Scene, node: tree.Condition) -> Step:
    """The tree of one condition. What has parts answers by what its parts answered: each is judged once."""
    match node:
        case tree.And(operands) | tree.Or(operands):
            children = [trace_condition(world, scene, operand) for operand in operands]
            join = all_of if isinstance(node, tree.And) else any_of
            return _step(_BY_KIND[type(node)], node, join(_answers(children)), children=children)
        case tree.Not(operand):
            child = trace_condition(world, scene, operand)
            return _step("not", node, contrary(_answer(child)), children=[child])
        case tree.Implies(condition, consequence):
            children = [trace_condition(world, scene, part) for part in (condition, consequence)]
            first, second = _answers(children)
            return _step("if", node, any_of([contrary(first), second]), children=children)
        case tree.Block():
            items = [_item(world, scene, item) for item in node.items]
            return _step(f"{node.kind}-of", node, of_block(node, _answers(items)), children=items)
        case tree.Quantified():
            return _quantified(world, scene, node, judge(world, scene, node))
        case tree.Holds(tree.Derived() as term):
            return _derived(world, scene, node, term, judge(world, scene, node))
    answer = judge(world, scene, node)
    return _step(_BY_KIND[type(node)], node, answer, sides=_sides(world, scene, node))


def _answer(step: Step) -> Answer:
    return Answer(_TRUTHS[step.truth], frozenset(step.reasons), step.open_until)


def _answers(steps: list[Step]) -> list[Answer]:
    return [_answer(step) for step in steps]


def _step(
    kind: str,
    node: tree.Condition,
    answer: Answer,
    *,
    sides: tuple[Side, ...] = (),
    children: list[Step] | None = None,
) -> Step:
    return Step(
        kind,
        _LETTERS[answer.truth],
        node,
        sides=sides,
        reasons=tuple(sorted(answer.reasons)),
        open_until=answer.until,
        children=tuple(children or ()),
    )


def _item(world: World, scene: Scene, item: tree.Item) -> Step:
    step = trace_condition(world, scene, item.condition)
    return replace(_clause("item", step), label=item.label)


def _quantified(world: World, scene: Scene, node: tree.Quantified, answer: Answer) -> Step:
    """A quantifier with the items that decide it: those that answer as it does not by itself."""
    found = find(world, scene, node.collection)
    sides = (_side(world, scene, node.collection),)
    if found.is_unknown or found.value is NONE:
        return _step(node.quantifier, node, answer, sides=sides)
    items, _ = items_of(world, found, node.collection, node.onwards)
    wanted = answer.truth if node.quantifier != "no" else 4 - answer.truth
    usual = TRUE if node.quantifier == "every" else FALSE
    deciding = [
        item
        for item in items
        if wanted != usual and item_answer(world, scene, node, item).truth == wanted
    ]
    children = [_one(world, scene, node, item) for item in deciding[:_MOST_ITEMS]]
    step = _step(node.quantifier, node, answer, sides=sides, children=children)
    return replace(step, left_out=len(deciding) - len(children))


def _one(world: World, scene: Scene, node: tree.Quantified, item: Entry | Found) -> Step:
    if isinstance(item, Entry) and not item.described:
        reasons = tuple(sorted(not_described(item).reasons))
        return Step("missing", "U", label=item.id, reasons=reasons)
    inner = scene.bind(node.variable, item)
    label = item.id if isinstance(item, Entry) else str(item.value)
    children = [trace_condition(world, inner, node.condition)]
    answer = _answer(children[0])
    if node.filter is not None:
        children.insert(0, trace_condition(world, inner, node.filter))
        answer = narrowed(node, _answer(children[0]), answer)
    return replace(_step("of-item", node, answer, children=children), label=label)


def _derived(
    world: World, scene: Scene, node: tree.Condition, term: tree.Derived, answer: Answer
) -> Step:
    """A derived fact with the conditions that it stands for."""
    definition = world.law.definitions[term.name]
    argument = find(world, scene, term.argument)
    children: list[Step] = []
    if isinstance(argument.value, Entry):
        inner = scene.alone(definition.variable, argument.value)
        children = _steps_of(world, inner, definition, argument.value.path)
    sides = (_side(world, scene, term.argument),)
    step = _step("derived", node, answer, sides=sides, children=children)
    return replace(step, definition=definition)


def _steps_of(world: World, scene: Scene, definition: tree.Definition, path: Path) -> list[Step]:
    """The conditions of a derived fact, made once for each entry and day."""
    key = (definition.name, scene.day, path)
    steps = world.steps_of_derived.get(key)
    if steps is None:
        steps = world.steps_of_derived[key] = list(_case_steps(world, scene, definition))
    return steps


def _case_steps(world: World, scene: Scene, definition: tree.Definition) -> Iterator[Step]:
    for case in definition.cases:
        if case.condition is not None:
            step = trace_condition(world, scene, case.condition)
            yield step
            if step.truth == "U":
                return
            if step.truth == "F":
                continue
        if type(case.value) in _BY_KIND or isinstance(case.value, tree.Block | tree.Quantified):
            yield trace_condition(world, scene, case.value)  # type: ignore[arg-type]
        elif not isinstance(case.value, tree.Literal_):
            yield trace_condition(world, scene, tree.Holds(case.value))  # type: ignore[arg-type]
        return


def _sides(world: World, scene: Scene, node: tree.Condition) -> tuple[Side, ...]:
    return tuple(_side(world, scene, term) for term in _terms(node))


def _terms(node: tree.Condition) -> tuple[tree.Term, ...]:
    match node:
        case tree.Compare(left=left, right=right):
            return (left, right)
        case tree.Includes(term=term, item=item):
            return (term, item)
        case (
            tree.Within(term=term, duration=length, anchor=anchor)
            | tree.Due(term=term, duration=length, anchor=anchor)
        ):
            return (term, length, anchor)
        case tree.OneOf(term=term, values=values) | tree.IncludesAny(term=term, values=values):
            return (term, *values)
        case (
            tree.Holds(term=term)
            | tree.Exists(term=term)
            | tree.IsNone(term=term)
            | tree.IsRecorded(term=term)
            | tree.IsEmpty(term=term)
        ):
            return (term,)
    return ()


def _side(world: World, scene: Scene, term: tree.Term) -> Side:
    found = find(world, scene, term)
    value = None if found.is_unknown else found.value
    if isinstance(value, Entry):
        return Side(term, value.path, found.path)
    return Side(term, value, found.path, _not_reached(world, scene, term))


def _not_reached(world: World, scene: Scene, term: tree.Term) -> tuple[tree.Field, ...]:
    """The fields of a term in which nothing was looked up: a step before them is none or not known."""
    if isinstance(term, tree.Count):
        return _not_reached(world, scene, term.collection)
    if not isinstance(term, tree.Field):
        return ()
    holder = find(world, scene, term.holder)
    if holder.is_unknown or holder.value is NONE:
        return (*_not_reached(world, scene, term.holder), term)
    return ()


def deciding(step: Step) -> Iterator[Step]:
    """The conditions without parts that made a step what it is, in the order of the rule.

    Of a false `all` the first part that is false, of a true one all parts; of what is unknown, the parts that
    are. What no single item decides stands for itself.
    """
    if not step.children:
        yield step
        return
    for child in _that_decide(step):
        yield from deciding(child)


def _that_decide(step: Step) -> tuple[Step, ...]:
    children = step.children
    if step.kind in ("every", "some", "no"):
        return children if step.truth == "U" else children[:1]
    if step.kind == "of-item" or step.truth == "U":
        unknown = tuple(child for child in children if child.truth == "U")
        return unknown if step.truth == "U" and unknown else children
    if step.kind in ("all", "all-of"):
        return children if step.truth == "T" else _first(children, "F")
    if step.kind in ("any", "any-of"):
        return children if step.truth == "F" else _first(children, "T")
    if step.kind == "none-of":
        return children if step.truth == "T" else _first(children, "T")
    if step.kind == "if":
        condition, consequence = children
        if step.truth == "F":
            return children
        return (condition,) if condition.truth == "F" else (consequence,)
    return children


def _first(children: tuple[Step, ...], truth: Letter) -> tuple[Step, ...]:
    found = next((child for child in children if child.truth == truth), None)
    return children if found is None else (found,)


def deciding_clauses(root: Step, outcome: str) -> tuple[Step, ...]:
    """The clauses of a rule that made its outcome: for a violation that it applies and what is not met."""
    clauses = root.children
    if outcome == "undetermined":
        return tuple(clause for clause in clauses if clause.truth == "U") or clauses
    if outcome == "not_applicable":
        return (
            tuple(
                clause
                for clause in clauses
                if (clause.kind in ("where", "when") and clause.truth == "F")
                or (clause.kind == "unless" and clause.truth == "T")
            )
            or clauses
        )
    wanted = {"where": "T", "when": "T", "require": "F" if outcome == "violation" else "T"}
    return tuple(clause for clause in clauses if wanted.get(clause.kind) == clause.truth)


def why(root: Step, outcome: str) -> tuple[Step, ...]:
    """The conditions without parts that decided a verdict, in the order of the rule."""
    return tuple(step for clause in deciding_clauses(root, outcome) for step in deciding(clause))
