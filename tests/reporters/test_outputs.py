"""Whole reports of the example registers as people see them, and the JSON of many runs against its schema."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ("zzp", "manufacturer", "stem")
SCHEMA = jsonschema.Draft202012Validator(
    json.loads((ROOT / "schemas" / "json-v1.schema.json").read_text(encoding="utf-8"))
)
WRONG = """\
organisatie:
  naam: n.v.t.
  aantal_medewerkers: "251"
  fg:
  staf: 3
verwerkingen:
  mailing:
    naam: Mailing
    verwerkers: [drukkr]
verwerkers:
  drukker: {naam: Drukkerij, land: nl}
"""


@pytest.fixture
def example(tmp_path: Path):
    """Copies an example into the working directory, so that paths are as a user sees them."""

    def copy(name: str) -> None:
        shutil.copytree(ROOT / "examples" / name, tmp_path, dirs_exist_ok=True)

    return copy


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_report_of_an_example(grondslag, example, snapshot, name: str, language: str) -> None:
    example(name)
    ran = grondslag("check", "--lang", language)
    assert ran.status == 1
    snapshot(f"{name}.{language}", ran.out)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_lines_of_an_example(grondslag, example, snapshot, name: str) -> None:
    example(name)
    snapshot(f"{name}.concise", grondslag("check", "--format", "concise").out)


def test_the_report_of_a_register_with_mistakes(grondslag, tmp_path, snapshot) -> None:
    (tmp_path / "register.yaml").write_text(WRONG, encoding="utf-8")
    (tmp_path / "stuk.yaml").write_text(
        "verwerkers:\n  a:\n    naam: Jansen: Web & Co\n", encoding="utf-8"
    )
    ran = grondslag("check", "--only", "dpo-missing-above-threshold")
    assert ran.status == 4
    snapshot("mistakes.nl", ran.out)
    snapshot(
        "mistakes.en", grondslag("check", "--only", "dpo-missing-above-threshold", "--lang=en").out
    )


@pytest.mark.parametrize("rule", ["dpo-missing-above-threshold", "processor-without-agreement"])
def test_the_explanation_of_a_verdict(grondslag, example, snapshot, rule: str) -> None:
    example("manufacturer")
    record = {"dpo-missing-above-threshold": "organisation"}.get(rule, "web-builder")
    ran = grondslag("explain", rule, record, "--as-of", "2026-11-24")
    assert ran.status == 0
    snapshot(f"explain.{rule}", ran.out)


@pytest.mark.parametrize(
    ("rule", "language"),
    [("breach-reported-late", "nl"), ("electronic-mailing-without-consent", "en")],
)
def test_the_explanation_of_a_rule(grondslag, snapshot, rule: str, language: str) -> None:
    ran = grondslag("explain", rule, "--as-of", "2026-11-24", "--lang", language)
    assert ran.status == 0
    snapshot(f"explain.{rule}.{language}", ran.out)


@pytest.mark.parametrize("record", ["organisation", "processing.customers"])
def test_what_would_settle_a_verdict_is_told_in_the_spelling_of_the_file(
    grondslag, tmp_path: Path, record: str
) -> None:
    (tmp_path / "a.yaml").write_text(
        "organisatie: {naam: Acme, aantal_medewerkers: 300, standaardmaatregelen: geen}\n"
        "verwerkingen: {customers: {naam: Klanten, buiten_de_avg: geen}}\n",
        encoding="utf-8",
    )
    name = {
        "organisation": "dpo-missing-above-threshold",
        "processing.customers": "entry-not-reviewed",
    }[record]
    ran = grondslag("explain", name, record, "--as-of", "2026-11-24", "--lang", "nl")
    told = ran.out[ran.out.index("  wat dit beslist") :]
    assert told == SETTLED[record]


SETTLED = {
    "organisation": (
        "  wat dit beslist: leg vast wat zo is (1 feit)\n"
        "    `organisatie.fg`: een beschrijving → voldoet; `geen` → overtreding\n\n"
    ),
    "processing.customers": (
        "  wat dit beslist: leg vast wat zo is (2 feiten)\n"
        "    `verwerkingen.customers.eigenaar`: een tekst → voldoet; `geen` → overtreding\n"
        "    `verwerkingen.customers.herzien_op`: een datum → voldoet of overtreding,\n"
        "      afhankelijk van welke\n"
        "    elke regel gaat uit van de eerste waarde bij de andere\n\n"
    ),
}


# ---------------------------------------------------------------------------------------------- json


def report(ran) -> dict:
    data = json.loads(ran.out)
    problems = [
        f"{list(error.absolute_path)}: {error.message}" for error in SCHEMA.iter_errors(data)
    ]
    assert problems == []
    assert data["exit_status"] == ran.status
    return data


def test_what_would_settle_a_finding_is_in_it_when_asked_for(grondslag, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "verwerkers: {mailer: {naam: M, verwerkersovereenkomst: geen}}\n"
        "verwerkingen: {post: {naam: P, verwerkers: [mailer], buiten_de_avg: geen}}\n",
        encoding="utf-8",
    )
    only = ("check", "--format", "json", "--only", "processor-without-agreement")
    assert "settle" not in report(grondslag(*only))["verdicts"][0]
    (verdict,) = report(grondslag(*only, "--settle"))["verdicts"]
    assert verdict["settle"] == {
        "found": True,
        "complete": True,
        "facts": [
            f"processors.mailer.agreement.{name}"
            for name in ("document", "ends_on", "in_writing", "signed_on")
        ],
        "ways": [
            {
                "verdict": "compliant",
                "facts": [
                    {"path": "processors.mailer.agreement.document", "value": None},
                    {"path": "processors.mailer.agreement.ends_on", "value": {"word": "none"}},
                    {"path": "processors.mailer.agreement.in_writing", "value": True},
                    {"path": "processors.mailer.agreement.signed_on", "value": None},
                ],
            }
        ],
        "world": [],
        "fragment": (
            "verwerkers:\n  mailer:\n    verwerkersovereenkomst:\n      document: …\n"
            "      getekend_op: …\n      eindigt_op: geen\n      schriftelijk: ja\n"
        ),
    }


def test_the_schema_is_a_schema_and_every_object_in_it_is_closed() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA.schema)

    def objects(part: object):
        if isinstance(part, dict):
            if part.get("type") == "object":
                yield part
            for inner in part.values():
                yield from objects(inner)
        elif isinstance(part, list):
            for inner in part:
                yield from objects(inner)

    for part in objects(SCHEMA.schema):
        assert "additionalProperties" in part
        assert part.get("description") or part.get("title")


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_json_of_an_example_fits_its_schema_and_counts_what_it_holds(
    grondslag, example, name: str
) -> None:
    example(name)
    ran = grondslag("check", "--format", "json")
    data = report(ran)
    for outcome in ("compliant", "violation", "undetermined", "not_applicable"):
        found = [item for item in data["verdicts"] if item["verdict"] == outcome]
        assert data["summary"][outcome] == len(found)
        assert data["summary"][outcome] == sum(
            numbers[outcome] for numbers in data["summary"]["by_legal_status"].values()
        )
    for level in ("error", "warning", "todo"):
        found = [item for item in data["verdicts"] if item["level"] == level]
        assert data["summary"]["by_level"][level] == len(found)
    order = [(item["rule"], item["subject"]["path"].split(".")) for item in data["verdicts"]]
    assert order == sorted(order)
    prints = [item["fingerprint"] for item in data["verdicts"] if "fingerprint" in item]
    assert len(prints) == len(set(prints))
    assert all(item["place"] for item in data["verdicts"] if "fingerprint" in item)


def test_findings_alone_leave_out_what_needs_no_attention(grondslag, example) -> None:
    example("manufacturer")
    everything = report(grondslag("check", "--format", "json"))
    findings = report(grondslag("check", "--format", "json", "--verdicts", "findings"))
    assert (everything["coverage"]["verdicts"], findings["coverage"]["verdicts"]) == (
        "all",
        "findings",
    )
    kept = [
        item
        for item in everything["verdicts"]
        if item["verdict"] in {"violation", "undetermined"} or item["open_until"]
    ]
    assert findings["verdicts"] == kept
    assert findings["summary"] == everything["summary"]


def test_from_many_verdicts_on_only_findings_are_written(grondslag, example, monkeypatch) -> None:
    from grondslag.reporters import json_v1

    example("zzp")
    monkeypatch.setattr(json_v1, "MOST_VERDICTS", 10)
    assert report(grondslag("check", "--format", "json"))["coverage"]["verdicts"] == "findings"
    again = report(grondslag("check", "--format", "json", "--verdicts", "all"))
    assert again["coverage"]["verdicts"] == "all"


def test_the_json_says_the_same_in_either_language(grondslag, example) -> None:
    example("manufacturer")
    dutch, english = (
        report(grondslag("check", "--format", "json", "--lang", language))
        for language in ("nl", "en")
    )
    assert (dutch.pop("language"), english.pop("language")) == ("nl", "en")
    assert dutch == english


def test_the_json_of_mistakes_and_of_nothing_fits_its_schema(grondslag, tmp_path) -> None:
    (tmp_path / "register.yaml").write_text(WRONG, encoding="utf-8")
    data = report(grondslag("check", "--format", "json"))
    assert {item["code"] for item in data["diagnostics"]} >= {"unknown-key", "unknown-reference"}
    (tmp_path / "register.yaml").unlink()
    assert report(grondslag("check", "--format", "json-v1"))["exit_status"] == 3


def test_a_name_that_is_a_command_or_a_lone_surrogate_stays_valid_json(grondslag, tmp_path) -> None:
    text = (
        'organisatie: {naam: "\\uD800##[error]\\x1b\\u202e", aantal_medewerkers: 251, fg: geen}\n'
    )
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    report(grondslag("check", "--format", "json"))
