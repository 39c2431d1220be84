"""What stops an export: something that the form cannot hold, or a part that is not installed."""

from __future__ import annotations

from grondslag.diagnostics import Message


class CannotWrite(Exception):
    """What cannot be written in this form; holds the message and what to do."""

    def __init__(self, message: Message, help_: Message | None = None) -> None:
        super().__init__(message.id)
        self.message = message
        self.help = help_


def not_installed(extra: str) -> CannotWrite:
    """A part that an extra of the package brings is not there."""
    params = {"extra": extra}
    return CannotWrite(
        Message("export-extra-missing", params), Message("export-extra-help", params)
    )
