"""A pack of a user's own, small enough to read: house rules on the organisation."""

from __future__ import annotations

from pathlib import Path

PACK = (
    'pack house version 1.0.0\n  title nl "Huis" en "House"\n  status house rule\n'
    '  schema "register/1"\nsource HOUSE\n  title nl "Huis" en "House"\n'
)
OFFICER_WANTED = (
    'rule officer-wanted\n  title nl "FG gewenst" en "Officer wanted"\n  under HOUSE\n'
    "  severity medium\n  certainty convention\n  source read\n  valid from 2018-05-25\n"
    "  applies at check\n  for the organisation\n  require organisation.dpo exists\n"
    '  otherwise nl "Geen FG." en "No officer."\n  fix nl "Wijs aan." en "Designate."\n'
    '  example "none" gives violation\n    given {organisation: {name: "A", dpo: none}}\n'
    '  example "one" gives compliant\n    given {organisation: {name: "A", dpo: {name: "F"}}}\n'
    '  example "silence" gives undetermined because organisation.dpo\n'
    '    given {organisation: {name: "A"}}\n'
)


def write_pack(folder: Path, name: str, rule: str, pack: str = PACK) -> Path:
    """Writes a pack with one rule under *folder*; the file of the rule."""
    house = folder / "house"
    house.mkdir(parents=True)
    (house / "pack.rule").write_text(pack, encoding="utf-8")
    file = house / f"{name}.rule"
    file.write_text(rule, encoding="utf-8")
    return file
