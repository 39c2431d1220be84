"""Public facts in the words of a page: codes, places, lengths of time, and what is not in the register yet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urlsplit

from grondslag.evaluation.shown import shown
from grondslag.model.kinds import Model
from grondslag.publish.blocks import CARDS_WHEN_NARROW, Away, Cell, Inline, Paragraph, Table, Text
from grondslag.values import NONE
from grondslag.words.catalogue import UnknownMessage, text_of
from grondslag.words.phrases import inside_a_sentence, listed

Entry = Mapping[str, Any]
_MAIL: Final = re.compile(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


@dataclass(frozen=True, slots=True)
class Told:
    """The public facts and the language they are told in. `written_in` is the language of the register."""

    facts: Mapping[str, Any]
    model: Model
    language: str
    day: date
    written_in: str | None = None

    def text(self, name: str, /, **params: object) -> str:
        """A text of the catalogue."""
        return text_of(name, params, self.language)

    @property
    def organisation(self) -> Entry:
        """What the organisation says of itself."""
        found = self.facts.get("organisation", {})
        return found if isinstance(found, Mapping) else {}

    @property
    def organisation_name(self) -> str:
        """The name of the organisation, or the word for one."""
        name = self.organisation.get("name")
        return name if isinstance(name, str) else self.text("public-the-organisation")

    def entries(self, collection: str) -> Mapping[str, Entry]:
        """The entries of a collection, by public id."""
        found = self.facts.get(collection, {})
        return found if isinstance(found, Mapping) else {}

    @property
    def other_language(self) -> str | None:
        """The language of the register, where it is not that of the page."""
        return self.written_in if self.written_in != self.language else None

    def own(self, words: object) -> Text:
        """A text of the register, in the language it was written in."""
        return Text(str(words), self.other_language, lines="\n" in str(words))

    def sentence(self, label: str, words: str) -> Cell:
        """A text of the catalogue and then one of the register, as one sentence after another."""
        written = words.rstrip()
        stop = "" if written.endswith((".", "!", "?")) else "."
        return (Text(f" {self.text(label)} "), self.own(written), Text(stop))

    def code(self, enum: str, code: object) -> str:
        """A code in words."""
        codes = self.model.enums.get(enum)
        kind = codes.codes.get(str(code)) if codes is not None else None
        if kind is None:
            return str(code)
        return kind.label_nl if self.language == "nl" else kind.label_en

    def in_a_sentence(self, enum: str, code: object) -> str:
        """A code in words that do not begin a sentence."""
        return inside_a_sentence(self.code(enum, code))

    def month(self, day: date) -> str:
        """A month as it is written out: `april 2026`."""
        return f"{self.text('public-months').split()[day.month - 1]} {day.year}"

    def day_in_words(self, day: date) -> str:
        """A day as it is written out: `3 april 2026`."""
        return f"{day.day} {self.month(day)}"

    def codes(self, enum: str, codes: object) -> str:
        """Codes in words, one after the other."""
        return "; ".join(self.code(enum, code) for code in as_tuple(codes))

    def country(self, code: object) -> str:
        """The name of a country; its code where the catalogue has no name."""
        try:
            return self.text(f"public-country-{str(code).lower()}")
        except UnknownMessage:
            return str(code)

    def value(self, value: Any) -> str:
        """A value in words."""
        return shown(value, self.language)

    def listed(self, names: Iterable[str]) -> str:
        """Names with "and" before the last."""
        return listed(list(names), self.text("public-and"))

    def table(
        self,
        kind: str,
        /,
        columns: tuple[str, ...],
        rows: tuple[tuple[Cell, ...], ...],
        *,
        empty: str = "",
        filter: bool = False,
        **params: object,
    ) -> Table:
        """A table with the caption of its kind; on a narrow screen each row is a card."""
        caption = self.text(f"public-table-{kind}", **params)
        return Table(caption, columns, rows, filter, CARDS_WHEN_NARROW, empty)

    def missing(self) -> Text:
        """What is said where nothing is recorded: never that there is nothing."""
        return Text(self.text("public-not-yet"), style="quiet")

    def follow(self, reference: object) -> Entry:
        """The entry that a public reference leads to."""
        if isinstance(reference, tuple) and len(reference) == 2:
            return self.entries(reference[0]).get(reference[1], {})
        return {}

    def first(self, references: object) -> Entry:
        """The entry that the first of these references leads to."""
        return next((self.follow(one) for one in as_tuple(references)), {})

    def untranslated(self) -> Iterator[Paragraph]:
        """That the texts of the register stand in another language than the page, where they do."""
        if self.other_language in {"nl", "en"}:
            said = self.text(f"public-written-in-{self.other_language}")
            yield Paragraph((Text(said),), "quiet")

    def contact(self, words: str) -> Inline:
        """How someone is reached: a link where it is one address of mail and nothing else."""
        if _MAIL.fullmatch(words.strip()):
            return Away(words.strip(), f"mailto:{words.strip()}")
        return self.own(words)

    def away(self, url: object) -> Inline:
        """A link to a page of the web, shown with its host."""
        return Away(shown_url(str(url)), str(url))

    def who(self, reference: object) -> str:
        """A receiver of data: a party by its name, a processor by what it does for the organisation.

        For whom the organisation works is between the two of them.
        """
        entry = self.follow(reference)
        if entry.get("role") == "client":
            return self.text("public-a-client")
        name = entry.get("name") or entry.get("service")
        return str(name) if name and name is not NONE else self.text("public-a-supplier")


def shown_url(url: str) -> str:
    """An address as people read it: host and path."""
    return urlsplit(url).netloc + urlsplit(url).path.rstrip("/")


def as_tuple(value: object) -> tuple[Any, ...]:
    """Several values as they are, one as a tuple, none as an empty one."""
    if value is None or value is NONE:
        return ()
    return value if isinstance(value, tuple) else (value,)


def joined(parts: Iterable[Inline], between: str = ", ") -> Cell:
    """Parts of a line with a sign between them."""
    cell: list[Inline] = []
    for part in parts:
        cell += [Text(between), part] if cell else [part]
    return tuple(cell)
