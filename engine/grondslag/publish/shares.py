"""Jobs shared out over processes: on Linux every page can be made by whichever core is free.

A child process begins as a copy of this one (`fork`), so nothing has to be handed to it, and gives back what it made.
What a child could not give back is done here once more: there is then nothing that only goes wrong out of sight.
"""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, Final, TypeVar

T = TypeVar("T")
FEWEST: Final = 200
"""With fewer jobs a second process costs more than it brings."""


def done(jobs: Sequence[Callable[[], T]], workers: int) -> list[T]:
    """What each job gives, in their order; by at most *workers* processes. Results have to be picklable."""
    # Other systems, and threads that run, make a copy of a process unsafe.
    alone = sys.platform != "linux" or threading.active_count() > 1
    shares = 1 if alone or len(jobs) < FEWEST else max(1, workers)
    if shares == 1:
        return [job() for job in jobs]
    context: Any = get_context("fork")
    children = []
    for number in range(1, shares):
        here, there = context.Pipe(duplex=False)
        child = context.Process(target=_give, args=(there, jobs[number::shares]), daemon=True)
        child.start()
        there.close()
        children.append((child, here))
    made = {0: [job() for job in jobs[::shares]]}
    for number, (child, here) in enumerate(children, 1):
        made[number] = _taken(here, jobs[number::shares])
        child.join()
    return [made[place % shares][place // shares] for place in range(len(jobs))]


def _give(there: Connection, jobs: Sequence[Callable[[], Any]]) -> None:
    # A child ends soon, and looking for what can be freed would write into memory that all share.
    gc.disable()
    try:
        there.send([job() for job in jobs])
    except Exception:
        # The parent finds that nothing came, and does the jobs itself: there the reason shows.
        there.close()


def _taken(here: Connection, jobs: Sequence[Callable[[], T]]) -> list[T]:
    try:
        given: list[T] = here.recv()
    except (EOFError, OSError):
        return [job() for job in jobs]
    return given
