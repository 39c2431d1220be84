"""What other programs read: each format by the rules of those who read it, whatever stands in a register."""

from __future__ import annotations

import json
import shutil
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from grondslag.cli.main import main
from grondslag.reporters.markup import code, plain, prose
from reporters.runner_commands import commands, v2_command
from reporters.test_escape import HOSTILE

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ("zzp", "manufacturer", "stem")
MACHINE = ("github", "gitlab", "junit", "rdjson", "sarif")
NASTY = (
    "x\n::error file=a::b",
    "##[error]x",
    "##vso[task.setvariable]x",
    "\x1b]0;t\x07\x1b[31m",
    "a\u202eb\u2028c",
    "]]></failure><script>alert(1)</script>",
    "%0A::error::x",
    "![](https://evil.example/x.png)",
    "[x](javascript:alert(1))",
    "@team #1 <img src=x onerror=alert(1)>",
    "-->\n```\n| a | b |",
    "=HYPERLINK(1)",
    "\x0b\x01",
)


@pytest.fixture
def at_example(tmp_path: Path):
    def copy(name: str) -> None:
        shutil.copytree(ROOT / "examples" / name, tmp_path, dirs_exist_ok=True)

    return copy


def told(grondslag, name: str, *arguments: str) -> str:
    ran = grondslag("check", "--format", name, *arguments)
    assert ran.err == ""
    return ran.out


# -------------------------------------------------------------------------------------------------- github


@pytest.mark.parametrize("name", EXAMPLES)
def test_github_gets_at_most_ten_of_a_type_and_is_told_of_the_rest(
    grondslag, at_example, name
) -> None:
    at_example(name)
    lines = told(grondslag, "github").splitlines()
    assert all(v2_command(line) for line in lines), "nothing but commands"
    kinds = [v2_command(line) for line in lines]
    assert all(kinds.count(kind) <= 10 for kind in ("error", "warning", "notice"))
    report = json.loads(told(grondslag, "json"))
    findings = [one for one in report["verdicts"] if one["level"] in {"error", "warning", "todo"}]
    if len(findings) > len(lines):
        assert "title=grondslag" in lines[-1]


def test_an_annotation_points_at_the_line_and_says_what_to_do(grondslag, tmp_path) -> None:
    (tmp_path / "r.yaml").write_text(
        "verwerkers: {drukker: {naam: 'Jansen, Print: 100%', verwerkersovereenkomst: geen}}\n"
        "verwerkingen: {folder: {naam: F, buiten_de_avg: geen, verwerkers: [drukker]}}\n",
        encoding="utf-8",
    )
    out = told(grondslag, "github", "--only", "processor-without-agreement")
    assert out.startswith(
        "::error file=r.yaml,line=1,endLine=1,col=77,endColumn=81,"
        "title=processor-without-agreement%3A "
    )
    assert "met Jansen, Print: 100%25.%0A" in out


# -------------------------------------------------------------------------------------------------- gitlab


@pytest.mark.parametrize("name", EXAMPLES)
def test_gitlab_gets_every_field_it_needs(grondslag, at_example, name) -> None:
    at_example(name)
    issues = json.loads(told(grondslag, "gitlab"))
    assert issues
    for issue in issues:
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["description"].startswith(f"{issue['check_name']}: ")
        assert type(issue["location"]["lines"]["begin"]) is int
        assert issue["location"]["lines"]["begin"] >= 1
        assert not issue["location"]["path"].startswith(("/", "../"))
    prints = [issue["fingerprint"] for issue in issues]
    assert len(prints) == len(set(prints)), "GitLab collapses equal fingerprints"


# --------------------------------------------------------------------------------------------------- junit


