"""The two command parsers of the runner of GitHub Actions, ported from actions/runner
(ActionCommand.cs)."""

from __future__ import annotations

V2 = {
    "add-mask", "add-matcher", "add-path", "debug", "echo", "endgroup", "error", "group", "notice",
    "remove-matcher", "save-state", "set-env", "set-output", "stop-commands", "warning",
}  # fmt: skip
V1 = {
    "command",
    "debug",
    "endgroup",
    "error",
    "group",
    "internal",
    "notice",
    "section",
    "warning",
    "add-mask",
}
BLANKS = (
    " \t\n\v\f\r\x85\xa0\u1680"
    + "".join(map(chr, range(0x2000, 0x200B)))
    + "\u2028\u2029\u202f\u205f\u3000"
)


def v2_command(line: str) -> str | None:
    """`::name properties::data` at the start of a line, after blanks."""
    line = line.lstrip(BLANKS)
    if not line.startswith("::"):
        return None
    end = line.find("::", 2)
    if end < 0:
        return None
    name = line[2:end].partition(" ")[0]
    return name if name.lower() in V2 else None


def v1_command(line: str) -> str | None:
    """`##[name properties]data` anywhere in a line."""
    start = line.find("##[")
    if start < 0:
        return None
    end = line.find("]", start)
    if end < 0:
        return None
    name = line[start + 3 : end].partition(" ")[0]
    return name if name.lower() in V1 else None


def commands(output: str) -> list[str]:
    """Every command that the runner would carry out, whichever line ends it splits at."""
    lines = [part for line in output.splitlines() for part in line.split("\n")]
    return [found for line in lines for found in (v2_command(line), v1_command(line)) if found]
