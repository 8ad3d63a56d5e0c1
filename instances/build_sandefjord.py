"""Sandefjord: the doctors of the municipality's plan, invented one by one, December 2026 with jul and nyttår."""

import random
from collections.abc import Sequence
from datetime import date

from instances.invented import Names, born, career, specialising, specialist
from instances.sandefjord_facts import absences, carried, exemptions, feasts, history, wishes
from instances.sandefjord_lines import lines, pairings, placed, supervisions, types
from instances.shapes import DAY, EVENING, EVERY, FREE, NIGHT, WEEKDAY, Days, Hours, duty
from vaktplan.domain.clock import anniversary
from vaktplan.domain.days import Period
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Competence, Doctor, DutyShare, RestProfile, Role, Scope
from vaktplan.domain.shifts import Line, LineKind, Need, ShiftType

SEED = 2026
AGES_ON = date(2026, 12, 31)  # the day on which the plan's ages hold
FIRST, LAST = date(2026, 12, 1), date(2026, 12, 31)

# Ages of the 54 GPs: 18 of 50 or more, 11 who reach 70 in the next eight years, mean 48.2.
SENIORS = (68, 67, 66, 66, 65, 64, 64, 63, 63, 62, 62, 59, 59, 54, 54, 51, 51, 50)
MIDDLE = (
    (49,) * 3
    + (48,) * 3
    + (47,) * 2
    + (46,) * 4
    + (45,) * 3
    + (44,) * 3
    + (43,) * 3
    + (42,) * 2
    + (41, 40, 40)
)
ALIS = (37, 36, 36, 35, 35, 34, 34, 33, 33, 32)
WOMEN_AT = (3, 8, 12, 15, 17, 19, 21, 23, 25, 27, 29, 31, 33, 36, 38, 40, 43, 45, 47, 50, 52)  # 21 of 54
OFFICES = (5, 5, 4, 4, 4, 4, 4, 4, 4, 4, 3, 3, 3, 3)
NOT_SPECIALISTS = {
    11: "transition",
    16: "approved",
    20: "approved",
    27: "transition",
}  # besides the ten of LIS3
CLAIMS = {
    0: Scope.ALL,
    1: Scope.ALL,
    3: Scope.ALL,
    6: Scope.ALL,
    2: Scope.NIGHT,
    5: Scope.NIGHT,
    8: Scope.NIGHT,
    10: Scope.NIGHT,
}
SHARES = {
    14: (DutyShare(share=0.5),),
    25: (DutyShare(share=0.5, last=date(2026, 12, 31)), DutyShare(share=1, first=date(2027, 1, 1))),
    34: (DutyShare(share=0, last=date(2026, 12, 13)), DutyShare(share=1, first=date(2026, 12, 14))),
    41: (DutyShare(share=0.8),),
}
NO_DUTY = (DutyShare(share=0),)
DUTY_LINES = ("legevakt", "tilkalling")

LINES = (
    Line(
        id="daglegevakt",
        name="Daglegevakt",
        kind=LineKind.LEGEVAKT,
        out_of_hours=False,
        roles=(Role.LEGEVAKTSLEGE, Role.VIKAR),
    ),
    Line(id="legevakt", name="Legevakt", kind=LineKind.LEGEVAKT),
    Line(id="tilkalling", name="Tilkallingsvakt", kind=LineKind.TILKALLING),
    Line(id="bakvakt", name="Bakvakt", kind=LineKind.BAKVAKT),
)


def _type(
    id: str, name: str, line: str, hours: Hours, days: Days, load: int, letter: str, need: Need
) -> ShiftType:
    on_site = line in ("daglegevakt", "legevakt")
    return duty(id, name, line, hours, days, load, need, letter, on_site=on_site)


