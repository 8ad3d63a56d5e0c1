"""The invented municipality with nursing homes, a youth clinic, supervision and stand-by: sessions beside duty."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from tests.export import sample
from vaktplan.domain.days import DayClass
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Role, Wish, WishKind
from vaktplan.domain.roster import Roster
from vaktplan.domain.shifts import Line, LineKind, Need, ShiftType
from vaktplan.export.report import PlanReport

INSIDE: dict[str, Any] = {"out_of_hours": False}
LINES = (
    *sample.LINES,
    Line(id="hjem", name="Sykehjem", kind=LineKind.SYKEHJEM, **INSIDE),
    Line(id="ung", name="Helsestasjon for ungdom", kind=LineKind.HELSESTASJON, **INSIDE),
    Line(id="ung-bv", name="Bakvakt ungdom", kind=LineKind.BAKVAKT, **INSIDE),
    Line(id="ber", name="Beredskap", kind=LineKind.BEREDSKAP, pool="beredskap", **INSIDE),
    Line(id="veil-a", name="Veiledning A", kind=LineKind.VEILEDNING, **INSIDE),
    Line(id="veil-b", name="Veiledning B", kind=LineKind.VEILEDNING, **INSIDE),
)


def _session(id: str, name: str, line: str, hours: str, days: tuple[int, ...], **more: Any) -> ShiftType:
    start, end = (time.fromisoformat(h) for h in hours.split("-"))
    fields: dict[str, Any] = {"day_classes": (DayClass.WEEKDAY,), **more}
    return ShiftType(id=id, name=name, line=line, start=start, end=end, weekdays=days, **fields)


F, E = "08:00-11:45", "11:45-15:30"
SESSIONS = (
    _session("sol1-f", "Solbo 1. etg, formiddag", "hjem", F, (1, 2, 3), house="Solbo", ward="Solbo 1. etg"),
    _session("sol1-e", "Solbo 1. etg, ettermiddag", "hjem", E, (1, 2), house="Solbo", ward="Solbo 1. etg"),
    _session("sol2-f", "Solbo 2. etg, formiddag", "hjem", F, (2, 4), house="Solbo", ward="Solbo 2. etg"),
    _session("vik-f", "Vikheim, formiddag", "hjem", F, (1, 5), house="Vikheim", places=2),
    _session("ung", "Helsestasjon for ungdom", "ung", "15:30-18:30", (2,), need=Need.ALONE_OR_BACKUP),
    _session(
        "ung-bv",
        "Bakvakt ungdom",
        "ung-bv",
        "15:30-18:30",
        (2,),
        need=Need.BAKVAKT,
        on_demand=True,
        on_site=False,
    ),
    _session("ber", "Beredskap", "ber", "08:00-15:30", (), on_site=False),
    _session("veil-a", "Veiledning A", "veil-a", "15:30-17:30", (3,), places=2, in_month=(1, 3), load=0),
    _session("veil-b", "Veiledning B", "veil-b", "15:30-17:30", (3,), places=2, load=0, optional=True),
)
HOMES, TRAINEE = ("hjem", "veil-a", "veil-b"), ("lv", "ung", "veil-a")


@dataclass(frozen=True)
class Seen:
    """One place as a rota tells it: the name, the date, the clock times."""

    name: str
    day: date
    window: str


def instance(**more: Any) -> Instance:
    """December 2026 with all its lines."""
    plain = sample.month()
    names = ("Ragna Moe", "Tor Eng", "Live Dahl")
    homes = tuple(
        sample.doctor(
            f"S{i}",
            n,
            Role.SYKEHJEMSLEGE,
            lines=HOMES,
            duty_shares=(),
            practice_weekdays=(),
            wards=("Solbo 1. etg",) if i == 1 else (),
        )
        for i, n in enumerate(names, start=1)
    )
    leader = sample.doctor("O1", "Eva Lund", Role.KOMMUNEOVERLEGE, lines=("ber", "ung-bv"), duty_shares=())
    trainee = sample.doctor("D8", "Jonas Vik (LIS1)", Role.LIS1, lines=TRAINEE)
    doctors = (*(d for d in plain.doctors if d.id != "D8"), trainee, *homes, leader)
    fields: dict[str, Any] = {
        "lines": LINES,
        "shift_types": (*sample.TYPES, *SESSIONS),
        "doctors": doctors,
        "wishes": (*plain.wishes, Wish(doctor="S1", kind=WishKind.RATHER_OFF, weekdays=(2,))),
    }
    return plain.model_copy(update={**fields, **more})


def roster(of: Instance) -> Roster:
    """Everything dealt out but one session of each house; one of the offers taken, the rest left."""
    open_ones = ["2026-12-07:sol1-f", "2026-12-11:vik-f"]
    dealt = sample.deal(of, leave_open=open_ones)
    taken = "2026-12-09:veil-b"
    return Roster.of((d, s) for d, s in dealt.pairs if not s.endswith(":veil-b") or s == taken)


def report(**more: Any) -> PlanReport:
    """The report of it."""
    of = instance()
    return sample.report(of, roster(of), **more)