@pytest.mark.parametrize("name", EXAMPLES)
def test_junit_counts_what_json_counts(grondslag, at_example, name) -> None:
    at_example(name)
    suite = ElementTree.fromstring(told(grondslag, "junit").encode("utf-8")).find("testsuite")
    assert suite is not None
    report = json.loads(told(grondslag, "json"))
    levels = [(one["verdict"], one["level"]) for one in report["verdicts"]]
    errors = [one for one in report["diagnostics"] if one["severity"] == "error"]
    cases = list(suite)
    assert int(suite.attrib["failures"]) == levels.count(("violation", "error"))
    assert int(suite.attrib["errors"]) == levels.count(("undetermined", "error")) + len(errors)
    assert len([case for case in cases if not len(case)]) == report["summary"]["compliant"]
    names = [(case.attrib["classname"], case.attrib["name"]) for case in cases]
    assert len(names) == len(set(names)), "of duplicate names only the first counts"


# ------------------------------------------------------------------------------------------ rdjson and sarif


def test_columns_of_rdjson_count_bytes(grondslag, tmp_path) -> None:
    (tmp_path / "r.yaml").write_text(
        "verwerkers: {d: {naam: 'één €', verwerkersovereenkomst: geen}}\n"
        "verwerkingen: {f: {naam: F, buiten_de_avg: geen, verwerkers: [d]}}\n",
        encoding="utf-8",
    )
    (found,) = json.loads(told(grondslag, "rdjson", "--only", "processor-without-agreement"))[
        "diagnostics"
    ]
    line = (tmp_path / "r.yaml").read_bytes().splitlines()[0]
    start = found["location"]["range"]["start"]["column"] - 1
    assert line[start : start + 4] == b"geen"
    assert found["severity"] == "ERROR"


@pytest.mark.parametrize("name", EXAMPLES)
def test_sarif_keeps_to_what_code_scanning_takes(grondslag, at_example, name) -> None:
    at_example(name)
    log = json.loads(told(grondslag, "sarif"))
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert all(rule["help"]["text"] and rule["help"]["markdown"] for rule in rules)
    assert all(len(rule["shortDescription"]["text"]) <= 1024 for rule in rules)
    assert all(len(rule["properties"]["tags"]) <= 20 for rule in rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        marks = result["partialFingerprints"]
        assert marks["primaryLocationLineHash"] == marks["grondslagFinding/v1"]
        for location in result["locations"]:
            uri = location["physicalLocation"]["artifactLocation"]["uri"]
            assert not uri.startswith(("/", "file:", ".."))
    flows = [result["codeFlows"] for result in run["results"] if "codeFlows" in result]
    assert flows, "why a verdict is what it is can be walked through"


def test_too_many_results_are_cut_by_weight_and_that_is_said(
    grondslag, at_example, monkeypatch
) -> None:
    monkeypatch.setattr("grondslag.reporters.sarif.MOST_RESULTS", 3)
    at_example("manufacturer")
    (run,) = json.loads(told(grondslag, "sarif"))["runs"]
    assert [result["level"] for result in run["results"]] == ["error"] * 3
    (said,) = run["invocations"][0]["toolExecutionNotifications"]
    assert "too large" in said["message"]["text"] or "te groot" in said["message"]["text"]


# --------------------------------------------------------------------------------------------------- safety


def register_with(text: str) -> str:
    shown = json.dumps(text)
    return (
        f"organisation: {{name: {shown}, staff: 251, dpo: none}}\n"
        f"processors: {{host: {{name: {shown}, agreement: none, role: processor}}}}\n"
        f"processing: {{work: {{name: {shown}, out_of_scope: none, processors: [host],"
        f" purposes: {{aim: {{description: {shown}, basis: none}}}}, role: controller}}}}\n"
    )


@pytest.mark.parametrize("name", [*MACHINE, "terminal", "concise", "json"])
@pytest.mark.parametrize("text", NASTY)
def test_no_text_of_a_register_becomes_a_command_or_breaks_a_file(
    grondslag, tmp_path, name, text
) -> None:
    (tmp_path / "r.yaml").write_text(register_with(text), encoding="utf-8")
    out = told(grondslag, name)
    if name == "github":
        assert all(v2_command(line) in {"error", "warning", "notice"} for line in out.splitlines())
        assert "##[" not in out
    elif name in {"json", "gitlab", "rdjson", "sarif"}:
        json.loads(out)
        assert commands(out) == []
    elif name == "junit":
        ElementTree.fromstring(out.encode("utf-8"))
        assert "<script>" not in out
    assert not any(ord(char) < 32 and char != "\n" for char in out)
    assert "\u202e" not in out


OURS = ("<!-- grondslag:report v1 -->", "<details", "</details>", "<sub>", "</sub>", "<summary>")


@pytest.mark.parametrize("text", NASTY)
def test_a_comment_holds_no_markup_but_ours(grondslag, tmp_path, text) -> None:
    (tmp_path / "r.yaml").write_text(register_with(text), encoding="utf-8")
    out = told(grondslag, "markdown")
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(out)
    flat = [*tokens, *(child for token in tokens for child in token.children or ())]
    html = [token.content.strip() for token in flat if token.type in {"html_block", "html_inline"}]
    assert html
    assert all(piece.startswith(OURS) for piece in html), html
    assert not {"image", "link_open"} & {token.type for token in flat}
    prose = "".join(token.content for token in flat if token.type == "text")
    assert "@team" not in prose
    assert "#1" not in prose
    assert not any(ord(char) < 32 and char != "\n" for char in out)
    assert "\u202e" not in out


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.one_of(
        st.text(st.characters(exclude_categories=["Cs"])),
        HOSTILE.filter(lambda text: "\ud800" not in text),
    )
)
@example("\n::error file=x::y")
@example("%0A::stop-commands::x")
def test_github_carries_out_our_commands_and_no_other(tmp_path_factory, capsys, text) -> None:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "r.yaml").write_text(register_with(text or "x"), encoding="utf-8")
    capsys.readouterr()
    main(["check", str(folder), "--format", "github", "--as-of", "2026-11-24"])
    out = capsys.readouterr().out
    assert len(commands(out)) == len(out.splitlines())
    assert set(commands(out)) <= {"error", "warning", "notice"}


