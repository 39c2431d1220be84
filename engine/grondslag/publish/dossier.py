"""The dossier: overview, requirements with their verdicts, method and limits in one document, to keep or print.

Made by WeasyPrint (the extra `pdf`), which fetches nothing: everything that the document needs is in it.
Source: ISO 14289-1 (PDF/UA-1).
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Final

from grondslag.findings.addresses import web_address
from grondslag.publish.blocks import Block, Page, Section
from grondslag.publish.rendering import Writer, said
from grondslag.publish.study import Study
from grondslag.publish.views.about import method, set_apart, verdicts
from grondslag.publish.views.overview import overview
from grondslag.publish.views.requirements import requirements

SHEET: Final = Path(__file__).resolve().parent / "theme" / "dossier.css"
VARIANT: Final = "pdf/ua-1"


def dossier_html(study: Study, site_url: str | None) -> str:
    """The document as HTML. Links lead to the published site; without one they are no links."""
    language = study.language
    address = ""

    def link(wanted: str) -> str:
        return web_address(site_url, f"{address}{wanted}") if site_url else "#top"

    writer = Writer(language, link)
    parts = []
    pages = (
        overview(study),
        *verdicts(study),
        requirements(study),
        set_apart(study),
        method(study),
    )
    for number, page in enumerate(pages, 1):
        # Names of headings are unique on a page, not in a document of several.
        blocks = _named_apart(page.blocks, f"d{number}-")
        head = f'<h1 id="d{number}">{said(page.title)}</h1>'
        parts.append(f"<section>{head}\n{writer.all(blocks)}</section>\n")
    listed = "".join(
        f'<li><a href="#d{number}">{said(page.title)}</a></li>'
        for number, page in enumerate(pages, 1)
    )
    title = said(_title(study, pages[0]))
    day = study.outcome.as_of.isoformat(timespec="seconds")
    return (
        f'<!DOCTYPE html><html lang="{said(language)}"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="generator" content="grondslag"><meta name="dcterms.created" content="{said(day)}">'
        f'<meta name="dcterms.modified" content="{said(day)}"></head><body id="top">'
        f'<header><p class="title">{title}</p><p>{said(study.text("site-foot", day=study.today))}</p>'
        f"<ol>{listed}</ol></header>\n{''.join(parts)}</body></html>\n"
    )


def dossier_pdf(study: Study, site_url: str | None) -> bytes:
    """The document as PDF. Raises ImportError without the extra `pdf`."""
    from weasyprint import CSS, HTML
    from weasyprint.urls import URLFetcher

    class Refuses(URLFetcher):  # type: ignore[misc]
        """Fetches nothing at all."""

        def fetch(self, url: str, headers: object = None) -> object:
            """Refused, whatever it is."""
            raise ValueError(f"nothing is fetched: {url}")

    fetcher = Refuses(allowed_protocols=(), allow_redirects=False)
    text = dossier_html(study, site_url)
    sheet = CSS(string=SHEET.read_text(encoding="utf-8"), url_fetcher=fetcher)
    identifier = sha256(text.encode()).digest()[:16]
    document = HTML(string=text, url_fetcher=fetcher)
    written = document.write_pdf(
        stylesheets=[sheet], pdf_variant=VARIANT, pdf_identifier=identifier, hinting=False
    )
    return bytes(written or b"")


def _title(study: Study, first: Page) -> str:
    name = study.register.fact(("organisation", "name"))
    return study.text("site-title", name=name) if isinstance(name, str) else first.title


def _named_apart(blocks: Iterable[Block], start: str) -> tuple[Block, ...]:
    return tuple(
        Section(block.title, f"{start}{block.anchor}", _named_apart(block.blocks, start))
        if isinstance(block, Section)
        else block
        for block in blocks
    )
