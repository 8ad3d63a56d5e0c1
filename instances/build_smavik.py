"""Småvik: an invented small municipality, January 2027, seven doctors of whom one is LIS1."""

from datetime import date, time

from vaktplan.domain.days import DayClass, Feast, Period
from vaktplan.domain.instance import Carried, FeastWorked, Instance, Lock, PastShift
from vaktplan.domain.people import (
    Absence,
    AbsenceKind,
    Competence,
    Doctor,
    Exemption,
    ExemptionKind,
    Role,
    Scope,
    Specialty,
    Wish,
    WishKind,
)
from vaktplan.domain.shifts import Line, LineKind, Need, ShiftType

LINES = (
    Line(id="legevakt", name="Legevakt", kind=LineKind.LEGEVAKT),
    Line(id="bakvakt", name="Bakvakt", kind=LineKind.BAKVAKT),
)
WORKDAYS = (DayClass.WEEKDAY, DayClass.EVE)
FREE_DAYS = (DayClass.SATURDAY, DayClass.RED_DAY)
HOURS = (
    ("hverdag", "Hverdagsvakt", time(15, 30), time(8), WORKDAYS, 4, "H"),
    ("dag", "Helgedag", time(8), time(20), FREE_DAYS, 4, "D"),
    ("natt", "Helgenatt", time(20), time(8), FREE_DAYS, 5, "N"),
)


def _types() -> tuple[ShiftType, ...]:
    """Duty from home, and a bakvakt window over the same hours of each."""
    duty = [
        ShiftType(
            id=id,
            name=name,
            line="legevakt",
            start=start,
            end=end,
            day_classes=days,
            on_site=False,
            load=load,
            need=Need.ALONE_OR_BACKUP,
            letter=letter,
        )
        for id, name, start, end, days, load, letter in HOURS
    ]
    backup = [
        ShiftType(
            id=f"bv-{id}",
            name=f"Bakvakt {name.lower()}",
            line="bakvakt",
            start=start,
            end=end,
            day_classes=days,
            on_site=False,
            load=1,
            need=Need.BAKVAKT,
            on_demand=True,
            letter=f"B{letter}",
        )
        for id, name, start, end, days, _, letter in HOURS
    ]
    return (*duty, *backup)


def _doctor(id: str, name: str, born: date, role: Role, competence: Competence) -> Doctor:
    return Doctor(
        id=id,
        name=name,
        born=born,
        roles=(role,),
        municipality="Småvik",
        office="Småvik legekontor",
        lines=("legevakt",) if role is Role.LIS1 else ("legevakt", "bakvakt"),
        practice_weekdays=(1, 2, 3, 4, 5),
        competence=competence,
    )


def _specialist(trained: date, since: date, course: date) -> Competence:
    return Competence(
        authorised=trained,
        turnus_done=trained,
        specialties=(Specialty(name="allmennmedisin", since=since),),
        course_acute=course,
        course_violence=date(course.year, 11, 15),
        service_30_months=date(trained.year + 3, 1, 1),
        duty_experience=date(trained.year + 1, 6, 1),
    )


def _doctors() -> tuple[Doctor, ...]:
    alis = Competence(
        authorised=date(2018, 6, 20),
        lis1_done=date(2020, 3, 1),
        specialising_since=date(2022, 9, 1),
        course_acute=date(2022, 11, 10),
        course_violence=date(2023, 2, 2),
        service_30_months=date(2021, 1, 1),
        duty_experience=date(2023, 9, 1),
    )
    approved = Competence(
        authorised=date(2014, 2, 1),
        approved_gp=date(2016, 2, 1),
        course_acute=date(2019, 4, 4),
        course_violence=date(2019, 11, 15),
        service_30_months=date(2015, 1, 1),
        duty_experience=date(2015, 2, 1),
    )
    ingrid = _specialist(date(2000, 8, 1), date(2008, 3, 1), date(2018, 5, 3))
    odd = _specialist(date(1992, 8, 1), date(1999, 10, 1), date(2018, 5, 3))
    marte = _specialist(date(2013, 3, 1), date(2020, 6, 1), date(2019, 4, 4))
    silje = _specialist(date(2007, 3, 1), date(2014, 1, 1), date(2018, 5, 3))
    nora = Competence(authorised=date(2025, 6, 20))
    return (
        _doctor("ingrid", "Ingrid Moen", date(1972, 4, 11), Role.FASTLEGE, ingrid),
        _doctor("odd", "Odd Brekke", date(1964, 9, 2), Role.FASTLEGE, odd),
        _doctor("marte", "Marte Solheim", date(1985, 1, 27), Role.FASTLEGE, marte),
        _doctor("jonas", "Jonas Haugen", date(1991, 7, 19), Role.LIS3, alis),
        _doctor("silje", "Silje Vik", date(1979, 11, 5), Role.FASTLEGE, silje),
        _doctor("erik", "Erik Lunde", date(1983, 3, 30), Role.FASTLEGE, approved),
        _doctor("nora", "Nora Dahl", date(1998, 12, 14), Role.LIS1, nora),
    )


