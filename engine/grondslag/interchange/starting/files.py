"""The files with which a project starts: settings, register, editor settings, and those for CI."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from grondslag.interchange.starting.entries import starting_register
from grondslag.interchange.starting.questions import Answers
from grondslag.interchange.starting.start import Starting
from grondslag.interchange.write_yaml import (
    Notes,
    comment,
    file_keys,
    write_collection,
    write_file,
)
from grondslag.model.kinds import Model
from grondslag.words.catalogue import text_of

REGISTER: Final = "register"
SCHEMAS: Final = ".grondslag"
"""A hidden folder: nothing in it is read as register."""
SETTINGS: Final = "grondslag.yaml"
EDITOR: Final = ".vscode"
OWNED: Final = (SETTINGS, "baseline.json", "waivers.yaml", "policies/")
"""Files by which a change is judged: who may approve them is for the organisation to say."""

_FILES: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "organisation": ("organisatie", ("organisation", "for_all_processing")),
    "processing": ("verwerkingen", ("processing",)),
    "suppliers": ("leveranciers", ("processors", "parties")),
    "retention": ("bewaartermijnen", ("retention",)),
    "website": ("website", ("websites", "notices", "consents", "campaigns")),
    "security": ("beveiliging", ("measures", "breaches", "requests")),
}
"""The register files by English name: the Dutch name, and the collections in it."""
_HERE: Final = Path(__file__).resolve()


@dataclass(frozen=True, slots=True)
class StartingFile:
    """A file to write, by its path from the root. One that `may_exist` is left as it is if it does."""

    path: str
    text: str
    about: str
    """Message that says what it is for."""
    may_exist: bool = False


def starting_files(
    model: Model, answers: Answers, language: str, today: date
) -> list[StartingFile]:
    """Settings, register, schemas and editor settings, in the order in which they are shown."""
    start = starting_register(model, answers, language, today)
    settings, *others = project_files(language)
    return [settings, *_register(start), *others]


def project_files(language: str) -> list[StartingFile]:
    """What a project has beside its register: settings, schemas and editor settings."""
    return [
        StartingFile(SETTINGS, _settings(language), "starting-file-settings"),
        *_schemas(language),
        *_editor(),
    ]


def _settings(language: str) -> str:
    heading = "\n".join(comment(text_of("starting-settings", {}, language), 0))
    modeline = f"# yaml-language-server: $schema={SCHEMAS}/settings.schema.json"
    return f"{modeline}\n{heading}\nversion: 1\nlanguage: {language}\nregister: [{REGISTER}/]\n"


def _register(start: Starting) -> Iterator[StartingFile]:
    notes = Notes(start.above, start.beside)
    for about, (dutch, collections) in _FILES.items():
        name = dutch if start.language == "nl" else about
        parts = [
            write_collection(
                start.model, collection, start.collections[collection], start.language, notes
            )
            for collection in collections
        ]
        if about == "processing" and start.collections["processing"] is None:
            parts.append(_example(start))
        yield StartingFile(
            f"{REGISTER}/{name}.yaml",
            write_file(
                parts,
                schema=f"../{SCHEMAS}/register.schema.json",
                heading=text_of(f"starting-head-{about}", {}, start.language)
                + "\n"
                + text_of("starting-head", {}, start.language),
                keys=file_keys(start.model, start.language) if about == "organisation" else "",
            ),
            f"starting-file-{about}",
        )


def _example(start: Starting) -> str:
    """An activity in comments: what one looks like, and by that not recorded."""
    shown = starting_register(start.model, {"keep": ("applicants",)}, start.language, date.min)
    entries = shown.collections["processing"]
    for entry in entries.values():
        for data in entry["data"].values():
            data["retention"] = None  # The line that it would name is not there.
    notes = Notes({}, shown.beside)
    text = write_collection(start.model, "processing", entries, start.language, notes)
    heading = text_of("starting-example-entry", {}, start.language)
    return (
        "\n".join(comment(heading, 0)) + "\n" + "".join(f"# {row}\n" for row in text.splitlines())
    )


def schema_text(name: str) -> str:
    """A schema as it is copied into a project, on one line; *name*: `nl/register` or `settings`."""
    file = schemas_folder() / f"{name}.schema.json"
    written = json.loads(file.read_text(encoding="utf-8"))
    return json.dumps(written, ensure_ascii=False, separators=(",", ":")) + "\n"


def schemas_folder() -> Path:
    """The folder of the schemas that ship with the program: in the wheel, else in the checkout."""
    packaged = _HERE.parents[2] / "_data" / "schemas"
    return packaged if packaged.is_dir() else _HERE.parents[4] / "schemas"


def _schemas(language: str) -> Iterator[StartingFile]:
    for path, name in schemas_of(language).items():
        yield StartingFile(path, schema_text(name), "starting-file-schema")


def schemas_of(language: str) -> dict[str, str]:
    """The copies of schemas in a project, by path, with the name of each."""
    return {
        f"{SCHEMAS}/register.schema.json": f"{language}/register",
        f"{SCHEMAS}/settings.schema.json": "settings",
    }


def _editor() -> Iterator[StartingFile]:
    schemas = {
        f"./{SCHEMAS}/register.schema.json": [f"{REGISTER}/**/*.yaml", f"{REGISTER}/**/*.yml"],
        f"./{SCHEMAS}/settings.schema.json": [SETTINGS],
    }
    settings = {"yaml.schemas": schemas, "yaml.schemaStore.enable": False}
    recommended = {"recommendations": ["redhat.vscode-yaml"]}
    about = "starting-file-editor"
    for name, content in (("settings", settings), ("extensions", recommended)):
        text = json.dumps(content, indent=2) + "\n"
        yield StartingFile(f"{EDITOR}/{name}.json", text, about, may_exist=True)


def ci_files(host: str, language: str, version: str, owner: str | None) -> list[StartingFile]:
    """The files that check the register on a host, and who must approve what it is judged by."""
    text = (_HERE.parent / "hosts" / f"{host}.yml").read_text(encoding="utf-8")
    text = text.replace("@VERSION@", version)
    check, owned = (
        (".github/workflows/grondslag.yml", ".github/CODEOWNERS")
        if host == "github"
        else (".gitlab/grondslag.yml", "CODEOWNERS")
    )
    include = "include:\n  - local: .gitlab/grondslag.yml\n"
    files = [StartingFile(check, text, "starting-file-ci")]
    if host == "gitlab":
        files.append(StartingFile(".gitlab-ci.yml", include, "starting-file-include", True))
    owners = _owners(language, owner, [*OWNED, check, owned])
    return [*files, StartingFile(owned, owners, "starting-file-owners", may_exist=True)]


def _owners(language: str, owner: str | None, paths: list[str]) -> str:
    """The stanza; without an owner it is a comment, since a name that does not exist protects nothing."""
    name = "starting-owners" if owner else "starting-owners-none"
    rows = comment(text_of(name, {}, language), 0)
    width = max(map(len, paths)) + 2
    mark = "" if owner else "# "
    rows += [f"{mark}/{path:<{width}}{owner or '@owner'}" for path in paths]
    return "\n".join(rows) + "\n"
