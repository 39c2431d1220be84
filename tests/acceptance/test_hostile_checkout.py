"""A checkout that someone made to read what is not the project's: links, and settings that point elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

SECRET = "token-of-the-runner"
REGISTER = "organisation: {name: Acme}\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A register, in a checkout, beside a folder with a secret in files of every kind."""
    root, outside = tmp_path / "checkout", tmp_path / "outside"
    (root / ".git").mkdir(parents=True)
    (root / ".git" / "config").write_text(f"key: {SECRET}\n  bad", encoding="utf-8")
    (root / "register").mkdir()
    (root / "register" / "a.yaml").write_text(REGISTER, encoding="utf-8")
    (root / "grondslag.yaml").write_text("version: 1\n", encoding="utf-8")
    (outside / "secrets").mkdir(parents=True)
    for name in ("a.yaml", "a.json", f"secrets/{SECRET}.rule", "secrets/pack.rule"):
        (outside / name).write_text(f"key: {SECRET}\n  bad", encoding="utf-8")
    return root


LINKS = {
    "settings": ("grondslag.yaml", "../outside/a.yaml", None),
    "settings in the folder of git": ("grondslag.yaml", ".git/config", None),
    "a file of the register": ("register/b.yaml", "../../outside/a.yaml", None),
    "a file of the register in the folder of git": ("register/b.yaml", "../.git/config", None),
    "a folder of the register": ("register/more", "../../outside", None),
    "waivers": ("waivers.yaml", "../outside/a.yaml", None),
    "waivers in the folder of git": ("waivers.yaml", ".git/config", None),
    "the baseline": ("baseline.json", "../outside/a.json", None),
    "a folder of policies": ("rules", "../outside", "policies: [rules/]"),
    "a pack": ("rules/own", "../../outside/secrets", "policies: [rules/]"),
    "the register is the folder of git": ("x", "a", "register: [.git/config]"),
    "the waivers are the folder of git": ("x", "a", "waivers: {file: .git/config}"),
}


@pytest.mark.parametrize("name", LINKS)
def test_nothing_outside_the_project_is_read_or_named(
    grondslag, project, monkeypatch, name: str
) -> None:
    path, target, settings = LINKS[name]
    if settings is not None:
        (project / "grondslag.yaml").write_text(f"version: 1\n{settings}\n", encoding="utf-8")
    file = project / path
    file.unlink(missing_ok=True)
    file.parent.mkdir(exist_ok=True)
    file.symlink_to(target)
    monkeypatch.chdir(project)
    for form in ("terminal", "json"):
        ran = grondslag("check", "--format", form)
        assert SECRET not in ran.out + ran.err
        assert ran.status in {2, 4}
        assert "internal error" not in ran.err


def test_a_table_that_is_a_link_to_elsewhere_is_not_read(grondslag, project, monkeypatch) -> None:
    """Not even to see whether it changed: it may have no end."""
    tables = project / "rules" / "own" / "tables"
    tables.mkdir(parents=True)
    (tables / "a.csv").symlink_to(project.parent / "outside" / "a.yaml")
    (project / "grondslag.yaml").write_text("version: 1\npolicies: [rules/]\n", encoding="utf-8")
    read: list[str] = []
    read_bytes = Path.read_bytes
    monkeypatch.setattr(
        Path, "read_bytes", lambda self: (read.append(str(self.resolve())), read_bytes(self))[1]
    )
    monkeypatch.chdir(project)
    grondslag("check")
    assert not [path for path in read if "outside" in path]
