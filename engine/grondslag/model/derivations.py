"""Facts that follow from others. Each rests on something written, and what is written always wins.

Those of `register.yaml` (`derivations`). A fact that was left open with `unknown` stays open, and
one that cannot be read is not filled in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from grondslag.diagnostics import Diagnostic, Label, Message
from grondslag.model.facts import Path, Record
from grondslag.model.kinds import Model
from grondslag.model.places import Places
from grondslag.values import NONE, UNREADABLE

SPECIAL: Final = "special"
PUBLISHED: Final = "published"
SERVICE_MESSAGE: Final = "service"
NO_PRIVATE_FORM: Final = frozenset({"public_body", "other"})
"""Legal forms that a court may have."""


@dataclass(slots=True)
class Deriving:
    """One pass of derivations over a register whose references and defaults are in place."""

    model: Model
    collections: dict[str, Any]
    questions: frozenset[Path]
    places: Places
    complete: bool
    """Whether every file was read: what is the *only* one of its kind is not known otherwise."""
    problems: list[Diagnostic] = field(default_factory=list)

    def derive(self) -> None:
        """Fill in what follows, and report what contradicts."""
        self._measure_kinds()
        self._activities()
        self._judicial_tasks()
        self._notices()
        if isinstance(self.collections.get("campaigns"), dict):
            by_consent = self._purposes_by_consent()
            self._campaigns(by_consent)
            self._marketing(by_consent)

    def _entries(self, collection: str) -> Mapping[str, Record]:
        entries = self.collections.get(collection)
        return entries if isinstance(entries, dict) else {}

    def _fill(self, record: Record, path: Path, value: object, sources: tuple[Path, ...]) -> None:
        """Fill in a fact of which nothing is written."""
        if path[-1] not in record and path not in self.questions:
            record[path[-1]] = value
            self.places.derived[path] = sources

    def _measure_kinds(self) -> None:
        """`measures.kind` from the topic, where the topic has a kind."""
        for name, measure in self._entries("measures").items():
            topic = measure.get("topic")
            if isinstance(topic, str):
                kind = self.model.enums["measure_topic"].codes[topic].kind
                if kind:
                    path = ("measures", name)
                    self._fill(measure, (*path, "kind"), kind, ((*path, "topic"),))

    def _activities(self) -> None:
        for name, activity in self._entries("processing").items():
            data = activity.get("data")
            if isinstance(data, dict):
                for data_id, record in data.items():
                    if "special_kind" in record:
                        self._class(record, ("processing", name, "data", data_id))
            transfers = activity.get("transfers")
            if isinstance(transfers, dict):
                for transfer_id, record in transfers.items():
                    path = ("processing", name, "transfers", transfer_id)
                    self._transfer_country(record, path)

    def _judicial_tasks(self) -> None:
        """`processing.judicial_capacity` is no where the organisation is no court."""
        sources = self._no_court()
        if sources:
            for name, activity in self._entries("processing").items():
                path = ("processing", name, "judicial_capacity")
                self._fill(activity, path, False, sources)

    def _no_court(self) -> tuple[Path, ...]:
        """The fact that says that the organisation is no court; empty if none does."""
        organisation: Mapping[str, Any] = self._entries("organisation")
        form = organisation.get("legal_form")
        if isinstance(form, str) and form not in NO_PRIVATE_FORM:
            return (("organisation", "legal_form"),)
        for name in ("public_authority", "court"):
            if organisation.get(name) is False:
                return (("organisation", name),)
        return ()

    def _class(self, record: Record, path: Path) -> None:
        """`processing.data.class` is special where a special kind is named."""
        kinds, written = record["special_kind"], record.get("class")
        names_one = isinstance(kinds, tuple) and bool(kinds)
        if names_one and written is None:
            self._fill(record, (*path, "class"), SPECIAL, ((*path, "special_kind"),))
        elif isinstance(written, str) and (
            (names_one and written != SPECIAL) or (kinds is NONE and written == SPECIAL)
        ):
            self._contradiction((*path, "class"), (*path, "special_kind"))
            record["class"] = record["special_kind"] = UNREADABLE

    def _transfer_country(self, record: Record, path: Path) -> None:
        """`processing.transfers.country` is the country of the receiver."""
        to = record.get("to")
        if not isinstance(to, str) or "country" in record:
            return
        for collection in ("processors", "parties"):
            country = self._entries(collection).get(to, {}).get("country")
            if isinstance(country, str):
                sources = ((*path, "to"), (collection, to, "country"))
                self._fill(record, (*path, "country"), country, sources)
                return

    def _notices(self) -> None:
        """`notices.status` is published where a place and a date of publication are given."""
        for name, notice in self._entries("notices").items():
            at, on = notice.get("published_at"), notice.get("published_on")
            if at is not NONE and at is not UNREADABLE and at and isinstance(on, date):
                path = ("notices", name)
                sources = ((*path, "published_at"), (*path, "published_on"))
                self._fill(notice, (*path, "status"), PUBLISHED, sources)

    def _purposes_by_consent(self) -> dict[str, list[tuple[str, str]]]:
        """Consent to the activities and purposes that rest on it."""
        found: dict[str, list[tuple[str, str]]] = {}
        for name, purpose_id, purpose in self._purposes():
            consent = purpose.get("consent")
            if isinstance(consent, str):
                found.setdefault(consent, []).append((name, purpose_id))
        return found

    def _purposes(self) -> Iterator[tuple[str, str, Record]]:
        for name, activity in self._entries("processing").items():
            purposes = activity.get("purposes")
            if isinstance(purposes, dict):
                for purpose_id, purpose in purposes.items():
                    yield name, purpose_id, purpose

    def _campaigns(self, by_consent: Mapping[str, list[tuple[str, str]]]) -> None:
        """`campaigns.processing`: the activity with the only purpose on the same consent."""
        for name, campaign in self._entries("campaigns").items():
            consent = campaign.get("consent")
            purposes = by_consent.get(consent, []) if isinstance(consent, str) else []
            if len(purposes) == 1 and self.complete:
                activity, purpose = purposes[0]
                sources = (
                    ("campaigns", name, "consent"),
                    ("processing", activity, "purposes", purpose, "consent"),
                )
                self._fill(campaign, ("campaigns", name, "processing"), activity, sources)

    def _marketing(self, by_consent: Mapping[str, list[tuple[str, str]]]) -> None:
        """`processing.purposes.direct_marketing`: yes for the purposes of a campaign with an aim.

        Not for a service message, and never no.
        """
        for name, campaign in sorted(self._entries("campaigns").items()):
            aim, consent = campaign.get("aim"), campaign.get("consent")
            if not isinstance(aim, str) or aim == SERVICE_MESSAGE:
                continue
            own = (("campaigns", name, "aim"),)
            if isinstance(consent, str):
                for activity, purpose in by_consent.get(consent, ()):
                    rests_on = ("processing", activity, "purposes", purpose, "consent")
                    sources = (("campaigns", name, "consent"), rests_on, *own)
                    self._is_marketing(activity, purpose, sources)
            activity_id = campaign.get("processing")
            purposes = self._entries("processing").get(str(activity_id), {}).get("purposes")
            if isinstance(activity_id, str) and isinstance(purposes, dict) and len(purposes) == 1:
                (purpose_id,) = purposes
                named = (("campaigns", name, "processing"), *own)
                self._is_marketing(activity_id, purpose_id, named)

    def _is_marketing(self, activity: str, purpose: str, sources: tuple[Path, ...]) -> None:
        record = self._entries("processing")[activity]["purposes"][purpose]
        path = ("processing", activity, "purposes", purpose, "direct_marketing")
        self._fill(record, path, True, sources)

    def _contradiction(self, path: Path, other: Path) -> None:
        """Two written facts of which one must be wrong: neither is used."""
        document = self.places.document_of(path)
        if document is None:
            return
        spelled = self.places.spelled(path)
        names = {
            "field": spelled[-1],
            "other": self.places.spelled(other)[-1],
            "record": ".".join(spelled[:-1]),
        }
        labels = tuple(Label(span) for at in (path, other) for span in self.places.locate(at))
        self.problems.append(
            Diagnostic(
                "contradiction",
                "error",
                "schema",
                Message("contradiction", names),
                labels,
                language=document.language,
                path=path,
            )
        )
