"""Lists of articles of the sources of law, as CSV beside a pack."""

from __future__ import annotations

from grondslag.language.declarations import ArticleList
from grondslag.rulebook.tables import lines_of
from grondslag.text import Source

COLUMNS = ("article", "lid", "subs")


def read_articles(source: Source) -> ArticleList | None:
    """The list in a CSV text; None if it lacks one of its columns."""
    header, lines = lines_of(source)
    if not set(COLUMNS) <= set(header):
        return None
    return ArticleList.of(line.cells for line in lines)
