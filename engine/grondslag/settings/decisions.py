"""What people have decided about findings: waivers, and the baseline of what was known."""

from __future__ import annotations

from dataclasses import dataclass

from grondslag.diagnostics import Diagnostic
from grondslag.settings.baseline import KnownEntry, read_baseline
from grondslag.settings.waivers import WaiverEntry, read_waivers
from grondslag.text import Source


@dataclass(frozen=True, slots=True)
class Decisions:
    """The waivers and the known findings of a project, and what is wrong with their files."""

    waivers: tuple[WaiverEntry, ...] = ()
    known: tuple[KnownEntry, ...] = ()
    baseline: Source | None = None
    """The text of the baseline; None without one."""
    strict: bool = False
    """Whether an entry of the baseline that matches nothing fails a run."""
    problems: tuple[Diagnostic, ...] = ()
    files: tuple[str, ...] = ()
    """The paths of the two files, as far as they are there: they are no register."""


def decisions_of(
    waivers: Source | None, baseline: Source | None, *, strict: bool = False
) -> Decisions:
    """What the texts of the two files decide; None for a file that is not there."""
    entries, wrong = read_waivers(waivers) if waivers is not None else ((), [])
    known, unread = read_baseline(baseline) if baseline is not None else ((), [])
    files = tuple(source.path for source in (waivers, baseline) if source is not None)
    return Decisions(entries, known, baseline, strict, (*wrong, *unread), files)
