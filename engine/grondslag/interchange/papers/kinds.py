"""The kinds of papers, and how one is made: kind, register, language and wishes to a paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from grondslag.interchange.papers.access_reply import ACCESS, access_reply
from grondslag.interchange.papers.breach_facts import BREACH, breach_facts
from grondslag.interchange.papers.cookie_statement import COOKIES, cookie_statement
from grondslag.interchange.papers.facts import Facts, Place
from grondslag.interchange.papers.items import NOTICE, Articles, end_of
from grondslag.interchange.papers.legitimate_interest import INTEREST, legitimate_interest
from grondslag.interchange.papers.privacy_statement import privacy_statement
from grondslag.interchange.papers.processor_annex import ANNEX, processor_annex
from grondslag.interchange.papers.record_of_processing import RECORD, record_of_processing
from grondslag.interchange.papers.tree import Block, Cell, Paper
from grondslag.language.calendar import day_of
from grondslag.model.facts import Register
from grondslag.model.kinds import Model


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked: the id of an entry, categories of people (codes), or everyone; and as of when."""

    as_of: datetime
    which: str | None = None
    people: tuple[str, ...] = ()
    whole: bool = False


Make = Callable[[Facts, Wish], tuple[Cell, list[Block]]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper: its names, the items that the law asks for, and what it is about.

    `about` is the collection of which an entry may be named (`must`: has to be); `people` if it can be made for some
    categories of people. A public one is made of public facts alone.
    """

    name: str
    nl: str
    make: Make
    articles: Articles
    enum: str = ""
    about: str | None = None
    must: bool = False
    people: bool = False
    public: bool = False


_KINDS: Final = (
    Kind(
        "privacy-statement",
        "privacyverklaring",
        lambda f, w: privacy_statement(f, w.people, day_of(w.as_of), whole=w.whole),
        NOTICE,
        "notice_item",
        people=True,
        public=True,
    ),
    Kind(
        "cookie-statement",
        "cookieverklaring",
        lambda f, w: cookie_statement(f, w.which, day_of(w.as_of)),
        COOKIES,
        about="websites",
        public=True,
    ),
    Kind(
        "register",
        "verwerkingsregister",
        lambda f, w: record_of_processing(f, day_of(w.as_of)),
        RECORD,
    ),
    Kind(
        "processor-annex",
        "verwerkersbijlage",
        lambda f, w: processor_annex(f, w.which, day_of(w.as_of)),
        ANNEX,
        "agreement_subject",
        about="processors",
    ),
    Kind(
        "legitimate-interest",
        "gerechtvaardigd-belang",
        lambda f, w: legitimate_interest(f, w.which, day_of(w.as_of)),
        INTEREST,
        about="processing",
    ),
    Kind(
        "access-reply",
        "inzageantwoord",
        lambda f, w: access_reply(f, w.people, day_of(w.as_of), whole=w.whole),
        ACCESS,
        "notice_item",
        people=True,
    ),
    Kind(
        "breach-facts",
        "datalekfeiten",
        lambda f, w: breach_facts(f, w.which or "", day_of(w.as_of)),
        BREACH,
        "notification_item",
        about="breaches",
        must=True,
    ),
)
KINDS: Final[Mapping[str, Kind]] = {kind.name: kind for kind in _KINDS}
BY_ANY_NAME: Final[Mapping[str, Kind]] = {**KINDS, **{kind.nl: kind for kind in _KINDS}}


@dataclass(frozen=True, slots=True)
class Made:
    """A paper with the facts that it was made of."""

    paper: Paper
    facts: Facts


def make(
    kind: Kind, register: Register, model: Model, language: str, wish: Wish, place: Place
) -> Made:
    """The paper of a kind. *place* gives the file of a canonical path, seen from the root."""
    facts = Facts(register, model, language, place, public=kind.public)
    title, blocks = kind.make(facts, wish)
    blocks = [*blocks, *end_of(facts, kind.articles, kind.enum)]
    return Made(Paper(language, title, tuple(blocks), len(facts.gaps)), facts)
