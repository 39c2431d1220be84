"""`grondslag import`: a register in a spreadsheet or in files of others becomes entries in YAML."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from grondslag.cli import environment
from grondslag.cli.arguments import Given
from grondslag.cli.bringing.files import Plan, plan_files, write_plan
from grondslag.cli.bringing.own import compare_own, faults
from grondslag.cli.bringing.register import (
    Present,
    draft_for,
    earlier_in,
    present_in,
    state_file,
)
from grondslag.cli.bringing.sources import sheets_of
from grondslag.cli.bringing.told import FORMAT, Told, account_lines, compared_lines, report_of
from grondslag.cli.onboarding.write import tree_lines
from grondslag.cli.printing import show_lines, stop_for_settings
from grondslag.cli.problems import WrongUse
from grondslag.cli.project import find_project, load_model, shown_path
from grondslag.cli.reports import view_of
from grondslag.cli.yaml_file import read_yaml_file
from grondslag.diagnostics import Message
from grondslag.interchange.importing.account import Account
from grondslag.interchange.importing.again import Compared, Earlier, compare
from grondslag.interchange.importing.blocks import blocks_of
from grondslag.interchange.importing.bring_in import BroughtIn, bring_in
from grondslag.interchange.importing.draft import slug
from grondslag.interchange.importing.mapping import TableMapping
from grondslag.interchange.importing.mapping_file import read_mapping, write_mapping
from grondslag.interchange.importing.propose import is_known, propose
from grondslag.interchange.importing.tables import Table, as_table
from grondslag.interchange.own_sheets import is_own, read_own
from grondslag.interchange.sheets import Sheet
from grondslag.model.vocabulary import spell_collection
from grondslag.reporters.layout import EMPTY, Piece, hanging
from grondslag.reporters.view import View

MOST_BYTES: Final = 4_000_000


@dataclass(frozen=True, slots=True)
class _Import:
    """What holds for this run."""

    given: Given
    root: Path
    told: Told
    present: Present
    earlier: Earlier
    name: str


def run(given: Given, variables: Mapping[str, str]) -> int:
    """Reads the files, shows what they become, and writes it; 0, or 2 where nothing can be done."""
    if not given.rest:
        raise WrongUse(Message("import-no-file"), Message("cli-see-help"))
    sheets, _ = sheets_of(given.rest)
    project, view = find_project(given, ()), view_of(given, variables)
    present = present_in(project, given, variables)
    language = (
        given.one("lang")
        or present.language
        or project.settings.language
        or environment.language(variables)
    )
    name = _name(given.rest)
    told = Told(load_model(), language, view.width, view.verbose)
    earlier = earlier_in(state_file(project.root, name))
    work = _Import(given, project.root, told, present, earlier, name)
    if is_own(sheets):
        return _bring_own(work, sheets, view)
    tables, mappings = _mapped(work, sheets)
    draft = draft_for(present, earlier, language)
    found = bring_in(told.model, tables, mappings, draft)
    wanted = given.one("write_mapping")
    if wanted is not None:
        _write_mapping(work, mappings, Path(wanted))
    plan = _plan(work, found)
    if given.one("format") == "json":
        _carry_out(work, plan, write=wanted is None)
        report = report_of(found.account, mappings, plan.compared, plan.paths)
        print(json.dumps(report, ensure_ascii=True, indent=1))
        return 0
    show_lines(account_lines(told, tables, mappings, found.account), view)
    show_lines(compared_lines(told, plan.compared, update=given.flag("update")), view)
    sys.stdout.flush()
    _carry_out(work, plan, write=wanted is None)
    _close(work, plan, wanted, view)
    return 0


def _bring_own(work: _Import, sheets: Sequence[Sheet], view: View) -> int:
    """Takes over sheets of `grondslag export`; nothing while a cell of them cannot be read."""
    told = work.told
    if work.given.one("mapping") or work.given.one("write_mapping"):
        raise WrongUse(Message("import-own-no-mapping"))
    own = read_own(sheets, told.model)
    wrong = faults(own)
    if wrong and work.given.one("format") == "json":
        problems = [problem.text(told.language) for problem in wrong]
        print(json.dumps({"format": FORMAT, "problems": problems}, ensure_ascii=True, indent=1))
        return 1
    if wrong:
        lines = [*told.head("import-own-wrong", count=len(wrong))]
        for problem in told.some(wrong):
            lines += hanging((Piece("  "),), problem.text(told.language), told.width)
        show_lines([*lines, *told.rest(wrong)], view)
        return 1
    language = work.present.language or own.language
    compared, files = compare_own(told.model, own, work.present, work.root, language)
    plan = _planned(work, language, compared, {}, files)
    if work.given.one("format") == "json":
        _carry_out(work, plan, write=True)
        print(
            json.dumps(report_of(Account(), (), compared, plan.paths), ensure_ascii=True, indent=1)
        )
        return 0
    show_lines(compared_lines(told, compared, update=work.given.flag("update")), view)
    sys.stdout.flush()
    _carry_out(work, plan, write=True)
    _close(work, plan, None, view, following="import-next-check")
    return 0


def _name(named: Sequence[str]) -> str:
    """The name of an import: that of its first file or folder, so that the next one finds it."""
    first = Path(named[0]).resolve()
    return slug(first.stem if first.suffix else first.name) or "import"


def _mapped(work: _Import, sheets: Sequence[Sheet]) -> tuple[list[Table], list[TableMapping]]:
    """The tables, and where each goes: by the file that was named, else as proposed."""
    model, language = work.told.model, work.told.language
    named = work.given.one("mapping")
    if named is None:
        return propose(model, sheets, language)
    mappings = _read_mapping(work, Path(named))
    rows = {mapping.table: mapping.heading_row - 1 for mapping in mappings if mapping.collection}
    found = [as_table(sheet, is_known, rows.get(sheet.name)) for sheet in sheets]
    tables = [table for table in found if table is not None]
    _check_names(mappings, tables)
    return tables, mappings


def _read_mapping(work: _Import, file: Path) -> list[TableMapping]:
    model = work.told.model
    document = read_yaml_file(file, MOST_BYTES, work.told.language)
    mappings, wrong = read_mapping(model, document)
    stop_for_settings(wrong, work.told.language)
    return mappings


def _check_names(mappings: Sequence[TableMapping], tables: Sequence[Table]) -> None:
    """A mapping of a table or column that is not there would do nothing without a word."""
    known = {table.name: table for table in tables}
    for mapping in mappings:
        if mapping.table not in known:
            params = {"table": mapping.table, "known": tuple(known)}
            raise WrongUse(Message("import-mapping-no-table", params))
        headings = known[mapping.table].headings
        needed = [*mapping.columns, *([mapping.id] if mapping.id else [])]
        needed += [mapping.parent.column] if mapping.parent else []
        for heading in needed:
            if heading not in headings:
                params = {"table": mapping.table, "heading": heading, "known": headings}
                raise WrongUse(Message("import-mapping-no-column", params))


def _write_mapping(work: _Import, mappings: Sequence[TableMapping], file: Path) -> None:
    text = write_mapping(work.told.model, mappings, work.told.language)
    try:
        with file.open("x", encoding="utf-8", newline="\n") as out:
            out.write(text)
    except FileExistsError:
        raise WrongUse(Message("import-there-already", {"path": shown_path(file)})) from None
    except OSError:
        raise WrongUse(Message("cli-file-not-written", {"path": shown_path(file)})) from None


def _plan(work: _Import, found: BroughtIn) -> Plan:
    """What is written where, if anything is."""
    model, language = work.told.model, work.told.language
    blocks = [*blocks_of(found.draft)]
    paths = {path for path, _ in work.earlier.written.values()}
    files = {path: text for path in paths if (text := _text_of(work.root, path)) is not None}
    keys = {name: spell_collection(model, name, language) for name in model.collections}
    compared = compare(blocks, work.earlier, files, keys, work.present.ids)
    return _planned(work, language, compared, found.draft.keys, files)


def _planned(
    work: _Import,
    language: str,
    compared: Compared,
    keys: Mapping[tuple[str, str], tuple[str, str]],
    files: Mapping[str, str],
) -> Plan:
    return plan_files(
        work.told.model,
        work.root,
        work.given.one("out"),
        work.name,
        language,
        compared,
        work.earlier,
        keys,
        files,
        first=not work.present.files,
        update=work.given.flag("update"),
    )


def _text_of(root: Path, path: str) -> str | None:
    """The text of a file that an earlier import wrote; None where it is gone or leads elsewhere."""
    file = root / path
    try:
        if not file.resolve().is_relative_to(root.resolve()) or not file.is_file():
            return None
        return file.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None


def _carry_out(work: _Import, plan: Plan, *, write: bool) -> None:
    if write and not work.given.flag("dry_run"):
        write_plan(plan, work.root)


def _close(
    work: _Import, plan: Plan, mapping: str | None, view: View, following: str = "import-next"
) -> None:
    """What was written, and what to do next."""
    told = work.told
    lines = []
    if plan.files:
        lines += [EMPTY, *told.say("import-tree", root=shown_path(work.root))]
        lines += tree_lines(plan.files, work.root, told.language, told.width)
    lines.append(EMPTY)
    if mapping is not None:
        lines += told.say("import-mapping-written", path=mapping)
    elif work.given.flag("dry_run"):
        lines += told.say("init-dry-run")
    elif plan.files:
        lines += told.say(following)
    else:
        lines += told.say("import-nothing-new")
    show_lines(lines, view)
