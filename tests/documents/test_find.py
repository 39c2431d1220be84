"""Which files are found, which are passed over, and what is read from them."""

from __future__ import annotations

import gc
import os
from pathlib import Path
from time import perf_counter

import pytest

from grondslag.documents import find, walk
from grondslag.documents.find import decode, find_files, read_documents, read_texts
from grondslag.documents.ignore import Ignore

WORDS = {"geen": "none"}


def make(root: Path, *names: str, text: str = "a: b\n") -> None:
    for name in names:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "project"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


def test_yaml_files_are_found_in_all_folders_and_sorted(root: Path) -> None:
    make(root, "z.yml", "b/x.YAML", "b/a/y.yaml", "b.yaml", "b/n.txt", "leesmij.md", "c.yamlx")
    found = find_files(["."], root)
    assert found.files == ("b.yaml", "b/a/y.yaml", "b/x.YAML", "z.yml")
    assert found.diagnostics == ()
    assert found.others == ()


def test_paths_are_shown_as_they_were_given(root: Path) -> None:
    make(root, "register/a.yaml", "extra.yaml")
    assert find_files(["register/", "extra.yaml"], root).files == ("extra.yaml", "register/a.yaml")
    whole = str(root / "register")
    assert find_files([whole], root).files == (f"{whole}/a.yaml",)


def test_a_file_that_is_named_is_read_whatever_its_name(root: Path) -> None:
    make(root, "register.txt", ".hidden.yaml")
    found = find_files(["register.txt", ".hidden.yaml"], root)
    assert found.files == (".hidden.yaml", "register.txt")


def test_hidden_folders_and_those_of_programs_are_not_entered(root: Path) -> None:
    make(root, ".git/a.yaml", ".venv/b.yaml", "node_modules/c.yaml", ".github/d.yml", "e.yaml")
    make(root, ".pre-commit-config.yaml")
    found = find_files(["."], root)
    assert found.files == ("e.yaml",)
    assert found.others == (".pre-commit-config.yaml",)


def test_a_file_counts_once_however_often_it_is_named(root: Path) -> None:
    make(root, "r/a.yaml", "r/b.yaml")
    (root / "r" / "link.yaml").symlink_to(root / "r" / "a.yaml")
    (root / "zelfde").symlink_to(root / "r")
    assert find_files(["r", "r/a.yaml", "."], root).files == ("r/a.yaml", "r/b.yaml")


def test_links_inside_the_project_are_followed_and_loops_end(root: Path) -> None:
    make(root, "elders/a.yaml")
    (root / "r").mkdir()
    (root / "r" / "naar").symlink_to(root / "elders")
    (root / "r" / "lus").symlink_to(root / "r")
    (root / "r" / "zelf").symlink_to("zelf")
    (root / "elders" / "terug").symlink_to(root / "r")
    found = find_files(["r"], root)
    assert found.files == ("r/naar/a.yaml",)
    assert found.diagnostics == ()


def test_a_link_out_of_the_project_is_refused(root: Path, tmp_path: Path) -> None:
    make(tmp_path, "geheim/x.yaml", "project-elders/y.yaml")
    make(root, "a.yaml")
    (root / "uit").symlink_to(tmp_path / "geheim")
    (root / "uit.yaml").symlink_to(tmp_path / "project-elders" / "y.yaml")
    (root / "stuk.yaml").symlink_to("nergens.yaml")
    found = find_files(["."], root)
    assert found.files == ("a.yaml",)
    told = [(item.span.source.path, item.message.id, item.kind) for item in found.diagnostics]
    assert told == [
        ("stuk.yaml", "link-broken", "read"),
        ("uit", "link-outside-root", "read"),
        ("uit.yaml", "link-outside-root", "read"),
    ]


def test_a_path_that_cannot_be_checked_is_a_mistake_in_the_settings(
    root: Path, tmp_path: Path
) -> None:
    make(tmp_path, "elders/x.yaml")
    os.mkfifo(root / "pijp.yaml")
    found = find_files(["niets", "../elders", "pijp.yaml", "a\0b"], root)
    assert found.files == ()
    assert [(item.id, item.kind) for item in found.diagnostics] == [
        ("path-outside-root", "settings"),
        ("path-not-found", "settings"),
        ("path-not-found", "settings"),
        ("path-not-file", "settings"),
    ]


def test_patterns_leave_files_out_and_a_named_file_is_read_all_the_same(root: Path) -> None:
    make(root, "r/archief/a.yaml", "r/b.yaml", "r/c.yaml", "weg.yaml", "r/weg.yaml")
    ignore = ["r/archief/", "/weg.yaml", "c.yaml"]
    found = find_files(["."], root, ignore)
    assert found.files == ("r/b.yaml", "r/weg.yaml")
    assert found.others == ("r/c.yaml", "weg.yaml")
    assert find_files(["r/c.yaml", "r/archief"], root, ignore).files == (
        ("r/archief/a.yaml", "r/c.yaml")
    )


