"""What surrounds the Sandefjord month, all invented: exemptions, absences, wishes, last week, feasts, balances."""

import random
from collections.abc import Sequence
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
from vaktplan.domain.shifts import Need, ShiftType

DISCRETION = ExemptionKind.DISCRETION


def exemptions() -> tuple[Exemption, ...]:
    """Decisions besides the claimed age rights: scope and dates, never a ground.

    All by discretion: a right before 60 would tell its ground by being one.
    """
    rows: tuple[tuple[str, ExemptionKind, Scope, date, date | None, date, str], ...] = (
        ("F20", DISCRETION, Scope.ALL, date(2026, 10, 5), date(2027, 3, 31), date(2026, 9, 21), "26/1180"),
        ("F46", DISCRETION, Scope.ALL, date(2026, 3, 1), date(2027, 2, 14), date(2026, 2, 10), "26/0214"),
        ("F39", DISCRETION, Scope.NIGHT, date(2026, 9, 1), date(2026, 12, 20), date(2026, 8, 18), "26/0975"),
        ("F12", DISCRETION, Scope.NIGHT, date(2025, 9, 1), None, date(2025, 8, 12), "25/0871"),
        ("F13", DISCRETION, Scope.NIGHT, date(2026, 1, 1), date(2026, 12, 31), date(2025, 12, 3), "25/1322"),
        ("F14", DISCRETION, Scope.NIGHT, date(2026, 6, 1), date(2027, 5, 31), date(2026, 5, 19), "26/0612"),
        (
            "F22",
            DISCRETION,
            Scope.WEEKEND,
            date(2026, 9, 1),
            date(2026, 12, 13),
            date(2026, 8, 25),
            "26/1002",
        ),
        ("F33", DISCRETION, Scope.ALL, date(2026, 11, 1), date(2026, 12, 15), date(2026, 10, 27), "26/1266"),
        ("F05", DISCRETION, Scope.BAKVAKT, date(2026, 1, 1), None, date(2025, 12, 3), "25/1323"),
    )
    return tuple(
        Exemption(doctor=d, kind=k, scope=s, first=first, last=last, decided=decided, case=case)
        for d, k, s, first, last, decided, case in rows
    )


def released(doctors: Sequence[Doctor]) -> list[str]:
    """Who has no duty at all this month."""
    decided = [
        e.doctor for e in exemptions() if e.scope is Scope.ALL and (e.last is None or e.last.year > 2026)
    ]
    return [d.id for d in doctors if d.age_claim is Scope.ALL or d.id in decided]


def absences(rng: random.Random, taking: Sequence[Doctor]) -> tuple[Absence, ...]:
    """Two long leaves, holidays in Advent and romjul, and courses."""
    found = [
        Absence(doctor="F37", first=date(2026, 8, 15), last=date(2027, 1, 31), counts_as_presence=False),
        Absence(doctor="F50", first=date(2026, 12, 7), last=date(2026, 12, 20), counts_as_presence=False),
        Absence(doctor="S01", first=date(2026, 12, 21), last=date(2026, 12, 27), kind=AbsenceKind.HOLIDAY),
        Absence(doctor="S05", first=date(2026, 12, 28), last=date(2026, 12, 31), kind=AbsenceKind.HOLIDAY),
        Absence(doctor="S08", first=date(2026, 12, 2), last=date(2026, 12, 4), kind=AbsenceKind.COURSE),
        Absence(doctor="L02", first=date(2026, 12, 21), last=date(2026, 12, 30), kind=AbsenceKind.HOLIDAY),
    ]
    spans = [(date(2026, 12, 28), date(2026, 12, 30))] * 8 + [(date(2026, 12, 21), date(2026, 12, 31))] * 4
    spans += [(date(2026, 12, 23), date(2026, 12, 27))] * 3 + [(date(2026, 12, 7), date(2026, 12, 13))] * 3
    courses = [(date(2026, 12, 2), date(2026, 12, 4))] * 4 + [(date(2026, 12, 9), date(2026, 12, 11))] * 3
    free = [d.id for d in taking if d.id not in {"F37", "F50", *released(taking)}]
    rng.shuffle(free)
    for id, (first, last) in zip(free, spans + courses, strict=False):
        kind = AbsenceKind.HOLIDAY if (first, last) in spans else AbsenceKind.COURSE
        found.append(Absence(doctor=id, first=first, last=last, kind=kind))
    return tuple(sorted(found, key=lambda a: (a.doctor, a.first)))


