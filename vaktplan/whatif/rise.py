"""By how much a change of the facts raises each doctor's fair share: exact, and known before anything is solved."""

from vaktplan.domain.base import Fact
from vaktplan.domain.instance import Instance
from vaktplan.ledger.shares import fair_shares
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.rules import MEASURES


class Rise(Fact):
    """One doctor's fair share of one measure before and after a change; two decimals."""

    doctor: str
    measure: str
    before: float
    after: float

    @property
    def more(self) -> float:
        """How much is added."""
        return round(self.after - self.before, 2)


def rises(before: Instance, after: Instance, book: Book, book_after: Book) -> tuple[Rise, ...]:
    """Every share that rises, of doctors who are there before and after; by measure, the greatest rise first.

    Equal rises stand in the order of the instance.
    """
    was, becomes = fair_shares(before, book), fair_shares(after, book_after)
    found = []
    for measure in MEASURES:
        told = [
            Rise(
                doctor=d.id,
                measure=measure,
                before=round(float(was[d.id][measure].target), 2),
                after=round(float(becomes[d.id][measure].target), 2),
            )
            for d in after.doctors
            if d.id in was
        ]
        found += sorted((r for r in told if r.more > 0), key=lambda r: -r.more)
    return tuple(found)
