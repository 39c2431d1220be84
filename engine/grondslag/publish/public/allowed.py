"""The facts of a register that may be shown to everyone: those that the model marks `public`.

Pages for everyone are made from this copy alone, so that a page cannot show what is not in it. Ids are internal
too: but for those of activities, which name their pages, each is replaced by a number.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from grondslag.model.facts import Register
from grondslag.model.kinds import FieldKind, Model, RecordKind
from grondslag.model.scope import NOT_AVG
from grondslag.values import NONE, UNREADABLE

Facts = dict[str, Any]
SHOWN_IDS: Final = frozenset({"processing"})
"""Collections of which the ids are part of an address."""
_MAPS: Final = frozenset({"record", "map"})


def public_facts(register: Register, model: Model) -> dict[str, Facts]:
    """By collection its record, or its entries by id; only public fields, none of which is empty.

    What cannot be read or is not recorded is not there. A link that is no web address is left out, as is a
    reference to what is not described. Activities that did not begin yet, or to which the
    AVG does not apply, are left out.
    """
    copying = _Copying(register, model)
    found: dict[str, Facts] = {}
    for name, kind in model.collections.items():
        written = register.collections.get(name)
        if not isinstance(written, Mapping):
            continue
        if kind.single:
            found[name] = copying.record(written, kind.entry, {})
        else:
            found[name] = {
                copying.ids[name][key]: copying.record(entry, kind.entry, {})
                for key, entry in written.items()
                if isinstance(entry, Mapping) and _is_shown(name, entry)
            }
    return {name: facts for name, facts in found.items() if facts}


def _is_shown(collection: str, entry: Mapping[str, Any]) -> bool:
    if collection != "processing":
        return True
    return entry.get("status") != "draft" and entry.get("out_of_scope") not in NOT_AVG


class _Copying:
    """A register being copied: the new id of each entry."""

    def __init__(self, register: Register, model: Model) -> None:
        self.model = model
        self.ids: dict[str, dict[str, str]] = {}
        for name, kind in model.collections.items():
            entries = register.collections.get(name)
            if not kind.single and isinstance(entries, Mapping):
                self.ids[name] = _numbered(entries, name)

    def record(
        self, written: Mapping[str, Any], kind: RecordKind, local: Mapping[str, Mapping[str, str]]
    ) -> Facts:
        """The public fields of a record. *local* holds the new ids of maps in the entries around it."""
        maps = {
            name: _numbered(value, name)
            for name, value in written.items()
            if isinstance(value, Mapping)
            and name in kind.fields
            and kind.fields[name].type == "map"
        }
        around = {**local, **maps}
        found: Facts = {}
        for name, one in kind.fields.items():
            if one.public and name in written:
                value = self._value(written[name], one, around)
                if value is not None:
                    found[name] = value
        return found

    def _value(self, value: Any, kind: FieldKind, local: Mapping[str, Mapping[str, str]]) -> Any:
        if value is NONE:
            return NONE
        if value is UNREADABLE or value is None:
            return None
        if kind.type in _MAPS:
            return self._inside(value, kind, local)
        if kind.refs or kind.local:
            return self._references(value, kind, local)
        if kind.type in {"link", "links"}:
            return _web_addresses(value)
        return value

    def _inside(self, value: Any, kind: FieldKind, local: Mapping[str, Mapping[str, str]]) -> Any:
        inner = self.model.records.get(kind.record or "")
        if inner is None or not isinstance(value, Mapping):
            return None
        if kind.type == "record":
            return self.record(value, inner, local) or None
        entries = {
            local[kind.name][key]: self.record(entry, inner, local)
            for key, entry in value.items()
            if isinstance(entry, Mapping)
        }
        return {key: entry for key, entry in entries.items() if entry} or None

    def _references(
        self, value: Any, kind: FieldKind, local: Mapping[str, Mapping[str, str]]
    ) -> Any:
        """References as collection and new id; those within the entry as new id."""
        names = (value,) if isinstance(value, str) else value
        if kind.local:
            known = local.get(kind.local, {})
            return tuple(known[name] for name in names if name in known) or None
        found = tuple(
            next((c, self.ids[c][name]) for c in kind.refs if name in self.ids.get(c, {}))
            for name in names
            if any(name in self.ids.get(c, {}) for c in kind.refs)
        )
        return found or None


def _numbered(entries: Mapping[str, Any], name: str) -> dict[str, str]:
    if name in SHOWN_IDS:
        return {key: key for key in entries}
    return {key: f"{name}-{number}" for number, key in enumerate(sorted(entries), 1)}


def _web_addresses(value: Any) -> Any:
    """The addresses that lead to the web; a path in the repository is for those who work there."""
    links = (value,) if isinstance(value, str) else value
    kept = tuple(link for link in links if link.startswith(("https://", "http://")))
    return (kept[0] if isinstance(value, str) else kept) if kept else None
