"""The Dutch article of June 2018 from which the house rules come, sentence by sentence.

Each sentence is quoted as it stands; each case is a small register and what the rules say of it. Where the article
and the law part ways, the law speaks in the packs of law, and the article's own claim in `stem-2018`, as a house rule.
What a case does not state is that of the base: a private company in the Netherlands, controller of an active activity
of which nothing is out of scope, and nothing else recorded.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from checking import AS_OF, Report, check_files

V, C, U, N = "violation", "compliant", "undetermined", "not_applicable"
ORGANISATION = "name: STEM, established_in: [NL], legal_form: private_company"
ACTIVITY = "name: Work, role: controller, status: active, out_of_scope: none"

SENTENCES = {
    "S01": "de verordening geldt wereldwijd voor alle ondernemingen en organisaties die persoonsgegevens bijhouden "
    "en verwerken van Europese staatsburgers, onafhankelijk of er al dan niet betaald wordt voor diensten of producten",
    "S02": "Nadenken over de persoonsgegevens die je als bedrijf hebt opgeslagen, waar en waarom, is het eerste dat "
    "iedere onderneming - en zelfs iedere zzp’er - moet doen.",
    "S02b": "een verwerkersovereenkomst met onze web-bouwer over het verzamelen en bewaren van gegevens van relaties "
    "van STEM",
    "S03": "een belofte over de wijze waarop we met informatie op onze website en gegevens die je ons toevertrouwt "
    "omgaan",
    "S04": "Waar je ook over na moet denken zijn datalekken.",
    "S03b": "Loop je van je scherm weg, zonder deze te vergrendelen en kan een collega hier dus gegevens op zien die "
    "niet voor hem of haar bedoeld zijn? Lek.",
    "S03c": "Ligt er ergens een lijst met persoonsgegevens onbeheerd? Lek.",
    "S05": "Oude cv’s van sollicitanten? Gooi ze maar snel weg.",
    "S06a": "De verordening kent drie typen gegevens: a) Gewone persoonsgegevens, b) bijzondere persoonsgegevens en "
    "c) strafrechtelijke persoonsgegevens.",
    "S06": "Want dat is één ding dat duidelijk is, zorgvuldigheid is heel erg belangrijk.",
    "S06b": "Daar houden wij ons niet mee bezig. En als het goed is jouw organisatie ook niet.",
    "S05b": "Het motto lijkt: wat je niet per se nodig hebt: weggooien.",
    "S13": "En dat zijn de gegevens die je als bedrijf nog steeds heel graag wil bewaren. En gebruiken. Ja, toch?",
    "S17": "Dit alles om onze berichten beter op jouw voorkeuren af te kunnen stemmen.",
    "S18": "Zelfs wanneer je niet weet hoe de persoon achter een cookie heet, dien je dat gegeven te behandelen als "
    "privacygevoelig.",
    "S07": "Je mag gegevens gebruiken als daarvoor een grondslag is in de verordening.",
    "S07b": "Een van die grondslagen is je bedrijfsbelang.",
    "S08": "is dat je laat zien dat je nadenkt over de wetgeving, dat je maatregelen neemt en registers bijhoudt",
    "S10b": "En heb je een organisatie met meer dan 250 medewerkers, dan ben je verplicht een functionaris voor de "
    "gegevensbescherming aan te stellen",
    "S10c": "én volledig te faciliteren",
    "S10": "Belangrijk is om zowel technische als organisatorische maatregelen te nemen.",
    "S11": "Zorg voor een heldere privacyverklaring. Zet die op je website, dan heb je die gecommuniceerd.",
    "S12": "Het moest al, maar vraag zeker vanaf 25 mei toestemming om e-mailadressen te gebruiken voor nieuwsbrieven "
    "en e-mailings.",
    "S09": "Leg een register aan waarin je bijhoudt welke gegevens je wanneer en waarom verwerkt.",
    "S09b": "En een register waarin je de opgetreden datalekken bijhoudt.",
    "S09c": "En zoals gezegd, een datalek heb je al snel.",
    "S14": "In het register dat je daarvoor maakt, moet bijvoorbeeld staan welke persoonsgegevens er verwerkt worden, "
    "waarvoor en hoe ze beveiligd worden.",
    "S15": "Vragen van mensen die inzage willen in hun gegevens, moet je binnen een maand inhoudelijk afhandelen.",
    "S16": "Verwerk je data voor anderen, of verwerkt een derde jouw data, dan sluit je een verwerkersovereenkomst "
    "af, waarin je verantwoordelijkheden en afspraken vastlegt.",
}


@dataclass(frozen=True)
class Case:
    """A register and what the rules say of it: the worst verdict of each rule."""

    sentence: str
    name: str
    expected: dict[str, str]
    organisation: str = ""
    activity: str | None = None
    others: str = ""
    as_of: str = AS_OF
    missing: dict[str, tuple[str, ...]] = field(default_factory=dict)
    settings: str = ""

    def files(self) -> dict[str, str]:
        """The register; `activity` is what the activity `work` says beside the base, None for no activities."""
        organisation = ", ".join(filter(None, (ORGANISATION, self.organisation)))
        text = f"language: en\norganisation: {{{organisation}}}\n"
        if self.activity is not None:
            text += (
                f"processing:\n  work: {{{', '.join(filter(None, (ACTIVITY, self.activity)))}}}\n"
            )
        return {"register.yaml": text + self.others}


SUPPLIER = "processors:\n  web-builder: {{name: Builder, {}}}\n"
BREACH = "breaches:\n  lek: {{processing: [work], {}}}\n"
REQUEST = "requests:\n  vraag: {{kind: access, processing: [work], outcome: granted, {}}}\n"
CAMPAIGN = "campaigns:\n  brief: {{name: Brief, channel: email, {}}}\n"
RETENTION = "retention:\n  line: {{name: Line, {}}}\n"
NOTICE = "notices:\n  privacy: {{name: Privacy, status: published, {}}}\n"
DATA = "data: {{item: {{description: Names, class: ordinary, {}}}}}"
PURPOSE = "purposes: {{aim: {{description: To do the work that was asked for, {}}}}}"
ALL_CLAUSES = "instructions, confidentiality, security, subprocessors, assist_with_requests"
AGREEMENT = (
    "agreement: {document: 'https://stem.example/agreement', model: own_text,"
    " signed_on: 2020-01-01, in_writing: yes, starts_on: 2020-01-01,"
    f" ends_on: none, clauses: [{ALL_CLAUSES}, audit]}}"
)
BASE_BREACH = (
    "facts: A file was lost, nature: [confidentiality], effects: None known, remedy: Erased, "
)
FULL = (
    "frequency: regular, purposes: {aim: {description: To do the work that was asked for, basis: contract}},"
    " data: {item: {description: Names, class: ordinary, retention: line}}, data_subjects: [customers],"
    " transfers: none, measures: [lock], "
)
BEHIND = "measures:\n  lock: {name: Lock, kind: technical}\n"
TOLD = "contact: info@stem.example, dpo: none, eu_representative: none"

CASES = [
    Case(
        "S01",
        "outside the EU, nobody targeted",
        {"scope-not-determined": C},
        "targets_eu: no, monitors_eu: no",
        others="",
    ),
    Case("S01", "established_in not recorded", {"scope-not-determined": U}),
    Case(
        "S02",
        "a purposes map without anything in it",
        {"purpose-missing-or-vague": V},
        "staff: 0",
        "purposes: {}",
    ),
    Case(
        "S02",
        "the country of a processor is not recorded",
        {"country-of-recipient-unknown": U},
        activity="processors: [web-builder], recipients: none",
        others=SUPPLIER.format("role: processor"),
    ),
    Case("S02", "an entry without owner and review", {"entry-not-reviewed": U}, activity=""),
    Case(
        "S02b",
        "no agreement with the web builder",
        {"processor-without-agreement": V},
        activity="processors: [web-builder]",
        others=SUPPLIER.format("agreement: none"),
    ),
    Case(
        "S02b",
        "a web builder without access is no processor",
        {"processor-without-agreement": N},
        activity="processors: [web-builder]",
        others=SUPPLIER.format("role: no_access, agreement: none"),
    ),
    Case(
        "S02b",
        "the role of the web builder is not known",
        {"processor-without-agreement": U},
        activity="processors: [web-builder]",
        others=SUPPLIER.format("role: unknown, agreement: none"),
        missing={"processor-without-agreement": ("processors.web-builder.role",)},
    ),
    Case(
        "S02b",
        "the agreement is not recorded",
        {"processor-without-agreement": U},
        activity="processors: [web-builder]",
        others=SUPPLIER.format("service: Hosting"),
    ),
    Case(
        "S02b",
        "an agreement of which the document is unknown",
        {"processor-without-agreement": U},
        activity="processors: [web-builder]",
        others=SUPPLIER.format("agreement: {document: unknown}"),
    ),
    Case(
        "S02b",
        "six of the eight clauses",
        {"processor-without-agreement": C, "processor-agreement-lacks-clause": V},
        activity="processors: [web-builder]",
        others=SUPPLIER.format(AGREEMENT),
    ),
    Case(
        "S03",
        "four of the items of art. 13",
        {"notice-incomplete": V},
        activity="sources: [data_subject], notice_exception: none",
        others=NOTICE.format(
            "covers: [work], items: [controller, purposes_and_bases, recipients, retention]"
        ),
    ),
    Case(
        "S03",
        "the items are not recorded",
        {"notice-incomplete": U},
        activity="sources: [data_subject], notice_exception: none",
        others=NOTICE.format("covers: [work]"),
    ),
    Case(
        "S04",
        "exactly the 72 hours after the first full hour",
        {"breach-reported-late": C},
        activity="",
        others=BREACH.format(
            "risk: likely, aware_at: 2026-03-02T09:00+01:00, notified_at: 2026-03-05T10:00+01:00"
        ),
    ),
    Case(
        "S04",
        "a day later, without a reason",
        {"breach-reported-late": V, "late-breach-report-without-reason": V},
        activity="",
        others=BREACH.format(
            "risk: likely, aware_at: 2026-03-02T09:00+01:00, notified_at: 2026-03-06T10:00+01:00,"
            " late_because: none"
        ),
    ),
    Case(
        "S04",
        "a day later, with a reason",
        {"breach-reported-late": V, "late-breach-report-without-reason": C},
        activity="",
        others=BREACH.format(
            "risk: likely, aware_at: 2026-03-02T09:00+01:00, notified_at: 2026-03-06T10:00+01:00,"
            " late_because: The extent was known on Friday"
        ),
    ),
    Case(
        "S04",
        "past the 72 hours, but not yet two working days",
        {"breach-reported-late": U},
        activity="",
        others=BREACH.format(
            "risk: likely, aware_at: 2026-03-06T16:30+01:00, notified_at: 2026-03-09T18:00+01:00"
        ),
    ),
    Case(
        "S04",
        "a high risk, and nobody was told",
        {"people-not-told-of-high-risk-breach": V},
        "financial_undertaking: no",
        "",
        BREACH.format(
            "risk: high, aware_at: 2026-03-02T09:00+01:00, people_told_at: none,"
            " people_not_told_because: none"
        ),
    ),
    Case(
        "S04",
        "a high risk, and UAVG 41 allows silence",
        {"people-not-told-of-high-risk-breach": C},
        "financial_undertaking: no",
        "",
        BREACH.format(
            "risk: high, aware_at: 2026-03-02T09:00+01:00, people_told_at: none,"
            " people_not_told_because: uavg_41"
        ),
    ),
    Case(
        "S03b",
        "no screen lock: a weakness, no breach to record",
        {"workplace-left-unlocked": V},
        "workplaces: [office], standard_measures: [desk]",
        others="measures:\n  desk: {name: Clean desk, kind: organisational, topic: clean_desk}\n",
    ),
    Case(
        "S03b",
        "screen lock and clean desk",
        {"workplace-left-unlocked": C},
        "workplaces: [office], standard_measures: [desk, lock]",
        others="measures:\n  desk: {name: Clean desk, kind: organisational, topic: clean_desk}\n"
        "  lock: {name: Lock, kind: technical, topic: screen_lock, after: 10 minutes}\n",
    ),
    Case(
        "S03c",
        "a lock, but lists may lie about",
        {"workplace-left-unlocked": V},
        "workplaces: [office], standard_measures: [lock]",
        others="measures:\n  lock: {name: Lock, kind: technical, topic: screen_lock, after: 10 minutes}\n",
    ),
    Case(
        "S05",
        "a year without consent",
        {"retention-longer-than-guideline": V, "old-cvs-kept": V},
        "",
        "data_subjects: [applicants], "
        + DATA.format("record_type: applicant_file, retention: line"),
        RETENTION.format(
            "term: 1 year, starts_at: end_of_procedure, consent: none, reason: none, law: none"
        ),
    ),
    Case(
        "S05",
        "four weeks",
        {"retention-longer-than-guideline": C, "old-cvs-kept": C},
        activity=DATA.format("record_type: applicant_file, retention: line"),
        others=RETENTION.format(
            "term: 4 weeks, starts_at: end_of_procedure, consent: none, reason: none, law: none"
        ),
    ),
    Case(
        "S05",
        "a year with consent",
        {"retention-longer-than-guideline": C, "old-cvs-kept": C},
        activity=DATA.format("record_type: applicant_file, retention: line"),
        others=RETENTION.format(
            "term: 1 year, starts_at: end_of_procedure, consent: keep, reason: none, law: none"
        )
        + "consents:\n  keep: {name: Keep a year}\n",
    ),
    Case(
        "S05",
        "the term is not recorded",
        {"retention-term-missing": U, "old-cvs-kept": U},
        activity=DATA.format("record_type: applicant_file"),
    ),
    Case(
        "S06a",
        "a national number without a law",
        {"national-id-without-law": V},
        activity="data: {bsn: {description: BSN, class: national_id, law: none}}",
    ),
    Case(
        "S06",
        "special data without an exception",
        {"special-data-without-exception": V},
        activity="data: {item: {description: Health, class: special, special_kind: [health]}}, "
        "purposes: {aim: {description: Care, special_exception: none}}",
    ),
    Case(
        "S06",
        "the exception is not recorded",
        {"special-data-without-exception": U},
        activity="data: {item: {description: Health, class: special, special_kind: [health]}}, "
        "purposes: {aim: {description: Care}}",
    ),
    Case(
        "S06b",
        "criminal data without a ground",
        {"criminal-data-without-ground": V, "criminal-data-present": V},
        activity="data: {item: {description: Thefts, class: criminal}}, "
        "purposes: {aim: {description: Safety, criminal_ground: none}}",
    ),
    Case(
        "S06b",
        "criminal data on a ground of UAVG 33",
        {"criminal-data-without-ground": C, "criminal-data-present": C},
        activity="data: {item: {description: Thefts, class: criminal}}, "
        "purposes: {aim: {description: Safety, criminal_ground: {ground: uavg_33_2_a}}}",
    ),
    Case(
        "S06b",
        "the class is not recorded",
        {"criminal-data-present": U},
        activity="data: {item: {description: Thefts}}, purposes: {aim: {description: Safety}}",
    ),
    Case(
        "S05b",
        "needed for nothing",
        {"data-not-needed-for-any-purpose": V, "unneeded-data-kept": V},
        activity=DATA.format("needed_for: none, record_type: customer_file, retention: line"),
        others=RETENTION.format("term: 2 years, starts_at: end_of_contract, law: none"),
    ),
    Case(
        "S05b",
        "tax records two years: too short, and no advice to erase",
        {"retention-shorter-than-statutory-minimum": V},
        activity=DATA.format("record_type: tax_records, retention: line"),
        others=RETENTION.format("term: 2 years, starts_at: end_of_financial_year"),
    ),
    Case(
        "S13",
        "a prospect list without basis and term",
        {"purpose-without-lawful-basis": V, "retention-term-missing": V},
        activity=f"{PURPOSE.format('basis: none')}, {DATA.format('retention: line')}",
        others=RETENTION.format("term: none, criterion: none, law: none"),
    ),
    Case(
        "S13",
        "the basis is not recorded",
        {"purpose-without-lawful-basis": U},
        activity=PURPOSE.format("law: none"),
    ),
    Case(
        "S13",
        "an address not published for this",
        {"business-address-not-published-for-marketing": V},
        activity="",
        others=CAMPAIGN.format(
            "aim: commercial, audience: [businesses], sent_on: 2026-09-15,"
            " basis: published_address, published_for_marketing: no"
        ),
    ),
    Case(
        "S17",
        "direct marketing without a list of who objected",
        {"marketing-without-suppression-list": V},
        "rights: {suppression_list: none}",
        f"profiling: yes, {PURPOSE.format('direct_marketing: yes')}",
    ),
    Case(
        "S17",
        "an objection that was not followed",
        {"objection-not-honoured": V},
        activity=PURPOSE.format("basis: legitimate_interests, direct_marketing: yes"),
        others="requests:\n  bezwaar: {kind: objection, processing: [work], received_on: 2026-06-01,"
        " stopped_on: none, answered_on: 2026-06-10, outcome: refused, compelling_grounds: none,"
        " excessive_because: none, refusal: {reason: No, uavg_41_point: none}}\n",
    ),
    Case(
        "S17",
        "no balancing test",
        {"legitimate-interests-without-balancing-test": V},
        activity=PURPOSE.format("basis: legitimate_interests, balancing_test: none"),
    ),
    Case(
        "S18",
        "a marketing cookie before consent",
        {"cookie-set-without-consent": V},
        others="websites:\n  site: {url: 'https://stem.example', cookies: {tracking: {purpose: marketing,"
        " exempt: no, set_before_consent: yes}}}\n",
    ),
    Case(
        "S18",
        "marketing is not exempt",
        {"cookie-exemption-wrongly-claimed": V},
        others="websites:\n  site: {url: 'https://stem.example', cookies: {tracking: {purpose: marketing,"
        " exempt: yes}}}\n",
    ),
    Case(
        "S18",
        "an identifier that is called not personal",
        {"identifier-not-treated-as-personal": V},
        activity="data: {item: {description: IP, class: not_personal, online_identifier: yes}}",
    ),
    Case(
        "S07",
        "no basis",
        {"purpose-without-lawful-basis": V},
        activity=PURPOSE.format("basis: none"),
    ),
    Case(
        "S07",
        "a basis that is not recorded is no missing basis",
        {"purpose-without-lawful-basis": U},
        activity=PURPOSE.format("law: none"),
        missing={"purpose-without-lawful-basis": ("processing.work.purposes.aim.basis",)},
    ),
    Case(
        "S07",
        "a legal obligation without a law",
        {"legal-basis-without-law": V},
        activity=PURPOSE.format("basis: legal_obligation, law: none"),
    ),
    Case(
        "S07b",
        "legitimate interests without a test",
        {"legitimate-interests-without-balancing-test": V},
        activity=PURPOSE.format("basis: legitimate_interests, balancing_test: none"),
    ),
    Case(
        "S07b",
        "an authority within its task",
        {"authority-relies-on-legitimate-interests": V},
        "public_authority: yes",
        PURPOSE.format("basis: legitimate_interests, within_public_task: yes"),
    ),
    Case(
        "S07b",
        "an authority outside its task",
        {"authority-relies-on-legitimate-interests": C},
        "public_authority: yes",
        PURPOSE.format(
            "basis: legitimate_interests, within_public_task: no, outside_task_because: Building security"
        ),
    ),
    Case("S08", "no policy", {"data-protection-policy-missing": V}, "policy: none", ""),
    Case(
        "S08",
        "looked at more than a year ago",
        {"entry-not-reviewed": V},
        activity="owner: Office manager, reviewed_on: 2025-01-10",
    ),
    Case("S10b", "249 staff", {"dpo-missing-above-threshold": N}, "staff: 249, dpo: none"),
    Case("S10b", "250 staff", {"dpo-missing-above-threshold": N}, "staff: 250, dpo: none"),
    Case(
        "S10b", "251 staff and no DPO", {"dpo-missing-above-threshold": V}, "staff: 251, dpo: none"
    ),
    Case(
        "S10b",
        "251 staff, none of the three cases of the law",
        {"dpo-missing-above-threshold": V, "dpo-missing": N},
        "staff: 251, dpo: none, public_authority: no",
        "core_activity: no",
    ),
    Case(
        "S10b",
        "a public authority of forty",
        {"dpo-missing": V, "dpo-missing-above-threshold": N},
        "staff: 40, public_authority: yes, court: no, dpo: none",
        "",
    ),
    Case(
        "S10b",
        "both the law and the house rule",
        {"dpo-missing": V, "dpo-missing-above-threshold": V},
        "staff: 300, public_authority: no, dpo: none",
        "core_activity: yes, large_scale: yes, systematic_monitoring: yes",
    ),
    Case(
        "S10b",
        "staff not recorded",
        {"dpo-missing-above-threshold": U},
        "dpo: none",
        missing={"dpo-missing-above-threshold": ("organisation.staff",)},
    ),
    Case(
        "S10b",
        "core activities not recorded",
        {"dpo-missing-above-threshold": V, "dpo-missing": U},
        "staff: 300, public_authority: no, dpo: none",
        "",
    ),
    Case(
        "S10b",
        "staff not recorded, but there is a DPO",
        {"dpo-missing-above-threshold": C},
        "dpo: {name: Officer}",
    ),
    Case(
        "S10b",
        "an empty record is no DPO and no answer",
        {"dpo-missing-above-threshold": U},
        "staff: 251, dpo: {}",
    ),
    Case(
        "S10c",
        "a DPO without time and money",
        {"dpo-not-facilitated": V, "dpo-missing-above-threshold": C},
        "staff: 251, dpo: {name: Officer, hours_per_week: none, budget: none}",
        "",
    ),
    Case(
        "S10",
        "technical measures only",
        {"security-measures-missing": V},
        "standard_measures: [lock], risk_assessment: {assessed_on: 2026-01-10, document: risk.md}",
        "measures: none",
        "measures:\n  lock: {name: Lock, kind: technical}\n",
    ),
    Case(
        "S10",
        "one of each, and an assessment",
        {"security-measures-missing": C},
        "standard_measures: [lock, desk], risk_assessment: {assessed_on: 2026-01-10, document: risk.md}",
        "measures: none",
        "measures:\n  lock: {name: Lock, kind: technical}\n  desk: {name: Desk, kind: organisational}\n",
    ),
    Case(
        "S11",
        "on the website, where the data are not collected",
        {"collection-point-without-notice": V, "notice-not-on-website": C},
        activity="sources: [data_subject], notice_exception: none, collection_points: {desk: {name: Reception,"
        " kind: in_person, notice_shown: website_only}}",
        others=NOTICE.format("covers: [work], published_at: 'https://stem.example/privacy'")
        + "websites:\n  site: {url: 'https://stem.example', notice_on_every_page: yes, notice: privacy}\n",
    ),
    Case(
        "S11",
        "staff whom no notice covers",
        {"activity-without-notice": V},
        activity="data_subjects: [employees], sources: [data_subject], notice_exception: none",
        others="notices: none\n",
    ),
    Case(
        "S11",
        "an exception for data from others does not help for data from the person",
        {"activity-without-notice": V},
        activity="sources: [data_subject], notice_exception: {ground: avg_14_5_b, reason: Impossible}",
        others="notices: none\n",
    ),
    Case(
        "S12",
        "consumers, commercial, no basis",
        {"electronic-mailing-without-consent": V},
        activity="",
        others=CAMPAIGN.format(
            "aim: commercial, audience: [consumers], sent_on: 2026-09-15, basis: none"
        ),
    ),
    Case(
        "S12",
        "existing customers, all conditions met",
        {
            "electronic-mailing-without-consent": N,
            "customer-exception-not-met": C,
            "newsletter-without-consent": V,
        },
        activity="",
        others=CAMPAIGN.format(
            "aim: commercial, audience: [consumers], sent_on: 2026-09-15, basis: existing_customer,"
            " obtained_at_sale: yes, own_similar_products: yes, opt_out_at_collection: yes,"
            " opt_out_each_time: yes, opt_out_free_and_easy: yes, consent: none"
        ),
    ),
    Case(
        "S12",
        "no way out in each message",
        {"mailing-without-opt-out": V},
        activity="",
        others=CAMPAIGN.format(
            "aim: commercial, audience: [consumers], sent_on: 2026-09-15, basis: existing_customer,"
            " opt_out_each_time: no"
        ),
    ),
    Case(
        "S12",
        "an enquiry is no sale",
        {"customer-exception-not-met": V, "electronic-mailing-without-consent": V},
        activity="",
        others=CAMPAIGN.format(
            "aim: commercial, audience: [consumers], sent_on: 2026-09-15, basis: existing_customer,"
            " obtained_at_sale: no"
        ),
    ),
    Case(
        "S12",
        "a service message",
        {
            "electronic-mailing-without-consent": N,
            "mailing-without-opt-out": N,
            "newsletter-without-consent": N,
        },
        activity="",
        others=CAMPAIGN.format(
            "aim: service, audience: [consumers], sent_on: 2026-09-15, basis: none"
        ),
    ),
    Case(
        "S12",
        "in June 2026, by the text of 2021",
        {"electronic-mailing-without-consent": V},
        activity="",
        others=CAMPAIGN.format(
            "aim: commercial, audience: [consumers], sent_on: 2026-06-01, basis: none"
        ),
    ),
    Case(
        "S12",
        "in May 2021, by a text that was not read",
        {"electronic-mailing-without-consent": U},
        activity="",
        others=CAMPAIGN.format(
            "aim: commercial, audience: [consumers], sent_on: 2021-05-01, basis: none"
        ),
    ),
    Case(
        "S12",
        "the day of sending is not recorded",
        {"electronic-mailing-without-consent": U},
        activity="",
        others=CAMPAIGN.format("aim: commercial, audience: [consumers], basis: none"),
        missing={"electronic-mailing-without-consent": ("campaigns.brief.sent_on",)},
    ),
    Case(
        "S09",
        "recipients and people not written down",
        {"register-entry-incomplete": V},
        TOLD,
        FULL.replace(" data_subjects: [customers],", ""),
        RETENTION.format("term: 7 years") + BEHIND,
    ),
    Case(
        "S09",
        "nobody receives the data",
        {"register-entry-incomplete": C},
        TOLD,
        f"{FULL}recipients: none, processors: none",
        RETENTION.format("term: 7 years") + BEHIND,
    ),
    Case(
        "S09",
        "no term and no criterion",
        {"register-entry-incomplete": V},
        TOLD,
        f"{FULL}recipients: none, processors: none",
        RETENTION.format("term: none, criterion: none") + BEHIND,
    ),
    Case(
        "S09",
        "249 staff, occasional, no risk",
        {"register-exemption-undecided": C, "register-entry-incomplete": N},
        "staff: 249",
        f"risk: unlikely, frequency: occasional, {DATA.format('law: none')}",
    ),
    Case(
        "S09",
        "250 staff, occasional, no risk",
        {"register-exemption-undecided": C, "register-entry-incomplete": V},
        "staff: 250",
        f"risk: unlikely, frequency: occasional, {DATA.format('law: none')}",
    ),
    Case(
        "S09",
        "since when and how often is not recorded",
        {"activity-without-dates": U},
        activity="",
    ),
    Case("S09b", "no breaches", {"breach-record-incomplete": N}, others="breaches: none\n"),
    Case("S09b", "breaches not recorded", {"breach-record-incomplete": U}),
    Case(
        "S09b",
        "what was done is not written down",
        {"breach-record-incomplete": V},
        activity="",
        others=BREACH.format(
            BASE_BREACH.replace("remedy: Erased, ", "") + "risk: unlikely, risk_because: Encrypted,"
            " aware_at: 2026-03-02T09:00+01:00, notified_at: none, not_notified_because: none"
        ),
    ),
    Case(
        "S09b",
        "a risk, no report and no reason",
        {"breach-record-incomplete": V},
        activity="",
        others=BREACH.format(
            BASE_BREACH + "risk: likely, aware_at: 2026-03-02T09:00+01:00, notified_at: none,"
            " not_notified_because: none, risk_because: none"
        ),
    ),
    Case(
        "S09c",
        "no risk, and why",
        {"breach-reported-late": N, "breach-record-incomplete": C},
        activity="",
        others=BREACH.format(
            BASE_BREACH + "risk: unlikely, risk_because: Encrypted,"
            " aware_at: 2026-03-02T09:00+01:00, notified_at: none, not_notified_because: none"
        ),
    ),
    Case(
        "S09c",
        "no risk, without a reason",
        {"breach-reported-late": N, "breach-record-incomplete": V},
        activity="",
        others=BREACH.format(
            BASE_BREACH + "risk: unlikely, risk_because: none,"
            " aware_at: 2026-03-02T09:00+01:00, notified_at: none, not_notified_because: none"
        ),
    ),
    Case(
        "S14",
        "recipients not written down",
        {"register-entry-incomplete": V},
        TOLD,
        FULL.removesuffix(", "),
        RETENTION.format("term: 7 years") + BEHIND,
    ),
    Case(
        "S15",
        "28 February is a Saturday, so Monday 2 March",
        {"request-answered-late": C},
        activity="",
        others=REQUEST.format("received_on: 2026-01-31, answered_on: 2026-03-02, extension: none"),
    ),
    Case(
        "S15",
        "a day later",
        {"request-answered-late": V},
        activity="",
        others=REQUEST.format("received_on: 2026-01-31, answered_on: 2026-03-03, extension: none"),
    ),
    Case(
        "S15",
        "25 April is a Saturday, 27 April King's Day: Tuesday is in time",
        {"request-answered-late": C},
        activity="",
        others=REQUEST.format("received_on: 2026-03-25, answered_on: 2026-04-28, extension: none"),
    ),
    Case(
        "S15",
        "Wednesday is not",
        {"request-answered-late": V},
        activity="",
        others=REQUEST.format("received_on: 2026-03-25, answered_on: 2026-04-29, extension: none"),
    ),
    Case(
        "S15",
        "an extension told after the month",
        {"request-extension-invalid": V},
        activity="",
        others=REQUEST.format(
            "received_on: 2026-06-10, answered_on: 2026-07-20,"
            " extension: {told_on: 2026-07-13, ground: complexity, reason: Three systems}"
        ),
    ),
    Case(
        "S15",
        "an extension told within the month that holidays made longer",
        {"request-extension-invalid": C},
        activity="",
        others=REQUEST.format(
            "received_on: 2026-03-25, answered_on: 2026-06-20,"
            " extension: {told_on: 2026-04-26, ground: complexity, reason: Three systems}"
        ),
    ),
    Case(
        "S15",
        "in time, whatever the extension",
        {"request-answered-late": C},
        activity="",
        others=REQUEST.format("received_on: 2026-01-31, answered_on: 2026-03-02"),
    ),
    Case(
        "S15",
        "withdrawn",
        {"request-answered-late": N},
        activity="",
        others=REQUEST.format("received_on: 2026-01-31").replace("granted", "withdrawn"),
    ),
    Case(
        "S15",
        "received when?",
        {"request-answered-late": U},
        activity="",
        others=REQUEST.format("answered_on: 2026-03-02, extension: none"),
    ),
    Case(
        "S16",
        "a recipient with purposes of its own needs no agreement",
        {"processor-without-agreement": N},
        activity="recipients: [bank], processors: none",
        others="processors: none\nparties:\n  bank: {name: Bank, role: independent_controller}\n",
    ),
    Case(
        "S16",
        "a processor without agreement",
        {"processor-without-agreement": V},
        activity="processors: [web-builder]",
        others=SUPPLIER.format("agreement: none"),
    ),
    Case(
        "S16",
        "joint controllers without an arrangement",
        {"joint-controllers-without-arrangement": V},
        activity="joint_with: [partner]",
        others="parties:\n  partner: {name: Partner, role: joint_controller, arrangement: none}\n",
    ),
    Case(
        "S16",
        "we are processor, of whom?",
        {"processor-register-entry-incomplete": V},
        "staff: 300",
        activity="frequency: regular, on_behalf_of: none",
    ),
]


def checked(folder: Path, case: Case) -> Report:
    files = case.files()
    if case.sentence == "S01":
        files = {"register.yaml": _abroad(files["register.yaml"], case)}
    if case.sentence == "S16" and "joint" in case.name:
        files = {
            "register.yaml": files["register.yaml"].replace(
                "role: controller", "role: joint_controller", 1
            )
        }
    if case.sentence == "S16" and "processor, of whom" in case.name:
        files = {
            "register.yaml": files["register.yaml"].replace(
                "role: controller", "role: processor", 1
            )
        }
    return check_files(folder, files, "--only", ",".join(case.expected), as_of=case.as_of)


def _abroad(text: str, case: Case) -> str:
    """The organisation of S01 lies outside the EEA, or nobody knows where."""
    known = "established_in: [US]" if case.organisation else "contact: none"
    return text.replace("established_in: [NL]", known)


def worst(report: Report, rule: str) -> str:
    """The worst verdict of a rule over all its records."""
    found = {verdict["verdict"] for verdict in report.data["verdicts"] if verdict["rule"] == rule}
    return next(outcome for outcome in (V, U, C, N) if outcome in found)


@pytest.mark.parametrize(
    "case",
    CASES,
    ids=[f"{case.sentence} {SENTENCES[case.sentence][:40]}: {case.name}" for case in CASES],
)
def test_the_sentence(tmp_path: Path, case: Case) -> None:
    report = checked(tmp_path, case)
    errors = [
        one
        for one in report.data["diagnostics"]
        if one["severity"] == "error" and one["kind"] != "reference"
    ]
    assert errors == [], "the register of the case is sound"
    assert {rule: worst(report, rule) for rule in case.expected} == case.expected
    for rule, paths in case.missing.items():
        (verdict,) = (one for one in report.data["verdicts"] if one["rule"] == rule)
        assert tuple(verdict["missing"]) == paths


def test_every_sentence_has_a_case() -> None:
    assert set(SENTENCES) == {case.sentence for case in CASES}
    assert len(SENTENCES) == 29


def test_the_claims_of_the_article_are_labelled_as_no_law_in_every_output(
    grondslag, tmp_path: Path
) -> None:
    (tmp_path / "a.yaml").write_text(
        "organisation: {name: STEM, staff: 251, dpo: none}\n", encoding="utf-8"
    )
    for language, label in (("nl", "HUISREGEL (geen wet)"), ("en", "HOUSE RULE (not law)")):
        for shown in ("terminal", "concise"):
            ran = grondslag(
                "check", "a.yaml", "--only", "stem-2018", "--format", shown, "--lang", language
            )
            assert label in ran.out


def test_without_its_pack_the_law_alone_speaks(tmp_path: Path) -> None:
    files = {
        "grondslag.yaml": "version: 1\nregister: [register.yaml]\npacks: {stem-2018: off}\n",
        "register.yaml": "organisation: {name: STEM, staff: 251, dpo: none, public_authority: no}\n"
        f"processing:\n  work: {{{ACTIVITY}, core_activity: no}}\n",
    }
    report = check_files(tmp_path, files)
    rules = {verdict["rule"] for verdict in report.data["verdicts"]}
    assert "dpo-missing-above-threshold" not in rules
    assert worst(report, "dpo-missing") == N


def test_tax_records_that_are_kept_too_short_are_not_advised_away(tmp_path: Path) -> None:
    case = next(case for case in CASES if "no advice to erase" in case.name)
    report = check_files(tmp_path, case.files())
    told = {verdict["rule"] for verdict in report.data["verdicts"] if verdict["verdict"] == V}
    assert not told & {
        "unneeded-data-kept",
        "data-kept-past-term",
        "retention-longer-than-guideline",
    }
