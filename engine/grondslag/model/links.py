"""Links: a path exists in the folder of the register and does not lead out of it.

Nothing is fetched.
"""

from __future__ import annotations

import os.path
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Literal

from grondslag.diagnostics import Diagnostic, Label, Message
from grondslag.model.places import Places
from grondslag.model.readers import is_web
from grondslag.model.references import Link, item_span
from grondslag.values import UNREADABLE

Found = Literal["ok", "link-not-found", "link-outside"]


@dataclass(slots=True)
class _Folder:
    """The folder of a register, and what was looked up in it."""

    root: FilePath
    _known: dict[str, Found] = field(default_factory=dict)

    def find(self, link: str) -> Found:
        if link not in self._known:
            self._known[link] = self._find(link)
        return self._known[link]

    def _find(self, link: str) -> Found:
        bare = link.split("#", 1)[0]
        for written in dict.fromkeys((link, bare)):
            found = self._look(written)
            if found != "link-not-found":
                return found
        return "link-not-found"

    def _look(self, written: str) -> Found:
        if "\0" in written or not written:
            return "link-not-found"
        target = self.root / written
        if not self._is_inside(FilePath(os.path.normpath(target))):
            return "link-outside"
        try:
            if not target.exists():
                return "link-not-found"
            return "ok" if self._is_inside(target.resolve()) else "link-outside"
        except (OSError, RuntimeError, ValueError):
            return "link-not-found"

    def _is_inside(self, target: FilePath) -> bool:
        return target == self.root or self.root in target.parents


def check_links(links: Iterable[Link], places: Places, folder: FilePath) -> list[Diagnostic]:
    """Look up every path; a fact whose path is not there is no evidence, and becomes unreadable."""
    root = _Folder(folder.resolve())
    problems: list[Diagnostic] = []
    for link in links:
        value = link.holder[link.kind.name]
        written = value if isinstance(value, tuple) else (value,)
        for text in written:
            found = "ok" if is_web(text) else root.find(text)
            document = places.document_of(link.path)
            if found == "ok" or document is None:
                continue
            link.holder[link.kind.name] = UNREADABLE
            spelled = places.spelled(link.path)
            names = {"field": spelled[-1], "record": ".".join(spelled[:-1])}
            helps = (Message("register-help-link"),) if found == "link-not-found" else ()
            label = Label(item_span(places, link.path, text))
            problems.append(
                Diagnostic(
                    found,
                    "error",
                    "reference",
                    Message(found, names),
                    (label,),
                    helps,
                    language=document.language,
                    path=link.path,
                )
            )
    return problems
