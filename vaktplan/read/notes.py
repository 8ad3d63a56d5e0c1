"""The notes of one reading: every fault and every warning, each with its place."""

from dataclasses import dataclass, field

from vaktplan.errors import Fault, InvalidInput


@dataclass
class Notes:
    """Collects faults and warnings; nothing is raised until everything has been looked at."""

    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)

    def fault(self, where: str, what: str, hint: str, code: str) -> None:
        """Note something that must be put right."""
        found = Fault(where, what, hint, code)
        if found not in self.faults:
            self.faults.append(found)

    def warn(self, where: str, what: str, hint: str, code: str) -> None:
        """Note something that the user should know."""
        found = Fault(where, what, hint, code)
        if found not in self.warnings:
            self.warnings.append(found)

    def take(self, error: InvalidInput) -> None:
        """Add the faults of something that stopped at its own."""
        self.faults += [f for f in error.faults if f not in self.faults]
        self.warnings += [w for w in error.warnings if w not in self.warnings]

    def error(self) -> InvalidInput:
        """All faults as one error, with the warnings."""
        return InvalidInput(self.faults, self.warnings)

    def settle(self) -> None:
        """Raise InvalidInput with all faults at once, when there are any."""
        if self.faults:
            raise self.error()
