"""A small register vocabulary and a pack for tests of the rule language, and how chunks are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from grondslag.diagnostics import Diagnostic
from grondslag.language.check import check_pack, check_rule
from grondslag.language.declarations import ArticleList, Declarations
from grondslag.language.parse import parse_file
from grondslag.language.tree import CheckedPack, CheckedRule
from grondslag.language.types import (
    Code,
    Collection,
    Entries,
    FieldType,
    ListOf,
    RecordOf,
    Reference,
    Scalar,
    Type,
    Vocabulary,
)
from grondslag.text import Source
from grondslag.words.catalogue import text_of

HERE = Path(__file__).parent


def scalar(name: str) -> Scalar:
    return Scalar(name)  # type: ignore[arg-type]


def code(name: str, *codes: str) -> Code:
    return Code(name, frozenset(codes))


def fields(*sure: str, **kinds: Type) -> dict[str, FieldType]:
    """Fields by name; those in *sure* cannot be none."""
    return {name: FieldType(kind, name not in sure) for name, kind in kinds.items()}


ROLE = code("role", "controller", "joint_controller", "processor")
RISK = code("risk", "unlikely", "likely", "high", "when")
BASIS = code("basis", "consent", "contract", "legal_obligation")
TEXT, DATE, MOMENT = scalar("text"), scalar("date"), scalar("datetime")
YES_NO, WHOLE, LENGTH = scalar("boolean"), scalar("integer"), scalar("duration")
COMMON = {"name": TEXT, "owner": TEXT, "reviewed_on": DATE}


@cache
def vocabulary() -> Vocabulary:
    records = {
        "dpo": fields("name", "appointed_on", name=TEXT, appointed_on=DATE),
        "agreement": fields(
            "document_kind",
            document=TEXT,
            document_kind=TEXT,
            in_writing=YES_NO,
            ends_on=DATE,
            flow_down=YES_NO,
        ),
        "purpose": fields(basis=BASIS, needs=ListOf(Reference(("purposes",), "purposes"))),
        "item": fields(
            "class",
            **{"class": code("class", "ordinary", "special")},
            retention=Reference(("retention",)),
        ),
        "transfer": fields("to", to=Reference(("processors", "parties")), country=TEXT),
    }
    organisation = fields(
        "name", name=TEXT, staff=WHOLE, turnover=scalar("number"), dpo=RecordOf("dpo"), court=YES_NO
    )
    records["organisation"] = organisation
    collections = [
        Collection("organisation", True, organisation, may_be_none=False),
        Collection(
            "processing",
            False,
            fields(
                "name",
                "since",
                **COMMON,
                role=ROLE,
                purposes=Entries(record="purpose"),
                data=Entries(record="item"),
                transfers=Entries(record="transfer"),
                processors=ListOf(Reference(("processors",))),
                tags=ListOf(TEXT),
                large_scale=YES_NO,
                since=DATE,
            ),
        ),
        Collection(
            "processors",
            False,
            fields(
                "name",
                "country",
                **COMMON,
                role=ROLE,
                country=TEXT,
                agreement=RecordOf("agreement"),
                subprocessors=ListOf(Reference(("processors",))),
            ),
        ),
        Collection("parties", False, fields("name", **COMMON, country=TEXT)),
        Collection("retention", False, fields(**COMMON, term=LENGTH, limit=LENGTH)),
        Collection(
            "breaches",
            False,
            fields(
                "name",
                name=TEXT,
                aware_at=MOMENT,
                notified_at=MOMENT,
                found_on=DATE,
                told_on=DATE,
                risk=RISK,
                kinds=ListOf(code("kind", "leak", "loss", "theft")),
                processing=ListOf(Reference(("processing",))),
            ),
        ),
    ]
    return Vocabulary({one.name: one for one in collections}, records)


PACK = """\
pack avg version 1.0.0
  title nl "AVG" en "GDPR"
  status law
  schema "register/1"

source AVG
  title nl "AVG" en "GDPR"
  eli "http://data.europa.eu/eli/reg/2016/679/oj"
  deadlines eu_1182_71
  articles "tables/articles.csv"

source STEM
  title nl "Blog" en "Blog"

parameter breach_deadline: duration
  title nl "meldtermijn" en "term for notifying"
  under AVG art. 33 lid 1
  value 72 hours from 2018-05-25
  override downward

parameter answer_deadline: duration
  title nl "antwoordtermijn" en "term for an answer"
  under AVG art. 12 lid 3
  value 1 month from 2018-05-25

