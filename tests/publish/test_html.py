"""Every page through html-validate, and what its blocks make of hostile text.

Two rules are a matter of taste or do not fit: a title may be long, for it holds the name of a record (`long-title`);
the list of search results is that of a combobox, for which HTML has no element (`prefer-native-element`, listbox).
"""

from __future__ import annotations

import json
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grondslag.publish import blocks
from grondslag.publish.addressing import linker
from grondslag.publish.html import render
from grondslag.text import visible
from npm_tools import npm_tool

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CONFIG = Path(__file__).with_name("htmlvalidate.json")
TEXTS = st.text(min_size=1, max_size=30) | st.sampled_from(
    ["<script>alert(1)</script>", '" onclick="x', "</td></tr></table>", "&lt;b&gt;", "\u202e\x00"]
)


@pytest.mark.parametrize(
    ("name", "audience"), [("manufacturer", "internal"), ("municipality", "public")]
)
def test_html_validate_finds_nothing(grondslag, tmp_path: Path, name: str, audience: str) -> None:
    program = npm_tool("html-validate", "bin/html-validate.mjs")
    out = tmp_path / "out"
    words = ("site", "build", f"--root={EXAMPLES / name}", f"--out={out}", f"--audience={audience}")
    assert grondslag(*words, "--as-of=2026-11-24").status == 0
    pages = [str(page) for page in sorted(out.rglob("*.html"))]
    assert str(out / "404.html") in pages
    report = tmp_path / "report.json"
    node = shutil.which("node") or "node"
    with report.open("w", encoding="utf-8") as to:
        subprocess.run(
            [node, program, "--config", str(CONFIG), "-f", "json", *pages], stdout=to, check=False
        )
    found = json.loads(report.read_text(encoding="utf-8"))
    assert [
        (Path(file["filePath"]).relative_to(out).as_posix(), one["ruleId"], one["message"])
        for file in found
        for one in file["messages"]
    ] == []


class Read(HTMLParser):
    """The tags of a page in order, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.words = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def page_with(text: str, url: str) -> blocks.Page:
    cell = (blocks.Text(text), blocks.Code(text), blocks.Away(text, url), blocks.Text(text, "en"))
    badge = blocks.Badge("plain", text, text, "over/")
    step = blocks.Step("T", cell, blocks.Code(text), (blocks.Step("F", cell),), anchor="s1")
    inner = (
        blocks.Paragraph((*cell, badge, blocks.Link(text, "over/#x", language="nl"))),
        blocks.Items((cell, cell), anchors=("a1", "")),
        blocks.Table(text, (text, text), ((cell, cell),), filter=True, tones=(("house", text),)),
        blocks.Grid(text, text, (cell,), ((cell, (badge,)),), (("plain", text),)),
        blocks.Facts((blocks.Fact(text, cell, (blocks.Fact(text, cell),), text),)),
        blocks.Cards((blocks.Card(badge, text, text, "over/"),)),
        blocks.Listing(text, (text,), frozenset({0})),
        blocks.Folded(text, (blocks.Paragraph(cell, "note"),)),
        blocks.VerdictBlock(
            "v",
            badge,
            cell,
            cell,
            cell,
            cell,
            (badge,),
            (),
            (step,),
            text,
            (blocks.Items((cell,)),),
        ),
    )
    trail = (blocks.Link(text, ""),)
    return blocks.Page("x/", text, (blocks.Section(text, "s", inner),), trail)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(TEXTS, TEXTS)
def test_a_text_stays_text_in_every_block(text: str, url: str) -> None:
    link = linker("", "x/")
    plain = Read(render(page_with("word", "word"), "en", link))
    read = Read(render(page_with(text, url), "en", link))
    # A link of a register is one only where it may be followed; nothing else differs from a page with plain words.
    # A long path may be broken after its signs, where `wbr` says so.
    assert [one for one in read.tags if "rel" not in one[1] and one[0] != "wbr"] == plain.tags
    if visible(text) == text and text.strip() and "\r" not in text:
        assert read.words.count(text) >= plain.words.count("word")
