"""Where things stand on the site: one stable address for each record, rule and finding.

An address is relative to the root of the site, with `/` at the end of a page: `verwerkingen/loon/#dpia-missing`.
The same in both languages, so that a link holds whoever reads it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from hashlib import blake2b
from typing import Final

from grondslag.evaluation.verdict import Verdict
from grondslag.model.kinds import Model

_PLAIN: Final = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_MOST_CHARACTERS: Final = 80


@lru_cache(maxsize=50_000)
def step_name(step: str) -> str:
    """An id as part of an address: as it is if it is plain, else what is plain in it and a hash."""
    if len(step) <= _MOST_CHARACTERS and _PLAIN.fullmatch(step):
        return step
    plain = "-".join(re.findall(r"[a-z0-9]+", step.lower()))[:40].strip("-")
    digest = blake2b(step.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
    return f"{plain or 'x'}--{digest}"


def collection_address(model: Model, collection: str) -> str:
    """The page of a collection, by its Dutch name."""
    kind = model.collections.get(collection)
    return f"{step_name((kind.nl if kind else collection).replace('_', '-'))}/"


def record_address(model: Model, path: tuple[str, ...]) -> str:
    """The page of the record that a path is in; of the collection where it names no entry, or there is but one."""
    kind = model.collections.get(path[0])
    page = collection_address(model, path[0])
    if len(path) < 2 or kind is None or kind.single:
        return page
    return f"{page}{step_name(path[1])}/"


def rule_address(rule: str) -> str:
    """The page of a rule."""
    return f"eisen/{step_name(rule)}/"


def finding_anchor(model: Model, rule: str, path: tuple[str, ...]) -> str:
    """The name of a verdict on the page of its record: the rule, and the path below the record if there is one."""
    kind = model.collections.get(path[0])
    rest = path[1:] if kind is not None and kind.single else path[2:]
    return "__".join([step_name(rule), *map(step_name, rest)])


def finding_address(model: Model, verdict: Verdict) -> str:
    """The place of a verdict: the page of its record and the anchor there."""
    path = verdict.subject.path
    return f"{record_address(model, path)}#{finding_anchor(model, verdict.rule, path)}"


def pages_of(model: Model, site: str | None) -> Callable[[Verdict], str] | None:
    """The address of a verdict on a published site; None where there is no such site."""
    if site is None:
        return None
    return lambda verdict: web_address(site, finding_address(model, verdict))


def web_address(site: str, address: str) -> str:
    """An address below the root of a published site."""
    return f"{site.rstrip('/')}/{address}"
