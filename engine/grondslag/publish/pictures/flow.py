"""The data-flow map: organisation, activity, processor, sub-processor, country, in fixed columns."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from markupsafe import Markup

from grondslag.publish.pictures.flow_order import in_order
from grondslag.publish.pictures.svg import (
    ALERT,
    ALERT_FILL,
    FILL,
    LINE,
    QUIET,
    Table,
    element,
    group,
    in_lines,
    is_safe,
    link,
    picture,
    say,
    text,
    titled,
)

MOST_NODES: Final = 20
"""In a column; what is more is drawn as one node, and stands in the table."""
MOST_EDGES: Final = 80
"""Lines in a picture: with more of them nothing can be followed, and columns are made shorter."""
FEWER: Final = (MOST_NODES, 14, 10)
_BOX, _GAP, _BETWEEN, _LANE = 44, 10, 56, 10
_WIDTHS: Final = (130, 180, 146, 146, 120)
_TOP = 34
_REST: Final = "\0rest"
_PASSES: Final = "\0passes"


@dataclass(frozen=True, slots=True)
class Node:
    """A box. `alert` says in a few words what wants attention: it is drawn with a sign and told."""

    id: str
    label: str
    column: int
    href: str | None = None
    alert: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """Data go from one node to another; `alert` as with a node."""

    source: str
    target: str
    alert: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    """`columns` are the names above the columns. An edge whose ends are not both nodes is left out."""

    title: str
    columns: tuple[str, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class _Box:
    node: Node
    x: float
    y: float
    width: int


def draw_flow(flow: Flow, language: str) -> Markup:
    """The picture, as wide as its columns: a narrow page scrolls it."""
    for most in FEWER:
        small = _folded(flow, language, most)
        if len(small.edges) <= MOST_EDGES:
            break
    used = [i for i in range(len(flow.columns)) if any(node.column == i for node in small.nodes)]
    boxes, height = _boxes(small, used)
    edges = sorted(small.edges, key=lambda edge: (bool(edge.alert), edge.source, edge.target))
    lines = [_lines(edges, boxes, used, alert=alert) for alert in (False, True)]
    drawn = [_drawn(box) for key, box in boxes.items() if not key.startswith(_PASSES)]
    heads = [
        text(
            _start(used, i),
            16,
            small.columns[column],
            font_weight="600",
            fill=QUIET,
            **{"class": "pic-quiet"},
        )
        for i, column in enumerate(used)
    ]
    width = _start(used, len(used)) - _BETWEEN + 4 if used else 1
    linked = any(node.href is not None and is_safe(node.href) for node in small.nodes)
    about = say("picture-flow-about", language)
    return picture(flow.title, about, (width, height), *heads, *lines, *drawn, links=linked)


def flow_table(flow: Flow, language: str) -> Table:
    """The same data: a row for each edge, in the order of columns and names, with what wants attention."""
    nodes = {node.id: node for node in flow.nodes}
    names = ("picture-from-where", "picture-to-where", "picture-attention")
    rows = sorted(
        (
            nodes[e.source].column,
            nodes[e.source].label,
            nodes[e.target].label,
            e.alert or nodes[e.target].alert,
        )
        for e in flow.edges
        if e.source in nodes and e.target in nodes
    )
    return Table(
        tuple(say(name, language) for name in names),
        tuple((source, target, alert) for _, source, target, alert in rows),
    )


def _folded(flow: Flow, language: str, most: int) -> Flow:
    """The flow with at most so many nodes a column: what wants attention and is most connected stays."""
    known = {node.id for node in flow.nodes}
    edges = [e for e in flow.edges if e.source in known and e.target in known]
    degree = Counter(end for edge in edges for end in (edge.source, edge.target))
    alerted = {end for edge in edges if edge.alert for end in (edge.source, edge.target)}
    name_of = {node.id: node.id for node in flow.nodes}
    nodes = []
    for column in range(len(flow.columns)):
        here = [node for node in flow.nodes if node.column == column]
        if len(here) > most:
            here.sort(key=lambda n: (not n.alert, n.id not in alerted, -degree[n.id], n.id))
            rest, here = here[most - 1 :], here[: most - 1]
            one = f"{_REST}{column}"
            name_of.update({node.id: one for node in rest})
            here.append(Node(one, say("picture-more", language, count=len(rest)), column))
        nodes += here
    # Edges of what was folded are many the same; one that wants attention is kept before one that does not.
    kept: dict[tuple[str, str], Edge] = {}
    for edge in sorted(edges, key=lambda one: (one.source, one.target, one.alert)):
        ends = (name_of[edge.source], name_of[edge.target])
        if ends not in kept or (edge.alert and not kept[ends].alert):
            kept[ends] = Edge(*ends, edge.alert)
    return replace(flow, nodes=tuple(nodes), edges=tuple(kept.values()))


def _start(used: Sequence[int], index: int) -> int:
    """The left side of the column that is drawn at a place; one past the last is the end."""
    return sum(_width(column) + _BETWEEN for column in used[:index]) + 2


def _width(column: int) -> int:
    return _WIDTHS[column] if column < len(_WIDTHS) else 150


def _boxes(flow: Flow, used: Sequence[int]) -> tuple[dict[str, _Box], int]:
    """Where each node is drawn, and the lanes by which lines pass a column; and the height of all."""
    lanes, steps = _lanes(flow, used)
    nodes = {node.id: node for node in (*flow.nodes, *lanes)}
    columns = [
        sorted((n.id for n in nodes.values() if n.column == c), key=lambda i: (nodes[i].label, i))
        for c in used
    ]
    ordered = in_order(columns, steps)
    heights = [sum(map(_height, column)) for column in ordered]
    tallest = max(heights, default=0)
    boxes: dict[str, _Box] = {}
    for place, column in enumerate(ordered):
        # A short column beside a long one is spread: lines are flatter so.
        extra = min((tallest - heights[place]) / (len(column) + 1), 2 * _BOX)
        y = _TOP + (tallest - heights[place] - extra * (len(column) - 1)) / 2
        for node_id in column:
            boxes[node_id] = _Box(nodes[node_id], _start(used, place), y, _width(used[place]))
            y += _height(node_id) + extra
    return boxes, _TOP + tallest + 4


def _height(node_id: str) -> int:
    return _LANE if node_id.startswith(_PASSES) else _BOX + _GAP


def _lanes(flow: Flow, used: Sequence[int]) -> tuple[list[Node], list[tuple[str, str]]]:
    """A lane for each node that lines reach past a column, and all lines in steps from column to column.

    Without lanes a line would run behind boxes that it has nothing to do with.
    """
    column_of = {node.id: node.column for node in flow.nodes}
    lanes: dict[str, Node] = {}
    steps = []
    for edge in flow.edges:
        stops = _stops(edge, column_of, used)
        for stop, column in zip(stops[1:-1], _between(edge, column_of, used), strict=True):
            lanes[stop] = Node(stop, "", column)
        steps += list(itertools.pairwise(stops))
    return list(lanes.values()), sorted(set(steps))


def _between(edge: Edge, column_of: Mapping[str, int], used: Sequence[int]) -> list[int]:
    first, last = column_of[edge.source], column_of[edge.target]
    return [column for column in used if first < column < last]


def _stops(edge: Edge, column_of: Mapping[str, int], used: Sequence[int]) -> list[str]:
    """The ends of a line and the lanes it takes; all lines to one node share their lanes."""
    lanes = [f"{_PASSES}{c}\0{edge.target}" for c in _between(edge, column_of, used)]
    return [edge.source, *lanes, edge.target]


def _lines(
    edges: Sequence[Edge], boxes: Mapping[str, _Box], used: Sequence[int], *, alert: bool
) -> Markup:
    """The lines that want attention, or the others: what they share is said once."""
    drawn = [_line(edge, boxes, used) for edge in edges if bool(edge.alert) == alert]
    return element(
        "g",
        {
            "fill": "none", "stroke": ALERT if alert else LINE, "stroke_width": 2.5 if alert else 1.2,
            "class": "pic-flow-alert" if alert else "pic-flow",
        },
        *drawn,
    )  # fmt: skip


def _line(edge: Edge, boxes: Mapping[str, _Box], used: Sequence[int]) -> Markup:
    column_of = {end: boxes[end].node.column for end in (edge.source, edge.target)}
    stops = [boxes[stop] for stop in _stops(edge, column_of, used)]
    x, y = stops[0].x + stops[0].width, _middle(stops[0])
    path = f"M{x:.0f} {y:.0f}"
    for stop in stops[1:]:
        next_x, next_y = stop.x, _middle(stop)
        bend = max((next_x - x) / 2, 20)
        path += (
            f"C{x + bend:.0f} {y:.0f} {next_x - bend:.0f} {next_y:.0f} {next_x:.0f} {next_y:.0f}"
        )
        x, y = stop.x + stop.width, next_y
        if stop is not stops[-1]:
            path += f"H{x:.0f}"
    ends = stops[0].node.label, stops[-1].node.label
    told = " → ".join(ends) + (f": {edge.alert}" if edge.alert else "")
    return element("path", {"d": path}, titled(told))


def _middle(box: _Box) -> float:
    return box.y + (_LANE if box.node.id.startswith(_PASSES) else _BOX) / 2


@lru_cache(maxsize=4096)
def _drawn(box: _Box) -> Markup:
    node = box.node
    label = f"⚠ {node.label}" if node.alert else node.label
    lines = in_lines(label, box.width - 18, 2, 13)
    first = box.y + _BOX / 2 + 5 - (len(lines) - 1) * 8
    words = [text(box.x + 9, first + i * 16, line, font_size=13) for i, line in enumerate(lines)]
    told = titled(f"{node.label}: {node.alert}" if node.alert else node.label)
    rect = element(
        "rect",
        {
            "x": box.x, "y": box.y, "width": box.width, "height": _BOX, "rx": 4,
            "fill": ALERT_FILL if node.alert else FILL, "stroke": ALERT if node.alert else LINE,
            "stroke_width": 2 if node.alert else 1,
            "class": "pic-box-alert" if node.alert else "pic-box",
        },
    )  # fmt: skip
    return link(node.href, group(told, rect, *words))