def wishes(rng: random.Random, taking: Sequence[Doctor]) -> tuple[Wish, ...]:
    """What the doctors ask for: jul and weekends off, single days that must be off, duty some would like."""
    off, rather, like = WishKind.MUST_OFF, WishKind.RATHER_OFF, WishKind.LIKE
    found: list[Wish] = []
    weekends = [date(2026, 12, 5), date(2026, 12, 12), date(2026, 12, 19), date(2026, 12, 26)]
    for doctor in taking:
        lot = rng.randrange(100)
        if doctor.id in released(taking):
            continue
        if lot < 40:
            first, days = (date(2026, 12, 24), 2) if lot < 28 else (date(2026, 12, 31), 1)
            found.append(_dated(doctor, rather, 3 + lot % 3, first, days))
        if 30 <= lot < 60:
            found.append(_dated(doctor, rather, 1 + lot % 5, rng.choice(weekends), 1))
        if 55 <= lot < 75:
            found.append(_dated(doctor, off, 1, date(2026, 12, 1) + timedelta(days=rng.randrange(31)), 0))
        if 70 <= lot < 85:
            found.append(Wish(doctor=doctor.id, kind=rather, strength=1 + lot % 3, weekdays=(1 + lot % 5,)))
        if lot >= 80:
            type_ = ("natt", "kveld", "tk-kveld", "helgedag")[lot % 4]
            if type_ == "natt" and (doctor.age_claim or doctor.id in [e.doctor for e in exemptions()]):
                continue
            found.append(Wish(doctor=doctor.id, kind=like, strength=1 + lot % 4, shift_type=type_))
    return tuple(found)


def _dated(doctor: Doctor, kind: WishKind, strength: int, first: date, days: int) -> Wish:
    """A wish about a date and some days after it."""
    last = first + timedelta(days=days)
    return Wish(doctor=doctor.id, kind=kind, strength=strength, first=first, last=last)


def history(types: Sequence[ShiftType], doctors: Sequence[Doctor]) -> tuple[PastShift, ...]:
    """The last week of November, by turns; every other evening a LIS1, with a bakvakt."""
    first = date(2026, 11, 24)
    away = {e.doctor for e in exemptions()} | {"F37", "F54"}
    ready = [
        d for d in doctors if d.share_on(first) > 0 and (d.competence.course_violence or date.max) <= first
    ]
    free = [d for d in ready if d.id not in away and d.age_claim is None]
    gps = [d for d in free if Role.FASTLEGE in d.roles]
    backups = [d.id for d in reversed(gps) if "bakvakt" in d.lines][:4]
    turns = [d.id for d in gps if d.id not in backups]
    beginners = [d.id for d in doctors if Role.LIS1 in d.roles]
    employed = [d.id for d in doctors if Role.LEGEVAKTSLEGE in d.roles]
    found: list[PastShift] = []
    for n in range(7):
        day = first + timedelta(days=n)
        for type_ in (t for t in types if day_class(day) in t.day_classes and t.need is not Need.BAKVAKT):
            if type_.line == "daglegevakt":
                who = employed[n % 2]
            elif type_.id in ("kveld", "helgekveld") and n % 2 == 0:
                who = beginners[n // 2]
                found.append(PastShift(doctor=backups.pop(0), date=day, shift_type=f"bv-{type_.id}"))
            else:
                who = turns.pop(0)
            found.append(PastShift(doctor=who, date=day, shift_type=type_.id))
    return tuple(found)


def feasts(taking: Sequence[Doctor]) -> tuple[FeastWorked, ...]:
    """Who worked which feast of the year that went: jul and nyttår of 2025, and 2026 from påske to pinse."""
    there = [d.id for d in taking if Role.FASTLEGE in d.roles and d.age_claim is not Scope.ALL]
    groups = (
        (Feast.JUL, 2025, there[0:45:4]),
        (Feast.NYTTAAR, 2025, there[2:45:5]),
        (Feast.PAASKE, 2026, there[1:45:4]),
        (Feast.MAI1, 2026, there[3:45:15]),
        (Feast.HIMMELFART, 2026, there[5:45:14]),
        (Feast.MAI17, 2026, there[6:45:13]),
        (Feast.PINSE, 2026, there[4:45:7]),
    )
    return tuple(FeastWorked(doctor=id, feast=feast, year=year) for feast, year, ids in groups for id in ids)


def carried(rng: random.Random, taking: Sequence[Doctor]) -> tuple[Carried, ...]:
    """Balances in pairs, so that what one owes another is owed; and duties done by the new."""
    veterans = [d.id for d in taking if Role.FASTLEGE in d.roles and d.age_claim is not Scope.ALL]
    rng.shuffle(veterans)
    found: list[Carried] = []
    for a, b in zip(veterans[::2], veterans[1::2], strict=False):
        load, nights, weekends = rng.randrange(-8, 9) / 2, rng.randrange(-4, 5) / 4, rng.randrange(-4, 5) / 4
        feasts, bakvakt = rng.randrange(-2, 3) / 4, rng.randrange(-2, 3) / 4
        for id, sign in ((a, 1), (b, -1)):
            found.append(
                Carried(
                    doctor=id,
                    load=sign * load,
                    nights=sign * nights,
                    weekends=sign * weekends,
                    feasts=sign * feasts,
                    bakvakt=sign * bakvakt if "bakvakt" in _lines(taking, id) else 0,
                    duties_done=40,
                )
            )
    done = {
        "T01": 6,
        "T02": 7,
        "T03": 5,
        "T04": 6,
        "T05": 4,
        "V01": 31,
        "V02": 18,
        "V03": 12,
        "V04": 9,
        "V05": 0,
    }
    found += [Carried(doctor=id, duties_done=n) for id, n in done.items()]
    return tuple(sorted(found, key=lambda c: c.doctor))


def _lines(doctors: Sequence[Doctor], id: str) -> tuple[str, ...]:
    return next(d.lines for d in doctors if d.id == id)
