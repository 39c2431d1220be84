"""What is wrong with the form of a text, in words: from where the parser stopped to a message."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from grondslag.diagnostics import Message
from grondslag.language import guesses
from grondslag.language.check_literals import not_a_date
from grondslag.language.expressions import Where
from grondslag.language.keywords import KeywordLanguage, keywords
from grondslag.language.problems import advice, choices, kebab, write
from grondslag.language.scan import BLOCKS, CLAUSES, Piece, keywords_in, phrase_at, piece_at
from grondslag.language.stop import Stop

PREDICATES: Final = frozenset(
    {
        "IS",
        "IS_NOT",
        "IS_MORE_THAN",
        "IS_AT_LEAST",
        "IS_LESS_THAN",
        "IS_AT_MOST",
        "IS_AFTER",
        "IS_BEFORE",
        "IS_ON_OR_AFTER",
        "IS_ON_OR_BEFORE",
        "IS_ONE_OF",
        "IS_NOT_ONE_OF",
        "EXISTS",
        "IS_NONE",
        "IS_RECORDED",
        "IS_NOT_RECORDED",
        "IS_EMPTY",
        "IS_NOT_EMPTY",
        "INCLUDES",
        "DOES_NOT_INCLUDE",
        "INCLUDES_ANY_OF",
        "IS_WITHIN",
        "IS_DUE_WITHIN",
    }
)
_SYMBOLS: Final = frozenset({"=", "!=", ">", ">=", "<", "<="})
_CONNECTIVES: Final = frozenset({"AND", "OR", "NOT", "IF", "THEN", "LABEL", "COLON"})
_INSTEAD: Final = {
    "&": "and",
    "|": "or",
    "!": "not",
    **dict.fromkeys("“”„«»'‘’", '"'),
    **dict.fromkeys("–—−", "-"),
    "≥": ">=",
    "≤": "<=",
    "≠": "!=",
}
_SIGNS: Final = {
    "COLON": ":",
    "COMMA": ",",
    "RSQB": "]",
    "RBRACE": "}",
    "RPAR": ")",
    "LSQB": "[",
    "LBRACE": "{",
}
_CLOSING: Final = {"(": ")", "[": "]", "{": "}"}
_KNOWN_CHARACTERS: Final = re.compile(r'[A-Za-z0-9_\-.,:()\[\]{}=!<>+"#\s\\°]')
_DATE: Final = re.compile(r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}")
_VALUES: Final = frozenset({"NAME", "INT", "STRING"})
_LEAVES_AFTER_CODE: Final = frozenset({"[", ",", ":"})


Explain = Callable[[Stop], Where | None]


def explain(stop: Stop) -> Where:
    """Say what is wrong where the parser stopped, and give the place of the mistake."""
    for step in _STEPS:
        where = step(stop)
        if where is not None:
            return where
    raise AssertionError("the last step always finds something")


# ------------------------------------------------------------------------------ characters, texts


def _open_text(stop: Stop) -> Where | None:
    """A text that is not closed on its line, or one that took in the rest of the line."""
    piece = stop.piece
    if piece is None or piece.kind != "open text":
        line = _pieces_of_line(stop)
        piece = next((one for one in line if one.kind == "open text"), None)
        if piece is None or not any(one.kind == "text" for one in line):
            return None
    where = (piece.start, piece.start + len(piece.text.rstrip()))
    stop.problems.add("text-not-closed", where, helps=advice("text-not-closed-help"))
    return where


def _pieces_of_line(stop: Stop) -> list[Piece]:
    text = stop.problems.source.text
    start = text.rfind("\n", 0, stop.offset) + 1
    end = text.find("\n", stop.offset)
    end = len(text) if end < 0 else end
    return [one for one in stop.pieces if start <= one.start < end]


def _unknown_character(stop: Stop) -> Where | None:
    text, at = stop.problems.source.text, stop.offset
    if at < stop.end and _KNOWN_CHARACTERS.match(text, at) and stop.piece is not None:
        # A word can be refused for the sign after it: `nl “…`.
        at = stop.piece.end
        while at < stop.end and text[at].isspace():
            at += 1
    if at >= stop.end or _KNOWN_CHARACTERS.match(text, at):
        return None
    character = text[at]
    shown = character if character.isprintable() else f"U+{ord(character):04X}"
    instead = _INSTEAD.get(character)
    helps = write(instead) if instead else advice("unknown-character-help")
    where = (at, at + 1)
    stop.problems.add("unknown-character", where, helps=helps, character=shown)
    return where


def _date(stop: Stop) -> Where | None:
    for piece in (stop.piece, stop.before):
        if piece is not None and _DATE.fullmatch(piece.text.rstrip(".:")):
            written = piece.text.rstrip(".:")
            where = (piece.start, piece.start + len(written))
            if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written):
                continue
            not_a_date(written, where, stop.problems)
            return where
    return None


# ------------------------------------------------------------------------------------ end of text


def _ended(stop: Stop) -> Where | None:
    """A list or bracket that is still open where the text ends, or where the next clause begins."""
    piece = stop.piece
    at_clause = piece is not None and _starts_clause(stop)
    if piece is not None and not at_clause:
        return None
    opened = _open_block(stop)
    if opened is not None:
        where, phrase = opened
        helps = advice("list-not-closed-help", word=stop.words.phrase("END"))
        if piece is None:
            stop.problems.add("list-not-closed", where, helps=helps, list=phrase)
        else:
            stop.problems.add(
                "list-not-closed",
                where,
                message="list-not-closed-before",
                helps=helps,
                list=phrase,
                next=piece.text,
            )
        return where
    bracket = _open_bracket(stop)
    if bracket is None:
        return None
    where = (bracket.start, bracket.end)
    stop.problems.add(
        "list-not-closed",
        where,
        message="bracket-not-closed",
        helps=write(_CLOSING[bracket.text]),
        bracket=bracket.text,
    )
    return where


def _starts_clause(stop: Stop) -> bool:
    parts = phrase_at(stop.pieces, stop.number, stop.words)
    return bool(CLAUSES & set(stop.words.terminals_of(" ".join(parts))))


def _open_block(stop: Stop) -> tuple[Where, str] | None:
    """The innermost list that is open and could end here, if it could."""
    if "END" not in stop.accepted:
        return None
    opened: list[tuple[Where, str]] = []
    for phrase in keywords_in(stop.pieces[: stop.number], stop.words):
        if phrase.terminal in BLOCKS:
            opened.append(((phrase.start, phrase.end), stop.words.phrase(phrase.terminal)))
        elif phrase.terminal == "END" and opened:
            opened.pop()
    return opened[-1] if opened else None


def _open_bracket(stop: Stop) -> Piece | None:
    opened: list[Piece] = []
    for piece in stop.pieces[: stop.number]:
        if piece.kind == "sign" and piece.text in _CLOSING:
            opened.append(piece)
        elif piece.kind == "sign" and piece.text in _CLOSING.values() and opened:
            opened.pop()
    return opened[-1] if opened else None


# ------------------------------------------------------------------------------------------ words


def _id_form(stop: Stop) -> Where | None:
    """A rule, pack or use with an id that is not kebab-case."""
    text = stop.problems.source.text
    start = stop.offset
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    found = re.compile(r"\S+").match(text, start, stop.end)
    number = piece_at(stop.pieces, start) - 1
    heads = {stop.words.phrase(terminal) for terminal in ("RULE", "PACK", "USE")}
    if found is None or number < 0 or stop.pieces[number].text not in heads:
        return None
    if number > 0 and stop.pieces[number - 1].text == ".":
        return None
    if kebab(found[0]) == found[0] or not re.search(r"\w", found[0]):
        return None
    where = (start, min(found.end(), start + 60))
    written = text[where[0] : where[1]]
    stop.problems.add("rule-id-form", where, helps=write(kebab(written)), written=written)
    return where


def _mixed_keywords(stop: Stop) -> Where | None:
    """A keyword of the other language."""
    other: KeywordLanguage = "nl" if stop.problems.language == "en" else "en"
    foreign = keywords(other)
    for first in range(max(0, stop.number - 3), min(stop.number + 1, len(stop.pieces))):
        parts = phrase_at(stop.pieces, first, foreign)
        if first + len(parts) < stop.number + (len(parts) < 2):
            continue
        phrase = " ".join(parts)
        terminals = foreign.terminals_of(phrase)
        wanted = [one for one in terminals if one in stop.accepted or first < stop.number]
        own = stop.words.terminals_of(phrase)
        if not terminals or (own and not set(wanted) - set(own)):
            continue
        if first < stop.number and len(parts) == 1:
            continue
        terminal = (wanted or list(terminals))[0]
        where = (stop.pieces[first].start, stop.pieces[first + len(parts) - 1].end)
        position = foreign.position(terminal, phrase)
        instead = stop.words.phrases[terminal]
        right = instead[position] if len(instead) == len(foreign.phrases[terminal]) else instead[0]
        stop.problems.add(
            "mixed-keywords",
            where,
            message=f"mixed-keywords-{other}",
            helps=write(right),
            written=phrase,
        )
        return where
    return None


def _reserved(stop: Stop) -> Where | None:
    piece, before = stop.piece, stop.before
    if piece is None or piece.text not in stop.words.reserved:
        return None
    if not stop.accepted & {"NAME", "KEBAB"}:
        return None
    where = (piece.start, piece.end)
    connectives = {stop.words.phrase(one) for one in ("AND", "OR", "NOT", "IF", "THEN", "END")}
    is_words = {stop.words.phrase(one) for one in ("IS", "IS_NOT")}
    beside = before is not None and (
        before.text in _LEAVES_AFTER_CODE or before.text in {w.split()[-1] for w in is_words}
    )
    if beside and piece.text not in connectives:
        quoted = f'"{piece.text}"'
        stop.problems.add("code-needs-quotes", where, helps=write(quoted), written=piece.text)
    else:
        stop.problems.add(
            "reserved-word", where, helps=advice("reserved-word-help"), written=piece.text
        )
    return where


def _chained(stop: Stop) -> Where | None:
    piece = stop.piece
    if piece is None:
        return None
    parts = phrase_at(stop.pieces, stop.number, stop.words)
    phrase = " ".join(parts) if piece.kind == "word" else piece.text
    terminals = set(stop.words.terminals_of(phrase))
    if not terminals & PREDICATES and phrase not in _SYMBOLS:
        return None
    for part in list(reversed(stop.stack))[:12]:
        kind = getattr(part, "type", None)
        if kind in _CONNECTIVES or kind in CLAUSES:
            return None
        if kind in PREDICATES or getattr(part, "value", None) in _SYMBOLS:
            where = (piece.start, stop.pieces[stop.number + max(1, len(parts)) - 1].end)
            helps = advice("chained-comparison-help", word=stop.words.phrase("AND"))
            stop.problems.add("chained-comparison", where, helps=helps, phrase=phrase)
            return where
    return None


def _near_phrase(stop: Stop) -> Where | None:
    """Words around the place that are nearly a keyword of several words."""
    return _guessed(stop, guesses.near_phrase(stop.pieces, stop.number, stop.words))


def _near_word(stop: Stop) -> Where | None:
    """A word that is nearly a keyword that could stand there."""
    phrases = stop.words.phrases
    allowed = [phrase for one in stop.accepted if one in phrases for phrase in phrases[one]]
    if stop.piece is None:
        return None
    return _guessed(stop, guesses.near_keyword(stop.piece, stop.number, sorted(allowed)))


def _guessed(stop: Stop, guess: guesses.Guess | None) -> Where | None:
    piece = stop.piece
    if guess is None or piece is None:
        return None
    first, last, phrase = guess
    start = min(first, stop.number)
    after = " ".join(one.text for one in stop.pieces[start : stop.number])
    if not after:
        after = stop.before.text if stop.before is not None else ""
    where = (piece.start, stop.pieces[last].end)
    written = " ".join(one.text for one in stop.pieces[stop.number : last + 1])
    _unexpected(stop, where, written, after, advice("language-did-you-mean", near=phrase))
    return (stop.pieces[first].start, max(piece.end, stop.pieces[last].end))


def _unexpected(
    stop: Stop, where: Where, written: str, after: str, helps: tuple[Message, ...]
) -> None:
    shown = _short(written)
    if after:
        stop.problems.add("syntax", where, helps=helps, written=shown, after=_short(after))
    else:
        stop.problems.add("syntax", where, message="syntax-at-start", helps=helps, written=shown)


def _anything(stop: Stop) -> Where:
    """What was not foreseen: what is unexpected, and what could have stood there."""
    piece, before = stop.piece, stop.before
    helps = _expected(stop)
    if piece is None:
        end = before.end if before is not None else stop.end
        where = (end, end)
        after = _short(before.text) if before is not None else ""
        stop.problems.add("syntax", where, message="syntax-at-end", helps=helps, after=after)
        return where
    start = max(piece.start, min(stop.offset, piece.end - 1))
    where = (start, piece.end)
    after = before.text if before is not None and start == piece.start else ""
    if start > piece.start:
        after = stop.problems.source.text[piece.start : start]
    _unexpected(stop, where, stop.problems.source.text[start : piece.end], after, helps)
    return where


def _expected(stop: Stop) -> tuple[Message, ...]:
    if stop.accepted >= _VALUES:
        return advice("reserved-word-help")
    phrases = stop.words.phrases
    allowed = [stop.words.phrase(one) for one in stop.accepted if one in phrases]
    allowed += [_SIGNS[one] for one in stop.accepted if one in _SIGNS]
    if stop.piece is not None and stop.piece.kind == "word":
        near = guesses.near_word(stop.piece.text, allowed)
        if near is not None:
            return advice("language-did-you-mean", near=near)
    return choices(allowed)


def _short(text: str) -> str:
    """What was written, on one line and not too long."""
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"


_STEPS: Final[tuple[Explain, ...]] = (
    _open_text,
    _unknown_character,
    _mixed_keywords,
    _near_phrase,
    _reserved,
    _ended,
    _date,
    _id_form,
    _chained,
    _near_word,
    _anything,
)
