"""Own values of parameters: what a project may set stricter than a pack states, and what it may not.

A value that would loosen a rule is refused: the stated value is used. That is looked at for each dated value, so
an own value may hold on some days only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from grondslag.diagnostics import Diagnostic, Label, Message
from grondslag.language.arithmetic import written_value
from grondslag.language.calendar import order_of_lengths, order_of_moments, sign
from grondslag.language.tree import ParameterDeclaration
from grondslag.language.types import Scalar
from grondslag.rulebook.law import Law, OwnValue, Value
from grondslag.rulebook.rulebook import RuleBook
from grondslag.settings.settings import Settings
from grondslag.text import Span
from grondslag.values import Duration
from grondslag.words.catalogue import LANGUAGES, text_of
from grondslag.words.phrases import did_you_mean

SECTION: Final = "parameters"


def wrong_values(settings: Settings, law: Law) -> list[Diagnostic]:
    """What is wrong with the own values in the settings by themselves: unknown names, values of another type."""
    return [found for found in _read(settings, law) if isinstance(found, Diagnostic)]


def with_own_values(rulebook: RuleBook, settings: Settings, day: date) -> RuleBook:
    """The rulebook with the own values of a project, where they are not looser than what is stated.

    The diagnostics say which are refused on *day*.
    """
    own = {
        found.declared.name: found
        for found in _read(settings, rulebook.law)
        if isinstance(found, OwnValue)
    }
    if not own:
        return rulebook
    law = rulebook.law
    parameters = {name: _applied(own[name]) for name in own}
    refused = [_refusal(each, day) for each in own.values() if is_refused(each, day)]
    diagnostics = sorted([*rulebook.diagnostics, *refused], key=lambda problem: problem.sort_key)
    changed = Law(law.definitions, {**law.parameters, **parameters}, law.tables, law.holidays, own)
    return replace(rulebook, law=changed, diagnostics=tuple(diagnostics))


def is_refused(own: OwnValue, day: date) -> bool:
    """Whether what is stated for *day* is used instead, because the own value is looser."""
    stated = own.stated(day)
    return stated is not None and not _is_allowed(own.declared, own.value, stated)


# ------------------------------------------------------------------------------------------- reading


def _read(settings: Settings, law: Law) -> Iterator[OwnValue | Diagnostic]:
    """Each own value in the settings: typed, or what is wrong with it."""
    if settings.document is None:
        return
    for name, raw in settings.parameters.items():
        span = settings.document.value_span((SECTION, name))
        known = _called(name, law.parameters)
        if len(known) != 1:
            key = settings.document.key_span((SECTION, name))
            yield _ambiguous(name, known, key) if known else _not_there(name, law, key)
            continue
        declared = law.parameters[known[0]]
        value = _value(raw, declared.type)
        if value is None:
            kind = declared.type.name if isinstance(declared.type, Scalar) else "text"
            help_ = Message(f"parameter-form-{kind}")
            yield _problem("parameter-form", span, None, (help_,), name=name)
        else:
            yield OwnValue(value, declared, span)


def _called(name: str, parameters: Mapping[str, ParameterDeclaration]) -> list[str]:
    """The qualified names that a name may stand for: it may have its pack before it."""
    return [known for known in parameters if name in (known, known.rpartition("/")[2])]


def _value(raw: object, kind: object) -> Value | None:
    if not isinstance(kind, Scalar) or isinstance(raw, dict | list) or raw is None:
        return None
    if isinstance(raw, bool):
        return raw if kind.name == "boolean" else None
    if isinstance(raw, int | float) and kind.name not in ("integer", "number"):
        return None
    # Reading a value needs the keywords of the language, which most runs never load.
    from grondslag.language.tables import read_cell

    found = read_cell(str(raw), kind)
    value: Value | None = None if found is None else written_value(found)
    return value


# ------------------------------------------------------------------------------------------ comparing


def _applied(own: OwnValue) -> ParameterDeclaration:
    """The parameter with the own value on the days on which it may be used."""
    values = tuple(
        replace(dated, value=own.value)
        if _is_allowed(own.declared, own.value, dated.value)
        else dated
        for dated in own.declared.values
    )
    return replace(own.declared, values=values)


def _is_allowed(declared: ParameterDeclaration, own: Value, stated: Any) -> bool:
    """Whether a value is as strict as what is stated, or stricter."""
    if declared.override == "freely":
        return True
    order = _order(own, stated)
    if order is None or declared.override == "never":
        return order == (0, 0)
    low, high = order
    return high <= 0 if declared.override == "downward" else low >= 0


def _order(own: Value, stated: Any) -> tuple[int, int] | None:
    """The least and greatest sign of the difference; None for what has no order.

    A term in hours and one in days have none: the one moves for weekends and the other does not.
    """
    if isinstance(own, Duration) and isinstance(stated, Duration):
        return order_of_lengths(own, stated) if own.in_hours == stated.in_hours else None
    if isinstance(own, datetime | date) and isinstance(stated, datetime | date):
        return order_of_moments(own, stated)
    if isinstance(own, int | float) and isinstance(stated, int | float):
        found = sign(own - stated)
        return found, found
    return (0, 0) if own == stated else None


# ---------------------------------------------------------------------------------------- diagnostics


def _refusal(own: OwnValue, day: date) -> Diagnostic:
    declared, stated = own.declared, own.stated(day)
    params = {"parameter": declared.name.rpartition("/")[2], "stated": in_words(stated)}
    order = _order(own.value, stated)
    is_unsure = order is None or order[0] < 0 < order[1]
    why = "unsure" if is_unsure and declared.override != "never" else declared.override
    name = f"override-refused-{why}"
    help_ = Message(f"{name}-help", {"stated": in_words(stated)})
    return Diagnostic(
        "override-refused",
        "error",
        "settings",
        Message(name, {**params, "own": in_words(own.value)}),
        (Label(own.span),),
        (help_,),
    )


def in_words(value: Value | None) -> object:
    """A value as a message shows it in either language."""
    if not isinstance(value, Duration):
        return value
    unit, count = f"unit-{value.unit}", {"count": value.amount}
    return {language: text_of(unit, count, language) for language in LANGUAGES}


def _ambiguous(name: str, known: list[str], span: Span) -> Diagnostic:
    help_ = Message("setting-choose", {"choices": tuple(known)})
    return _problem("setting-ambiguous-parameter", span, None, (help_,), found=name)


def _not_there(name: str, law: Law, span: Span) -> Diagnostic:
    plain = sorted({known.rpartition("/")[2] for known in law.parameters})
    near = did_you_mean(name, plain)
    label = Message("setting-near", {"near": near}) if near else None
    helps = () if near else (Message("setting-choose", {"choices": tuple(plain)}),)
    return _problem("setting-unknown-parameter", span, label, helps, found=name)


def _problem(
    message: str,
    span: Span,
    label: Message | None = None,
    helps: tuple[Message, ...] = (),
    **params: object,
) -> Diagnostic:
    text = Message(message, params)
    return Diagnostic(message, "error", "settings", text, (Label(span, label),), helps)
