"""A condition in a short, plain sentence, in Dutch or English: for "why" and for proof trees."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from grondslag.evaluation.answers import Path
from grondslag.evaluation.shown import shown
from grondslag.evaluation.trace import Side, Step
from grondslag.language import tree
from grondslag.language.types import Code, ListOf, Reference, Type
from grondslag.rulebook.law import Law
from grondslag.values import NONE
from grondslag.words.catalogue import text_of

_ANSWERS: Final = {"T": "answer-yes", "F": "answer-no", "U": "answer-unknown"}
_NEGATED: Final = (tree.IsRecorded, tree.IsEmpty, tree.OneOf, tree.Includes)
_OF_PARTS: Final = frozenset(("every", "some", "no", "of-item", "derived"))


def _as_it_is(_list: str, code: str, _path: Path | None) -> str:
    return code


@dataclass(frozen=True, slots=True)
class Wording:
    """How a condition is put into words: for a reader of *language*, names and codes as the files spell them."""

    language: str
    spell: Callable[[Path], str] = ".".join
    """A canonical path in the language of the file it stands in."""
    code: Callable[[str, str, Path | None], str] = _as_it_is
    """A code (list, canonical code) as it is spelled where this fact stands; None for what is no fact."""
    law: Law | None = None
    """Gives parameters their titles."""

    def text(self, name: str, /, **params: object) -> str:
        """A text of the catalogue."""
        return text_of(name, params, self.language)

    def value(self, side: Side, path: Path | None = None) -> str:
        """What a term stands for; a code as it is spelled where the fact at *path* stands."""
        codes = _codes(side.term.type)
        if codes is not None and isinstance(side.value, str):
            return self.code(codes.list, side.value, side.path or path)
        return shown(side.value, self.language)


def condition_text(step: Step, wording: Wording) -> str:
    """The condition of a step without its answer: "`verwerkers.host.overeenkomst` bestaat"."""
    kind = step.kind
    if kind == "missing":
        paths = tuple(wording.spell(reason.path) for reason in step.reasons)
        listed = ", ".join(f"`{path}`" for path in paths) or (step.label or "")
        return wording.text("step-missing", paths=listed)
    if kind in ("every", "some", "no"):
        return wording.text(f"step-{kind}", collection=_term(step.sides[0], wording))
    if kind == "of-item":
        return wording.text("step-of-item", label=_item_label(step, wording))
    if kind == "item":
        return wording.text("step-item", label=step.label or "")
    if kind == "derived" and step.definition is not None:
        name = dict(step.definition.title).get(wording.language) or step.definition.name
        return wording.text("step-derived", fact=_term(step.sides[0], wording), name=name)
    return wording.text(_message(step), **_params(step, wording))


def answer_text(step: Step, wording: Wording) -> str:
    """The answer, and the value that gave it where that says more: "nee, `geen`".

    Texts and lists are not repeated: a text may be about a person.
    """
    if step.open_until is not None:
        return wording.text("answer-open", end=shown(step.open_until, wording.language))
    answer = wording.text(_ANSWERS[step.truth])
    if not step.sides or step.kind in _OF_PARTS:
        return answer
    first = step.sides[0]
    if first.value is None and step.truth == "U":
        return shown(None, wording.language).strip("()")
    if first.rest and first.value is NONE:
        return wording.text("answer-as", answer=answer, reason=_none_on_the_way(first, wording))
    if _is_told(first):
        return f"{answer}, `{wording.value(first)}`"
    return answer


def _is_told(side: Side) -> bool:
    """Whether a value is repeated: what is none, and codes, numbers, dates and lengths of time."""
    if side.value is NONE:
        return True
    if side.value is None or isinstance(side.value, bool | tuple | dict):
        return False
    return not isinstance(side.value, str) or isinstance(side.term.type, Code)


def sentence(step: Step, wording: Wording) -> str:
    """The condition and its answer: "`processors.host.agreement` exists: no, `none`"."""
    text = condition_text(step, wording)
    return text if step.kind.startswith("nothing-") else f"{text}: {answer_text(step, wording)}"


def _message(step: Step) -> str:
    """The text for a kind of step; its condition counts only for a step that is that condition."""
    kind, node = step.kind, step.node
    if kind == "compare" and isinstance(node, tree.Compare):
        return f"step-{node.operator.replace('_', '-')}"
    if kind == "within" and isinstance(node, tree.Within):
        return f"step-within-{node.side}"
    if step.sides and isinstance(node, _NEGATED) and node.negated:
        return f"step-not-{kind}"
    return f"step-{kind}"


def _item_label(step: Step, wording: Wording) -> str:
    """The id of an item of a quantifier; a code as the file spells it."""
    label = step.label or ""
    codes = _codes(step.node.collection.type) if isinstance(step.node, tree.Quantified) else None
    if codes is None:
        return label
    path = next((path for child in step.children for path in child.paths), None)
    return wording.code(codes.list, label, path)


def _codes(kind: Type) -> Code | None:
    """The list of codes that a term, or an item of it, is one of."""
    item = kind.item if isinstance(kind, ListOf) else kind
    return item if isinstance(item, Code) else None


def _params(step: Step, wording: Wording) -> dict[str, object]:
    if not step.sides:
        return {}
    first, *others = step.sides
    params: dict[str, object] = {"fact": _term(first, wording)}
    if step.kind in ("one-of", "includes-any"):
        params["values"] = ", ".join(f"`{wording.value(side, first.path)}`" for side in others)
    elif step.kind in ("within", "due"):
        params["length"] = _valued(others[0], wording)
        params["other"] = _valued(others[1], wording)
    elif others:
        params["other"] = _valued(others[0], wording, first.path)
    return params


def _valued(side: Side, wording: Wording, path: Path | None = None) -> str:
    """A term with its value, where its name does not tell it; *path* is the fact it is held against."""
    if isinstance(side.term, tree.Literal_):
        return f"`{wording.value(side, path)}`"
    name = _term(side, wording)
    if side.value is not None and not _is_told(side):
        return name
    if isinstance(side.term, tree.Parameter) and side.value is not None:
        return wording.text("step-parameter", title=name, value=wording.value(side, path))
    if side.path is None and not isinstance(side.term, tree.Parameter | tree.Today | tree.Now):
        return f"`{wording.value(side, path)}`"
    if side.rest and side.value is NONE:
        return f"{name} ({_none_on_the_way(side, wording)})"
    return f"{name} ({wording.value(side, path).strip('()')})"


def _none_on_the_way(side: Side, wording: Wording) -> str:
    """That the step of a term behind which nothing can be looked up is none."""
    fact = f"`{wording.spell(side.path or ())}`"
    return wording.text("step-is", fact=fact, other=f"`{shown(NONE, wording.language)}`")


def _term(side: Side, wording: Wording) -> str:
    """A term in words: a fact by its path, a parameter by its title."""
    term = side.term
    if isinstance(term, tree.Today | tree.Now):
        return wording.text("step-today" if isinstance(term, tree.Today) else "step-now")
    if isinstance(term, tree.Parameter):
        return _parameter(term.name, wording)
    if side.path is None:
        return f"`{_written(term, side.value, wording.language)}`"
    fact = f"`{_whole(side.path, side.rest, wording)}`"
    return wording.text("step-count", fact=fact) if isinstance(term, tree.Count) else fact


def _whole(path: Path, rest: tuple[tree.Field, ...], wording: Wording) -> str:
    """A path with the fields that were not reached; those behind a reference are spelled as of its collection."""
    known = path
    beyond: list[str] = []
    for field in rest:
        kind = field.holder.type
        if isinstance(kind, Reference) and kind.collections:
            beyond.append(wording.spell(known))
            known = (kind.collections[0], "*")
        known = (*known, field.name)
    if not beyond:
        return wording.spell(known)
    steps = [beyond[0], *(text.split(".", 2)[2] for text in (*beyond[1:], wording.spell(known)))]
    return ".".join(steps)


def _parameter(name: str, wording: Wording) -> str:
    declared = None if wording.law is None else wording.law.parameters.get(name)
    titles = dict(declared.title) if declared is not None else {}
    return titles.get(wording.language) or f"`{name.rpartition('/')[2]}`"


def _written(term: tree.Term, value: Any, language: str) -> str:
    """A term that is no fact, as a rule writes it."""
    match term:
        case tree.Variable(name) | tree.Root(name):
            return name
        case tree.Field(holder, name):
            return f"{_written(holder, value, language)}.{name}"
        case tree.Derived(name, argument):
            return f"{_written(argument, value, language)}.{name.rpartition('/')[2]}"
        case tree.Lookup(table):
            return table.rpartition("/")[2]
        case tree.Cell(row, column):
            return f"{row.table.rpartition('/')[2]}.{column}"
    return shown(value, language)
