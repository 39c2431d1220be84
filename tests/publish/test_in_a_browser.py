"""Pages in a real browser: nothing of a register runs, leaves or forges; no barriers; usable by keyboard and on 320 px.

Needs Chromium and Playwright, and axe-core from npm (`make npm`). Without them it is skipped.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from canaries import write_register
from npm_tools import npm_tool

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs chromium")

KINDS = (
    "index.html",
    "oordelen/index.html",
    "oordelen/niet-te-bepalen/index.html",
    "open-vragen/index.html",
    "matrix/index.html",
    "uitzonderingen/index.html",
    "stromen/index.html",
    "doorgiften/index.html",
    "dpia/index.html",
    "fg/index.html",
    "marketing/index.html",
    "cookies/index.html",
    "verzoeken/index.html",
    "organisatie/index.html",
    "verwerkingen/index.html",
    "verwerkingen/processing-1/index.html",
    "verwerkingen/processing-1/uitleg/index.html",
    "verwerkers/index.html",
    "datalekken/index.html",
    "bewaartermijnen/index.html",
    "eisen/index.html",
    "eisen/deel/2/index.html",
    "eisen/processor-without-agreement/index.html",
    "over/index.html",
    "downloads/index.html",
)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "EN-301-549", "best-practice"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from grondslag.cli.main import main
    from grondslag.model.vocabulary import load_model

    root = tmp_path_factory.mktemp("canaries")
    (root / "register").mkdir()
    (root / "grondslag.yaml").write_text("version: 1\n", encoding="utf-8")
    write_register(root / "register", load_model())
    out = root / "out"
    words = ["site", "build", f"--root={root}", f"--out={out}", "--as-of=2026-11-24", "--lang=nl"]
    assert main(words) == 0
    return out


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with playwright.sync_playwright() as started:
        launched = started.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield launched
        launched.close()


PUBLIC = (
    "index.html",
    "verwerkingen/processing-1/index.html",
    "rechten/index.html",
    "cookies/index.html",
    "wijzigingen/index.html",
    "toegankelijkheid/index.html",
)


@pytest.fixture(scope="module")
def public_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from grondslag.cli.main import main
    from grondslag.model.vocabulary import load_model

    root = tmp_path_factory.mktemp("public")
    (root / "register").mkdir()
    (root / "grondslag.yaml").write_text("version: 1\n", encoding="utf-8")
    write_register(root / "register", load_model())
    # The first code of every list stands in the register: a household's activities have no page for everyone.
    file = root / "register" / "register.yaml"
    data = json.loads(file.read_text(encoding="utf-8"))
    for entry in data["processing"].values():
        entry["out_of_scope"] = {"$": "none"}
    text = json.dumps(data).replace('{"$": "none"}', "none")
    file.write_text(text, encoding="utf-8")
    out = root / "out"
    words = ["site", "build", f"--root={root}", f"--out={out}", "--as-of=2026-11-24", "--lang=nl"]
    assert main([*words, "--audience=public"]) == 0
    return out


@pytest.mark.parametrize("kind", PUBLIC)
def test_the_site_for_everyone_is_as_safe_and_as_easy_to_use(browser, public_site, kind) -> None:
    test_nothing_of_a_register_runs_leaves_or_forges(browser, public_site, kind)
    test_a_page_fits_on_320_pixels(browser, public_site, kind)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", PUBLIC)
def test_axe_finds_no_violation_on_the_site_for_everyone(
    browser, public_site, kind, scheme
) -> None:
    test_axe_finds_no_violation(browser, public_site, kind, scheme)


def visit(browser, site: Path, kind: str, **options):
    context = browser.new_context(**options)
    page = context.new_page()
    page.seen = []
    page.on(
        "dialog", lambda dialog: (page.seen.append(f"dialog {dialog.message}"), dialog.dismiss())
    )
    page.on("pageerror", lambda error: page.seen.append(f"error {error}"))
    page.on(
        "request",
        lambda asked: None if asked.url.startswith("file://") else page.seen.append(asked.url),
    )
    page.goto((site / kind).as_uri())
    return page


def test_no_fault_in_any_page_of_the_canary_site(site: Path) -> None:
    from grondslag.publish.verify import verify

    pages, faults = verify(site)
    assert pages > 150
    assert faults == ()


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_a_register_runs_leaves_or_forges(browser, site: Path, kind: str) -> None:
    page = visit(browser, site, kind)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.wait_for_timeout(50)
    assert page.seen == []
    # Everything that a verdict looks like is ours, and every row has as many cells as its head.
    odd = page.evaluate(
        """() => Array.from(document.querySelectorAll('table')).filter((table) => {
          const wide = table.tHead.rows[0].cells.length;
          return Array.from(table.rows).some((row) => row.cells.length !== wide);
        }).length"""
    )
    assert odd == 0
    assert page.locator("main h1").count() == 1
    assert page.locator("main img, main script, main form, main iframe, main style").count() == 0
    # Drawings are ours, and hold nothing but shapes, words and links of the site.
    assert page.locator("main svg:not(figure.picture > .drawing > svg)").count() == 0
    drawn = page.eval_on_selector_all("main svg *", "all => all.map((one) => one.localName)")
    assert set(drawn) <= {"g", "a", "title", "desc", "rect", "line", "path", "circle", "text"}
    hrefs = page.eval_on_selector_all(
        "a[href]", "all => all.map((one) => one.getAttribute('href'))"
    )
    assert [
        one for one in hrefs if one.lower().startswith(("javascript:", "data:", "//")) or "@" in one
    ] == []
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_no_violation(browser, site: Path, kind: str, scheme: str) -> None:
    axe = npm_tool("axe-core", "axe.min.js")
    page = visit(browser, site, kind, color_scheme=scheme, bypass_csp=True)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.add_script_tag(path=str(axe))
    found = page.evaluate(
        "tags => axe.run(document, {runOnly: tags}).then((done) => done.violations.map("
        "(one) => [one.id, one.nodes.slice(0, 3).map((node) => node.html)]))",
        TAGS,
    )
    page.context.close()
    assert found == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_fits_on_320_pixels(browser, site: Path, kind: str) -> None:
    page = visit(browser, site, kind, viewport={"width": 320, "height": 800})
    page.evaluate(
        "document.querySelectorAll('main details').forEach((one) => { one.open = true; })"
    )
    wide = page.evaluate("document.documentElement.scrollWidth")
    # Rows become cards: no table has to be scrolled sideways either.
    scrolled = page.evaluate(
        "Array.from(document.querySelectorAll('.scroll'))"
        ".filter((box) => box.scrollWidth > box.clientWidth + 1).length"
    )
    page.context.close()
    assert wide <= 320
    assert scrolled == 0


@pytest.mark.parametrize(
    "kind", ["index.html", "verwerkers/index.html", "verwerkers/processors-1/index.html"]
)
def test_text_of_twice_the_size_fits(browser, site: Path, kind: str) -> None:
    page = visit(browser, site, kind, viewport={"width": 1280, "height": 900}, bypass_csp=True)
    page.add_style_tag(content="html { font-size: 200% !important; }")
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.context.close()
    assert wide <= 1280


def test_the_keyboard_reaches_the_content_and_the_search(browser, site: Path) -> None:
    page = visit(browser, site, "index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#content"
    page.focus("#search")
    page.keyboard.type("processor-without")
    page.wait_for_selector("#results li")
    page.keyboard.press("ArrowDown")
    assert (
        page.evaluate("document.querySelector('#results li').getAttribute('aria-selected')")
        == "true"
    )
    page.keyboard.press("Enter")
    page.wait_for_url("**/eisen/processor-without-agreement/index.html")
    assert page.seen == []
    page.context.close()


def test_a_filter_leaves_the_rows_that_fit(browser, site: Path) -> None:
    page = visit(browser, site, "eisen/index.html")
    rows = page.locator("main tbody tr:visible")
    everything = rows.count()
    page.fill("[data-filter-text]", "juist")
    assert 0 < rows.count() < everything
    page.context.close()


def test_print_shows_what_is_folded(browser, site: Path) -> None:
    page = visit(browser, site, "verwerkingen/processing-1/uitleg/index.html")
    page.emulate_media(media="print")
    assert page.locator("details.folded .steps li").first.is_visible()
    assert not page.locator(".menu").is_visible()
    page.context.close()
