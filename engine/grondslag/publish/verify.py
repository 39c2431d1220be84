"""Checks a built site: that every link and anchor leads somewhere, that nothing is fetched from elsewhere, and the CSP.

Works on the files alone. What a server makes of them is for the command to try, with `links_of`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from grondslag.diagnostics import Message

LOADS: Final = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "link": "href",
    "source": "src",
    "video": "src",
    "audio": "src",
    "embed": "src",
    "object": "data",
    "input": "src",
    "track": "src",
    "use": "href",
    "image": "href",
}
FORBIDDEN: Final = frozenset({"iframe", "object", "embed", "form", "base"})
WANTED: Final = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
)
LOOSE: Final = ("unsafe-inline", "unsafe-eval", "http:", "https:", "*")
NO_CONTENT: Final = frozenset({"alternate", "canonical"})
SAFE_SCHEMES: Final = frozenset({"http", "https", "mailto"})


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something wrong on a page: the kind, where, and what.

    Kinds are `link`, `anchor`, `disk`, `request`, `csp`, `inline`, `twice`, and those of a server: `http`, `lost`.
    """

    page: str
    kind: str
    what: str

    @property
    def message(self) -> Message:
        """What is wrong, for the reader."""
        return Message(f"site-fault-{self.kind}", {"page": self.page, "what": self.what})


@dataclass(slots=True)
class _Seen:
    """What a page holds."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    policies: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    root: str = ""
    """Where the site begins on its server, if the page says so: the page for what is not found stands anywhere."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen = _Seen()
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        seen, given = self.seen, {name: value or "" for name, value in attrs}
        if "id" in given:
            seen.ids.append(given["id"])
        if tag in {"a", "area"} and "href" in given:
            seen.links.append(given["href"])
        if tag in LOADS and LOADS[tag] in given and given.get("rel") not in NO_CONTENT:
            seen.loads.append(given[LOADS[tag]])
        if tag == "link" and given.get("rel") == "alternate":
            seen.links.append(given.get("href", ""))
        if tag == "meta":
            self._of_meta(given)
        if tag == "body" and given.get("data-root", "").startswith("/"):
            seen.root = given["data-root"]
        if tag in FORBIDDEN or tag == "style" or (tag == "script" and "src" not in given):
            seen.inline.append(f"<{tag}>")
        for name in given:
            if name.startswith("on") or name in {"style", "srcset", "ping", "formaction"}:
                seen.inline.append(f"{tag} {name}=")

    def _of_meta(self, given: dict[str, str]) -> None:
        match given.get("http-equiv", "").lower():
            case "content-security-policy":
                self.seen.policies.append(given.get("content", ""))
            case "refresh":
                self.seen.inline.append("<meta refresh>")


def verify(out: Path, *, from_disk: bool = False) -> tuple[int, tuple[Fault, ...]]:
    """The number of pages of a built site, and what is wrong with them, by page.

    *from_disk*: it must work without a server, so a link names the file of a page and not its folder.
    """
    pages = {file.relative_to(out).as_posix(): _read(file) for file in sorted(out.rglob("*.html"))}
    files = {file.relative_to(out).as_posix() for file in out.rglob("*") if file.is_file()}
    ids = {name: frozenset(seen.ids) for name, seen in pages.items()}
    faults = [fault for name, seen in pages.items() for fault in _faults(name, seen, files, ids)]
    if from_disk:
        faults += [
            Fault(name, "disk", url)
            for name, seen in pages.items()
            for url in seen.links
            if not urlsplit(url).netloc and urlsplit(url).path.endswith("/") and not seen.root
        ]
    faults += [
        Fault(name, "request", "url()")
        for name in sorted(files)
        if name.endswith(".css") and _fetches(out / name)
    ]
    return len(pages), tuple(sorted(set(faults)))


def links_of(page: str) -> Iterator[str]:
    """What a page leads to and loads on its own site, without the places on a page."""
    seen = _parsed(page)
    for url in (*seen.links, *seen.loads):
        try:
            parts = urlsplit(url)
        except ValueError:
            continue
        if not parts.scheme and not parts.netloc and parts.path:
            yield parts.path


def _read(file: Path) -> _Seen:
    return _parsed(file.read_text(encoding="utf-8"))


def _parsed(page: str) -> _Seen:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.seen


def _fetches(file: Path) -> bool:
    text = file.read_text(encoding="utf-8", errors="replace").lower()
    return "@import" in text or "url(" in text


def _faults(
    name: str, seen: _Seen, files: set[str], ids: dict[str, frozenset[str]]
) -> Iterator[Fault]:
    for one, count in Counter(seen.ids).items():
        if count > 1:
            yield Fault(name, "twice", one)
    for what in seen.inline:
        yield Fault(name, "inline", what)
    for url in seen.loads:
        if urlsplit(url).scheme or url.startswith("//"):
            yield Fault(name, "request", url)
        elif _target(name, _below(seen.root, url)) not in files:
            yield Fault(name, "link", url)
    for url in seen.links:
        yield from _link(name, _below(seen.root, url), files, ids)
    if len(seen.policies) != 1 or not _is_strict(seen.policies[0]):
        yield Fault(name, "csp", "; ".join(seen.policies))


def _link(name: str, url: str, files: set[str], ids: dict[str, frozenset[str]]) -> Iterator[Fault]:
    try:
        parts = urlsplit(url)
    except ValueError:
        yield Fault(name, "link", url)
        return
    if parts.scheme or parts.netloc:
        if parts.scheme not in SAFE_SCHEMES:
            yield Fault(name, "link", url)
        return
    target = _target(name, parts.path) if parts.path else name
    if target not in files:
        yield Fault(name, "link", url)
    elif parts.fragment and unquote(parts.fragment) not in ids.get(target, ()):
        yield Fault(name, "anchor", url)


def _below(root: str, url: str) -> str:
    """The address as it is from the root of the site, where the page says where that is."""
    return "/" + url.removeprefix(root) if root and url.startswith(root) else url


def _target(name: str, url: str) -> str:
    """The file that a relative address on a page leads to; empty where it leaves the site."""
    steps = [] if url.startswith("/") else name.split("/")[:-1]
    for step in unquote(urlsplit(url).path).split("/"):
        if step == "..":
            if not steps:
                return ""
            steps.pop()
        elif step not in {"", "."}:
            steps.append(step)
    return "/".join([*steps, "index.html"] if url.endswith("/") else steps)


def _is_strict(policy: str) -> bool:
    return all(part in policy for part in WANTED) and not any(part in policy for part in LOOSE)
