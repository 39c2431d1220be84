"""A municipality's register of 213 activities, as Markdown with front matter in German, transcribed into our YAML.

Only what the front matter says becomes a fact: the letters of art. 6 it names, the laws beside them, a term it
writes as a number, "no" for transfers. All else is kept as text, or stays unrecorded.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from registers.voedselbank import Plain, as_yaml

BASES = {
    "a": "consent",
    "b": "contract",
    "c": "legal_obligation",
    "d": "vital_interests",
    "e": "public_task",
    "f": "legitimate_interests",
}
UNITS = {
    "Jahr": "year",
    "Jahre": "years",
    "Monat": "month",
    "Monate": "months",
    "Wochen": "weeks",
    "Tage": "days",
}
_ARTICLE_6 = re.compile(r"Art\.?\s*6\b")
_LETTERS = re.compile(
    r"Art\.?\s*6\s+Abs\.?\s*1\s+((?:(?:und|sowie|i\.\s*V\.\s*m\.|,|;)?\s*lit\.\s*[a-f]\)?\s*)+)"
)
_POLICE = re.compile(r"2016/680")
_TERM = re.compile(r"(\d+) (Jahre?|Monate?|Wochen|Tage)\b")


def rows(folder: Path) -> list[dict[str, Any]]:
    """The front matter of each activity, sorted by id."""
    found = []
    for file in sorted((folder / "vvt").glob("*.md")):
        _, front, _ = file.read_text(encoding="utf-8").split("---", 2)
        found.append(yaml.safe_load(front))
    return found


def names_article_6(row: dict[str, Any]) -> bool:
    """Whether the legal basis names art. 6 at all."""
    return bool(_ARTICLE_6.search(row["rechtsgrundlage"]))


def is_law_enforcement(row: dict[str, Any]) -> bool:
    """Whether it falls under the directive on law enforcement instead of the GDPR."""
    return bool(_POLICE.search(row["rechtsgrundlage"])) and not names_article_6(row)


def transcribe(folder: Path, *, regimes: bool) -> dict[str, str]:
    """File name to YAML text. With *regimes* it is recorded which activities are law enforcement, and that
    nothing else is out of scope."""
    activities = rows(folder)
    organisation = {
        "name": "Gemeindeverwaltung",
        "established_in": Plain("[DE]"),
        "public_authority": Plain("yes"),
        "court": Plain("no"),
    }
    return {
        "organisation.yaml": as_yaml(
            {"language": Plain("en"), "model": 1, "organisation": organisation}
        ),
        "processing.yaml": as_yaml(
            {"processing": {row["id"]: _activity(row, regimes=regimes) for row in activities}}
        ),
        "retention.yaml": as_yaml(
            {"retention": {row["id"]: _retention(row) for row in activities}}
        ),
    }


def _activity(row: dict[str, Any], *, regimes: bool) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "name": row["titel"],
        "status": Plain("active"),
        "role": Plain("controller"),
        "purposes": _purposes(row),
        "data": {"data": {"description": row["kategorien_daten"], "retention": row["id"]}},
        "data_subjects": Plain("[others]"),
        "other_data_subjects": row["kategorien_betroffener"],
        "note": f"Art. 6: {row['rechtsgrundlage']}; Software: {row['software_verarbeitungsmittel']}",
    }
    if str(row["empfaenger"] or "").strip():
        entry["recipient_categories"] = [row["empfaenger"]]
    if str(row["transfer_drittland"]).strip() == "Nein":
        entry["transfers"] = Plain("none")
    if regimes:
        entry["out_of_scope"] = Plain("law_enforcement" if is_law_enforcement(row) else "none")
    return entry


def _purposes(row: dict[str, Any]) -> dict[str, Any]:
    letters = sorted(
        {
            letter
            for found in _LETTERS.findall(row["rechtsgrundlage"])
            for letter in re.findall(r"lit\.\s*([a-f])", found)
        }
    )
    if not letters:
        return {"zweck": {"description": row["zweck"]}}
    return {
        f"zweck-{letter}": {
            "description": row["zweck"],
            "basis": Plain(BASES[letter]),
            **({"law": row["rechtsgrundlage"]} if letter in "ce" else {}),
        }
        for letter in letters
    }


def _retention(row: dict[str, Any]) -> dict[str, Any]:
    text = str(row["loeschfrist"])
    found = _TERM.match(text)
    if found is None:
        return {"criterion": text}
    return {
        "term": f"{found[1]} {UNITS[found[2]]}",
        "starts_at": Plain("other"),
        "starts_at_note": text,
    }
