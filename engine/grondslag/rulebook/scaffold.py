"""A new rule to start from, in either keyword language, and what shows that it is not finished.

It parses and its examples fit its condition, but it judges nothing as long as a text in it begins with `…`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from grondslag.diagnostics import Diagnostic, Label, Message
from grondslag.language.keywords import KeywordLanguage, keywords
from grondslag.text import Source, Span

OWN_SOURCE: Final = "OWN"
_KEYWORD: Final = re.compile(r"<([A-Z_]+)>")
_TO_WRITE: Final = re.compile(r'"…[^"\n]*"')
_RULE: Final = """\
<RULE> {id}
  <TITLE> nl "…: in het kort wat er mis is" en "…: in short what is wrong"
  <UNDER> {source}
  <SEVERITY> <MEDIUM>
  <CERTAINTY> <CONVENTION>
  <SOURCE_UNREAD>
  <VALID_FROM> 2018-05-25
  <APPLIES_AT_CHECK>
  <FOR_EACH> activity <IN> processing
  <REQUIRE> activity.owner <EXISTS>
  <OTHERWISE>
    nl "…: wat er mis is bij {{activity.name}}"
    en "…: what is wrong with {{activity.name}}"
  <FIX>
    nl "…: wat te doen"
    en "…: what to do"
  <NOTE>
    nl "…: waarom, en wat de bron zegt"
    en "…: why, and what the source says"
  <EXAMPLE> "…: what is wrong" <GIVES> <VIOLATION>
    <GIVEN> {{processing: {{a-one: {{name: "Acme", owner: <NONE>}}}}}}
  <EXAMPLE> "…: what is right" <GIVES> <COMPLIANT>
    <GIVEN> {{processing: {{a-one: {{name: "Acme", owner: "head of sales"}}}}}}
  <EXAMPLE> "…: what is not recorded" <GIVES> <UNDETERMINED> <BECAUSE> processing.a-one.owner
    <GIVEN> {{processing: {{a-one: {{name: "Acme"}}}}}}
"""
_PACK: Final = """\
<PACK> {id} <VERSION> 0.1.0
  <TITLE> nl "{id}" en "{id}"
  <STATUS> <HOUSE_RULE>
  <SCHEMA> "register/1"

<USE> avg

<SOURCE> {source}
  <TITLE> nl "Eigen beleid" en "Own policy"
"""


def new_rule(rule_id: str, source: str, language: KeywordLanguage) -> str:
    """The text of a rule that has everything a rule must have; *source* is what it cites."""
    return _written(_RULE, language).format(id=rule_id, source=source)


def new_pack(pack_id: str, language: KeywordLanguage) -> str:
    """The text of a `pack.rule` for house rules, with one source and the use of `avg`."""
    return _written(_PACK, language).format(id=pack_id, source=OWN_SOURCE)


def _written(template: str, language: KeywordLanguage) -> str:
    words = keywords(language)
    return _KEYWORD.sub(lambda found: words.phrase(found[1]), template)


def unfinished(source: Source) -> Iterator[Diagnostic]:
    """An error for each text in a rule that is still to be written: it begins with `…`."""
    for found in _TO_WRITE.finditer(source.text):
        yield Diagnostic(
            "rule-not-finished",
            "error",
            "rule",
            Message("rule-not-finished"),
            (Label(Span(source, *found.span())),),
            helps=(Message("rule-not-finished-help"),),
        )
