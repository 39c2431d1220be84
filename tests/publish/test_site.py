"""The site of every example: built, verified, the same twice; and that nothing of others is ever written over."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from grondslag.publish.paging import LIMIT

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
NAMES = sorted(
    folder.name for folder in EXAMPLES.iterdir() if (folder / "grondslag.yaml").is_file()
)
AS_OF = "--as-of=2026-11-24"


def build(grondslag, root: Path, out: Path, *more: str):
    return grondslag("site", "build", f"--root={root}", f"--out={out}", AS_OF, *more)


@pytest.mark.parametrize("name", NAMES)
def test_the_site_of_an_example_has_no_faults_and_a_place_for_every_finding(
    grondslag, tmp_path: Path, name: str
) -> None:
    out = tmp_path / "out"
    ran = build(grondslag, EXAMPLES / name, out, "--lang=nl")
    assert (ran.status, ran.err) == (0, "")
    big = {file: file.stat().st_size for file in out.rglob("*.html")}
    assert {file: size for file, size in big.items() if size > LIMIT} == {}
    verified = grondslag("site", "verify", str(out))
    assert verified.status == 0, verified.out
    report = json.loads((out / "downloads" / "grondslag.json").read_text(encoding="utf-8"))
    from grondslag.findings.addresses import finding_anchor, record_address
    from grondslag.model.vocabulary import load_model

    model = load_model()
    for verdict in report["verdicts"]:
        path = tuple(verdict["subject"]["path"].split("."))
        page = out / record_address(model, path) / "index.html"
        anchor = finding_anchor(model, verdict["rule"], path)
        assert f'id="{anchor}"' in page.read_text(encoding="utf-8"), (page, anchor)


def test_two_builds_are_the_same_to_the_byte(grondslag, tmp_path: Path) -> None:
    outs = [tmp_path / "one", tmp_path / "two"]
    for out in outs:
        assert build(grondslag, EXAMPLES / "zzp", out).status == 0
    first, second = (
        {
            file.relative_to(out).as_posix(): file.read_bytes()
            for file in out.rglob("*")
            if file.is_file()
        }
        for out in outs
    )
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_a_folder_with_files_of_others_is_refused_and_left_alone(grondslag, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "mine.txt").write_text("x", encoding="utf-8")
    ran = build(grondslag, EXAMPLES / "zzp", out)
    assert ran.status == 2
    assert "mine.txt" in ran.err
    assert [file.name for file in out.iterdir()] == ["mine.txt"]


def test_a_site_is_replaced_but_not_with_a_file_of_others_among_it(
    grondslag, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert build(grondslag, EXAMPLES / "zzp", out).status == 0
    assert build(grondslag, EXAMPLES / "zzp", out).status == 0
    (out / "verwerkingen" / "mine.txt").write_text("x", encoding="utf-8")
    assert build(grondslag, EXAMPLES / "zzp", out).status == 2
    assert (out / "verwerkingen" / "mine.txt").is_file()


@pytest.mark.parametrize("place", ["", "register", "site", "register/out"])
def test_sources_are_never_written_over(grondslag, tmp_path: Path, place: str) -> None:
    (tmp_path / "grondslag.yaml").write_text("version: 1\n", encoding="utf-8")
    (tmp_path / "register").mkdir()
    (tmp_path / "register" / "a.yaml").write_text("verwerkers: geen\n", encoding="utf-8")
    ran = build(grondslag, tmp_path, tmp_path / place)
    assert ran.status == 2
    assert (tmp_path / "register" / "a.yaml").read_text(encoding="utf-8") == "verwerkers: geen\n"


def test_a_link_as_output_folder_is_refused(grondslag, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "there")
    assert build(grondslag, EXAMPLES / "zzp", tmp_path / "out").status == 2


def test_what_is_undetermined_accepted_and_known_is_counted_apart(
    grondslag, tmp_path: Path
) -> None:
    assert build(grondslag, EXAMPLES / "zzp", tmp_path / "out", "--lang=en").status == 0
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    cards = re.findall(r"([^<>]+)</b>(?:</a>)?<span class=\"number\">(\d+)", page)
    cards = [(word.strip(), number) for word, number in cards]
    assert [word for word, _ in cards] == [
        "violation",
        "undetermined",
        "compliant",
        "not applicable",
        "accepted violations",
        "unknown, accepted",
        "known from the baseline",
    ]
    report = json.loads((tmp_path / "out" / "downloads" / "grondslag.json").read_text("utf-8"))
    numbers = dict(cards)
    assert int(numbers["violation"]) == report["summary"]["violation"]
    assert int(numbers["undetermined"]) == report["summary"]["undetermined"]


def test_a_fact_links_to_its_line_at_the_commit(grondslag, tmp_path: Path) -> None:
    from real_git import start_work

    (tmp_path / "register").mkdir()
    (tmp_path / "grondslag.yaml").write_text(
        "version: 1\nsite: {repository: https://github.com/example/reg}\n", encoding="utf-8"
    )
    text = "verwerkers: {m: {naam: M, verwerkersovereenkomst: geen}}\n"
    (tmp_path / "register" / "a.yaml").write_text(text, encoding="utf-8")
    start_work(tmp_path)
    assert build(grondslag, tmp_path, tmp_path.parent / f"{tmp_path.name}-out").status == 0
    page = tmp_path.parent / f"{tmp_path.name}-out" / "verwerkers" / "m" / "index.html"
    found = re.search(
        r"https://github\.com/example/reg/blob/[0-9a-f]{40}/register/a\.yaml#L1",
        page.read_text("utf-8"),
    )
    assert found


def test_verify_sees_what_is_wrong(grondslag, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        '<!doctype html><a href="gone/">a</a><a href="#no">b</a><img src="https://e.example/x">'
        '<script>alert(1)</script><p id="a" onclick="x()"></p><p id="a"></p><a href="javascript:x">c</a>',
        encoding="utf-8",
    )
    ran = grondslag("site", "verify", str(tmp_path), "--lang=en")
    assert ran.status == 1
    for word in (
        "gone/",
        "#no",
        "https://e.example/x",
        "<script>",
        "onclick",
        "javascript:",
        "CSP",
        "twice",
    ):
        assert word in ran.out


def test_reports_link_each_finding_to_its_page_where_the_site_is_published(
    grondslag, tmp_path: Path
) -> None:
    (tmp_path / "grondslag.yaml").write_text(
        "version: 1\nsite: {url: https://privacy.example.nl/avg/}\n", encoding="utf-8"
    )
    (tmp_path / "register").mkdir()
    text = (
        "verwerkers: {m: {naam: M, verwerkersovereenkomst: geen}}\n"
        "verwerkingen: {p: {naam: P, verwerkers: [m], buiten_de_avg: geen}}\n"
    )
    (tmp_path / "register" / "a.yaml").write_text(text, encoding="utf-8")
    only = ("check", "--only=processor-without-agreement")
    address = "https://privacy.example.nl/avg/verwerkers/m/#processor-without-agreement"
    assert f"]({address})" in grondslag(*only, "--format=markdown").out
    assert address in "".join(grondslag(*only).out.split())
    log = json.loads(grondslag(*only, "--format=sarif").out)["runs"][0]
    assert log["results"][0]["hostedViewerUri"] == address
    rule = log["tool"]["driver"]["rules"][0]
    assert rule["helpUri"] == "https://privacy.example.nl/avg/eisen/processor-without-agreement/"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://a@b.example/", "https://e.example/?x=", "x", "3"]
)
def test_an_address_that_is_none_is_refused(grondslag, tmp_path: Path, url: str) -> None:
    (tmp_path / "grondslag.yaml").write_text(
        f"version: 1\nsite: {{url: {json.dumps(url)}}}\n", encoding="utf-8"
    )
    ran = grondslag("check")
    assert ran.status == 2
    assert "setting-web-address" in ran.err


def test_verify_follows_every_link_on_a_server(grondslag, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert build(grondslag, EXAMPLES / "zzp", out, "--lang=nl").status == 0
    assert grondslag("site", "verify", str(out), "--lang=en").status == 0
    # A page that nothing leads to is as good as not there, and a folder is no page for a browser without a server.
    (out / "lost.html").write_bytes((out / "over" / "index.html").read_bytes().replace(b"../", b""))
    ran = grondslag("site", "verify", str(out), "--lang=en")
    assert ran.status == 1
    assert "lost.html: no link leads here" in ran.out
    (out / "lost.html").unlink()
    first = out / "index.html"
    first.write_bytes(first.read_bytes().replace(b"over/index.html", b"over/"))
    ran = grondslag("site", "verify", str(out), "--lang=en")
    assert ran.status == 1
    assert "opens a folder" in ran.out


def test_the_page_for_what_is_not_there_works_at_any_address(grondslag, tmp_path: Path) -> None:
    (tmp_path / "grondslag.yaml").write_text(
        "version: 1\nsite: {url: https://privacy.example.nl/avg/}\n", encoding="utf-8"
    )
    (tmp_path / "register").mkdir()
    (tmp_path / "register" / "a.yaml").write_text("verwerkers: geen\n", encoding="utf-8")
    out = tmp_path / "out"
    assert build(grondslag, tmp_path, out).status == 0
    page = (out / "404.html").read_text(encoding="utf-8")
    links = re.findall(r'(?:href|src)="([^"#]+)"', page)
    assert links
    # The style is asked for once more from where the page stands: opened from disk it has no root.
    assert [one for one in links if not one.startswith("/avg/")] == ["assets/grondslag.css"]
    assert grondslag("site", "verify", str(out)).status == 0


def test_the_overview_tells_what_comes_as_due_does(grondslag, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert build(grondslag, EXAMPLES / "manufacturer", out, "--lang=en").status == 0
    root = f"--root={EXAMPLES / 'manufacturer'}"
    ran = grondslag("due", root, AS_OF, "--within=30d", "--format=json")
    coming = json.loads(ran.out)["coming"]
    page = (out / "index.html").read_text(encoding="utf-8")
    soon = page[page.index('id="binnenkort"') : page.index('id="verloop"')]
    assert soon.count("<tr>") - 1 >= len(coming) > 0
    for each in coming:
        assert f"#{each['rule']}" in soon or f"eisen/{each['rule']}/" in soon


def test_a_part_of_an_explanation_is_told_once_on_a_page(grondslag, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert build(grondslag, EXAMPLES / "manufacturer", out, "--lang=en").status == 0
    pages = sorted((out / "verwerkingen" / "visitors" / "uitleg").rglob("index.html"))
    assert len(pages) > 1
    again = 0
    for page in pages:
        text = page.read_text(encoding="utf-8")
        links = re.findall(r'href="#(s\d+)"', text)
        assert all(f'id="{name}"' in text for name in links)
        again += len(links)
    assert again > 2


def test_only_what_the_rule_asks_and_is_not_so_has_the_sign_of_a_violation(
    grondslag, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert build(grondslag, EXAMPLES / "manufacturer", out, "--lang=en").status == 0
    page = (out / "verwerkers" / "web-builder" / "index.html").read_text(encoding="utf-8")
    verdicts = re.findall(r'<article class="verdict (\w)".*?</article>', page, re.DOTALL)
    told = re.findall(r"<article .*?</article>", page, re.DOTALL)
    assert verdicts == ["v", "v", "u", "u"]
    for verdict, text in zip(verdicts, told, strict=True):
        assert (text.count('class="X clause">the requirement is met: no') == 1) == (verdict == "v")
        assert 'class="X' in text if verdict == "v" else 'class="X' not in text
    # A condition that merely is not so has a lighter sign.
    assert re.search(r'class="F"><code>processing.customers</code>: .*: no', told[0])


def test_what_would_be_enough_is_said_not_to_be_worked_out(
    grondslag, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("grondslag.publish.study.MOST_SETTLED", 1)
    out = tmp_path / "out"
    assert build(grondslag, EXAMPLES / "manufacturer", out, "--lang=en").status == 0
    page = (out / "verwerkers" / "camera-installer" / "index.html").read_text(encoding="utf-8")
    assert "worked out only for" in page
    assert "grondslag explain processor-without-agreement processors.camera-installer" in page


def test_a_filter_of_a_table_in_parts_says_what_it_looks_at(grondslag, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert build(grondslag, EXAMPLES / "manufacturer", out, "--lang=en").status == 0
    told = "This filter looks only at this page"
    assert told in (out / "eisen" / "index.html").read_text(encoding="utf-8")
    assert told not in (out / "oordelen" / "index.html").read_text(encoding="utf-8")
