"""A paper in a real browser: its style holds, nothing is asked of elsewhere, it fits on 320 px, axe finds no fault.

Needs Chromium and Playwright, and axe-core from npm (`make npm`). Without them it is skipped.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from canaries import write_register
from grondslag.interchange.papers.kinds import KINDS
from interchange.papers.paper_kit import MODEL, file_of, made_of
from model.written import read
from npm_tools import npm_tool

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs chromium")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "EN-301-549", "best-practice"]


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with playwright.sync_playwright() as started:
        launched = started.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    write_register(folder, MODEL)
    register, _ = read((folder / "register.yaml").read_text(encoding="utf-8"))
    for name, kind in KINDS.items():
        which = "breaches-1" if kind.must else None
        text = file_of(name, made_of(name, register, "nl", which=which), "html")
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_runs_is_fetched_or_refused_and_it_fits(browser, papers: Path, kind: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 800})
    told: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("dialog", lambda dialog: told.append(dialog.message))
    page.on("request", lambda request: asked.append(request.url))
    address = (papers / f"{kind}.html").as_uri()
    page.goto(address)
    assert told == []
    assert asked == [address]
    assert page.evaluate("getComputedStyle(document.querySelector('main')).maxWidth") != "none"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_no_violation(browser, papers: Path, kind: str) -> None:
    axe = npm_tool("axe-core", "axe.min.js")
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto((papers / f"{kind}.html").as_uri())
    page.add_script_tag(path=str(axe))
    found = page.evaluate(
        "tags => axe.run(document, {runOnly: tags}).then((done) => done.violations.map("
        "(one) => [one.id, one.nodes.slice(0, 3).map((node) => node.html)]))",
        TAGS,
    )
    context.close()
    assert found == []
