"""Country codes: ISO 3166-1 alpha-2, and a few spellings that are read as a code."""

from __future__ import annotations

from typing import Final

CODES: Final = frozenset(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ
    BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM
    DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS
    GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN
    KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ
    MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM
    PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV
    SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI
    VN VU WF WS XK YE YT ZA ZM ZW
    """.split()  # noqa: SIM905 - a list of 250 strings reads worse
)
"""Those of the standard, and XK for Kosovo, which the standard leaves to its users."""

ALIASES: Final = {"UK": "GB", "EL": "GR", "USA": "US"}
"""Read as the code, with a notice."""

_BY_CODE: Final = {code: code for code in CODES} | ALIASES


def read_country(raw: object) -> str | None:
    """The code that was written, or that an alias stands for; None for anything else."""
    return _BY_CODE.get(raw) if type(raw) is str else None


def nearest_code(text: str) -> str | None:
    """The code of a text in another letter case (`nl`, `Usa`); None if it is none."""
    return _BY_CODE.get(text.strip().upper())
