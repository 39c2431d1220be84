"""Examples of rules on the site: what is shown can be typed over into a register, in either language."""

from __future__ import annotations

import pytest

from grondslag.documents.parse import parse
from grondslag.model.build import build_register
from grondslag.model.vocabulary import load_model, plain_words
from grondslag.publish.views.example_yaml import yaml_rows
from grondslag.rulebook.folders import builtin_policies
from grondslag.rulebook.load import load_rulebook
from grondslag.text import Source


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_example_that_is_shown_is_read_without_an_error(language: str) -> None:
    model = load_model()
    wrong = []
    for versions in load_rulebook([builtin_policies()], model).rules.values():
        for example in versions[-1].checked.examples[:3]:
            rows = yaml_rows(model, example.given, language)
            text = "\n".join(rows) + "\n"
            document, problems = parse(Source("a.yaml", text), plain_words(model))
            assert document is not None, text
            _, found = build_register([document], model, examples=language == "en")
            wrong += [
                (versions[-1].id, one.id, text)
                for one in (*problems, *found)
                if one.severity == "error"
            ]
    assert [one for one in wrong if one[1] not in {"missing-key"}] == []
