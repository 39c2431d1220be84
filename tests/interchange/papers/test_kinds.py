"""The other papers: what their articles ask is told or is a gap, and none say more than the register does."""

from __future__ import annotations

from pathlib import Path

import pytest

from grondslag.interchange.papers.kinds import KINDS
from grondslag.interchange.papers.missing import is_plural
from interchange.papers.paper_kit import gaps, made, markdown
from interchange.papers.test_privacy_statement import changed

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


def example(name: str) -> dict[str, str]:
    folder = EXAMPLES / name / "register"
    return {
        f"register/{file.name}": file.read_text(encoding="utf-8")
        for file in sorted(folder.glob("*.yaml"))
    }


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("text", ["organisatie: {naam: A}", "processing: none", "websites: geen"])
def test_an_almost_empty_register_gives_gaps_and_no_crash(kind, language, text) -> None:
    if KINDS[kind].must:
        text = "datalekken: {'1': {}}"
    paper = made(kind, text, language, which="1" if KINDS[kind].must else None)
    assert paper.paper.gaps == len(paper.facts.gaps)
    assert paper.paper.gaps >= 1 or kind in {"legitimate-interest", "processor-annex"}


# --- article 30 ----------------------------------------------------------------------------------

PROCESSOR = """
organisatie: {naam: Hoster, contact: info@h.example, fg: geen}
verwerkingen:
  hosting:
    naam: Hosting
    rol: verwerker
    namens: klant
    omschrijving: Opslag van dossiers
    doorgiften: geen
    maatregelen: back-up
partijen: {klant: {naam: Klant, contact: fg@klant.example, vertegenwoordiger: Vert}}
maatregelen: {back-up: {onderwerp: back_up_en_herstel}}
"""


def test_what_is_done_for_others_stands_in_the_second_part() -> None:
    text = markdown("register", PROCESSOR)
    second = text.partition("artikel 30 lid 2")[2]
    for words in ("Klant. Contact: fg@klant.example", "Vertegenwoordiger: Vert", "Opslag van"):
        assert words in second
    assert "back-up en herstel" in second
    assert gaps(made("register", PROCESSOR)) == {}


def test_a_register_without_a_second_part_says_so_in_the_table() -> None:
    text = markdown("register", example("zzp"))
    assert "artikel 30 lid 2)" not in text
    assert "geen verwerking namens een ander" in text


def test_the_items_of_article_30_follow_its_letters() -> None:
    text = markdown("register", example("manufacturer"), "en")
    places = [text.index(f"**{letter}. ") for letter in "bcdefg"]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "path",
    [
        ("organisation", "name"),
        ("organisation", "contact"),
        ("organisation", "dpo"),
        ("processing", "shop", "purposes"),
        ("processing", "shop", "purposes", "orders", "description"),
        ("processing", "shop", "data"),
        ("processing", "shop", "data", "names", "description"),
        ("processing", "shop", "data", "names", "retention"),
        ("processing", "shop", "data_subjects"),
        ("processing", "shop", "transfers"),
        ("processing", "shop", "transfers", "out", "mechanism"),
        ("processing", "shop", "processors"),
        ("retention", "short", "term"),
    ],
    ids=".".join,
)
def test_what_article_30_asks_and_is_not_recorded_is_a_gap(path: tuple[str, ...]) -> None:
    field = ".".join(path)
    found = gaps(made("register", changed(*path), "en"))
    assert any(one == field or one.startswith(f"{field}.") for one in found), found


def test_measures_that_are_not_recorded_are_a_gap_and_none_is_an_answer() -> None:
    whole = changed("organisation", "name", to="Acme")
    assert "processing.shop.measures" in gaps(made("register", whole, "en"))
    none = changed("processing", "shop", "measures", to="none")
    assert "processing.shop.measures" in gaps(made("register", none, "en"))


# --- article 33 ----------------------------------------------------------------------------------


def breach(**fields: str) -> str:
    written = {
        "feiten": "Mail verkeerd gestuurd",
        "ontdekt_op": "2026-10-24T10:00+02:00",
        "aard": "vertrouwelijkheid",
        "verwerkingen": "geen",
        "aantal_betrokkenen": "3",
        "gevolgen": "Kennis",
        "herstelmaatregelen": "Gewist",
        "risico": "hoog",
        "gemeld_bij_ap_op": "2026-10-25T10:00+01:00",
        "betrokkenen_ingelicht_op": "2026-10-26",
        **fields,
    }
    inside = "".join(f"    {key}: {value}\n" for key, value in written.items() if value)
    organisation = "organisatie: {naam: A, contact: c@a.example, fg: geen}\n"
    return f"taal: nl\n{organisation}datalekken:\n  '2026-1':\n{inside}"


