"""Waivers that have ended or end soon, and the baseline."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from grondslag.cli.arguments import Given
from grondslag.cli.decided import decisions_in
from grondslag.cli.health.remark import Remark, place_in, remark
from grondslag.cli.project import Project

SOON: Final = timedelta(days=30)


def decisions(project: Project, today: date) -> Iterator[Remark]:
    """Remarks on what people decided, as of *today*."""
    found = decisions_in(project, Given("doctor", {}, ()))
    for problem in found.problems:
        span = problem.span
        help_ = problem.helps[0] if problem.helps else None
        place = place_in(span.source, span.start)
        yield Remark("waivers", "error", problem.message, help_, place)
    for entry in found.waivers:
        params = {"waiver": entry.id, "day": entry.valid_until}
        place = place_in(entry.span.source, entry.span.start)
        if entry.valid_until <= today:
            yield remark("waivers", "error", params, name="waiver-over", place=place)
        elif entry.valid_until <= today + SOON:
            yield remark("waivers", "warning", params, name="waiver-soon", place=place)
    if not found.problems and not any(entry.valid_until <= today + SOON for entry in found.waivers):
        yield remark("waivers", "ok", {"count": len(found.waivers), "known": len(found.known)})
    ends = project.settings.baseline_ends
    if found.known and ends is not None and ends <= today + SOON:
        status: Final = "error" if ends <= today else "warning"
        yield remark("baseline", status, {"day": ends, "count": len(found.known)})
