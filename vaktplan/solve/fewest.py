"""How a place can be filled beside the others with the fewest changes: what a swap is to a coordinator."""

from contextlib import suppress
from time import monotonic

from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.rulebook.book import Book

from .conflict import OutOfTime, place_asked

ENOUGH = 3  # doctors to think of


def fewest_changes(
    instance: Instance, book: Book, roster: Roster, shift: str, seconds: float
) -> tuple[Roster, ...]:
    """Lawful rosters with one doctor more on a shift, as many as before on the others, and few changes.

    Each gives the shift to another doctor than the ones before; the first has the fewest changes that were found.
    As many as the seconds allow, and at most a few.
    """
    asked, reasons = place_asked(instance, book, roster, shift, monotonic() + seconds)
    found: list[Roster] = []
    with suppress(OutOfTime):
        while len(found) < ENOUGH and (nearest := asked.nearest(reasons, roster)) is not None:
            found.append(nearest)
            asked.forbid((d, s) for d, s in nearest.pairs if s == shift and (d, s) not in roster.taken)
    return tuple(found)
