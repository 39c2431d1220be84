"""The plugin of MkDocs: gives it our pages, already rendered, and the theme what it shows around them.

The one door to MkDocs, together with `build`. Only its documented interface is used. Text of a register never passes
through Markdown: a page is empty until its HTML is put in.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from grondslag.publish.addressing import INDEX
from grondslag.publish.html import not_found
from grondslag.publish.paging import Leaf
from grondslag.publish.site import Edition, Site
from grondslag.words.catalogue import text_of

THEME: Final = Path(__file__).resolve().parent / "theme"
NOT_FOUND: Final = "404.html"
NAMES: Final = {"nl": "Nederlands", "en": "English"}


class PluginConfig(Config):
    """What a `mkdocs.yml` may say to the plugin."""

    languages = config_options.ListOfItems(
        config_options.Choice(("nl", "en")), default=["nl", "en"]
    )
    audience = config_options.Choice(("internal", "public"), default="internal")
    project = config_options.Type(str, default=".")
    as_of = config_options.Optional(config_options.Type(str))


class _Rendered(MkDocsPage):
    """A page that has no Markdown: to set up a reader for nothing takes as long as to write the page.

    Making one gives it to its file. The pages of the menu are made by MkDocs.
    """

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Nothing: the plugin puts in the HTML."""
        self.content = ""


