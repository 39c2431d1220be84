"""What to record is one line for the same field of many entries, and says where it can be written once."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking import write
from grondslag.cli.main import main

ACTIVITY = "  {id}:\n    naam: {id}\n    rol: verwerkingsverantwoordelijke\n    doelen: {{d: {{omschrijving: Iets}}}}\n"
REGISTER = "verwerkingen:\n" + "".join(ACTIVITY.format(id=name) for name in ("a", "b", "c"))


def out(folder: Path, register: str, capsys: pytest.CaptureFixture[str]) -> str:
    write(folder, {"register.yaml": register})
    main(["check", str(folder), "--as-of", "2026-11-24", "--lang", "nl", "-v"])
    return " ".join(capsys.readouterr().out.split())


def test_the_same_field_of_several_entries_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = out(tmp_path, REGISTER, capsys)
    assert "leg `verwerkingen.*.buiten_de_avg` vast, 3 keer" in shown
    assert "kan één keer: `voor_alle_verwerkingen.buiten_de_avg`" in shown
    assert "leg `verwerkingen.*.doelen.d.grondslag` vast, 3 keer" in shown
    assert "`voor_alle_verwerkingen.doelen" not in shown


def test_what_is_written_once_for_all_is_no_longer_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = out(tmp_path, REGISTER + "voor_alle_verwerkingen: {buiten_de_avg: geen}\n", capsys)
    assert "buiten_de_avg` vast" not in shown


def test_a_field_of_one_entry_is_named_in_full(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = out(tmp_path, "verwerkingen:\n" + ACTIVITY.format(id="a"), capsys)
    assert "leg `verwerkingen.a.buiten_de_avg` vast:" in shown


def test_a_record_of_which_nothing_is_known_is_asked_as_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    register = (
        "verwerkers: {host: {naam: Host, verwerkersovereenkomst: {document: onbekend}}}\n"
        "verwerkingen: {a: {naam: A, verwerkers: host, buiten_de_avg: geen}}\n"
    )
    shown = out(tmp_path, register, capsys)
    assert "leg `verwerkers.host.verwerkersovereenkomst` vast:" in shown
    assert "verwerkersovereenkomst.document` vast" not in shown
