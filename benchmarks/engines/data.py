"""A seeded set of facts for the ten rules, complete, so that engines without a third truth can judge it too."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta, timezone
from typing import Any

ZONE = timezone(timedelta(hours=1))


def facts(count: int, seed: int = 1) -> dict[str, Any]:
    """The facts as JSON can hold them: dates and moments as text, `none` as null. *count* activities, a tenth as
    many suppliers, breaches and requests."""
    r = random.Random(seed)
    tenth = max(count // 10, 1)
    processors = {f"s{n}": _supplier(r) for n in range(tenth)}
    return {
        "processing": {f"a{n}": _activity(r, tenth) for n in range(count)},
        "processors": processors,
        "breaches": {f"b{n}": _breach(r) for n in range(tenth)},
        "requests": {f"r{n}": _request(r) for n in range(tenth)},
    }


def as_facts(plain: dict[str, Any]) -> dict[str, Any]:
    """The same facts as the engine keeps them: dates, moments, `NONE`."""
    from grondslag.values import NONE

    def value(name: str, found: Any) -> Any:
        if found is None:
            return NONE
        if isinstance(found, dict):
            return {key: value(key, inner) for key, inner in found.items()}
        if name.endswith("_on"):
            return date.fromisoformat(found)
        if name.endswith("_at"):
            return datetime.fromisoformat(found)
        return tuple(found) if isinstance(found, list) else found

    return {name: value(name, entries) for name, entries in plain.items()}


def _day(r: random.Random, first: int, last: int) -> str:
    return date(r.randint(first, last), r.randint(1, 12), r.randint(1, 28)).isoformat()


def _activity(r: random.Random, suppliers: int) -> dict[str, Any]:
    bases = ["consent", "contract", "legal_obligation", "public_task", None]
    return {
        "name": "Werk",
        "risk": r.choice(["unlikely", "likely", "high"]),
        "large_scale": r.random() < 0.5,
        "core_activity": r.random() < 0.5,
        "systematic_monitoring": r.random() < 0.5,
        "frequency": r.choice(["once", "occasional", "regular", "continuous"]),
        "owner": r.choice(["Inkoop", "Verkoop", None]),
        "started_on": _day(r, 2015, 2024),
        "reviewed_on": _day(r, 2023, 2026),
        "processors": [f"s{r.randrange(suppliers)}" for _ in range(2)],
        "purposes": {
            f"p{n}": {"basis": r.choice(bases), "law": r.choice(["AWR art. 52", None])}
            for n in range(2)
        },
        "data": {
            f"d{n}": {
                "class": r.choice(["ordinary", "sensitive", "special"]),
                "online_identifier": r.random() < 0.2,
            }
            for n in range(3)
        },
    }


def _supplier(r: random.Random) -> dict[str, Any]:
    return {
        "name": "Drukker",
        "role": r.choice(["processor", "no_access"]),
        "agreement": {"in_writing": r.random() < 0.8, "signed_on": _day(r, 2019, 2026)},
    }


def _breach(r: random.Random) -> dict[str, Any]:
    aware = datetime(2026, r.randint(1, 3), r.randint(1, 27), r.randrange(24), tzinfo=ZONE)
    told = aware + timedelta(hours=r.randint(1, 120))
    return {
        "risk": r.choice(["unlikely", "likely", "high"]),
        "aware_at": aware.isoformat(),
        "notified_at": told.isoformat(),
    }


def _request(r: random.Random) -> dict[str, Any]:
    return {
        "answered_on": _day(r, 2025, 2026),
        "outcome": r.choice(["granted", "refused", "withdrawn"]),
    }
