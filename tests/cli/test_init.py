"""`grondslag init`, run whole: from answers, from nothing, at a terminal; and the check right after it."""

from __future__ import annotations

import json
import os
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

SHOP = """\
language: nl
name: Fietswinkel De Ketting
staff: 6
keep: [orders, invoices, enquiries, staff, applicants]
customer_data: [contact, purchases, payment]
staff_data: [contact, pay, bsn, sickness]
website: shop
notice: ja
cookies: [needed, statistics]
newsletter: [signed_up, customers]
suppliers:
  web_builder: {name: Webstudio Noord, agreement: nee}
  mail_tool: {name: "Mailer Inc.", agreement: onbekend}
  bookkeeping: {name: Boekhoud Online BV, agreement: ja}
where: outside
others: [tax, carrier, payment]
how_long: {invoices: 7 jaar, orders: onbekend}
special: geen
leaks: ja
"""
AS_OF = "--as-of=2026-11-24"


@pytest.fixture
def shop(tmp_path: Path) -> str:
    folder = tmp_path.parent / f"{tmp_path.name}-answers"
    folder.mkdir()
    (folder / "shop.yaml").write_text(SHOP, encoding="utf-8")
    return str(folder / "shop.yaml")


def tree(root: Path) -> list[str]:
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_shop_gets_a_register_that_is_green_and_says_what_comes_first(
    grondslag, shop, tmp_path, snapshot, language
) -> None:
    ran = grondslag("init", "--answers", shop, AS_OF, "--lang", language)
    assert (ran.status, ran.err) == (0, "")
    files = [path for path in tree(tmp_path) if path.startswith("register")]
    texts = [f"===== {path}\n{(tmp_path / path).read_text(encoding='utf-8')}" for path in files]
    # How many rules wait for a fact is of the packs, not of `init`.
    shown = re.sub(r"\b\d+(?=\s(regels|rules|dingen|things))", "N", ran.out)
    snapshot(f"init-shop.{language}", shown + "".join(texts))
    checked = grondslag("check", "--format", "json")
    report = json.loads(checked.out)
    assert checked.status == 0
    assert report["diagnostics"] == []
    assert (
        report["summary"]["known"]
        == report["summary"]["violation"] + report["summary"]["undetermined"]
    )


def test_what_is_new_after_it_fails(grondslag, shop, tmp_path) -> None:
    assert grondslag("init", "--answers", shop, AS_OF).status == 0
    file = tmp_path / "register" / "leveranciers.yaml"
    more = file.read_text(encoding="utf-8").replace(
        "verwerkers:\n",
        "verwerkers:\n  drukker: {naam: Drukker, verwerkersovereenkomst: geen}\n",
        1,
    )
    file.write_text(more, encoding="utf-8")
    processing = tmp_path / "register" / "verwerkingen.yaml"
    text = processing.read_text(encoding="utf-8").replace(
        "verwerkers: webbouwer", "verwerkers: [webbouwer, drukker]", 1
    )
    processing.write_text(text, encoding="utf-8")
    ran = grondslag("check")
    assert ran.status == 1
    assert "drukker" in ran.out


@pytest.mark.parametrize("language", ["nl", "en"])
def test_without_any_answer_everything_is_open(grondslag, tmp_path, language) -> None:
    ran = grondslag("init", "--defaults", "--lang", language, AS_OF)
    assert ran.status == 0
    assert grondslag("check").status == 0
    name = "verwerkingen" if language == "nl" else "processing"
    text = (tmp_path / "register" / f"{name}.yaml").read_text(encoding="utf-8")
    word = "onbekend" if language == "nl" else "unknown"
    assert f"{name}: {word}\n" in text
    # The example in comments is an activity that loads once the marks are taken away.
    example = text[text.index(f"# {name}:") :]
    rest = text[: text.index(f"{name}: {word}")]
    bare = "".join(f"{row[2:]}\n" for row in example.splitlines())
    (tmp_path / "register" / f"{name}.yaml").write_text(rest + bare, encoding="utf-8")
    report = json.loads(grondslag("check", "--format", "json").out)
    assert [item["code"] for item in report["diagnostics"]] == ["baseline-unmatched"]


