"""What in a text names a person although a register is about kinds of data: only where, never what.

A number that passes the test of a BSN may also be the RSIN of a legal person: they cannot be told apart.
Sources: ISO 13616 (IBAN: the whole, moved by four and letters as numbers, is 1 modulo 97).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from grondslag.model.countries import CODES
from grondslag.model.privacy import bsn_places

PersonalKind = Literal["bsn", "iban", "email"]

_IBAN: Final = re.compile(
    r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])",
    re.ASCII,
)
_EMAIL: Final = re.compile(
    r"([^\s@<>\"'(),;:\[\]{}]{1,64})@([^\s@<>\"'(),;:\[\]{}]{1,200}\.[A-Za-z]{2,})"
)
_DUTCH_IBAN: Final = 18
_SHORTEST_IBAN: Final = 15
_PRIVATE_HOSTS: Final = frozenset(
    {
        "gmail.com", "googlemail.com", "hotmail.com", "hotmail.nl", "outlook.com", "live.nl", "live.com",
        "msn.com", "icloud.com", "me.com", "yahoo.com", "ziggo.nl", "kpnmail.nl", "kpnplanet.nl",
        "planet.nl", "hetnet.nl", "home.nl", "xs4all.nl", "upcmail.nl", "casema.nl", "chello.nl",
        "telfort.nl", "proton.me", "protonmail.com", "gmx.net", "gmx.de", "web.de", "telenet.be", "skynet.be",
    }
)  # fmt: skip
"""Providers of mail for persons."""
_NAME_LIKE: Final = re.compile(r"[^\W\d_]+(?:[.-][^\W\d_]+)+")
_FUNCTIONS: Final = frozenset(
    """
    info privacy contact support sales hr admin administratie office team data protection dpo fg avg
    gdpr security post mail klantenservice service personeel directie bestuur secretariaat receptie
    no reply noreply help desk helpdesk legal compliance marketing finance en and van voor the
    """.split()  # noqa: SIM905 - a list of so many words reads worse
)
"""Words of which the address of a function is made."""


@dataclass(frozen=True, slots=True)
class Found:
    """A kind of personal data, and where it starts and ends in the text."""

    kind: PersonalKind
    start: int
    end: int


def personal_data_places(text: str) -> Iterator[Found]:
    """Numbers that may be a BSN, IBANs, and e-mail addresses that are probably of a person, in order."""
    found = [Found("bsn", *place) for place in bsn_places(text)]
    found += [Found("iban", *match.span()) for match in _IBAN.finditer(text) if _is_iban(match[0])]
    found += [
        Found("email", *match.span())
        for match in _EMAIL.finditer(text)
        if _is_private(*match.groups())
    ]
    return iter(sorted(found, key=lambda item: (item.start, item.kind)))


def _is_iban(written: str) -> bool:
    text = written.replace(" ", "")
    if text[:2] not in CODES or len(text) < _SHORTEST_IBAN:
        return False
    if text[:2] == "NL" and len(text) != _DUTCH_IBAN:
        return False
    moved = text[4:] + text[:4]
    return int("".join(str(int(char, 36)) for char in moved)) % 97 == 1


def _is_private(local: str, host: str) -> bool:
    if host.casefold() in _PRIVATE_HOSTS:
        return True
    words = re.split(r"[.-]", local.casefold())
    return _NAME_LIKE.fullmatch(local) is not None and not set(words) & _FUNCTIONS
