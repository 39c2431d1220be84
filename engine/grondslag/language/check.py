"""Names, types and law: syntax nodes to the checked tree, against a vocabulary handed in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from grondslag.diagnostics import Diagnostic
from grondslag.language import syntax as s
from grondslag.language.check_pack import check_pack
from grondslag.language.check_rule import check_rule_node
from grondslag.language.check_use import check_uses
from grondslag.language.check_versions import check_versions
from grondslag.language.context import Checker, DerivedFacts
from grondslag.language.declarations import ArticleList, Declarations
from grondslag.language.problems import Problems, advice, kebab, write
from grondslag.language.tree import CheckedPack, CheckedRule
from grondslag.language.types import Vocabulary

__all__ = ["check_pack", "check_rule", "check_uses", "check_versions"]

_TERMINALS: Final[dict[type, str]] = {
    s.Use: "USE",
    s.PackNode: "PACK",
    s.SourceNode: "SOURCE",
    s.ParameterNode: "PARAMETER",
    s.TableNode: "TABLE",
    s.DefineNode: "DEFINE",
}


def check_rule(
    file: s.File,
    pack: CheckedPack,
    vocabulary: Vocabulary,
    declarations: Declarations,
    articles: Mapping[str, ArticleList] | None = None,
) -> tuple[CheckedRule | None, list[Diagnostic]]:
    """The rule in *file*, which stands in *pack*, and what is wrong with it.

    *declarations* are those of the pack and all it uses, *articles* the lists of articles there
    are, by source. There is no rule if anything is wrong with it (warnings apart), and none,
    without a word, if it uses a declaration that is broken: that has been said where it is declared.
    """
    problems = Problems(file.source, file.language)
    node = file.rule()
    _check_file(file, node, problems)
    if node is None:
        return None, problems.ordered()
    facts = DerivedFacts.of(declarations)
    checker = Checker(problems, vocabulary, declarations, facts, articles or {})
    rule = check_rule_node(node, checker, pack.status, lost=bool(file.lost))
    found = problems.ordered()
    if file.lost or checker.hangs_on_broken or any(one.severity == "error" for one in found):
        return None, found
    return rule, found


def _check_file(file: s.File, node: s.RuleNode | None, problems: Problems) -> None:
    phrase = problems.words.phrase
    for other in file.declarations:
        if isinstance(other, s.RuleNode):
            if other is not node:
                problems.add(
                    "second-rule-in-file",
                    other.id.where,
                    helps=advice("second-rule-in-file-help"),
                    rule=other.id.text,
                )
            continue
        word = phrase(_TERMINALS[type(other)])
        problems.add(
            "misplaced-declaration",
            (other.where[0], other.where[0] + len(word)),
            helps=advice("misplaced-declaration-help"),
            declaration=word,
        )
    if node is not None:
        _check_id(file, node, problems)


def _check_id(file: s.File, node: s.RuleNode, problems: Problems) -> None:
    rule_id = node.id.text
    if kebab(rule_id) != rule_id:
        helps = write(kebab(rule_id))
        problems.add("rule-id-form", node.id.where, helps=helps, written=rule_id)
        return
    name = file.source.path.rpartition("/")[2]
    stem, dot, _ = name.rpartition(".rule")
    if dot and stem.partition("@")[0] != rule_id:
        problems.add(
            "file-name-differs",
            node.id.where,
            helps=advice("file-name-differs-help"),
            rule=rule_id,
            file=name,
        )
