"""What is kept: an activity and a retention line for each thing that the answers speak of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from grondslag.interchange.starting.questions import (
    Answers,
    chosen,
    kept,
    questions,
    starting_data,
)
from grondslag.interchange.starting.start import Record, Starting
from grondslag.model.facts import Path
from grondslag.values import NONE, UNITS, Duration
from grondslag.words.catalogue import text_of

SIGN_UP: Final = {"nl": "aanmelding", "en": "sign-up"}
"""The id of the consent to the newsletter."""


def add_activities(start: Starting, answers: Answers) -> None:
    """Adds activities and retention lines to the register; open where nothing is known of them."""
    activities, lines = {}, {}
    for name in kept(answers):
        data = starting_data()["activities"][name]
        activities[data["id"][start.language]] = _activity(start, answers, name, data)
        lines[data["id"][start.language]] = _line(start, answers, name, data)
    start.collections["processing"] = activities or None
    start.collections["retention"] = lines or None
    start.above["processing",] = start.text("activities" if activities else "no-activities")


def _activity(start: Starting, answers: Answers, name: str, data: Mapping[str, Any]) -> Record:
    language = start.language
    entry = data["id"][language]
    path: Path = ("processing", entry)
    goal = data["purpose_id"][language]
    purpose: Record = {"description": data["purpose"][language], "basis": None}
    start.suggest((*path, "purposes", goal, "basis"), data["basis"])
    record: Record = {
        "name": data["name"][language],
        "purposes": {goal: purpose},
        "data": _data(start, answers, name, data, goal),
        "data_subjects": tuple(data["people"]),
        "recipients": _refs(start, answers, name, "others"),
        "processors": _refs(start, answers, name, "suppliers"),
    }
    if name == "newsletter":
        record["data_subjects"] = _readers(answers)
        if "signed_up" in chosen(answers, "newsletter"):
            purpose["consent"] = SIGN_UP[language]
    is_delicate = any("necessity" in kind for kind in (record["data"] or {}).values())
    examples = {
        "collection_points": ...,
        "notice_exception": NONE,
        "recipients": ...,
        "processors": ...,
        "transfers": NONE if answers.get("where") == "netherlands" else ...,
        "risk": ... if is_delicate else "unlikely",
        "dpia": ... if is_delicate else NONE,
    }
    start.open_questions(path, record, examples)
    _choices(start, answers, path, record)
    return record


def _choices(start: Starting, answers: Answers, path: Path, record: Record) -> None:
    """Beside suppliers and recipients that are still open: those that were named."""
    for name, question in (("recipients", "others"), ("processors", "suppliers")):
        data = starting_data()[question]
        named = [data[item]["id"][start.language] for item in chosen(answers, question)]
        if record[name] is None and named:
            params = {"names": ", ".join(named)}
            start.beside[*path, name] = text_of("starting-choose", params, start.language)
    if answers.get("where") == "outside":
        start.beside[*path, "transfers"] = start.text("transfers")


def _readers(answers: Answers) -> tuple[str, ...]:
    people = {"signed_up": "subscribers", "customers": "customers", "others": "others"}
    return tuple(people[name] for name in chosen(answers, "newsletter"))


def _data(
    start: Starting, answers: Answers, name: str, data: Mapping[str, Any], goal: str
) -> Record | None:
    """The kinds of data of an activity: those chosen, else the usual one; None if it is not known."""
    line = data["id"][start.language]
    asked = {"orders": "customer_data", "staff": "staff_data"}.get(name)
    if asked is None:
        contact = {
            "description": data["data"][start.language],
            "needed_for": (goal,),
            "class": "ordinary",
        }
        entries = {start.text("data-id"): contact}
    else:
        question = next(item for item in questions() if item.id == asked)
        entries = {}
        for item in chosen(answers, asked):
            kind = starting_data()["data"][item]
            text = question.option(item).text[start.language]
            entries[kind["id"][start.language]] = _kind_of_data(kind, text, goal)
    for key, entry in entries.items():
        entry["retention"] = line
        entry["record_type"] = None
        if "record_type" in data and entry["class"] == "ordinary":
            start.suggest(("processing", line, "data", key, "record_type"), data["record_type"])
    return entries or None


def _kind_of_data(kind: Mapping[str, Any], text: str, goal: str) -> Record:
    record: Record = {"description": text, "class": kind["class"], "needed_for": (goal,)}
    if "special" in kind:
        record["special_kind"] = (kind["special"],)
    if kind["class"] in {"special", "national_id"}:
        record["necessity"] = None
    return record


def _refs(start: Starting, answers: Answers, name: str, question: str) -> Any:
    """The suppliers or recipients of an activity; none where it was said that there are none."""
    answer = answers.get(question)
    if answer is None:
        return None
    found = [
        data["id"][start.language]
        for item, data in starting_data()[question].items()
        if item in chosen(answers, question) and name in _work(item, data, answers)
    ]
    return tuple(found) or (NONE if not chosen(answers, question) else None)


def _work(item: str, data: Mapping[str, Any], answers: Answers) -> tuple[str, ...]:
    """The activities that a supplier or recipient has to do with: who builds a shop sees its orders."""
    shop = item == "web_builder" and answers.get("website") == "shop"
    return (*data["for"], *(("orders",) if shop else ()))


def _line(start: Starting, answers: Answers, name: str, data: Mapping[str, Any]) -> Record:
    """A retention line."""
    path: Path = ("retention", data["id"][start.language])
    terms: Mapping[str, Duration] = answers.get("how_long") or {}
    record: Record = {"name": data["name"][start.language], "term": terms.get(name)}
    example = data["term"][start.language]
    if record["term"] is None:
        start.beside[*path, "term"] = text_of(
            "starting-example", {"example": example}, start.language
        )
    examples = {
        "starts_at": data["starts_at"],
        "law": ...,
        "reason": ...,
        "erase_every": Duration(UNITS["year"][0], 0, "year", 1),
        "last_erased_on": NONE,
    }
    start.open_questions(path, record, examples)
    start.beside[*path, "law"] = start.text("line-law")
    start.beside[*path, "reason"] = start.text("line-reason")
    return record
