"""The ten rules as CEL expressions, each true where there is a violation. `x` is the entry, `y` one inside it."""

from __future__ import annotations

RULES = {
    "basis-missing": ("processing", "purposes", "y.basis == null"),
    "law-missing": (
        "processing",
        "purposes",
        'y.basis in ["legal_obligation", "public_task"] && y.law == null',
    ),
    "large-risk-unwatched": (
        "processing",
        None,
        'x.risk == "high" && x.large_scale && !x.core_activity && !x.systematic_monitoring',
    ),
    "supplier-unbound": (
        "processing",
        None,
        "x.processors.exists(s, !suppliers[s].agreement.in_writing)",
    ),
    "special-data-online": (
        "processing",
        None,
        'x.data.exists(d, x.data[d].class_ == "special" && x.data[d].online_identifier)',
    ),
    "owner-missing": (
        "processing",
        None,
        'x.frequency in ["regular", "continuous"] && x.owner == null',
    ),
    "old-and-unreviewed": (
        "processing",
        None,
        'x.started_on < "2018-05-25" && x.reviewed_on < "2025-01-01"',
    ),
    "agreement-unsigned": (
        "processors",
        None,
        'x.role == "processor" && !(x.agreement.in_writing && x.agreement.signed_on < "2026-01-01")',
    ),
    "breach-late": (
        "breaches",
        None,
        'x.risk in ["likely", "high"] && '
        'timestamp(x.notified_at) - timestamp(x.aware_at) > duration("259200s")',
    ),
    "request-unanswered": (
        "requests",
        None,
        'x.answered_on >= "2026-06-01" && x.outcome != "withdrawn"',
    ),
}
