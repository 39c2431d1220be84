"""Who would be accused wrongly by a rule that is written too literally: none of them is.

Each case is somebody who keeps to the law, or to whom the law does not speak. The rules named must say "not
applicable" or "compliant" (or "undetermined" where the case says so), never "violation".
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from checking import AS_OF, check_files

OPEN = "undetermined"


@dataclass(frozen=True)
class Innocent:
    """Somebody, and the rules that must not accuse them. `may_be_open`: rules that may stay undetermined."""

    who: str
    rules: tuple[str, ...]
    organisation: str = "name: Acme, established_in: [NL]"
    work: str | None = None
    others: str = ""
    may_be_open: tuple[str, ...] = ()
    role: str = "controller"
    scope: str = "none"

    def register(self) -> str:
        """The register in YAML; `work` is what the activity says, None for no activities."""
        text = f"language: en\norganisation: {{{self.organisation}}}\n"
        if self.work is not None:
            head = f"name: Work, status: active, role: {self.role}, out_of_scope: {self.scope}"
            text += f"processing:\n  work: {{{', '.join(filter(None, (head, self.work)))}}}\n"
        else:
            text += "processing: none\n"
        return text + self.others


def org(text: str = "", legal_form: str = "private_company") -> str:
    base = f"name: Acme, established_in: [NL], legal_form: {legal_form}"
    return f"{base}, {text}" if text else base


PURPOSE = "purposes: {{aim: {{description: To do the work that was asked for, {}}}}}"
SPECIAL = (
    "data: {{item: {{description: Data, class: special, special_kind: [{}], needed_for: all}}}}"
)
SUPPLIER = "processors:\n  host: {{name: Host, {}}}\n"
CAMPAIGN = "campaigns:\n  brief: {{name: Brief, channel: email, audience: [consumers], sent_on: 2026-09-15, {}}}\n"
BREACH = (
    "breaches:\n  lek: {{processing: [work], facts: A laptop was lost, nature: [confidentiality],"
    " effects: Nothing yet, remedy: Erased, risk_because: Encrypted, {}}}\n"
)

CASES = [
    Innocent(
        "a sole trader without staff",
        (
            "staff-without-instructions",
            "data-protection-policy-missing",
            "criminal-data-on-staff-without-rules",
            "dpo-duty-not-assessed",
            "dpo-missing",
            "dpo-missing-above-threshold",
        ),
        org(
            "staff: 0, public_authority: no, policy: {document: 'https://acme.example/policy', adopted_on: 2026-01-10,"
            " reviewed_on: 2026-01-10}, staff_rules: none, dpo: none, dpo_assessment: none",
            "sole_trader",
        ),
        "core_activity: no, large_scale: no, systematic_monitoring: no, "
        + PURPOSE.format("basis: contract, criminal_ground: none"),
    ),
    Innocent(
        "a single doctor: care is core, but not on a large scale",
        ("dpia-missing", "dpia-missing-for-listed-kind", "dpo-missing"),
        org("staff: 1, public_authority: no, dpo: none", "sole_trader"),
        "core_activity: yes, large_scale: no, systematic_monitoring: no, systematic_evaluation: no, public_area: no,"
        f" risk: likely, ap_kinds: none, dpia: none, started_on: 2020-01-01, {SPECIAL.format('health')}, "
        + PURPOSE.format("basis: contract"),
    ),
    Innocent(
        "a political association with data on its members",
        ("special-data-without-exception",),
        org(legal_form="association"),
        f"{SPECIAL.format('political_opinions')}, "
        + PURPOSE.format(
            "basis: legitimate_interests, special_exception: {exception: nonprofit_members}"
        ),
    ),
    Innocent(
        "a charity that writes to its donors",
        ("electronic-mailing-without-consent", "customer-exception-not-met"),
        org(legal_form="foundation"),
        "",
        CAMPAIGN.format(
            "aim: charitable, basis: charity_donor, opt_out_at_collection: yes, opt_out_each_time: yes,"
            " opt_out_free_and_easy: yes, obtained_at_sale: no, own_similar_products: yes"
        ),
    ),
    Innocent(
        "a municipality as employer",
        ("authority-relies-on-legitimate-interests",),
        org("public_authority: yes", "public_body"),
        PURPOSE.format(
            "basis: legitimate_interests, within_public_task: no, outside_task_because: Building security"
        ),
    ),
    Innocent(
        "a municipality that decides by UAVG 40",
        ("automated-decision-without-safeguards",),
        org("public_authority: yes", "public_body"),
        "profiling: no, data: {item: {description: Names, class: ordinary}}, "
        + PURPOSE.format("basis: public_task, law: Gemeentewet")
        + ", automated_decision: {solely_automated: yes, effect: legal, exception: uavg_40,"
        " safeguards: [human_intervention, own_view, contest]}",
    ),
    Innocent(
        "a public body keeps applicants by its selection list",
        ("retention-longer-than-guideline", "old-cvs-kept"),
        org("public_authority: yes", "public_body"),
        "data_subjects: [applicants], data: {item: {description: CVs, class: ordinary, record_type: applicant_file,"
        " retention: line}}",
        "retention:\n  line: {name: Line, term: 1 year, starts_at: end_of_procedure, consent: none, reason: none,"
        " law: Selectielijst gemeenten}\n",
        may_be_open=("retention-longer-than-guideline", "old-cvs-kept"),
    ),
    Innocent(
        "a court in its judicial task",
        ("dpo-missing", "special-data-without-exception", "criminal-data-without-ground"),
        org("public_authority: yes, court: yes, dpo: none", "public_body"),
        "judicial_capacity: yes, core_activity: no, data: {item: {description: Files, class: special,"
        " special_kind: [health]}, crime: {description: Crimes, class: criminal}}, "
        + PURPOSE.format(
            "basis: public_task, law: RO, special_exception: none, criminal_ground: none"
        ),
    ),
    Innocent(
        "a processor with clients of its own",
        (
            "purpose-missing-or-vague",
            "purpose-without-lawful-basis",
            "retention-term-missing",
            "special-data-without-exception",
            "national-id-without-law",
            "dpia-missing",
            "breach-record-incomplete",
            "people-not-told-of-high-risk-breach",
        ),
        org(),
        "risk: high, dpia: none, data: {item: {description: Files, class: special, retention: none},"
        " bsn: {description: BSN, class: national_id, law: none, retention: none}}",
        "breaches:\n  lek: {processing: [work], risk: high, people_told_at: none, people_not_told_because: none,"
        " aware_at: 2026-03-02T09:00+01:00, notified_at: none}\n",
        role="processor",
    ),
    Innocent(
        "the controller of a slow processor",
        ("processor-reported-breach-late",),
        org(),
        "processors: [host]",
        BREACH.format(
            "risk: unlikely, at_processor: host, processor_aware_at: 2026-03-02T09:00+01:00,"
            " processor_told_us_at: 2026-03-12T09:00+01:00, aware_at: 2026-03-12T09:00+01:00,"
            " notified_at: none, not_notified_because: none, client_told_at: none"
        )
        + SUPPLIER.format("role: processor, agreement: {breach_notice: 24 hours}"),
    ),
    Innocent(
        "an employer with an emergency contact",
        ("employee-health-data-beyond-law",),
        org("staff: 12"),
        f"data_subjects: [employees], {SPECIAL.format('health')}, "
        + PURPOSE.format("basis: vital_interests, special_exception: {exception: vital_interests}"),
    ),
    Innocent(
        "an employer that keeps payroll seven years beside a personnel file of two",
        ("retention-longer-than-guideline",),
        org("staff: 12"),
        "data_subjects: [employees], data: {pay: {description: Payroll, class: ordinary, record_type: tax_records,"
        " retention: tax}, file: {description: File, class: ordinary, record_type: personnel_file, retention: two}}",
        "retention:\n  tax: {name: Tax, term: 7 years, starts_at: end_of_financial_year, law: AWR art. 52 lid 4,"
        " reason: none, consent: none}\n"
        "  two: {name: Two, term: 2 years, starts_at: end_of_employment, law: none, reason: none, consent: none}\n",
    ),
    Innocent(
        "a care provider",
        ("employee-health-data-beyond-law", "special-data-without-exception"),
        org("staff: 12"),
        f"data_subjects: [patients], {SPECIAL.format('health')}, "
        + PURPOSE.format(
            "basis: contract, special_exception: {exception: care, secrecy: [profession]}"
        ),
    ),
    Innocent(
        "a bank after a breach with a high risk",
        ("people-not-told-of-high-risk-breach",),
        org("financial_undertaking: yes"),
        "",
        BREACH.format(
            "risk: high, aware_at: 2026-03-02T09:00+01:00, notified_at: 2026-03-03T09:00+01:00,"
            " people_told_at: none, people_not_told_because: none"
        ),
    ),
    Innocent(
        "an accountant on UAVG 33(5), since 1 September 2026",
        ("criminal-data-without-ground",),
        org(),
        "data: {item: {description: Fraud, class: criminal}}, "
        + PURPOSE.format("basis: legal_obligation, law: Wta, criminal_ground: {ground: uavg_33_5}"),
    ),
    Innocent(
        "a company outside the EEA that is only occasionally active here",
        ("eu-representative-missing",),
        "name: Acme, established_in: [US], targets_eu: yes, monitors_eu: no, public_authority: no,"
        " eu_representative: none",
        "frequency: occasional, large_scale: no, risk: unlikely",
    ),
    Innocent(
        "a company in Norway needs no representative",
        ("eu-representative-missing",),
        "name: Acme, established_in: [NO], public_authority: no, eu_representative: none",
        "frequency: regular, large_scale: yes, risk: likely",
    ),
    Innocent(
        "a Dutch processor that only returns the data of its American client",
        ("transfer-without-impact-assessment",),
        org(),
        "on_behalf_of: [client], transfers: {back: {to: client, country: US, mechanism: scc}}",
        "parties:\n  client: {name: Client, role: client, country: US, safeguards: {scc: {version: eu_2021_914,"
        " module: processor_to_controller, signed_on: 2024-01-01, annexes_complete: yes}, tia: none}}\n",
        may_be_open=("transfer-without-impact-assessment",),
        role="processor",
    ),
    Innocent(
        "a journalist",
        (
            "activity-without-notice",
            "notice-incomplete",
            "register-entry-incomplete",
            "dpia-missing",
            "transfer-without-safeguard",
            "consent-hard-to-withdraw",
        ),
        org("staff: 12"),
        "risk: high, dpia: none, sources: [third_party], notice_exception: none, frequency: regular,"
        " transfers: {x: {to: press, country: US, mechanism: none}}, "
        + PURPOSE.format("basis: consent, consent: form"),
        "notices: none\nparties:\n  press: {name: Press, role: independent_controller, country: US}\n"
        "consents:\n  form: {name: Form, withdraw_via: none, steps_to_give: 1, steps_to_withdraw: 5}\n",
        scope="journalism",
        may_be_open=("consent-hard-to-withdraw",),
    ),
    Innocent(
        "household use",
        ("activity-without-notice", "purpose-without-lawful-basis", "retention-term-missing"),
        org(),
        f"sources: [data_subject], notice_exception: none, {PURPOSE.format('basis: none')},"
        " data: {item: {description: Names, class: ordinary, retention: none}}",
        "notices: none\n",
        scope="household",
    ),
    Innocent(
        "a body that prosecutes offences",
        (
            "purpose-without-lawful-basis",
            "criminal-data-without-ground",
            "criminal-data-present",
            "activity-without-notice",
            "register-entry-incomplete",
            "dpia-missing",
        ),
        org("public_authority: yes", "public_body"),
        f"risk: high, dpia: none, sources: [third_party], {PURPOSE.format('basis: none, criminal_ground: none')},"
        " data: {item: {description: Fines, class: criminal}}",
        "notices: none\n",
        scope="law_enforcement",
    ),
    Innocent(
        "the basic registration of persons",
        ("national-id-without-law",),
        org("public_authority: yes", "public_body"),
        "data: {bsn: {description: BSN, class: national_id, law: none}}",
        scope="basic_registration",
    ),
    Innocent(
        "an activity that is older than the GDPR, with a document of any date",
        ("dpia-missing", "legitimate-interests-without-balancing-test"),
        org(),
        "data_subjects: [customers], started_on: 2015-01-01, risk: high, dpia: {done_on: 2016-01-01, document: 'https://acme.example/dpia',"
        " elements: [description, necessity, risks, measures]}, "
        + PURPOSE.format(
            "basis: legitimate_interests, balancing_test: {interest: Safety, necessity: Needed,"
            " balancing: Done, outcome: interest_prevails, done_on: 2016-01-01, children: none,"
            " document: none}"
        ),
    ),
    Innocent(
        "the sender of invoices",
        (
            "mailing-without-opt-out",
            "mailing-without-sender-or-address",
            "electronic-mailing-without-consent",
            "newsletter-without-consent",
        ),
        org(),
        "",
        CAMPAIGN.format(
            "aim: service, basis: none, opt_out_each_time: no, sender_shown: no, address_shown: no"
        ),
    ),
    Innocent(
        "who reports a breach on the fourth day, after the weekend",
        ("breach-reported-late",),
        org(),
        "",
        BREACH.format(
            "risk: likely, aware_at: 2026-03-06T16:30+01:00, notified_at: 2026-03-09T18:00+01:00"
        ),
        may_be_open=("breach-reported-late",),
    ),
    Innocent(
        "who sends data to Switzerland and calls it no mechanism",
        ("transfer-without-safeguard",),
        org(),
        "transfers: {ch: {to: host, country: CH, mechanism: none}}",
        SUPPLIER.format("role: processor, country: CH"),
    ),
    Innocent(
        "who sends data to Norway and calls it a transfer",
        ("transfer-without-safeguard", "transfer-without-adequacy-in-force"),
        org(),
        "transfers: {no: {to: host, country: NO, mechanism: none}}",
        SUPPLIER.format("role: processor, country: NO"),
    ),
    Innocent(
        "who answers in time and is silent about an extension",
        ("request-answered-late",),
        org(),
        "",
        "requests:\n  vraag: {kind: access, processing: [work], received_on: 2026-06-01, answered_on: 2026-06-20}\n",
    ),
    Innocent(
        "a recipient that is a controller of its own",
        ("processor-without-agreement", "processor-agreement-lacks-clause"),
        org(),
        "recipients: [bank], processors: none",
        "processors: none\nparties:\n  bank: {name: Bank, role: independent_controller}\n",
    ),
    Innocent(
        "a supplier without access",
        ("processor-without-agreement", "processor-not-assessed"),
        org(),
        "processors: [host]",
        SUPPLIER.format("role: no_access, agreement: none, assessment: none"),
    ),
    Innocent(
        "a joint controller with an arrangement",
        ("joint-controllers-without-arrangement", "processor-without-agreement"),
        org(),
        "joint_with: [partner], processors: none",
        "processors: none\nparties:\n  partner: {name: Partner, role: joint_controller, arrangement: {document:"
        " 'https://acme.example/arrangement', signed_on: 2024-01-01, rights_handled_by: us,"
        " information_given_by: us, essence_published_at: 'https://acme.example/essence'}}\n",
        role="joint_controller",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=[case.who for case in CASES])
def test_nobody_is_accused_who_keeps_to_the_law(tmp_path: Path, case: Innocent) -> None:
    report = check_files(
        tmp_path, {"register.yaml": case.register()}, "--only", ",".join(case.rules), as_of=AS_OF
    )
    errors = [one for one in report.data["diagnostics"] if one["severity"] == "error"]
    assert errors == [], "the register of the case is sound"
    said = {
        (verdict["rule"], verdict["subject"]["path"]): (verdict["verdict"], verdict["missing"])
        for verdict in report.data["verdicts"]
    }
    assert {rule for rule, _ in said} == set(case.rules)
    for (rule, path), (verdict, missing) in said.items():
        assert verdict != "violation", (rule, path)
        if rule not in case.may_be_open:
            assert verdict in {"compliant", "not_applicable"}, (rule, path, missing)


@pytest.mark.parametrize("case", CASES, ids=[case.who for case in CASES])
def test_silence_excludes_nobody_and_accuses_nobody(tmp_path: Path, case: Innocent) -> None:
    """Without role and scope the same register is at most undetermined where the exclusion rested on them."""
    if case.role == "controller" and case.scope == "none":
        pytest.skip("the case rests on other facts")
    silent = (
        case.register()
        .replace(f"role: {case.role}, ", "")
        .replace(f", out_of_scope: {case.scope}", "")
    )
    report = check_files(
        tmp_path, {"register.yaml": silent}, "--only", ",".join(case.rules), as_of=AS_OF
    )
    accused = [
        (verdict["rule"], verdict["subject"]["path"])
        for verdict in report.data["verdicts"]
        if verdict["verdict"] == "violation"
    ]
    assert accused == []