@given(st.one_of(st.text(), HOSTILE, st.sampled_from(NASTY)))
@example("1. x")
@example("- x")
@example("# x")
@example("a_b_c *d* ~~e~~")
@example("<!-- x -->")
@example("https://evil.example")
@example("&lt;b&gt;")
def test_plain_markdown_is_text_and_nothing_else(text: str) -> None:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(f"{plain(text)}\n")
    inner = [child.type for token in tokens for child in token.children or ()]
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    assert set(inner) <= {"text", "text_special"}


@given(st.one_of(st.text(), HOSTILE, st.sampled_from(NASTY)))
def test_code_in_markdown_stays_code(text: str) -> None:
    (_, inline, _) = MarkdownIt("commonmark").parse(f"x {code(text)} y\n")
    assert [child.type for child in inline.children or ()] == ["text", "code_inline", "text"]


@given(st.one_of(st.text(), HOSTILE, st.sampled_from(NASTY)))
@example("a `b` - c")
@example("`a`` b")
@example("``")
@example("`x` `y`")
def test_prose_is_text_and_code_and_nothing_else(text: str) -> None:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(f"{prose(text)}\n")
    inner = [child.type for token in tokens for child in token.children or ()]
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    assert set(inner) <= {"text", "text_special", "code_inline"}


def test_what_can_be_put_right_is_a_suggestion_of_which_the_place_fits(grondslag, tmp_path) -> None:
    text = "organisatie:\n  naam: Café\n  fg: 'geen'\n  name: x\n  aantal_medewerkers: \"12\"\n"
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    found = {
        one["code"]["value"]: one.get("suggestions")
        for one in json.loads(told(grondslag, "rdjson", "--form"))["diagnostics"]
    }
    assert found["mixed-language"] is None  # There is a name already.
    (suggestion,) = found["placeholder-value"]
    assert suggestion["text"] == "geen"
    place = suggestion["range"]
    line = text.splitlines()[place["start"]["line"] - 1].encode()
    assert line[place["start"]["column"] - 1 : place["end"]["column"] - 1] == b"'geen'"
    (run,) = json.loads(told(grondslag, "sarif", "--form"))["runs"]
    fixes = {one["ruleId"]: one.get("fixes") for one in run["results"]}
    assert fixes["mixed-language"] is None
    (change,) = fixes["wrong-kind"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"] == {"text": "12"}