def test_nothing_is_written_over(grondslag, shop, tmp_path) -> None:
    (tmp_path / "register").mkdir()
    (tmp_path / "register" / "oud.yaml").write_text("organisatie: {naam: Oud}\n", encoding="utf-8")
    (tmp_path / "baseline.json").write_text("{}", encoding="utf-8")
    before = tree(tmp_path)
    ran = grondslag("init", "--answers", shop)
    assert ran.status == 2
    assert "register/oud.yaml" in ran.err
    assert "baseline.json" in ran.err
    assert tree(tmp_path) == before
    assert (tmp_path / "baseline.json").read_text(encoding="utf-8") == "{}"


def test_a_second_run_refuses_and_says_why(grondslag, shop, tmp_path) -> None:
    grondslag("init", "--answers", shop, AS_OF)
    ran = grondslag("init", "--answers", shop, AS_OF)
    assert ran.status == 2
    assert "grondslag.yaml" in ran.err


def test_own_editor_settings_stay(grondslag, shop, tmp_path) -> None:
    (tmp_path / ".vscode").mkdir()
    (tmp_path / ".vscode" / "settings.json").write_text("{}", encoding="utf-8")
    ran = grondslag("init", "--answers", shop, AS_OF)
    assert ran.status == 0
    assert ".vscode/settings.json stond er al" in ran.out
    assert (tmp_path / ".vscode" / "settings.json").read_text(encoding="utf-8") == "{}"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
@pytest.mark.parametrize("name", ["register", ".vscode", "grondslag.yaml", ".grondslag"])
def test_a_link_does_not_take_a_file_out_of_the_root(grondslag, shop, tmp_path, name) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    outside.mkdir()
    (tmp_path / name).symlink_to(outside / ("x" if name == "grondslag.yaml" else ""))
    assert grondslag("init", "--answers", shop, AS_OF).status == 2
    assert tree(outside) == []


def test_a_dry_run_writes_nothing(grondslag, shop, tmp_path) -> None:
    ran = grondslag("init", "--answers", shop, "--dry-run", "--ci", "github")
    assert ran.status == 0
    assert "verwerkingen.yaml" in ran.out
    assert tree(tmp_path) == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_questions_are_a_file_of_answers(grondslag, tmp_path, snapshot, language) -> None:
    ran = grondslag("init", "--questions", "--lang", language)
    snapshot(f"init-questions.{language}", ran.out)
    write = tmp_path / "a.yaml"
    write.write_text(ran.out, encoding="utf-8")
    assert grondslag("init", "--answers", "a.yaml", AS_OF, "--root", ".", "--dry-run").status == 0
    # What is said in it of the form of an answer is itself an answer that fits.
    example = next(row for row in ran.out.splitlines() if "{web_builder:" in row)
    filled = ran.out.replace("suppliers: ", f"suppliers: {example[example.index('{') :]} #", 1)
    write.write_text(filled, encoding="utf-8")
    assert grondslag("init", "--answers", "a.yaml", AS_OF, "--dry-run").status == 0


def test_without_a_terminal_it_says_how(grondslag, tmp_path) -> None:
    ran = grondslag("init", "--lang", "nl")
    assert ran.status == 2
    assert "--answers BESTAND" in ran.err
    assert tree(tmp_path) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("namee: X\n", "name"),
        ("staff: zes\n", "staff"),
        ("keep: [orders, klanten]\n", "orders"),
        ("language: fr\n", "nl"),
        ("keep: [orders\n", "antwoorden.yaml"),
        ("- a\n", "antwoorden.yaml"),
        ("name: &x a\nstaff: *x\n", "antwoorden.yaml"),
        ('suppliers: {office: {name: "a\\nb"}}\n', "suppliers"),
    ],
)
def test_a_bad_file_of_answers_is_told_and_nothing_is_written(
    grondslag, tmp_path, text, said
) -> None:
    file = tmp_path / "antwoorden.yaml"
    file.write_text(text, encoding="utf-8")
    ran = grondslag("init", "--answers", "antwoorden.yaml", "--lang", "nl")
    assert ran.status == 2
    assert said in ran.err
    assert tree(tmp_path) == ["antwoorden.yaml"]