def shift_types() -> tuple[ShiftType, ...]:
    """The legevakt, tilkalling and bakvakt of the plan; hours it does not state are invented."""
    alone, either, senior = Need.ALONE, Need.ALONE_OR_BACKUP, Need.BAKVAKT
    return (
        _type("daglegevakt", "Daglegevakt", "daglegevakt", DAY, WEEKDAY, 2, "L", alone),
        _type("kveld", "Kveld", "legevakt", EVENING, WEEKDAY, 3, "K", either),
        _type("natt", "Natt", "legevakt", NIGHT, EVERY, 5, "N", either),
        _type("helgedag", "Helgedag", "legevakt", DAY, FREE, 4, "D", either),
        _type("helgekveld", "Helgekveld", "legevakt", EVENING, FREE, 4, "H", either),
        _type("tk-kveld", "Tilkalling kveld", "tilkalling", EVENING, WEEKDAY, 1, "TK", alone),
        _type("tk-helgedag", "Tilkalling helgedag", "tilkalling", DAY, FREE, 2, "TD", alone),
        _type("tk-helgekveld", "Tilkalling helgekveld", "tilkalling", EVENING, FREE, 2, "TH", alone),
        _type("bv-kveld", "Bakvakt kveld", "bakvakt", EVENING, WEEKDAY, 1, "BK", senior),
        _type("bv-natt", "Bakvakt natt", "bakvakt", NIGHT, EVERY, 1, "BN", senior),
        _type("bv-helgedag", "Bakvakt helgedag", "bakvakt", DAY, FREE, 1, "BD", senior),
        _type("bv-helgekveld", "Bakvakt helgekveld", "bakvakt", EVENING, FREE, 1, "BH", senior),
    )


def _practice(rng: random.Random) -> tuple[int, ...]:
    """Five days of practice, or four and a day of other work."""
    away = rng.randrange(8)  # three of eight have all five
    return tuple(day for day in range(1, 6) if day != away + 1)


def _offices() -> list[str]:
    return [f"Kontor {n}" for n, size in enumerate(OFFICES, start=1) for _ in range(size)]


def _gp_competence(rng: random.Random, index: int, birth: date) -> Competence:
    base = career(rng, birth)
    if index >= len(SENIORS) + len(MIDDLE):
        return specialising(rng, birth)
    match NOT_SPECIALISTS.get(index):
        case "transition":
            return base.model_copy(update={"transition_2017": True})
        case "approved":
            return base.model_copy(update={"approved_gp": anniversary(base.turnus_done or birth, 2)})
    return specialist(rng, birth)


# Courses that lack or come late: these doctors have a bakvakt, or have one until the course is done.
COURSES: dict[int, dict[str, date | None]] = {
    22: {"course_violence": None},
    30: {"course_violence": date(2026, 12, 11)},
    52: {"course_violence": None},
    53: {"course_acute": date(2026, 12, 18), "course_violence": date(2026, 11, 20)},
}


def _gps(rng: random.Random, names: Names) -> list[Doctor]:
    """The 54 GPs: 40 specialists, ten LIS3, four with another ground."""
    doctors = []
    offices = _offices()
    rng.shuffle(offices)
    for index, age in enumerate((*SENIORS, *MIDDLE, *ALIS)):
        birth = born(rng, age, AGES_ON)
        competence = _gp_competence(rng, index, birth).model_copy(update=COURSES.get(index, {}))
        alis = index >= len(SENIORS) + len(MIDDLE)
        doctors.append(
            Doctor(
                id=f"F{index + 1:02}",
                name=names.one(woman=index in WOMEN_AT),
                born=birth,
                roles=(Role.FASTLEGE, Role.LIS3) if alis else (Role.FASTLEGE,),
                municipality="Sandefjord",
                office=offices[index],
                duty_shares=SHARES.get(index, (DutyShare(share=1),)),
                lines=(*DUTY_LINES, "bakvakt") if competence.specialties else DUTY_LINES,
                practice_weekdays=_practice(rng),
                competence=competence,
                age_claim=CLAIMS.get(index),
            )
        )
    return doctors


def _lis1(rng: random.Random, names: Names) -> list[Doctor]:
    """Five LIS1 in four offices, in the municipality from September 2026 to February 2027."""
    return [
        Doctor(
            id=f"T{n + 1:02}",
            name=names.one(woman=n % 2 == 0),
            born=born(rng, 27 + n % 3, AGES_ON),
            roles=(Role.LIS1,),
            municipality="Sandefjord",
            office=f"Kontor {(2, 5, 8, 11, 11)[n]}",
            lines=("legevakt",),
            practice_weekdays=(1, 2, 3, 4),  # Friday at the child health clinic
            competence=Competence(authorised=date(2025, 6, 20)),
        )
        for n in range(5)
    ]


def _employed(
    rng: random.Random, names: Names, letter: str, role: Role, posts: tuple[tuple[int, int, str], ...]
) -> list[Doctor]:
    """Employed doctors outside the GP scheme: age, per cent, and what they are."""
    doctors = []
    for n, (age, percent, kind) in enumerate(posts):
        birth = born(rng, age, AGES_ON)
        competence = specialising(rng, birth) if kind == "lis3" else career(rng, birth)
        if kind == "lege":  # no specialist: in such a post since before 1 March 2017
            competence = competence.model_copy(update={"transition_2017": True})
        if kind not in ("lis3", "lege"):
            competence = specialist(rng, birth, kind)
        doctors.append(
            Doctor(
                id=f"{letter}{n + 1:02}",
                name=names.one(woman=n % 2 == 1),
                born=birth,
                roles=(role, Role.LIS3) if kind == "lis3" else (role,),
                municipality="Sandefjord",
                position_percent=percent,
                duty_shares=NO_DUTY,
                lines=("daglegevakt",) if role is Role.LEGEVAKTSLEGE else (),
                rest_profile=RestProfile.AML,
                competence=competence,
            )
        )
    return doctors


