"""The mapping as a YAML file: written to be edited, read back with every mistake at its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from grondslag.diagnostics import Diagnostic, Label, Message
from grondslag.documents.document import Document, Path
from grondslag.interchange.importing.mapping import (
    NOTE,
    ColumnMapping,
    Parent,
    TableMapping,
    read_target,
    spell_target,
    targets_of,
)
from grondslag.interchange.importing.propose import in_turn
from grondslag.interchange.write_scalars import quoted
from grondslag.interchange.write_yaml import comment
from grondslag.model.kinds import Model
from grondslag.model.readers import word_in
from grondslag.model.vocabulary import spell_collection
from grondslag.words.catalogue import text_of
from grondslag.words.phrases import did_you_mean

_KEYS: Final[Mapping[str, str]] = {
    "tables": "tabellen",
    "collection": "verzameling",
    "heading_row": "rij_met_koppen",
    "id": "id",
    "belongs_to": "hoort_bij",
    "column": "kolom",
    "table": "tabel",
    "other_column": "andere_kolom",
    "columns": "kolommen",
    "target": "wordt",
    "values": "waarden",
}


def write_mapping(model: Model, mappings: Sequence[TableMapping], language: str) -> str:
    """The mapping as YAML with comments that say how to change it."""

    def key(name: str) -> str:
        return _KEYS[name] if language == "nl" else name

    lines = [*comment(text_of("import-mapping-head", {}, language), 0), f"{key('tables')}:"]
    for table in mappings:
        lines.append(f"  {quoted(table.table)}:")
        if table.collection is None:
            lines.append(f"    # {text_of('import-mapping-none', {}, language)}")
            lines.append(f"    {key('columns')}: {{}}")
            continue
        shown = spell_collection(model, table.collection, language)
        lines.append(f"    {key('collection')}: {shown}")
        lines.append(f"    {key('heading_row')}: {table.heading_row}")
        if table.id is not None:
            lines.append(f"    {key('id')}: {quoted(table.id)}")
        if table.parent is not None:
            lines += _parent_lines(table.parent, key("belongs_to"), key)
        lines.append(f"    {key('columns')}:")
        for heading, column in table.columns.items():
            lines += _column_lines(model, table, heading, column, language)
    return "\n".join(lines) + "\n"


def _parent_lines(parent: Parent, name: str, key: Any) -> Iterator[str]:
    yield f"    {name}:"
    yield f"      {key('column')}: {quoted(parent.column)}"
    yield f"      {key('table')}: {quoted(parent.table)}"
    yield f"      {key('other_column')}: {quoted(parent.other_column)}"


def _column_lines(
    model: Model, table: TableMapping, heading: str, column: ColumnMapping, language: str
) -> Iterator[str]:
    target = spell_target(model, table.collection, column.target, language)
    if not column.values:
        yield f"      {quoted(heading)}: {target}"
        return
    yield f"      {quoted(heading)}:"
    yield f"        {_KEYS['target'] if language == 'nl' else 'target'}: {target}"
    yield f"        {_KEYS['values'] if language == 'nl' else 'values'}:"
    for text, value in column.values.items():
        yield f"          {quoted(text)}: {value}"


class _Reader:
    """Reads a document; what is wrong goes into `problems`."""

    def __init__(self, model: Model, document: Document) -> None:
        self.model = model
        self.document = document
        self.problems: list[Diagnostic] = []

    def keys(self, path: Path, value: object, allowed: Sequence[str]) -> dict[str, tuple[str, Any]]:
        """The keys of a mapping by canonical name, each with its spelling and value."""
        if not isinstance(value, dict):
            self.wrong(path, "import-mapping-shape", {})
            return {}
        found: dict[str, tuple[str, Any]] = {}
        names = {spelling: name for name in allowed for spelling in (name, _KEYS[name])}
        for written, inner in value.items():
            if written not in names:
                self.wrong((*path, written), "import-mapping-key", {"found": written}, [*names])
            else:
                found[names[written]] = (written, inner)
        return found

    def wrong(
        self, path: Path, message: str, params: dict[str, object], names: Sequence[str] = ()
    ) -> None:
        """A mistake at a path, with the nearest of *names*."""
        near = did_you_mean(str(params.get("found", "")), names)
        helps = (Message("import-did-you-mean", {"name": near}),) if near else ()
        span = self.document.key_span(path) if path else self.document.value_span(())
        self.problems.append(
            Diagnostic(
                "import-mapping-wrong",
                "error",
                "read",
                Message(message, params),
                (Label(span),),
                helps,
            )
        )

    def text(self, path: Path, value: object) -> str | None:
        """A text; the plain words count as the text they are written with."""
        word = word_in(value)
        if word is not None:
            return self.document.written(path).strip() or word
        if isinstance(value, bool | int | float):
            return self.document.written(path).strip()
        if isinstance(value, str):
            return value
        self.wrong(path, "import-mapping-shape", {})
        return None


def read_mapping(model: Model, document: Document) -> tuple[list[TableMapping], list[Diagnostic]]:
    """The mappings in a file, and what is wrong with it."""
    reader = _Reader(model, document)
    top = reader.keys((), document.value, ("tables",))
    written, tables = top.get("tables", ("", {}))
    if not isinstance(tables, dict):
        reader.wrong((written,), "import-mapping-shape", {})
        return [], reader.problems
    found = [_read_table(reader, (written, name), name, value) for name, value in tables.items()]
    mappings = [mapping for mapping in found if mapping is not None]
    return sorted(mappings, key=in_turn), reader.problems


def _read_table(reader: _Reader, path: Path, name: str, value: object) -> TableMapping | None:
    keys = reader.keys(path, value, ("collection", "heading_row", "id", "belongs_to", "columns"))
    collection = _read_collection(reader, path, keys.get("collection"))
    row = 1
    if "heading_row" in keys:
        spelling, given = keys["heading_row"]
        row = given if isinstance(given, int) and given > 0 else 0
        if not row:
            reader.wrong((*path, spelling), "import-mapping-row", {})
            return None
    given_id = None
    if "id" in keys:
        spelling, given = keys["id"]
        given_id = reader.text((*path, spelling), given)
    columns: dict[str, ColumnMapping] = {}
    if "columns" in keys:
        spelling, given = keys["columns"]
        inner = (*path, spelling)
        if not isinstance(given, dict):
            reader.wrong(inner, "import-mapping-shape", {})
            given = {}
        for heading, column in given.items():
            read = _read_column(reader, (*inner, heading), collection, column)
            if read is not None:
                columns[heading] = read
    parent = _read_parent(reader, path, keys.get("belongs_to"))
    return TableMapping(name, collection, row, columns, given_id, parent)


def _read_collection(reader: _Reader, path: Path, given: tuple[str, Any] | None) -> str | None:
    if given is None:
        return None
    spelling, value = given
    model = reader.model
    names = {
        name: kind.name
        for kind in model.collections.values()
        if not kind.single
        for name in (kind.name, kind.nl)
    }
    written = reader.text((*path, spelling), value)
    if written in names:
        return names[written]
    params: dict[str, object] = {"found": written}
    reader.wrong((*path, spelling), "import-mapping-collection", params, [*names])
    return None


def _read_column(
    reader: _Reader, path: Path, collection: str | None, value: object
) -> ColumnMapping | None:
    values: dict[str, str] = {}
    place = path
    if isinstance(value, dict) and word_in(value) is None:
        keys = reader.keys(path, value, ("target", "values"))
        if "values" in keys:
            spelling, given = keys["values"]
            for text, said in given.items() if isinstance(given, dict) else ():
                read = reader.text((*path, spelling, text), said)
                if read is not None:
                    values[text] = read
        if "target" not in keys:
            reader.wrong(path, "import-mapping-no-target", {})
            return None
        spelling, value = keys["target"]
        place = (*path, spelling)
    written = reader.text(place, value)
    if written is None:
        return None
    target = read_target(reader.model, collection, written)
    if target is None:
        names = []
        if collection is not None:
            english = targets_of(reader.model, collection)
            dutch = [spell_target(reader.model, collection, name, "nl") for name in english]
            names = [*english, *dutch]
        reader.wrong(place, "import-mapping-target", {"found": written}, names)
        return ColumnMapping(NOTE)
    return ColumnMapping(target, values)


def _read_parent(reader: _Reader, path: Path, given: tuple[str, Any] | None) -> Parent | None:
    if given is None:
        return None
    spelling, value = given
    keys = reader.keys((*path, spelling), value, ("column", "table", "other_column"))
    texts = {
        name: reader.text((*path, spelling, written), inner)
        for name, (written, inner) in keys.items()
    }
    column, table, other = (texts.get(name) for name in ("column", "table", "other_column"))
    if column is None or table is None or other is None:
        reader.wrong((*path, spelling), "import-mapping-shape", {})
        return None
    return Parent(column, table, other)
