"""What the Java side needs of an instance and a book, as plain data, and its roster back.

What one doctor may take whatever else there is on the roster is asked of verify, fair shares of the ledger: these
are facts of the input. What a roster costs the Java side works out by code of its own. Instances with something that
it does not know are refused, so that nobody compares two different problems.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Doctor, PairingKind
from vaktplan.domain.roster import Roster
from vaktplan.rulebook import rules as r
from vaktplan.rulebook.book import Book
from vaktplan.verify.verify import Verifier

from .bookfacts import Unknown, book_facts
from .doctorfacts import DoctorFacts
from .numbered import Numbered
from .shiftfacts import shift_facts
from .tiefacts import tie_facts

STATIC = ("eligibility", "competence", "exemption", "absence", "wishes")


def write_facts(instance: Instance, book: Book, path: Path) -> None:
    """Write what the Java side reads. Raises Unknown when it would plan something else."""
    path.write_text(json.dumps(_document(instance, book)), encoding="utf-8")


def read_roster(path: Path) -> tuple[Roster, dict[str, Any]]:
    """The roster that the Java side wrote, and all it said."""
    told = json.loads(path.read_text(encoding="utf-8"))
    return Roster.of((doctor, shift) for doctor, shift in told["roster"]), told


def _document(instance: Instance, book: Book) -> dict[str, Any]:
    """Everything."""
    odd = list(_odd(instance, book))
    if odd:
        raise Unknown("; ".join(odd))
    numbered = Numbered(instance)
    doctors = DoctorFacts(instance, book, numbered)
    return {
        "shifts": _shifts(instance, book, numbered),
        "doctors": [doctors.of(d) for d in instance.doctors],
        **tie_facts(instance, book, numbered),
        "book": book_facts(instance, book),
    }


def _odd(instance: Instance, book: Book) -> Iterator[str]:
    """What the Java side does not know."""
    backup, rest = book.get(r.Backup), book.get(r.RestRun)
    some = {
        "limits of a doctor's own": any(_own_limits(d) for d in instance.doctors),
        "books of municipalities": bool(book.local),
        "pairs that are never back to back": any(
            p.kind is PairingKind.NEVER_BACK_TO_BACK for p in instance.pairings
        ),
        "successions and type limits": bool(instance.successions or instance.type_limits),
        "limits of days off in a row": rest is not None and (rest.min_days > 1 or rest.max_days is not None),
        "a base": bool(instance.base),
        "a past that is not before the period": any(
            p.date >= instance.period.first for p in instance.history
        ),
        "no rule backup, or one with first duties on site": backup is None or backup.on_site_duties > 0,
        "must-off wishes that cost": book[r.Wishes].must_off.level is not r.Level.HARD,
    }
    yield from (what for what, has in some.items() if has)


def _shifts(instance: Instance, book: Book, numbered: Numbered) -> list[dict[str, Any]]:
    """The shifts of the period, each with who may take it and who is locked on it."""
    barred = _barred(instance, book)
    locked: dict[str, list[str]] = {}
    for lock in instance.locks:
        locked.setdefault(lock.shift, []).append(lock.doctor)
    return [
        {
            **shift_facts(instance, book, numbered, s),
            "able": [d.id for d in instance.doctors if (d.id, s.id) not in barred],
            "locked": sorted(locked.get(s.id, [])),
        }
        for s in instance.shifts
    ]


def _barred(instance: Instance, book: Book) -> frozenset[tuple[str, str]]:
    """The takes that are a breach whatever else is on the roster, asked of verify with everybody on everything."""
    everything = Roster.of((d.id, s.id) for d in instance.doctors for s in instance.shifts)
    hard = Verifier(instance, book.only(*STATIC), texts=False).verify(everything).hard
    return frozenset((b.doctor or "", s) for b in hard for s in b.shifts)


def _own_limits(doctor: Doctor) -> bool:
    limits = (doctor.min_minutes, doctor.max_minutes, doctor.max_run, doctor.min_run)
    more = (doctor.max_rest_run, doctor.min_rest_run, doctor.max_weekends)
    return any(n is not None for n in (*limits, *more))
