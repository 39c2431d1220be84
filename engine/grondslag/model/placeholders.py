"""Texts that fill a field without answering it: `n.v.t.`, `TODO`, `[INVULLEN]`, `"geen"`.

They are refused in every type of field: a register with an open place must not look complete.
"""

from __future__ import annotations

import re
from typing import Final

_LONGEST: Final = 40
"""Longer texts say something, unless brackets around them say otherwise."""

_FILL_INS: Final = frozenset(
    """
    nvt|nb|na|n/a|n/v/t|nnb|ntb|pm|tbd|tbc|todo|to do|fixme|xxx|idem|ditto
    leeg|empty|null|nil|blank|blanco
    niet van toepassing|niet bekend|nog niet bekend|niet ingevuld|niet opgegeven|niet beschikbaar
    weet niet|weet ik niet|nog te bepalen|nader te bepalen|nog uitzoeken|uitzoeken|nog uit te zoeken
    in te vullen|nog in te vullen|nader in te vullen|nog invullen|hier invullen
    invullen|invul|vul in
    volgt|volgt nog|zie boven|zie hierboven|zie onder|zie hieronder|zie vorige
    not applicable|not specified|not available|not known|not provided|not filled in|unspecified
    to be determined|to be decided|to be confirmed|to be completed|to be filled in
    fill in|please fill in
    see above|see below|same as above|as above|placeholder|lorem ipsum
    """.replace("\n", "|")
    .replace("    ", "")
    .split("|")
) - {""}
WORDS: Final = frozenset({"geen", "none", "onbekend", "unknown", "alle", "all"})
_NO_LETTERS: Final = re.compile(r"[\W_]+|x{3,}")
_OPEN_TASK: Final = re.compile(r"(?:todo|fixme|tbd|tbc)\s*:.*", re.DOTALL)
_BRACKETS: Final = {"[": "]", "<": ">", "{": "}"}


def is_disguised_word(text: str) -> bool:
    """Whether a text is a word for none, unknown or all, in any letter case and either language."""
    return text.strip().casefold() in WORDS


def is_placeholder(text: str) -> bool:
    """Whether a text, without spaces around it, only fills its place; our words do so too."""
    if not text:
        return False
    if _BRACKETS.get(text[0]) == text[-1]:
        # One pair around the whole: `[naam van de organisatie]`, not `[1] and [2]`.
        return text[0] not in text.strip(text[0])
    if len(text) > _LONGEST:
        return ":" in text[:8] and _OPEN_TASK.fullmatch(text.casefold()) is not None
    folded = text.casefold()
    if folded in _FILL_INS or folded in WORDS:
        return True
    if "." in folded or "  " in folded or folded[-1] in "!?:;…":
        bare = " ".join(folded.replace(".", "").rstrip(" !?:;…").split())
        if bare in _FILL_INS or bare in WORDS:
            return True
    if ":" in folded and _OPEN_TASK.fullmatch(folded):
        return True
    first = folded[0]
    return (not first.isalnum() or first == "x") and _NO_LETTERS.fullmatch(folded) is not None
