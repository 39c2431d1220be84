"""Pictures: any text stays text, the same data give the same picture, and every picture has its table."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grondslag.evaluation.verdict import OUTCOMES
from grondslag.publish.pictures.bars import Bar, Bars, bars_table, draw_bars
from grondslag.publish.pictures.flow import MOST_NODES, Edge, Flow, Node, draw_flow, flow_table
from grondslag.publish.pictures.flow_order import crossings, in_order
from grondslag.publish.pictures.matrix import Matrix, Row, draw_matrix, matrix_table
from grondslag.publish.pictures.retention import (
    Kept,
    Retention,
    draw_retention,
    retention_table,
    share_of,
)
from grondslag.publish.pictures.svg import clean, fitted, in_lines, is_safe, nice_top, width_of
from grondslag.publish.pictures.trend import Moment, Trend, draw_trend, trend_table
from publish.pictures.pictured import BARS, FLOW, MATRIX, RETENTION, TREND

SVG = "{http://www.w3.org/2000/svg}"
ALL = (
    ("bars", BARS, draw_bars, bars_table),
    ("trend", TREND, draw_trend, trend_table),
    ("retention", RETENTION, draw_retention, retention_table),
    ("flow", FLOW, draw_flow, flow_table),
    ("matrix", MATRIX, draw_matrix, matrix_table),
)
NAMES = [name for name, *_ in ALL]
ALLOWED = {"svg", "g", "a", "title", "desc", "rect", "line", "path", "circle", "text"}
EVIL = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "]]></text><a href='javascript:x'>",
    "&#60;b&#62;", "<!-- -->", "\x00\x08\ud800\ufffe", "\u202eevil", "{{ 7*7 }}", "</svg>",
)  # fmt: skip
TEXTS = st.one_of(st.sampled_from(EVIL), st.text(alphabet=st.characters(), max_size=40))


def drawn(text: str) -> list[str]:
    """Each picture, with the text wherever a text of a register may stand, also as an address."""
    numbers = dict.fromkeys(OUTCOMES, 1)
    nodes = tuple(Node(f"{c}{text}", text, c, text, text) for c in range(5))
    edges = (Edge(nodes[0].id, nodes[2].id, text), Edge(nodes[1].id, nodes[4].id))
    return [
        draw_bars(Bars(text, (Bar(text, numbers, text),)), "nl"),
        draw_trend(Trend(text, (Moment(date(2026, 1, 31), numbers, text),)), "en"),
        draw_retention(Retention(text, (Kept(text, 1, text, text, text, href=text),)), "nl"),
        draw_flow(Flow(text, (text,) * 5, nodes, edges), "en"),
        draw_matrix(Matrix(text, ((text, text),), (Row(text, {text: "violation"}, text),)), "nl"),
    ]


@given(TEXTS)
def test_any_text_stays_text(text: str) -> None:
    for svg, plain in zip(drawn(text), drawn("x"), strict=True):
        found, expected = ET.fromstring(svg), ET.fromstring(plain)
        tags = [element.tag.removeprefix(SVG) for element in found.iter()]
        assert set(tags) <= ALLOWED
        assert not [name for e in found.iter() for name in e.attrib if name.startswith("on")]
        assert all(is_safe(e.attrib["href"]) for e in found.iter(f"{SVG}a"))
        # Only links, groups and lines of wrapped words may differ from the same picture with a plain text.
        assert [t for t in tags if t not in {"a", "g", "text"}] == [
            e.tag.removeprefix(SVG)
            for e in expected.iter()
            if e.tag.removeprefix(SVG) not in {"a", "g", "text"}
        ]


@given(TEXTS)
def test_the_title_is_the_text_as_far_as_xml_has_its_characters(text: str) -> None:
    svg = ET.fromstring(draw_bars(Bars(text, ()), "nl"))
    # An XML reader makes one line break of every kind of them.
    wanted = re.sub("\r\n?", "\n", clean(text))
    assert (svg.findtext(f"{SVG}title") or "") == wanted


@pytest.mark.parametrize(("name", "data", "draw", "table"), ALL, ids=NAMES)
def test_a_picture_is_as_it_was(name, data, draw, table, snapshot) -> None:
    rows = table(data, "nl")
    told = "\n".join(" | ".join(row) for row in (rows.header, *rows.rows))
    snapshot(name, str(draw(data, "nl")).replace("><", ">\n<") + "\n\n" + told + "\n")


@pytest.mark.parametrize(("name", "data", "draw", "table"), ALL, ids=NAMES)
def test_a_picture_has_no_inline_style_and_says_what_it_is(name, data, draw, table) -> None:
    for language in ("nl", "en"):
        svg = ET.fromstring(draw(data, language))
        assert not [e for e in svg.iter() if "style" in e.attrib]
        links = list(svg.iter(f"{SVG}a"))
        assert svg.attrib["role"] == ("group" if links else "img")
        named = svg.attrib["aria-labelledby"].split()
        assert [e.attrib["id"] for e in list(svg)[:2]] == named
        assert svg.findtext(f"{SVG}title") == data.title
        assert svg.findtext(f"{SVG}desc")
        assert all(
            len(row) == len(table(data, language).header) for row in table(data, language).rows
        )


def test_every_shape_has_its_colour_without_a_style_sheet() -> None:
    for _, data, draw, _ in ALL:
        drawn = ET.fromstring(draw(data, "nl"))
        above = {child: parent for parent in drawn.iter() for child in parent}
        for e in drawn.iter():
            tag = e.tag.removeprefix(SVG)
            given, around = dict(e.attrib), above.get(e)
            while around is not None:
                given, around = {**around.attrib, **given}, above.get(around)
            if tag in {"rect", "path", "text", "circle"}:
                assert "fill" in given
            if tag in {"line", "path"}:
                assert "stroke" in given


def test_every_edge_of_the_flow_stands_in_its_table() -> None:
    assert len(flow_table(FLOW, "nl").rows) == len(FLOW.edges)


def test_the_order_of_nodes_and_edges_does_not_change_the_flow() -> None:
    turned = replace(FLOW, nodes=FLOW.nodes[::-1], edges=FLOW.edges[::-1])
    assert draw_flow(turned, "nl") == draw_flow(FLOW, "nl")


def test_a_full_column_is_folded_and_what_wants_attention_stays() -> None:
    nodes = [Node("org", "Wij", 0), Node("US", "VS", 4, alert="buiten de EER")]
    nodes += [Node(f"p{i}", f"Activity {i}", 1) for i in range(500)]
    edges = [Edge("org", f"p{i}") for i in range(500)] + [Edge("p499", "US", "!")]
    flow = Flow("t", ("a", "b", "c", "d", "e"), tuple(nodes), tuple(edges))
    svg = draw_flow(flow, "nl")
    assert svg.count("<rect") == MOST_NODES + 2
    assert "Activity 499" in svg
    assert f"en nog {500 - MOST_NODES + 1}" in svg
    assert len(flow_table(flow, "nl").rows) == 501


def test_an_edge_without_its_ends_is_left_out() -> None:
    flow = Flow("t", ("a", "b"), (Node("x", "X", 0),), (Edge("x", "gone"),))
    assert "<path" not in draw_flow(flow, "nl")
    assert flow_table(flow, "nl").rows == ()


def test_few_lines_cross_in_a_small_flow() -> None:
    columns = [["a", "b", "c"], ["x", "y", "z"]]
    edges = [("a", "z"), ("b", "y"), ("c", "x")]
    assert crossings(columns, edges) == 3
    assert crossings(in_order(columns, edges), edges) == 0


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("wxyz")), max_size=12))
def test_crossings_are_counted_as_by_hand_and_never_made_more(edges) -> None:
    columns = [list("abcd"), list("wxyz")]
    by_hand = sum((s < t) and (u > v) for (s, u), (t, v) in permutations(edges, 2))
    assert crossings(columns, edges) == by_hand
    assert crossings(in_order(columns, edges), edges) <= by_hand


@given(st.floats(0, 12000), st.floats(0, 12000))
def test_a_longer_term_never_has_a_shorter_bar(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 <= share_of(low) <= share_of(high) < 1


@given(st.integers(0, 10**9))
def test_the_axis_holds_the_highest_number(highest: int) -> None:
    assert max(highest, 4) <= nice_top(highest) <= max(10 * highest, 4)


@given(st.text(max_size=60), st.integers(20, 200))
def test_cut_words_fit(words: str, room: int) -> None:
    assert width_of(fitted(words, room)) <= room
    assert all(width_of(line) <= room for line in in_lines(words, room, 2))


def test_a_moment_without_numbers_breaks_the_line_and_is_told() -> None:
    moments = tuple(
        Moment(date(2026, month, 28), numbers)
        for month, numbers in ((1, {"violation": 1}), (2, None), (3, {"violation": 2}))
    )
    trend = Trend("t", moments, ("violation",))
    assert draw_trend(trend, "nl").count('stroke-linecap="round"') == 0
    assert trend_table(trend, "nl").rows[1] == ("28-02-2026", "niet te beoordelen")


@pytest.mark.parametrize(
    ("href", "safe"),
    [
        ("a/b/#c", True), ("../a/", True), ("https://example.org/x", True), ("#x", True),
        ("javascript:alert(1)", False), ("JaVaScRiPt:x", False), (" javascript:x", False),
        ("java\tscript:x", False), ("//evil.example", False), ("data:text/html,x", False),
        ("\\\\evil", False), ("http:", False), ("https://[", False), ("/\t/evil.example", False),
    ],
)  # fmt: skip
def test_only_addresses_of_the_site_and_the_web_become_links(href: str, safe: bool) -> None:
    assert is_safe(href) is safe
