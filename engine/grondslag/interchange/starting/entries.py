"""Answers to the first facts of a register: what was said, and beside it what is still to be confirmed.

A fact is recorded only if the answer says it. What is likely but was not said is an open question, with
the likely value as an example in a comment: it counts as not recorded until someone writes it down.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from grondslag.interchange.starting.questions import (
    Answers,
    Supplier,
    chosen,
    kept,
    questions,
    starting_data,
)
from grondslag.interchange.write_scalars import spell_value
from grondslag.model.facts import Path
from grondslag.model.kinds import Model
from grondslag.model.vocabulary import field_at, spell_word
from grondslag.values import NONE, UNITS, Duration
from grondslag.words.catalogue import text_of

Record = dict[str, Any]
SITE: Final = {"nl": "website", "en": "website"}
SIGN_UP: Final = {"nl": "aanmelding", "en": "sign-up"}
FORM: Final = {"nl": "contactformulier", "en": "contact-form"}
CHECKOUT: Final = {"nl": "bestelformulier", "en": "checkout"}


@dataclass(slots=True)
class Starting:
    """The facts by collection (canonical), and the comments on them."""

    model: Model
    language: str
    collections: dict[str, Any] = field(default_factory=dict)
    above: dict[Path, str] = field(default_factory=dict)
    beside: dict[Path, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A text of the catalogue in the language of the register."""
        return text_of(f"starting-{name}", {}, self.language)

    def suggest(self, path: Path, example: Any) -> None:
        """An example beside an open question: a fact as it would be written, a text as it is."""
        kind = field_at(self.model, path)
        if isinstance(example, bool) or example is NONE:
            word = "none" if example is NONE else "yes" if example else "no"
            shown = spell_word(self.model, word, self.language)
        elif kind is not None:
            shown = spell_value(self.model, kind, example, self.language, "")
        else:
            shown = str(example)
        params = {"example": shown}
        self.beside[path] = text_of("starting-example", params, self.language)

    def open_questions(self, path: Path, record: Record, examples: Mapping[str, Any]) -> None:
        """Leaves fields open that have no answer, with an example of each; `...` for no example."""
        for name, example in examples.items():
            if record.get(name, None) is None:
                record[name] = None
                if example is not ...:
                    self.suggest((*path, name), example)


def starting_register(model: Model, answers: Answers, language: str, today: date) -> Starting:
    """The first register. *today*: the day on which the staff was counted."""
    start = Starting(model, language)
    _organisation(start, answers, today)
    _for_all(start, answers)
    _activities(start, answers)
    _suppliers(start, answers)
    _parties(start, answers)
    _website(start, answers)
    _duties(start, answers)
    return start


def _organisation(start: Starting, answers: Answers, today: date) -> None:
    staff = answers.get("staff")
    record: Record = {"name": answers.get("name"), "staff": staff}
    if staff is not None:
        record["staff_counted_on"] = today
    if answers.get("special") is not None:
        record["public_authority"] = "public_body" in chosen(answers, "special")
    path = ("organisation",)
    examples = {
        "contact": start.text("contact"),
        "established_in": ("NL",),
        "public_authority": False,
        "dpo": NONE,
        "rights": ...,
        "policy": ...,
        "workplaces": ("office", "home"),
        "standard_measures": ...,
        "risk_assessment": ...,
    }
    start.open_questions(path, record, examples)
    for name in ("rights", "policy", "standard_measures", "risk_assessment"):
        start.beside[*path, name] = start.text(f"later-{name}")
    start.collections["organisation"] = record


_SPECIAL: Final[Mapping[str, tuple[str, Any]]] = {
    "role": ("for_clients", "controller"),
    "out_of_scope": ("exempt", NONE),
    "large_scale": ("large_scale", False),
    "systematic_monitoring": ("monitoring", False),
    "public_area": ("monitoring", False),
    "systematic_evaluation": ("profiling", False),
    "profiling": ("profiling", False),
    "automated_decision": ("automated", NONE),
    "offered_to_children": ("children", False),
}
"""By field: the option that speaks of it, and the fact if that option does not hold."""


def _for_all(start: Starting, answers: Answers) -> None:
    """What holds for every activity; what was not asked is to be confirmed."""
    record: Record = {"status": "active"}
    holds = chosen(answers, "special")
    for name, (option, otherwise) in _SPECIAL.items():
        if answers.get("special") is None:
            start.open_questions(("for_all_processing",), record, {name: otherwise})
        else:
            record[name] = None if option in holds else otherwise
            if option in holds:
                start.beside["for_all_processing", name] = start.text("special")
    examples: dict[str, Any] = {
        "frequency": "regular",
        "sources": ("data_subject",),
        "core_activity": False,
        "automated_means": True,
        "online_service": False,
        "ap_kinds": NONE,
        "edpb_criteria": NONE,
        "owner": start.text("owner"),
    }
    start.open_questions(("for_all_processing",), record, examples)
    start.above["for_all_processing",] = start.text("for-all")
    start.collections["for_all_processing"] = record


# --- activities ----------------------------------------------------------------------------------


def _activities(start: Starting, answers: Answers) -> None:
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


# --- others --------------------------------------------------------------------------------------


def _suppliers(start: Starting, answers: Answers) -> None:
    answer: Mapping[str, Supplier] | None = answers.get("suppliers")
    if answer is None:
        start.collections["processors"] = None
        return
    question = next(item for item in questions() if item.id == "suppliers")
    entries = {}
    for name, supplier in answer.items():
        key = starting_data()["suppliers"][name]["id"][start.language]
        service = question.option(name).text[start.language]
        entries[key] = _supplier(start, ("processors", key), supplier, service, answers)
    start.collections["processors"] = entries or NONE
    if entries:
        start.above["processors",] = start.text("suppliers")


