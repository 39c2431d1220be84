"""`grondslag site serve`: the site on this computer, built again when something of the project changes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Final

from grondslag.cli import site
from grondslag.cli.arguments import Given
from grondslag.cli.problems import WrongSettings, say
from grondslag.cli.project import Project, find_project
from grondslag.cli.site_files import HOST, FilesHandler
from grondslag.publish.build import build
from grondslag.words.catalogue import text_of

PORT: Final = 8000


def serve(given: Given, variables: Mapping[str, str], project: Project, out: Path) -> int:
    """Serves until it is interrupted; on this computer only."""
    watched = _Watched(given, variables, project, out)
    watched.build()
    handler = partial(_Handler, watched, directory=str(out))
    with ThreadingHTTPServer((HOST, int(given.one("port") or PORT)), handler) as server:
        language = project.settings.language or "en"
        say(text_of("site-serving", {"url": f"http://{HOST}:{server.server_port}/"}, language))
        server.serve_forever()
    return 0


class _Watched:
    """The files of a project, and the site that was made from them."""

    def __init__(
        self, given: Given, variables: Mapping[str, str], project: Project, out: Path
    ) -> None:
        self._given, self._variables, self._project, self._out = given, variables, project, out
        self._state: dict[Path, int] = {}

    def build(self) -> None:
        """Builds the site; what is wrong with the settings has been said."""
        self._state = self._look()
        self._project = find_project(self._given, ())
        try:
            _, made = site.site_for(self._given, self._variables, self._project)
        except WrongSettings:
            return
        build(made, self._out, self._project.settings.site_url)

    def build_if_changed(self) -> None:
        """Builds the site again if a file was changed, added or taken away."""
        if self._look() != self._state:
            self.build()

    def _look(self) -> dict[Path, int]:
        root, settings = self._project.root, self._project.settings
        found: dict[Path, int] = {}
        for place in (
            "grondslag.yaml",
            settings.waivers,
            settings.baseline,
            *(settings.register or (".",)),
            *settings.policies,
        ):
            path = root / place
            files = path.rglob("*.[yrc]*") if path.is_dir() else [path]
            found.update({file: file.stat().st_mtime_ns for file in files if file.is_file()})
        return found


class _Handler(FilesHandler):
    def __init__(self, watched: _Watched, *arguments: object, **options: object) -> None:
        self._watched = watched
        super().__init__(*arguments, **options)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Looks whether something changed before a page is given."""
        if self.path.endswith(("/", ".html")):
            self._watched.build_if_changed()
        super().do_GET()
