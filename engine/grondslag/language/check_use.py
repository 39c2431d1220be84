"""Packs that use each other: the ids must be known, and no pack may use itself in the end."""

from __future__ import annotations

from collections.abc import Mapping

from grondslag.diagnostics import Diagnostic
from grondslag.language import syntax as s
from grondslag.language.problems import Problems, advice, nearest


def check_uses(files: Mapping[str, s.File]) -> list[Diagnostic]:
    """What is wrong with the `use` clauses of all packs (`pack.rule` by pack id)."""
    found: list[Diagnostic] = []
    for pack in sorted(files):
        file = files[pack]
        problems = Problems(file.source, file.language)
        for use in file.uses():
            name = use.id.text
            if name not in files:
                helps = nearest(name, set(files) - {pack})
                problems.add("unknown-pack", use.id.where, helps=helps, pack=name)
                continue
            circle = _circle(pack, name, files)
            if circle is not None:
                chain = ", ".join(f"`{step}`" for step in circle)
                problems.add(
                    "circular-use", use.id.where, helps=advice("circular-use-help"), chain=chain
                )
        found += problems.ordered()
    return found


def _circle(pack: str, used: str, files: Mapping[str, s.File]) -> list[str] | None:
    """The shortest chain of uses from *pack* by *used* back to *pack*."""
    chains = [[pack, used]]
    seen = {used}
    for chain in chains:
        if chain[-1] == pack:
            return chain
        for use in files[chain[-1]].uses() if chain[-1] in files else ():
            if use.id.text not in seen:
                seen.add(use.id.text)
                chains.append([*chain, use.id.text])
    return None
