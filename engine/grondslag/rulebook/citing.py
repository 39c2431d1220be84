"""Which rules cite a place in the law: `28`, `AVG 28`, `AVG art. 28 lid 3`, `GDPR art. 28(3)(a)`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from grondslag.language.nodes import nodes_in
from grondslag.language.tree import Citation
from grondslag.rulebook.rule import Rule

OTHER_NAMES: Final[Mapping[str, str]] = {"gdpr": "AVG"}
"""What people call a source, in lower case, to its name in the rules."""
_KINDS: Final[Mapping[str, str]] = {
    "art": "article",
    "artikel": "article",
    "article": "article",
    "overweging": "recital",
    "recital": "recital",
    "section": "section",
    "paragraaf": "section",
    "clause": "clause",
    "bepaling": "clause",
}
_KIND: Final = "|".join(sorted(_KINDS, key=len, reverse=True))
_PLACE: Final = re.compile(
    rf"(?:(?P<source>(?!(?:{_KIND})\b)[a-z]\w*)(?:\s+|$))?"
    rf"(?:(?P<kind>{_KIND})\.?\s*)?"
    r"(?:(?P<article>[0-9][0-9a-z.:]*)"
    r"(?:\s*(?:lid|paragraph|\()\s*(?P<paragraph>\w+)\)?)?"
    r"(?:\s*(?:sub|onder|punt|point|\()\s*(?P<sub>\w+)\)?)?)?",
    re.IGNORECASE | re.ASCII,
)
MOST_CHARACTERS: Final = 100


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the law as somebody asks for it; what is None is left open."""

    source: str | None = None
    kind: str = "article"
    article: str | None = None
    paragraph: str | None = None
    sub: str | None = None

    def holds(self, citation: Citation) -> bool:
        """Whether a citation lies in this place."""
        if self.source is not None and citation.source.casefold() != self.source.casefold():
            return False
        if self.article is None:
            return True
        pairs = (
            (self.article, citation.article),
            (self.paragraph, citation.paragraph),
            (self.sub, citation.sub),
        )
        return citation.kind == self.kind and all(
            asked is None or (found is not None and asked.casefold() == found.casefold())
            for asked, found in pairs
        )


def read_place(written: str) -> Place | None:
    """The place in the law that a text names; None if it names none."""
    text = " ".join(written.split())
    found = _PLACE.fullmatch(text) if 0 < len(text) <= MOST_CHARACTERS else None
    if found is None or not (found["source"] or found["article"]):
        return None
    source, kind = found["source"], found["kind"]
    return Place(
        None if source is None else OTHER_NAMES.get(source.lower(), source),
        _KINDS[kind.lower()] if kind else "article",
        found["article"],
        found["paragraph"],
        found["sub"],
    )


def cited_by(rule: Rule) -> tuple[Citation, ...]:
    """Everything that a rule cites, each once: for itself, for its items and for its exceptions."""
    checked = rule.checked
    parts = (checked.citations, checked.require, checked.exemptions)
    return tuple(dict.fromkeys(_citations(parts)))


def _citations(part: object) -> Iterator[Citation]:
    for node in nodes_in(part):
        if isinstance(node, Citation):
            yield node
