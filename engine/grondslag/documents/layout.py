"""Lines that are not where YAML wants them: indentation, dashes, and fields without a colon."""

from __future__ import annotations

import re
from typing import Final

from grondslag.diagnostics import Diagnostic, Label, Message
from grondslag.documents.failure import Failure, mistake
from grondslag.documents.lines import (
    DASHES,
    line_end,
    line_start,
    line_text,
    previous_line,
    shortened,
    width_of_indent,
)
from grondslag.text import Span

_TIGHT_COLON: Final = re.compile(rf"{DASHES}([\w-]+):(?=[^\s/])")
_TIGHT_DASH: Final = re.compile(r"[ \t]*(-)[^\W\d]")


def no_colon(failure: Failure) -> Diagnostic | None:
    """A line that is no field because it has no colon (or no item, because it has no dash)."""
    if failure.since == failure.at or "expected ':'" not in failure.said:
        return None
    found = text_line(failure, failure.since)
    if found is not None:
        return found
    before = previous_line(failure.text, failure.since)
    if before is not None and f"{before.strip()} ".startswith("- "):
        return _missing_dash(failure, failure.since)
    return _missing_colon(failure, failure.since)


def _missing_colon(failure: Failure, offset: int) -> Diagnostic:
    line = line_text(failure.text, offset)
    helps = (Message("not-fields-table-help"),) if "\t" in line.strip() else None
    return mistake(failure, "missing-colon", offset, line_end(failure.text, offset), helps=helps)


def text_line(failure: Failure, offset: int) -> Diagnostic | None:
    """What is wrong with a line that begins at *offset* and was taken for text."""
    start = line_start(failure.text, offset)
    if failure.text[start:offset].strip(" \t-"):
        return None
    line = line_text(failure.text, offset)
    for name, pattern in (("missing-dash-space", _TIGHT_DASH), ("missing-space", _TIGHT_COLON)):
        found = pattern.match(line)
        if found is not None:
            place = found.end() - 1 if name == "missing-space" else found.start(1)
            word = shortened(found[1])
            return mistake(failure, name, start + place, word=word)
    if failure.last is not None and offset == failure.last.start:
        return _missing_colon(failure, offset)
    return None


def deeper(failure: Failure) -> Diagnostic:
    """A field under a line that already has a value."""
    start = line_start(failure.text, failure.at)
    begin = start + width_of_indent(line_text(failure.text, failure.at))
    assert failure.last is not None
    span = Span(failure.source, failure.last.start, line_end(failure.text, failure.last.start))
    second = Label(span, Message("bad-indentation-value"))
    return mistake(
        failure,
        "bad-indentation",
        begin,
        failure.at,
        message="bad-indentation-deeper",
        second=second,
    )


def line_out_of_place(failure: Failure) -> Diagnostic | None:
    """A line that begins where nothing can begin: its indentation fits no line above."""
    start = line_start(failure.text, failure.at)
    if failure.text[start : failure.at].strip(" ") or failure.at == start == 0:
        return None
    line = line_text(failure.text, failure.at)
    indent = failure.at - start
    end = start + len(line.rstrip())
    if failure.since != failure.at and failure.character(failure.since) == "-":
        tight = text_line(failure, failure.at) if _TIGHT_DASH.match(line) else None
        return tight or _missing_dash(failure, failure.at)
    if "expected key" not in failure.said and "block end" not in failure.said:
        return None
    fitting = _fitting_indents(failure.text, start)
    if indent in fitting:
        is_item = line.lstrip().startswith("- ")
        message = "item-among-fields"
        return (
            mistake(failure, "bad-indentation", failure.at, end, message=message)
            if is_item
            else None
        )
    return mistake(
        failure, "bad-indentation", failure.at, end, count=indent, choices=tuple(map(str, fitting))
    )


def _fitting_indents(text: str, before: int) -> list[int]:
    """The indentations that a line at *before* can have: of the lines that hold it, smallest first."""
    fitting: list[int] = []
    end = before
    while end > 0:
        start = line_start(text, end - 1)
        line = text[start : end - 1]
        end = start
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        indent = width_of_indent(line)
        if not fitting or indent < fitting[0]:
            fitting.insert(0, indent)
        if indent == 0:
            break
    return fitting


def _missing_dash(failure: Failure, offset: int) -> Diagnostic:
    return mistake(failure, "missing-dash", offset, line_end(failure.text, offset))
