"""Our own documentation for MkDocs: the generated pages of docs/ beside the guides, in the theme of sites."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

from markdown.extensions.toc import slugify
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage

from grondslag.publish.addressing import INDEX, relative
from grondslag.publish.paging import Leaf
from grondslag.publish.plugin import NAMES, SitePlugin
from grondslag.publish.site import Edition, Site, search_index

DOCS = Path(__file__).resolve().parents[1] / "docs"
GENERATED = ("reference", "catalogue")
MENUS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "nl": (
        ("Gidsen", ("", "nl/beginnen/", "nl/inlezen/", "nl/rode-pull-request/", "nl/fg-en-auditor/",
                    "nl/openbare-site/", "nl/documenten/", "nl/exporteren/", "nl/ci/", "nl/eigen-regels/")),
        ("Naslag", ("reference/fields.nl/", "reference/language.nl/", "catalogue/by-article.nl/",
                    "catalogue/by-theme.nl/", "catalogue/by-fact.nl/", "catalogue/not-checked.nl/")),
    ),
    "en": (
        ("Guides", ("en/", "en/start/", "en/importing/", "en/red-pull-request/", "en/dpo-and-auditor/",
                    "en/public-site/", "en/documents/", "en/exporting/", "en/ci/", "en/own-rules/")),
        ("Reference", ("reference/fields.en/", "reference/language.en/", "catalogue/by-article.en/",
                       "catalogue/by-theme.en/", "catalogue/by-fact.en/", "catalogue/not-checked.en/")),
    ),
}  # fmt: skip
FOOT = {
    "nl": "Geen juridisch advies: een register wordt getoetst aan regels, geen organisatie aan de wet.",
    "en": "No legal advice: a register is tested against rules, not an organisation against the law.",
}


class DocsPlugin(SitePlugin):
    """The plugin of sites, with pages that were written by hand."""

    def make_site(self, config: MkDocsConfig) -> Site:
        """An edition for each language; its pages are known once the files are."""
        return Site((), hidden=False)


_plugin = DocsPlugin()
_plugin.load_config({})


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Names of headings must not meet the names that generated pages give to their parts."""
    config.mdx_configs["toc"] = {"slugify": lambda text, mark: f"h-{slugify(text, mark)}"}
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Takes in the generated pages, and makes the menus and the search of all titles."""
    for folder in GENERATED:
        for source in sorted((DOCS / folder).iterdir()):
            if source.suffix in {".md", ".csv"}:
                name = f"{folder}/{source.name}"
                files.append(File.generated(config, name, abs_src_path=str(source)))
    titles = {
        file.url.replace("./", ""): _title(Path(file.abs_src_path or ""))
        for file in files.documentation_pages()
    }
    pages = {url: _leaf(url, title) for url, title in sorted(titles.items())}
    editions = []
    for language, groups in MENUS.items():
        other = {"nl": "en", "en": "nl"}[language]
        menu = tuple(
            (title, tuple(pages[url] for url in urls if url in pages)) for title, urls in groups
        )
        own = tuple(
            page
            for url, page in pages.items()
            if not _is_in(url, other) and (url or language == "nl")
        )
        editions.append(Edition(language, "", config.site_name, own, menu, FOOT[language]))
    _plugin.site = Site(tuple(editions), hidden=False)
    for edition in editions:
        name = f"assets/index-{edition.language}.js"
        files.append(File.generated(config, name, content=search_index(edition)))
    return files


def on_env(env: Any, *, config: MkDocsConfig, files: Files) -> Any:
    """The theme escapes what it prints."""
    return _plugin.on_env(env, config=config, files=files)


def on_page_content(html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Finishes the HTML."""
    return _finished(html, str(page.title))


def on_page_context(context: Any, *, page: MkDocsPage, config: MkDocsConfig, nav: Any) -> Any:
    """Gives a page what the theme shows around it, in the language of the page."""
    site = _plugin.site
    assert site is not None
    url = page.url.replace("./", "")
    language = "en" if _is_in(url, "en") else "nl"
    edition = next(one for one in site.editions if one.language == language)
    _plugin.site = Site((edition,), hidden=False)
    found = next(one for one in edition.pages if one.address == url)
    around = dict(_plugin._around(page, (edition, found)))
    _plugin.site = site
    start = url.removesuffix(INDEX)
    around["home"] = relative(MENUS[language][0][1][0], start)
    other = _counterpart(url, language)
    if other is not None:
        name, theirs = other
        link = relative(theirs, start)
        around["languages"] = [{"language": name, "name": NAMES[name], "url": link}]
    page.meta["grondslag"] = around
    return context


def _finished(html: str, title: str) -> str:
    """What Markdown leaves out: files as figures, tables and listings that a keyboard can scroll, and links that
    work from disk too."""
    html = re.sub(
        r"(?:<p><code>([^<]+)</code></p>\n)?<pre>(.*?)</pre>", _listing, html, flags=re.DOTALL
    )
    html = re.sub(r'(<a href="(?!\w+:)[^"#]*/)(?=["#])', rf"\1{INDEX}", html)
    names = Counter[str]()
    parts = re.split(r"(<h[23][^>]*>.*?</h[23]>|<table>.*?</table>)", html, flags=re.DOTALL)
    heading = title
    for number, part in enumerate(parts):
        if part.startswith("<table>"):
            names[heading] += 1
            name = heading if names[heading] == 1 else f"{heading} ({names[heading]})"
            table = part.replace("<th>", '<th scope="col">')
            parts[number] = (
                f'<section class="scroll" tabindex="0" aria-label="{name}">{table}</section>'
            )
        elif part.startswith("<h"):
            heading = re.sub(r"<[^>]+>", "", part).replace('"', "&quot;")
    return "".join(parts)


def _listing(found: re.Match[str]) -> str:
    name = f"<figcaption><code>{found[1]}</code></figcaption>" if found[1] else ""
    return f'<figure class="listing">{name}<pre tabindex="0">{found[2]}</pre></figure>'


def _counterpart(url: str, language: str) -> tuple[str, str] | None:
    """The same page in the other language: the menus list the same pages in the same order."""
    other = {"nl": "en", "en": "nl"}[language]
    own, theirs = ([page for _, urls in MENUS[one] for page in urls] for one in (language, other))
    return (other, theirs[own.index(url)]) if url in own else None


def _is_in(url: str, language: str) -> bool:
    return url.startswith(f"{language}/") or url.endswith(f".{language}/")


def _leaf(url: str, title: str) -> Leaf:
    return Leaf(url, title, b"", "", "", in_menu=True)


def _title(file: Path) -> str:
    found = re.search(r"^# (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return found[1] if found else file.stem
