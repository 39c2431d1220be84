"""The order of nodes in the columns of a flow map: few crossings, the same for the same data.

Source: Sugiyama, Tagawa and Toda (1981), the barycentre heuristic for layered graphs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

_SWEEPS: Final = 8
Edges = Sequence[tuple[str, str]]


def in_order(columns: Sequence[Sequence[str]], edges: Edges) -> list[list[str]]:
    """The ids of each column, each put near the middle of its neighbours; ties keep the order given."""
    near: dict[str, list[str]] = defaultdict(list)
    for source, target in edges:
        near[source].append(target)
        near[target].append(source)
    best = order = [list(column) for column in columns]
    fewest = crossings(order, edges)
    if fewest == 0:
        return best
    for sweep in range(_SWEEPS):
        order = [list(column) for column in order]
        indices = range(len(order)) if sweep % 2 == 0 else reversed(range(len(order)))
        for index in indices:
            place = _places(order)
            order[index].sort(key=lambda node: _middle(node, near, place))
        count = crossings(order, edges)
        if count < fewest:
            best, fewest = order, count
    return best


def crossings(order: Sequence[Sequence[str]], edges: Edges) -> int:
    """How many pairs of edges between the same two columns cross."""
    column = {node: i for i, nodes in enumerate(order) for node in nodes}
    rank = {node: i for nodes in order for i, node in enumerate(nodes)}
    between: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for source, target in edges:
        between[column[source], column[target]].append((rank[source], rank[target]))
    return sum(_inversions([end for _, end in sorted(pairs)]) for pairs in between.values())


def _places(order: Sequence[Sequence[str]]) -> dict[str, float]:
    """The height of each node, 0 to 1: columns are of different length and all centred."""
    return {node: (i + 0.5) / len(nodes) for nodes in order for i, node in enumerate(nodes)}


def _middle(node: str, near: Mapping[str, list[str]], place: Mapping[str, float]) -> float:
    around = near.get(node)
    return sum(place[other] for other in around) / len(around) if around else place[node]


def _inversions(numbers: list[int]) -> int:
    """Pairs that stand in the wrong order, counted while they are merged: n log n."""
    if len(numbers) < 2:
        return 0
    half = len(numbers) // 2
    left, right = numbers[:half], numbers[half:]
    count = _inversions(left) + _inversions(right)
    i = j = 0
    merged = []
    while i < len(left) or j < len(right):
        if j == len(right) or (i < len(left) and left[i] <= right[j]):
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[j])
            j += 1
            count += len(left) - i
    numbers[:] = merged
    return count
