"""Findings and what to record named in a line: the same words in every report and on the site."""

from __future__ import annotations

from grondslag.findings.citations import citation_texts, standing
from grondslag.findings.finding import Finding
from grondslag.findings.todo import ToDo
from grondslag.findings.why import item_citations
from grondslag.rulebook.rule import Rule
from grondslag.words.catalogue import text_of


def source_text(finding: Finding, language: str) -> str:
    """What a finding rests on: the citations of the item that decides, else of the rule; standing; severity."""
    citations = item_citations(finding) or finding.rule.checked.citations
    params = {
        "citations": ", ".join(citation_texts(citations, language)),
        "standing": standing(finding.rule, language),
        "severity": text_of(f"report-severity-{finding.rule.checked.severity}", {}, language),
    }
    return text_of("report-source-line", params, language)


def rule_name(rule: Rule, language: str) -> str:
    """The id of a rule; that of a house rule, of guidance or of a draft never without its label."""
    if rule.legal_status == "law":
        return rule.id
    status = text_of(f"finding-status-{rule.legal_status.replace('_', '-')}", {}, language)
    return f"{rule.id} [{status}]"


def to_do_text(item: ToDo, language: str) -> str:
    """What to do about a fact and what that settles."""
    kind = item.reason.kind.replace("_", "-")
    what = text_of(f"report-do-{kind}", {"path": item.spelled}, language)
    if len(item.reasons) > 1:
        what = text_of("report-times", {"what": what, "count": len(item.reasons)}, language)
    gains = []
    if item.settles:
        gains.append(text_of("report-settles", {"count": len(item.settles)}, language))
    if item.helps:
        gains.append(text_of("report-helps", {"count": len(item.helps)}, language))
    return f"{what}: {'; '.join(gains)}"


def finding_name(finding: Finding, language: str) -> str:
    """The rule and the record of a finding, in the language of the file."""
    subject = finding.judged.register.spell(finding.verdict.subject.path)
    rule = rule_name(finding.rule, language)
    return text_of("report-rule-at", {"rule": rule, "subject": subject}, language)
