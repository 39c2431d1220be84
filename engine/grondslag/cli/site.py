"""`grondslag site`: the register and its verdicts as a site: built, served while working on it, verified."""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from grondslag.cli import environment
from grondslag.cli.arguments import Given
from grondslag.cli.decided import decisions_in
from grondslag.cli.history import changes_of, moments_of, since_of
from grondslag.cli.judging import outcome_of
from grondslag.cli.printing import show_lines
from grondslag.cli.problems import WrongUse
from grondslag.cli.project import Project, find_project, load_model, shown_path
from grondslag.cli.provenance import provenance_of
from grondslag.cli.reports import view_of
from grondslag.cli.site_downloads import downloads, fixed_moment, made_with, wanted_downloads
from grondslag.diagnostics import Message
from grondslag.evaluation.settle import Settle
from grondslag.findings.coming import coming
from grondslag.findings.outcome import Outcome
from grondslag.language.calendar import day_of
from grondslag.publish.build import WrongFolder, build, check_folder
from grondslag.publish.dossier import dossier_pdf
from grondslag.publish.public.site import public_site
from grondslag.publish.site import Site, site_of
from grondslag.publish.study import SOON_DAYS, Provenance, Study
from grondslag.reporters.layout import line
from grondslag.words.catalogue import LANGUAGES, text_of

OUT_BY_DEFAULT: Final = "build/site"
PUBLIC: Final = "public"
PUBLIC_OUT_BY_DEFAULT: Final = "build/public"
FEW_LOOKS: Final = 200_000
DOSSIER: Final = "downloads/grondslag.pdf"


def run(given: Given, variables: Mapping[str, str]) -> int:
    """Builds, serves or verifies; 0, or 1 where a site has faults."""
    if given.command == "site verify":
        from grondslag.cli import site_verified

        return site_verified.run(given, variables, OUT_BY_DEFAULT)
    project = find_project(given, ())
    by_default = PUBLIC_OUT_BY_DEFAULT if given.one("audience") == PUBLIC else OUT_BY_DEFAULT
    out = Path(given.one("out") or project.root / by_default)
    try:
        check_folder(out, project.root, _sources(project))
    except WrongFolder as problem:
        raise WrongUse(problem.message, problem.help) from None
    if given.command == "site serve":
        from grondslag.cli.site_served import serve

        return serve(given, variables, project, out)
    # Nearly all that is made is kept to the end: looking often for what could be freed takes a quarter of the time.
    usual = gc.get_threshold()
    gc.set_threshold(FEW_LOOKS)
    outcome, site = site_for(given, variables, project)
    pages = build(site, out, project.settings.site_url)
    gc.set_threshold(*usual)
    language = (given.one("lang") and _languages(given, outcome)[0]) or outcome.language
    text = text_of("site-built", {"count": pages, "path": shown_path(out)}, language)
    show_lines([line(text)], view_of(given, variables))
    return 0


def site_for(given: Given, variables: Mapping[str, str], project: Project) -> tuple[Outcome, Site]:
    """The outcome of the project as it is now, and its site."""
    judged = Given(
        given.command, {k: v for k, v in given.options.items() if k != "lang"}, given.rest
    )
    public = given.one("audience") == PUBLIC
    decisions = decisions_in(project, given)
    outcome = outcome_of(judged, variables, project, decisions, judged=not public)
    languages = _languages(given, outcome)
    if public:
        return outcome, public_site_for(project, outcome, languages, variables)
    kinds = wanted_downloads(given)
    files = downloads(outcome, languages[0], kinds)
    provenance = provenance_of(project, outcome, variables)
    model = load_model()
    settled: dict[tuple[str, tuple[str, ...]], Settle | None] = {}
    moments = moments_of(project, outcome, variables)
    changed = since_of(project, outcome, variables, moments, given.one("base"))
    soon = tuple(coming(outcome, SOON_DAYS))
    studies = [
        Study(outcome, model, language, provenance, {}, moments, settled, soon, changed)
        for language in languages
    ]
    if "pdf" in kinds:
        fixed_moment(outcome)
        url = project.settings.site_url
        files[DOSSIER] = made_with("pdf", lambda: dossier_pdf(studies[0], url))
    sizes = {name.partition("/")[2]: len(content) for name, content in files.items()}
    studies = [replace(study, downloads=sizes) for study in studies]
    files["build.json"] = _about(outcome, provenance)
    return outcome, site_of(studies, files, environment.processors())


def public_site_for(
    project: Project, outcome: Outcome, languages: Sequence[str], variables: Mapping[str, str]
) -> Site:
    """The site for everyone: nothing of verdicts, and of the register only what the model marks as public."""
    changes = changes_of(project, outcome, variables)
    day = day_of(outcome.as_of)
    return public_site(
        outcome.judged.register, load_model(), languages, day, changes, {}, environment.processors()
    )


def _languages(given: Given, outcome: Outcome) -> list[str]:
    """The languages asked for, the first at the root; without that both, that of the register first."""
    asked = [part for part in (given.one("lang") or "").split(",") if part]
    for language in asked:
        if language not in LANGUAGES:
            raise WrongUse(
                Message("cli-unknown-value", {"found": language}),
                Message("cli-choose", {"choices": LANGUAGES}),
            )
    return list(dict.fromkeys(asked)) or sorted(LANGUAGES, key=lambda one: one != outcome.language)


def _about(outcome: Outcome, provenance: Provenance) -> bytes:
    """What the site was made from, for programs."""
    import json

    import grondslag

    packs = outcome.judged.rulebook.packs
    told = {
        "format": "grondslag/site-v1",
        "tool": grondslag.__version__,
        "as_of": outcome.as_of.isoformat(timespec="seconds"),
        "commit": provenance.commit,
        "changed": provenance.is_changed,
        "inputs": provenance.inputs,
        "packs": {name: packs[name].checked.version for name in sorted(packs)},
    }
    return (json.dumps(told, indent=2, ensure_ascii=False) + "\n").encode()


def _sources(project: Project) -> list[Path]:
    settings = project.settings
    return [project.root / path for path in (*settings.register, *settings.policies)]
