"""Where the facts of a register were written: canonical path to places, worked out when asked.

Nothing here looks at the data of a document: it may be let go once the register is built.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from grondslag.model.facts import Path
from grondslag.model.kinds import Model
from grondslag.model.readers import RawPath
from grondslag.model.recognise import first_line
from grondslag.model.vocabulary import spell_path
from grondslag.text import Span

if TYPE_CHECKING:
    from grondslag.documents.document import Document

NOTHING: frozenset[str] = frozenset()


@dataclass(slots=True)
class Places:
    """Which file holds what, and which facts were not written where they hold."""

    model: Model
    documents: Sequence[Document] = ()
    language: str = "nl"
    holders: dict[str, Document] = field(default_factory=dict)
    """Collection to the first file that has its key."""
    homes: dict[str, dict[str, Document]] = field(default_factory=dict)
    """Collection to id (or, for a single record, field) to file."""
    block: str | None = None
    """The collection of written defaults."""
    defaulted: dict[str, frozenset[str]] = field(default_factory=dict)
    """Id of an activity to the fields it took from the block."""
    derived: dict[Path, tuple[Path, ...]] = field(default_factory=dict)
    """Derived fact to the facts it rests on."""
    meant: dict[Path, tuple[Document, RawPath]] = field(default_factory=dict)
    """Fact to the misspelt key that probably meant it."""

    def locate(self, path: Path) -> tuple[Span, ...]:
        """The places a path rests on, best first; of a missing fact, what would hold it."""
        if not self.documents:
            return ()
        sources = self.derived.get(path)
        if sources:
            return _unique(span for source in sources for span in self.locate(source))
        for length in range(1, len(path) + 1):
            misspelt = self.meant.get(path[:length])
            if misspelt:
                document, raw_path = misspelt
                return (document.key_span(raw_path),)
        if self.is_defaulted(path):
            written = self._written((self.block or "", *path[2:]))
            return _unique((written, self._written(path[:2])))
        return (self._written(path),)

    def is_defaulted(self, path: Path) -> bool:
        """Whether a fact of an activity comes from the block of written defaults."""
        if self.block is None or len(path) < 3:
            return False
        target = self.model.collections[self.block].defaults_for
        return path[0] == target and path[2] in self.defaulted.get(path[1], NOTHING)

    def is_filled_in(self, path: Path) -> bool:
        """Whether the fact at a path was filled in: from the block of defaults, or from other facts."""
        return path in self.derived or (len(path) == 3 and self.is_defaulted(path))

    def document_of(self, path: Path) -> Document | None:
        """The file in which a canonical path stands, or would stand."""
        if not path:
            return None
        home = self.homes.get(path[0], {}).get(path[1]) if len(path) > 1 else None
        return home or self.holders.get(path[0])

    def spelled(self, path: Path) -> tuple[str, ...]:
        """A canonical path in the language of the file it stands in, step by step."""
        document = self.document_of(path)
        language = (
            document.language if document is not None and document.language else self.language
        )
        return spell_path(self.model, path, language)

    def spell(self, path: Path) -> str:
        """A canonical path as people read it: `verwerkers.webbouwer.verwerkersovereenkomst`."""
        return ".".join(self.spelled(path))

    def _written(self, path: Path) -> Span:
        document = self.document_of(path)
        if document is None:
            return first_line(self._leading())
        raw_path = self.spelled(path)
        if len(raw_path) <= 2 and not self._is_single(path):
            # An entry is shown by its id, not by all that stands in it.
            return document.key_span(raw_path)
        return document.value_span(raw_path)

    def _is_single(self, path: Path) -> bool:
        kind = (
            self.model.collections[path[0]] if path and path[0] in self.model.collections else None
        )
        return kind is not None and kind.single and len(path) > 1

    def _leading(self) -> Document:
        return self.holders.get("organisation", self.documents[0])


def _unique(spans: Iterable[Span]) -> tuple[Span, ...]:
    found: dict[tuple[str, int, int], Span] = {}
    for span in spans:
        found.setdefault((span.source.path, span.start, span.end), span)
    return tuple(found.values())
