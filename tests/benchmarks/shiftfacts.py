"""What the Java side needs of a shift, past or not."""

from typing import Any

from vaktplan.domain.clock import at, day_of
from vaktplan.domain.days import Feast
from vaktplan.domain.instance import Instance
from vaktplan.domain.shifts import SFS_KINDS, Need, Shift
from vaktplan.ledger.shares import values
from vaktplan.ledger.tally import is_duty
from vaktplan.rulebook import rules as r
from vaktplan.rulebook.book import Book, shift_feasts, weekends_of

from .numbered import Numbered

FEASTS = {Feast.JUL: 0, Feast.NYTTAAR: 1}


def shift_facts(instance: Instance, book: Book, numbered: Numbered, shift: Shift) -> dict[str, Any]:
    """One shift: its time, its line, and what it counts in."""
    line, end_day = shift.line, day_of(shift.end)
    night, after = book.is_night(shift), book.get(r.RestAfterNight)
    free = numbered.minute(at(end_day, after.free_until.clock(end_day))) if after and night else 0
    return {
        "id": shift.id,
        "day": numbered.day(shift.date),
        "end_day": numbered.day(end_day),
        "start": numbered.minute(shift.start),
        "end": numbered.minute(shift.end),
        "on_site": shift.on_site,
        "on_demand": shift.on_demand,
        "wanted": shift.wanted,
        "night": night,
        "alone_or_backup": shift.need is Need.ALONE_OR_BACKUP,
        "duty": is_duty(shift),
        "this_year": shift.date.year == instance.period.last.year,
        "session": line.kind not in SFS_KINDS,
        "out_of_hours": line.out_of_hours,
        "under_sfs": line.under_sfs,
        "line": line.id,
        "kind": line.kind.value,
        "house": shift.type.house,
        "ward": shift.type.ward,
        "block": shift.type.block,
        "common_load": shift.type.load if _common(shift) else 0,
        "weekends": [numbered.day(w) for w in weekends_of(shift)],
        "feasts": feasts(shift),
        "values": [values(book, shift)[m] for m in r.MEASURES],
        "places": shift.places,
        "free_until": free,
    }


def feasts(shift: Shift) -> list[int]:
    """The feasts that a shift makes one work: those of its date, out of hours."""
    return [feast_number(f, y) for f, y in shift_feasts(shift)] if shift.line.out_of_hours else []


def feast_number(feast: Feast, year: int) -> int:
    """10 · year + the number of the feast, with jul 0 and nyttår 1."""
    return 10 * year + FEASTS.get(feast, 2 + list(Feast).index(feast))


def _common(shift: Shift) -> bool:
    """Whether a shift is duty that municipalities share."""
    return shift.line.out_of_hours and not shift.on_demand and len(shift.line.municipalities) != 1
