"""Writes the tables on the pages about the rule language: `python docs/make_reference.py [--check]`.

The prose of `reference/language.{en,nl}.md` is written by hand. What stands between `<!-- made: NAME -->` and
`<!-- /made -->` comes from the program: truth tables by judging small registers, keywords and mistakes from their
tables. With `--check` nothing is written; exit status 1 if a page is not up to date.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

from made_pages import write_or_check

from grondslag.evaluation.run import evaluate
from grondslag.language.keywords import keywords
from grondslag.language.logic import FALSE, TRUE, UNKNOWN, conjunction, disjunction, negation
from grondslag.model.facts import Register
from grondslag.model.vocabulary import load_model
from grondslag.rulebook.folders import builtin_policies
from grondslag.rulebook.load import load_rulebook
from grondslag.values import NONE

HERE = Path(__file__).resolve().parent
PAGES = {language: HERE / "reference" / f"language.{language}.md" for language in ("en", "nl")}
CATALOGUE = HERE.parent / "engine" / "grondslag" / "words" / "catalogue"
AS_OF = datetime(2026, 6, 1, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))

LETTERS = {
    "en": {"T": "true", "F": "false", "U": "unknown"},
    "nl": {"T": "waar", "F": "onwaar", "U": "onbekend"},
}
STATES = {
    "en": ("condition", "not recorded", "`none`", "value"),
    "nl": ("voorwaarde", "niet vastgelegd", "`geen`", "waarde"),
}
OUTCOMES = {
    "en": {
        "violation": "**violation**",
        "compliant": "compliant",
        "undetermined": "undetermined",
        "not_applicable": "not applicable",
    },
    "nl": {
        "violation": "**overtreding**",
        "compliant": "voldoet",
        "undetermined": "niet te bepalen",
        "not_applicable": "niet van toepassing",
    },
}
WORDS = {
    "en": {
        "applies": "applies",
        "exception": "exception",
        "met": "required holds",
        "outcome": "verdict",
        "word": "English",
        "other": "Dutch",
        "id": "id",
        "says": "says",
        "help": "help",
        "and": "`A and B`",
        "or": "`A or B`",
        "if": "`if A then B`",
        "not": "`not A`",
    },
    "nl": {
        "applies": "van toepassing",
        "exception": "uitzondering",
        "met": "eis geldt",
        "outcome": "oordeel",
        "word": "Nederlands",
        "other": "Engels",
        "id": "id",
        "says": "zegt",
        "help": "hulp",
        "and": "`A en B`",
        "or": "`A of B`",
        "if": "`als A dan B`",
        "not": "`niet A`",
    },
}
PACK = """pack tables version 1.0.0
  title nl "Tabellen" en "Tables"
  status house rule
  schema "register/1"
source T
  title nl "T" en "T"
  deadlines plain
"""
RULE = """rule {name}
  title nl "T" en "T"
  under T
  severity low
  certainty convention
  source read
  valid from 2018-05-25
  applies at check
  for each activity in processing
  {body}
  otherwise nl "T" en "T"
  fix nl "T" en "T"
  example "a" gives violation given {{organisation: {{name: "A"}}}}
  example "b" gives compliant given {{organisation: {{name: "A"}}}}
  example "c" gives undetermined because processing given {{organisation: {{name: "A"}}}}
  example "d" gives not applicable given {{organisation: {{name: "A"}}}}
"""
PRESENCE = (
    ("exists", "owner"),
    ("is none", "owner"),
    ("is recorded", "owner"),
    ("is not recorded", "owner"),
    ("is empty", "processors"),
    ("is not empty", "processors"),
    ('is "x"', "owner"),
    ('is not "x"', "owner"),
    ("is one of [high]", "risk"),
    ("is not one of [high]", "risk"),
    ('includes "x"', "recipient_categories"),
    ('does not include "x"', "recipient_categories"),
    ('includes any of ["x"]', "recipient_categories"),
    ("is after 2020-01-01", "changed_on"),
    ("is within 1 year before today", "changed_on"),
)
VALUES: dict[str, Any] = {
    "owner": "x",
    "processors": ("x",),
    "risk": "high",
    "recipient_categories": ("x",),
    "changed_on": AS_OF.date(),
}


def table(rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; the first row is its head."""
    head, *body = rows
    lines = [head, ["---"] * len(head), *body]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines
    )


def judged(bodies: dict[str, str], registers: Sequence[dict[str, Any]]) -> dict[str, list[str]]:
    """By rule, what it says of one activity in each register."""
    with TemporaryDirectory() as place:
        pack = Path(place) / "tables"
        pack.mkdir()
        (pack / "pack.rule").write_text(PACK, encoding="utf-8")
        for name, body in bodies.items():
            (pack / f"{name}.rule").write_text(RULE.format(name=name, body=body), encoding="utf-8")
        book = load_rulebook([builtin_policies(), Path(place)], load_model())
    book = book.only({name: book.rules[name] for name in bodies})
    found: dict[str, list[str]] = {name: [] for name in bodies}
    for fields in registers:
        for verdict in evaluate(book, Register({"processing": {"a": fields}}), AS_OF):
            found[verdict.rule].append(verdict.outcome)
    return found


