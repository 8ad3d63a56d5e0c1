"""Doctors in training in Sandefjord and their supervisors: their number is the plan's, the paths are invented."""

from datetime import date

from vaktplan.planning.facts import PlaceKind, Service, Supervisor, TraineeKind

PRACTICE, NURSING, HOSPITAL = PlaceKind.PRACTICE, PlaceKind.NURSING_HOME, PlaceKind.HOSPITAL
LIS3 = (
    # first half-year, then (place, where, half-years, percent) in turn; supervisor's number, 0: none yet
    (
        "2019-2",
        ((NURSING, "sms", 4, 100), (HOSPITAL, "SiV", 2, 100), (PRACTICE, "Landstad Legesenter", 4, 100)),
        1,
    ),
    ("2019-2", ((NURSING, "sms", 5, 100), (PRACTICE, "Landstad Legesenter", 4, 100)), 2),
    ("2020-1", ((PRACTICE, "Tempo Legesenter", 6, 100), (HOSPITAL, "SiV", 2, 100)), 3),
    ("2020-1", ((PRACTICE, "Kilen Legesenter", 8, 80), (HOSPITAL, "SiV", 2, 100)), 4),
    ("2018-2", ((PRACTICE, "Stokke Legesenter", 6, 100), (HOSPITAL, "SiV", 2, 100)), 5),
    ("2018-2", ((PRACTICE, "Andebu Legesenter", 8, 100),), 6),
    ("2019-1", ((PRACTICE, "Sandefjord Helsepark", 4, 60), (NURSING, "nygard", 4, 50)), 7),
    ("2020-2", ((NURSING, "nygard", 4, 100), (HOSPITAL, "SiV", 2, 100)), 8),
    ("2020-2", ((NURSING, "kamfjord", 4, 80), (PRACTICE, "Solvang Legesenter", 4, 100)), 9),
    ("2020-2", ((PRACTICE, "Sandefjord Legesenter", 6, 100),), 10),
    ("2020-2", ((PRACTICE, "Familielegen A/S", 6, 40), (HOSPITAL, "SiV", 2, 100)), 11),
    ("2020-2", ((PRACTICE, "Solvang Legesenter", 6, 100),), 0),
)
LIS1_OFFICES = (
    "Legene Sentrum Vest",
    "Legehuset Sandefjord",
    "Tempo Legesenter",
    "Sandefjord Helsepark",
    "Nøtterøy",
)
GROUPS = (
    (date(2020, 9, 1), date(2021, 2, 28)),
    (date(2021, 3, 1), date(2021, 8, 31)),
    (date(2021, 9, 1), date(2022, 2, 28)),
)


def _half(number: int) -> tuple[date, date]:
    """The first and the last day of a half-year counted from the year 0."""
    year, second = divmod(number, 2)
    return (date(year, 7, 1), date(year, 12, 31)) if second else (date(year, 1, 1), date(year, 6, 30))


def _number(name: str) -> int:
    year, half = name.split("-")
    return int(year) * 2 + int(half) - 1


def services() -> tuple[Service, ...]:
    """Twelve LIS-3, and five LIS-1 in each group from the autumn of 2020 to the spring of 2022."""
    rows = []
    for n, (start, path, supervisor) in enumerate(LIS3, start=1):
        at = _number(start)
        for place, where, halves, percent in path:
            rows.append(
                Service(
                    trainee=f"A{n:02}",
                    kind=TraineeKind.LIS3,
                    place=place,
                    where=where,
                    first=_half(at)[0],
                    last=_half(at + halves - 1)[1],
                    percent=percent,
                    supervisor=f"V{supervisor:02}" if supervisor else "",
                )
            )
            at += halves
    return (*rows, *_lis1())


def _lis1() -> tuple[Service, ...]:
    rows = []
    for group, (first, last) in enumerate(GROUPS, start=1):
        for n, office in enumerate(LIS1_OFFICES, start=1):
            rows.append(
                Service(
                    trainee=f"T{group}{n}",
                    kind=TraineeKind.LIS1,
                    place=PRACTICE,
                    where=office,
                    first=first,
                    last=last,
                    supervisor=f"V{20 + n:02}",
                )
            )
    return tuple(rows)


def supervisors() -> tuple[Supervisor, ...]:
    """The 40 specialists; sixteen of them take a trainee."""
    return tuple(
        Supervisor(id=f"V{n:02}", capacity=1 if n <= 11 or 21 <= n <= 25 else 0) for n in range(1, 41)
    )
