"""The ends of months, and the commit that each of them found: along first parents, by the time of the commit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from grondslag.language.calendar import amsterdam, day_of
from grondslag.revisions.git import Repository


@dataclass(frozen=True, slots=True)
class Stop:
    """A moment, its local day, and the commit that was the newest by then."""

    moment: datetime
    commit: str

    @property
    def day(self) -> date:
        """The day in Europe/Amsterdam."""
        return day_of(self.moment)


def stops_of(repository: Repository, head: str, as_of: datetime, most: int) -> tuple[Stop, ...]:
    """The last *most* stops of the history of *head*: the ends of months before *as_of*, and *as_of* itself.

    Only first parents count: that is what was on the branch, whatever came in with a merge. Raises `GitFailed`.
    """
    listing = repository.ask("rev-list", "--first-parent", "--timestamp", head, "--")
    history = _in_order(listing)
    if not history or most < 1:
        return ()
    # A commit may name any moment, also one that no calendar has; what lies after the check tells nothing of before.
    first = datetime.fromtimestamp(min(history[-1][0], int(as_of.timestamp())), UTC)
    ends = [end for end in _month_ends(as_of, most - 1) if end >= first]
    found = {end: _newest_by(end, history) for end in ends}
    stops = [Stop(end, commit) for end, commit in sorted(found.items()) if commit is not None]
    return (*stops, Stop(as_of, head))


def _in_order(listing: bytes) -> list[tuple[int, str]]:
    """Time and commit, the newest first. A clock that was wrong cannot make a commit older than its parent's child:
    the time of a commit is at most that of the commit after it.
    """
    history: list[tuple[int, str]] = []
    latest: int | None = None
    for row in listing.decode("ascii").splitlines():
        stamp, commit = row.split()
        latest = int(stamp) if latest is None else min(int(stamp), latest)
        history.append((latest, commit))
    return history


def _newest_by(end: datetime, history: Sequence[tuple[int, str]]) -> str | None:
    limit = end.timestamp()
    return next((commit for stamp, commit in history if stamp <= limit), None)


def _month_ends(as_of: datetime, count: int) -> Iterator[datetime]:
    """The last seconds of the months before that of *as_of*, the newest first."""
    day = day_of(as_of)
    for _ in range(count):
        day = day.replace(day=1) - timedelta(days=1)
        yield datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=amsterdam())
