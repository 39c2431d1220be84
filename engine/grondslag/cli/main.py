"""The entrance of the command line: as little as possible is loaded before it is known what is
asked."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final, NoReturn

if TYPE_CHECKING:
    from collections.abc import Sequence

INTERNAL_ERROR: Final = 70
INTERRUPTED: Final = 130
READER_GONE: Final = 141


def entry() -> NoReturn:
    """Runs the command line and leaves with its exit status."""
    status = main(sys.argv[1:])
    _leave(status)


def main(arguments: Sequence[str]) -> int:
    """Runs a command; returns its exit status (the table is in `--help`). Nothing but 0 to 4, 70,
    130, 141."""
    if list(arguments) in (["--version"], ["-V"]):
        import grondslag

        print(f"grondslag {grondslag.__version__}")
        return 0
    try:
        from grondslag.cli.run import run

        return run(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return READER_GONE
    except Exception as error:
        return _internal(error, debug="--debug" in arguments)


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
    """Leaves; a reader that closed the pipe gets silence, also when what is left is flushed."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        status = READER_GONE
    except (OSError, ValueError):
        pass
    if status == READER_GONE:
        # What is still in the buffers has nowhere to go: else the interpreter complains at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(status)
