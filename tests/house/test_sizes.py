"""Files and functions stay small: a large one has usually taken in a second job."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ENGINE = Path(__file__).resolve().parents[2] / "engine" / "grondslag"
FILES = sorted(ENGINE.rglob("*.py"))
MOST_LINES_IN_FILE = 400
MOST_LINES_IN_FUNCTION = 50


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ENGINE)))
def test_a_file_has_at_most_400_lines(file: Path) -> None:
    # The tree of the language is one list of node types: data, and best read in one place.
    limit = 800 if file.name == "tree.py" else MOST_LINES_IN_FILE
    assert len(file.read_text(encoding="utf-8").splitlines()) <= limit


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ENGINE)))
def test_a_function_has_at_most_50_lines(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    long = {
        node.name: node.end_lineno - node.lineno + 1
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and node.end_lineno
        and node.end_lineno - node.lineno + 1 > MOST_LINES_IN_FUNCTION
    }
    assert long == {}


def test_no_module_is_called_after_what_it_is_not() -> None:
    banned = {"utils", "util", "helpers", "common", "base", "manager", "misc"}
    assert [str(file) for file in FILES if file.stem in banned] == []
