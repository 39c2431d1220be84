"""Plain values against a JSON Schema (draft 2020-12): by jsonschema-rs, with jsonschema behind it.

jsonschema is a hundred times slower. It takes over where jsonschema-rs is not installed or cannot
take a value, and defines what is right: both give the same errors. No error holds a value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

Path = tuple[str | int, ...]
Schema = Mapping[str, Any]

_NO_PARAMETER: Final = frozenset({"anyOf", "oneOf", "allOf", "not", "if", "contains"})
"""Keywords of which the value is itself a schema, and tells a writer nothing."""


@dataclass(frozen=True, slots=True)
class SchemaError:
    """Something that a schema does not allow.

    `path` leads to the value and `schema_path` to the keyword (through `$ref`, which is left out). In
    `params` stands `expected`, the value of the keyword (`enum`, `const`, `type`, `pattern`, limits),
    or `names`: keys that are missing (`required`), unknown (`additionalProperties`) or no good
    (`propertyNames`), sorted. Of `anyOf` and `oneOf`, `branches` holds the errors of each branch.
    """

    path: Path
    keyword: str
    schema_path: Path
    params: Mapping[str, Any] = field(default_factory=dict)
    branches: tuple[tuple[SchemaError, ...], ...] = ()


class Validator:
    """A schema, ready to check values. What it needs is imported and built at the first value."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._fast: Any = None
        self._slow: Any = None

    def is_valid(self, value: Any) -> bool:
        """Whether the schema allows a plain value."""
        try:
            return bool(self._first().is_valid(value))
        except (ValueError, TypeError, OverflowError):
            # A lone surrogate, a key that is no text: jsonschema-rs does not take them.
            return bool(self._second().is_valid(value))

    def errors(self, value: Any) -> list[SchemaError]:
        """What the schema does not allow, sorted by path; one error for all names of a keyword."""
        if self._first() is self._second():
            return self.errors_by_jsonschema(value)
        try:
            found = list(self._first().iter_errors(value))
        except (ValueError, TypeError, OverflowError):
            return self.errors_by_jsonschema(value)
        return _together(_from_rs(self._schema, error) for error in found)

    def errors_by_jsonschema(self, value: Any) -> list[SchemaError]:
        """As `errors`, by jsonschema."""
        return _together(map(_from_jsonschema, self._second().iter_errors(value)))

    def _first(self) -> Any:
        if self._fast is None:
            fast = _jsonschema_rs()
            self._fast = self._second() if fast is None else fast(self._schema)
        return self._fast

    def _second(self) -> Any:
        if self._slow is None:
            self._slow = _jsonschema()(self._schema)
        return self._slow


@cache
def _jsonschema_rs() -> Any:
    try:
        from jsonschema_rs import Draft202012Validator
    except ImportError:
        return None
    return Draft202012Validator


@cache
def _jsonschema() -> Any:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError
    from jsonschema.validators import extend

    def pattern(_: Any, wanted: str, value: Any, __: Any) -> Iterator[ValidationError]:
        if isinstance(value, str) and not _compiled(wanted).search(value):
            yield ValidationError("pattern")

    extended: Any = extend  # its stub has no types
    return extended(Draft202012Validator, {"pattern": pattern})


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of JSON Schema in Python: there `$` also matches before a line end."""
    return re.compile(re.sub(r"(\\.|\[(?:\\.|[^\]\\])*\])|\$", _end_of_text, pattern))


def _end_of_text(found: re.Match[str]) -> str:
    return found[1] or r"\Z"


def _from_jsonschema(error: Any) -> SchemaError:
    return _error(
        tuple(error.absolute_path),
        str(error.validator),
        tuple(error.absolute_schema_path),
        (error.validator_value, error.schema, error.instance),
        _branches((error.schema_path[0], error) for error in error.context or ()),
    )


def _from_rs(schema: Schema, error: Any) -> SchemaError:
    steps = error.schema_path
    holder: Any = schema
    for step in steps[:-1]:
        holder = holder[step]
    value = holder.get(steps[-1]) if isinstance(holder, dict) and steps else None
    inner: Any = getattr(error.kind, "error", None)
    instance = error.instance if inner is None else inner.instance
    contexts = getattr(error.kind, "context", ())
    branches = tuple(
        tuple(_together(_from_rs(schema, each) for each in branch)) for branch in contexts
    )
    return _error(
        tuple(error.instance_path),
        error.kind.name,
        _without_references(error.evaluation_path),
        (value, holder, instance),
        branches,
    )


def _branches(
    found: Iterable[tuple[int, Any]],
) -> tuple[tuple[SchemaError, ...], ...]:
    """The errors of each branch that has any, in the order of the branches."""
    grouped: dict[int, list[SchemaError]] = {}
    for number, error in found:
        grouped.setdefault(number, []).append(_from_jsonschema(error))
    return tuple(tuple(_together(grouped[number])) for number in sorted(grouped))


def _without_references(steps: Sequence[str | int]) -> Path:
    return tuple(
        step
        for number, step in enumerate(steps)
        if step != "$ref" or (number and steps[number - 1] == "properties")
    )


def _error(
    path: Path,
    keyword: str,
    schema_path: Path,
    about: tuple[Any, Any, Any],
    branches: tuple[tuple[SchemaError, ...], ...],
) -> SchemaError:
    """One error; *about* holds the value of the keyword, the schema it is in, and the instance."""
    expected, schema, instance = about
    for number, step in enumerate(schema_path[:-1]):
        if step == "propertyNames" and (not number or schema_path[number - 1] != "properties"):
            names = (str(instance),)
            return SchemaError(path, step, schema_path[: number + 1], {"names": names})
    params: dict[str, Any] = {}
    if keyword == "required":
        params["names"] = tuple(sorted(name for name in expected if name not in instance))
    elif keyword == "additionalProperties":
        params["names"] = _unknown(schema, instance)
    elif keyword not in _NO_PARAMETER:
        params["expected"] = tuple(expected) if isinstance(expected, list) else expected
    return SchemaError(path, keyword, schema_path, params, branches)


def _unknown(schema: Schema, instance: Mapping[str, Any]) -> tuple[str, ...]:
    known = schema.get("properties", {})
    patterns = [_compiled(pattern) for pattern in schema.get("patternProperties", {})]
    return tuple(
        sorted(
            name
            for name in instance
            if name not in known and not any(pattern.search(name) for pattern in patterns)
        )
    )


def _together(errors: Iterable[SchemaError]) -> list[SchemaError]:
    """Errors in order of path; those that differ only in their names become one."""
    merged: dict[tuple[Path, str, Path], SchemaError] = {}
    for error in errors:
        key = (error.path, error.keyword, error.schema_path)
        before = merged.get(key)
        if before is None or "names" not in error.params:
            merged.setdefault(key, error)
            continue
        names = tuple(sorted({*before.params["names"], *error.params["names"]}))
        merged[key] = SchemaError(*key, {"names": names}, error.branches)
    return sorted(merged.values(), key=_order)


def _order(error: SchemaError) -> tuple[Any, ...]:
    return (_comparable(error.path), error.keyword, _comparable(error.schema_path))


def _comparable(path: Path) -> tuple[tuple[bool, int, str], ...]:
    return tuple((True, step, "") if isinstance(step, int) else (False, 0, step) for step in path)
