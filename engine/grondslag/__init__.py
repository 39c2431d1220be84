"""Policy as code for the AVG (GDPR): what a register of processing says, judged by dated, cited
rules."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from grondslag.diagnostics import Diagnostic as Diagnostic
    from grondslag.evaluation.verdict import Verdict as Verdict
    from grondslag.findings.finding import Finding as Finding
    from grondslag.findings.outcome import Outcome as Outcome
    from grondslag.pipeline import check as check

__version__: Final = "0.1.0"
__all__ = ["Diagnostic", "Finding", "Outcome", "Verdict", "__version__", "check"]

_HOMES: Final = {
    "Diagnostic": "grondslag.diagnostics",
    "Finding": "grondslag.findings.finding",
    "Outcome": "grondslag.findings.outcome",
    "Verdict": "grondslag.evaluation.verdict",
    "check": "grondslag.pipeline",
}


def __getattr__(name: str) -> Any:
    """The public names, loaded at first use: `grondslag --version` loads nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