@pytest.mark.parametrize("host", ["github", "gitlab"])
def test_ci_can_be_added_to_a_register_that_is_there(grondslag, shop, tmp_path, host) -> None:
    grondslag("init", "--answers", shop, AS_OF)
    before = set(tree(tmp_path))
    assert grondslag("init", "--ci", host, "--owner", "@acme/privacy").status == 0
    new = set(tree(tmp_path)) - before
    assert any(path.endswith("CODEOWNERS") for path in new)
    text = "\n".join((tmp_path / path).read_text(encoding="utf-8") for path in sorted(new))
    if host == "github":
        assert all(
            re.search(r"@[0-9a-f]{40} # v", row) for row in text.splitlines() if "uses:" in row
        )
        assert "permissions: {}" in text
        assert "persist-credentials: false" in text
    assert grondslag("check").status == 0
    assert grondslag("init", "--ci", host, "--owner", "x\ny").status == 2


BIN = Path(sys.executable).parent


def fits(*command: object, folder: Path) -> None:
    """The tool of others has nothing to say."""
    ran = subprocess.run(
        [str(word) for word in command], cwd=folder, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_files_for_ci_are_sound_by_the_tools_of_others(grondslag, shop, tmp_path) -> None:
    assert grondslag("init", "--answers", shop, AS_OF, "--ci", "github").status == 0
    assert grondslag("init", "--ci", "gitlab").status == 0
    workflow = ".github/workflows/grondslag.yml"
    fits(BIN / "actionlint", workflow, folder=tmp_path)
    fits(BIN / "zizmor", "--offline", "--no-progress", ".", folder=tmp_path)
    check = (BIN / "check-jsonschema", "--builtin-schema")
    fits(*check, "vendor.github-workflows", workflow, folder=tmp_path)
    fits(*check, "vendor.gitlab-ci", ".gitlab-ci.yml", ".gitlab/grondslag.yml", folder=tmp_path)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_files_fit_the_schema_that_editors_get(grondslag, shop, tmp_path, language) -> None:
    assert grondslag("init", "--answers", shop, AS_OF, "--lang", language).status == 0
    for path in sorted((tmp_path / "register").glob("*.yaml")):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        schema = path.parent / first.rpartition("=")[2]
        fits(BIN / "check-jsonschema", "--schemafile", schema, path, folder=tmp_path)
    schema = ".grondslag/settings.schema.json"
    fits(BIN / "check-jsonschema", "--schemafile", schema, "grondslag.yaml", folder=tmp_path)


def test_owners_that_are_there_get_the_lines_to_add(grondslag, shop, tmp_path) -> None:
    grondslag("init", "--answers", shop, AS_OF)
    (tmp_path / "CODEOWNERS").write_text("* @acme\n", encoding="utf-8")
    ran = grondslag("init", "--ci", "gitlab", "--owner", "@acme/privacy", "--lang", "nl")
    assert ran.status == 0
    assert "CODEOWNERS stond er al" in ran.out
    assert "  /waivers.yaml" in ran.out
    assert (tmp_path / "CODEOWNERS").read_text(encoding="utf-8") == "* @acme\n"


# --- at a terminal -------------------------------------------------------------------------------

pty = pytest.importorskip("pty")


class Terminal:
    """The program at a pseudo-terminal: waits for its prompt, and answers."""

    def __init__(self, root: Path, *arguments: str) -> None:
        self.text = ""
        self.pid, self.handle = pty.fork()
        if self.pid == 0:
            os.chdir(root)
            # What runs the tests in the background has it ignored, and a child would inherit that.
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            os.environ |= {"TERM": "dumb", "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}
            os.execv(sys.executable, [sys.executable, "-m", "grondslag", "init", *arguments])

    def wait(self, prompt: str = "> ") -> None:
        limit = time.monotonic() + 60
        start = len(self.text)
        while prompt not in self.text[start:]:
            assert time.monotonic() < limit, self.text[-2000:]
            ready, _, _ = select.select([self.handle], [], [], 1)
            if ready:
                assert self.read(), self.text[-2000:]

    def answer(self, *lines: str) -> None:
        for row in lines:
            self.wait()
            os.write(self.handle, row.encode() + b"\n")

    def read(self) -> bool:
        """Takes what was written; False where the program has ended."""
        try:
            read = os.read(self.handle, 65536)
        except OSError:
            return False
        self.text += read.decode("utf-8", "replace").replace("\r\n", "\n")
        return bool(read)

    def interrupt(self) -> None:
        """Presses Ctrl-C; once more where it came just before the program began to read, which leaves it waiting."""
        for _ in range(20):
            os.write(self.handle, b"\x03")
            while select.select([self.handle], [], [], 2)[0]:
                if not self.read():
                    return
        os.kill(self.pid, signal.SIGKILL)

    def end(self) -> int:
        while self.read():
            pass
        _, status = os.waitpid(self.pid, 0)
        os.close(self.handle)
        return os.waitstatus_to_exitcode(status)


def test_a_whole_run_at_a_terminal(tmp_path, grondslag) -> None:
    terminal = Terminal(tmp_path, "--lang", "nl", AS_OF)
    terminal.answer("Fietswinkel De Ketting", "zes", "6", "1,2,4 6 7")
    terminal.answer("1,2,3", "1,2,3,5", "3", "1", "1,2", "1,2")
    terminal.answer("1,3,4", "Webstudio Noord", "n", "Mailer Inc.", "?", "Boekhoud Online BV", "j")
    terminal.answer(
        "3", "1,4,5", "", "7 jaar", "?", "lang", "2 jaar", "4 weken", "", "", "9", "2", "j"
    )
    assert terminal.end() == 0
    text = (tmp_path / "register" / "bewaartermijnen.yaml").read_text(encoding="utf-8")
    assert "termijn: 7 jaar" in text
    assert "schrijf een getal en een eenheid" in terminal.text
    assert "Eerst deze drie" in terminal.text
    assert not (tmp_path / ".grondslag-answers.yaml").exists()
    assert grondslag("check").status == 0


def test_back_stop_and_go_on(tmp_path) -> None:
    terminal = Terminal(tmp_path, AS_OF)
    terminal.answer("nl", "Acmee", "<", "Acme", "<", "", "12", "stop")
    assert terminal.end() == 130
    assert "Uw antwoord was: Acme. Enter: zo laten." in terminal.text
    kept = json.loads((tmp_path / ".grondslag-answers.yaml").read_text(encoding="utf-8"))
    assert kept == {"language": "nl", "name": "Acme", "staff": 12}
    terminal = Terminal(tmp_path, AS_OF)
    terminal.answer("", "", "", "4", "\x04")
    assert terminal.end() == 130
    assert "U was al begonnen" in terminal.text
    assert "Hoe heet uw organisatie" not in terminal.text
    assert not (tmp_path / "register").exists()


def test_no_means_no(tmp_path) -> None:
    terminal = Terminal(tmp_path, "--lang", "en", AS_OF)
    terminal.answer(*[""] * 9, "n")
    assert terminal.end() == 130
    assert not (tmp_path / "register").exists()
    assert "Nothing was written. Your answers are kept" in " ".join(terminal.text.split())


def test_the_last_word_is_yes_or_no_and_back_goes_back(tmp_path) -> None:
    terminal = Terminal(tmp_path, "--lang", "nl", AS_OF)
    terminal.answer(*[""] * 9, "", "misschien", "<", "2", "j")
    assert terminal.end() == 0
    assert terminal.text.count("Deze bestanden schrijven?") == 4
    assert "datalekken: geen" in (tmp_path / "register" / "beveiliging.yaml").read_text("utf-8")


def test_an_interrupt_keeps_the_answers_and_says_so(tmp_path) -> None:
    terminal = Terminal(tmp_path, "--lang", "nl", AS_OF)
    terminal.answer("Acme")
    terminal.wait()
    time.sleep(0.2)
    terminal.interrupt()
    assert terminal.end() == 130
    assert "Gestopt. Uw antwoorden staan in .grondslag-answers.yaml" in terminal.text
    assert "Acme" in (tmp_path / ".grondslag-answers.yaml").read_text("utf-8")
