"""Nothing of a register becomes markup: in Markdown by two readers of others, in HTML by a parser of others."""

from __future__ import annotations

from pathlib import Path

import markdown as python_markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from canaries import PAYLOADS, write_register
from grondslag.interchange.papers.as_html import html_of, policy
from grondslag.interchange.papers.as_markdown import escaped, markdown_of, read_back
from grondslag.interchange.papers.kinds import KINDS
from grondslag.interchange.papers.stamp import read_stamp
from grondslag.interchange.papers.tree import (
    Cell,
    Gap,
    Heading,
    Items,
    Paper,
    Paragraph,
    Strong,
    Table,
    Text,
)
from grondslag.text import visible
from grondslag.values import NONE
from interchange.papers.paper_kit import MODEL, Page, file_of, made_of
from model.written import read

OURS_IN_MARKDOWN = {
    "h1", "h2", "h3", "p", "ul", "li", "strong", "table", "thead", "tbody", "tr", "th", "td", "hr",
}  # fmt: skip
OURS_IN_HTML = OURS_IN_MARKDOWN | {
    "html", "head", "meta", "title", "style", "body", "main", "mark", "span", "div", "caption",
}  # fmt: skip
EXTENSIONS = ["extra", "attr_list", "toc", "sane_lists", "smarty", "admonition", "meta"]


def by_python_markdown(text: str) -> str:
    return python_markdown.markdown(text, extensions=EXTENSIONS)


def by_markdown_it(text: str) -> str:
    return str(MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(text))


READERS = [by_python_markdown, by_markdown_it]


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory):
    """A register with a canary in every text, of which everything that can be told is told."""
    folder: Path = tmp_path_factory.mktemp("nasty")
    write_register(folder, MODEL)
    register, _ = read((folder / "register.yaml").read_text(encoding="utf-8"))
    organisation = register.collections["organisation"]
    assert isinstance(organisation, dict)
    organisation["name"] = PAYLOADS[0]
    for entry in register.collections["processing"].values():  # type: ignore[union-attr]
        entry["status"], entry["role"] = "active", "controller"
        entry["out_of_scope"] = NONE
        entry["processors"], entry["recipients"] = ("processors-1",), ("parties-1",)
        for purpose in entry["purposes"].values():
            purpose["basis"] = "legitimate_interests"
    return register


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("reader", READERS, ids=lambda one: one.__name__)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_text_of_a_register_becomes_markup_in_markdown(kind, reader, language, nasty) -> None:
    which = "breaches-1" if KINDS[kind].must else None
    text = file_of(kind, made_of(kind, nasty, language, which=which), "md")
    page = Page(reader(text))
    assert page.elements <= OURS_IN_MARKDOWN, page.elements - OURS_IN_MARKDOWN
    allowed = {"style", "scope", "id"}
    assert {name for _, name, _ in page.attributes} <= allowed
    assert "alert(" in page.words, "the canaries are shown"


@pytest.mark.parametrize("kind", KINDS)
def test_no_text_of_a_register_becomes_markup_in_html(kind, nasty) -> None:
    which = "breaches-1" if KINDS[kind].must else None
    text = file_of(kind, made_of(kind, nasty, "nl", which=which), "html")
    page = Page(text)
    assert page.elements <= OURS_IN_HTML, page.elements - OURS_IN_HTML
    for tag, name, value in page.attributes:
        assert name in {
            "lang", "charset", "name", "content", "http-equiv", "class", "scope", "tabindex",
            "role", "aria-label",
        }, (tag, name, value)  # fmt: skip
    assert text.count("<script") == text.count("<img") == text.count("<iframe") == 0
    assert "alert(" in page.words


def test_the_page_admits_nothing_but_its_own_style() -> None:
    paper = Paper("nl", (Text("Titel"),), ())
    text = html_of(paper)
    assert 'http-equiv="Content-Security-Policy"' in text
    assert "default-src 'none'" in policy()
    assert "unsafe" not in policy()
    assert not {"src", "href"} & {name for _, name, _ in Page(text).attributes}


def test_a_stamp_cannot_be_closed_by_what_is_in_it(nasty) -> None:
    wish = {"which": '--><img src=x onerror=alert(1)>"'}
    text = file_of("cookie-statement", made_of("cookie-statement", nasty, "nl"), "html", **wish)
    assert Page(text).elements <= OURS_IN_HTML
    stamp = read_stamp(text)
    assert stamp is not None
    assert stamp.which == wish["which"]


def one_paper(text: str) -> Paper:
    cell: Cell = (Text(text),)
    return Paper(
        "nl",
        cell,
        (
            Heading(2, cell),
            Paragraph((Text("Voor "), *cell, Text(" na"))),
            Paragraph(cell),
            Paragraph((Strong(text), Gap(1, text))),
            Items((cell, (Text("Voor: "), Text(text)))),
            Table("Tabel", (text, "b"), ((cell, cell),)),
        ),
    )


TEXTS = st.one_of(
    st.sampled_from(PAYLOADS),
    st.text(st.sampled_from("<>&\"'`*_{}[]()#+-.!|~$:=^\\@/ 1ajx\n\t"), max_size=20),
    st.text(max_size=20),
)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_any_text_is_shown_as_it_is(text: str) -> None:
    paper = one_paper(" ".join(text.split()))
    wanted = " ".join(visible(" ".join(text.split())).split())
    for reader in READERS:
        page = Page(reader(markdown_of(paper)))
        assert page.elements <= OURS_IN_MARKDOWN, markdown_of(paper)
    shown = " ".join(Page(by_markdown_it(markdown_of(paper))).words.split())
    bare = shown.replace("\u200b", "").replace(" ", "")
    assert wanted.replace("\u200b", "").replace(" ", "") in bare
    page = Page(html_of(paper))
    assert page.elements <= OURS_IN_HTML
    assert wanted in " ".join(page.words.split())


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_a_line_is_read_back_as_it_was(text: str) -> None:
    line = visible(" ".join(text.split()))
    if "**" not in line and "&" not in line:
        assert read_back(escaped(line)).strip() == line.replace("\u200b", "").strip()