def _supplier(
    start: Starting, path: Path, supplier: Supplier, service: str, answers: Answers
) -> Record:
    record: Record = {"name": supplier.name, "service": service}
    where = answers.get("where")
    near = where == "netherlands"
    record["data_locations"] = ("NL",) if where == "netherlands" else None
    if where in {"eu", "outside"}:
        start.beside[*path, "data_locations"] = start.text(f"where-{where}")
    elif where is None:
        start.suggest((*path, "data_locations"), ("NL", "DE"))
    if supplier.agreement is True:
        record["agreement"] = {"document": None, "signed_on": None, "in_writing": True}
        start.beside[*path, "agreement", "document"] = start.text("agreement-place")
        start.suggest((*path, "agreement", "signed_on"), date(2024, 3, 1))
    else:
        record["agreement"] = NONE if supplier.agreement is False else None
    examples = {
        "country": "NL" if near else ...,
        "support_from": NONE if near else ...,
        "parent_country": NONE,
        "own_purposes": False,
        "subprocessors": ...,
        "assessment": ...,
    }
    start.open_questions(path, record, examples)
    return record


def _parties(start: Starting, answers: Answers) -> None:
    if answers.get("others") is None:
        start.collections["parties"] = None
        return
    question = next(item for item in questions() if item.id == "others")
    entries = {}
    for name in chosen(answers, "others"):
        data = starting_data()["others"][name]
        key = data["id"][start.language]
        entries[key] = {"name": question.option(name).text[start.language]}
        start.open_questions(("parties", key), entries[key], {"role": data["role"]})
    start.collections["parties"] = entries or NONE


def _website(start: Starting, answers: Answers) -> None:
    language = start.language
    answer = answers.get("website")
    if answer is None or answer == "none":
        start.collections["websites"] = NONE if answer == "none" else None
        start.collections["notices"] = None
    else:
        start.collections["websites"] = {SITE[language]: _site(start, answers)}
        start.collections["notices"] = _notices(start, answers)
    signed_up = "signed_up" in chosen(answers, "newsletter")
    start.collections["consents"] = {SIGN_UP[language]: _sign_up(start)} if signed_up else None
    sent = answers.get("newsletter")
    start.collections["campaigns"] = NONE if sent == ("none",) else None
    if start.collections["campaigns"] is None:
        start.above["campaigns",] = start.text("campaigns")


def _site(start: Starting, answers: Answers) -> Record:
    language = start.language
    path: Path = ("websites", SITE[language])
    record: Record = {"url": None, "forms": _forms(start, answers)}
    notice = answers.get("notice")
    record["notice"] = {"yes": SITE[language], "no": NONE, None: None}[notice]
    if answers.get("cookies") is None:
        record["cookies"] = None
    else:
        cookies = {}
        for name in chosen(answers, "cookies"):
            data = starting_data()["cookies"][name]
            cookies[data["id"][language]] = {"purpose": data["purpose"]}
        record["cookies"] = cookies or NONE
    examples = {
        "url": "https://www.voorbeeld.example",
        "notice_on_every_page": True,
        "banner": ... if {"statistics", "adverts"} & set(chosen(answers, "cookies")) else NONE,
    }
    start.open_questions(path, record, examples)
    for key in record["cookies"] if isinstance(record["cookies"], dict) else ():
        fields = {"technique": "cookie", "set_before_consent": ..., "third_party": ...}
        start.open_questions((*path, "cookies", key), record["cookies"][key], fields)
    return record


def _forms(start: Starting, answers: Answers) -> Any:
    website, language = answers.get("website"), start.language
    activities = starting_data()["activities"]
    forms: Record = {}
    if website in {"form", "shop"}:
        forms[FORM[language]] = {"processing": activities["enquiries"]["id"][language]}
    if website == "shop":
        forms[CHECKOUT[language]] = {"processing": activities["orders"]["id"][language]}
    for key, form in forms.items():
        examples = {"notice_shown": "link"}
        start.open_questions(("websites", SITE[language], "forms", key), form, examples)
    return forms or (NONE if website == "pages" else None)


def _notices(start: Starting, answers: Answers) -> Any:
    answer = answers.get("notice")
    if answer != "yes":
        return NONE if answer == "no" else None
    path: Path = ("notices", SITE[start.language])
    record: Record = {"name": start.text("notice"), "status": "published"}
    start.open_questions(
        path, record, {"covers": ..., "published_at": ..., "published_on": ..., "items": ...}
    )
    for name in ("covers", "published_at", "published_on", "items"):
        start.beside[*path, name] = start.text(f"notice-{name}")
    return {SITE[start.language]: record}


def _sign_up(start: Starting) -> Record:
    record: Record = {"name": start.text("sign-up")}
    examples = {
        "preticked": False,
        "per_purpose": True,
        "proof": ("who", "when", "text_version"),
        "bundled_with_terms": False,
        "condition_for_service": False,
        "steps_to_give": 2,
        "steps_to_withdraw": 1,
        "withdraw_via": start.text("withdraw"),
    }
    start.open_questions(("consents", SIGN_UP[start.language]), record, examples)
    return record


def _duties(start: Starting, answers: Answers) -> None:
    leaks = answers.get("leaks")
    start.collections["breaches"] = NONE if leaks == "no" else None
    start.above["breaches",] = start.text("breaches-yes" if leaks == "yes" else "breaches")
    start.collections["requests"] = None
    start.above["requests",] = start.text("requests")
    start.collections["measures"] = None
    start.above["measures",] = start.text("measures")
