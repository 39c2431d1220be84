"""Writes the catalogue of rules: `python docs/make_catalogue.py [--check]`.

By article (what is checked of it, and what not), by theme, by fact (which rules read it), and an honest list of what
is not checked at all. Everything comes from the rules, their packs and their lists of articles; why an article has no
rule stands in `catalogue/not-checked.csv`. With `--check` nothing is written; exit status 1 if a page is stale.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from made_pages import write_or_check

from grondslag.findings.citations import citation_text, standing
from grondslag.findings.finding import in_language
from grondslag.language.nodes import nodes_in
from grondslag.language.tree import Citation
from grondslag.model.kinds import Model
from grondslag.model.vocabulary import load_model
from grondslag.rulebook.citing import cited_by
from grondslag.rulebook.facts import facts_of, spell_fact
from grondslag.rulebook.folders import builtin_policies
from grondslag.rulebook.load import load_rulebook
from grondslag.rulebook.rule import Rule
from grondslag.rulebook.rulebook import RuleBook
from grondslag.words.catalogue import text_of

HERE = Path(__file__).resolve().parent / "catalogue"
LANGUAGES = ("en", "nl")
WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "made": "Made from the rules; changes belong there.",
        "by-article": "What is checked, by article",
        "by-theme": "What is checked, by theme",
        "by-fact": "Which rules read a fact",
        "not-checked": "What is not checked",
        "article-intro": "Each rule stands at every article it cites. What has no rule is named with the reason.",
        "theme-intro": "The folders of the packs, in the order of the packs.",
        "fact-intro": "Who records a fact sees here which rules it settles; derived facts are seen through.",
        "not-intro": "Articles of the GDPR of which no paragraph has a rule, and why. No verdict of this program says"
        " anything about them.",
        "rule": "rule",
        "says": "what is wrong",
        "severity": "severity",
        "standing": "standing",
        "fact": "fact",
        "rules": "rules",
        "article": "article",
        "title": "subject",
        "why": "why there is no rule",
        "excused": "An exception to",
        "paragraph": "paragraph",
        "none": "Not checked of it",
        "whole": "whole",
        "source": "source alone",
        "scope": "says what the law is about or how a term is meant; no duty of its own",
        "states": "is about what Member States may or must regulate",
        "authority": "is about the supervisory authority or the European Union",
        "right": "is a right or procedure against the organisation or authority; a register shows nothing of it",
        "voluntary": "is something an organisation may do",
        "judgement": "asks for a judgement that no fact of a register shows",
        "sanction": "is about fines",
        "final": "is a final provision",
        "later": "no rule yet",
    },
    "nl": {
        "made": "Gemaakt uit de regels; wijzigingen horen daar.",
        "by-article": "Wat wordt nagekeken, per artikel",
        "by-theme": "Wat wordt nagekeken, per thema",
        "by-fact": "Welke regels een feit lezen",
        "not-checked": "Wat niet wordt nagekeken",
        "article-intro": "Elke regel staat bij elk artikel dat hij aanhaalt. Wat geen regel heeft, staat erbij met de"
        " reden.",
        "theme-intro": "De mappen van de pakketten, in de volgorde van de pakketten.",
        "fact-intro": "Wie een feit vastlegt, ziet hier welke regels daarmee zijn te bepalen; door afgeleide feiten is"
        " heen gekeken.",
        "not-intro": "Artikelen van de AVG waarvan geen lid een regel heeft, en waarom. Geen oordeel van dit programma"
        " zegt er iets over.",
        "rule": "regel",
        "says": "wat er mis is",
        "severity": "ernst",
        "standing": "status",
        "fact": "feit",
        "rules": "regels",
        "article": "artikel",
        "title": "onderwerp",
        "why": "waarom er geen regel is",
        "excused": "Een uitzondering op",
        "paragraph": "lid",
        "none": "Niet nagekeken hiervan",
        "whole": "geheel",
        "source": "de bron alleen",
        "scope": "zegt waarover de wet gaat of hoe een begrip bedoeld is; geen eigen plicht",
        "states": "gaat over wat lidstaten mogen of moeten regelen",
        "authority": "gaat over de toezichthouder of de Europese Unie",
        "right": "is een recht of procedure tegenover de organisatie of de toezichthouder; een register laat er niets"
        " van zien",
        "voluntary": "is iets wat een organisatie mag doen",
        "judgement": "vraagt een oordeel dat geen feit in een register laat zien",
        "sanction": "gaat over boetes",
        "final": "is een slotbepaling",
        "later": "nog geen regel",
    },
}


@dataclass(frozen=True)
class Paragraph:
    """A paragraph (or an article without any) in the list of a source."""

    source: str
    article: str
    lid: str
    title: Mapping[str, str]


class Catalogue:
    """The rules in force, their citations and facts, and the lists of articles."""

    def __init__(self, book: RuleBook, model: Model) -> None:
        self.book, self.model = book, model
        self.rules = [versions[-1] for versions in book.rules.values()]
        self.cited = {rule.id: cited_by(rule) for rule in self.rules}
        self.duties = {rule.id: _duties(rule) for rule in self.rules}
        self.paragraphs = list(_paragraphs(book))
        self.reasons = dict(_reasons())

    def citing(self, source: str, article: str, lid: str | None = None) -> list[Rule]:
        """The rules that cite an article, or one paragraph of it."""
        return [
            rule
            for rule in self.rules
            if any(_is_at(one, source, article, lid) for one in self.cited[rule.id])
        ]

    def is_duty(self, rule: Rule, source: str, article: str) -> bool:
        """Whether a rule cites an article for what it asks, not only for an exception."""
        return any(_is_at(one, source, article, None) for one in self.duties[rule.id])

    def reason(self, part: Paragraph) -> str:
        """Why a paragraph has no rule, as a key of `WORDS`."""
        places = ((part.source, part.article, part.lid), (part.source, part.article, ""))
        return next((self.reasons[place] for place in places if place in self.reasons), "later")


def _duties(rule: Rule) -> tuple[Citation, ...]:
    """What a rule cites for what it asks."""
    parts = (rule.checked.citations, rule.checked.require)
    return tuple(node for node in nodes_in(parts) if isinstance(node, Citation))


def _is_at(citation: Citation, source: str, article: str, lid: str | None) -> bool:
    if (citation.source, citation.kind, citation.article) != (source, "article", article):
        return False
    return lid is None or (citation.paragraph or "") == lid


def _paragraphs(book: RuleBook) -> Iterator[Paragraph]:
    seen = set()
    for pack in book.packs.values():
        for source in pack.checked.sources:
            file = builtin_policies() / pack.id / (source.articles or "-")
            if not file.is_file() or source.name in seen:
                continue
            seen.add(source.name)
            for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines()):
                title = {"nl": row.get("title_nl", ""), "en": row.get("title_en", "")}
                yield Paragraph(source.name, row["article"], row["lid"] or "", title)


def _reasons() -> Iterator[tuple[tuple[str, str, str], str]]:
    text = (HERE / "not-checked.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        first, _, last = row["articles"].partition("-")
        numbers = [first] if not last else [str(n) for n in range(int(first), _number(last) + 1)]
        for article in dict.fromkeys([*numbers, last or first]):
            for lid in (row["lids"] or "").split() or [""]:
                yield (row["source"], article, lid), row["kind"]


def _number(text: str) -> int:
    found = re.match(r"\d+", text)
    return int(found[0]) if found else 0


# ------------------------------------------------------------------------------------------------- pages


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """A Markdown table; the first row is its head."""
    head, *body = rows
    return [
        "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |"
        for row in (head, ["---"] * len(head), *body)
    ]


def rule_rows(rules: Sequence[Rule], language: str) -> list[str]:
    """A table of rules."""
    words = WORDS[language]
    rows = [[words["rule"], words["says"], words["severity"], words["standing"]]]
    for rule in rules:
        severity = text_of(f"report-severity-{rule.checked.severity}", {}, language)
        title = in_language(rule.checked.title, language)
        rows.append([f"`{rule.id}`", title, severity, standing(rule, language)])
    return table(rows)


def by_article(catalogue: Catalogue, language: str) -> list[str]:
    """The articles of each source with their rules, and their paragraphs without one."""
    words, lines = WORDS[language], []
    for source in dict.fromkeys(part.source for part in catalogue.paragraphs):
        parts = [part for part in catalogue.paragraphs if part.source == source]
        body: list[str] = []
        for article in dict.fromkeys(part.article for part in parts):
            mine = [part for part in parts if part.article == article]
            rules = catalogue.citing(source, article)
            if rules:
                body += _article(catalogue, mine, rules, language)
        if body:
            name = citation_text(Citation(source), language)
            title = next(
                in_language(declared.title, language)
                for pack in catalogue.book.packs.values()
                for declared in pack.checked.sources
                if declared.name == source
            )
            lines += [f"## {name}: {title}", "", *body]
    return [words["article-intro"], "", *lines, *_without_list(catalogue, language)]


def _without_list(catalogue: Catalogue, language: str) -> list[str]:
    """The rules of sources of which there is no list of articles."""
    listed, lines = {part.source for part in catalogue.paragraphs}, []
    for pack in catalogue.book.packs.values():
        for source in pack.checked.sources:
            rules = [
                rule
                for rule in catalogue.rules
                if any(one.source == source.name for one in catalogue.cited[rule.id])
            ]
            if source.name not in listed and rules:
                lines += [f"## {source.name}: {in_language(source.title, language)}", ""]
                lines += [*rule_rows(rules, language), ""]
    return lines


def _article(
    catalogue: Catalogue, parts: Sequence[Paragraph], rules: Sequence[Rule], language: str
) -> list[str]:
    words, first = WORDS[language], parts[0]
    name = citation_text(Citation(first.source, article=first.article), language)
    title = first.title[language]
    duties = [rule for rule in rules if catalogue.is_duty(rule, first.source, first.article)]
    excused = [f"`{rule.id}`" for rule in rules if rule not in duties]
    lines = [f"### {name}{': ' + title if title else ''}", ""]
    lines += [*rule_rows(duties, language), ""] if duties else []
    lines += [f"{words['excused']}: {', '.join(excused)}.", ""] if excused else []
    bare = [
        part
        for part in parts
        if part.lid and not catalogue.citing(part.source, part.article, part.lid)
    ]
    whole = catalogue.citing(first.source, first.article, "")
    if bare and not (whole and not any(part.lid for part in parts)):
        told = [
            f"{words['paragraph']} {part.lid} ({words[catalogue.reason(part)]})" for part in bare
        ]
        lines += [f"{words['none']}: {'; '.join(told)}.", ""]
    return lines


def by_theme(catalogue: Catalogue, language: str) -> list[str]:
    """The rules of each theme of each pack."""
    lines = [WORDS[language]["theme-intro"], ""]
    for pack in catalogue.book.packs.values():
        rules = [rule for rule in catalogue.rules if rule.pack == pack.id]
        lines += [f"## {in_language(pack.checked.title, language)} (`{pack.id}`)", ""]
        lines += [in_language(pack.checked.note, language), ""] if pack.checked.note else []
        for theme in sorted({rule.theme for rule in rules}):
            of_theme = [rule for rule in rules if rule.theme == theme]
            lines += [f"### `{theme}`", "", *_about(pack.id, theme, language)]
            lines += [*rule_rows(of_theme, language), ""]
    return lines


def _about(pack: str, theme: str, language: str) -> list[str]:
    """What the page of a theme says of it: the second paragraph is Dutch, the third English."""
    file = builtin_policies() / pack / theme / "README.md"
    if not file.is_file():
        return []
    paragraphs = file.read_text(encoding="utf-8").strip().split("\n\n")
    number = {"nl": 1, "en": 2}[language]
    return [paragraphs[number].strip("*"), ""] if len(paragraphs) > number else []


def by_fact(catalogue: Catalogue, language: str) -> list[str]:
    """Each fact with the rules that read it."""
    words = WORDS[language]
    readers: dict[tuple[str, ...], list[str]] = {}
    for rule in catalogue.rules:
        for path in facts_of(rule, catalogue.book.law):
            readers.setdefault(path, []).append(rule.id)
    rows = [[words["fact"], words["rules"]]]
    for path in sorted(readers, key=lambda path: spell_fact(catalogue.model, path, language)):
        shown = f"`{spell_fact(catalogue.model, path, language)}`"
        rows.append([shown, ", ".join(f"`{rule}`" for rule in sorted(readers[path]))])
    return [words["fact-intro"], "", *table(rows), ""]


def not_checked(catalogue: Catalogue, language: str) -> list[str]:
    """The articles of the GDPR without any rule."""
    words = WORDS[language]
    rows = [[words["article"], words["title"], words["why"]]]
    parts = [part for part in catalogue.paragraphs if part.source == "AVG"]
    for article in dict.fromkeys(part.article for part in parts):
        if catalogue.citing("AVG", article):
            continue
        first = next(part for part in parts if part.article == article)
        name = citation_text(Citation("AVG", article=article), language)
        rows.append([name, first.title[language], words[catalogue.reason(first)]])
    return [words["not-intro"], "", *table(rows), ""]


PAGES = {
    "by-article": by_article,
    "by-theme": by_theme,
    "by-fact": by_fact,
    "not-checked": not_checked,
}


def pages() -> Iterator[tuple[Path, str]]:
    """Each file with its text."""
    model = load_model()
    catalogue = Catalogue(load_rulebook([builtin_policies()], model), model)
    for language in LANGUAGES:
        words = WORDS[language]
        for name, make in PAGES.items():
            lines = [
                f"<!-- {words['made']} -->",
                "",
                f"# {words[name]}",
                "",
                *make(catalogue, language),
            ]
            yield HERE / f"{name}.{language}.md", "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    raise SystemExit(write_or_check(pages(), sys.argv[1:]))
