"""`grondslag site verify`: a built site, looked at from disk and from a server."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

from grondslag.cli import environment
from grondslag.cli.arguments import Given
from grondslag.cli.printing import show_lines
from grondslag.cli.problems import WrongUse
from grondslag.cli.project import find_project, shown_path
from grondslag.cli.reports import view_of
from grondslag.cli.site_files import HOST, served
from grondslag.diagnostics import Message
from grondslag.publish.plugin import NOT_FOUND
from grondslag.publish.verify import Fault, links_of, verify
from grondslag.reporters.layout import Line, line
from grondslag.words.catalogue import text_of

FAULTS: Final = 1
MOST_FAULTS: Final = 100
SECONDS: Final = 10
ABSENT: Final = "/there-is-no-such-page/"


def run(given: Given, variables: Mapping[str, str], by_default: str) -> int:
    """Says what is wrong with a built site; 1 if something is."""
    if len(given.rest) > 1:
        raise WrongUse(Message("site-one-folder"))
    folder = Path(given.rest[0]) if given.rest else find_project(given, ()).root / by_default
    if not folder.is_dir():
        raise WrongUse(
            Message("cli-no-folder", {"path": shown_path(folder)}), Message("site-build-first")
        )
    view = view_of(given, variables)
    language = view.language or environment.language(variables)
    pages, found = verify(folder, from_disk=True)
    faults = [*found, *(over_http(folder) if pages and not found else ())]
    lines: list[Line] = [
        line(text_of(fault.message.id, fault.message.params, language))
        for fault in faults[:MOST_FAULTS]
    ]
    name = "site-faults" if faults else "site-verified"
    lines.append(line(text_of(name, {"pages": pages, "count": len(faults)}, language)))
    show_lines(lines, view)
    return FAULTS if faults or not pages else 0


def over_http(folder: Path) -> Iterator[Fault]:
    """Follows every link from the first page, as a server on this computer gives it; and looks what was not reached."""
    with served(folder) as port:
        connection = HTTPConnection(HOST, port, timeout=SECONDS)
        seen = {"/"}
        left = deque(seen)
        while left:
            address = left.popleft()
            status, kind, text = _given(connection, address)
            if status != HTTPStatus.OK:
                yield Fault(unquote(address), "http", str(status))
                continue
            for link in links_of(text) if kind.startswith("text/html") else ():
                target = urlsplit(urljoin(address, link)).path
                if target not in seen:
                    seen.add(target)
                    left.append(target)
        if (folder / NOT_FOUND).is_file():
            status, _, text = _given(connection, ABSENT)
            if status != HTTPStatus.NOT_FOUND or "<h1" not in text:
                yield Fault(NOT_FOUND, "http", str(status))
        connection.close()
    yield from _lost(folder, {unquote(address) for address in seen})


def _given(connection: HTTPConnection, address: str) -> tuple[int, str, str]:
    connection.request("GET", address)
    answer = connection.getresponse()
    content = answer.read()
    kind = answer.getheader("Content-Type") or ""
    return answer.status, kind, content.decode("utf-8", "replace")


def _lost(folder: Path, seen: set[str]) -> Iterator[Fault]:
    for file in sorted(folder.rglob("*.html")):
        name = file.relative_to(folder).as_posix()
        ways = {f"/{name}", "/" + name.removesuffix("index.html")}
        if name != NOT_FOUND and not ways & seen:
            yield Fault(name, "lost", "")
