"""A condition in a short, plain sentence, in Dutch or English: for "why" and for proof trees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from grondslag.evaluation.answers import Path
from grondslag.evaluation.shown import shown
from grondslag.evaluation.trace import Side, Step
from grondslag.language import tree
from grondslag.language.types import Code
from grondslag.rulebook.law import Law
from grondslag.values import NONE
from grondslag.words.catalogue import text_of

Spell = Callable[[Path], str]
"""A canonical path in the language of the file it stands in."""

_ANSWERS: Final = {"T": "answer-yes", "F": "answer-no", "U": "answer-unknown"}
_NEGATED: Final = (tree.IsRecorded, tree.IsEmpty, tree.OneOf, tree.Includes)


def condition_text(step: Step, language: str, spell: Spell, law: Law | None = None) -> str:
    """The condition of a step without its answer: "`verwerkers.host.overeenkomst` bestaat".

    *law* gives parameters their titles.
    """
    kind = step.kind
    if kind == "missing":
        paths = tuple(spell(reason.path) for reason in step.reasons)
        listed = ", ".join(f"`{path}`" for path in paths) or (step.label or "")
        return text_of("step-missing", {"paths": listed}, language)
    if kind in ("every", "some", "no"):
        collection = _term(step.sides[0], language, spell, law)
        return text_of(f"step-{kind}", {"collection": collection}, language)
    if kind in ("item", "of-item"):
        return text_of(f"step-{kind}", {"label": step.label or ""}, language)
    if kind == "derived" and step.definition is not None:
        name = dict(step.definition.title).get(language) or step.definition.name
        return text_of(
            "step-derived",
            {"fact": _term(step.sides[0], language, spell, law), "name": name},
            language,
        )
    return text_of(_message(step), _params(step, language, spell, law), language)


def answer_text(step: Step, language: str) -> str:
    """The answer, and the value that gave it where that says more: "nee, `geen`".

    Texts and lists are not repeated: a text may be about a person.
    """
    if step.open_until is not None:
        return text_of("answer-open", {"end": shown(step.open_until, language)}, language)
    answer = text_of(_ANSWERS[step.truth], {}, language)
    if not step.sides or step.kind in ("every", "some", "no", "derived"):
        return answer
    value = step.value
    if value is None and step.truth == "U":
        return shown(None, language).strip("()")
    if _is_told(step.sides[0]):
        return f"{answer}, `{shown(value, language)}`"
    return answer


def _is_told(side: Side) -> bool:
    """Whether a value is repeated: what is none, and codes, numbers, dates and lengths of time."""
    if side.value is NONE:
        return True
    if side.value is None or isinstance(side.value, bool | tuple | dict):
        return False
    return not isinstance(side.value, str) or isinstance(side.term.type, Code)


def sentence(step: Step, language: str, spell: Spell, law: Law | None = None) -> str:
    """The condition and its answer: "`processors.host.agreement` exists: no, `none`"."""
    text = condition_text(step, language, spell, law)
    return text if step.kind.startswith("nothing-") else f"{text}: {answer_text(step, language)}"


def _message(step: Step) -> str:
    node = step.node if step.sides else None
    if isinstance(node, tree.Compare):
        return f"step-{node.operator.replace('_', '-')}"
    if isinstance(node, _NEGATED) and node.negated:
        return f"step-not-{step.kind}"
    if isinstance(node, tree.Within):
        return f"step-within-{node.side}"
    return f"step-{step.kind}"


def _params(step: Step, language: str, spell: Spell, law: Law | None) -> dict[str, object]:
    if not step.sides:
        return {}
    first, *others = step.sides
    params: dict[str, object] = {"fact": _term(first, language, spell, law)}
    if step.kind in ("one-of", "includes-any"):
        params["values"] = ", ".join(f"`{shown(side.value, language)}`" for side in others)
    elif step.kind in ("within", "due"):
        params["length"] = _valued(others[0], language, spell, law)
        params["other"] = _valued(others[1], language, spell, law)
    elif others:
        params["other"] = _valued(others[0], language, spell, law)
    return params


def _valued(side: Side, language: str, spell: Spell, law: Law | None) -> str:
    """A term with its value, where its name does not tell it."""
    if isinstance(side.term, tree.Literal_):
        return f"`{shown(side.value, language)}`"
    name = _term(side, language, spell, law)
    if side.value is not None and not _is_told(side):
        return name
    if side.path is None and not isinstance(side.term, tree.Parameter | tree.Today | tree.Now):
        return f"`{shown(side.value, language)}`"
    return f"{name} ({shown(side.value, language).strip('()')})"


def _term(side: Side, language: str, spell: Spell, law: Law | None) -> str:
    """A term in words: a fact by its path, a parameter by its title."""
    term = side.term
    if isinstance(term, tree.Today | tree.Now):
        return text_of("step-today" if isinstance(term, tree.Today) else "step-now", {}, language)
    if isinstance(term, tree.Parameter):
        return _parameter(term.name, language, law)
    if isinstance(term, tree.Count) and side.path is not None:
        return text_of("step-count", {"fact": f"`{spell(side.path)}`"}, language)
    if side.path is not None:
        return f"`{spell(side.path)}`"
    return f"`{_written(term, side.value, language)}`"


def _parameter(name: str, language: str, law: Law | None) -> str:
    declared = None if law is None else law.parameters.get(name)
    titles = dict(declared.title) if declared is not None else {}
    return titles.get(language) or f"`{name.rpartition('/')[2]}`"


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
