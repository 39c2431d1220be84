"""A paper as PDF, by WeasyPrint (extra `pdf`). It may fetch nothing: all that a paper needs stands in it."""

from __future__ import annotations


class PdfMissing(Exception):
    """The extra `pdf` is not installed, or the libraries that it needs are not there."""


class Fetching(Exception):
    """A paper asked for something outside it: a mistake of ours."""


def pdf_of(page: str) -> bytes:
    """The PDF of a page of HTML. Raises `PdfMissing` where it cannot be made, `Fetching` for a page that is not
    whole by itself."""
    try:
        from weasyprint import HTML
        from weasyprint.urls import FatalURLFetchingError, URLFetcher
    except (ImportError, OSError):
        raise PdfMissing from None

    class Refusing(URLFetcher):  # type: ignore[misc]
        """Fetches nothing, and stops."""

        def fetch(self, url: str, headers: object = None) -> None:
            raise FatalURLFetchingError(url)

    try:
        made: bytes = HTML(string=page, url_fetcher=Refusing(), base_url=None).write_pdf()
    except FatalURLFetchingError as asked:
        raise Fetching(str(asked)) from None
    return made
