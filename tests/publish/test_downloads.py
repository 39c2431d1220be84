"""The files beside the pages: nothing of a register is a formula, what was found stands in each, twice the same."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from canaries import PAYLOADS, write_register
from grondslag.interchange.verdict_table import safe

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
AS_OF = "--as-of=2026-11-24"
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=cmd|' /C calc'!A0", "＝1")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    from grondslag.model.vocabulary import load_model

    (tmp_path / "register").mkdir()
    (tmp_path / "grondslag.yaml").write_text("version: 1\n", encoding="utf-8")
    write_register(tmp_path / "register", load_model())
    return tmp_path


@settings(deadline=None)
@given(st.sampled_from(FORMULAS) | st.text(max_size=20), st.text(max_size=5))
def test_no_cell_starts_a_formula(text: str, more: str) -> None:
    cell = safe(text + more)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", " "))
    assert not any(category(char) in {"Cc", "Cf", "Cs"} for char in cell)


def built(grondslag, root: Path, out: Path, kinds: str) -> dict[str, bytes]:
    ran = grondslag(
        "site",
        "build",
        f"--root={root}",
        f"--out={out}",
        AS_OF,
        "--lang=nl",
        f"--downloads={kinds}",
    )
    assert ran.status == 0, ran.err
    return {file.name: file.read_bytes() for file in (out / "downloads").glob("grondslag.*")}


def test_the_tables_hold_every_verdict_and_no_formula(grondslag, project, tmp_path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    files = built(grondslag, project, tmp_path / "out", "json,csv,xlsx,sarif")
    rows = list(csv.reader(io.StringIO(files["grondslag.csv"].decode("utf-8-sig"), newline="")))
    told = json.loads(files["grondslag.json"])["verdicts"]
    assert sorted(row[0] for row in rows[1:]) == sorted(one["rule"] for one in told)
    assert {len(row) for row in rows} == {12}
    cells = [cell for row in rows for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    book = openpyxl.load_workbook(io.BytesIO(files["grondslag.xlsx"]))
    assert len(book.worksheets) == 1
    in_book = [tuple(cell.value or "" for cell in row) for row in book.active.iter_rows()]
    assert in_book == [tuple(row) for row in rows]
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} <= {
        "s",
        "n",
        "inlineStr",
    }
    page = (tmp_path / "out" / "downloads" / "index.html").read_text(encoding="utf-8")
    for name, content in files.items():
        assert f'href="../downloads/{name}"' in page
        assert f"{max(1, round(len(content) / 1000))} kB" in page


def test_the_dossier_holds_what_was_found_and_asks_nothing_of_others(
    grondslag, project, tmp_path, monkeypatch
) -> None:
    pytest.importorskip("weasyprint")
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    from weasyprint import urls

    asked = []
    monkeypatch.setattr(urls.URLFetcher, "fetch", lambda *given, **_: asked.append(given))
    zzp = EXAMPLES / "zzp"
    one = built(grondslag, zzp, tmp_path / "one", "pdf")
    two = built(grondslag, zzp, tmp_path / "two", "pdf")
    assert one == two
    assert one["grondslag.pdf"].startswith(b"%PDF-")
    assert asked == []


def test_the_dossier_is_text_whatever_the_register_holds(grondslag, project, monkeypatch) -> None:
    from grondslag.publish import dossier

    seen = []
    monkeypatch.setattr(
        "grondslag.cli.site.dossier_pdf",
        lambda study, url: (seen.append(dossier.dossier_html(study, url)), b"%PDF-")[1],
    )
    built(grondslag, project, project / "out", "pdf")
    (page,) = seen
    for payload in PAYLOADS:
        if "<" in payload and "lt;" not in payload:
            assert payload not in page
    assert "<script" not in page
    assert "<img" not in page


def test_a_kind_that_there_is_not_is_refused(grondslag, tmp_path) -> None:
    (tmp_path / "grondslag.yaml").write_text("version: 1\n", encoding="utf-8")
    ran = grondslag("site", "build", f"--root={tmp_path}", "--downloads=csv,docx", "--lang=en")
    assert ran.status == 2
    assert "docx" in ran.err


def test_a_part_that_is_not_installed_is_named(grondslag, tmp_path, monkeypatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "openpyxl", None)
    out = tmp_path / "out"
    root = f"--root={EXAMPLES / 'zzp'}"
    ran = grondslag("site", "build", root, f"--out={out}", AS_OF, "--downloads=xlsx", "--lang=en")
    assert ran.status == 2
    assert "grondslag[xlsx]" in ran.err
    assert not out.exists()