def test_what_git_ignores_is_left_out(root: Path) -> None:
    make(root, "build/a.yaml", "r/b.yaml")
    (root / ".gitignore").write_text("build/\n", encoding="utf-8")
    assert find_files(["."], root).files == ("r/b.yaml",)
    assert find_files(["."], root, ["!build/"]).files == ("build/a.yaml", "r/b.yaml")


@pytest.mark.parametrize(
    ("pattern", "left_out", "kept"),
    [
        ("a.yaml", ["a.yaml", "x/a.yaml"], ["b.yaml", "a.yaml.yaml"]),
        ("/a.yaml", ["a.yaml"], ["x/a.yaml"]),
        ("x/a.yaml", ["x/a.yaml"], ["y/x/a.yaml"]),
        ("*.yml", ["a.yml", "x/b.yml"], ["a.yaml"]),
        ("x/*.yml", ["x/a.yml"], ["x/y/a.yml", "a.yml"]),
        ("x/**/a.yml", ["x/a.yml", "x/y/z/a.yml"], ["a.yml"]),
        ("**/y", ["y", "x/y"], ["xy"]),
        ("x/**", ["x/a", "x/y/a"], ["x", "y"]),
        ("a?.yaml", ["ab.yaml"], ["a.yaml", "a/.yaml"]),
        ("[a-c].yaml", ["b.yaml"], ["d.yaml"]),
        ("[!a-c].yaml", ["d.yaml"], ["b.yaml"]),
        (r"\#a", ["#a"], ["a"]),
        ("a+(b).yaml", ["a+(b).yaml"], ["aab.yaml"]),
        ("# a.yaml", [], ["a.yaml", "# a.yaml"]),
        ("", [], ["a.yaml"]),
        ("[", ["["], ["a"]),
        ("[]", [], ["a"]),
        ("[z-a]", [], ["a"]),
    ],
)
def test_patterns_mean_what_they_mean_to_git(
    pattern: str, left_out: list[str], kept: list[str]
) -> None:
    ignore = Ignore([pattern])
    assert [name for name in left_out if not ignore.leaves_out(name, is_folder=False)] == []
    assert [name for name in kept if ignore.leaves_out(name, is_folder=False)] == []


def test_of_patterns_the_last_that_matches_decides() -> None:
    ignore = Ignore(["*.yaml", "!houd.yaml", "x/"])
    assert ignore.leaves_out("a.yaml", is_folder=False)
    assert not ignore.leaves_out("houd.yaml", is_folder=False)
    assert not ignore.leaves_out("x", is_folder=False)
    assert ignore.leaves_out("x", is_folder=True)


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("a*" * 10 + "b", "a" * 200),
        ("*?" * 30 + "b", "a" * 250),
        ("**/" * 30 + "x", "a/" * 200 + "y"),
        ("a/**/" * 30 + "x", "a/" * 200 + "y"),
        ("*a" * 20 + "*/" + "*a" * 20 + "b", "a" * 250 + "/" + "a" * 250),
    ],
)
def test_no_pattern_takes_long(pattern: str, name: str) -> None:
    """Patterns come from the checkout: one that tries every way to match would hold up the run for years."""
    start = perf_counter()
    assert not Ignore([pattern]).leaves_out(name, is_folder=False)
    assert perf_counter() - start < 1


@pytest.mark.parametrize("patterns", ["x\n" * 3_000, "a" * 2_000, "?*" * 600])
def test_with_too_many_patterns_all_is_read_and_that_is_said(root: Path, patterns: str) -> None:
    make(root, "x/a.yaml")
    (root / ".gitignore").write_text(f"{patterns}\n*.yaml\n", encoding="utf-8")
    found = find_files(["."], root)
    assert found.files == ("x/a.yaml",)
    assert [problem.message.id for problem in found.diagnostics] == ["too-many-patterns"]


def test_no_more_files_are_read_than_the_limit(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "MOST_FILES", 2)
    make(root, "a.yaml", "b.yaml", "c.yaml", "d.yaml")
    found = find_files(["."], root)
    assert found.files == ("a.yaml", "b.yaml")
    (problem,) = found.diagnostics
    assert (problem.message.id, problem.kind) == ("too-many-files", "read")


def test_strange_names_do_no_harm(root: Path) -> None:
    names = [b"a\nb.yaml", b"\xff\xfe.yaml", b"\x1b[31m.yaml", b" spatie .yaml"]
    for name in names:
        Path(os.fsdecode(name)).write_text("a: b\n", encoding="utf-8")
    files = find_files(["."], root).files
    assert sorted(os.fsencode(name) for name in files) == sorted(names)
    documents, problems, missed = read_documents(files, WORDS)
    assert (len(documents), problems, missed) == (4, [], ())


