"""Whatever a register holds: a paper is made, shows nothing internal to all, numbers its gaps, and does not drift."""

from __future__ import annotations

import re
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from grondslag.interchange.papers.drift import drift_between
from grondslag.interchange.papers.kinds import KINDS
from grondslag.interchange.papers.stamp import facts_hash, read_stamp
from grondslag.model.facts import Register
from grondslag.model.kinds import FieldKind, RecordKind
from interchange.papers.paper_kit import MODEL, Page, file_of, made_of
from interchange.papers.test_escape import OURS_IN_HTML
from model.written import read
from properties.test_any_register import Plain, yaml_of

WORDS = [Plain("none"), Plain("unknown")]
IDS = ["one", "two", "gone"]
SAMPLES: dict[str, list[Any]] = {
    "date": ["2026-01-02"],
    "datetime": ["2026-01-02T10:00+01:00", "2026-10-25"],
    "country": ["US", "NL", "XX"],
    "duration": ["2 years", "72 hours"],
    "integer": [3, -1],
    "number": [3.5],
    "link": ["https://a.example/x"],
    "yes_no": [Plain("yes"), Plain("no")],
}


class Written:
    """A register with texts of which each is unlike all others; `internal` are those that may not be shown."""

    def __init__(self, seed: int, filled: float) -> None:
        self.random = Random(seed)
        self.filled = filled
        self.internal: set[str] = set()
        self.count = 0
        data: dict[str, Any] = {"language": "en"}
        for name, kind in MODEL.collections.items():
            if kind.defaults_for is None and self.random.random() < 0.3 + 0.7 * filled:
                if kind.single:
                    data[name] = self.record(kind.entry, True)
                else:
                    data[name] = {key: self.record(kind.entry, True) for key in IDS[:2]}
        self.text = yaml_of(data)

    def record(self, kind: RecordKind, public: bool) -> dict[str, Any]:
        found = {}
        for name, field in kind.fields.items():
            if field.required or self.random.random() < self.filled:
                found[name] = self.value(field, public and field.public)
        return found

    def value(self, field: FieldKind, public: bool) -> Any:
        chance = self.random.random()
        if not field.required and chance < 0.1:
            return WORDS[1]
        if field.none and chance < 0.25:
            return WORDS[0]
        if field.type in {"text", "texts"}:
            return self.word(public)
        if field.enum:
            if field.name in {"role", "status", "out_of_scope"} and self.random.random() < 0.8:
                return WORDS[0] if field.none else next(iter(MODEL.enums[field.enum].codes))
            return self.random.choice(list(MODEL.enums[field.enum].codes))
        if field.type in {"record", "map"}:
            inner = MODEL.records[field.record or ""]
            if field.type == "record":
                return self.record(inner, public)
            return {key: self.record(inner, public) for key in IDS[: self.random.randint(0, 2)]}
        if field.type in {"ref", "refs"}:
            return self.random.choice(IDS)
        return self.random.choice(
            SAMPLES.get(field.type.removesuffix("s"), SAMPLES["link"])
            if field.type not in {"countries"}
            else SAMPLES["country"]
        )

    def word(self, public: bool) -> str:
        self.count += 1
        word = f"w{self.count}q"
        if not public:
            self.internal.add(word)
        return word


def register_of(seed: int, filled: float) -> tuple[Written, Register]:
    written = Written(seed, filled)
    register, _ = read(written.text)
    return written, register


CASES = st.tuples(
    st.integers(0, 10**9),
    st.sampled_from([0.1, 0.5, 0.8, 0.95, 1.0]),
    st.sampled_from(list(KINDS)),
    st.sampled_from(["nl", "en"]),
    st.sampled_from([(), ("customers",), ("employees", "children")]),
)


@settings(max_examples=300, deadline=None)
@given(CASES)
def test_any_register_gives_a_paper(case) -> None:
    seed, filled, name, language, people = case
    kind = KINDS[name]
    written, register = register_of(seed, filled)
    wish = {"which": "one" if kind.must else None, "people": people if kind.people else ()}
    paper = made_of(name, register, language, **wish)
    text = file_of(name, paper, "html", **wish)
    page = Page(text)
    assert page.elements <= OURS_IN_HTML

    word = "Gat" if language == "nl" else "Gap"
    numbers = [int(one) for one in re.findall(rf"\[{word} (\d+):", page.words)]
    assert sorted(set(numbers)) == list(range(1, paper.paper.gaps + 1)), "a gap is seen"

    shown = set(re.findall(r"w\d+q", page.words))
    if kind.public:
        assert not shown & written.internal

    stamp = read_stamp(text)
    assert stamp is not None
    again = made_of(name, register, language, **wish)
    found = drift_between(text, stamp, file_of(name, again, "html", **wish), facts_hash(again))
    assert not found.is_there
