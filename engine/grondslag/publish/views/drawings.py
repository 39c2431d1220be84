"""The drawings of the site for who works on a register, each with its data as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from markupsafe import Markup

from grondslag.evaluation.verdict import OUTCOMES
from grondslag.evaluation.verdict import Outcome as Answer
from grondslag.findings.addresses import record_address, rule_address
from grondslag.findings.outcome import LEGAL_STATUSES
from grondslag.publish.addressing import relative
from grondslag.publish.blocks import Block, Link, Page, Paragraph, Picture, Section, Table, Text
from grondslag.publish.pictures import svg
from grondslag.publish.pictures.bars import Bar, Bars, bars_table, draw_bars
from grondslag.publish.pictures.flow import Edge, Flow, Node, draw_flow, flow_table
from grondslag.publish.pictures.matrix import Matrix, Row, draw_matrix, matrix_table
from grondslag.publish.pictures.retention import Kept, Retention, draw_retention, retention_table
from grondslag.publish.pictures.trend import Trend, draw_trend, trend_table
from grondslag.publish.study import Study
from grondslag.values import Duration
from grondslag.words.catalogue import UnknownMessage, text_of

MINUTES_A_MONTH: Final = 30.44 * 24 * 60
MOST_IN_MATRIX: Final = 10
"""Rules and activities in the small matrix: as many as can be read at a glance."""
FEWEST_IN_MATRIX: Final = 2
"""Activities of which a picture tells more than their number."""
FLOWS: Final = "stromen/"


def picture_of(title: str, drawn: Markup, table: svg.Table) -> Picture:
    """A drawing with its table."""
    rows = tuple(tuple((Text(cell),) for cell in row) for row in table.rows)
    return Picture(title, drawn, Table(title, table.header, rows))


def bars(study: Study) -> Picture:
    """The numbers of verdicts by what the rules are worth: law and house rule are never added up."""
    numbers = study.outcome.counts.by_legal_status
    rows = tuple(
        Bar(study.text(f"finding-status-{status.replace('_', '-')}"), dict(numbers[status]))
        for status in LEGAL_STATUSES
        if status != "draft" and any(numbers[status].get(one) for one in OUTCOMES)
    )
    title = study.text("site-bars")
    told = Bars(title, rows)
    return picture_of(title, draw_bars(told, study.language), bars_table(told, study.language))


def mini_matrix(study: Study) -> Iterator[Block]:
    """The rules and the activities with most that wants attention, the heaviest verdict of each on each."""
    on: dict[tuple[str, str], list[Answer]] = {}
    for one in study.findings:
        path = one.verdict.subject.path
        if path[0] == "processing" and len(path) > 1 and one.level != "none":
            on.setdefault((one.rule.id, path[1]), []).append(one.verdict.outcome)
    heaviest = {key: min(found, key=OUTCOMES.index) for key, found in on.items()}
    wanted = [key for key, found in heaviest.items() if found in {"violation", "undetermined"}]
    if not wanted:
        return
    rules = [name for name, _ in Counter(rule for rule, _ in wanted).most_common(MOST_IN_MATRIX)]
    entries = [name for name, _ in Counter(one for _, one in wanted).most_common(MOST_IN_MATRIX)]
    if len(entries) < FEWEST_IN_MATRIX:
        yield Paragraph((Link(study.text("site-matrix-all"), "matrix/"),))
        return
    titles = {one.rule.id: study.rule_title(one.rule) for one in study.attention}
    rows = tuple(
        Row(
            titles[rule],
            {entry: heaviest[rule, entry] for entry in entries if (rule, entry) in heaviest},
            relative(rule_address(rule), ""),
        )
        for rule in rules
    )
    names = tuple((entry, study.name(("processing", entry))) for entry in entries)
    title = study.text("site-mini-matrix")
    told = Matrix(title, names, rows)
    yield picture_of(title, draw_matrix(told, study.language), matrix_table(told, study.language))
    yield Paragraph((Link(study.text("site-matrix-all"), "matrix/"),))


def trend(study: Study) -> Iterator[Block]:
    """The trend, or why there is none."""
    title = study.text("site-trend")
    if study.moments is None:
        yield Paragraph((Text(study.text("site-trend-none")),))
        return
    yield Paragraph((Text(study.text("site-trend-lead")),))
    told = Trend(title, study.moments)
    yield picture_of(title, draw_trend(told, study.language), trend_table(told, study.language))
    if study.since is not None:
        yield Paragraph((Link(study.text("site-changes-all"), "wijzigingen/"),))


def retention(study: Study) -> Iterator[Block]:
    """How long data are kept, a bar for each line of the schedule."""
    lines = tuple(_kept(study, key, record) for key, record in study.entries("retention").items())
    if lines:
        title = study.text("site-retention-picture")
        told = Retention(title, lines)
        table = retention_table(told, study.language)
        yield picture_of(title, draw_retention(told, study.language), table)


def _kept(study: Study, key: str, record: Mapping[str, Any]) -> Kept:
    term, criterion = record.get("term"), record.get("criterion")
    months = term.months + term.minutes / MINUTES_A_MONTH if isinstance(term, Duration) else None
    is_told = isinstance(criterion, str)
    starts = record.get("starts_at")
    start = (
        study.code("start_event", starts) if isinstance(starts, str) and starts != "other" else ""
    )
    note = record.get("starts_at_note")
    reasons = (record.get(name) for name in ("law", "reason"))
    words = (
        study.value(term) if months is not None else criterion if isinstance(criterion, str) else ""
    )
    return Kept(
        study.name(("retention", key)),
        months,
        words,
        note if isinstance(note, str) and not start else start,
        next((reason for reason in reasons if isinstance(reason, str)), ""),
        recorded=months is not None or is_told,
        href=relative(
            record_address(study.model, ("retention", key)),
            record_address(study.model, ("retention",)),
        ),
    )


def flows(study: Study) -> Page:
    """From organisation to activity, processor, sub-processor and country."""
    title = study.text("site-flows")
    flow = Flow(title, _columns(study), *_graph(study))
    table = flow_table(flow, study.language)
    drawn = draw_flow(flow, study.language)
    rows = tuple(tuple((Text(cell),) for cell in row) for row in table.rows)
    listed = Table(study.text("site-flows-table"), table.header, rows, filter=len(rows) > 8)
    blocks = (
        Paragraph((Text(study.text("site-flows-lead")),), "lead"),
        Picture(title, drawn),
        Section(study.text("site-as-table"), "tabel", (listed,)),
    )
    return Page(FLOWS, title, blocks, in_menu=True)


def _columns(study: Study) -> tuple[str, ...]:
    names = ("organisation", "activity", "processor", "subprocessor", "country")
    return tuple(study.text(f"site-flow-{name}") for name in names)


def _graph(study: Study) -> tuple[tuple[Node, ...], tuple[Edge, ...]]:
    graph = _Graph(study)
    graph.put("us", study.name(("organisation",)), 0)
    written = study.register.fact(("organisation", "name"))
    if isinstance(written, str):
        graph.put("us", written, 0)
    for key, record in study.entries("processing").items():
        graph.activity(key, record)
    nodes = tuple(graph.nodes.values())
    return nodes, tuple(graph.edges.values())


class _Graph:
    """Nodes and edges as they are found; an edge that is found twice is one."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self.nodes: dict[str, Node] = {}
        self.edges: dict[tuple[str, str], Edge] = {}
        self._broken = _broken(study)

    def put(self, key: str, label: str, column: int, path: tuple[str, ...] = ()) -> str:
        """A node; what is violated on its record is told."""
        href = relative(record_address(self.study.model, path), FLOWS) if path else None
        self.nodes[key] = Node(key, label, column, href, self._broken.get(path, ""))
        return key

    def activity(self, key: str, record: Mapping[str, Any]) -> None:
        """An activity with everyone who receives its data."""
        path = ("processing", key)
        node = self.put(f"p {key}", self.study.name(path), 1, path)
        self._join("us", node)
        for collection, name in (("processors", "processors"), ("parties", "recipients")):
            for receiver in _ids(record.get(name)):
                self._join(node, self._receiver(collection, receiver, 2))
        transfers = record.get("transfers")
        for name, transfer in transfers.items() if isinstance(transfers, Mapping) else ():
            if isinstance(transfer, Mapping):
                self._transfer(transfer, self._broken.get((*path, "transfers", name), ""))

    def _receiver(self, collection: str, key: str, column: int) -> str:
        path = (collection, key)
        node = f"{column} {collection} {key}"
        if node in self.nodes:
            return node
        record = self.study.entries(collection).get(key)
        self.put(node, self.study.name(path), column, path if record is not None else ())
        if record is None:
            return node
        if isinstance(record.get("country"), str):
            self._join(node, self._country(record["country"]))
        for other in _ids(record.get("subprocessors")) if column == 2 else ():
            self._join(node, self._receiver("processors", other, 3))
        return node

    def _transfer(self, transfer: Mapping[str, Any], alert: str) -> None:
        country = transfer.get("country")
        for collection in ("processors", "parties"):
            for key in _ids(transfer.get("to")):
                if key in self.study.entries(collection) and isinstance(country, str):
                    node = self._receiver(collection, key, 2)
                    self._join(node, self._country(country), alert)

    def _country(self, code: str) -> str:
        try:
            name = text_of(f"public-country-{code.lower()}", {}, self.study.language)
        except UnknownMessage:
            name = code
        return self.put(f"in {code}", name, 4)

    def _join(self, source: str, target: str, alert: str = "") -> None:
        found = self.edges.get((source, target))
        if found is None or (alert and not found.alert):
            self.edges[source, target] = Edge(source, target, alert)


def _ids(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return value if isinstance(value, tuple) else ()


def _broken(study: Study) -> dict[tuple[str, ...], str]:
    """The first violated rule of each record of a receiver or transfer, by path: what the map draws attention to."""
    found: dict[tuple[str, ...], str] = {}
    for one in study.attention:
        path = one.verdict.subject.path
        is_receiver = path[0] in {"processors", "parties"} or path[2:3] == ("transfers",)
        if one.verdict.outcome == "violation" and is_receiver and not one.is_set_apart:
            found.setdefault(
                path[:2] if path[0] != "processing" else path, study.rule_title(one.rule)
            )
    return found
