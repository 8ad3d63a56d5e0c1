"""Everything that vaktplan says is wrong, as one tree.

    VaktplanError                 exit 1   the root; never raised itself
    ├── UsageError                exit 2   the command line asks for something that cannot be
    ├── InvalidInput              exit 3   one or many Faults in a file, a book or a norm, all at once
    ├── DatabaseFault             exit 3   the database cannot be used as asked: damaged, older, full, locked …
    ├── Disagreement              exit 1   the check and the solver differ: nothing is told of what was found
    └── Interrupted               exit 130 stopped by the user before any roster was found

An error says what is wrong, where, and what to do next.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong with the input.

    `where` is a place a user can find ("Leger!C4", "bok.toml: rules.daily-rest"); `code` is a short stable
    English id for programs ("unknown-doctor").
    """

    where: str
    what: str
    hint: str
    code: str = ""

    def told(self) -> str:
        """The fault as one line: where, what is wrong, what to do."""
        return f"{self.where}: {self.what}" + (f". {self.hint}" if self.hint else "")

    def as_document(self) -> dict[str, str]:
        """The fault for programs."""
        return {"where": self.where, "what": self.what, "hint": self.hint, "code": self.code}


class VaktplanError(Exception):
    """The root of the tree."""

    exit_code = 1
    hint = ""  # what to do next, when the text does not say it itself


class UsageError(VaktplanError):
    """The command line asks for something that cannot be."""

    exit_code = 2


class InvalidInput(VaktplanError):
    """The input has faults; all of them are told at once, with what else the reader saw."""

    exit_code = 3

    def __init__(self, faults: Sequence[Fault], warnings: Sequence[Fault] = ()) -> None:
        super().__init__("; ".join(f"{f.where}: {f.what}" for f in faults))
        self.faults = tuple(faults)
        self.warnings = tuple(warnings)  # odd, but not wrong
        self.files: tuple[str, ...] = ()  # what was written to show the faults

    @classmethod
    def one(cls, where: str, what: str, hint: str, code: str = "") -> "InvalidInput":
        """An error of a single fault."""
        return cls([Fault(where, what, hint, code)])


class DatabaseFault(VaktplanError):
    """The database cannot be used as asked; `code` says how ("db-damaged", "db-older", "db-full", …)."""

    exit_code = 3

    def __init__(self, fault: Fault) -> None:
        super().__init__(f"{fault.where}: {fault.what}")
        self.fault = fault
        self.hint = fault.hint
        self.code = fault.code


class Disagreement(VaktplanError):
    """The check and the solver differ: nothing is told of what was found."""


class Interrupted(VaktplanError):
    """Stopped by the user before any roster was found."""

    exit_code = 130
