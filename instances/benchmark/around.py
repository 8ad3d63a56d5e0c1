"""What surrounds a generated month, all drawn by lot: exemptions, absences, wishes, last week, feasts, balances."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from vaktplan.domain.days import Feast, day_class
from vaktplan.domain.instance import Carried, FeastWorked, PastShift
from vaktplan.domain.people import (
    Absence,
    AbsenceKind,
    Doctor,
    Exemption,
    ExemptionKind,
    Role,
    Scope,
    Wish,
    WishKind,
)
from vaktplan.domain.shifts import Line, Need, ShiftType

FIRST, LAST = date(2027, 1, 1), date(2027, 1, 31)
CASES = (Scope.NIGHT, Scope.NIGHT, Scope.WEEKEND, Scope.ALL, Scope.BAKVAKT)
WEEKS = (date(2027, 1, 4), date(2027, 1, 11), date(2027, 1, 18), date(2027, 1, 25))


@dataclass(frozen=True)
class Around:
    """The lot, and those it falls on: the doctors of the common duty."""

    rng: random.Random
    taking: tuple[Doctor, ...]

    @property
    def spare(self) -> int:
        """How many may be let off: an eighth, and nobody where each is needed."""
        return len(self.taking) // 8 if len(self.taking) >= 6 else 0

    def exemptions(self) -> tuple[Exemption, ...]:
        """Some by discretion, never told why; those near sixty more often ask."""
        asked = sorted(
            self._gps(), key=lambda d: (self.rng.random() * (2 if d.born.year < 1972 else 3), d.id)
        )
        found = []
        for doctor in asked[: self.spare]:
            scope = self.rng.choice(CASES)
            first = date(2026, self.rng.randrange(3, 12), 1)
            last = self.rng.choice((None, date(2027, 1, 17), date(2027, 3, 31)))
            decided = first - timedelta(days=self.rng.randrange(10, 30))
            number = f"26/{self.rng.randrange(100, 1400):04}"
            found.append(
                Exemption(
                    doctor=doctor.id,
                    kind=ExemptionKind.DISCRETION,
                    scope=scope,
                    first=first,
                    last=last,
                    decided=decided,
                    case=number,
                )
            )
        return tuple(sorted(found, key=lambda e: e.doctor))

    def absences(self, let_off: Sequence[str], *, short: bool) -> tuple[Absence, ...]:
        """Holiday weeks and courses, spread over the weeks; in a short district a leave that nobody can cover."""
        free = [d for d in self.taking if d.id not in let_off and Role.LIS1 not in d.roles]
        self.rng.shuffle(free)
        if short:
            away = free[: len(free) // 2]
            spans = [(date(2027, 1, 9), date(2027, 1, 24)) for _ in away]
            return _absences(away, spans, AbsenceKind.HOLIDAY, presence=False)
        count = self.spare
        spans = [(WEEKS[n % 4], WEEKS[n % 4] + timedelta(days=6)) for n in range(count)]
        holidays = _absences(free[:count], spans, AbsenceKind.HOLIDAY)
        days = [WEEKS[n % 4] + timedelta(days=2) for n in range(count)]
        spans = [(day, day + timedelta(days=self.rng.randrange(1, 3))) for day in days]
        courses = _absences(free[count : 2 * count], spans, AbsenceKind.COURSE)
        long = [(date(2026, 11, 1), date(2027, 4, 30))] * (count // 3)
        leaves = _absences(free[2 * count : 2 * count + len(long)], long, AbsenceKind.OTHER, presence=False)
        return tuple(sorted((*holidays, *courses, *leaves), key=lambda a: a.doctor))

    def wishes(self) -> tuple[Wish, ...]:
        """What they ask for: single days and weekends off, a kind of duty some would like."""
        found: list[Wish] = []
        for doctor in self.taking:
            lot = self.rng.randrange(100)
            day = FIRST + timedelta(days=self.rng.randrange(31))
            saturday = date(2027, 1, 2) + timedelta(weeks=self.rng.randrange(5))
            if lot < 35:
                found.append(_wish(doctor, WishKind.RATHER_OFF, 1 + lot % 5, saturday, 1))
            if 25 <= lot < 45:
                found.append(_wish(doctor, WishKind.RATHER_OFF, 1 + lot % 4, day, lot % 3))
            if 45 <= lot < 60 and self.spare:
                found.append(_wish(doctor, WishKind.MUST_OFF, 1, day, 0))
            if 60 <= lot < 75:
                off = Wish(doctor=doctor.id, kind=WishKind.RATHER_OFF, strength=2, weekdays=(1 + lot % 5,))
                found.append(off)
            if lot >= 80:
                found.append(_wish(doctor, WishKind.LIKE, 1 + lot % 3, day, 1))
        return tuple(found)

    def history(
        self, types: Sequence[ShiftType], lines: Sequence[Line], away: Sequence[str]
    ) -> tuple[PastShift, ...]:
        """The last week of December, by turns."""
        by_id = {line.id: line for line in lines}
        ready = [
            d
            for d in self.taking
            if d.id not in away and Role.LIS1 not in d.roles and d.competence.course_violence is not None
        ]
        ready = [d for d in ready if (d.competence.course_violence or FIRST) <= date(2026, 12, 1)]
        last: dict[str, date] = {}
        found = []
        for n in range(7):
            day = date(2026, 12, 25) + timedelta(days=n)
            for type_ in (t for t in types if t.falls_on(day, day_class(day)) and t.need is not Need.BAKVAKT):
                for _ in range(type_.places if by_id[type_.line].out_of_hours else 0):
                    may = [d for d in ready if by_id[type_.line].open_to(d)]
                    rested = [d for d in may if last.get(d.id, FIRST - timedelta(days=30)) < day]
                    if rested:
                        who = min(rested, key=lambda d: (last.get(d.id, date(2026, 1, 1)), d.id))
                        last[who.id] = day + timedelta(days=1)
                        found.append(PastShift(doctor=who.id, date=day, shift_type=type_.id))
        return tuple(found)

    def feasts(self, history: Sequence[PastShift]) -> tuple[FeastWorked, ...]:
        """Who worked the last jul, nyttår and påske."""
        ids = [d.id for d in self._gps()]
        groups = (
            (Feast.JUL, 2025, ids[0::5]),
            (Feast.NYTTAAR, 2025, ids[1::6]),
            (Feast.PAASKE, 2026, ids[2::5]),
            (Feast.JUL, 2026, [p.doctor for p in history if p.date <= date(2026, 12, 26)]),
            (Feast.NYTTAAR, 2026, [p.doctor for p in history if p.date == date(2026, 12, 31)]),
        )
        rows = [(id, feast, year) for feast, year, group in groups for id in dict.fromkeys(group)]
        return tuple(FeastWorked(doctor=id, feast=feast, year=year) for id, feast, year in rows)

    def carried(self) -> tuple[Carried, ...]:
        """Balances in pairs, so that what one owes another is owed."""
        veterans = [d.id for d in self._gps()]
        self.rng.shuffle(veterans)
        found = []
        for a, b in zip(veterans[::2], veterans[1::2], strict=False):
            load, nights = self.rng.randrange(-8, 9) / 2, self.rng.randrange(-4, 5) / 4
            weekends, feasts = self.rng.randrange(-4, 5) / 4, self.rng.randrange(-2, 3) / 4
            for id, sign in ((a, 1), (b, -1)):
                owed = {"load": sign * load, "nights": sign * nights, "weekends": sign * weekends}
                found.append(Carried(doctor=id, **owed, feasts=sign * feasts, duties_done=40))
        return tuple(sorted(found, key=lambda c: c.doctor))

    def _gps(self) -> list[Doctor]:
        return [d for d in self.taking if Role.FASTLEGE in d.roles]


def _absences(
    who: Sequence[Doctor], spans: Sequence[tuple[date, date]], kind: AbsenceKind, *, presence: bool = True
) -> tuple[Absence, ...]:
    return tuple(
        Absence(doctor=d.id, first=first, last=last, kind=kind, counts_as_presence=presence)
        for d, (first, last) in zip(who, spans, strict=False)
    )


def _wish(doctor: Doctor, kind: WishKind, strength: int, first: date, days: int) -> Wish:
    last = min(LAST, first + timedelta(days=days))
    return Wish(doctor=doctor.id, kind=kind, strength=strength, first=first, last=last)