class SitePlugin(BasePlugin[PluginConfig]):
    """Builds the pages of a site that is given to it, whatever the theme."""

    site: Site | None = None

    def __init__(self) -> None:
        super().__init__()
        self._pages: dict[str, tuple[Edition, Leaf]] = {}
        self._environment: Environment | None = None
        self._menus: dict[tuple[object, ...], Markup] = {}

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Makes sure there is a site."""
        if self.site is None:
            self.site = self.make_site(config)
        return config

    def make_site(self, config: MkDocsConfig) -> Site:
        """The site for a `mkdocs.yml`; the command line, which can judge a project, says how."""
        raise NotImplementedError

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Adds our pages and files; hand-written ones that are in the way are refused."""
        assert self.site is not None
        for edition in self.site.editions:
            for page in edition.pages:
                uri = f"{edition.root}{page.address}index.md"
                inclusion = InclusionLevel.INCLUDED if page.in_menu else InclusionLevel.NOT_IN_NAV
                file = File.generated(config, uri, content="", inclusion=inclusion)
                if not page.in_menu:
                    _Rendered(None, file, config)
                files.append(file)
                self._pages[uri] = (edition, page)
        for address, content in sorted(self.site.files.items()):
            files.append(File.generated(config, address, content=content))
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Our own theme escapes what it prints; that of MkDocs does not by itself."""
        if _is_ours(config):
            env.autoescape = True
            self._environment = env
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Writes the page for what is not there. A server gives it at any address, so its links begin at the root."""
        assert self.site is not None
        if self._environment is None or not self.site.editions:
            return
        edition = self.site.editions[0]
        root = urlsplit(config.site_url or "").path.rstrip("/") + "/"
        title = text_of("site-not-found", {}, edition.language)
        content = "".join(
            not_found(one.language, root + one.root, is_first=one is edition)
            for one in self.site.editions
        )
        around = self._frame(edition, title, (f"{root}{edition.root}", ""), root)
        page = {
            "meta": {"grondslag": {**around, "hidden": True, "anywhere": True}},
            "content": content,
        }
        written = self._environment.get_template("main.html").render(page=page)
        (Path(config.site_dir) / NOT_FOUND).write_text(written, encoding="utf-8", newline="\n")

    def on_page_markdown(
        self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Gives a page its title; other themes print it as it is, so there it is escaped."""
        found = self._pages.get(page.file.src_uri)
        if found is not None:
            title = found[1].title
            page.title = title if _is_ours(config) else html.escape(title)
        return markdown

    def on_page_content(
        self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Puts in the rendered page; for our own theme when it is its turn, for all at once fill the memory."""
        found = self._pages.get(page.file.src_uri)
        if found is None or _is_ours(config):
            return html
        return found[1].html.decode()

    def on_page_context(
        self,
        context: TemplateContext,
        *,
        page: MkDocsPage,
        config: MkDocsConfig,
        nav: Navigation,
    ) -> TemplateContext:
        """Gives our own theme the page and what it shows around it."""
        if _is_ours(config):
            found = self._pages.get(page.file.src_uri)
            page.meta["grondslag"] = self._around(page, found)
            if found is not None:
                page.content = found[1].html.decode()
        return context

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Lets go of what was put in: it has been written out."""
        if page.meta.pop("grondslag", None) is not None:
            page.content = ""
        return output

    def _around(self, page: MkDocsPage, found: tuple[Edition, Leaf] | None) -> Mapping[str, Any]:
        """What the theme shows around a page."""
        assert self.site is not None
        editions = self.site.editions
        edition, ours = found if found is not None else (editions[0], None)
        start = f"{edition.root}{ours.address}" if ours is not None else page.url
        start = start.removesuffix(INDEX)
        up = "../" * start.count("/")
        title = ours.title if ours is not None else str(page.title or edition.name)
        home = "../" * start.removeprefix(edition.root).count("/")
        return self._frame(edition, title, (home, INDEX), up, ours)

    def _frame(
        self,
        edition: Edition,
        title: str,
        way: tuple[str, str],
        up: str,
        ours: Leaf | None = None,
    ) -> Mapping[str, Any]:
        """*way*: what stands before an address of the edition in a link, and what after it."""
        assert self.site is not None
        address = ours.address if ours is not None else ""
        return {
            "language": edition.language,
            "name": edition.name,
            "title": title,
            "foot": edition.foot,
            "hidden": self.site.hidden,
            "home": "".join(way),
            "root": up,
            "languages": [
                {
                    "language": one.language,
                    "name": NAMES[one.language],
                    "url": f"{up}{one.root}{self._same(one, address)}{INDEX}",
                }
                for one in self.site.editions
                if one is not edition
            ],
            "menu": self._menu(edition, way, ours),
            "words": _words(edition.language),
        }

    def _menu(self, edition: Edition, way: tuple[str, str], ours: Leaf | None) -> Markup:
        """The menu as HTML: that of thousands of records is the same, and is written once."""
        assert self._environment is not None
        here = {
            (number, one.address): _here(one, ours)
            for number, (_, pages) in enumerate(edition.menu)
            for one in pages
        }
        key = (edition.language, edition.root, way, *here.values())
        found = self._menus.get(key)
        if found is None:
            before, after = way
            groups = [
                {
                    "title": title,
                    "open": any(here[number, one.address] for one in pages),
                    "pages": [
                        {
                            "title": one.title,
                            "url": f"{before}{one.address}{after}",
                            "here": here[number, one.address],
                        }
                        for one in pages
                    ],
                }
                for number, (title, pages) in enumerate(edition.menu)
            ]
            template = self._environment.get_template("menu.html")
            found = Markup(template.render(menu=groups, words=_words(edition.language)))
            self._menus[key] = found
        return found

    def _same(self, edition: Edition, address: str) -> str:
        """The address of the same page in another language; of the page above it, where there are fewer parts."""
        while address and f"{edition.root}{address}index.md" not in self._pages:
            above = address.rstrip("/").rpartition("/")[0]
            address = f"{above}/" if above else ""
        return address


def _here(one: Leaf, ours: Leaf | None) -> str:
    """Whether a page of the menu is the one that is shown (`page`) or the one that it stands below (`true`)."""
    if one is ours:
        return "page"
    is_above = ours is not None and one.address and ours.address.startswith(one.address)
    return "true" if is_above else ""


@cache
def _words(language: str) -> Mapping[str, str]:
    return {
        "skip": text_of("site-skip", {}, language),
        "search": text_of("site-search", {}, language),
        "results": text_of("site-search-results", {}, language),
        "found": text_of("site-search-found", {"found": "%1"}, language),
        "languages": text_of("site-languages", {}, language),
        "menu": text_of("site-menu", {}, language),
    }


def _is_ours(config: MkDocsConfig) -> bool:
    return str(THEME) in config.theme.dirs
