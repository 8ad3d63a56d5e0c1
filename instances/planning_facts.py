"""What the plan for the doctors of Sandefjord was worked out from, 31 December 2020, as planning facts.

Totals are the plan's; the single list, birth year, sex and office of a contract are invented so that the totals hold:
54 contracts, lists of 61 722 and caps of 62 735, 21 women, 40 specialists, 18 aged 50 or more, a mean age of 48.2 and
11 who reach 70 in 2021-2028. Residents are the persons on the lists and the 2 000 listed elsewhere.
"""

from datetime import date

from instances.planning_tables import inputs, measures, printed
from instances.planning_trainees import services, supervisors
from vaktplan.planning.facts import Facts, Hjemmel, House, Post, Projection, Setting, Unit

STATUS_ON = date(2020, 12, 31)
LISTS, CAPS, CONTRACTS = 61_722, 62_735, 54
ELSEWHERE = 2_000
RESIDENTS = LISTS + ELSEWHERE
GROWTH = 2_663  # to 2028, main alternative
AGES = (
    *(69, 68, 68, 67, 67, 66, 65, 64, 64, 63, 62),  # 70 in 2021-2028
    *(61, 59, 57, 55, 53, 51, 50),
    *(49, 49, 49, 49, 48, 48, 48, 48, 47, 47, 47, 46, 46, 46, 45, 45, 44, 44),
    *(43, 43, 42, 42, 41, 41, 37, 37, 36, 35, 35, 34, 33, 32, 31, 30, 29, 28),
)
FREE = {5: 310, 19: 280, 33: 240, 47: 183}  # the few open lists, by place in the table
OFFICES = (
    "Legene Sentrum Vest",
    "Legehuset Sandefjord",
    "Tempo Legesenter",
    "Kilen Legesenter",
    "Solvang Legesenter",
    "Sandefjord Helsepark",
    "Landstad Legesenter",
    "Sandefjord Legesenter",
    "Gleditchgården Legesenter",
    "Familielegen A/S",
    "Annen Etage Legesenter",
    "Andebu Legesenter",
    "Helsehuset Stokke-legene A/S",
    "Stokke Legesenter",
)


def setting() -> Setting:
    """The single numbers."""
    return Setting(
        municipality="Sandefjord",
        status_on=STATUS_ON,
        residents=RESIDENTS,
        first_year=2021,
        last_year=2028,
        list_length_goal=1000,
        free_goal=0.07,
        listed_elsewhere=ELSEWHERE,
        waiting=1900,
        retire_at=70,
        recruiting_months=12,
        stay_weeks=4,
        lis1_posts=5,
        duties_a_year=10,
        grant_per_patient=577,
    )


def _lists() -> tuple[int, ...]:
    """Invented list lengths, 878 to 1 419, that add up to the plan's total."""
    lengths = [1143 + (i * 37 % 61 - 30) * 9 for i in range(CONTRACTS)]
    over = sum(lengths) - LISTS
    step, rest = divmod(over, CONTRACTS)
    return tuple(n - step - (i < rest) for i, n in enumerate(lengths))


def hjemler() -> tuple[Hjemmel, ...]:
    """The 54 contracts."""
    rows = []
    for i, (age, length) in enumerate(zip(AGES, _lists(), strict=True)):
        rows.append(
            Hjemmel(
                id=f"H{i + 1:02}",
                office=OFFICES[i % len(OFFICES)],
                born=date(STATUS_ON.year - age, 1 + i * 5 % 12, 1 + i * 11 % 28),
                woman=_woman(i),
                specialist=i < 40,
                list_length=length,
                list_cap=length + FREE.get(i, 0),
            )
        )
    return tuple(rows)


def _woman(i: int) -> bool:
    """21 of 54, the more the younger."""
    return i % 6 == 1 if i < 18 else i % 2 == 0


def houses() -> tuple[House, ...]:
    """The six nursing homes."""
    return (
        House(id="sms", name="Sandefjord medisinske senter", fte=3.8, places=59),
        House(id="nygard", name="Nygård", fte=1.4, places=126, planned_places=180),
        House(id="kamfjord", name="Kamfjordhjemmet", fte=0.8, places=64),
        House(id="mosserod", name="Mosserødhjemmet", fte=0.4, places=58, bought=54),
        House(id="soletunet", name="Soletunet", fte=0.7, places=47),
        House(id="andebu", name="Andebu", fte=0.4, places=39),
    )


def units() -> tuple[Unit, ...]:
    """The wards as the plan's table has them, Andebu's 41 places included."""
    return (
        Unit(
            house="sms", name="1A/B forsterket korttid og rehabilitering", places=18, short=18, stay_days=29
        ),
        Unit(house="sms", name="2A/B intermediær og ØHD", places=22, short=22, stay_days=9.7),
        Unit(house="sms", name="3A/B lindrende og korttid", places=19, short=19, stay_days=18.6),
        Unit(house="nygard", name="2. etg", places=42),
        Unit(house="nygard", name="3. etg", places=42),
        Unit(house="nygard", name="4. etg", places=42),
        Unit(house="kamfjord", name="1. etg", places=32),
        Unit(house="kamfjord", name="2. etg", places=32, short=8, planned_short=16),
        Unit(house="mosserod", name="1. etg", places=29),
        Unit(house="mosserod", name="2. etg", places=29),
        Unit(house="soletunet", name="Solstua", places=24),
        Unit(house="soletunet", name="Soltoppen", places=21, short=9),
        Unit(house="soletunet", name="Solsiden", places=2),
        Unit(house="andebu", name="Blåveis", places=14),
        Unit(house="andebu", name="Tusenfryd", places=12),
        Unit(house="andebu", name="Skogstjerna", places=15, short=9),
    )


def posts() -> tuple[Post, ...]:
    """Doctor-years by function (chapter 3); the LIS-3 coordinator stands beside the plan's total."""
    return (
        Post(id="legevakt", function="Daglegevakt og koordinering av legevakt", fte=1.4, planned_fte=3.4),
        Post(id="lis1", function="Veiledning av LIS-1", fte=0.4, employed=False, planned_fte=0.48),
        Post(id="lis3", function="Veiledning av LIS-3", fte=0.42, employed=False),
        Post(id="lis3-koordinator", function="Koordinator for LIS-3", fte=0.2, counted=False),
        Post(id="helsestasjon", function="Helsestasjon og skolehelsetjeneste", fte=1.8),
        Post(id="sykehjem", function="Sykehjem og ØHD", fte=7.5),
        Post(id="ledelse", function="Ledelse", fte=1.0),
        Post(id="samfunnsmedisin", function="Samfunnsmedisin, ny stilling", fte=0.0, planned_fte=1.0),
    )


def projections() -> tuple[Projection, ...]:
    """The plan's +2 663 to 2028 spread evenly; the low and the high alternative are invented."""
    paths = {"hovedalternativet": GROWTH, "lav": 1_400, "høy": 3_900}
    return tuple(
        Projection(year=year, alternative=name, residents=RESIDENTS + round(growth * (year - 2020) / 8))
        for name, growth in paths.items()
        for year in range(2020, 2029)
    )


def facts() -> Facts:
    """Everything that the plan is worked out from."""
    return Facts(
        setting=setting(),
        hjemler=hjemler(),
        houses=houses(),
        units=units(),
        posts=posts(),
        services=services(),
        supervisors=supervisors(),
        projections=projections(),
        measures=measures(),
        printed=printed(),
        inputs=inputs(),
    )
