"""Where and on what the parser stopped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lark.exceptions import UnexpectedInput, UnexpectedToken

from grondslag.language.grammar import Start, accepted_after
from grondslag.language.keywords import Keywords
from grondslag.language.problems import Problems
from grondslag.language.scan import Piece, piece_at


@dataclass
class Stop:
    """Where and on what the parser stopped, within a stretch of a text."""

    problems: Problems
    pieces: Sequence[Piece]
    error: UnexpectedInput
    text: str
    """The text as it was parsed: what was passed over is blank."""
    start: int
    end: int
    symbol: Start = "start"

    @cached_property
    def offset(self) -> int:
        """Where it stopped; the end of the stretch if it ended too soon."""
        error = self.error
        if isinstance(error, UnexpectedToken) and error.token.type == "$END":
            return self.end
        found = error.pos_in_stream
        return self.end if found is None else min(found, self.end)

    @cached_property
    def number(self) -> int:
        """The number of the piece it stopped on."""
        return piece_at(self.pieces, self.offset)

    @property
    def piece(self) -> Piece | None:
        """The piece it stopped on; None at the end."""
        return self.pieces[self.number] if self.number < len(self.pieces) else None

    @property
    def before(self) -> Piece | None:
        """The piece before that."""
        return self.pieces[self.number - 1] if self.number > 0 else None

    @property
    def words(self) -> Keywords:
        """The keywords of the file."""
        return self.problems.words

    @cached_property
    def accepted(self) -> frozenset[str]:
        """The terminals with which the text could have gone on before it stopped.

        Where the parser stopped it may have closed what could still have gone on, so it is asked
        again for the text up to there.
        """
        language = self.problems.language
        found = accepted_after(self.text, self.start, self.offset, language, self.symbol)
        parser: Any = getattr(self.error, "interactive_parser", None)
        return found or (frozenset(parser.accepts()) if parser is not None else frozenset())

    @property
    def stack(self) -> Sequence[Any]:
        """What the parser has read and not yet put together, the latest last."""
        parser: Any = getattr(self.error, "interactive_parser", None)
        found: Sequence[Any] = parser.parser_state.value_stack if parser is not None else ()
        return found

    @property
    def at_new_clause(self) -> bool:
        """Whether a clause could have begun here: what stands before is complete."""
        return "TITLE" in self.accepted
