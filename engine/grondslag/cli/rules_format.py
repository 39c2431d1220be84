"""`grondslag rules format`: one layout for rule files."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import unified_diff
from pathlib import Path
from typing import Final

from grondslag.cli import environment
from grondslag.cli.arguments import Given
from grondslag.cli.printing import stop_for_settings
from grondslag.cli.problems import WrongUse
from grondslag.cli.project import find_project, load_model
from grondslag.cli.reports import view_of
from grondslag.cli.rule_files import RuleFile, rule_files
from grondslag.diagnostics import Diagnostic, Message
from grondslag.language.declarations import ArticleList
from grondslag.language.format import format_file
from grondslag.language.keywords import KEYWORD_LANGUAGES, KeywordLanguage
from grondslag.reporters.diagnostics import diagnostic_blocks
from grondslag.reporters.escape import visible
from grondslag.reporters.layout import Line, Piece, Style, hanging, line
from grondslag.reporters.terminal import write_lines
from grondslag.rulebook.pack_articles import articles_of_packs
from grondslag.words.catalogue import text_of

PACK: Final = "pack.rule"
_IN_BRACKETS: Final = re.compile(r"\([0-9]+[a-z]?\)")
_STYLES: Final[Mapping[str, Style]] = {"+": "good", "-": "error", "@": "dim"}


@dataclass(slots=True)
class _Run:
    """What is asked for, and what became of each file."""

    given: Given
    keywords: KeywordLanguage | None
    changed: list[tuple[RuleFile, str, str]] = field(default_factory=list)
    """The file, its text and what that would be."""
    same: int = 0
    left: int = 0
    problems: list[Diagnostic] = field(default_factory=list)
    packs: dict[Path, Mapping[str, Mapping[str, ArticleList]]] = field(default_factory=dict)

    def take(self, file: RuleFile) -> None:
        """Formats a file, in memory."""
        source = file.read()
        if isinstance(source, Diagnostic):
            self.left += 1
            self.problems.append(source)
            return
        text, problems = format_file(source, self.keywords, self._articles(file, source.text))
        self.problems += problems
        if text is None:
            self.left += 1
        elif text == source.text:
            self.same += 1
        else:
            self.changed.append((file, source.text, text))

    def _articles(self, file: RuleFile, text: str) -> Mapping[str, ArticleList] | None:
        """The lists of articles of the pack of a file, if what it says may depend on them."""
        if not _IN_BRACKETS.search(text):
            return None
        folder = file.path.resolve().parent
        while not (folder / PACK).is_file():
            if folder == folder.parent:
                return None
            folder = folder.parent
        policies = folder.parent
        if policies not in self.packs:
            self.packs[policies] = articles_of_packs(policies, load_model())
        return self.packs[policies].get(folder.name)


def run(given: Given, variables: Mapping[str, str]) -> int:
    """Writes the files in the one layout, or with `--check` and `--diff` says what would change.

    4 if a file could not be read or does not parse, 3 if there is none, 1 with `--check` if one would change, else 0.
    """
    for path in given.rest:
        if not Path(path).exists():
            raise WrongUse(Message("cli-no-path", {"path": path}))
    paths = tuple(map(Path, given.rest))
    # The project is where a link stands, not where it leads.
    places = [path.parent if path.is_symlink() or path.is_file() else path for path in paths]
    project = find_project(given, places)
    view = view_of(given, variables)
    language = view.language or project.settings.language or environment.language(variables)
    stop_for_settings(project.problems, language)
    files, problems = rule_files(paths, project)
    wanted = given.one("keywords")
    keywords = next((each for each in KEYWORD_LANGUAGES if each == wanted), None)
    work = _Run(given, keywords, left=len(problems), problems=problems)
    for file in files:
        work.take(file)
    writes = not (given.flag("check") or given.flag("diff"))
    for file, _, text in work.changed if writes else ():
        file.write(text)
    # A difference stands alone on standard output, so that it can be kept as a patch.
    beside = sys.stderr if given.flag("diff") else sys.stdout
    if given.flag("diff"):
        write_lines(_differences(work), sys.stdout, view)
    write_lines(_report(work, writes=writes, language=language, width=view.width), beside, view)
    if work.left:
        return 4
    if not files:
        return 3
    return 1 if given.flag("check") and work.changed else 0


def _differences(work: _Run) -> Iterator[Line]:
    for file, before, after in work.changed:
        old, new = (text.replace("\r\n", "\n").split("\n")[:-1] for text in (before, after))
        for row in unified_diff(old, new, file.shown, file.shown, lineterm=""):
            style = "strong" if row.startswith(("---", "+++")) else _STYLES.get(row[:1], "plain")
            yield line(Piece("\t".join(map(visible, row.split("\t"))), style))


def _report(work: _Run, *, writes: bool, language: str, width: int) -> Iterator[Line]:
    yield from diagnostic_blocks(work.problems, language, language, width, None)
    name = "cli-format-written" if writes else "cli-format-would-change"
    if not work.given.flag("quiet"):
        for file, _, _ in work.changed:
            yield line(visible(text_of(name, {"path": file.shown}, language)))
    if not (work.changed or work.same or work.left):
        yield from hanging((), text_of("cli-format-nothing", {}, language), width, "strong")
        return
    params = {
        "changed": text_of(f"{name}-count", {"count": len(work.changed)}, language),
        "same": work.same,
        "left": work.left,
    }
    yield from hanging((), text_of("cli-format-counts", params, language), width, "strong")
