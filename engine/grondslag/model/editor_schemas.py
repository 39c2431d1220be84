"""The JSON Schemas that editors use: checked in under `schemas/`, explained in the file's language.

There is one for each language, not one for each collection: any file may hold any collection, and
an editor can be told of one schema for a whole folder. Keywords beyond the standard
(`markdownDescription`, `markdownEnumDescriptions`, `errorMessage`, `patternErrorMessage`) are of
the YAML language server. An editor cannot see quotes, so the words for none, unknown and all stand
here among the values.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from grondslag.model.examples import Examples
from grondslag.model.kinds import (
    CodeKind,
    CollectionKind,
    FieldKind,
    Model,
    RecordKind,
)
from grondslag.model.schemas import (
    Schema,
    all_words,
    item_type,
    pattern_of,
    reference,
    register_schema,
    spelled_codes,
    words_of,
)
from grondslag.model.vocabulary import (
    Legend,
    spell_code,
    spell_collection,
    spell_word,
)
from grondslag.words.catalogue import text_of

_MOST_LISTED: Final = 10
_ABBREVIATIONS: Final = {
    **{word: word.upper() for word in ("ap", "avg", "bcr", "dpf", "dpia", "dpo", "edpb", "eu")},
    **{word: word.upper() for word in ("fg", "scc", "tia", "uavg", "url")},
    "kvk": "KvK",
}


def editor_schema(model: Model, legend: Legend, language: str) -> Schema:
    """The schema of a register file for editors, in *language* (`nl` or `en`)."""
    return register_schema(model, _Editor(model, legend, language))


class _Editor:
    def __init__(self, model: Model, legend: Legend, language: str) -> None:
        self.language = language
        self._model = model
        self._legend = legend
        self._examples = Examples(model, legend, language)
        self._shared: dict[str, Schema] = {}

    # --- parts of the schema ---------------------------------------------------------------------

    def heading(self) -> Schema:
        return {
            "title": self._text("schema-title"),
            "description": self._text("schema-about"),
            "errorMessage": self._text("schema-error-file"),
        }

    def file_key(self, name: str) -> Schema:
        key = self._legend.file_keys[name]
        value: Schema = {"type": "integer", "minimum": 1, "examples": [self._model.version]}
        if name == "language":
            value = {"enum": [self.language], "examples": [self.language]}
        return {
            "title": _titled(key.spelled(self.language)),
            "description": key.help[self.language],
            "errorMessage": self._text(f"schema-error-{name}"),
            **value,
        }

    def collection(self, kind: CollectionKind) -> Schema:
        help_text = self._help(kind)
        name = spell_collection(self._model, kind.name, self.language)
        words = ("unknown", "none") if kind.none else ()
        entry = reference(f"entry.{kind.name}")
        shape = entry if kind.single else self._or_words(words, self._entries(entry, words))
        message = self._error("record" if kind.single else "map", words, name=[name])
        return {
            "title": _titled(name),
            "description": help_text,
            "markdownDescription": self._paragraphs(
                _sentence(help_text), self._words_text(words), self._other_name(kind.nl, kind.name)
            ),
            "errorMessage": message,
            "examples": [self._examples.collection(kind)],
            **shape,
        }

    def group(self, record: RecordKind) -> Schema:
        name = record.nl if self.language == "nl" else record.name
        required = [kind.spelled(self.language) for kind in record.fields.values() if kind.required]
        message = (
            self._text("schema-error-record-required", name=[name], fields=required)
            if required
            else self._error("record", (), name=[name])
        )
        return {"title": _titled(name), "errorMessage": message}

    def field(self, kind: FieldKind) -> Schema:
        return {
            "title": _titled(kind.spelled(self.language)),
            "description": self._help(kind),
            "markdownDescription": self._explained(kind),
            "errorMessage": self._field_error(kind),
            "examples": [self._examples.field(kind)],
            **self._shape(kind),
        }

    def shared(self) -> dict[str, Schema]:
        return self._shared

    # --- shapes ----------------------------------------------------------------------------------

    def _shape(self, kind: FieldKind) -> Schema:
        words = words_of(kind)
        match kind.type:
            case "record":
                return self._or_words(words, reference(f"record.{kind.record}"))
            case "map":
                return self._or_words(
                    words, self._entries(reference(f"record.{kind.record}"), words)
                )
            case "enum" | "set":
                name, schema = f"{kind.type}.{kind.enum}", self._coded(kind, words)
            case _:
                name, schema = kind.type, self._plain(kind, words)
        full = f"{name}.none" if "none" in words else name
        self._shared[full] = schema
        return reference(full)

    def _entries(self, entry: Schema, words: tuple[str, ...]) -> Schema:
        message = self._text("schema-error-id")
        return {
            "type": "object",
            "propertyNames": {
                "pattern": pattern_of("ref", self.language),
                "patternErrorMessage": message,
                "errorMessage": message,
            },
            "additionalProperties": entry,
            "errorMessage": self._error("map", words),
        }

    def _coded(self, kind: FieldKind, words: tuple[str, ...]) -> Schema:
        """A flat list of codes and words: of alternative lists an editor hides our message."""
        codes = self._model.enums[kind.enum or ""]
        spelled = spelled_codes(codes, self.language)
        help_texts = [self._code_help(code) for code in codes.codes.values()]
        message = self._codes_error(kind.type, kind, words)
        single = self._listed(
            [*spelled, *self._spelled(words)], [*help_texts, *self._word_helps(words)], message
        )
        if kind.type == "enum":
            return single
        name = f"code.{kind.enum}"
        error = self._codes_error("enum", kind, ())
        self._shared[name] = self._listed(spelled, help_texts, error)
        several = {"type": "array", "items": reference(name), "uniqueItems": True}
        return {"anyOf": [single, {**several, "errorMessage": message}]}

    def _plain(self, kind: FieldKind, words: tuple[str, ...]) -> Schema:
        message = self._error(kind.type, words)
        if kind.type == "yes_no":
            answers = self._spelled(("yes", "no"))
            return self._listed(
                [*answers, True, False, *self._spelled(words)],
                [*answers, *answers, *self._word_helps(words)],
                message,
            )
        if kind.type in {"integer", "number"}:
            return self._or_words(words, {"type": kind.type, "minimum": 0, "errorMessage": message})
        item = item_type(kind.type)
        pattern = self._pattern(item or kind.type)
        single = {
            "type": "string",
            "pattern": pattern,
            "patternErrorMessage": message,
            "errorMessage": message,
        }
        if item is None:
            return self._or_words(words, single)
        several = {"type": "array", "items": single, "uniqueItems": True, "errorMessage": message}
        return self._or_words(words, single, several)

    def _pattern(self, type_name: str) -> str:
        """The pattern of a type; a text is none of the words, whatever the language or case."""
        pattern = pattern_of(type_name, self.language)
        if type_name not in {"text", "link"}:
            return pattern
        kept_out = "|".join(_in_any_case(word) for word in all_words(self._model))
        return f"^(?!(?:{kept_out})$)[\\s\\S]*{pattern}"

    def _or_words(self, words: tuple[str, ...], *shapes: Schema) -> Schema:
        if not words:
            (only,) = shapes
            return only
        name = ".".join(("words", *words))
        self._shared[name] = self._listed(
            self._spelled(words), self._word_helps(words), self._words_text(words)
        )
        return {"anyOf": [*shapes, reference(name)]}

    def _listed(self, values: list[Any], help_texts: list[str], message: str) -> Schema:
        return {
            "enum": values,
            "enumDescriptions": help_texts,
            "markdownEnumDescriptions": help_texts,
            "errorMessage": message,
        }

    # --- texts -----------------------------------------------------------------------------------

    def _text(self, message_id: str, **params: object) -> str:
        return text_of(message_id, params, self.language)

    def _help(self, kind: FieldKind | CollectionKind) -> str:
        return kind.help_nl if self.language == "nl" else kind.help_en

    def _spelled(self, words: Iterable[str]) -> list[str]:
        return [spell_word(self._model, word, self.language) for word in words]

    def _word_helps(self, words: Iterable[str]) -> list[str]:
        return [self._legend.words[word][self.language] for word in words]

    def _error(self, type_name: str, words: tuple[str, ...], **params: object) -> str:
        name = type_name.replace("_", "-")
        return self._text(f"schema-error-{name}", words=self._or_these(words), **params)

    def _codes_error(self, form: str, kind: FieldKind, words: tuple[str, ...]) -> str:
        codes = spelled_codes(self._model.enums[kind.enum or ""], self.language)
        if len(codes) > _MOST_LISTED:
            return self._error(f"{form}-long", words, count=len(codes))
        return self._error(form, words, codes=codes)

    def _field_error(self, kind: FieldKind) -> str:
        words = words_of(kind)
        if kind.type in {"enum", "set"}:
            return self._codes_error(kind.type, kind, words)
        if kind.type == "record":
            record = self._model.records[kind.record or ""]
            name = record.nl if self.language == "nl" else record.name
            return self._error("record", words, name=[name])
        return self._error(kind.type, words)

    def _or_these(self, words: tuple[str, ...]) -> str:
        if not words:
            return ""
        return self._text("schema-error-or-words", words=self._spelled(words))

    def _words_text(self, words: tuple[str, ...]) -> str:
        return self._text("schema-words", words=self._spelled(words)) if words else ""

    def _explained(self, kind: FieldKind) -> str:
        """The text of the hover: meaning, how it is written, what it is for, who may see it."""
        written = [
            self._text("schema-required") if kind.required else "",
            _sentence(self._legend.types[kind.type][self.language]),
            self._words_text(words_of(kind)),
            self._refers(kind),
        ]
        filled = [self._implied(kind), self._derived(kind), self._block(kind)]
        seen = self._text("schema-public" if kind.public else "schema-internal")
        return self._paragraphs(
            _sentence(self._help(kind)),
            " ".join(filter(None, written)),
            " ".join(filter(None, filled)),
            self._articles(kind.articles),
            f"{seen} {self._other_name(kind.nl, kind.name)}",
        )

    def _refers(self, kind: FieldKind) -> str:
        targets = [spell_collection(self._model, name, self.language) for name in kind.refs]
        return self._text("schema-refers", targets=targets) if targets else ""

    def _implied(self, kind: FieldKind) -> str:
        if kind.implied is None:
            return ""
        codes = self._model.enums[kind.enum or ""]
        return self._text("schema-implied", code=[spell_code(codes, kind.implied, self.language)])

    def _derived(self, kind: FieldKind) -> str:
        if kind.derived is None:
            return ""
        rule = self._legend.derivations[kind.derived].help[self.language]
        return self._text("schema-derived", rule=rule)

    def _block(self, kind: FieldKind) -> str:
        if not kind.default_for_all:
            return ""
        blocks = [
            spell_collection(self._model, name, self.language)
            for name, collection in self._model.collections.items()
            if collection.defaults_for
        ]
        return self._text("schema-default-for-all", block=blocks)

    def _articles(self, articles: tuple[str, ...]) -> str:
        return self._text("schema-articles", articles="; ".join(articles)) if articles else ""

    def _other_name(self, nl: str, en: str) -> str:
        return self._text("schema-other-language", name=[en if self.language == "nl" else nl])

    def _code_help(self, code: CodeKind) -> str:
        label = code.label_nl if self.language == "nl" else code.label_en
        return f"{label} ({'; '.join(code.articles)})" if code.articles else label

    @staticmethod
    def _paragraphs(*parts: str) -> str:
        return "\n\n".join(filter(None, parts))


def _titled(name: str) -> str:
    """A key as a heading: `fg_advies_op` becomes "FG advies op"."""
    title = " ".join(_ABBREVIATIONS.get(word, word) for word in name.split("_"))
    return title[:1].upper() + title[1:]


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _in_any_case(word: str) -> str:
    return "".join(f"[{letter.upper()}{letter}]" for letter in word)
