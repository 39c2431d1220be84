"""What an organisation can put in place itself, as against facts that describe what is or was.

A change of these may be proposed as something to do. Dates of events, numbers of people, classes of data, roles
and answers about what happened are never among them: of those only what is so may be recorded.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

Path = tuple[str, ...]

_AGREEMENT: Final = (
    "document",
    "signed_on",
    "starts_on",
    "in_writing",
    "ends_on",
    "describes",
    "clauses",
    "subprocessing",
    "change_notice",
    "may_object",
    "breach_notice",
    "flow_down",
)
_SAFEGUARDS: Final = (
    "scc.version",
    "scc.module",
    "scc.signed_on",
    "scc.annexes_complete",
    "tia.done_on",
    "tia.law_assessed",
    "tia.measures",
    "tia.document",
)
IN_HAND: Final[Mapping[str, tuple[str, ...]]] = {
    "processors.agreement": _AGREEMENT,
    "parties.agreement": _AGREEMENT,
    "parties.arrangement": (
        "document",
        "signed_on",
        "rights_handled_by",
        "information_given_by",
        "essence_published_at",
    ),
    "processors.assessment": ("assessed_on", "assessed_by", "document"),
    "processors.safeguards": _SAFEGUARDS,
    "parties.safeguards": _SAFEGUARDS,
    "organisation.dpo": ("name", "contact", "appointed_on", "published_at", "registered_on"),
    "organisation.dpo_assessment": ("assessed_on", "reason"),
    "organisation.eu_representative": ("name", "contact", "country", "mandate"),
    "organisation.rights": ("channels", "procedure_for", "export_formats", "suppression_list"),
    "organisation.policy": ("document", "adopted_on", "reviewed_on", "trained_on"),
    "organisation.staff_rules": ("confidentiality", "instructions", "access_by_role"),
    "organisation.risk_assessment": ("assessed_on", "document"),
    "organisation": ("standard_measures", "review_every"),
    "processing": ("measures", "design_measures", "description", "informed_within"),
    "processing.purposes": ("description",),
    "processing.purposes.balancing_test": (
        "interest",
        "necessity",
        "balancing",
        "children",
        "done_on",
        "document",
    ),
    "processing.data": ("retention",),
    "processing.dpia": ("done_on", "reviewed_on", "document", "dpo_advice_on", "dpo_advice"),
    "processing.collection_points": ("notice_shown",),
    "websites": ("notice", "notice_on_every_page"),
    "websites.forms": ("notice_shown",),
    "notices": ("covers", "status", "published_at", "published_on", "items"),
    "retention": ("term", "starts_at", "criterion", "law", "reason"),
    "measures": ("after", "tested_on", "test_every"),
}
"""By holder (a path without ids), the fields that can be put in place."""

_PATHS: Final = frozenset(
    tuple(f"{holder}.{name}".split(".")) for holder, names in IN_HAND.items() for name in names
)
_RECORDS: Final = frozenset(
    {
        *(("processors", name) for name in ("agreement", "assessment")),
        *(("parties", name) for name in ("agreement", "arrangement")),
        *(
            ("organisation", name)
            for name in (
                *("dpo", "dpo_assessment", "eu_representative", "rights"),
                *("policy", "staff_rules", "risk_assessment"),
            )
        ),
        ("processing", "dpia"),
        ("processing", "purposes", "balancing_test"),
    }
)
"""Records that can be made as a whole."""
_IN_EVERY_ENTRY: Final = frozenset({"owner", "reviewed_on"})


def is_in_hand(path: Path) -> bool:
    """Whether the fact at a path without ids is something that can be put in place."""
    if len(path) == 2 and path[1] in _IN_EVERY_ENTRY:
        return True
    return path in _PATHS or path in _RECORDS
