"""The example that the template is filled with: a small municipality of invented people."""

from datetime import date, time

from vaktplan.domain.days import DayClass, Feast, Period
from vaktplan.domain.instance import (
    Carried,
    DayPlaces,
    FeastWorked,
    Instance,
    Lock,
    PastShift,
    Succession,
    TypeLimit,
    YearToDate,
)
from vaktplan.domain.people import (
    Absence,
    AbsenceKind,
    Competence,
    Doctor,
    DutyShare,
    Exemption,
    ExemptionKind,
    Pairing,
    PairingKind,
    Role,
    Scope,
    Specialty,
    Wish,
    WishKind,
)
from vaktplan.domain.shifts import Line, LineKind, Need, ShiftType

_HOME = "Fjordvik"
_WORKDAYS = (DayClass.WEEKDAY, DayClass.EVE)
_FREE_DAYS = (DayClass.SATURDAY, DayClass.RED_DAY)
_EVERY_DAY = tuple(DayClass)

_LINES = (
    Line(id="lv", name="Legevakt", kind=LineKind.LEGEVAKT),
    Line(id="bv", name="Bakvakt", kind=LineKind.BAKVAKT),
)


def _type(id: str, name: str, hours: str, days: tuple[DayClass, ...], load: int, letter: str) -> ShiftType:
    start, end = (time.fromisoformat(t) for t in hours.split("-"))
    backup = id.startswith("bv")
    return ShiftType(
        id=id,
        name=name,
        line="bv" if backup else "lv",
        start=start,
        end=end,
        day_classes=days,
        on_site=not backup,
        load=load,
        need=Need.BAKVAKT if backup else Need.ALONE_OR_BACKUP,
        on_demand=backup,
        letter=letter,
    )


_TYPES = (
    _type("kveld", "Kveldsvakt", "15:30-23:00", _WORKDAYS, 3, "K"),
    _type("natt", "Nattvakt", "23:00-08:00", _EVERY_DAY, 5, "N"),
    _type("helg-dag", "Helgevakt dag", "08:00-15:30", _FREE_DAYS, 4, "D"),
    _type("helg-kveld", "Helgevakt kveld", "15:30-23:00", _FREE_DAYS, 4, "H"),
    _type("bv-dag", "Bakvakt dag", "08:00-15:30", _FREE_DAYS, 1, "B1"),
    _type("bv-kveld", "Bakvakt kveld", "15:30-23:00", _EVERY_DAY, 1, "B2"),
    _type("bv-natt", "Bakvakt natt", "23:00-08:00", _EVERY_DAY, 1, "B3"),
)


def _specialist(since: date) -> Competence:
    return Competence(
        authorised=since.replace(year=since.year - 8),
        specialties=(Specialty(name="allmennmedisin", since=since),),
        turnus_done=since.replace(year=since.year - 7),
        course_acute=date(2024, 3, 14),
        course_violence=date(2024, 4, 11),
        duty_experience=since.replace(year=since.year - 5),
    )


def _doctor(id: str, name: str, born: date, office: str, competence: Competence, **more: object) -> Doctor:
    fields: dict[str, object] = {"roles": (Role.FASTLEGE,), "lines": ("lv", "bv"), **more}
    return Doctor.model_validate(
        {
            "id": id,
            "name": name,
            "born": born,
            "municipality": _HOME,
            "office": office,
            "practice_weekdays": (1, 2, 3, 4, 5),
            "competence": competence,
            **fields,
        }
    )


_LIS3 = Competence(
    authorised=date(2022, 9, 1),
    specialising_since=date(2024, 3, 1),
    lis1_done=date(2024, 2, 29),
    course_acute=date(2024, 9, 19),
    course_violence=date(2024, 10, 17),
)
_DOCTORS = (
    _doctor("aas", "Ingrid Aas", date(1968, 5, 3), "Torget legesenter", _specialist(date(2004, 6, 1))),
    _doctor("berg", "Tor Berg", date(1959, 11, 20), "Torget legesenter", _specialist(date(1998, 3, 1))),
    _doctor("dahl", "Sara Dahl", date(1983, 2, 14), "Havna legekontor", _specialist(date(2016, 9, 1))),
    _doctor(
        "eide",
        "Jonas Eide",
        date(1979, 8, 9),
        "Havna legekontor",
        _specialist(date(2013, 1, 15)),
        position_percent=80,
        practice_weekdays=(1, 2, 3, 4),
        duty_shares=(DutyShare(share=0.8),),
    ),
    _doctor("foss", "Maria Foss", date(1986, 12, 1), "Torget legesenter", _specialist(date(2019, 5, 1))),
    _doctor("hagen", "Nils Hagen", date(1992, 4, 27), "Havna legekontor", _LIS3, roles=(Role.LIS3,)),
    _doctor(
        "lie",
        "Amina Lie",
        date(1998, 7, 16),
        "Torget legesenter",
        Competence(authorised=date(2026, 6, 20)),
        roles=(Role.LIS1,),
        lines=("lv",),
        duty_shares=(DutyShare(share=0.5),),
        first_day=date(2026, 9, 1),
        last_day=date(2027, 2, 28),
    ),
)


