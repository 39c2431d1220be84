"""One rule file to a checked rule, in the pack it stands in."""

from __future__ import annotations

from grondslag.diagnostics import Diagnostic
from grondslag.language.check import check_rule
from grondslag.language.parse import parse_file
from grondslag.language.tree import CheckedRule
from grondslag.language.types import Vocabulary
from grondslag.rulebook.packs import LoadedPack
from grondslag.rulebook.scaffold import unfinished
from grondslag.text import Source


def load_rule(
    pack: LoadedPack, source: Source, vocabulary: Vocabulary
) -> tuple[CheckedRule | None, list[Diagnostic]]:
    """The rule in a file, and what is wrong with it; None if it cannot be judged."""
    file, problems = parse_file(source)
    if file is None:
        return None, problems
    checked, said = check_rule(file, pack.checked, vocabulary, pack.declarations, pack.articles)
    to_write = list(unfinished(source))
    return None if to_write else checked, [*problems, *said, *to_write]