def _exemptions() -> tuple[Exemption, ...]:
    return (
        Exemption(
            doctor="odd",
            kind=ExemptionKind.RIGHT,
            scope=Scope.NIGHT,
            first=date(2024, 9, 3),
            decided=date(2024, 8, 20),
            case="2024/118",
        ),
        Exemption(
            doctor="marte",
            kind=ExemptionKind.DISCRETION,
            scope=Scope.WEEKEND,
            first=date(2026, 11, 1),
            last=date(2027, 1, 17),
            decided=date(2026, 10, 20),
            case="2026/431",
        ),
    )


def _absences() -> tuple[Absence, ...]:
    return (
        Absence(doctor="silje", first=date(2027, 1, 4), last=date(2027, 1, 10), kind=AbsenceKind.HOLIDAY),
        Absence(doctor="odd", first=date(2027, 1, 14), last=date(2027, 1, 15), kind=AbsenceKind.COURSE),
        Absence(doctor="jonas", first=date(2027, 1, 18), last=date(2027, 1, 20), kind=AbsenceKind.COURSE),
        Absence(doctor="ingrid", first=date(2027, 1, 25), last=date(2027, 1, 31), kind=AbsenceKind.HOLIDAY),
    )


def _wish(doctor: str, kind: WishKind, strength: int, first: int = 0, last: int = 0, **more: object) -> Wish:
    dates = {"first": date(2027, 1, first), "last": date(2027, 1, last or first)} if first else {}
    return Wish.model_validate({"doctor": doctor, "kind": kind, "strength": strength, **dates, **more})


def _wishes() -> tuple[Wish, ...]:
    off, rather, like = WishKind.MUST_OFF, WishKind.RATHER_OFF, WishKind.LIKE
    return (
        _wish("ingrid", off, 1, 16, 17),
        _wish("erik", off, 1, 23),
        _wish("nora", off, 1, 12),
        _wish("jonas", rather, 4, 1, 3),
        _wish("nora", rather, 2, weekdays=(5,)),
        _wish("silje", rather, 3, weekdays=(3,)),
        _wish("marte", rather, 2, 28, 29),
        _wish("erik", rather, 3, 8, 10),
        _wish("odd", like, 2, 9, 10, shift_type="dag"),
        _wish("erik", like, 3, shift_type="natt"),
        _wish("ingrid", like, 2, 13),
        _wish("jonas", like, 1, weekdays=(1,)),
    )


def _history() -> tuple[PastShift, ...]:
    """The last week of December 2026: jul to nyttårsaften."""
    worked = (
        ("ingrid", 24, "hverdag"),
        ("jonas", 25, "dag"),
        ("nora", 25, "natt"),
        ("jonas", 25, "bv-natt"),
        ("odd", 26, "dag"),
        ("ingrid", 26, "natt"),
        ("odd", 27, "dag"),
        ("erik", 27, "natt"),
        ("marte", 28, "hverdag"),
        ("silje", 29, "hverdag"),
        ("nora", 30, "hverdag"),
        ("marte", 30, "bv-hverdag"),
        ("silje", 31, "hverdag"),
    )
    return tuple(
        PastShift(doctor=doctor, date=date(2026, 12, day), shift_type=type_) for doctor, day, type_ in worked
    )


def _feasts() -> tuple[FeastWorked, ...]:
    worked = (
        ("ingrid", Feast.JUL, 2026),
        ("jonas", Feast.JUL, 2026),
        ("odd", Feast.JUL, 2026),
        ("nora", Feast.JUL, 2026),
        ("silje", Feast.NYTTAAR, 2026),
        ("erik", Feast.NYTTAAR, 2025),
        ("jonas", Feast.NYTTAAR, 2025),
        ("silje", Feast.JUL, 2025),
        ("marte", Feast.PAASKE, 2026),
    )
    return tuple(FeastWorked(doctor=d, feast=f, year=y) for d, f, y in worked)


def _carried() -> tuple[Carried, ...]:
    """Balances that sum to nothing, measure by measure."""
    return (
        Carried(doctor="ingrid", load=-3, nights=-0.5, weekends=-0.5, feasts=-1, bakvakt=0.5),
        Carried(doctor="odd", load=-1, weekends=0.5, bakvakt=-0.5),
        Carried(doctor="marte", load=4, nights=1, weekends=1, feasts=1, bakvakt=-1),
        Carried(doctor="jonas", load=-2, nights=-0.5, weekends=-1, bakvakt=1),
        Carried(doctor="silje", load=2, nights=0.5, feasts=-1, bakvakt=0.5),
        Carried(doctor="erik", load=1.5, nights=0.5, weekends=0.5, feasts=1, bakvakt=-0.5),
        Carried(doctor="nora", load=-1.5, nights=-1, weekends=-0.5, duties_done=14),
    )


def smavik() -> Instance:
    """The instance."""
    return Instance(
        municipality="Småvik",
        unit="Småvik legevakt",
        book="liten-kommune",
        period=Period(first=date(2027, 1, 1), last=date(2027, 1, 31)),
        lines=LINES,
        shift_types=_types(),
        doctors=_doctors(),
        exemptions=_exemptions(),
        absences=_absences(),
        wishes=_wishes(),
        history=_history(),
        feasts_worked=_feasts(),
        carried=_carried(),
        locks=(Lock(doctor="marte", shift="2027-01-07:hverdag"),),
    )
