"""`grondslag document`: a statement, a register or a reply, made from what is recorded."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from grondslag.cli import environment
from grondslag.cli.arguments import Given
from grondslag.cli.paper_file import write_paper
from grondslag.cli.paper_source import PaperSource, read_source
from grondslag.cli.printing import show_lines
from grondslag.cli.problems import WrongUse, say
from grondslag.cli.project import load_model
from grondslag.cli.reports import view_of
from grondslag.diagnostics import Message
from grondslag.interchange.papers.as_html import html_of
from grondslag.interchange.papers.as_pdf import PdfMissing, pdf_of
from grondslag.interchange.papers.chosen import activities_about
from grondslag.interchange.papers.items import gap_rows
from grondslag.interchange.papers.kinds import BY_ANY_NAME, KINDS, Kind, Made, Wish
from grondslag.interchange.papers.stamp import stamped
from grondslag.interchange.papers.tree import words_of
from grondslag.model.vocabulary import spell_collection
from grondslag.reporters.layout import hanging
from grondslag.words.catalogue import text_of
from grondslag.words.phrases import did_you_mean

EVERYONE: Final = frozenset({"all", "alle", "allen", "iedereen"})


@dataclass(frozen=True, slots=True)
class _Asked:
    kind: Kind
    wish: Wish
    format: str
    out: Path | None


def run(given: Given, variables: Mapping[str, str]) -> int:
    """Writes the document and says how many gaps it has; 0, however many."""
    kind = _kind(given)
    asked_format = given.one("format") or _format_of(given.one("out"))
    out = Path(given.one("out") or "") if given.one("out") else None
    if asked_format == "pdf" and out is None and not given.flag("list_gaps"):
        raise WrongUse(Message("document-pdf-needs-out"))
    source = read_source(given, variables)
    asked = _Asked(kind, _wish(given, kind, source), asked_format, out)
    made = source.make(kind, asked.wish)
    if given.flag("list_gaps"):
        view = view_of(given, variables)
        for row in gap_rows(made.facts):
            show_lines(hanging((), words_of(row), view.width), view)
    elif out is None:
        sys.stdout.write(stamped(made, kind.name, asked.wish, asked_format))
    else:
        write_paper(out, source.project.root, _content(made, asked), force=given.flag("force"))
    if not given.flag("quiet"):
        _tell(source, made, asked)
    return 0


def _format_of(out: str | None) -> str:
    """The format that the name of a file asks for."""
    ending = Path(out).suffix.lower() if out is not None else ""
    return {".html": "html", ".htm": "html", ".pdf": "pdf"}.get(ending, "md")


def _content(made: Made, asked: _Asked) -> bytes:
    if asked.format != "pdf":
        return stamped(made, asked.kind.name, asked.wish, asked.format).encode(
            "utf-8", "backslashreplace"
        )
    try:
        return pdf_of(html_of(made.paper))
    except PdfMissing:
        raise WrongUse(Message("document-pdf-missing"), Message("document-pdf-help")) from None


def _tell(source: PaperSource, made: Made, asked: _Asked) -> None:
    """What the writer must know, on standard error."""
    language = source.language
    if asked.out is not None:
        say(text_of("document-written", {"path": str(asked.out)}, language))
    if source.mistakes:
        say(text_of("document-mistakes", {"count": source.mistakes}, language))
    if asked.kind.name == "privacy-statement" and not asked.wish.people and not asked.wish.whole:
        left_out = activities_about(made.facts, ()).about_others
        if left_out:
            say(text_of("document-left-out", {"count": left_out}, language))
    name = "document-gaps" if made.paper.gaps else "document-no-gaps"
    say(text_of(name, {"count": made.paper.gaps}, language))


# --- what was asked ------------------------------------------------------------------------------


def _kind(given: Given) -> Kind:
    names = tuple(dict.fromkeys(BY_ANY_NAME))
    choose = Message("document-kinds-help", {"kinds": names})
    if not given.rest:
        raise WrongUse(Message("document-needs-kind"), choose)
    if len(given.rest) > 2:
        raise WrongUse(
            Message("document-too-many", {"found": given.rest[2]}), Message("cli-see-help")
        )
    found = BY_ANY_NAME.get(given.rest[0])
    if found is None:
        near = did_you_mean(given.rest[0], names)
        help_ = Message("cli-near", {"near": near}) if near else choose
        raise WrongUse(Message("document-unknown-kind", {"found": given.rest[0]}), help_)
    return KINDS[found.name]


def _wish(given: Given, kind: Kind, source: PaperSource) -> Wish:
    as_of = environment.moment(given.one("as_of"))
    which = given.rest[1] if len(given.rest) > 1 else None
    people = given.many("for")
    if people and not kind.people:
        raise WrongUse(Message("document-no-people"), Message("cli-see-help"))
    whole = bool(people) and set(people) <= EVERYONE
    codes = () if whole else tuple(dict.fromkeys(_category(one) for one in people))
    return Wish(as_of, _which(which, kind, source), codes, whole)


def _category(written: str) -> str:
    """The code of a category of people, by its Dutch or English name."""
    codes = load_model().enums["data_subject"]
    code = codes.by_nl.get(written, written)
    if code in codes.codes:
        return code
    names = (*codes.codes, *codes.by_nl)
    near = did_you_mean(written, names)
    help_ = (
        Message("cli-near", {"near": near}) if near else Message("cli-choose", {"choices": names})
    )
    raise WrongUse(Message("document-unknown-people", {"found": written}), help_)


def _which(which: str | None, kind: Kind, source: PaperSource) -> str | None:
    if kind.about is None:
        if which is not None:
            raise WrongUse(Message("document-no-which", {"found": which}), Message("cli-see-help"))
        return None
    entries = source.register.fact((kind.about,))
    names = tuple(entries) if isinstance(entries, Mapping) else ()
    if which in names or (which is None and not kind.must):
        return which
    collection = spell_collection(load_model(), kind.about, source.language)
    help_ = (
        Message("document-has", {"choices": names}) if names else Message("document-has-nothing")
    )
    if which is None:
        raise WrongUse(Message("document-needs-which", {"collection": collection}), help_)
    near = did_you_mean(which, names)
    params = {"collection": collection, "found": which}
    raise WrongUse(
        Message("document-unknown-which", params),
        Message("cli-near", {"near": near}) if near else help_,
    )
