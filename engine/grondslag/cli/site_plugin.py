"""The plugin for a `mkdocs.yml` of a user: judges the project and gives MkDocs its site.

A `mkdocs.yml` is code: MkDocs runs what it names. Use it only where the repository is trusted; `grondslag site build`
needs none.
"""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from grondslag.cli import environment
from grondslag.cli.arguments import Given
from grondslag.cli.problems import WrongSettings, WrongUse
from grondslag.publish.plugin import SitePlugin
from grondslag.publish.site import Site
from grondslag.words.catalogue import text_of


class ProjectPlugin(SitePlugin):
    """`plugins: [grondslag]`."""

    def make_site(self, config: MkDocsConfig) -> Site:
        """The site of the project that the settings of the plugin name."""
        from pathlib import Path

        from grondslag.cli.project import find_project
        from grondslag.cli.site import site_for

        variables = environment.variables()
        root = Path(config.config_file_path or ".").parent / self.config.project
        options: dict[str, object] = {"root": str(root), "lang": ",".join(self.config.languages)}
        if self.config.as_of:
            options["as_of"] = self.config.as_of
        given = Given("site build", options, ())
        try:
            return site_for(given, variables, find_project(given, ()))[1]
        except WrongUse as problem:
            language = environment.language(variables)
            raise PluginError(
                text_of(problem.message.id, problem.message.params, language)
            ) from None
        except WrongSettings:
            raise PluginError("grondslag.yaml") from None
