"""Sandefjord 2027: the year that follows the December of the month's example, planned month by month.

LIS1 groups change in March and September, two doctors turn 60, courses run out where the municipality asks for
repetition, two are on parental leave, one leaves, one comes, and a locum at the nursing homes nears the limit of § 4.
"""

import json
import random
from datetime import date, timedelta
from pathlib import Path

from instances.build_sandefjord import AGES_ON, LINES, SEED, everyone, sandefjord, shift_types
from instances.invented import Names, born, specialist
from instances.sandefjord_facts import exemptions, released
from instances.sandefjord_lines import lines, pairings, supervisions, types
from vaktplan.domain.days import Period
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Absence, AbsenceKind, Competence, Doctor, Role, Scope, Wish, WishKind
from vaktplan.domain.roster import Roster
from vaktplan.ledger.account import carry_forward
from vaktplan.read.models import load_book

YEAR = Period(first=date(2027, 1, 1), last=date(2027, 12, 31))
GROUPS = (  # LIS1: ids, first and last day
    (range(1, 6), date(2026, 9, 1), date(2027, 2, 28)),
    (range(6, 11), date(2027, 3, 1), date(2027, 8, 31)),
    (range(11, 16), date(2027, 9, 1), date(2028, 2, 29)),
)
AWAY = False  # parental leave: no share is owed
LEAVES = (
    ("F37", date(2026, 8, 15), date(2027, 1, 31)),
    ("F41", date(2027, 3, 1), date(2027, 9, 30)),
    ("S06", date(2027, 3, 8), date(2027, 9, 12)),
)
TURNING_60 = {"F12": Scope.ALL, "F13": Scope.NIGHT}  # in the year; claimed from the day after the birthday
COURSES_END = {"F29": date(2027, 6, 30), "F36": date(2027, 9, 30)}
SUMMER = tuple(date(2027, m, d) for m, d in ((6, 28), (7, 5), (7, 12), (7, 19), (7, 26), (6, 7), (8, 16)))
WINTER, EASTER, AUTUMN = date(2027, 2, 22), date(2027, 3, 22), date(2027, 10, 4)
PLACES_IN_SUMMER = {  # those whom only a few can stand in for
    "H01": 0, "H02": 3, "H03": 5, "O01": 5, "O02": 6, "L01": 0, "L02": 3, "S01": 0, "S04": 0, "S07": 0,
    "S02": 5, "S05": 5, "S09": 5, "S03": 4, "S08": 4,
}  # fmt: skip


def _trainees(rng: random.Random, names: Names) -> list[Doctor]:
    """The two groups that come in the year."""
    found = []
    for ids, first, last in GROUPS[1:]:
        for n in ids:
            found.append(
                Doctor(
                    id=f"T{n:02}",
                    name=names.one(woman=n % 2 == 0),
                    born=born(rng, 27 + n % 3, AGES_ON),
                    roles=(Role.LIS1,),
                    municipality="Sandefjord",
                    office=f"Kontor {(2, 5, 8, 11, 11)[n % 5]}",
                    lines=("legevakt", "lis1-hs", "ungdom"),
                    practice_weekdays=(1, 2, 3, 4),
                    competence=Competence(authorised=date(2026, 6, 20)),
                    first_day=first,
                    last_day=last,
                )
            )
    return found


def _people(rng: random.Random) -> tuple[tuple[Doctor, ...], dict[str, str]]:
    known, alis = everyone(random.Random(SEED))
    names = Names(rng).also()
    everybody = []
    for doctor in known:
        more: dict[str, object] = {}
        if Role.LIS1 in doctor.roles:
            more = {"first_day": GROUPS[0][1], "last_day": GROUPS[0][2]}
        if doctor.id in TURNING_60:
            more = {"age_claim": TURNING_60[doctor.id]}
        if doctor.id == "F02":
            more = {"last_day": date(2027, 7, 31)}
        if doctor.id in COURSES_END:
            facts = doctor.competence.model_copy(update={"courses_until": COURSES_END[doctor.id]})
            more = {"competence": facts}
        everybody.append(doctor.model_copy(update=more))
    birth = born(rng, 41, AGES_ON)
    new = Doctor(
        id="F55",
        name=names.one(woman=True),
        born=birth,
        roles=(Role.FASTLEGE,),
        municipality="Sandefjord",
        office="Kontor 1",
        lines=("legevakt", "tilkalling", "bakvakt"),
        practice_weekdays=(1, 2, 3, 4, 5),
        competence=specialist(rng, birth),
        first_day=date(2027, 8, 1),
    )
    return (*everybody, new, *_trainees(rng, names)), alis


