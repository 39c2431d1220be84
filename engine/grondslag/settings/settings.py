"""The settings of a project: what is judged, by which packs, and how much it weighs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from grondslag.documents.document import Document

PackMode = Literal["on", "warn", "off"]
RuleLevel = Literal["error", "warning"]
PACK_MODES: Final[tuple[PackMode, ...]] = ("on", "warn", "off")
RULE_LEVELS: Final[tuple[RuleLevel, ...]] = ("error", "warning")

OFF_BY_DEFAULT: Final = frozenset({"drafts"})
"""Packs that are judged only when asked for; every other pack that is found is on."""
REGISTER_BY_DEFAULT: Final = ("register/",)
WAIVERS_BY_DEFAULT: Final = "waivers.yaml"
BASELINE_BY_DEFAULT: Final = "baseline.json"


@dataclass(frozen=True, slots=True)
class Settings:
    """What `grondslag.yaml` says, with its defaults; `document` is None where there is no such
    file.

    Paths are as written, relative to the folder of the file, and never leave it. `packs`,
    `rules` and `parameters` hold only what was written: ask `mode` and `level`.
    """

    language: str | None = None
    register: tuple[str, ...] = REGISTER_BY_DEFAULT
    ignore: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    packs: Mapping[str, PackMode] = field(default_factory=lambda: MappingProxyType({}))
    rules: Mapping[str, RuleLevel] = field(default_factory=lambda: MappingProxyType({}))
    parameters: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    """Own values of parameters by name, as they were read: what they must be, the packs say."""
    waivers: str = WAIVERS_BY_DEFAULT
    """The file of waivers."""
    waiver_days: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """Own longest terms of waivers by severity, in days."""
    baseline: str = BASELINE_BY_DEFAULT
    """The file of findings that are known."""
    baseline_ends: date | None = None
    """The first day on which the baseline no longer counts."""
    site_url: str | None = None
    """Where the site is published."""
    site_repository: str | None = None
    """Where the repository can be read on the web."""
    document: Document | None = field(default=None, compare=False)

    def mode(self, pack: str) -> PackMode:
        """How a pack takes part: judged, judged with nothing above a warning, or not judged."""
        return self.packs.get(pack, "off" if pack in OFF_BY_DEFAULT else "on")

    def level(self, rule: str) -> RuleLevel | None:
        """The level that was set for the violations of a rule; None where none was."""
        return self.rules.get(rule)
