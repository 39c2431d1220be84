"""Both engines, for tests of what they must agree on."""

from __future__ import annotations

import pytest

from reference.engines import ENGINES, Engine


@pytest.fixture(params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest) -> Engine:
    """The reference, then the engine that runs."""
    return ENGINES[request.param]


@pytest.fixture(scope="session")
def times(request: pytest.FixtureRequest) -> int:
    """How many times the usual number of seeded cases this run takes."""
    return 14 if request.config.getoption("--nightly") else 1
