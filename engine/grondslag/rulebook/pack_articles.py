"""What the files of a pack can cite: the lists of articles of its own sources and of those it uses."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from grondslag.language.declarations import ArticleList
from grondslag.model.kinds import Model
from grondslag.rulebook.folders import builtin_policies, pack_folders
from grondslag.rulebook.packs import load_packs
from grondslag.rulebook.vocabulary import vocabulary_of


def articles_of_packs(policies: Path, model: Model) -> dict[str, Mapping[str, ArticleList]]:
    """For each pack in a folder of policies, by its id, the lists of articles by source.

    A pack of which `pack.rule` has errors is left out.
    """
    builtin = builtin_policies().resolve()
    folders = dict.fromkeys((builtin, policies.resolve()))
    found = [pack for folder in folders for pack in pack_folders(folder, folder.name)]
    own = {pack.id for pack in found if pack.folder.parent == policies.resolve()}
    packs, _, _ = load_packs(found, vocabulary_of(model))
    return {pack.id: pack.articles for pack in packs if pack.id in own}
