"""Prints how fast rosters are verified: tiny ones by the thousand, and a municipality of 80 doctors.

Run it as `python -m tests.verify.speed`.
"""

import random
import sys
from datetime import date
from time import perf_counter

from tests.kit import BOOK, doctor, instance_of
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Wish, WishKind
from vaktplan.domain.roster import Roster
from vaktplan.verify import Verifier

TYPES = ("kveld", "natt", "helg", "helgkveld", "tk-kveld", "tk-dag", "bv-kveld", "bv-natt")


def _instance(days: int, people: int, types: tuple[str, ...]) -> Instance:
    staff = [
        doctor(f"d{i:02}", "lis1" if i % 8 == 1 else "lis3" if i % 8 == 2 else "specialist")
        for i in range(people)
    ]
    wishes = [Wish(doctor=d.id, kind=WishKind.RATHER_OFF, weekdays=(5, 6)) for d in staff[::3]]
    return instance_of(date(2027, 1, 1), date(2027, 1, days), types, staff, wishes=tuple(wishes))


def _rosters(instance: Instance, count: int, seed: int) -> list[Roster]:
    draw = random.Random(seed)
    people = [d.id for d in instance.doctors]
    return [
        Roster.of((draw.choice(people), s.id) for s in instance.shifts if draw.random() < 0.95)
        for _ in range(count)
    ]


def main() -> None:
    """Print rosters a second on a tiny instance, and seconds for one roster of a big one."""
    tiny = _instance(6, 3, ("kveld", "natt", "bv-kveld"))
    verifier = Verifier(tiny, BOOK, texts=False)
    rosters = _rosters(tiny, 2000, 1)
    begun = perf_counter()
    breaches = sum(len(verifier.verify(r).breaches) for r in rosters)
    speed = len(rosters) / (perf_counter() - begun)
    sys.stdout.write(
        f"6 days, 3 doctors: {speed:.0f} rosters a second, {breaches / len(rosters):.1f} breaches\n"
    )
    big = _instance(31, 80, TYPES)
    [roster] = _rosters(big, 1, 2)
    for name in ("first", "again"):
        begun = perf_counter()
        if name == "first":
            verifier = Verifier(big, BOOK)
        verdict = verifier.verify(roster)
        seconds = perf_counter() - begun
        sys.stdout.write(f"31 days, 80 doctors, {name}: {seconds:.3f} s, {len(verdict.breaches)} breaches\n")


if __name__ == "__main__":
    main()