def _locums(rng: random.Random, names: Names) -> list[Doctor]:
    """The small, stable pool of locums; two of them also know the daytime legevakt."""
    doctors = []
    for n in range(5):
        birth = born(rng, 33 + 2 * n, AGES_ON)
        doctors.append(
            Doctor(
                id=f"V{n + 1:02}",
                name=names.one(woman=n in (1, 3)),
                born=birth,
                roles=(Role.VIKAR,),
                municipality="Sandefjord",
                duty_shares=(DutyShare(share=0.5),),
                lines=("daglegevakt", *DUTY_LINES) if n < 2 else DUTY_LINES,
                competence=career(rng, birth),
            )
        )
    return doctors


def doctors(rng: random.Random) -> tuple[Doctor, ...]:
    """Eighty doctors: 54 GPs, 5 LIS1, 2 at daytime legevakt, 9 at nursing homes, 3 at clinics, 2 leaders, 5 locums."""
    names = Names(rng)
    gp = "allmennmedisin"
    homes = ((58, 100, gp), (52, 100, gp), (49, 100, gp), (35, 100, "lis3"), (46, 80, gp), (34, 80, "lis3"))
    more = ((61, 80, gp), (43, 60, "lege"), (39, 50, "lege"))
    return (
        *_gps(rng, names),
        *_lis1(rng, names),
        *_employed(rng, names, "L", Role.LEGEVAKTSLEGE, ((45, 70, gp), (51, 70, gp))),
        *_employed(rng, names, "S", Role.SYKEHJEMSLEGE, (*homes, *more)),
        *_employed(rng, names, "H", Role.HELSESTASJONSLEGE, ((47, 90, gp), (55, 50, gp), (41, 40, "lege"))),
        *_employed(rng, names, "O", Role.KOMMUNEOVERLEGE, ((56, 100, "samfunnsmedisin"), (53, 100, gp))),
        *_locums(rng, names),
    )


def supervisors(everybody: Sequence[Doctor]) -> dict[str, str]:
    """Each LIS3 and the specialist who supervises (spesialistforskriften § 25), by turns; invented."""
    alis = [d for d in everybody if Role.LIS3 in d.roles]
    gps = [
        d.id
        for d in everybody
        if Role.FASTLEGE in d.roles and d.competence.specialties and d.age_claim is None
    ]
    homes = iter(("S01", "S02"))
    turns = iter(gps)
    return {d.id: next(homes if Role.SYKEHJEMSLEGE in d.roles else turns) for d in alis}


def everyone(rng: random.Random) -> tuple[tuple[Doctor, ...], dict[str, str]]:
    """All doctors with all their lines, and who supervises whom."""
    plain = doctors(rng)
    alis = supervisors(plain)
    return tuple(placed(d, alis) for d in plain), alis


def sandefjord() -> Instance:
    """The instance."""
    rng = random.Random(SEED)
    everybody, alis = everyone(rng)
    duty = shift_types()
    trainees = [d.id for d in everybody if Role.LIS1 in d.roles]
    pool = [d for d in everybody if "legevakt" in d.lines]
    return Instance(
        municipality="Sandefjord",
        unit="Sandefjord legevakt",
        book="sandefjord",
        period=Period(first=FIRST, last=LAST),
        lines=(*LINES, *lines(alis)),
        shift_types=(*duty, *types(alis)),
        doctors=everybody,
        exemptions=exemptions(),
        absences=absences(rng, pool),
        wishes=wishes(rng, pool),
        history=history(duty, everybody),
        pairings=pairings(trainees, alis),
        supervisions=supervisions(alis),
        discussed=date(2026, 11, 10),
        published=date(2026, 11, 3),
        feasts_worked=feasts(pool),
        carried=carried(rng, pool),
    )


def age_on(doctor: Doctor, day: date = AGES_ON) -> int:
    """The doctor's age in whole years on a day."""
    return day.year - doctor.born.year - ((day.month, day.day) < (doctor.born.month, doctor.born.day))
