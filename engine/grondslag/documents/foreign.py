"""YAML of others: every scalar as the text it is written with. For what is brought in, never for a register."""

from __future__ import annotations

from typing import Any, Final

import yaml

from grondslag.documents.unread import MOST_DEPTH

MOST_CHARACTERS: Final = 32 * 1024 * 1024
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})


class ForeignMistake(Exception):
    """A text that is no YAML, or has what a table never needs; line and column count from 1."""

    def __init__(self, line: int, column: int) -> None:
        super().__init__(f"{line}:{column}")
        self.line = line
        self.column = column


class _Loader(yaml.SafeLoader):
    """Texts, lists and mappings. Aliases are refused: they can make a small file endless."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or self.depth > MOST_DEPTH:
            raise _mistake(event.start_mark)
        self.depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1

    def construct_any(self, node: Any) -> Any:
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.construct_any(child) for child in node.value]
        return None if node.style is None and node.value in _NULLS else node.value

    def _mapping(self, node: yaml.MappingNode) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.value in found:
                # A key that is given twice would lose one of its values.
                raise _mistake(key.start_mark)
            found[key.value] = self.construct_any(value)
        return found


def _mistake(mark: Any) -> ForeignMistake:
    return ForeignMistake(mark.line + 1, mark.column + 1)


def read_foreign(text: str) -> Any:
    """The one document in a text: `None`, texts, lists and dicts. Raises `ForeignMistake`."""
    if len(text) > MOST_CHARACTERS:
        raise ForeignMistake(1, 1)
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        return None if node is None else loader.construct_any(node)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise (_mistake(mark) if mark is not None else ForeignMistake(1, 1)) from None
    except (yaml.YAMLError, RecursionError):
        raise ForeignMistake(1, 1) from None
    finally:
        loader.dispose()