def test_one_bad_file_hides_no_other(root: Path) -> None:
    make(root, "a.yaml", text="a: [\n")
    make(root, "b.yaml", text="b: geen\n")
    make(root, "c.yaml", text="")
    documents, problems, missed = read_documents(["a.yaml", "weg.yaml", "b.yaml", "c.yaml"], WORDS)
    assert [document.value for document in documents] == [{"b": {"$word": "geen"}}]
    assert documents[0].source.path == "b.yaml"
    assert [problem.id for problem in problems] == (
        ["unclosed-bracket", "file-not-read", "empty-document"]
    )
    assert missed == ("a.yaml", "weg.yaml", "c.yaml")


def test_a_file_that_cannot_be_opened_is_told(root: Path) -> None:
    (root / "map.yaml").mkdir()
    _, problems, missed = read_documents(["map.yaml", "niets.yaml"], WORDS)
    assert [problem.message.id for problem in problems] == ["file-not-readable"] * 2
    assert missed == ("map.yaml", "niets.yaml")


def test_a_pipe_in_the_place_of_a_file_holds_nothing_up(root: Path) -> None:
    os.mkfifo(root / "p.yaml")
    _, problems, missed = read_documents(["p.yaml"], WORDS)
    assert len(problems) == 1
    assert missed == ("p.yaml",)


def test_large_files_are_read_in_pieces_up_to_the_limit(root: Path) -> None:
    make(root, "groot.yaml", text="a: " + "é" * 100_000)
    make(root, "te-groot.yaml", text="a: " + "b" * find.MOST_BYTES_OF_FILE)
    documents, problems, missed = read_documents(["groot.yaml", "te-groot.yaml"], WORDS)
    assert documents[0].value == {"a": "é" * 100_000}
    assert [problem.message.id for problem in problems] == ["file-too-large"]
    assert missed == ("te-groot.yaml",)


def test_all_files_together_are_bounded(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(find, "MOST_BYTES", 10)
    make(root, "a.yaml", "b.yaml", "c.yaml")
    documents, problems, missed = read_documents(["a.yaml", "b.yaml", "c.yaml"], WORDS)
    assert len(documents) == 2
    assert [problem.message.id for problem in problems] == ["files-too-large"]
    assert missed == ("c.yaml",)


def test_a_byte_order_mark_is_taken_off() -> None:
    source, problem = decode("a.yaml", b"\xef\xbb\xbfa: b\n")
    assert (source.text, problem) == ("a: b\n", None)


def test_the_first_byte_that_is_not_utf_8_has_a_place() -> None:
    _, problem = decode("a.yaml", "a: b\nnaam: één café ".encode() + b"\xe9\xff\n")
    assert problem is not None
    place = problem.span.place()
    assert (problem.message.id, place.line, place.column) == ("file-not-utf-8", 2, 16)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_recognised(encoding: str) -> None:
    source, problem = decode("a.yaml", "\ufeffa: b\n".encode(encoding))
    assert problem is not None
    assert (problem.message.id, source.text) == ("file-utf-16", "a: b\n")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_recognised_without_its_mark(encoding: str) -> None:
    text = "taal: nl\norganisatie:\n  naam: Acme\n".encode(encoding)
    _, problems, _ = read_texts([("a.yaml", text)], WORDS)
    assert [problem.message.id for problem in problems] == ["file-utf-16"]
    _, problems, _ = read_texts([("a.yaml", b"taal: nl\n\0\0\0")], WORDS)
    assert [problem.id for problem in problems] == ["control-character"]


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-1.7\n"])
def test_files_of_word_and_excel_are_told_apart_from_text(start: bytes) -> None:
    source, problem = decode("a.yaml", start + b"\xe2\xe3")
    assert problem is not None
    assert (problem.message.id, source.text) == ("file-of-office", "")


def test_texts_are_read_as_files_are() -> None:
    documents, problems, missed = read_texts([("-", b"a: geen\n"), ("x", b"\xff")], WORDS)
    assert documents[0].value == {"a": {"$word": "geen"}}
    assert documents[0].source.path == "-"
    assert [problem.id for problem in problems] == ["file-not-read"]
    assert missed == ("x",)


@pytest.mark.parametrize("was_enabled", [True, False])
def test_garbage_collection_is_left_as_it_was(root: Path, was_enabled: bool) -> None:
    make(root, "a.yaml")
    before = gc.isenabled()
    try:
        (gc.enable if was_enabled else gc.disable)()
        read_documents(["a.yaml"], WORDS)
        assert gc.isenabled() is was_enabled
    finally:
        (gc.enable if before else gc.disable)()
