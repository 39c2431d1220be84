"""A folder as a web server gives it, on this computer only, with the page of the site for what is not there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Final

from grondslag.publish.plugin import NOT_FOUND

HOST: Final = "127.0.0.1"


class FilesHandler(SimpleHTTPRequestHandler):
    """Gives the files of a folder; says nothing of requests."""

    def parse_request(self) -> bool:
        """Refuses a request for another host: a page elsewhere could have its own name lead here, and read along."""
        if not super().parse_request():
            return False
        host = self.headers.get("Host", HOST).rpartition(":")
        if (host[0] or host[2]) in {HOST, "localhost"}:
            return True
        self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
        return False

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What is not there is told by the page of the site."""
        page = Path(self.directory) / NOT_FOUND
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *arguments: object) -> None:
        """Says nothing of requests."""


@contextmanager
def served(folder: Path) -> Iterator[int]:
    """Serves a folder while it is looked at; gives the port."""
    handler = partial(FilesHandler, directory=str(folder))
    with ThreadingHTTPServer((HOST, 0), handler) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()
