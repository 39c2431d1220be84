"""The site of a register of N activities: time, memory, size of all, of its index and of its largest page.

With `--material PYTHON` (an environment with mkdocs-material) also the same register as Markdown pages, alternating.
python benchmarks/site.py [--activities 100 1000 5000] [--audience internal] [--material PYTHON]
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from html.parser import HTMLParser
from pathlib import Path

from generate import write

CHECK = ("--as-of", "2026-11-24", "--format", "concise", "--exit-zero", "--quiet")


class _Words(HTMLParser):
    """The main part of a page as Markdown: headings, tables, lists and links, as who writes pages by hand would have it."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.lines: list[str] = []
        self.href: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = self.inside or tag == "main"
        before = {"h1": "\n\n# ", "h2": "\n\n## ", "h3": "\n\n### ", "p": "\n\n", "li": "\n\n- ", "dt": "\n\n",
                  "tr": "\n|", "table": "\n\n", "dd": ": "}  # fmt: skip
        if self.inside:
            self.lines.append(before.get(tag, ""))
        if tag == "a":
            self.href = (dict(attrs).get("href") or "").replace("index.html", "index.md")

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "main"
        if self.inside and tag in {"td", "th"}:
            self.lines.append(" | ")
        if self.inside and tag == "thead":
            row = "".join(self.lines).rpartition("\n")[2]
            self.lines.append("\n|" + "---|" * (row.count("|") - 1))
        if tag == "a":
            self.href = None

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split()).replace("|", "\\|")
        if self.inside and words:
            self.lines.append(f"[{words}]({self.href})" if self.href else f"{words} ")


def measured(command: list[str]) -> tuple[float, float]:
    """Seconds of a whole process, and the most memory it held in MiB."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, status, usage = os.wait4(process.pid, 0)
    spent = time.perf_counter() - start
    if status:
        sys.exit(f"{command[0]} failed: {process.stderr.read().decode() if process.stderr else ''}")
    return spent, usage.ru_maxrss / 1024


def sizes(out: Path, index: str) -> str:
    """What a built tree weighs."""
    files = [file for file in out.rglob("*") if file.is_file()]
    pages = [file.stat().st_size for file in files if file.suffix == ".html"]
    found = sum(file.stat().st_size for file in out.glob(index))
    total = sum(file.stat().st_size for file in files)
    middle = sorted(pages)[len(pages) // 2]
    return (
        f"{len(pages)} pages, {total / 1e6:.1f} MB, middle page {middle / 1e3:.1f} kB, "
        f"largest {max(pages) / 1e3:.0f} kB, index {found / 1e6:.2f} MB"
    )


def as_markdown(out: Path, folder: Path) -> None:
    """The text of every page of a built site as a Markdown page, with a configuration that lists none of them."""
    for page in out.rglob("index.html"):
        words = _Words()
        words.feed(page.read_text(encoding="utf-8"))
        target = folder / "docs" / page.relative_to(out).with_suffix(".md")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("".join(words.lines).strip() + "\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: x\ntheme: {name: material, font: false}\nnav: [index.md]\n"
        "validation: {nav: {omitted_files: ignore}}\n",
        encoding="utf-8",
    )


def main() -> None:
    """Builds each size and prints what it cost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--activities", type=int, nargs="+", default=[100, 1000, 5000])
    parser.add_argument("--audience", choices=("internal", "public"), default="internal")
    parser.add_argument("--material")
    given = parser.parse_args()
    for count in given.activities:
        with tempfile.TemporaryDirectory() as place:
            root, out = Path(place) / "project", Path(place) / "out"
            write(root / "register", count)
            ours = [
                sys.executable,
                "-m",
                "grondslag",
                "site",
                "build",
                "--root",
                str(root),
                "--out",
                str(out),
            ]
            # Without the files beside the pages: the other program makes none.
            ours += [
                "--as-of",
                "2026-11-24",
                "--lang",
                "en",
                "--audience",
                given.audience,
                "--downloads=",
            ]
            spent, memory = measured(ours)
            read, _ = measured(
                [sys.executable, "-m", "grondslag", "check", "--root", str(root), *CHECK]
            )
            print(
                f"{count}: {spent:.1f} s (of which reading and judging about {read:.1f} s), {memory:.0f} MiB, {sizes(out, 'assets/index-*.js')}",
                flush=True,
            )
            if given.material:
                folder = Path(place) / "material"
                as_markdown(out, folder)
                built = [
                    given.material,
                    "-m",
                    "mkdocs",
                    "build",
                    "-q",
                    "-f",
                    str(folder / "mkdocs.yml"),
                ]
                other, more = measured([*built, "-d", str(folder / "site")])
                told = sizes(folder / "site", "search/search_index.json")
                print(f"{count} Material: {other:.1f} s, {more:.0f} MiB, {told}", flush=True)


if __name__ == "__main__":
    main()
