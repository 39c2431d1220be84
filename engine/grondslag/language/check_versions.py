"""Versions of one rule: their dates may not overlap, and a gap is worth a look."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import pairwise

from grondslag.diagnostics import Diagnostic, Label, Message
from grondslag.language.keywords import KeywordLanguage, first_words
from grondslag.language.problems import Problems, advice
from grondslag.language.tree import CheckedRule
from grondslag.text import Source, Span

Version = tuple[CheckedRule, Source]


def check_versions(rules: Iterable[Version]) -> list[Diagnostic]:
    """What is wrong between the versions of each rule: overlaps, gaps, a lost `earlier unread`.

    Every rule comes with the source it was read from; the place is that of the later version.
    """
    by_id: dict[str, list[Version]] = {}
    for version in rules:
        by_id.setdefault(version[0].id, []).append(version)
    found: list[Diagnostic] = []
    for versions in by_id.values():
        ordered = sorted(versions, key=lambda one: (one[0].valid_from, one[1].path))
        for earlier, later in pairwise(ordered):
            found += _pair(earlier, later)
        found += _earlier(ordered)
    return sorted(found, key=lambda diagnostic: diagnostic.sort_key)


def _pair(earlier: Version, later: Version) -> list[Diagnostic]:
    rule, source = later
    problems = Problems(source, _language(source))
    end, start = earlier[0].valid_until, rule.valid_from
    other = Label(Span(earlier[1], *_head(earlier)), Message("other-version"))
    if end is None or start < end:
        ends = [day for day in (end, rule.valid_until) if day is not None]
        helps = advice("overlapping-versions-help", day=start)
        if ends:
            problems.add(
                "overlapping-versions",
                _head(later),
                others=[other],
                helps=helps,
                rule=rule.id,
                first=start,
                last=min(ends) - timedelta(days=1),
            )
        else:
            problems.add(
                "overlapping-versions",
                _head(later),
                message="overlapping-versions-open",
                others=[other],
                helps=helps,
                rule=rule.id,
                first=start,
            )
    elif end < start:
        problems.add(
            "gap-between-versions",
            _head(later),
            severity="warning",
            others=[other],
            helps=advice("gap-between-versions-help"),
            rule=rule.id,
            first=end,
            last=start - timedelta(days=1),
        )
    return problems.found


def _earlier(ordered: Sequence[Version]) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    for version in ordered[1:]:
        if version[0].earlier_unread:
            problems = Problems(version[1], _language(version[1]))
            problems.add(
                "earlier-not-oldest",
                _head(version),
                helps=advice("earlier-not-oldest-help", day=ordered[0][0].valid_from),
                phrase=problems.words.phrase("EARLIER_UNREAD"),
            )
            found += problems.found
    return found


def _head(version: Version) -> tuple[int, int]:
    """The place of a rule: its first line, from the first word on."""
    rule, source = version
    start = rule.where[0]
    line, column = source.line_column(start)
    return start, start + max(0, len(source.line_text(line)) - column + 1)


def _language(source: Source) -> KeywordLanguage:
    """The keyword language of a file that could be read."""
    for word in source.text.split(None, 400):
        if word in first_words():
            return first_words()[word]
    return "en"
