"""Sandefjord and Larvik, December 2026: nights and weekends shared by agreement, day and evening apart.

Everything about Larvik is invented.
"""

import random
from collections.abc import Sequence
from datetime import date

from instances.build_sandefjord import AGES_ON, FIRST, LAST, NO_DUTY, SEED, doctors
from instances.invented import Names, born, career, specialising, specialist
from instances.sandefjord_facts import absences, exemptions, wishes
from instances.shapes import DAY, EVENING, EVERY, FREE, NIGHT, WEEKDAY, Days, Hours, duty
from vaktplan.domain.days import DayClass, Period
from vaktplan.domain.instance import Instance, Municipality
from vaktplan.domain.people import Competence, Doctor, DutyShare, RestProfile, Role
from vaktplan.domain.shifts import Line, LineKind, Need, ShiftType

HOMES = ("Sandefjord", "Larvik")
SHARES = (57.0, 43.0)  # by population, about 64 000 and 48 000
LARVIK_RED = (date(2026, 12, 23),)  # by local agreement an evening of the feast


def _own(letter: str, home: str) -> tuple[Line, ...]:
    here = (home,)
    staff = (Role.LEGEVAKTSLEGE, Role.VIKAR)
    return (
        Line(
            id=f"{letter}-dag",
            name=f"Daglegevakt {home}",
            kind=LineKind.LEGEVAKT,
            out_of_hours=False,
            roles=staff,
            municipalities=here,
        ),
        Line(
            id=f"{letter}-kveld", name=f"Kveld {home}", kind=LineKind.LEGEVAKT, municipalities=here, pool=home
        ),
        Line(
            id=f"{letter}-bv", name=f"Bakvakt {home}", kind=LineKind.BAKVAKT, municipalities=here, pool=home
        ),
    )


LINES = (
    *_own("s", "Sandefjord"),
    *_own("l", "Larvik"),
    Line(id="felles", name="Felles legevakt", kind=LineKind.LEGEVAKT, municipalities=HOMES, pool="felles"),
    Line(
        id="tilkalling",
        name="Felles tilkalling",
        kind=LineKind.TILKALLING,
        municipalities=HOMES,
        pool="felles",
    ),
    Line(id="felles-bv", name="Felles bakvakt", kind=LineKind.BAKVAKT, municipalities=HOMES, pool="felles"),
)


def _type(
    id: str,
    name: str,
    line: str,
    hours: Hours,
    days: Days,
    load: int,
    need: Need,
    letter: str,
    **more: object,
) -> ShiftType:
    on_site = not (line == "tilkalling" or need is Need.BAKVAKT)
    return duty(id, name, line, hours, days, load, need, letter, on_site=on_site, **more)


def shift_types() -> tuple[ShiftType, ...]:
    """Each municipality's day and evening, the shared nights and weekends, and a bakvakt for each."""
    alone, either, senior = Need.ALONE, Need.ALONE_OR_BACKUP, Need.BAKVAKT
    red = (DayClass.RED_DAY,)
    return (
        _type("s-dag", "Dag Sandefjord", "s-dag", DAY, WEEKDAY, 2, alone, "SD"),
        _type("l-dag", "Dag Larvik", "l-dag", DAY, WEEKDAY, 2, alone, "LD"),
        _type("s-kveld", "Kveld Sandefjord", "s-kveld", EVENING, WEEKDAY, 3, either, "SK"),
        _type("l-kveld", "Kveld Larvik", "l-kveld", EVENING, WEEKDAY, 3, either, "LK"),
        _type(
            "l-rod", "Rød kveld Larvik", "l-kveld", EVENING, red, 4, either, "LR", weekdays=(1, 2, 3, 4, 5)
        ),
        _type("natt", "Natt", "felles", NIGHT, EVERY, 5, either, "N"),
        _type("helgedag", "Helgedag", "felles", DAY, FREE, 4, either, "D", places=2),
        _type("helgekveld", "Helgekveld", "felles", EVENING, FREE, 4, either, "H", places=2),
        _type("tk-helgedag", "Tilkalling helgedag", "tilkalling", DAY, FREE, 2, alone, "TD"),
        _type("tk-helgekveld", "Tilkalling helgekveld", "tilkalling", EVENING, FREE, 2, alone, "TH"),
        _type("bv-s-kveld", "Bakvakt kveld Sandefjord", "s-bv", EVENING, WEEKDAY, 1, senior, "BS"),
        _type("bv-l-kveld", "Bakvakt kveld Larvik", "l-bv", EVENING, WEEKDAY, 1, senior, "BL"),
        _type(
            "bv-l-rod", "Bakvakt rød kveld", "l-bv", EVENING, red, 1, senior, "BR", weekdays=(1, 2, 3, 4, 5)
        ),
        _type("bv-natt", "Bakvakt natt", "felles-bv", NIGHT, EVERY, 1, senior, "BN"),
        _type("bv-helgedag", "Bakvakt helgedag", "felles-bv", DAY, FREE, 1, senior, "BD"),
        _type("bv-helgekveld", "Bakvakt helgekveld", "felles-bv", EVENING, FREE, 1, senior, "BH"),
    )