def truth_tables(language: str) -> str:
    """The connectives, and what each question answers of the three states."""
    words, letters = WORDS[language], LETTERS[language]
    names = {TRUE: letters["T"], FALSE: letters["F"], UNKNOWN: letters["U"]}
    rows = [["A", "B", words["and"], words["or"], words["if"], words["not"]]]
    for a in (TRUE, FALSE, UNKNOWN):
        for b in (TRUE, FALSE, UNKNOWN):
            truths = (
                a,
                b,
                conjunction([a, b]),
                disjunction([a, b]),
                disjunction([negation(a), b]),
                negation(a),
            )
            rows.append([names[truth] for truth in truths])
    return table(rows) + "\n\n" + presence(language)


def presence(language: str) -> str:
    """What each question answers where a fact is not recorded, none, or a value that fits."""
    letters = {"compliant": "T", "violation": "F", "undetermined": "U"}
    fields = sorted(VALUES)
    states = ({}, dict.fromkeys(fields, NONE), VALUES)
    bodies = {
        f"row-{n}": f"require activity.{field} {words}" for n, (words, field) in enumerate(PRESENCE)
    }
    found = judged(bodies, states)
    rows = [list(STATES[language])]
    for number, (words, _) in enumerate(PRESENCE):
        cells = [LETTERS[language][letters[outcome]] for outcome in found[f"row-{number}"]]
        rows.append([f"`x {in_words(words, language)}`", *cells])
    return table(rows)


def in_words(condition: str, language: str) -> str:
    """A condition in the keywords of a language."""
    english, own = keywords("en").phrases, keywords(language).phrases
    for name in sorted(english, key=lambda name: -len(english[name][0])):
        phrase = english[name][0]
        if re.match(rf"{re.escape(phrase)}(?!\w)", condition):
            rest = condition[len(phrase) :]
            for word in ("before", "today", "year"):
                place = next((key for key in english if word in english[key]), None)
                if language != "en" and place is not None:
                    other = own[place][english[place].index(word)]
                    rest = re.sub(rf"\b{word}\b", other, rest)
            return own[name][0] + rest
    return condition


def outcomes(language: str) -> str:
    """The verdict for each way in which the parts of a rule can turn out."""
    words, letters = WORDS[language], LETTERS[language]
    states = {"T": True, "F": False, "U": None}
    body = "when activity.large_scale\n  require activity.core_activity\n  unless under T: activity.public_area"
    rows = [[words["applies"], words["exception"], words["met"], words["outcome"]]]
    ways = [f"{a}{x}{r}" for a in "TUF" for x in "FUT" for r in "TFU"]
    registers = []
    for a, x, r in ways:
        fields = {"large_scale": states[a], "public_area": states[x], "core_activity": states[r]}
        registers.append({name: value for name, value in fields.items() if value is not None})
    for way, outcome in zip(ways, judged({"row": body}, registers)["row"], strict=True):
        rows.append([*(letters[letter] for letter in way), OUTCOMES[language][outcome]])
    return table(rows)


def keyword_table(language: str) -> str:
    """Every keyword in both languages."""
    words = WORDS[language]
    other = "nl" if language == "en" else "en"
    rows = [[words["word"], words["other"]]]
    for name, phrases in keywords(language).phrases.items():
        mine = " · ".join(f"`{phrase}`" for phrase in dict.fromkeys(phrases))
        theirs = " · ".join(
            f"`{phrase}`" for phrase in dict.fromkeys(keywords(other).phrases[name])
        )
        rows.append([mine, theirs])
    return table(rows)


def mistakes(language: str) -> str:
    """Every diagnostic about rules: its id, what it says, what helps."""
    words = WORDS[language]
    entries: dict[str, Any] = {}
    for name in ("language", "rulebook", "analysis", "examples"):
        entries.update(tomllib.loads((CATALOGUE / f"{name}.toml").read_text(encoding="utf-8")))
    rows = [[words["id"], words["says"], words["help"]]]
    for name in entries:
        if name.endswith("-help") or name.startswith(("language-", "example-help")):
            continue
        if any(name.startswith(f"{other}-") for other in entries if other != name):
            continue
        variants = [other for other in entries if other.startswith(f"{name}-")]
        says = [name, *(other for other in variants if not other.endswith("-help"))]
        helps = [other for other in variants if other.endswith("-help")]
        rows.append(
            [
                f"`{name}`",
                "<br>".join(dict.fromkeys(entries[one][language] for one in says)),
                "<br>".join(dict.fromkeys(entries[one][language] for one in helps)),
            ]
        )
    return table(rows)


TABLES: dict[str, Callable[[str], str]] = {
    "truth tables": truth_tables,
    "outcomes": outcomes,
    "keywords": keyword_table,
    "mistakes": mistakes,
}


def page(text: str, language: str) -> str:
    """A page with its tables made anew."""
    for name, make in TABLES.items():
        pattern = rf"<!-- made: {name} -->.*?<!-- /made -->"
        made = f"<!-- made: {name} -->\n{make(language)}\n<!-- /made -->"
        text, count = re.subn(pattern, lambda _, made=made: made, text, flags=re.DOTALL)
        if count != 1:
            raise SystemExit(f"language.{language}.md has no place for: {name}")
    return text


def pages() -> Iterator[tuple[Path, str]]:
    """Each page with its text as it must be."""
    for language, file in PAGES.items():
        yield file, page(file.read_text(encoding="utf-8"), language)


if __name__ == "__main__":
    raise SystemExit(write_or_check(pages(), sys.argv[1:]))
