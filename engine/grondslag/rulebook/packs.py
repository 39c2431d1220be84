"""Packs in order of use: what each declares, what it knows of others, its tables and lists of articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from grondslag.diagnostics import Diagnostic, Label, Message
from grondslag.language.check import check_pack, check_uses
from grondslag.language.declarations import ArticleList, Declarations
from grondslag.language.parse import parse_file
from grondslag.language.syntax import File
from grondslag.language.tables import read_cell
from grondslag.language.tree import CheckedPack, SourceDeclaration, TableDeclaration
from grondslag.language.types import Vocabulary
from grondslag.rulebook.articles import read_articles
from grondslag.rulebook.folders import PackFolder
from grondslag.rulebook.law import TableRow
from grondslag.rulebook.rule import LegalStatus
from grondslag.rulebook.tables import read_table
from grondslag.text import Source, Span

Rows = Mapping[object, tuple[TableRow, ...]]


@dataclass(slots=True)
class LoadedPack:
    """A pack of which `pack.rule` could be read; what it declares itself and what it knows of packs it uses."""

    id: str
    folder: PackFolder
    source: Source
    checked: CheckedPack
    declarations: Declarations
    articles: Mapping[str, ArticleList]
    """By source name, also those of packs it uses."""
    tables: dict[str, Rows] = field(default_factory=dict)
    """By qualified name."""

    @property
    def status(self) -> LegalStatus:
        """The legal status of its rules."""
        return self.checked.status


def load_packs(
    folders: Sequence[PackFolder], vocabulary: Vocabulary
) -> tuple[list[LoadedPack], list[PackFolder], list[Diagnostic]]:
    """The packs that can be used, each after those it uses; the folders of those that cannot; what is wrong."""
    problems = [problem for folder in folders for problem in folder.problems]
    by_id: dict[str, PackFolder] = {}
    for folder in folders:
        if folder.id in by_id:
            problems.append(_duplicate(folder))
        else:
            by_id[folder.id] = folder
    files = _parse(by_id, problems)
    problems += check_uses(files)
    loaded: dict[str, LoadedPack] = {}
    for pack_id in in_order_of_use(files):
        used = [loaded[use.id.text] for use in files[pack_id].uses() if use.id.text in loaded]
        pack = _load(by_id[pack_id], files[pack_id], used, vocabulary, problems)
        if pack is not None:
            loaded[pack_id] = pack
    failed = [
        folder for folder in folders if folder.id not in loaded or by_id[folder.id] is not folder
    ]
    return list(loaded.values()), failed, problems


def in_order_of_use(files: Mapping[str, File]) -> list[str]:
    """The ids of packs, each after those it uses; of a circle in the order in which it is met."""
    ordered: list[str] = []
    seen: set[str] = set()

    def visit(pack_id: str) -> None:
        if pack_id in seen or pack_id not in files:
            return
        seen.add(pack_id)
        for use in files[pack_id].uses():
            visit(use.id.text)
        ordered.append(pack_id)

    for pack_id in sorted(files):
        visit(pack_id)
    return ordered


def _parse(folders: Mapping[str, PackFolder], problems: list[Diagnostic]) -> dict[str, File]:
    files: dict[str, File] = {}
    for pack_id, folder in folders.items():
        if folder.declaration is not None:
            file, said = parse_file(folder.declaration)
            problems += said
            if file is not None:
                files[pack_id] = file
    return files


def _load(
    folder: PackFolder,
    file: File,
    used: Sequence[LoadedPack],
    vocabulary: Vocabulary,
    problems: list[Diagnostic],
) -> LoadedPack | None:
    imported = Declarations().with_others(pack.declarations for pack in used)
    articles = {name: found for pack in used for name, found in pack.articles.items()}
    # Which lists of articles there are, the pack itself says: its sources are read first, its citations after.
    sources = check_pack(file, folder.id, vocabulary, imported)[1].sources
    articles |= _articles(
        folder, [each for name, each in sources.items() if name not in articles], problems
    )
    checked, declarations, said = check_pack(file, folder.id, vocabulary, imported, articles)
    problems += said
    if checked is None:
        return None
    pack = LoadedPack(folder.id, folder, file.source, checked, declarations, articles)
    for table in checked.tables:
        pack.tables[table.name] = _table(folder, file.source, table, problems)
    return pack


def _articles(
    folder: PackFolder, sources: Sequence[SourceDeclaration], problems: list[Diagnostic]
) -> dict[str, ArticleList]:
    found: dict[str, ArticleList] = {}
    for source in sources:
        if source.articles is None:
            continue
        text = folder.table(source.articles)
        articles = read_articles(text) if text is not None else None
        if articles is None:
            params = {"file": source.articles, "source": source.name}
            problems.append(_problem(folder, source.where, "articles-not-read", params))
        else:
            found[source.name] = articles
    return found


def _table(
    folder: PackFolder, source: Source, table: TableDeclaration, problems: list[Diagnostic]
) -> Rows:
    text = folder.table(table.file)
    if text is None:
        params = {"file": table.file, "table": table.name.partition("/")[2]}
        problems.append(_problem(folder, table.where, "table-not-read", params))
        return {}
    rows, said = read_table(table, text, read_cell)
    problems += said
    return rows


def _problem(
    folder: PackFolder, where: tuple[int, int], name: str, params: Mapping[str, object]
) -> Diagnostic:
    source = folder.declaration or Source(folder.shown, "")
    return Diagnostic(name, "error", "rule", Message(name, params), (Label(Span(source, *where)),))


def _duplicate(folder: PackFolder) -> Diagnostic:
    return _problem(folder, (0, 0), "duplicate-pack", {"pack": folder.id})
