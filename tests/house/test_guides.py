"""What the guides show is run: files are written as shown, commands run, links followed, both languages alike."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from grondslag.publish.verify import verify

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "site" / "docs"
GUIDES = [DOCS / "index.md", *sorted(DOCS.glob("*/*.md"))]
HOME = {"nl": DOCS / "index.md", "en": DOCS / "en" / "index.md"}
BLOCK = re.compile(r"(?:^`([^`\n]+)`\n\n)?^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAIRS = {
    "beginnen": "start", "rode-pull-request": "red-pull-request", "fg-en-auditor": "dpo-and-auditor",
    "eigen-regels": "own-rules", "ci": "ci", "exporteren": "exporting", "documenten": "documents",
    "inlezen": "importing", "openbare-site": "public-site",
}  # fmt: skip
WRONG_USE, INTERNAL = 2, 70


def blocks(guide: Path) -> list[tuple[str, str, str]]:
    """Kind, name of the file and text of each block; the name stands on a line of its own above it."""
    found = BLOCK.findall(guide.read_text(encoding="utf-8"))
    return [(kind, title, text) for title, kind, text in found]


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: f"{guide.parent.name}/{guide.stem}")
def test_every_command_of_a_guide_runs_on_the_files_that_it_shows(
    guide: Path, grondslag, tmp_path: Path
) -> None:
    commands: list[str] = []
    for kind, title, text in blocks(guide):
        assert kind in {"yaml", "rule", "console", "text"}
        if kind in {"yaml", "rule"}:
            assert title, "a file that is shown has its name"
        if title:
            file = tmp_path / title
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
            if kind == "yaml":
                assert yaml.safe_load(text)
        commands += re.findall(r"^\$ grondslag (.+)$", text, re.MULTILINE)
    assert commands
    for command in commands:
        ran = grondslag(*command.split())
        assert ran.status not in {WRONG_USE, INTERNAL}, (command, ran.err)
        if "register/" not in " ".join(title for _, title, _ in blocks(guide)):
            assert ran.status == 0, (command, ran.out, ran.err)
        assert "file-not-recognised" not in ran.out
        assert "unknown-field" not in ran.out


@pytest.mark.parametrize("guide", ["nl/beginnen.md", "en/start.md"])
def test_the_first_guide_finds_the_violation_that_it_tells_of(guide, grondslag, tmp_path) -> None:
    (title, text) = next((t, x) for _, t, x in blocks(DOCS / guide) if t)
    (tmp_path / "register").mkdir()
    (tmp_path / title).write_text(text, encoding="utf-8")
    ran = grondslag("check", "--only", "processor-without-agreement", "--format", "concise")
    assert ran.status == 1
    assert "processor-without-agreement" in ran.out
    grondslag("baseline", "create")
    assert grondslag("check").status == 0


@pytest.mark.parametrize("guide", HOME.values(), ids=HOME)
def test_the_first_page_shows_what_its_command_writes(guide, grondslag, tmp_path: Path) -> None:
    (_, title, register), (_, _, command), (_, _, shown) = blocks(guide)
    (tmp_path / "register").mkdir()
    (tmp_path / title).write_text(register, encoding="utf-8")
    ran = grondslag(*command.strip().removeprefix("$ grondslag ").split())
    assert (ran.status, ran.out) == (1, shown)


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_links_of_guides_lead_somewhere(guide: Path) -> None:
    for link in re.findall(r"\]\(([^)#]+)", guide.read_text(encoding="utf-8")):
        # The site takes docs/reference and docs/catalogue in beside the guides.
        target = (guide.parent / link).resolve()
        inside = target.relative_to(DOCS)
        assert target.is_file() or (ROOT / "docs" / inside).is_file(), link


def test_both_languages_have_the_same_guides_with_the_same_steps() -> None:
    assert {guide.stem for guide in DOCS.glob("nl/*.md")} == set(PAIRS)
    assert {guide.stem for guide in DOCS.glob("en/*.md")} == {"index", *PAIRS.values()}
    pairs = [(DOCS / "nl" / f"{nl}.md", DOCS / "en" / f"{en}.md") for nl, en in PAIRS.items()]
    for pair in [(HOME["nl"], HOME["en"]), *pairs]:
        shapes = [
            (
                [kind for kind, _, _ in blocks(file)],
                re.findall(r"^#+", file.read_text("utf-8"), re.M),
            )
            for file in pair
        ]
        assert shapes[0] == shapes[1]


def test_the_documentation_is_built_with_every_link_and_anchor_in_order(tmp_path: Path) -> None:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    config = load_config(str(ROOT / "site" / "mkdocs.yml"), site_dir=str(tmp_path / "out"))
    build(config)
    pages, faults = verify(tmp_path / "out")
    assert not faults
    made = {
        file.name
        for folder in ("reference", "catalogue")
        for file in (ROOT / "docs" / folder).glob("*.md")
    }
    assert pages >= len(made) + len(GUIDES)
    for guide in GUIDES:
        folder = (tmp_path / "out" / guide.relative_to(DOCS)).with_suffix("")
        page = folder.parent if guide.stem == "index" else folder
        said = (page / "index.html").read_text("utf-8")
        language = "nl" if guide == HOME["nl"] else guide.parent.name
        assert f'<html lang="{language}">' in said
        assert said.count('aria-current="page"') == 1
        assert not re.search(r'href="(?!\w+:)[^"]*/["#]', said), "a folder opens no page from disk"
        assert 'hreflang="' in said
        assert said.count("<pre ") == len(blocks(guide))
        assert "```" not in said