parameter staff_threshold: integer
  title nl "drempel" en "threshold"
  under STEM
  value 250 from 2018-06-06

table eea from "tables/eea.csv"
  title nl "EER" en "EEA"
  key country: text
  column name: text
  column limit: duration
  valid from since until ended

define protected of transfer t as
  eea[t.country] exists
  title nl "beschermd" en "protected"

define our_duty of breaches b as
  some activity in b.processing: activity.role is one of [controller, joint_controller]
  title nl "onze plicht" en "our duty"
  under AVG art. 33 lid 1
"""

ARTICLES = [
    {"article": "4", "lid": "", "subs": "7 8 11 12"},
    {"article": "12", "lid": "3", "subs": ""},
    {"article": "28", "lid": "3", "subs": "a b c"},
    {"article": "28", "lid": "4", "subs": ""},
    {"article": "33", "lid": "1", "subs": ""},
    {"article": "44", "lid": "", "subs": ""},
]

HOUSE = PACK.replace("status law", "status house rule")


@cache
def articles() -> dict[str, ArticleList]:
    return {"AVG": ArticleList.of(ARTICLES)}


@cache
def pack(text: str = PACK) -> tuple[CheckedPack, Declarations]:
    file, problems = parse_file(Source("policies/avg/pack.rule", text))
    assert file is not None
    assert problems == []
    checked, declarations, problems = check_pack(
        file, "avg", vocabulary(), Declarations(), articles()
    )
    assert [english(problem) for problem in problems] == []
    assert checked is not None
    return checked, declarations


def checked_rule(
    text: str, *, path: str | None = None, house: bool = False
) -> tuple[CheckedRule | None, list[Diagnostic]]:
    """A rule of the test pack, parsed and checked, with all that is said of it."""
    name = re.search(r"^\s*(?:rule|regel)\s+(\S+)", text, re.M)
    source = Source(path or f"policies/avg/theme/{name[1] if name else 'x'}.rule", text)
    file, problems = parse_file(source)
    if file is None:
        return None, problems
    checked, declarations = pack(HOUSE if house else PACK)
    rule, more = check_rule(file, checked, vocabulary(), declarations, articles())
    return rule, [*problems, *more]


def checked_declarations(
    text: str, imported: Declarations | None = None
) -> tuple[CheckedPack | None, Declarations, list[Diagnostic]]:
    """A `pack.rule` of a pack called avg, parsed and checked."""
    file, problems = parse_file(Source("policies/avg/pack.rule", text))
    if file is None:
        return None, Declarations(), problems
    checked, declarations, more = check_pack(
        file, "avg", vocabulary(), imported or Declarations(), articles()
    )
    return checked, declarations, [*problems, *more]


def said(diagnostic: Diagnostic, language: str) -> str:
    """A diagnostic with its helps, on one line."""
    parts = [
        text_of(message.id, message.params, language)
        for message in (diagnostic.message, *diagnostic.helps)
    ]
    return f"{diagnostic.id}: {' | '.join(parts)}"


def english(diagnostic: Diagnostic) -> str:
    return said(diagnostic, "en")


# ---------------------------------------------------------------------------------------- chunks


@dataclass(frozen=True)
class Chunk:
    """A small file out of a bigger one: its text, and by line what must be said there."""

    name: str
    text: str
    expected: dict[int, list[str]]


def chunks_of(name: str) -> Iterator[Chunk]:
    """The chunks of a file, `---` between them; `### regex` stands on the line of its mistake.

    Each chunk is padded with blank lines, so that its lines are those of the whole file.
    """
    text = (HERE / name).read_text(encoding="utf-8")
    lines: list[str] = []
    first = 1
    for number, line in enumerate([*text.split("\n"), "---"], 1):
        if line != "---":
            lines.append(line)
            continue
        if any(one.strip() for one in lines):
            yield _chunk(f"{name}:{first}", "\n" * (first - 1), lines, first)
        lines, first = [], number + 1


def _chunk(name: str, padding: str, lines: list[str], first: int) -> Chunk:
    expected: dict[int, list[str]] = {}
    kept: list[str] = []
    for number, line in enumerate(lines, first):
        code_part, *marks = line.split("###")
        kept.append(code_part.rstrip() if marks else line)
        if marks:
            expected[number] = [mark.strip() for mark in marks]
    return Chunk(name, padding + "\n".join(kept) + "\n", expected)
