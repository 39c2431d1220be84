"""The events of a YAML text, one call each: by libyaml where PyYAML has it, else by PyYAML itself.

Events, never nodes: a graph of nodes is built by recursion in C, which kills the process on deep
nesting.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

NextEvent = Callable[[], Any]
OpenEvents = Callable[[str], NextEvent]


class _PureParser(Reader, Scanner, Parser):
    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


def open_pure_events(text: str) -> NextEvent:
    """The events by PyYAML in Python: the same as by libyaml, some ten times slower."""
    return _PureParser(text).get_event


def _fastest() -> OpenEvents:
    try:
        from yaml._yaml import CParser
    except ImportError:
        return open_pure_events
    return lambda text: CParser(text).get_event


open_events: Final[OpenEvents] = _fastest()
"""Opens a text; the result gives the next event, and None after the last.

Offsets are in characters. Opening and reading raise `yaml.YAMLError` on what is not YAML and
`UnicodeError` on a lone surrogate.
"""
