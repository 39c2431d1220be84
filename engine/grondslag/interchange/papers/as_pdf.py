"""A paper as PDF, by WeasyPrint (extra `pdf`). It may fetch nothing: all that a paper needs stands in it."""

from __future__ import annotations

from typing import Any, NoReturn


class PdfMissing(Exception):
    """The extra `pdf` is not installed, or the libraries that it needs are not there."""


class Fetching(Exception):
    """A paper asked for something outside it: a mistake of ours."""


def pdf_of(page: str) -> bytes:
    """The PDF of a page of HTML; raises `PdfMissing` where it cannot be made."""
    try:
        from weasyprint import HTML
    except (ImportError, OSError):
        raise PdfMissing from None
    made: bytes = HTML(string=page, url_fetcher=_refuse, base_url=None).write_pdf()
    return made


def _refuse(url: str, *_: Any, **__: Any) -> NoReturn:
    raise Fetching(url)
