"""Papers made of registers that tests write, and read back as a browser would."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from html.parser import HTMLParser
from typing import Any
from zoneinfo import ZoneInfo

from grondslag.interchange.papers.kinds import KINDS, Made, Wish, make
from grondslag.interchange.papers.stamp import stamped
from grondslag.model.vocabulary import load_model
from model.written import read

MODEL = load_model()
AS_OF = datetime(2026, 11, 24, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))


def made(kind: str, text: str | Mapping[str, str], language: str = "nl", **wish: Any) -> Made:
    """The paper of a kind, of files as a user writes them."""
    register, _ = read(text)
    return made_of(kind, register, language, **wish)


def made_of(kind: str, register: Any, language: str = "nl", **wish: Any) -> Made:
    wanted = Wish(AS_OF, **wish)
    return make(KINDS[kind], register, MODEL, language, wanted, lambda path: "register.yaml")


def markdown(kind: str, text: str | Mapping[str, str], language: str = "nl", **wish: Any) -> str:
    """The same as the command writes it."""
    return file_of(kind, made(kind, text, language, **wish), "md", **wish)


def file_of(kind: str, paper: Made, format_: str, **wish: Any) -> str:
    return stamped(paper, kind, Wish(AS_OF, **wish), format_)


def gaps(paper: Made) -> dict[str, str]:
    """The gaps of a paper: field to standing; what is to be written under its text."""
    return {one.field or one.what: one.standing for one in paper.facts.gaps.values()}


class Page(HTMLParser):
    """What is on a page: elements, attributes, and the words without style."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: set[str] = set()
        self.attributes: list[tuple[str, str, str | None]] = []
        self.words = ""
        self._inside = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self._inside = tag
        self.attributes += [(tag, name, value) for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside != "style":
            self.words += data
