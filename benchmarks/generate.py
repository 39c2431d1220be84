"""A seeded generator of registers: one file an activity, of about 25 lines, and one for the rest.

python benchmarks/generate.py FOLDER 1000 [--seed 1]
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

BASES = ("contract", "legal_obligation", "legitimate_interests", "vital_interests")
SUBJECTS = ("customers", "employees", "business_contacts", "members", "visitors")
PROCESSORS = 40
RETENTION = 12

ORGANISATION = """\
language: en
model: 1
organisation:
  name: Example Works
  contact: privacy@works.example
  legal_form: private_company
  established_in: NL
  staff: 180
  public_authority: no
  court: no
  dpo: {{name: Officer, contact: dpo@works.example, appointed_on: 2020-01-01, position: external,
    published_at: https://works.example/privacy, registered_on: 2020-01-05, reports_to: highest_management,
    expertise: Lawyer, hours_per_week: 8, budget: 3000 euro a year, training: Two study days a year, access: yes,
    early_involvement: yes, free_of_instructions: yes, secrecy: yes, other_roles: none, tasks: all}}
  policy: {{document: https://works.example/policy, adopted_on: 2022-05-01, reviewed_on: 2026-03-02, trained_on: 2026-01-20}}
  staff_rules: {{confidentiality: yes, instructions: yes, access_by_role: yes}}
  standard_measures: [screen-lock, clear-desk]
  workplaces: office
  risk_assessment: {{assessed_on: 2026-03-01, document: https://works.example/risk}}
  rights: {{channels: web form, procedure_for: all, suppression_list: none, identity_check: known_channel, can_mark_as_restricted: yes, export_formats: csv}}
for_all_processing:
  out_of_scope: none
  judicial_capacity: no
  systematic_monitoring: no
  systematic_evaluation: no
  profiling: no
  automated_decision: none
  automated_means: yes
  user_interface: no
  defaults: none
  ap_kinds: none
  edpb_criteria: none
  accuracy: {{method: on_request}}
  design_measures: [screen-lock]
measures:
  screen-lock: {{topic: screen_lock, after: 5 minutes, owner: head of IT, tested_on: 2026-09-01}}
  clear-desk: {{topic: clean_desk, owner: head of IT, tested_on: 2026-09-01}}
breaches: none
requests: none
campaigns: none
websites: none
parties: none
consents: none
notices:
  site: {{covers: all, status: published, published_at: https://works.example/privacy, published_on: 2024-01-01, items: all, objection_set_apart: yes}}
processors:
{processors}
retention:
{retention}
"""

PROCESSOR = """\
  host-{number}:
    name: Host {number}
    country: NL
    data_locations: NL
    support_from: NL
    owner: head of IT
    reviewed_on: 2026-09-01
    subprocessors: none
    agreement: {{document: https://host-{number}.example/dpa, signed_on: 2020-01-01, starts_on: 2020-01-01, ends_on: none, in_writing: yes, describes: all, clauses: all, subprocessing: specific}}
    parent_country: NL
    assessment: {{assessed_on: 2026-01-20, assessed_by: head of IT, result: sufficient, certificate: ISO 27001, certificate_valid_until: 2027-08-31}}
"""

LINE = """\
  line-{number}: {{term: {years} years, starts_at: end_of_contract, reason: Questions of customers, owner: head of sales, reviewed_on: 2026-09-01, oldest_record_on: 2026-01-01, hold: none, erase_every: 1 month, last_erased_on: 2026-11-01}}
"""

ACTIVITY = """\
processing:
  activity-{number}:
    name: Activity number {number}
    status: active
    role: controller
    owner: head of department {department}
    reviewed_on: 2026-{month:02}-{day:02}
    started_on: 2019-03-01
    frequency: continuous
    purposes:
      main:
        description: Delivering what was agreed, case {number}
        basis: {basis}
        law: Act {number}
        direct_marketing: no
        special_exception: none
        emergency: Somebody lies unconscious in the street
        contract: {{party: data_subject, reference: The order, necessity: Nothing can be delivered without it}}
        balancing_test: {{interest: Keeping promises, necessity: No lighter way, balancing: Expected by people, outcome: interest_prevails}}
    data:
      contact: {{description: Name and address, class: ordinary, needed_for: main, record_type: customer_file, retention: line-{line}}}
      orders: {{description: Orders and letters, class: ordinary, needed_for: main, record_type: other, retention: line-{line}}}
    data_subjects: [{subjects}]
    sources: data_subject
    recipients: none
    processors: [host-{host}, host-{other_host}]
    transfers: none
    collection_points: none
    dpia: none
    no_dpia_because: No high risk
    changed_on: none
    risk: {risk}
    core_activity: no
    large_scale: no
"""


def write(folder: Path, activities: int, seed: int = 1) -> None:
    """Write a register of so many activities into *folder*; the same seed gives the same bytes."""
    chance = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "organisation.yaml").write_text(
        ORGANISATION.format(
            processors="".join(PROCESSOR.format(number=n) for n in range(PROCESSORS)),
            retention="".join(LINE.format(number=n, years=1 + n % 3) for n in range(RETENTION)),
        ),
        encoding="utf-8",
    )
    for number in range(activities):
        host, other_host = chance.sample(range(PROCESSORS), 2)
        text = ACTIVITY.format(
            number=number,
            department=chance.randrange(30),
            month=chance.randrange(1, 11),
            day=chance.randrange(1, 29),
            basis=chance.choice(BASES),
            line=chance.randrange(RETENTION),
            subjects=", ".join(chance.sample(SUBJECTS, 2)),
            host=host,
            other_host=other_host,
            risk=chance.choice(("unlikely", "likely")),
        )
        (folder / f"activity-{number:05}.yaml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("activities", type=int)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write(options.folder, options.activities, options.seed)
