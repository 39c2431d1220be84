"""What is said where YAML stops being YAML: the mistake that people make, its place, the remedy."""

from __future__ import annotations

import pytest

from grondslag.documents.events import OpenEvents, open_events, open_pure_events
from grondslag.documents.locate import locate
from grondslag.documents.scalars import PlainScalars
from grondslag.text import Source
from yaml_mistakes import MISTAKES


@pytest.mark.parametrize("opened", [open_events, open_pure_events], ids=["libyaml", "pure"])
@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_recognised_at_its_place(name: str, opened: OpenEvents) -> None:
    expected, marked = MISTAKES[name]
    start, end = marked.index("»"), marked.index("«") - 1
    text = marked.replace("»", "").replace("«", "")
    located = locate(Source("r.yaml", text), PlainScalars({}), opened)
    assert located.value is None
    (problem,) = located.problems
    assert (expected, start, end) == (problem.id, problem.span.start, problem.span.end)
    assert problem.kind == "read"


@pytest.mark.parametrize("name", MISTAKES)
def test_windows_line_ends_change_no_place(name: str) -> None:
    expected, marked = MISTAKES[name]
    start = marked.replace("\n", "\r\n").index("»")
    text = marked.replace("»", "").replace("«", "").replace("\n", "\r\n")
    (problem,) = locate(Source("r.yaml", text), PlainScalars({})).problems
    assert (expected, start) == (problem.id, problem.span.start)
    assert problem.span.end <= len(text)
