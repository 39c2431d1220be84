"""Five pull requests on a real repository: the comment a developer reads, and the exit status of the check.

The comments are kept under `examples/pull-requests/`; `pytest --accept` rewrites them.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from real_git import git, start_work

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "examples" / "pull-requests"
ORGANISATION = """\
model: 1
organisatie:
  naam: Bakkerij Jansen
  rechtsvorm: bv
  gevestigd_in: [NL]
  aantal_medewerkers: 12
"""
PROCESSING = """\
verwerkingen:
  bestellingen:
    naam: Bestellingen
    rol: verwerkingsverantwoordelijke
    buiten_de_avg: geen
    verwerkers: [hosting]
"""
PROCESSORS = """\
verwerkers:
  hosting:
    naam: Snelle Hosting
    verwerkersovereenkomst: geen
"""
SETTINGS = "version: 1\nlanguage: nl\nregister: [register/]\npolicies: [regels/]\n"
PACK = (
    'pack huis version 1.0.0\n  title nl "Huis" en "House"\n  status house rule\n'
    '  schema "register/1"\nsource HUIS\n  title nl "Huisregels" en "House rules"\n'
)
RULE = (
    'rule supplier-without-owner\n  title nl "Leverancier zonder eigenaar" en "Supplier without an owner"\n'
    "  under HUIS\n  severity medium\n  certainty convention\n  source read\n  valid from 2018-05-25\n"
    "  applies at check\n  for each supplier in processors\n  require supplier.owner exists\n"
    '  otherwise nl "{supplier.name} heeft geen eigenaar." en "{supplier.name} has no owner."\n'
    '  fix nl "Vul `eigenaar` in." en "Fill in `owner`."\n'
    '  example "none" gives violation given {processors: {a: {name: "A", owner: none}}}\n'
    '  example "one" gives compliant given {processors: {a: {name: "A", owner: "IT"}}}\n'
    '  example "silence" gives undetermined because processors.a.owner given {processors: {a: {name: "A"}}}\n'
)
WAIVER = """\
aanvaardingen:
  ar-1:
    regel: supplier-without-owner
    over: verwerkers.drukker
    reden: Wij vinden dit zelf wel in orde zo, voor nu.
    eigenaar: ontwikkelaar
    geldig_tot: 2027-03-01
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A register on `main`, and a branch `work` that starts there."""
    files = {
        "grondslag.yaml": SETTINGS,
        "register/organisatie.yaml": ORGANISATION,
        "register/verwerkingen.yaml": PROCESSING,
        "register/verwerkers.yaml": PROCESSORS,
        "regels/huis/pack.rule": PACK,
        "regels/huis/supplier-without-owner.rule": RULE,
    }
    for name, text in files.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    start_work(tmp_path)
    return tmp_path


def adds_a_processor(folder: Path) -> None:
    file = folder / "register" / "verwerkers.yaml"
    file.write_text(
        PROCESSORS + "  drukker:\n    naam: Drukkerij\n    verwerkersovereenkomst: geen\n",
        encoding="utf-8",
    )
    file = folder / "register" / "verwerkingen.yaml"
    file.write_text(PROCESSING.replace("[hosting]", "[hosting, drukker]"), encoding="utf-8")


def mends_one(folder: Path) -> None:
    file = folder / "register" / "verwerkers.yaml"
    agreement = (
        "\n      document: https://jansen.example/overeenkomst\n      getekend_op: 2026-01-10\n"
        "      ingegaan_op: 2026-01-10\n      eindigt_op: geen\n      schriftelijk: ja\n"
        "      model: eu_2021_915\n      beschrijft: alle\n"
    )
    file.write_text(PROCESSORS.replace(" geen\n", agreement), encoding="utf-8")


def moves_files(folder: Path) -> None:
    for name in ("verwerkers", "verwerkingen"):
        (folder / "register" / f"{name}.yaml").unlink()
    text = "# Alles bij elkaar\n\n" + PROCESSORS + "\n" + PROCESSING
    (folder / "register" / "alles.yaml").write_text(text, encoding="utf-8")


def waives_itself(folder: Path) -> None:
    file = folder / "register" / "verwerkers.yaml"
    file.write_text(
        PROCESSORS + "  drukker:\n    naam: Drukkerij\n    eigenaar: geen\n", encoding="utf-8"
    )
    (folder / "waivers.yaml").write_text(WAIVER, encoding="utf-8")


def changes_a_rule(folder: Path) -> None:
    file = folder / "regels" / "huis" / "supplier-without-owner.rule"
    file.write_text(
        RULE.replace("valid from 2018-05-25", "valid from 2030-01-01"), encoding="utf-8"
    )
    file = folder / "register" / "verwerkers.yaml"
    file.write_text(PROCESSORS + "    eigenaar: geen\n", encoding="utf-8")


PULL_REQUESTS: dict[str, tuple[Callable[[Path], None], int]] = {
    "adds-a-processor-without-agreement": (adds_a_processor, 1),
    "mends-one": (mends_one, 0),
    "moves-files-only": (moves_files, 0),
    "waives-itself": (waives_itself, 1),
    "changes-a-rule": (changes_a_rule, 1),
}


@pytest.mark.parametrize("name", PULL_REQUESTS)
def test_the_comment_and_the_status(grondslag, repository, request, name) -> None:
    change, status = PULL_REQUESTS[name]
    change(repository)
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message", name)
    ran = grondslag("check", "--base", "main", "--format", "markdown")
    kept = KEPT / f"{name}.md"
    if request.config.getoption("--accept"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(ran.out, encoding="utf-8", newline="\n")
    assert ran.err == ""
    assert ran.out == kept.read_text(encoding="utf-8"), "review with: pytest --accept, git diff"
    assert ran.status == status


def test_a_move_is_no_news(grondslag, repository) -> None:
    moves_files(repository)
    ran = grondslag("check", "--base", "main", "--format", "json")
    assert ran.status == 0
    assert '"delta": "new"' not in ran.out
    assert '"delta": "unchanged"' in ran.out


def test_a_waiver_of_the_branch_excuses_nothing_and_is_told(grondslag, repository) -> None:
    waives_itself(repository)
    ran = grondslag("check", "--base", "main")
    assert ran.status == 1
    assert "judged-by-changed" in ran.out
    assert "Drukkerij heeft geen eigenaar." in ran.out


def test_what_a_branch_makes_git_ignore_is_judged_all_the_same(grondslag, repository) -> None:
    adds_a_processor(repository)
    (repository / ".gitignore").write_text("verwerk*.yaml\n", encoding="utf-8")
    ran = grondslag("check", "--base", "main")
    assert ran.status == 1
    assert "`.gitignore`" in ran.out, "that the branch touches it is told"


def test_settings_that_a_branch_brings_excuse_nothing(grondslag, repository) -> None:
    """A project without settings is judged by the defaults: a branch that adds the first cannot choose for itself."""
    git(repository, "checkout", "--quiet", "main")
    for path in ("grondslag.yaml", "regels/huis/pack.rule"):
        (repository / path).unlink()
    git(repository, "commit", "--quiet", "--all", "--message", "no settings")
    git(repository, "checkout", "--quiet", "-b", "settings")
    adds_a_processor(repository)
    (repository / "grondslag.yaml").write_text(
        "version: 1\nregister: [register/]\nignore: ['*']\npacks: {avg: 'off'}\n", encoding="utf-8"
    )
    ran = grondslag("check", "--base", "main")
    assert ran.status == 1
    assert "processor-without-agreement" in ran.out
    assert "grondslag.yaml" in ran.out


def test_a_second_mistake_beside_one_that_was_there_is_new(grondslag, repository) -> None:
    git(repository, "checkout", "--quiet", "main")
    file = repository / "register" / "verwerkers.yaml"
    file.write_text(PROCESSORS + "x_een: {}\n", encoding="utf-8")
    git(repository, "commit", "--quiet", "--all", "--message", "one mistake")
    git(repository, "checkout", "--quiet", "-b", "second")
    assert grondslag("check", "--base", "main").status == 0
    file.write_text(PROCESSORS + "x_een: {}\nx_twee: {a: {naam: A}}\n", encoding="utf-8")
    assert grondslag("check", "--base", "main").status == 1


def test_a_first_register_is_all_new(grondslag, tmp_path) -> None:
    start_work(tmp_path)
    (tmp_path / "register").mkdir()
    (tmp_path / "register" / "a.yaml").write_text(
        ORGANISATION + PROCESSING + PROCESSORS, encoding="utf-8"
    )
    ran = grondslag("check", "--root", ".", "--base", "main", "register", "--format", "json")
    assert ran.status == 1
    assert '"delta": "new"' in ran.out
    assert '"delta": "unchanged"' not in ran.out


def test_without_the_base_it_is_2_and_never_no_new_findings(
    grondslag, repository, tmp_path
) -> None:
    ran = grondslag("check", "--base", "origin/nowhere")
    assert ran.status == 2
    assert "origin/nowhere" in ran.err
    assert ran.out == ""


def test_the_work_tree_is_not_touched(grondslag, repository) -> None:
    adds_a_processor(repository)
    before = subprocess.run(
        ["git", "-C", str(repository), "status", "--porcelain"], capture_output=True, check=True
    ).stdout
    grondslag("check", "--base", "main")
    after = subprocess.run(
        ["git", "-C", str(repository), "status", "--porcelain"], capture_output=True, check=True
    ).stdout
    assert before == after
