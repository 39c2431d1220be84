"""Puts the program's own rulebook, compiled for the Python that builds, into the wheel.

Another version of Python finds no file of its own there and compiles the packs once, in the user's cache.
"""

from __future__ import annotations

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

        rulebook = load_rulebook([builtin_policies()], load_model())
        out = root / "build" / shipped_name()
        out.parent.mkdir(exist_ok=True)
        out.write_bytes(to_bytes(rulebook))
        build_data["force_include"][str(out)] = f"grondslag/_data/{shipped_name()}"
