"""Everything that can go wrong, as one small tree.

NewsArchiveError              what was wrong, where, and the way out, in one sentence
├── UsageError                the call was wrong (exit code 2)
│   └── QueryError            a question that cannot be read; carries the place
└── WorkError                 the work found a problem (exit code 1)
    ├── RecordError           one record cannot be taken in; the rest goes on
    │   └── NotAPage          a record that is no page by its own account; it is counted, not complained of
    ├── ArchiveDamaged        the precious part of an archive is not what it was
    ├── ArchiveBusy           another process is writing
    └── StorageError          a file or folder cannot be read or written
"""

from numbers import Integral

SHOWN = 100
"""The most characters of a question that are shown round the place at fault."""


class NewsArchiveError(Exception):
    """Base of all errors that newsarchive raises on purpose; ``str(error)`` is one sentence for a person."""

    exit_code = 1


class UsageError(NewsArchiveError):
    """The call itself was wrong: a missing path, an unknown option value."""

    exit_code = 2


class QueryError(UsageError):
    """A question that cannot be read. ``query`` is the question, ``position`` the index of the character at fault."""

    def __init__(self, message: str, query: str, position: int) -> None:
        super().__init__(message)
        self.query = query
        self.position = position

    def __str__(self) -> str:
        on_one_line = "".join(" " if sign.isspace() else sign for sign in self.query)
        start = max(0, min(self.position - SHOWN // 2, len(on_one_line) - SHOWN))
        before, after = "…" * (start > 0), "…" * (start + SHOWN < len(on_one_line))
        caret = " " * (len(before) + self.position - start) + "^"
        return f"{self.args[0]}\n  {before}{on_one_line[start : start + SHOWN]}{after}\n  {caret}"


def whole_number(name: str, value: object, least: int, most: int | None = None) -> int:
    """`value`, if it is a whole number from `least` to `most`. Raises `UsageError`, which calls it `name`, else."""
    if isinstance(value, Integral) and not isinstance(value, bool):  # True and False are numbers to Python alone
        number = int(value)
        if number >= least and (most is None or number <= most):
            return number
    bounds = f"from {least} up" if most is None else f"from {least} to {most:,}"
    raise UsageError(f"{name}={value!r}: is no whole number {bounds}; give one.")


class WorkError(NewsArchiveError):
    """The call was right, and the work found a problem."""


class RecordError(WorkError):
    """One record cannot be taken in. ``path`` names it, ``reason`` says why and what to do."""

    def __init__(self, path: str, reason: str) -> None:
        # A file's name is anybody's to choose: a control character in it should not command a terminal.
        shown = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in path)
        super().__init__(f"{shown}: {reason}")
        self.path = path
        self.reason = reason


class NotAPage(RecordError):
    """A record that says itself that it is no page, as most of a web archive do. ``path`` names its container."""


class ArchiveDamaged(WorkError):
    """An original or its digest is missing or changed."""


class ArchiveBusy(WorkError):
    """Another process is writing to the archive."""


class StorageError(WorkError):
    """A file or folder cannot be read or written."""
