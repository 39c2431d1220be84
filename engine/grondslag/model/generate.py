"""Write what is made from `register.yaml`: compiled model, schemas, field reference.

For developers: `python -m grondslag.model.generate` writes what is not current; with `--check` it
only names those files, and the exit status is 1.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from grondslag.documents.parse import parse
from grondslag.model.definition import compiled
from grondslag.model.editor_schemas import editor_schema
from grondslag.model.kinds import LANGUAGES
from grondslag.model.reference_page import reference_page
from grondslag.model.schemas import built_validation_schema
from grondslag.model.vocabulary import legend_from, model_from
from grondslag.text import Source

HERE: Final = Path(__file__).resolve().parent
ROOT: Final = HERE.parents[2]
_UNFOLDED_DEPTH: Final = 4


def generated() -> dict[Path, str]:
    """Every generated file with its text, from the `register.yaml` beside this module."""
    data = compiled(written_model())
    model, legend = model_from(data), legend_from(data)
    files = {HERE / "register.json": unfolded(data) + "\n"}
    for language in LANGUAGES:
        checked = built_validation_schema(model, language)
        files[HERE / f"validation.{language}.json"] = unfolded(checked) + "\n"
        schema = editor_schema(model, legend, language)
        text = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        files[ROOT / "schemas" / language / "register.schema.json"] = text
        page = reference_page(model, legend, language)
        files[ROOT / "docs" / "reference" / f"fields.{language}.md"] = page
    return files


def unfolded(value: object, depth: int = 0) -> str:
    """JSON with a line for every field and code: small, and a change is one line of a diff."""
    if not isinstance(value, Mapping) or depth == _UNFOLDED_DEPTH or not _holds_maps(value):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    items = (
        f"{json.dumps(key, ensure_ascii=False)}:{unfolded(item, depth + 1)}"
        for key, item in value.items()
    )
    return "{\n" + ",\n".join(items) + "\n}"


def _holds_maps(value: Mapping[str, Any]) -> bool:
    return any(isinstance(item, Mapping) for item in value.values())


def written_model(path: Path = HERE / "register.yaml") -> dict[str, Any]:
    """The model as it is written, as plain data. Raises `ValueError` if the file cannot be read."""
    source = Source(path.name, path.read_text(encoding="utf-8"))
    document, diagnostics = parse(source, {})
    if document is None or any(item.severity == "error" for item in diagnostics):
        found = [f"{item.span.place()}: {item.id}" for item in diagnostics]
        raise ValueError("\n".join(("register.yaml cannot be read", *found)))
    return document.value


def stale(files: Mapping[Path, str]) -> list[Path]:
    """The files that are missing or differ from what the model gives now, sorted."""
    return sorted(
        path
        for path, text in files.items()
        if not path.is_file() or path.read_bytes() != text.encode("utf-8")
    )


def main(arguments: Sequence[str]) -> int:
    """Write what is stale, or with `--check` name it; 0 if nothing was stale or all was written."""
    old = stale(files := generated())
    if list(arguments) == ["--check"]:
        sys.stdout.writelines(f"not current: {path.relative_to(ROOT)}\n" for path in old)
        return 1 if old else 0
    for path in old:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(files[path].encode("utf-8"))
        sys.stdout.write(f"written: {path.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