def test_the_term_of_72_hours_ends_on_the_clock_of_the_place() -> None:
    text = markdown("breach-facts", breach(), which="2026-1")
    assert "72 uur na de ontdekking: 27-10-2026 09:00" in text  # The clock went back on the 25th.
    found = gaps(made("breach-facts", breach(), which="2026-1"))
    assert list(found.values()) == ["write"]


def test_a_day_without_hour_gives_two_moments() -> None:
    text = markdown("breach-facts", breach(ontdekt_op="2026-11-02"), which="2026-1")
    assert "tussen 05-11-2026 00:00 en 05-11-2026 23:59" in text


@pytest.mark.parametrize(
    ("field", "path"),
    [
        ("feiten", "feiten"),
        ("ontdekt_op", "ontdekt_op"),
        ("aard", "aard"),
        ("verwerkingen", "verwerkingen"),
        ("aantal_betrokkenen", "aantal_betrokkenen"),
        ("gevolgen", "gevolgen"),
        ("herstelmaatregelen", "herstelmaatregelen"),
        ("risico", "risico"),
        ("gemeld_bij_ap_op", "gemeld_bij_ap_op"),
        ("betrokkenen_ingelicht_op", "betrokkenen_ingelicht_op"),
    ],
)
def test_a_fact_of_a_breach_that_is_not_recorded_is_a_gap(field: str, path: str) -> None:
    found = gaps(made("breach-facts", breach(**{field: ""}), which="2026-1"))
    assert found[f"datalekken.2026-1.{path}"] == "absent"


def test_a_late_notification_without_reason_is_a_gap() -> None:
    late = breach(gemeld_bij_ap_op="2026-10-27T09:01+01:00")
    assert "datalekken.2026-1.te_laat_omdat" in gaps(made("breach-facts", late, which="2026-1"))
    in_time = breach(gemeld_bij_ap_op="2026-10-27T09:00+01:00")
    assert "na 72 uur." not in markdown("breach-facts", in_time, which="2026-1")


# --- articles 15 and 28, interests, cookies --------------------------------------------------------


def test_a_reply_names_processors_and_leaves_the_copy_to_the_writer() -> None:
    text = markdown("access-reply", example("zzp"), people=("subscribers",))
    assert "Mailer Inc." in text
    assert "Opdrachten en facturen" not in text
    assert "voeg hier de kopie van de gegevens bij" in text


def test_an_annex_tells_of_one_processor() -> None:
    text = markdown("processor-annex", example("zzp"), which="boekhouder")
    assert "Administratiekantoor Voorbeeld" in text
    assert "Mailer" not in text
    assert "Nieuwsbrief" not in text
    found = gaps(made("processor-annex", example("zzp"), which="mailer"))
    assert found["verwerkers.mailer.verwerkersovereenkomst"] == "none"


def test_an_assessment_has_its_steps_and_a_purpose_without_one_has_gaps() -> None:
    text = markdown("legitimate-interest", example("manufacturer"), "en")
    assert "Patrols alone proved too little" in text
    assert "Done on 2022-05-01" in text
    found = gaps(made("legitimate-interest", example("manufacturer"), "en"))
    assert found == {"processing.customers.purposes.market-research.balancing_test": "none"}


def test_a_cookie_that_is_not_exempt_needs_consent_and_a_way_back() -> None:
    text = markdown("cookie-statement", example("manufacturer"), "en")
    assert "| marketing, tracking, advertising | pixel | needed | 1 year | none |" in text
    assert "tracking pixel" not in text
    found = gaps(made("cookie-statement", example("manufacturer"), "en"))
    assert list(found) == ["write here how visitors withdraw their consent"]


def test_a_website_without_cookies_says_so_only_where_that_is_recorded() -> None:
    assert "plaatst en leest niets" in markdown("cookie-statement", example("zzp"))
    unsaid = "websites: {site: {adres: https://a.example}}"
    assert "plaatst en leest niets" not in markdown("cookie-statement", unsaid)
    assert "websites.site.cookies" in gaps(made("cookie-statement", unsaid))


@pytest.mark.parametrize("name", ["zzp", "manufacturer", "stem"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_whole_statements(name, language, snapshot) -> None:
    text = markdown("privacy-statement", example(name), language)
    snapshot(f"privacy-statement.{name}.{language}", text)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_whole_registers(language, snapshot) -> None:
    snapshot(
        f"register.manufacturer.{language}", markdown("register", example("manufacturer"), language)
    )


@pytest.mark.parametrize(
    ("what", "plural"),
    [
        ("bewaartermijn", False),
        ("ontvangers van ‘x’", True),
        ("aard", False),
        ("gevolgen", True),
        ("aantal betrokkenen", False),
        ("‘betrokkenen ingelicht op’", False),
        ("reden", False),
        ("basis", False),
        ("data", True),
        ("sources of ‘x’", True),
    ],
)
def test_a_gap_speaks_of_one_or_of_many(what: str, plural: bool) -> None:
    assert is_plural(what) is plural
