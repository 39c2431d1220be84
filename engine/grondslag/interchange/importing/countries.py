"""Countries by name, from the names in the CLDR (through Babel, of the extra `import`)."""

from __future__ import annotations

from functools import cache
from typing import Final

from grondslag.interchange.importing.spelled import plain
from grondslag.model.countries import CODES, nearest_code

_LANGUAGES: Final = ("nl", "en", "de", "fr")
_ALSO: Final = {
    "verenigde staten van amerika": "US",
    "vs": "US",
    "amerika": "US",
    "united states of america": "US",
    "groot brittannie": "GB",
    "great britain": "GB",
    "engeland": "GB",
    "england": "GB",
    "holland": "NL",
    "the netherlands": "NL",
    "tsjechie": "CZ",
}


def country_in(text: str) -> str | None:
    """The code of the country that a text names or is the code of; None for anything else."""
    bare = text.strip()
    if len(bare) in {2, 3} and bare.isupper() and (code := nearest_code(bare)) is not None:
        return code
    name = plain(bare)
    return _ALSO.get(name) or _names().get(name)


@cache
def _names() -> dict[str, str]:
    """Plain name to code; empty where Babel is not there, so that countries stay undecided."""
    try:
        from babel import Locale
    except ImportError:
        return {}
    found: dict[str, str] = {}
    for language in _LANGUAGES:
        territories = Locale(language).territories
        found |= {plain(str(territories[code])): code for code in CODES if code in territories}
    return found
