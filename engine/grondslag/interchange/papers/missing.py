"""What is missing at a path, in words that can stand in a sentence: the names of fields are those of the model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from grondslag.model.facts import Path
from grondslag.model.vocabulary import field_at, spell_path
from grondslag.text import visible

if TYPE_CHECKING:
    from grondslag.interchange.papers.facts import Facts

SHORT: Final = {"fg": "FG", "dpo": "DPO", "dpia": "DPIA"}
PLURALS: Final = frozenset({"andere", "other", "children", "data", "people"})
SINGULAR_ENDS: Final = ("reden", "adres", "ss", "is", "us")
"""Ends of names of fields that look like a plural and are none."""
NO_NOUN: Final = frozenset(
    [
        "op",
        "omdat",
        "via",
        "vanaf",
        "naar",
        "namens",
        "met",
        "on",
        "at",
        "because",
        "to",
        "of",
        "with",
    ]  # Both languages.
)
"""Last words of names of fields that cannot stand in a sentence without quotes."""


def missing_at(facts: Facts, path: Path) -> str:
    """What is missing at a path: `bewaartermijn van ‘Adres’ bij ‘Bestellingen’`."""
    fields, ids = [], []
    for end in range(2, len(path) + 1):
        if field_at(facts.model, path[:end]) is None:
            ids.append(path[:end])
        else:
            fields.append(spell_path(facts.model, path[:end], facts.language)[-1])
    collection = spell_path(facts.model, path[:1], facts.language)[-1]
    after = fields[len(ids) - 1 :] if len(ids) > 1 else fields
    label = _label(after) or collection
    if not ids:
        return label if fields else collection
    names = [called(facts, one) for one in ids]
    if len(names) == 1:
        return facts.say("paper-what-of", what=label, name=names[0])
    return facts.say("paper-what-of-in", what=label, name=names[-1], entry=names[0])


def _label(fields: Sequence[str]) -> str:
    """`kanalen (rechten)`: a field, with the record that holds it."""
    if not fields:
        return ""
    *around, last = (SHORT.get(one, one.replace("_", " ")) for one in fields)
    if last.split()[-1] in NO_NOUN:
        last = f"‘{last}’"
    return f"{last} ({', '.join(around)})" if around else last


def is_plural(what: str) -> bool:
    """Whether the name of what is missing is a plural, by the look of its first word; a quoted one never is."""
    first = what.partition(" ")[0]
    if first.startswith("‘"):
        return False
    return first in PLURALS or (first.endswith(("en", "s")) and not first.endswith(SINGULAR_ENDS))


def called(facts: Facts, path: Path) -> str:
    """What an entry is called in a gap: its name or description if that may be shown, else its id."""
    for key in ("name", "description"):
        kind = field_at(facts.model, (*path, key))
        value = facts.register.fact((*path, key))
        if isinstance(value, str) and kind is not None and (kind.public or not facts.public):
            facts.read[(*path, key)] = repr(value)
            return facts.own(value).text
    return visible(path[-1])
