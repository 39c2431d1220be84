"""A register as linked data: JSON-LD in terms of the W3C Data Privacy Vocabulary (https://w3id.org/dpv).

What has a term there (`dpv_terms.toml`) is said with it; what has none is said in words, as `rdfs:label` or
`dct:description`. A fact that is not recorded, or none, is no statement here: linked data say only what is. The
context stands in the file, so that it is read without a network.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path as FilePath
from typing import Any, Final
from urllib.parse import quote

from grondslag.interchange.exporting.in_words import InWords
from grondslag.model.facts import Path, Register
from grondslag.model.kinds import Model

Node = dict[str, Any]
CONTEXT: Final = {
    "dpv": "https://w3id.org/dpv#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
    "pd": "https://w3id.org/dpv/pd#",
    "dct": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
}
LABEL: Final = "rdfs:label"
DESCRIPTION: Final = "dct:description"


@cache
def terms() -> Mapping[str, Mapping[str, str]]:
    """The table of terms: list of codes (or `classes`, `properties`) to name to term."""
    file = FilePath(__file__).with_name("dpv_terms.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def dpv_json(register: Register, model: Model, language: str, site_url: str | None) -> str:
    """The text of the JSON-LD file, ending in a line break.

    *language*: of descriptions that are put together here. *site_url*: where the register is published, the start of
    what things are called; without it that is a name made from that of the organisation.
    """
    graph = _Graph(register, InWords(register, model, language), _start(register, site_url))
    document = {"@context": CONTEXT, "@graph": list(graph.nodes())}
    return json.dumps(document, ensure_ascii=True, indent=1) + "\n"


def _start(register: Register, site_url: str | None) -> str:
    if site_url:
        return f"{site_url.rstrip('/')}/#"
    names = [register.fact(("organisation", field)) for field in ("name", "registration_number")]
    mark = hashlib.sha256(json.dumps(list(map(str, names))).encode()).hexdigest()[:16]
    return f"urn:grondslag:{mark}:"


@dataclass(frozen=True, slots=True)
class _Graph:
    register: Register
    words: InWords
    start: str

    def nodes(self) -> Iterable[Node]:
        """The organisation, then every activity, processor, party and measure, in the order of the register."""
        yield self._organisation()
        for name in self._ids("processing"):
            yield self._activity(name)
        for name in self._ids("processors"):
            yield self._party(("processors", name), "processor")
        for name in self._ids("parties"):
            yield self._party(("parties", name), self._kind_of_party(name))
        for name in self._ids("measures"):
            yield self._measure(name)

    # --- names and parts -----------------------------------------------------------------------

    def _ids(self, collection: str) -> tuple[str, ...]:
        return self.words.ids((collection,))

    def _iri(self, path: Path) -> str:
        return self.start + "/".join(quote(step, safe="") for step in path)

    def _point(self, paths: Iterable[Path]) -> list[Node]:
        return [{"@id": self._iri(path)} for path in paths]

    def _node(self, path: Path, kinds: Iterable[str], **more: Any) -> Node:
        """A thing with its name in words, or its id; what else is empty is left out."""
        found = {"@id": self._iri(path), "@type": list(dict.fromkeys(kinds))}
        more["label"] = more.get("label") or self.words.plain(path[-1])
        return found | {_KEYS[key]: value for key, value in more.items() if value}

    def _text(self, path: Path) -> str | None:
        fact = self.register.fact(path)
        return self.words.plain(fact) if isinstance(fact, str) else None

    def _label(self, enum: str, code: str) -> list[Node]:
        kind = self.words.model.enums[enum].codes[code]
        return [
            {"@value": kind.label_nl, "@language": "nl"},
            {"@value": kind.label_en, "@language": "en"},
        ]

    def _coded(self, enum: str, code: str, kind: str) -> Node:
        """The term of a code, else something of this kind with its label."""
        term = terms()[enum].get(code)
        return {"@id": term} if term else {"@type": [kind], LABEL: self._label(enum, code)}

    # --- who -----------------------------------------------------------------------------------

    def _organisation(self) -> Node:
        path = ("organisation",)
        roles = {
            self.register.fact(("processing", name, "role")) for name in self._ids("processing")
        }
        kinds = [_class("organisation")]
        kinds += [_class("controller")] if roles & {"controller", "joint_controller"} else []
        kinds += [_class("processor")] if "processor" in roles else []
        more = {
            "label": self._text((*path, "name")),
            "name": self._text((*path, "name")),
            "contact": self._text((*path, "contact")),
        }
        for field, kind in (("dpo", "dpo"), ("eu_representative", "representative")):
            if isinstance(self.register.fact((*path, field)), Mapping):
                more[kind] = self._person((*path, field), kind)  # type: ignore[assignment]
        activities = [("processing", name) for name in self._ids("processing")]
        return self._node(path, kinds, process=self._point(activities), **more)

    def _person(self, path: Path, kind: str) -> Node:
        name, contact = self._text((*path, "name")), self._text((*path, "contact"))
        return self._node(path, [_class(kind)], label=name, name=name, contact=contact)

    def _kind_of_party(self, name: str) -> str:
        role = self.register.fact(("parties", name, "role"))
        return "controller" if role in {"joint_controller", "client"} else "recipient"

    def _party(self, path: Path, kind: str) -> Node:
        name = self._text((*path, "name"))
        is_processor = kind == "processor" and self.register.fact((*path, "role")) == "processor"
        kinds = [_class("organisation")]
        kinds += [_class(kind)] if is_processor or kind != "processor" else []
        contact = self._text((*path, "contact"))
        country = self._country((*path, "country"))
        return self._node(path, kinds, label=name, name=name, contact=contact, country=country)

    def _country(self, path: Path) -> Node | None:
        code = self._text(path)
        return {"@type": [_class("country")], "dct:identifier": code} if code else None

    def _measure(self, name: str) -> Node:
        path = ("measures", name)
        kind = terms()["measure_kind"].get(str(self.register.fact((*path, "kind"))))
        topic = self._text((*path, "topic"))
        label = self._text((*path, "name")) or (
            self._label("measure_topic", topic) if topic else None
        )
        return self._node(path, [kind or _class("measure")], label=label)

    # --- an activity ---------------------------------------------------------------------------

    def _activity(self, name: str) -> Node:
        path = ("processing", name)
        purposes = [
            self._purpose((*path, "purposes", each)) for each in self.words.ids((*path, "purposes"))
        ]
        data = [self._data((*path, "data", each)) for each in self.words.ids((*path, "data"))]
        personal = [node for node in data if not _NOT_PERSONAL & set(node["@type"])]
        return self._node(
            path,
            [_class("activity")],
            label=self._text((*path, "name")),
            description=self._text((*path, "description")),
            purpose=purposes,
            basis=_unique(basis for node in purposes for basis in node.get(_KEYS["basis"], ())),
            personal_data=personal,
            data=[node for node in data if node not in personal],
            data_subject=self._people(path),
            process=[
                self._transfer((*path, "transfers", each))
                for each in self.words.ids((*path, "transfers"))
            ],
            **self._roles(path),
            **self._measures(path),
        )

    def _roles(self, path: Path) -> dict[str, list[Node]]:
        """Controllers, processors and recipients."""
        role = self.register.fact((*path, "role"))
        own: list[Path] = [("organisation",)]
        others: dict[str, list[Path]] = {
            field: [(collection, each) for each in self.words.ids((*path, field))]
            for field, collection in (
                ("on_behalf_of", "parties"), ("joint_with", "parties"), ("recipients", "parties"),
                ("processors", "processors"),
            )
        }  # fmt: skip
        controllers = [*others["on_behalf_of"], *others["joint_with"]]
        controllers = (
            own + controllers if role in {"controller", "joint_controller"} else controllers
        )
        processors = own + others["processors"] if role == "processor" else others["processors"]
        independent = [each for each in others["recipients"] if self._is_controller(each)]
        rest = [each for each in others["recipients"] if each not in independent]
        categories = [
            {"@type": [_class("recipient")], LABEL: each}
            for each in self.words.ids((*path, "recipient_categories"))
        ]
        return {
            "controller": self._point(controllers),
            "processor": self._point(processors),
            "recipient_controller": self._point(independent),
            "recipient": [*self._point(rest), *categories],
        }

    def _is_controller(self, path: Path) -> bool:
        role = self.register.fact((*path, "role"))
        return role in {"independent_controller", "joint_controller"}

    def _purpose(self, path: Path) -> Node:
        kinds = [_class("purpose")]
        kinds += (
            [_class("direct_marketing")]
            if self.register.fact((*path, "direct_marketing")) is True
            else []
        )
        codes = (
            ("lawful_basis", self.register.fact((*path, "basis"))),
            ("special_exception", self.register.fact((*path, "special_exception", "exception"))),
        )
        bases = [{"@id": terms()[enum][code]} for enum, code in codes if isinstance(code, str)]
        label = self._text((*path, "description"))
        return self._node(path, kinds, label=label, basis=bases)

    def _data(self, path: Path) -> Node:
        code = self.register.fact((*path, "class"))
        kinds = [terms()["data_class"][code]] if isinstance(code, str) else [_class("data")]
        special = self.register.fact((*path, "special_kind"))
        table = terms()["special_kind"]
        kinds += (
            [table[kind] for kind in special if kind in table] if isinstance(special, tuple) else []
        )
        label = self._text((*path, "description"))
        return self._node(path, kinds, label=label, storage=self._storage(path))

    def _storage(self, path: Path) -> Node | None:
        line = self._text((*path, "retention"))
        if line is None or self.register.fact(("retention", line)) is None:
            return None
        inner = ("retention", line)
        fields = ("term", "starts_at", "criterion", "law")
        said = [
            self.words.fact((*inner, field))
            for field in fields
            if self.words.state((*inner, field), self.register.fact((*inner, field))) is None
        ]
        about = "; ".join(said)
        label = self._text((*inner, "name"))
        return {
            "@id": self._iri(inner),
            "@type": [_class("storage")],
            **({LABEL: label} if label else {}),
            **({DESCRIPTION: {"@value": about, "@language": self.words.language}} if about else {}),
        }

    def _people(self, path: Path) -> list[Node]:
        codes = self.register.fact((*path, "data_subjects"))
        kind = _class("data_subject")
        found = [
            self._coded("data_subject", code, kind)
            for code in (codes if isinstance(codes, tuple) else ())
        ]
        other = self._text((*path, "other_data_subjects"))
        return found + ([{"@type": [kind], LABEL: other}] if other else [])

    def _transfer(self, path: Path) -> Node:
        mechanism = self.register.fact((*path, "mechanism"))
        derogation = self.register.fact((*path, "derogation"))
        codes = (("transfer_mechanism", mechanism), ("derogation", derogation))
        bases = [
            {"@id": terms()[enum][code]}
            for enum, code in codes
            if isinstance(code, str) and code in terms()[enum]
        ]
        to = self._text((*path, "to"))
        found = next((name for name in ("processors", "parties") if to in self._ids(name)), None)
        importer = self._point([(found, to)]) if found and to else []
        country = self._country((*path, "country"))
        kinds = [_class("process")]
        return self._node(path, kinds, importer=importer, basis=bases, country=country)

    def _measures(self, path: Path) -> dict[str, list[Node]]:
        """The measures of the activity and of the organisation, by kind."""
        ids = (
            *self.words.ids((*path, "measures")),
            *self.words.ids(("organisation", "standard_measures")),
        )
        found: dict[str, list[Node]] = {}
        for name in dict.fromkeys(ids):
            kind = self.register.fact(("measures", name, "kind"))
            key = kind if kind in terms()["measure_kind"] else "measure"
            found.setdefault(str(key), []).extend(self._point([("measures", name)]))
        return found


def _class(name: str) -> str:
    return terms()["classes"][name]


def _unique(nodes: Iterable[Node]) -> list[Node]:
    return list({node["@id"]: node for node in nodes}.values())


_KEYS: Final = {"label": LABEL, "description": DESCRIPTION, **terms()["properties"]}
_NOT_PERSONAL: Final = {"dpv:Data", "dpv:NonPersonalData"}
