"""Where YAML stops being YAML, what the writer probably meant: our own message with the remedy.

The parser says where it got stuck; its words serve only to tell a few cases apart. Each detector
looks at the lines there; the first that recognises its mistake explains it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from grondslag.diagnostics import Diagnostic, Label, Message, Repair
from grondslag.documents.characters import ODD_SPACES, code_of
from grondslag.documents.failure import Failure, mistake
from grondslag.documents.layout import deeper, line_out_of_place, no_colon, text_line
from grondslag.documents.lines import (
    DASHES,
    LONGEST_SHOWN,
    line_end,
    line_start,
    line_text,
    shortened,
)
from grondslag.documents.quoting import straight_quotes, whole_line_quoted
from grondslag.documents.unread import too_deep
from grondslag.text import Span

_ODD_SPACE: Final = re.compile(
    rf"[ \t]*(?P<indent>[{ODD_SPACES}])|{DASHES}(?:-|[\w-]+:)(?P<after>[{ODD_SPACES}])"
)
_VALUE_START: Final = re.compile(rf"{DASHES}(?:[^\s:#\"'\[{{][^:]*:[ \t]+|[ \t]*)(?=\S)")
_APOSTROPHE: Final = re.compile(r"'[a-zA-Z]{1,2}[ -]")
_CONFLICT: Final = re.compile(r"^<{7}(?: [^\r\n]*)?(?=\r?$)", re.MULTILINE)
_RESERVED: Final = "@`%&*!|>"
_CURLY: Final = "“”„‟‘’‚«»"
_CLOSING: Final = {"[": "]", "{": "}"}


Detector = Callable[[Failure], Diagnostic | None]


def explain(failure: Failure) -> Diagnostic:
    """What is to be said of a text that is not YAML: always one diagnostic, of kind `read`."""
    for detector in DETECTORS:
        found = detector(failure)
        if found is not None:
            return found
    return mistake(failure, "yaml-syntax", min(failure.at, len(failure.text)))


def _deep(failure: Failure) -> Diagnostic | None:
    """The parser has a limit of its own, and looks ahead of us."""
    return too_deep(failure.source, failure.at) if "nesting depth" in failure.said else None


def _merge_conflict(failure: Failure) -> Diagnostic | None:
    """Both versions of some lines, as git leaves them for a person to choose."""
    found = _CONFLICT.search(failure.text)
    if found is None:
        return None
    return mistake(failure, "merge-conflict", found.start(), found.end())


def _tab(failure: Failure) -> Diagnostic | None:
    start = line_start(failure.text, failure.at)
    text = line_text(failure.text, failure.at)
    indent = text[: len(text) - len(text.lstrip(" \t-"))]
    tab = indent.find("\t")
    if tab < 0 or failure.at > start + len(indent):
        return None
    end = start + tab + len(indent[tab:]) - len(indent[tab:].lstrip("\t"))
    return mistake(failure, "tab-indentation", start + tab, end)


def _odd_space(failure: Failure) -> Diagnostic | None:
    last = failure.last.start if failure.last is not None else failure.at
    for offset in (last, failure.since, failure.at):
        found = _ODD_SPACE.match(line_text(failure.text, offset))
        if found is not None:
            group = found.lastgroup or "indent"
            start = line_start(failure.text, offset) + found.start(group)
            repairs = (Repair(Span(failure.source, start, start + 1), " "),)
            return mistake(failure, "odd-space", start, repairs=repairs, code=code_of(found[group]))
    return None


def _curly_quote(failure: Failure) -> Diagnostic | None:
    start = line_start(failure.text, failure.at)
    found = _VALUE_START.match(line_text(failure.text, failure.at))
    if found is None or failure.character(start + found.end()) not in tuple(_CURLY):
        return None
    at = start + found.end()
    return mistake(failure, "curly-quotes", at, repairs=straight_quotes(failure, at))


def _open_quote(failure: Failure) -> Diagnostic | None:
    quote = failure.character(failure.since)
    if failure.since == failure.at or quote not in ('"', "'"):
        return None
    if "escape" in failure.said or "hex" in failure.said:
        slash = failure.text.rfind("\\", failure.since, failure.at + 1)
        return mistake(failure, "backslash-in-quotes", max(slash, failure.since))
    return _unclosed(failure, failure.since)


def _unclosed(failure: Failure, start: int, closed: int | None = None) -> Diagnostic:
    """A quote that opens at *start* and goes on over the lines (to *closed*, if it ends at all)."""
    if _APOSTROPHE.match(failure.text, start):
        value = shortened(failure.text[start : line_end(failure.text, start)])
        helps = (Message("leading-apostrophe-help", {"value": value}),)
        repairs = whole_line_quoted(failure, start)
        return mistake(failure, "leading-apostrophe", start, helps=helps, repairs=repairs)
    second = None
    if closed is not None:
        span = Span(failure.source, closed - 1, closed)
        second = Label(span, Message("unclosed-quote-ends"))
    quote = failure.character(start)
    return mistake(failure, "unclosed-quote", start, second=second, quote=quote)


def _after_quote(failure: Failure) -> Diagnostic | None:
    last, stuck = failure.last, min(failure.since, failure.at)
    if last is None or last.style not in ('"', "'"):
        return None
    stuck = stuck if stuck >= last.end else failure.at
    if stuck < last.end or failure.text[last.end : stuck].strip(" \t"):
        return None
    if "\n" in failure.text[last.start : last.end]:
        return _unclosed(failure, last.start, last.end)
    if failure.flow is not None and failure.character(stuck) != ":":
        return mistake(failure, "missing-comma", stuck)
    return mistake(failure, "text-after-quote", stuck)


def _reserved(failure: Failure) -> Diagnostic | None:
    start = line_start(failure.text, failure.at)
    found = _VALUE_START.match(line_text(failure.text, failure.at))
    candidates = [failure.since, failure.at, start + found.end() if found else failure.at]
    for offset in candidates:
        character = failure.character(offset)
        same_line = line_start(failure.text, offset) == start
        if same_line and character and character in _RESERVED and _begins(failure, offset):
            repairs = whole_line_quoted(failure, offset) if character in "@`%" else ()
            return mistake(
                failure, "reserved-character", offset, repairs=repairs, character=character
            )
    character = failure.character(failure.at)
    if failure.flow is None and character and character in ",]}" and "node content" in failure.said:
        return mistake(failure, "reserved-character", failure.at, character=character)
    return None


def _begins(failure: Failure, offset: int) -> bool:
    """Whether a value may begin at an offset: the file, or after a space or an opening bracket."""
    return offset == 0 or failure.text[offset - 1] in " \t\r\n[{,"


def _bracket(failure: Failure) -> Diagnostic | None:
    """Mistakes inside brackets that are open."""
    if failure.flow is None:
        return None
    opening = failure.character(failure.flow)
    last = failure.last.start if failure.last else failure.at
    goes_on = line_start(failure.text, failure.at) != line_start(failure.text, last)
    if failure.at >= len(failure.text.rstrip()) or goes_on:
        closing = _CLOSING.get(opening, "]")
        return mistake(failure, "unclosed-bracket", failure.flow, bracket=opening, closing=closing)
    return _colon(failure) if failure.character(failure.at) == ":" else None


def _colon(failure: Failure) -> Diagnostic:
    """A colon in a value. The place is the colon; what stands before it is read as a name."""
    start = line_start(failure.text, failure.at)
    before = failure.text[start : failure.at]
    begin = max(before.rfind(": "), before.rfind(":\t")) + 1
    if begin == 0:
        begin = max(before.rfind(mark) for mark in "[{,-") + 1
    rest = (
        failure.text[start + begin : line_end(failure.text, failure.at)].partition(" #")[0].strip()
    )
    if failure.flow is not None:
        rest = re.split(r"[,\]}]", rest, maxsplit=1)[0].strip()
    name = before[begin:].strip()
    named = re.search(r"([\w-]+):[ \t]*$", before[max(0, begin - LONGEST_SHOWN) : begin])
    label = Message("unquoted-colon-label", {"name": shortened(name)}) if name else None
    helps = [Message("unquoted-colon-help")]
    if named and shortened(rest) == rest and '"' not in rest and "\\" not in rest:
        helps = [Message("unquoted-colon-help-example", {"name": named[1], "value": rest})]
    if failure.flow is not None:
        helps.append(Message("missing-comma-perhaps"))
    value = start + begin + len(before[begin:]) - len(before[begin:].lstrip())
    repairs = whole_line_quoted(failure, value) if named and failure.flow is None else ()
    return mistake(
        failure, "unquoted-colon", failure.at, label=label, helps=tuple(helps), repairs=repairs
    )


def _second_colon(failure: Failure) -> Diagnostic | None:
    """A colon that gives a name to what cannot have one."""
    if failure.character(failure.at) != ":" or "mapping values" not in failure.said:
        return None
    start = line_start(failure.text, failure.at)
    before = failure.text[start : failure.at]
    if re.search(r":[ \t]", before):
        return _colon(failure)
    if failure.last is None or line_start(failure.text, failure.last.start) == start:
        return None
    return text_line(failure, failure.last.start) or deeper(failure)


def _after_bracket(failure: Failure) -> Diagnostic | None:
    character = failure.character(failure.at)
    if character in ("]", "}"):
        return mistake(failure, "stray-bracket", failure.at, bracket=character)
    start = line_start(failure.text, failure.at)
    found = _VALUE_START.match(line_text(failure.text, failure.at))
    if found is None or start + found.end() >= failure.at:
        return None
    opening = failure.character(start + found.end())
    if opening not in _CLOSING:
        return None
    return mistake(failure, "text-after-bracket", failure.at, bracket=opening)


def _dash_after_key(failure: Failure) -> Diagnostic | None:
    if failure.character(failure.at) == "-" and "sequence entries" in failure.said:
        return mistake(failure, "dash-after-key", failure.at)
    return None


def _second_document(failure: Failure) -> Diagnostic | None:
    if "<document start>" not in failure.said:
        return None
    ended = re.search(r"^\.\.\.", failure.text[: failure.at], re.MULTILINE) is not None
    return mistake(failure, "second-document" if ended else "yaml-syntax", failure.at)


DETECTORS: Final[tuple[Detector, ...]] = (
    _deep,
    _merge_conflict,
    _tab,
    _odd_space,
    _open_quote,
    _after_quote,
    _curly_quote,
    _reserved,
    _bracket,
    _dash_after_key,
    _second_colon,
    no_colon,
    _after_bracket,
    line_out_of_place,
    _second_document,
)
