"""The entrance of the command line: as little as possible is loaded before it is known what is
asked."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NoReturn

if TYPE_CHECKING:
    from collections.abc import Sequence

NOT_WRITTEN: Final = 4
INTERNAL_ERROR: Final = 70
INTERRUPTED: Final = 130
READER_GONE: Final = 141
NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
"""What a stream says of which the disk is full or gone."""


def entry() -> NoReturn:
    """Runs the command line and leaves with its exit status."""
    _open_streams()
    status = main(sys.argv[1:])
    _leave(status)


def main(arguments: Sequence[str]) -> int:
    """Runs a command; returns its exit status (the table is in `--help`). Nothing but 0 to 4, 70,
    130, 141."""
    try:
        if list(arguments) in (["--version"], ["-V"]):
            import grondslag

            print(f"grondslag {grondslag.__version__}")
            return 0
        from grondslag.cli.run import run

        return run(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return READER_GONE
    except Exception as error:
        # A file that cannot be written has a name, and was told where it was to be written.
        if isinstance(error, OSError) and error.errno in NO_ROOM and error.filename is None:
            return _not_written(error)
        return _internal(error, debug="--debug" in arguments)


def _open_streams() -> None:
    """Who closed a stream wants to see nothing of it."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123


def _not_written(error: OSError) -> int:
    """Says that the output could not be written: who reads it later would take it for whole."""
    from grondslag.cli.environment import language
    from grondslag.cli.problems import not_written

    not_written(error, language(os.environ))
    return NOT_WRITTEN


def _internal(error: Exception, *, debug: bool) -> int:
    """One line for a mistake of ours; the traceback only for who asks for it."""
    if debug:
        import traceback

        traceback.print_exception(error)
        return INTERNAL_ERROR
    from grondslag.cli.environment import language
    from grondslag.cli.problems import internal_error

    internal_error(error, language(os.environ))
    return INTERNAL_ERROR


def _leave(status: int) -> NoReturn:
    """Leaves at once: to take down all that was built, object by object, takes as long as a small check.

    A reader that closed the pipe gets silence, also when what is left is flushed.
    """
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        status = READER_GONE
    except OSError as error:
        status = _not_written(error)
    with suppress(OSError, ValueError):
        sys.stderr.flush()
    os._exit(status)
