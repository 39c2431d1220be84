"""Jobs shared out over processes: the same result in the same order, whatever a child does."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import pytest

from grondslag.cli import environment
from grondslag.publish import shares
from grondslag.publish.shares import FEWEST, done

PARENT = os.getpid()
EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "stem"


@pytest.fixture(autouse=True)
def _no_other_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """What runs the tests may have threads of its own; they hold nothing that a child needs."""
    monkeypatch.setattr(shares.threading, "active_count", lambda: 1)


def square(number: int) -> tuple[int, bool]:
    return number * number, os.getpid() == PARENT


def only_at_home(number: int) -> int:
    """Fails in a child."""
    if os.getpid() != PARENT:
        raise ValueError(number)
    return number


def gone_without_a_word(number: int) -> int:
    """Takes the child down, as a system does that has no memory left."""
    if os.getpid() != PARENT:
        os._exit(9)
    return number


def test_results_come_in_the_order_of_the_jobs_from_several_processes() -> None:
    count = FEWEST + 7
    made = done([partial(square, number) for number in range(count)], 3)
    assert [value for value, _ in made] == [number * number for number in range(count)]
    assert {here for _, here in made} == {True, False}


def test_one_worker_or_few_jobs_stay_here() -> None:
    for count, workers in ((FEWEST + 1, 1), (FEWEST - 1, 4), (0, 4)):
        made = done([partial(square, number) for number in range(count)], workers)
        assert all(here for _, here in made)
        assert len(made) == count


@pytest.mark.parametrize("job", [only_at_home, gone_without_a_word])
def test_what_a_child_could_not_do_is_done_here(job) -> None:
    assert done([partial(job, number) for number in range(FEWEST)], 2) == list(range(FEWEST))


def test_a_thread_that_runs_keeps_all_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shares.threading, "active_count", lambda: 2)
    assert all(here for _, here in done([partial(square, 3)] * FEWEST, 4))


def test_a_site_is_the_same_however_many_make_it(
    grondslag, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trees = []
    for workers in (1, 3):
        monkeypatch.setattr(environment, "processors", lambda count=workers: count)
        out = tmp_path / str(workers)
        ran = grondslag(
            "site", "build", "--root", str(EXAMPLE), "--out", str(out), "--as-of=2026-11-24"
        )
        assert (ran.status, ran.err) == (0, "")
        trees.append(
            {file.relative_to(out): file.read_bytes() for file in out.rglob("*") if file.is_file()}
        )
    assert trees[0] == trees[1]
    assert len(trees[0]) > FEWEST


def test_what_goes_wrong_everywhere_is_raised() -> None:
    def broken() -> int:
        raise ValueError("no page")

    with pytest.raises(ValueError, match="no page"):
        done([broken] * FEWEST, 2)
