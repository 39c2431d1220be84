"""The field reference: the whole register model as one Markdown page a language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from grondslag.model.examples import Examples
from grondslag.model.kinds import CodeList, CollectionKind, FieldKind, Model, RecordKind
from grondslag.model.schemas import spelled_codes
from grondslag.model.vocabulary import Legend, spell_collection, spell_path, spell_word
from grondslag.words.catalogue import text_of

_FIELD_COLUMNS: Final = (
    "name", "meaning", "type", "example", "required", "none", "public", "articles", "other",
)  # fmt: skip
"""What is read most comes first: the table is wider than most screens."""
_UNFOLDED: Final = frozenset({"record", "map"})


def reference_page(model: Model, legend: Legend, language: str) -> str:
    """The page in *language* (`nl` or `en`): words, types, collections, groups, derivations, codes.

    Every part has an anchor by its canonical name: `#processing`, `#record-dpo`, `#codes-risk`.
    """
    page = _Page(model, legend, language)
    return "\n".join(
        (
            *page.opening(),
            *page.collections(),
            *page.records(),
            *page.derivations(),
            *page.codes(),
        )
    )


class _Page:
    def __init__(self, model: Model, legend: Legend, language: str) -> None:
        self._model = model
        self._legend = legend
        self._language = language
        self._examples = Examples(model, legend, language)

    # --- sections --------------------------------------------------------------------------------

    def opening(self) -> list[str]:
        words = [
            (_code(spell_word(self._model, word, self._language)), text[self._language])
            for word, text in self._legend.words.items()
        ]
        types = [
            (self._type_name(name), text[self._language])
            for name, text in self._legend.types.items()
        ]
        keys = [
            (_code(key.spelled(self._language)), key.help[self._language])
            for key in self._legend.file_keys.values()
        ]
        return [
            f"<!-- {self._text('reference-generated')} -->",
            "",
            f"# {self._text('reference-title')}",
            "",
            self._text("reference-intro", version=self._model.version),
            "",
            *self._section("words", "reference-words", self._text("reference-words-intro")),
            *self._table(("name", "meaning"), words),
            *self._section("types", "reference-types"),
            *self._table(("type", "meaning"), types),
            *self._section("file-keys", "reference-file-keys"),
            *self._table(("name", "meaning"), keys),
        ]

    def collections(self) -> list[str]:
        rows = [
            (
                f"[{_code(self._name(kind))}](#{name})",
                _code(self._other(kind)),
                self._text("reference-single" if kind.single else "reference-many"),
                self._answer(kind.none),
                self._help(kind),
            )
            for name, kind in self._model.collections.items()
        ]
        lines = [
            *self._section(
                "collections", "reference-collections", self._text("reference-collections-intro")
            ),
            *self._table(("name", "other", "entries", "none", "meaning"), rows),
        ]
        for kind in self._model.collections.values():
            lines += self._collection(kind)
        return lines

    def records(self) -> list[str]:
        lines = self._section("records", "reference-records")
        for name, record in self._model.records.items():
            lines += self._heading(3, f"record-{name}", self._name(record))
            lines += self._fields(record)
        return lines

    def derivations(self) -> list[str]:
        rows = [
            (
                _code(self._path(rule.field)),
                ", ".join(_code(self._path(source)) for source in rule.sources),
                rule.help[self._language],
            )
            for rule in self._legend.derivations.values()
        ]
        intro = self._text("reference-derivations-intro")
        return [
            *self._section("derivations", "reference-derivations", intro),
            *self._table(("field", "from", "meaning"), rows),
        ]

    def codes(self) -> list[str]:
        lines = self._section("codes", "reference-codes")
        for name, codes in self._model.enums.items():
            lines += [*self._heading(3, f"codes-{name}", name), *self._code_table(codes)]
        return lines

    # --- parts -----------------------------------------------------------------------------------

    def _collection(self, kind: CollectionKind) -> list[str]:
        lines = [
            *self._heading(3, kind.name, self._name(kind)),
            _sentence(self._help(kind)),
            "",
        ]
        if kind.defaults_for is None:
            return lines + self._fields(kind.entry)
        source = self._link(kind.defaults_for)
        names = [
            f"- {_code(field.spelled(self._language))}" for field in kind.entry.fields.values()
        ]
        return [*lines, self._text("reference-block", source=source), "", *names, ""]

    def _fields(self, record: RecordKind) -> list[str]:
        return self._table(
            _FIELD_COLUMNS,
            [self._field(kind) for kind in record.fields.values()],
        )

    def _field(self, kind: FieldKind) -> tuple[str, ...]:
        return (
            _code(kind.spelled(self._language)),
            self._help(kind),
            self._typed(kind),
            "" if kind.type in _UNFOLDED else _code(_as_yaml(self._examples.field(kind))),
            self._answer(kind.required),
            self._answer(kind.none),
            self._answer(kind.public),
            "; ".join(kind.articles),
            _code(kind.name if self._language == "nl" else kind.nl),
        )

    def _code_table(self, codes: CodeList) -> list[str]:
        others = spelled_codes(codes, "en" if self._language == "nl" else "nl")
        own = spelled_codes(codes, self._language)
        rows = [
            (
                _code(spelled),
                _code(other),
                code.label_nl if self._language == "nl" else code.label_en,
                "; ".join(code.articles),
            )
            for spelled, other, code in zip(own, others, codes.codes.values(), strict=True)
        ]
        return self._table(("name", "other", "meaning", "articles"), rows)

    def _typed(self, kind: FieldKind) -> str:
        name = self._type_name(kind.type)
        if kind.enum:
            return f"[{name}](#codes-{kind.enum})"
        if kind.record:
            return f"[{name}](#record-{kind.record})"
        targets = [self._link(target) for target in kind.refs]
        return f"{name}: {', '.join(targets)}" if targets else name

    # --- texts -----------------------------------------------------------------------------------

    def _text(self, message_id: str, **params: object) -> str:
        return text_of(message_id, params, self._language)

    def _type_name(self, name: str) -> str:
        spelled = name.replace("_", "-")
        return self._text(f"reference-type-{spelled}")

    def _name(self, kind: CollectionKind | RecordKind) -> str:
        return kind.nl if self._language == "nl" else kind.name

    def _other(self, kind: CollectionKind) -> str:
        return kind.name if self._language == "nl" else kind.nl

    def _help(self, kind: FieldKind | CollectionKind) -> str:
        return kind.help_nl if self._language == "nl" else kind.help_en

    def _answer(self, value: bool) -> str:
        return spell_word(self._model, "yes", self._language) if value else ""

    def _link(self, collection: str) -> str:
        name = spell_collection(self._model, collection, self._language)
        return f"[{_code(name)}](#{collection})"

    def _path(self, path: str) -> str:
        """A path without ids, in the language of the page."""
        steps = _with_ids(self._model, path.split("."))
        spelled = spell_path(self._model, steps, self._language)
        return ".".join(step for step in spelled if step)

    def _section(self, anchor: str, message_id: str, intro: str = "") -> list[str]:
        lines = self._heading(2, anchor, self._text(message_id))
        return [*lines, intro, ""] if intro else lines

    @staticmethod
    def _heading(depth: int, anchor: str, text: str) -> list[str]:
        return [f'<a id="{anchor}"></a>', "", f"{'#' * depth} {text}", ""]

    def _table(self, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
        none = [spell_word(self._model, "none", self._language)]
        head = [self._text(f"reference-column-{column}", word=none) for column in columns]
        return [_row(head), _row(["---"] * len(head)), *(_row(row) for row in rows), ""]


def _with_ids(model: Model, path: list[str]) -> tuple[str, ...]:
    """The path with an empty step wherever an id would stand."""
    kind = model.collections[path[0]]
    steps = [path[0]] if kind.single else [path[0], ""]
    record: RecordKind | None = kind.entry
    for name in path[1:]:
        field = record.fields[name] if record else None
        steps += [name, ""] if field and field.type == "map" else [name]
        record = model.records[field.record] if field and field.record else None
    return tuple(steps)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(_cell(cell) for cell in cells)} |"


def _cell(text: str) -> str:
    return text.replace("\n", " ").replace("|", "\\|").replace("<", "&lt;")


def _code(text: str) -> str:
    return f"`{text}`"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _as_yaml(value: object) -> str:
    return f"[{', '.join(map(str, value))}]" if isinstance(value, list) else str(value)
