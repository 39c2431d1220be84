"""A rule says the same in English and in Dutch keywords."""

from __future__ import annotations

import re

from language.rule_kit import checked_rule, english

ENGLISH = """\
rule breach-reported-late
  title nl "Te laat" en "Late"
  under AVG art. 33 lid 1 second sentence, AVG art. 28(3)(a), AVG recital 47
  severity high
  certainty law
  source part
  waivable never
  review by 2027-01-01
  valid from 2018-05-25 until 2040-01-01 earlier unread
  applies at event breach.aware_at
  for each breach in breaches, a in breach.processing
    where a.role is not processor
  when breach.risk is one of [likely, "when"] and not a.large_scale or breach.found_on is before today
  require all of
    (a) under AVG art. 33: breach.notified_at is due within breach_deadline after breach.aware_at
        otherwise nl "Nee {breach.risk}" en "No {breach.risk}"
    (b) any of
      (i) breach.found_on is within 1 month before breach.told_on
      (ii) if breach.kinds includes any of [leak, loss] then every x in a.processors: x.agreement is recorded
    end
    (c) none of
      (i) no p in processors where p.role is processor: p.subprocessors is not empty
      (ii) count of processing is more than staff_threshold as of breach.found_on
    end
    (d) some p in processors: p.owner is none or p.owner exists and p.agreement.in_writing is not true
  end
  unless under AVG art. 44: organisation.turnover is at least 0.0 and now is after breach.aware_at
  unless breach.kinds does not include theft or organisation.court is true
  otherwise nl "{breach.aware_at + breach_deadline}: {{x}}" en "{breach.aware_at + breach_deadline}: {{x}}"
  fix nl "Meld" en "Notify"
  note nl "Noot" en "Note"
  example "one" on 2026-03-01 gives violation at (a)
    given {breaches: {r-one: {risk: "when", kinds: [leak], name: none, told_on: unknown}}}
  example "two" on 2026-03-01T10:00Z gives compliant open until 2026-04-01
    given {organisation: {court: true, staff: 3, turnover: 0.5}, retention: {x: {term: 2 months}}}
  example "three" gives undetermined because breaches."2026-03".risk, staff_threshold given {}
  example "four" gives not applicable given {breaches: none}
"""

DUTCH = """\
regel breach-reported-late
  titel nl "Te laat" en "Late"
  krachtens AVG art. 33 lid 1 tweede zin, AVG artikel 28(3)(a), AVG overw. 47
  ernst hoog
  zekerheid wet
  bron deels gelezen
  nooit te aanvaarden
  herzien uiterlijk op 2027-01-01
  geldig vanaf 2018-05-25 tot 2040-01-01 eerder ongelezen
  geldt bij gebeurtenis breach.aware_at
  voor elke breach in breaches, a in breach.processing
    waarbij a.role is niet processor
  indien breach.risk is een van [likely, "when"] en niet a.large_scale of breach.found_on is voor vandaag
  vereis alle van
    (a) krachtens AVG art. 33: breach.notified_at is uiterlijk binnen breach_deadline na breach.aware_at
        anders nl "Nee {breach.risk}" en "No {breach.risk}"
    (b) een van
      (i) breach.found_on is binnen 1 maand voor breach.told_on
      (ii) als breach.kinds bevat een van [leak, loss] dan elke x in a.processors: x.agreement is vastgelegd
    einde
    (c) geen van
      (i) geen enkele p in processors waarbij p.role is processor: p.subprocessors is niet leeg
      (ii) aantal van processing is meer dan staff_threshold per breach.found_on
    einde
    (d) ten minste een p in processors: p.owner is geen of p.owner bestaat en p.agreement.in_writing is niet waar
  einde
  tenzij krachtens AVG art. 44: organisation.turnover is ten minste 0.0 en nu is na breach.aware_at
  tenzij breach.kinds bevat niet theft of organisation.court is waar
  anders nl "{breach.aware_at + breach_deadline}: {{x}}" en "{breach.aware_at + breach_deadline}: {{x}}"
  herstel nl "Meld" en "Notify"
  toelichting nl "Noot" en "Note"
  voorbeeld "one" op 2026-03-01 geeft overtreding bij (a)
    gegeven {breaches: {r-one: {risk: "when", kinds: [leak], name: geen, told_on: onbekend}}}
  voorbeeld "two" op 2026-03-01T10:00Z geeft voldoet open tot en met 2026-04-01
    gegeven {organisation: {court: waar, staff: 3, turnover: 0.5}, retention: {x: {term: 2 maanden}}}
  voorbeeld "three" geeft niet te bepalen omdat breaches."2026-03".risk, staff_threshold gegeven {}
  voorbeeld "four" geeft niet van toepassing gegeven {breaches: geen}
"""


def both():
    first, said = checked_rule(ENGLISH)
    second, more = checked_rule(DUTCH)
    return first, second, [english(one) for one in (*said, *more)]


def test_english_and_dutch_keywords_give_the_same_checked_rule() -> None:
    first, second, said = both()
    assert said == []
    assert first is not None
    assert first == second


def test_the_order_of_clauses_has_no_meaning() -> None:
    head, *clauses = re.split(r"\n  (?=[a-z])(?!end)", ENGLISH.rstrip("\n"))
    first, _ = checked_rule(ENGLISH)
    second, said = checked_rule("\n  ".join([head, *_shuffled(clauses)]))
    assert [english(one) for one in said] == []
    assert first == second


def _shuffled(clauses: list[str]) -> list[str]:
    """Another order of clauses, in which those that may stand more than once keep theirs."""
    repeated = [one for one in clauses if one.startswith(("unless", "example"))]
    return [*repeated, *(one for one in reversed(clauses) if one not in repeated)]