def _holidays(rng: random.Random, everybody: tuple[Doctor, ...]) -> list[Absence]:
    """Three weeks in summer for all, a week in winter, easter or autumn for many, and a course of three days."""
    found = []

    def away(doctor: Doctor, first: date, days: int, kind: AbsenceKind = AbsenceKind.HOLIDAY) -> None:
        last = first + timedelta(days=days - 1)
        clash = any(a.doctor == doctor.id and a.first <= last and first <= a.last for a in found)
        if doctor.serves_on(first) and doctor.serves_on(last) and not clash:
            found.append(Absence(doctor=doctor.id, first=first, last=last, kind=kind))

    for n, doctor in enumerate(everybody):
        if Role.VIKAR in doctor.roles:
            continue
        block = PLACES_IN_SUMMER.get(doctor.id, n % 5)
        away(doctor, SUMMER[block], 14 if Role.LIS1 in doctor.roles else 21)
        lot = rng.randrange(100)
        if doctor.id not in PLACES_IN_SUMMER and Role.LIS1 not in doctor.roles:
            away(doctor, WINTER if lot < 30 else EASTER if lot < 50 else AUTUMN, 7)
            away(doctor, date(2027, 1, 11) + timedelta(days=7 * rng.randrange(44) + 2), 3, AbsenceKind.COURSE)
            if lot % 4 == 0:
                away(doctor, date(2027, 12, 27), 5)
    return found


def _wishes(rng: random.Random, everybody: tuple[Doctor, ...]) -> tuple[Wish, ...]:
    """Jul or nyttår off for many, some weekends, a few weekdays, single days that must be off, some who like a type."""
    rather, off, like = WishKind.RATHER_OFF, WishKind.MUST_OFF, WishKind.LIKE
    free = set(released(everybody))
    found: list[Wish] = []

    def dated(doctor: Doctor, kind: WishKind, strength: int, first: date, days: int) -> None:
        last = first + timedelta(days=days - 1)
        if doctor.serves_on(first) and doctor.serves_on(last):
            found.append(Wish(doctor=doctor.id, kind=kind, strength=strength, first=first, last=last))

    for doctor in everybody:
        if "legevakt" not in doctor.lines or doctor.id in free:
            continue
        lot = rng.randrange(100)
        if lot < 45:
            dated(
                doctor,
                rather,
                2 + lot % 4,
                date(2027, 12, 24) if lot % 3 else date(2027, 12, 31),
                2 if lot % 3 else 1,
            )
        for _n in range(rng.randrange(4)):
            saturday = date(2027, 1, 2) + timedelta(days=7 * rng.randrange(52))
            dated(doctor, rather, 1 + rng.randrange(5), saturday, 2)
        for _n in range(rng.randrange(3)):
            dated(doctor, off, 1, date(2027, 1, 4) + timedelta(days=rng.randrange(355)), 1)
        if 60 <= lot < 75:
            found.append(Wish(doctor=doctor.id, kind=rather, strength=1 + lot % 2, weekdays=(1 + lot % 5,)))
        if lot >= 90 and doctor.age_claim is None and Role.LIS1 not in doctor.roles:
            found.append(Wish(doctor=doctor.id, kind=like, strength=1 + lot % 2, shift_type="kveld"))
    return tuple(found)


def _december(folder: Path) -> tuple[Instance, Roster]:
    """The month before: the example and its best known roster."""
    best = json.loads((folder / "best.json").read_text(encoding="utf-8"))
    return sandefjord(), Roster.of((p["doctor"], p["shift"]) for p in best["roster"])


def sandefjord_2027() -> Instance:
    """The year: what the month before left behind, and all that is known of 2027 when it begins."""
    rng = random.Random(YEAR.first.year)
    everybody, alis = _people(rng)
    trainees = [d.id for d in everybody if Role.LIS1 in d.roles]
    december, roster = _december(Path(__file__).parent / "sandefjord")
    before = carry_forward(december, load_book("sandefjord"), roster, YEAR)
    leaves = [Absence(doctor=d, first=a, last=b, counts_as_presence=AWAY) for d, a, b in LEAVES]
    long_away = {d for d, _a, _b in LEAVES}
    holidays = [a for a in _holidays(rng, everybody) if a.doctor not in long_away]
    return Instance(
        municipality="Sandefjord",
        unit="Sandefjord legevakt",
        book="sandefjord",
        period=YEAR,
        lines=(*LINES, *lines(alis)),
        shift_types=(*shift_types(), *types(alis)),
        doctors=everybody,
        exemptions=tuple(e for e in exemptions() if e.last is None or e.last >= YEAR.first),
        absences=tuple(sorted((*leaves, *holidays), key=lambda a: (a.doctor, a.first))),
        wishes=_wishes(rng, everybody),
        pairings=pairings(trainees, alis),
        supervisions=supervisions(alis),
        history=before.history,
        feasts_worked=before.feasts_worked,
        carried=before.carried,
    )
