"""Puts what loads fast into the wheel: the rulebook compiled for the Python that builds, and the catalogue.

Another version of Python finds no file of its own there and compiles the packs once, in the user's cache.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledRulebook(BuildHookInterface):  # type: ignore[type-arg]
    """Writes the compiled rulebook next to the policies of a wheel; an editable install needs none."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it collects the files."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "engine"))
        from grondslag.model.vocabulary import load_model
        from grondslag.rulebook.keep import shipped_name
        from grondslag.rulebook.kept import to_bytes
        from grondslag.rulebook.load import builtin_policies, load_rulebook
        from grondslag.words.catalogue import PACKED, written_entries

        rulebook = load_rulebook([builtin_policies()], load_model())
        made = {
            f"grondslag/_data/{shipped_name()}": to_bytes(rulebook),
            f"grondslag/words/{PACKED}": json.dumps(written_entries(), ensure_ascii=False).encode(),
        }
        for name, content in made.items():
            out = root / "build" / name
            out.parent.mkdir(parents=True, exist_ok=True)
            out.write_bytes(content)
            build_data["force_include"][str(out)] = name
