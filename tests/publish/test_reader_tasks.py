"""Ten things that readers come for, done in a real browser: by clicks alone, from the first page, in so many clicks.

Needs Chromium and Playwright; without them it is skipped.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs chromium")

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "manufacturer"


class Reader:
    """Somebody with a mouse: counts the clicks, and reads what can be seen."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.clicks = 0

    def click(self, role: str, name: str, within: str = "body") -> Reader:
        """Clicks the first thing of that role and name that can be seen."""
        self.page.locator(within).get_by_role(role, name=name, exact=True).first.click()
        self.clicks += 1
        return self

    def choose(self, group: str, name: str) -> Reader:
        """Unfolds a group of the menu and clicks a page in it."""
        return self.open(group).click("link", name, ".menu")

    def open(self, words: str) -> Reader:
        """Unfolds what is headed by these words."""
        self.page.locator("summary", has_text=words).first.click()
        self.clicks += 1
        return self

    def row(self, words: str) -> str:
        """The text of the first visible row that holds these words."""
        return str(self.page.locator("main tr:visible", has_text=words).first.inner_text())

    def sees(self, *words: str) -> bool:
        """Whether all of these can be seen on the page."""
        text = self.page.locator("main").inner_text()
        return all(word in text for word in words)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    from grondslag.cli.main import main

    found = {}
    for audience in ("internal", "public"):
        out = tmp_path_factory.mktemp("tasks") / audience
        words = ["site", "build", f"--root={EXAMPLE}", f"--out={out}", f"--audience={audience}"]
        assert main([*words, "--as-of=2026-11-24", "--lang=en"]) == 0
        found[audience] = out
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        launched = started.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield launched
        launched.close()


@pytest.fixture
def reader(
    browser: Any, sites: dict[str, Path], request: pytest.FixtureRequest
) -> Iterator[Reader]:
    audience = "public" if "citizen" in request.node.name else "internal"
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto((sites[audience] / "index.html").as_uri())
    yield Reader(page)
    context.close()


def test_auditor_which_processors_have_no_agreement(reader: Reader) -> None:
    # On the first page the parts of the register are named with what wants attention.
    reader.click("link", "Processors", "main")
    table = reader.page.locator("table", has_text="Processor without an agreement in force")
    assert "Web builder" in table.locator("tr", has_text="violation").last.inner_text()
    assert reader.clicks == 1


def test_developer_why_is_this_red_and_what_do_i_type(reader: Reader) -> None:
    reader.click("link", "Processor without an agreement in force", "main")
    verdict = reader.page.locator("#processor-without-agreement")
    text = verdict.inner_text()
    assert "violation" in text
    assert "register/processors.yaml:" in text
    assert "agreement:" in verdict.locator("pre").last.inner_text()
    assert reader.clicks == 1


def test_developer_what_do_i_record_first(reader: Reader) -> None:
    reader.click("link", "To be recorded", ".menu")
    assert "processing.visitors.data" in reader.row("settles")
    assert reader.clicks == 1


def test_auditor_on_what_does_a_verdict_rest(reader: Reader) -> None:
    reader.click("link", "Breaches", "main").click("link", "Breach notified late", "main")
    verdict = reader.page.locator("#breach-reported-late")
    assert "GDPR art. 33(1)" in verdict.inner_text()
    # Who comes for a verdict finds it unfolded.
    steps = verdict.locator(".steps").first
    assert steps.is_visible()
    assert "breaches.2026-07.notified_at" in steps.inner_text()
    assert reader.clicks == 2


def test_officer_was_the_breach_notified_within_72_hours(reader: Reader) -> None:
    reader.click("link", "Breaches", "main")
    assert "99 hours" in reader.row("99 hours")
    assert "violation" in reader.row("99 hours")
    assert reader.clicks == 1


def test_officer_what_falls_due_in_the_next_30_days(reader: Reader) -> None:
    assert "Request of a person answered late" in reader.row("2026-12-21")
    assert reader.clicks == 0


def test_officer_must_there_be_an_officer_and_is_that_law(reader: Reader) -> None:
    reader.choose("Register", "Data protection officer")
    law = reader.page.locator("section", has=reader.page.locator("#dpo-law"))
    assert "not applicable" in law.inner_text()
    assert "organisation.public_authority" in law.inner_text()
    house = reader.page.locator("section", has=reader.page.locator("#dpo-house"))
    assert "300" in house.inner_text()
    assert reader.clicks == 2


def test_auditor_which_data_leave_the_eea_and_on_what_ground(reader: Reader) -> None:
    reader.choose("Processors and transfers", "Transfers")
    assert "US" in reader.row("Cloud US Inc.")
    assert "Adequacy decision" in reader.row("Cloud US Inc.")
    assert reader.clicks == 2


def test_officer_which_violations_are_there(reader: Reader) -> None:
    reader.click("link", "violation", "main")
    count = reader.page.locator("main table tbody tr").count()
    assert count == reader.page.locator("main table tbody b.v").count() == 26
    assert reader.clicks == 1


@pytest.mark.parametrize("script", [True, False])
def test_every_page_of_the_menu_is_two_clicks_away_also_without_a_script(
    browser: Any, sites: dict[str, Path], script: bool
) -> None:
    context = browser.new_context(
        viewport={"width": 320, "height": 800}, java_script_enabled=script
    )
    page = context.new_page()
    page.goto((sites["internal"] / "index.html").as_uri())
    groups = page.locator(".menu details")
    assert groups.count() == 6
    for number in range(groups.count()):
        group, links = groups.nth(number), groups.nth(number).locator("a")
        # Without a script the first group stands open, which asks one click less.
        assert links.first.is_visible() == (number == 0 and not script)
        if not links.first.is_visible():
            group.locator("summary").click()
        assert all(links.nth(place).is_visible() for place in range(links.count()))
    leads = page.eval_on_selector_all(".menu a", "all => all.map((one) => one.href)")
    assert len(set(leads)) == len(leads) > 20
    context.close()


def test_citizen_until_when_may_they_keep_my_cv(reader: Reader) -> None:
    reader.click("link", "Recruitment", "main")
    assert "1 year, counted from: end of the application procedure" in reader.row("CV and letter")
    assert reader.clicks == 1


def test_citizen_how_do_i_see_my_data_and_where_do_i_complain(reader: Reader) -> None:
    reader.page.locator(".menu a[href*='rechten']").click()
    reader.clicks += 1
    assert reader.sees("privacy@manufacturer.example", "Autoriteit Persoonsgegevens")
    assert reader.clicks == 1


def test_citizen_who_gets_my_data_and_where_are_they(reader: Reader) -> None:
    reader.click("link", "Recruitment", "main")
    assert "Germany" in reader.row("Server for applications")
    assert reader.clicks == 1
