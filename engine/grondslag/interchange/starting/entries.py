"""Answers to the first facts of a register: what was said, and beside it what is still to be confirmed.

A fact is recorded only if the answer says it. What is likely but was not said is an open question, with
the likely value as an example in a comment: it counts as not recorded until someone writes it down.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from grondslag.interchange.starting.activities import SIGN_UP, add_activities
from grondslag.interchange.starting.questions import (
    Answers,
    Supplier,
    chosen,
    questions,
    starting_data,
)
from grondslag.interchange.starting.start import Record, Starting
from grondslag.model.facts import Path
from grondslag.model.kinds import Model
from grondslag.values import NONE

SITE: Final = {"nl": "website", "en": "website"}
FORM: Final = {"nl": "contactformulier", "en": "contact-form"}
CHECKOUT: Final = {"nl": "bestelformulier", "en": "checkout"}


def starting_register(model: Model, answers: Answers, language: str, today: date) -> Starting:
    """The first register. *today*: the day on which the staff was counted."""
    start = Starting(model, language)
    _organisation(start, answers, today)
    _for_all(start, answers)
    add_activities(start, answers)
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
