"""Citations and legal standing as people read them in each language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from grondslag.language.tree import Citation
from grondslag.rulebook.rule import Rule
from grondslag.words.catalogue import LANGUAGES, text_of

NAMES: Final[Mapping[str, Mapping[str, str]]] = {"AVG": {"en": "GDPR"}}
"""Sources that have another usual name in a language than in the rules."""


def citation_text(citation: Citation, language: str) -> str:
    """`AVG art. 28 lid 3 onder a` in Dutch, `GDPR art. 28(3)(a)` in English."""
    name = NAMES.get(citation.source, {}).get(language, citation.source)
    if citation.article is None:
        return name
    kind = text_of(f"citation-{citation.kind}", {}, language)
    place = f"{name} {kind} {citation.article}"
    return _dutch(place, citation) if language == "nl" else _english(place, citation)


def citation_texts(citations: Iterable[Citation], language: str) -> tuple[str, ...]:
    """Citations in the order in which the rule gives them, each once."""
    return tuple(dict.fromkeys(citation_text(citation, language) for citation in citations))


def citation_data(citation: Citation) -> dict[str, str | None]:
    """A citation as plain data, with its text in each language."""
    return {
        "source": citation.source,
        "kind": citation.kind,
        "article": citation.article,
        "paragraph": citation.paragraph,
        "sub": citation.sub,
        "part": citation.part,
        **{language: citation_text(citation, language) for language in LANGUAGES},
    }


def standing(rule: Rule, language: str) -> str:
    """What a rule is worth in law, in a few words: `wet`, `richtsnoer`, `HUISREGEL (geen wet)`.

    A certainty less than that of the pack takes the place of its status; how much of the source its
    author read is added if that was not all.
    """
    checked = rule.checked
    if rule.legal_status == "law" and checked.certainty != "law":
        words = [text_of(f"finding-certainty-{checked.certainty}", {}, language)]
    else:
        words = [text_of(f"finding-status-{rule.legal_status.replace('_', '-')}", {}, language)]
    if checked.source_status != "read":
        words.append(text_of(f"finding-source-{checked.source_status}", {}, language))
    return ", ".join(words)


def _dutch(place: str, citation: Citation) -> str:
    if citation.paragraph is not None:
        place += f" lid {citation.paragraph}"
    if citation.sub is not None:
        place += f" {'punt' if citation.sub.isdecimal() else 'onder'} {citation.sub}"
    return place + _part(citation, "nl")


def _english(place: str, citation: Citation) -> str:
    steps = (citation.paragraph, citation.sub)
    return (
        place + "".join(f"({step})" for step in steps if step is not None) + _part(citation, "en")
    )


def _part(citation: Citation, language: str) -> str:
    if citation.part is None:
        return ""
    return f", {text_of(f'citation-part-{citation.part}'.replace(' ', '-'), {}, language)}"
