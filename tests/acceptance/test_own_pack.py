"""An organisation keeps rules of its own beside its register, written with Dutch keywords: they count like ours."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

PACK = """\
pakket eigen versie 1.0.0
  titel nl "Eigen regels" en "Own rules"
  status huisregel
  schema "register/1"
  gebruik avg

bron BELEID
  titel nl "Privacybeleid" en "Privacy policy"
  url "https://example.org/beleid"
  termijnen plain

parameter inwerktermijn: duration
  titel nl "inwerktermijn" en "settling-in period"
  krachtens BELEID
  waarde 3 maanden vanaf 2020-01-01
"""
RULE = """\
# Onze eigen afspraak met de ondernemingsraad.
regel verwerker-zonder-eigenaar
  titel nl "Verwerker zonder eigenaar" en "Processor without an owner"
  krachtens BELEID
  ernst middel
  zekerheid gewoonte
  bron gelezen
  geldig vanaf 2020-01-01
  geldt bij controle
  voor elke leverancier in processors
  indien leverancier.role is processor
  vereis leverancier.owner bestaat
  tenzij krachtens BELEID: leverancier.used_by_us is onwaar
  anders
    nl "Niemand is eigenaar van {leverancier.name}."
    en "Nobody owns {leverancier.name}."
  herstel nl "Vul `eigenaar` in." en "Fill in `owner`."
  voorbeeld "geen eigenaar" geeft overtreding
    gegeven {processing: {werk: {name: "Werk", processors: [host], out_of_scope: geen}},
      processors: {host: {name: "Host", role: processor, owner: geen}}}
  voorbeeld "een eigenaar" geeft voldoet
    gegeven {processing: {werk: {name: "Werk", processors: [host], out_of_scope: geen}},
      processors: {host: {name: "Host", role: processor, owner: "inkoop"}}}
  voorbeeld "niet vastgelegd" geeft niet te bepalen omdat processors.host.owner
    gegeven {processing: {werk: {name: "Werk", processors: [host], out_of_scope: geen}},
      processors: {host: {name: "Host", role: processor, owner: onbekend}}}
  voorbeeld "niemand gebruikt hem" geeft niet van toepassing
    gegeven {processing: geen, processors: {host: {name: "Host", role: processor, owner: geen}}}
"""
REGISTER = """\
organisatie: {naam: Bakkerij Jansen}
verwerkers:
  drukker: {naam: Drukkerij, rol: verwerker, eigenaar: geen}
  host: {naam: Hosting, rol: verwerker, eigenaar: ICT}
verwerkingen:
  folder: {naam: Folder, buiten_de_avg: geen, verwerkers: [drukker, host]}
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    pack = tmp_path / "regels" / "eigen" / "inkoop"
    pack.mkdir(parents=True)
    (pack.parent / "pack.rule").write_text(PACK, encoding="utf-8")
    (pack / "verwerker-zonder-eigenaar.rule").write_text(RULE, encoding="utf-8")
    (tmp_path / "grondslag.yaml").write_text(
        "version: 1\nlanguage: nl\nregister: [register/]\npolicies: [regels/]\n", encoding="utf-8"
    )
    (tmp_path / "register").mkdir()
    (tmp_path / "register" / "register.yaml").write_text(REGISTER, encoding="utf-8")
    return tmp_path


def test_an_own_rule_in_dutch_is_judged_beside_ours(grondslag, repository) -> None:
    out = repository / "report.json"
    ran = grondslag("check", "--as-of", "2026-11-24", f"--format=json={out}")
    assert ran.status == 1
    report = json.loads(out.read_text(encoding="utf-8"))
    own = {
        verdict["subject"]["path"]: verdict
        for verdict in report["verdicts"]
        if verdict["rule"] == "verwerker-zonder-eigenaar"
    }
    assert {path: verdict["verdict"] for path, verdict in own.items()} == {
        "processors.drukker": "violation",
        "processors.host": "compliant",
    }
    wrong = own["processors.drukker"]
    assert (wrong["pack"], wrong["legal_status"], wrong["level"]) == (
        "eigen",
        "house_rule",
        "error",
    )
    assert wrong["message"]["nl"] == "Niemand is eigenaar van Drukkerij."
    assert wrong["place"]["path"].endswith("register.yaml")
    assert wrong["place"]["line"] == 3
    assert any(verdict["pack"] == "avg" for verdict in report["verdicts"])


def test_it_carries_its_label_and_its_way_out_in_the_terminal(grondslag, repository) -> None:
    ran = grondslag("check", "--as-of", "2026-11-24", "--only", "eigen")
    assert "HUISREGEL (geen wet)" in ran.out
    assert "Niemand is eigenaar van Drukkerij." in ran.out
    assert "Vul `eigenaar` in." in ran.out


def test_its_examples_run_and_it_is_listed_and_explained(grondslag, repository) -> None:
    tested = grondslag("rules", "test", "--only", "eigen", "--lang", "nl")
    assert (tested.status, "4 voorbeelden van 1 regel" in tested.out) == (0, True)
    assert grondslag("rules", "check").status == 0
    assert "verwerker-zonder-eigenaar" in grondslag("rules", "list", "--pack", "eigen").out
    explained = grondslag(
        "explain", "verwerker-zonder-eigenaar", "drukker", "--as-of", "2026-11-24"
    )
    assert explained.status == 0
    assert "register.yaml:3:" in explained.out


def test_an_id_of_ours_is_refused_in_an_own_pack(grondslag, repository) -> None:
    theme = repository / "regels" / "eigen" / "inkoop"
    taken = RULE.replace("verwerker-zonder-eigenaar", "processor-without-agreement")
    (theme / "processor-without-agreement.rule").write_text(taken, encoding="utf-8")
    ran = grondslag("rules", "check")
    assert ran.status == 4
    assert "duplicate-rule" in ran.out
