"""The linked data of a register: valid as RDF, each activity, basis and recipient in it, only terms that exist."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from rdflib import Graph, URIRef

from grondslag.interchange.exporting.dpv import CONTEXT, dpv_json, terms
from grondslag.model.facts import Register
from interchange.registers import MODEL, registers
from interchange.test_register_json import plain
from model.written import read

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted(
    path.parent.parent.name for path in (ROOT / "examples").glob("*/register/organis*.yaml")
)
PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in CONTEXT.items())
ENUMS = sorted(name for name in terms() if name not in {"classes", "properties"})
TERMS_OF_THE_VOCABULARY = Path(__file__).with_name("dpv-terms.expected.txt")


def graph_of(register: Register, site_url: str | None = None) -> Graph:
    text = dpv_json(register, MODEL, "nl", site_url)
    assert list(json.loads(text)["@context"]) == list(CONTEXT)
    return Graph().parse(data=text, format="json-ld")


def rows(graph: Graph, query: str) -> set[tuple[str, ...]]:
    return {tuple(str(value) for value in row) for row in graph.query(PREFIXES + query)}


def expanded(term: str) -> str:
    prefix, _, name = term.partition(":")
    return CONTEXT[prefix] + name


def bases_of(activity: dict[str, Any]) -> Iterator[tuple[str, str]]:
    purposes = activity.get("purposes")
    for name, facts in purposes.items() if isinstance(purposes, dict) else ():
        if isinstance(facts.get("basis"), str):
            yield name, facts["basis"]


def example(name: str) -> Register:
    files = sorted((ROOT / "examples" / name / "register").glob("*.yaml"))
    return read({path.name: path.read_text(encoding="utf-8") for path in files})[0]


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_activity_basis_recipient_and_processor_is_there(name) -> None:
    register = example(name)
    graph = graph_of(register, "https://register.example/")
    start = "https://register.example/#"
    activities = register.collections["processing"]
    found = rows(graph, "SELECT ?a ?name { ?a a dpv:PersonalDataProcess ; rdfs:label ?name }")
    assert found == {(f"{start}processing/{key}", each["name"]) for key, each in activities.items()}
    bases = {
        (f"{start}processing/{key}/purposes/{purpose}", expanded(terms()["lawful_basis"][basis]))
        for key, each in activities.items()
        for purpose, basis in bases_of(each)
    }
    query = (
        "SELECT ?p ?b { ?p a dpv:Purpose ; dpv:hasLegalBasis ?b FILTER(CONTAINS(STR(?b), '#A6-')) }"
    )
    assert rows(graph, query) == bases
    for field, collection, properties in (
        ("recipients", "parties", "dpv:hasRecipient|dpv:hasRecipientDataController"),
        ("processors", "processors", "dpv:hasDataProcessor"),
    ):
        expected = {
            (f"{start}processing/{key}", f"{start}{collection}/{each}")
            for key, facts in activities.items()
            for each in (facts[field] if isinstance(facts.get(field), tuple) else ())
        }
        told = rows(graph, f"SELECT ?a ?o {{ ?a a dpv:PersonalDataProcess ; ({properties}) ?o }}")
        assert {pair for pair in told if f"#{collection}/" in pair[1]} == expected
    data = {
        f"{start}processing/{key}/data/{each}"
        for key, facts in activities.items()
        for each in (facts["data"] if isinstance(facts.get("data"), dict) else ())
    }
    assert {
        row[0] for row in rows(graph, "SELECT ?d { ?a dpv:hasPersonalData|dpv:hasData ?d }")
    } == data
    assert len(graph) > 10 * len(activities)


def test_the_triples_of_an_example_are_counted() -> None:
    graph = graph_of(example("manufacturer"))
    assert len(graph) == 246
    query = "SELECT ?c ?b { ?a dpv:hasProcess ?t . ?t dpv:hasCountry/dct:identifier ?c ; dpv:hasLegalBasis ?b }"
    gdpr = CONTEXT["eu-gdpr"]
    assert rows(graph, query) == {("GB", f"{gdpr}A45-3"), ("US", f"{gdpr}A45-3")}
    kinds = rows(graph, "SELECT ?k { ?d a dpv:SpecialCategoryPersonalData, ?k }")
    assert kinds == {(expanded("dpv:SpecialCategoryPersonalData"),), (expanded("pd:Health"),)}


def used_terms(graph: Graph) -> set[str]:
    ours = tuple(iri for name, iri in CONTEXT.items() if name in {"dpv", "eu-gdpr", "pd"})
    parts = {part for triple in graph for part in triple}
    return {str(part) for part in parts if isinstance(part, URIRef) and str(part).startswith(ours)}


def test_the_table_has_codes_of_the_model_and_terms_of_the_vocabulary() -> None:
    for name in ENUMS:
        assert set(terms()[name]) <= set(MODEL.enums[name].codes), name
    known = set(TERMS_OF_THE_VOCABULARY.read_text(encoding="utf-8").split())
    assert {term for table in terms().values() for term in table.values()} == known
    complete = ("lawful_basis", "special_exception", "derogation", "data_class", "measure_kind")
    for name in complete:
        assert set(terms()[name]) == set(MODEL.enums[name].codes), name
    mechanisms = set(MODEL.enums["transfer_mechanism"].codes)
    assert mechanisms - set(terms()["transfer_mechanism"]) == {"derogation"}


@settings(max_examples=100, deadline=None)
@given(registers())
def test_any_register_is_valid_and_uses_no_other_terms(facts) -> None:
    graph = graph_of(Register(plain(facts)))
    known = {term for table in terms().values() for term in table.values()}
    expanded = {
        CONTEXT[prefix] + name for prefix, _, name in (term.partition(":") for term in known)
    }
    assert used_terms(graph) <= expanded
    assert Graph().parse(data=graph.serialize(format="turtle"), format="turtle")


def test_a_text_stays_a_text_and_two_organisations_stay_apart() -> None:
    nasty = '"<script>alert(1)</script> <https://evil.example> @id \\'
    register, _ = read("organisatie: {naam: A}\nverwerkingen: {a: {naam: 'x'}}\n")
    register.collections["processing"]["a"]["name"] = nasty
    graph = graph_of(register)
    assert rows(graph, "SELECT ?n { ?a a dpv:PersonalDataProcess ; rdfs:label ?n }") == {(nasty,)}
    other, _ = read("organisatie: {naam: B}\nverwerkingen: {a: {naam: 'x'}}\n")
    subjects = [set(map(str, each.subjects())) for each in (graph, graph_of(other))]
    assert not subjects[0] & subjects[1]