def _january(doctor: str, nights: int, evenings: int, weekends: int, bakvakt: int) -> YearToDate:
    return YearToDate(
        doctor=doctor,
        year=2027,
        days_present=31,
        days_worked=nights + evenings + bakvakt,
        duties=nights + evenings,
        load=5 * nights + 3 * evenings,
        hours_on_site=9 * nights + 7.5 * evenings,
        hours_home=7.5 * bakvakt,
        nights=nights,
        weekends=weekends,
        red_days=weekends // 2,
        bakvakt=bakvakt,
    )


def example() -> Instance:
    """Fjordvik in February 2027: six doctors and one LIS1."""
    return Instance(
        municipality=_HOME,
        unit="Fjordvik legevakt",
        book="legevakt",
        period=Period(first=date(2027, 2, 1), last=date(2027, 2, 28)),
        lines=_LINES,
        shift_types=_TYPES,
        doctors=_DOCTORS,
        exemptions=(
            Exemption(
                doctor="berg",
                kind=ExemptionKind.RIGHT,
                scope=Scope.NIGHT,
                first=date(2026, 9, 1),
                decided=date(2026, 8, 17),
                case="2026/118",
            ),
        ),
        absences=(
            Absence(doctor="dahl", first=date(2027, 2, 22), last=date(2027, 2, 28), kind=AbsenceKind.HOLIDAY),
            Absence(doctor="hagen", first=date(2027, 2, 11), last=date(2027, 2, 12), kind=AbsenceKind.COURSE),
        ),
        wishes=(
            Wish(
                doctor="aas",
                kind=WishKind.RATHER_OFF,
                strength=3,
                first=date(2027, 2, 13),
                last=date(2027, 2, 14),
            ),
            Wish(doctor="foss", kind=WishKind.MUST_OFF, first=date(2027, 2, 19), last=date(2027, 2, 19)),
            Wish(doctor="eide", kind=WishKind.LIKE, strength=2, shift_type="kveld", weekdays=(2, 4)),
        ),
        history=(
            PastShift(doctor="dahl", date=date(2027, 1, 30), shift_type="helg-dag"),
            PastShift(doctor="foss", date=date(2027, 1, 30), shift_type="natt"),
            PastShift(doctor="aas", date=date(2027, 1, 31), shift_type="natt"),
        ),
        feasts_worked=(
            FeastWorked(doctor="dahl", feast=Feast.JUL, year=2026),
            FeastWorked(doctor="aas", feast=Feast.NYTTAAR, year=2026),
            FeastWorked(doctor="eide", feast=Feast.PAASKE, year=2026),
        ),
        carried=(
            Carried(doctor="aas", load=2, nights=0.5, duties_done=410),
            Carried(doctor="foss", load=-3.5, nights=-1, duties_done=122),
            Carried(doctor="lie", duties_done=6),
        ),
        year_to_date=(
            _january("aas", nights=5, evenings=4, weekends=3, bakvakt=2),
            _january("eide", nights=4, evenings=4, weekends=2, bakvakt=1),
            _january("foss", nights=5, evenings=5, weekends=3, bakvakt=0),
        ),
        pairings=(Pairing(doctor="lie", other="hagen", kind=PairingKind.NEVER_TOGETHER, line="lv"),),
        successions=(Succession(first="kveld", then="helg-dag"),),
        type_limits=(TypeLimit(doctor="lie", shift_type="natt", most=3),),
        day_places=(DayPlaces(date=date(2027, 2, 13), shift_type="natt", places=2),),
        locks=(Lock(doctor="eide", shift="2027-02-06:helg-dag"),),
    )
