"""What `grondslag export` wrote is read back by `grondslag import` as the same register; edits are shown first."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from grondslag.documents.find import read_documents
from grondslag.interchange.as_written import facts_as_written
from grondslag.model.build import build_register
from grondslag.model.vocabulary import load_model, plain_words

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted(path for path in (ROOT / "examples").iterdir() if (path / "register").is_dir())
MODEL = load_model()


def facts(root: Path) -> dict:
    files = sorted(root.rglob("register/**/*.yaml"))
    documents, problems, _ = read_documents(files, plain_words(MODEL))
    assert problems == []
    return facts_as_written(build_register(documents, MODEL)[0], MODEL)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
@pytest.mark.parametrize("form", ["xlsx", "csv"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_exported_register_comes_back_as_it_was(
    grondslag, tmp_path: Path, example: Path, form: str, language: str
) -> None:
    out = "sheets.xlsx" if form == "xlsx" else "sheets"
    ran = grondslag(
        "export", "--root", str(example), "--format", form, "--out", out, "--lang", language
    )
    assert ran.status == 0, ran.err
    empty = tmp_path / "new"
    empty.mkdir()
    ran = grondslag("import", out, "--root", str(empty))
    assert ran.status == 0, ran.out + ran.err
    assert facts(empty) == facts(example)
    again = grondslag("import", out, "--root", str(empty), "--lang", "en")
    assert "nothing new" in again.out
    # Against the register that it was made of there is nothing to do either.
    copy = tmp_path / "copy"
    shutil.copytree(example, copy)
    ran = grondslag("import", out, "--root", str(copy), "--lang", "en")
    assert "nothing new" in ran.out, ran.out


@pytest.fixture
def project(grondslag, tmp_path: Path) -> Path:
    text = (
        "taal: nl\nmodel: 1\norganisatie:\n  naam: Acme\n\nverwerkingen:\n  a:\n    naam: A\n    risico: hoog\n"
        "  b:\n    # waarom\n    naam: B\n    risico: hoog\n"
    )
    (tmp_path / "register").mkdir()
    (tmp_path / "register" / "a.yaml").write_text(text, encoding="utf-8")
    assert grondslag("export", "--out", "r.xlsx", "--lang", "nl").status == 0
    return tmp_path


def edit(project: Path, cells: dict[str, str], column: str = "risico") -> None:
    """Writes texts into a column of the activities, by id."""
    book = load_workbook(project / "r.xlsx")
    page = book["verwerkingen"]
    headings = [[cell.value for cell in row] for row in page.iter_rows(max_row=3)]
    row_of_keys = next(row for row in headings if column in row)
    at = row_of_keys.index(column) + 1
    for row in page.iter_rows():
        if row[0].value in cells:
            page.cell(row[0].row, at, cells[row[0].value])
    book.save(project / "r.xlsx")


def test_an_edit_in_excel_is_shown_and_taken_over_when_asked(grondslag, project: Path) -> None:
    edit(project, {"a": "waarschijnlijk", "b": "waarschijnlijk"})
    file = project / "register" / "a.yaml"
    before = file.read_text(encoding="utf-8")
    ran = grondslag("import", "r.xlsx")
    assert ran.status == 0
    assert file.read_text(encoding="utf-8") == before
    assert "+ risico: waarschijnlijk" in " ".join(ran.out.split())
    grondslag("import", "r.xlsx", "--update")
    after = file.read_text(encoding="utf-8")
    assert after == before.replace(
        "naam: A\n    risico: hoog", "naam: A\n    risico: waarschijnlijk"
    )
    assert (
        "# waarom" in after
    )  # An entry with a comment is a person's: it is shown, never replaced.


def test_a_cell_that_cannot_be_read_stops_it_all_with_its_place(grondslag, project: Path) -> None:
    edit(project, {"a": "misschien"})
    ran = grondslag("import", "r.xlsx", "--update", "--lang", "nl")
    assert ran.status == 1
    assert "verwerkingen!" in ran.out
    assert "hoog" in (project / "register" / "a.yaml").read_text(encoding="utf-8")


def test_such_sheets_need_no_mapping_and_a_program_reads_what_is_wrong(
    grondslag, project: Path
) -> None:
    before = sorted(project.rglob("*"))
    for words in (("--write-mapping", "m.yaml"), ("--mapping", "m.yaml")):
        ran = grondslag("import", "r.xlsx", *words)
        assert ran.status == 2
        assert sorted(project.rglob("*")) == before
    edit(project, {"a": "misschien"})
    ran = grondslag("import", "r.xlsx", "--format", "json")
    assert ran.status == 1
    (problem,) = json.loads(ran.out)["problems"]
    assert "verwerkingen!" in problem
