"""The register of art. 30 AVG to be read: a row for each activity, columns in the order of its points.

Paragraph 1 is for what the organisation does as controller (or where its role is not recorded), paragraph 2 for what
it does as processor. What is not recorded says so; no cell is empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from grondslag.interchange.cells import harmless
from grondslag.interchange.exporting.in_words import InWords
from grondslag.interchange.sheets import Sheet
from grondslag.model.facts import Path, Register
from grondslag.model.kinds import Model
from grondslag.values import NONE

Lines = Callable[[InWords, str], Iterable[str]]
PROCESSOR: Final = "processor"


def article_30_sheets(register: Register, model: Model, language: str) -> tuple[Sheet, ...]:
    """The sheet of art. 30(1); that of art. 30(2) where there are activities for others."""
    words = InWords(register, model, language)
    found = register.collections.get("processing")
    entries: Mapping[str, object] = found if isinstance(found, dict) else {}
    for_others = [name for name in entries if _role(words, name) == PROCESSOR]
    own = [name for name in entries if name not in for_others]
    sheets = [_sheet(words, "1", own, _PARAGRAPH_1)] if own or not for_others else []
    sheets += [_sheet(words, "2", for_others, _PARAGRAPH_2)] if for_others else []
    return tuple(sheets)


def _sheet(
    words: InWords, paragraph: str, activities: list[str], columns: Mapping[str, Lines]
) -> Sheet:
    headings = tuple(words.text(f"export-column-{name}") for name in columns)
    rows = [tuple(_cell(lines(words, name)) for lines in columns.values()) for name in activities]
    if not rows:
        state = next(iter(words.lines(("processing",))), words.text("export-not-recorded"))
        rows = [(state, *([words.text("export-not-recorded")] * (len(columns) - 1)))]
    return Sheet(words.text(f"export-sheet-{paragraph}"), (headings, *rows))


def _cell(lines: Iterable[str]) -> str:
    return harmless("\n".join(lines).strip())


def _role(words: InWords, name: str) -> object:
    return words.register.fact(("processing", name, "role"))


# --- columns -------------------------------------------------------------------------------------


def _activity(words: InWords, name: str) -> Iterator[str]:
    path = ("processing", name)
    yield words.own_name(path)
    yield f"({words.plain(name)})"
    status = words.register.fact((*path, "status"))
    if status in {"draft", "ended"}:
        yield words.fact((*path, "status"))
    if _role(words, name) is None:
        yield words.text("export-role", value=words.fact((*path, "role")))


def _responsible(words: InWords, name: str) -> Iterator[str]:
    yield from _organisation(words)
    path = ("processing", name, "joint_with")
    if _role(words, name) == "joint_controller" or words.ids(path):
        for state in words.lines(path):
            yield words.text("export-joint", value=state)
        for party in words.ids(path):
            yield words.text("export-joint", value=_with_contact(words, ("parties", party)))


def _organisation(words: InWords) -> Iterator[str]:
    """Name, contact, representative and data protection officer of the organisation."""
    path = ("organisation",)
    yield words.fact((*path, "name"))
    yield words.text("export-contact", value=words.fact((*path, "contact")))
    for field, message in (("eu_representative", "export-representative"), ("dpo", "export-dpo")):
        inner = (*path, field)
        if field == "eu_representative" and _needs_none(words, inner):
            continue
        state = words.state(inner, words.register.fact(inner))
        yield words.text(message, value=state or _person(words, inner))


def _needs_none(words: InWords, path: Path) -> bool:
    """Whether nothing is said of a representative, and art. 27 asks for none: established in the Netherlands."""
    countries = words.register.fact(("organisation", "established_in"))
    silent = words.register.fact(path) is None and path not in words.register.questions
    return silent and isinstance(countries, tuple) and "NL" in countries


def _person(words: InWords, path: Path) -> str:
    named = (words.fact((*path, "name")), words.fact((*path, "contact")))
    return words.text("export-with-contact", name=named[0], contact=named[1])


def _with_contact(words: InWords, path: Path) -> str:
    if words.register.fact(path) is None:
        return words.name((path[0],), path[1])
    contact = words.fact((*path, "contact"))
    return words.text("export-with-contact", name=words.own_name(path), contact=contact)


def _purposes(words: InWords, name: str) -> Iterator[str]:
    path = ("processing", name, "purposes")
    yield from words.lines(path)
    for purpose in words.ids(path):
        yield _described(words, (*path, purpose))


def _described(words: InWords, path: Path) -> str:
    """The description of a group; its id, and that there is no description, where there is none."""
    said = words.fact((*path, "description"))
    if words.register.fact((*path, "description")) is None:
        return words.text("export-of", name=words.plain(path[-1]), value=said)
    return said


def _people(words: InWords, name: str) -> Iterator[str]:
    path = ("processing", name)
    codes = words.register.fact((*path, "data_subjects"))
    yield from words.lines((*path, "data_subjects"))
    for code in codes if isinstance(codes, tuple) else ():
        yield words.label("data_subject", code)
    others = words.register.fact((*path, "other_data_subjects"))
    if isinstance(others, str):
        yield words.plain(others)


def _data(words: InWords, name: str) -> Iterator[str]:
    path = ("processing", name, "data")
    yield from words.lines(path)
    for item in words.ids(path):
        inner = (*path, item)
        said = _described(words, inner)
        kinds = words.register.fact((*inner, "special_kind"))
        field = "special_kind" if isinstance(kinds, tuple) and kinds else "class"
        if words.register.fact((*inner, field)) == "ordinary":
            yield said
            continue
        yield words.text("export-kind", name=said, kind=words.fact((*inner, field)))


def _recipients(words: InWords, name: str) -> Iterator[str]:
    for field, collection, message in (
        ("recipients", "parties", "export-recipients"),
        ("recipient_categories", None, "export-categories"),
        ("processors", "processors", "export-processors"),
    ):
        path = ("processing", name, field)
        if field == "recipient_categories" and words.register.fact(path) is None:
            continue
        state = words.state(path, words.register.fact(path))
        names = [
            words.name((collection,), each) if collection else words.plain(each)
            for each in words.ids(path)
        ]
        yield words.text(message, value=state or ", ".join(names))


def _transfers(words: InWords, name: str) -> Iterator[str]:
    path = ("processing", name, "transfers")
    yield from words.lines(path)
    for item in words.ids(path):
        inner = (*path, item)
        to = words.fact((*inner, "to"))
        country = words.fact((*inner, "country"))
        field = "derogation" if _is_derogation(words, inner) else "mechanism"
        how = words.fact((*inner, field))
        yield words.text("export-transfer", to=to, country=country, how=how)
        if words.register.fact((*inner, "derogation")) == "compelling_interests":
            # Only then art. 30(1)(e) asks for the documentation of the safeguards.
            record = words.fact((*inner, "derogation_record"))
            yield words.text("export-derogation-record", value=record)


def _is_derogation(words: InWords, path: Path) -> bool:
    mechanism = words.register.fact((*path, "mechanism"))
    return mechanism == "derogation" and words.register.fact((*path, "derogation")) is not None


def _terms(words: InWords, name: str) -> Iterator[str]:
    path = ("processing", name, "data")
    yield from words.lines(path)
    for item in words.ids(path):
        inner = (*path, item)
        said = words.register.fact((*inner, "description"))
        title = words.plain(said) if isinstance(said, str) else words.plain(item)
        yield words.text("export-of", name=title, value=_term(words, (*inner, "retention")))


def _term(words: InWords, path: Path) -> str:
    line = words.register.fact(path)
    if not isinstance(line, str) or words.register.fact(("retention", line)) is None:
        return words.fact(path)
    inner = ("retention", line)
    term, criterion = (words.register.fact((*inner, field)) for field in ("term", "criterion"))
    if (term is None or term is NONE) and isinstance(criterion, str):
        return words.plain(criterion)
    said = words.fact((*inner, "term"))
    if term is None or term is NONE:
        return said
    note = (
        "starts_at_note" if words.register.fact((*inner, "starts_at")) == "other" else "starts_at"
    )
    return words.text("export-term", term=said, start=words.fact((*inner, note)))


def _measures(words: InWords, name: str) -> Iterator[str]:
    """The measures of the activity, and those that hold everywhere."""
    own = ("processing", name, "measures")
    shared = ("organisation", "standard_measures")
    ids = dict.fromkeys((*words.ids(own), *words.ids(shared)))
    found = [_measure(words, each) for each in ids]
    yield from found
    if not found:
        path = own if words.register.fact(own) is not None else shared
        yield words.fact(path if words.register.fact(path) is not None else own)


def _measure(words: InWords, name: str) -> str:
    """What a measure is called, else what it is about."""
    path = ("measures", name)
    if words.register.fact(path) is None:
        return words.name(("measures",), name)
    topic = words.register.fact((*path, "topic"))
    unnamed = words.register.fact((*path, "name")) is None
    return (
        words.fact((*path, "topic")) if unnamed and isinstance(topic, str) else words.own_name(path)
    )


def _clients(words: InWords, name: str) -> Iterator[str]:
    """The controllers for whom the activity is done, with their representative."""
    path = ("processing", name, "on_behalf_of")
    yield from words.lines(path)
    for party in words.ids(path):
        yield _with_contact(words, ("parties", party))
        inner = ("parties", party, "representative")
        if words.register.fact(inner[:2]) is not None:
            yield words.text("export-representative-or-dpo", value=words.fact(inner))


def _categories(words: InWords, name: str) -> Iterator[str]:
    """What is done for each controller: the description of the activity, and its purposes."""
    path = ("processing", name)
    described = words.register.fact((*path, "description")) is not None
    if described:
        yield words.fact((*path, "description"))
    if not described or words.ids((*path, "purposes")):
        yield from _purposes(words, name)


def _ourselves(words: InWords, name: str) -> Iterator[str]:
    yield from _organisation(words)


_PARAGRAPH_1: Final[Mapping[str, Lines]] = {
    "activity": _activity,
    "1a": _responsible,
    "1b": _purposes,
    "1c-people": _people,
    "1c-data": _data,
    "1d": _recipients,
    "1e": _transfers,
    "1f": _terms,
    "1g": _measures,
}
_PARAGRAPH_2: Final[Mapping[str, Lines]] = {
    "activity": _activity,
    "2a": _ourselves,
    "2a-clients": _clients,
    "2b": _categories,
    "2c": _transfers,
    "2d": _measures,
}
