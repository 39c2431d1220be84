"""Programs from npm that read what we write: in `build/npm`, where `make npm` puts them."""

from __future__ import annotations

from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[1] / "build" / "npm" / "node_modules"


def npm_tool(package: str, pattern: str) -> Path:
    """The file of a package; a test without it is skipped, and says what to do."""
    found = next(iter(sorted((FOLDER / package).glob(pattern))), None)
    if found is None:
        pytest.skip(f"{package} is not there; with npm: make npm")
    return found
