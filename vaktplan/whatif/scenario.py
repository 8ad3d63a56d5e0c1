"""A scenario: named changes made one after another, or all that is wrong with them at once."""

from vaktplan.domain.base import Fact
from vaktplan.domain.instance import Instance
from vaktplan.errors import Fault, InvalidInput
from vaktplan.rulebook.book import Book

from .changes import AnyChange


class Scenario(Fact):
    """A name and the changes it stands for, in order; none is the plan as it is."""

    name: str
    changes: tuple[AnyChange, ...] = ()

    def titles(self, instance: Instance) -> tuple[str, ...]:
        """Each change in one line, of a scenario that can be applied; each as those before it left the instance."""
        told = []
        for change in self.changes:
            told.append(change.title(instance))
            instance = change.apply(instance)
        return tuple(told)


def applied(instance: Instance, book: Book, scenario: Scenario) -> Instance:
    """The instance with every change made. Raises InvalidInput with all faults of all changes at once.

    A change is checked against the instance as those before it left it, and by the book of the instance as it was.
    A scenario with another book leaves the loading of it to the caller.
    """
    made, faults = tried(instance, book, scenario)
    if faults:
        raise InvalidInput([fault for _place, fault in faults])
    return made


def tried(instance: Instance, book: Book, scenario: Scenario) -> tuple[Instance, list[tuple[int, Fault]]]:
    """The instance with every faultless change made, and the faults of the others, each with its change's place.

    `where` of a fault is the change's id and its field.
    """
    faults: list[tuple[int, Fault]] = []
    for place, change in enumerate(scenario.changes):
        wrong = change.check(instance, book)
        faults += [(place, _placed(change.id, f)) for f in wrong]
        if not wrong:
            instance = change.apply(instance)
    return instance, faults


def _placed(id: str, fault: Fault) -> Fault:
    return Fault(f"{id}: {fault.where}", fault.what, fault.hint, fault.code)
