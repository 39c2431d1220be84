"""Activities to which the AVG does not apply: what it asks to be told is not asked of them."""

from __future__ import annotations

from typing import Final

NOT_AVG: Final = frozenset({"household", "law_enforcement"})
"""Codes of `scope_exception` that lie outside the AVG. Source: article 2(2)(c) and (d)."""
