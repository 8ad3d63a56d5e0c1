"""A small invented municipality with a full month, its roster and its report: what the export tests stand on."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from tests.kit import BOOK
from vaktplan.domain.days import DayClass, Period
from vaktplan.domain.instance import Carried, Instance
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
from vaktplan.domain.roster import Roster
from vaktplan.domain.shifts import Line, LineKind, Need, Shift, ShiftType
from vaktplan.export.report import Moment, PlanReport, TierLine
from vaktplan.ledger import ledger
from vaktplan.rulebook.breach import Breach, Verdict
from vaktplan.rulebook.norms import Norm, NormValue
from vaktplan.rulebook.rules import Level, Tier

MADE_AT = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
LONG_AGO = date(2010, 1, 1)
WEEKDAYS = (DayClass.WEEKDAY, DayClass.EVE)
FREE = (DayClass.SATURDAY, DayClass.RED_DAY)
ALL = tuple(DayClass)

LINES = (
    Line(id="lv", name="Legevakt", kind=LineKind.LEGEVAKT),
    Line(id="tk", name="Tilkalling", kind=LineKind.TILKALLING),
    Line(id="bv", name="Bakvakt", kind=LineKind.BAKVAKT),
)
CURVE = (
    Moment(seconds=0.4, tier="cover", cost=3, bound=0),
    Moment(seconds=0.9, tier="cover", cost=1, bound=1),
    Moment(seconds=1.2, tier="people", cost=None, bound=40),
    Moment(seconds=2.5, tier="people", cost=4000, bound=120),
    Moment(seconds=7.0, tier="people", cost=520, bound=120),
    Moment(seconds=21.0, tier="people", cost=310, bound=290),
    Moment(seconds=48.0, tier="people", cost=310, bound=300),
)
CASE_CANARY = "SAK-KANARI-4711"


def _type(
    id: str, name: str, line: str, start: str, end: str, days: tuple[DayClass, ...], **more: Any
) -> ShiftType:
    need = more.pop("need", Need.ALONE_OR_BACKUP)
    return ShiftType(
        id=id,
        name=name,
        line=line,
        start=time.fromisoformat(start),
        end=time.fromisoformat(end),
        day_classes=days,
        need=need,
        on_demand=need is Need.BAKVAKT,
        **more,
    )


TYPES = (
    _type("kveld", "Kveld", "lv", "15:30", "23:00", WEEKDAYS, load=3),
    _type("natt", "Natt", "lv", "23:00", "08:00", ALL, load=5),
    _type("helgedag", "Helgedag", "lv", "08:00", "15:30", FREE, load=4, letter="H"),
    _type("helgekveld", "Helgekveld", "lv", "15:30", "23:00", FREE, load=4, letter="A"),
    _type("tilk", "Tilkalling kveld", "tk", "15:30", "23:00", ALL, need=Need.ALONE, on_site=False),
    _type(
        "bak-kveld",
        "Bakvakt kveld",
        "bv",
        "15:30",
        "23:00",
        ALL,
        need=Need.BAKVAKT,
        on_site=False,
        letter="Bk",
    ),
    _type(
        "bak-natt", "Bakvakt natt", "bv", "23:00", "08:00", ALL, need=Need.BAKVAKT, on_site=False, letter="Bn"
    ),
    _type(
        "bak-dag", "Bakvakt dag", "bv", "08:00", "15:30", FREE, need=Need.BAKVAKT, on_site=False, letter="Bd"
    ),
)
NAMES = (
    "Kari Nordvik",
    "Ola Bakkemo",
    "Ingrid Sørensen Aasland",
    "Per-Arne Lyngstad",
    "Åse Bjørkum",
    "Mohammed Rahimi",
    "Silje Østby",
    "Jonas Vik (LIS1)",
)


def doctor(id: str, name: str, role: Role = Role.FASTLEGE, **more: Any) -> Doctor:
    """An invented doctor; a specialist unless LIS-1."""
    competence = Competence(
        authorised=LONG_AGO,
        specialties=(Specialty(name="allmennmedisin", since=LONG_AGO),),
        course_acute=LONG_AGO,
        course_violence=LONG_AGO,
    )
    if role is Role.LIS1:
        competence = Competence(authorised=date(2026, 9, 1))
    fields: dict[str, Any] = {
        "id": id,
        "name": name,
        "born": date(1980, 6, 15),
        "roles": (role,),
        "municipality": "Prøvevik",
        "lines": ("lv",) if role is Role.LIS1 else ("lv", "tk", "bv"),
        "practice_weekdays": (1, 2, 3, 4),
        "competence": competence,
    }
    return Doctor(**{**fields, **more})


def instance(
    first: date = date(2026, 12, 1),
    last: date = date(2026, 12, 31),
    doctors: Sequence[Doctor] | None = None,
    types: Sequence[ShiftType] = TYPES,
    **more: Any,
) -> Instance:
    """A month of the invented municipality."""
    if doctors is None:
        roles = [Role.FASTLEGE] * (len(NAMES) - 1) + [Role.LIS1]
        doctors = [doctor(f"D{i + 1}", n, r) for i, (n, r) in enumerate(zip(NAMES, roles, strict=True))]
    fields: dict[str, Any] = {
        "municipality": "Prøvevik kommune",
        "unit": "Prøvevik legevakt",
        "book": "prove",
        "period": Period(first=first, last=last),
        "lines": LINES,
        "shift_types": tuple(types),
        "doctors": tuple(doctors),
    }
    return Instance(**{**fields, **more})


def deal(of: Instance, leave_open: Iterable[str] = ()) -> Roster:
    """Deal the shifts out in turn, with a bakvakt where a LIS-1 stands; not lawful, but complete."""
    pairs: list[tuple[str, str]] = []
    busy: dict[str, list[Shift]] = {d.id: [] for d in of.doctors}
    counts = {d.id: 0 for d in of.doctors}
    left_open = set(leave_open)
    for shift in sorted(of.shifts, key=lambda s: s.on_demand):
        if shift.on_demand and not _needs_backup(of, pairs, shift):
            continue
        able = [d for d in of.doctors if shift.line.id in d.lines]
        for _place in range(shift.places - (1 if shift.id in left_open else 0)):
            free = [d for d in able if not any(_close(s, shift) for s in busy[d.id])]
            chosen = min(free or able, key=lambda d: (counts[d.id], d.id)).id
            pairs.append((chosen, shift.id))
            busy[chosen].append(shift)
            counts[chosen] += 1
    return Roster.of(pairs)


def _close(a: Shift, b: Shift) -> bool:
    return a.start < b.end + timedelta(hours=12) and b.start < a.end + timedelta(hours=12)


def _needs_backup(of: Instance, pairs: Sequence[tuple[str, str]], shift: Shift) -> bool:
    return any(
        Role.LIS1 in of.doctor_by_id[d].roles
        and of.shift_by_id[s].start < shift.end
        and shift.start < of.shift_by_id[s].end
        for d, s in pairs
    )


def _norm() -> Norm:
    return Norm(
        id="sfs2305.daily-rest",
        title_nb="Hviletid mellom vakter",
        title_en="Rest between duties",
        unit="hours",
        values=(
            NormValue(
                first=date(2020, 1, 1),
                value=8,
                cite="SFS 2305 pkt. 7.4",
                source="SFS 2305 (2024-2025)",
                read_on=date(2026, 11, 21),
                verified=False,
                note="not read in the original",
            ),
            NormValue(
                first=date(2010, 1, 1),
                last=date(2019, 12, 31),
                value=9,
                cite="no longer in force",
                source="old",
                read_on=date(2026, 11, 21),
                verified=True,
            ),
        ),
    )


def breaches(of: Instance, roster: Roster) -> tuple[Breach, ...]:
    """A few breaches in words: every open place, one hard, one soft, one of fairness."""
    found = [
        _breach("coverage", "open_place", Level.SOFT, Tier.COVER, None, (s.id,), n, f"{n} plass er udekket")
        for s, n in roster.open_places(of)
    ]
    held = [(d, s) for d, s in roster.pairs if d == of.doctors[0].id][:2]
    if len(held) == 2:
        pair = tuple(s for _d, s in held)
        found.append(
            _breach(
                "daily-rest", "main", Level.HARD, None, held[0][0], pair, 90, "90 minutter for lite hvile"
            )
        )
        found.append(
            _breach("spacing", "main", Level.SOFT, Tier.PEOPLE, held[0][0], pair, 2, "to vakter tett på")
        )
        found.append(_breach("fairness", "load", Level.SOFT, Tier.PEOPLE, held[0][0], pair, 9, "RETTFERD"))
    return tuple(found)


def _breach(
    rule: str,
    part: str,
    level: Level,
    tier: Tier | None,
    who: str | None,
    shifts: tuple[str, ...],
    amount: int,
    text: str,
) -> Breach:
    weight = 0 if level is Level.HARD else 1
    cite = "SFS 2305 pkt. 7.4" if rule == "daily-rest" else ""
    return Breach(
        rule=rule,
        part=part,
        level=level,
        tier=tier,
        weight=weight,
        doctor=who,
        shifts=shifts,
        amount=amount,
        text=text,
        cite=cite,
    )


def report(of: Instance | None = None, roster: Roster | None = None, **more: Any) -> PlanReport:
    """The report of a roster; the month of the invented municipality when none is given."""
    of = of or month()
    roster = roster if roster is not None else deal(of, leave_open=[of.shifts[-4].id])
    book = BOOK.model_copy(update={"title": "Prøveboken", "norms": (_norm(),)})
    fields: dict[str, Any] = {
        "instance": of,
        "roster": roster,
        "book": book,
        "verdict": Verdict(breaches=breaches(of, roster), tier_costs={Tier.COVER: 1}, rule_costs={}),
        "ledger": ledger(of, book, roster),
        "status": "feasible",
        "gap": 0.032,
        "tiers": (TierLine(name="cover", cost=1, bound=1), TierLine(name="people", cost=310, bound=300)),
        "seed": 7,
        "input_sha256": "ab" * 32,
        "versions": {"vaktplan": "0.7.6"},
        "made_at": MADE_AT,
    }
    return PlanReport(**{**fields, **more})


def month() -> Instance:
    """December 2026 with absences, a fritak, wishes and balances, each with words that must not leak."""
    return instance(
        exemptions=(
            Exemption(
                doctor="D5",
                kind=ExemptionKind.DISCRETION,
                scope=Scope.NIGHT,
                first=date(2026, 12, 1),
                last=date(2027, 3, 3),
                decided=date(2026, 10, 7),
                case=CASE_CANARY,
            ),
        ),
        absences=(
            Absence(doctor="D2", first=date(2026, 12, 21), last=date(2026, 12, 24), kind=AbsenceKind.COURSE),
            Absence(doctor="D6", first=date(2026, 12, 7), last=date(2026, 12, 9), kind=AbsenceKind.HOLIDAY),
        ),
        wishes=(
            Wish(
                doctor="D3",
                kind=WishKind.RATHER_OFF,
                strength=4,
                first=date(2026, 12, 19),
                last=date(2026, 12, 19),
            ),
        ),
        carried=(Carried(doctor="D1", load=2.5, nights=-1), Carried(doctor="D4", nights=1)),
    )
