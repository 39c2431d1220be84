"""Where a site is written and who may read it: never through links that a checkout brings, never for another host."""

from __future__ import annotations

import http.client
from pathlib import Path

import pytest

from grondslag.cli.site_files import HOST, served
from grondslag.publish.build import WrongFolder, check_folder


@pytest.mark.parametrize(
    "links",
    [{"build": "outside"}, {"build/site": "outside"}, {"build/site/nl": "outside"}],
    ids=["above", "itself", "inside"],
)
def test_nothing_is_written_through_a_link(tmp_path: Path, links: dict[str, str]) -> None:
    root, outside = tmp_path / "project", tmp_path / "outside"
    (outside / "site").mkdir(parents=True)
    root.mkdir()
    for path in links:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).symlink_to(outside)
    with pytest.raises(WrongFolder) as caught:
        check_folder(root / "build" / "site", root, [])
    assert caught.value.message.id == "site-out-link"


def test_a_folder_of_files_is_fine_also_outside_the_project(tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    check_folder(tmp_path / "project" / "build" / "site", tmp_path / "project", [])
    check_folder(tmp_path / "elsewhere", tmp_path / "project", [])


@pytest.mark.parametrize(
    ("host", "status"),
    [("localhost:{}", 200), ("127.0.0.1:{}", 200), ("localhost", 200), ("evil.example:{}", 421)],
)
def test_only_this_computer_by_its_own_name_is_answered(
    tmp_path: Path, host: str, status: int
) -> None:
    """A page elsewhere can have its name lead to 127.0.0.1; then the browser lets it read what it gets."""
    (tmp_path / "index.html").write_text("the register", encoding="utf-8")
    with served(tmp_path) as port:
        connection = http.client.HTTPConnection(HOST, port, timeout=10)
        connection.request("GET", "/", headers={"Host": host.format(port)})
        answer = connection.getresponse()
        assert answer.status == status
        assert (b"the register" in answer.read()) is (status == 200)
        connection.close()
