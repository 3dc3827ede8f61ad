"""Every exception of the project.

::

    OnrecordError                 the root: catch this to catch all of ours
    ├── RecordError               one input cannot be used; it is written down as an Issue and the work goes on
    │   ├── UnreadableError       the bytes are no text: binary, empty, in no encoding we know
    │   ├── MalformedError        a container is broken at one place: a JSON line that is no JSON object
    │   ├── RefusedError          an address that is not fetched: private, forbidden by robots.txt, over a limit
    │   └── UnreachableError      an address whose server gives no page
    └── RunError                  the whole run has to stop
        ├── UsageError            the call is wrong: an unknown option value, no path
        ├── MissingInputError     nothing could be read at all
        └── LedgerError           the ledger cannot be opened, read or written
"""


class OnrecordError(Exception):
    """The root of every error that onrecord raises on purpose."""


class RecordError(OnrecordError):
    """One input cannot be used. The run writes an Issue and goes on.

    Args:
        message: What is wrong, in words for the person who gave the input.
        where: The file, and the line where there is one (``pile.jsonl:12``).
    """

    def __init__(self, message: str, where: str = "") -> None:
        super().__init__(f"{where}: {message}" if where else message)
        self.message = message
        self.where = where


class UnreadableError(RecordError):
    """The bytes are no text that can be read."""


class MalformedError(RecordError):
    """A container is broken at one place, for example a JSON line that is no JSON object."""


class RefusedError(RecordError):
    """Something is left out on purpose: an address not to be fetched, an input over a limit that guards the machine."""


class UnreachableError(RecordError):
    """The server behind an address gives no page.

    Args:
        message: What is wrong.
        where: The address.
        again: Whether it may work later.
        after: Seconds that the server asks to be left alone for.
    """

    def __init__(self, message: str, where: str = "", *, again: bool = False, after: float | None = None) -> None:
        super().__init__(message, where)
        self.again = again
        self.after = after


class RunError(OnrecordError):
    """The whole run has to stop."""


class UsageError(RunError):
    """The call itself is wrong."""


class MissingInputError(RunError):
    """Nothing could be read at all."""


class LedgerError(RunError):
    """The ledger cannot be opened, read or written."""