def _sandefjord(plain: Sequence[Doctor]) -> list[Doctor]:
    """The doctors of Sandefjord, on the lines of the shared duty."""
    new = {
        "legevakt": ("s-kveld", "felles"),
        "tilkalling": ("tilkalling",),
        "bakvakt": ("s-bv", "felles-bv"),
        "daglegevakt": ("s-dag",),
    }
    found = []
    for doctor in plain:
        lines = tuple(new_line for line in doctor.lines for new_line in new.get(line, ()))
        if lines:
            found.append(doctor.model_copy(update={"lines": lines}))
    return found


def _larvik(rng: random.Random, names: Names) -> list[Doctor]:
    """Forty GPs, four LIS1, two at daytime legevakt and three locums."""
    found = []

    def add(
        id: str, role: tuple[Role, ...], competence: Competence, lines: tuple[str, ...], **more: object
    ) -> None:
        fields = {
            "municipality": "Larvik",
            "name": names.one(woman=rng.random() < 0.45),
            "lines": lines,
            **more,
        }
        found.append(Doctor(id=id, roles=role, born=birth, competence=competence, **fields))

    for n in range(40):
        birth = born(rng, 33 + (n * 7) % 33, AGES_ON)
        senior = n < 28
        competence = specialist(rng, birth) if senior else specialising(rng, birth)
        duty = ("l-kveld", "felles", "tilkalling") + (
            ("l-bv", "felles-bv") if senior and competence.specialties[0].since <= FIRST else ()
        )
        roles = (Role.FASTLEGE,) if senior else (Role.FASTLEGE, Role.LIS3)
        practice = tuple(d for d in range(1, 6) if d != 1 + n % 8)
        add(f"LF{n + 1:02}", roles, competence, duty, practice_weekdays=practice)
    for n in range(4):
        birth = born(rng, 27 + n % 3, AGES_ON)
        trainee = Competence(authorised=date(2025, 6, 20))
        add(f"LT{n + 1:02}", (Role.LIS1,), trainee, ("l-kveld", "felles"), practice_weekdays=(1, 2, 3, 4))
    for n in range(2):
        birth = born(rng, 44 + 4 * n, AGES_ON)
        post = {"duty_shares": NO_DUTY, "rest_profile": RestProfile.AML, "position_percent": 70}
        add(f"LL{n + 1:02}", (Role.LEGEVAKTSLEGE,), specialist(rng, birth), ("l-dag",), **post)
    for n in range(3):
        birth = born(rng, 35 + 3 * n, AGES_ON)
        half = (DutyShare(share=0.5),)
        add(
            f"LV{n + 1:02}",
            (Role.VIKAR,),
            career(rng, birth),
            ("l-dag", "l-kveld", "felles"),
            duty_shares=half,
        )
    return found


def sandefjord_larvik() -> Instance:
    """The instance."""
    rng = random.Random(SEED)
    ours = _sandefjord(doctors(rng))
    theirs = _larvik(rng, Names(rng).also())
    everybody = (*ours, *theirs)
    pool = [d for d in everybody if "felles" in d.lines]
    known = {d.id for d in everybody}
    return Instance(
        municipality="Sandefjord",
        unit="Felles legevakt for Sandefjord og Larvik",
        book="sandefjord",
        period=Period(first=FIRST, last=LAST),
        lines=LINES,
        shift_types=shift_types(),
        doctors=everybody,
        municipalities=(
            Municipality(name="Sandefjord", share_percent=SHARES[0]),
            Municipality(name="Larvik", share_percent=SHARES[1], book="larvik", red_days=LARVIK_RED),
        ),
        exemptions=tuple(e for e in exemptions() if e.doctor in known),
        absences=tuple(a for a in absences(rng, pool) if a.doctor in known),
        wishes=tuple(w for w in wishes(rng, pool) if w.shift_type is None),
    )
