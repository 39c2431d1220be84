"""What `--show-files` and `--show-settings` print."""

from __future__ import annotations

from collections.abc import Iterator

from grondslag.findings.coverage import Coverage
from grondslag.reporters.escape import visible
from grondslag.reporters.layout import EMPTY, Line, Piece, hanging, line
from grondslag.settings.settings import OFF_BY_DEFAULT, Settings
from grondslag.words.catalogue import text_of


def files_lines(coverage: Coverage, language: str) -> Iterator[Line]:
    """Which files are register, which could not be read, and which other YAML files there are."""
    groups = (
        ("cli-files-register", coverage.files),
        ("cli-files-unread", coverage.unread),
        ("cli-files-other", coverage.not_recognised),
        ("cli-files-left-out", coverage.left_out),
    )
    for name, files in groups:
        yield line(Piece(text_of(name, {"count": len(files)}, language), "strong"))
        for file in files:
            yield line("  ", Piece(visible(file), "path"))
        yield EMPTY


def settings_lines(settings: Settings, root: str, language: str, width: int) -> Iterator[Line]:
    """Every setting as applied, in the form of grondslag.yaml."""
    origin = settings.document.source.path if settings.document else "-"
    params = {"file": origin, "root": root}
    yield from hanging(
        (Piece("# "),), text_of("cli-settings-origin", params, language), width, "dim"
    )
    yield line(f"language: {settings.language or '-'}")
    for name in ("register", "ignore", "policies"):
        yield line(f"{name}: [{visible(', '.join(getattr(settings, name)))}]")
    modes = dict.fromkeys(sorted(OFF_BY_DEFAULT), "off") | dict(settings.packs)
    yield line(
        f"packs: {{{visible(', '.join(f'{name}: {mode}' for name, mode in modes.items()))}}}"
    )
    levels = ", ".join(f"{name}: {{level: {level}}}" for name, level in settings.rules.items())
    yield line(f"rules: {{{visible(levels)}}}")
    values = ", ".join(f"{name}: {value}" for name, value in settings.parameters.items())
    yield line(f"parameters: {{{visible(values)}}}")
