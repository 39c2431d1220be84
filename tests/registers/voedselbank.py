"""A real register of a food bank, as JSON tables, transcribed into a register in our YAML.

Only what the tables say becomes a fact; text that has no field of its own is kept in the note of the entry.
What cannot be said in a field (a recipient in words, a basis without a law) stays as text or unrecorded.
"""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

BASES = {
    "contract": "overeenkomst",
    "legitimate_interests": "gerechtvaardigd_belang",
    "legal_obligation": "wettelijke_verplichting",
    "consent": "toestemming",
    "vital_interests": "vitaal_belang",
}
RISKS = {"low": "onwaarschijnlijk", "medium": "waarschijnlijk", "high": "hoog"}
UNITS = {"jaar": "jaar", "maand": "maand", "maanden": "maanden", "weken": "weken", "dagen": "dagen"}
EMPTY = {"", ".", "[removed]", "none", None}


def rows(folder: Path, table: str) -> list[dict[str, Any]]:
    """The rows of one of the tables."""
    data: list[dict[str, Any]] = json.loads((folder / f"{table}.json").read_text(encoding="utf-8"))
    return data


def transcribe(folder: Path) -> dict[str, str]:
    """File name to YAML text: the register of the tables in *folder*."""
    activities = rows(folder, "gdpr_register")
    return {
        "organisatie.yaml": as_yaml(
            {"taal": "nl", "model": 1, "organisatie": {"naam": "Voedselbank"}}
        ),
        "verwerkingen.yaml": as_yaml(
            {"verwerkingen": {_id(row): _activity(row) for row in activities}}
        ),
        "bewaartermijnen.yaml": as_yaml(
            {"bewaartermijnen": {_id(row): _retention(row) for row in activities}}
        ),
        "maatregelen.yaml": as_yaml({"maatregelen": _measures(activities)}),
        "verwerkers.yaml": as_yaml(
            {
                "verwerkers": {
                    _slug(row["company_name"]): _processor(row)
                    for row in rows(folder, "third_parties")
                }
            }
        ),
        "datalekken.yaml": as_yaml(
            {
                "datalekken": {
                    f"lek-{row['id']}": _breach(row) for row in rows(folder, "data_breaches")
                }
            }
        ),
    }


def _id(row: dict[str, Any]) -> str:
    return f"{_slug(row['processing_activity'])}-{str(row['id'])[-3:]}"


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:50].strip("-")


def _activity(row: dict[str, Any]) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "naam": row["processing_activity"],
        "status": "actief",
        "rol": "verwerker" if row["we_are_processor"] == "Yes" else "verwerkingsverantwoordelijke",
        "doelen": {"doel": _purpose(row)},
        "gegevens": {
            "gegevens": {
                "omschrijving": row["categories_personal_data"],
                "nodig_voor": "doel",
                "bewaartermijn": _id(row),
            }
        },
        "betrokkenen": "anderen",
        "andere_betrokkenen": row["categories_data_subjects"],
        "soorten_ontvangers": row["categories_recipients"],
        "risico": RISKS[row["risk_level"]],
        "toelichting": _note(row),
    }
    if row["is_international_data_transfers"] == "no":
        entry["doorgiften"] = Plain("geen")
    measures = [f"{_id(row)}-{kind}" for kind in ("tech", "org") if _measure_text(row, kind)]
    if measures:
        entry["maatregelen"] = measures
    return entry


def _purpose(row: dict[str, Any]) -> dict[str, Any]:
    purpose: dict[str, Any] = {
        "omschrijving": row["purpose_of_processing"],
        "grondslag": BASES[row["legal_basis"]],
    }
    if row["legitimate_interest_description"] not in EMPTY:
        purpose["belangenafweging"] = {"belang": row["legitimate_interest_description"]}
    return purpose


def _retention(row: dict[str, Any]) -> dict[str, Any]:
    text = row["retention_periods"]
    found = re.match(r"(\d+) (jaar|maand|maanden|weken|dagen)\b(.*)", text)
    if found is None:
        return {"criterium": text}
    entry = {"termijn": f"{found[1]} {UNITS[found[2]]}", "vanaf": "anders"}
    if found[3].strip():
        entry["vanaf_toelichting"] = found[3].strip()
    return entry


def _measures(activities: list[dict[str, Any]]) -> dict[str, Any]:
    kinds = {"tech": "technisch", "org": "organisatorisch"}
    return {
        f"{_id(row)}-{kind}": {"naam": text, "aard": spelled}
        for row in activities
        for kind, spelled in kinds.items()
        if (text := _measure_text(row, kind))
    }


def _measure_text(row: dict[str, Any], kind: str) -> str:
    text = row["technical_measures" if kind == "tech" else "organizational_measures"] or ""
    return "" if text.strip() in EMPTY else text


def _processor(row: dict[str, Any]) -> dict[str, Any]:
    entry: dict[str, Any] = {"naam": row["company_name"], "dienst": row["service_provided"]}
    if row["processing_agreement_signed"] == "no":
        entry["verwerkersovereenkomst"] = Plain("geen")
    else:
        entry["verwerkersovereenkomst"] = {"schriftelijk": Plain("ja")}
    return entry


def _breach(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "feiten": row["description"],
        "ontdekt_op": Plain(row["discovery_date"]),
        "aard": "vertrouwelijkheid",
        "herstelmaatregelen": row["measures_taken"],
        "risico": RISKS[row["risk_level"]],
        "gemeld_bij_ap_op": Plain("geen"),
    }


def _note(row: dict[str, Any]) -> str:
    kept = (
        "dpia_required",
        "dpia_status",
        "is_international_data_transfers",
        "safeguards",
        "retention_periods",
        "department",
        "has_processing_agreement_with_third_party",
    )
    return "; ".join(f"{name}: {row[name]}" for name in kept if row[name] not in EMPTY)


class Plain(str):
    """A text that is written without quotes: a word of the register, or a date."""

    __slots__ = ()


def as_yaml(content: dict[str, Any]) -> str:
    """A file of our YAML: keys in order, every text quoted, `Plain` as it is."""
    return "\n".join(_lines(content, "")) + "\n"


def _lines(content: dict[str, Any], indent: str) -> list[str]:
    lines: list[str] = []
    for key, value in content.items():
        if isinstance(value, dict) and value:
            lines += [f"{indent}{key}:", *_lines(value, indent + "  ")]
        else:
            lines.append(f"{indent}{key}: {_scalar(value)}")
    return lines


def _scalar(value: Any) -> str:
    if isinstance(value, Plain):
        return str(value)
    return json.dumps(value, ensure_ascii=False)
