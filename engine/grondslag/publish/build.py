"""Builds a site with MkDocs from a configuration that exists in memory only: nothing of a project is run."""

from __future__ import annotations

import io
import json
import logging
import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from grondslag.diagnostics import Message
from grondslag.publish.site import Site

MARKER: Final = ".grondslag-site"
SOURCES: Final = "site"
FORMAT: Final = "grondslag/site-v1"


class WrongFolder(Exception):
    """The folder to write to cannot be used; holds the message and what to do."""

    def __init__(self, message: Message, help_: Message | None = None) -> None:
        super().__init__(message.id)
        self.message = message
        self.help = help_


def check_folder(out: Path, root: Path, sources: Iterable[Path]) -> None:
    """Refuses a folder in which something would be lost: sources, the project itself, files of others.

    What is written replaces what was there, so only what this program wrote may be there. Raises `WrongFolder`.
    """
    shown = {"path": str(out)}
    place, top = out.resolve(), root.resolve()
    written = Path(os.path.abspath(out))  # noqa: PTH100 - `resolve` would follow the links
    leaves = written.is_relative_to(top) and not place.is_relative_to(top)
    # A checkout may bring links, and pages would be written through them.
    if out.is_symlink() or leaves or _has_links(out):
        raise WrongFolder(Message("site-out-link", shown))
    inside = [top, *(one.resolve() for one in sources)]
    if any(one.is_relative_to(place) for one in inside):
        raise WrongFolder(Message("site-out-sources", shown), Message("site-out-help"))
    if place == top / SOURCES or any(place.is_relative_to(one) for one in inside[1:]):
        raise WrongFolder(Message("site-out-sources", shown), Message("site-out-help"))
    if not out.exists():
        return
    if not out.is_dir():
        raise WrongFolder(Message("site-out-file", shown))
    there = _files(out)
    known = _written(out)
    strange = sorted(there - known - {MARKER})
    if strange:
        params = {**shown, "count": len(strange), "name": strange[0]}
        raise WrongFolder(Message("site-out-not-ours", params), Message("site-out-help"))


def build(site: Site, out: Path, project_url: str | None = None) -> int:
    """Writes the site; returns the number of pages. `check_folder` comes first."""
    from mkdocs.commands.build import build as build_pages
    from mkdocs.config import load_config

    from grondslag.publish.plugin import THEME, SitePlugin

    # MkDocs reports on its own progress; what is to be said, the command says.
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    with TemporaryDirectory(prefix="grondslag-") as empty:
        config = load_config(
            config_file=io.BytesIO(b"{}"),
            site_name=site.editions[0].name,
            site_url=project_url or "",
            docs_dir=empty,
            site_dir=str(out.resolve()),
            theme={"name": None, "custom_dir": str(THEME)},
            plugins=[],
            markdown_extensions=[],
            use_directory_urls=True,
        )
        # A list of all pages is for search engines, which are not asked in; its dates would differ by the day.
        config.theme.static_templates.clear()
        plugin = SitePlugin()
        plugin.load_config({})
        plugin.site = site
        config.plugins["grondslag"] = plugin
        build_pages(config)
    _mark(out)
    return sum(len(edition.pages) for edition in site.editions)


def _mark(out: Path) -> None:
    """Notes what was written, so that the next run knows it for its own, and anyone can see whether it was changed."""
    hashes = {
        name: sha256((out / name).read_bytes()).hexdigest()
        for name in sorted(_files(out) - {MARKER})
    }
    text = json.dumps({"format": FORMAT, "files": hashes}, indent=0, ensure_ascii=False)
    (out / MARKER).write_text(text + "\n", encoding="utf-8", newline="\n")


def _written(out: Path) -> set[str]:
    try:
        found = json.loads((out / MARKER).read_text(encoding="utf-8"))
        return set(found["files"]) if found.get("format") == FORMAT else set()
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return set()


def _has_links(out: Path) -> bool:
    """Whether a folder in it is a link; one that is a file is taken away before anything is written."""
    return any(
        (Path(folder) / name).is_symlink() for folder, names, _ in os.walk(out) for name in names
    )


def _files(out: Path) -> set[str]:
    found = set()
    for folder, _, names in os.walk(out):
        found |= {(Path(folder) / name).relative_to(out).as_posix() for name in names}
    return found
