"""When worlds begin and which shift types they have: the kit's, and some that run over midnight and noon."""

from datetime import date, time

from tests.kit import TYPES, WEEKDAYS
from vaktplan.domain.days import DayClass
from vaktplan.domain.shifts import Need, ShiftType

STARTS = (
    date(2025, 12, 29),  # the change of law
    date(2025, 12, 31),
    date(2026, 12, 23),  # jul
    date(2026, 12, 30),  # New Year, week 53
    date(2027, 3, 25),  # påske and the change to summer time
    date(2027, 3, 27),
    date(2027, 5, 15),  # pinse and 17 May in one
    date(2027, 10, 29),  # the change from summer time
    date(2028, 2, 27),  # 29 February
    date(2027, 12, 30),
)
FEASTS = (
    date(2026, 12, 26),
    date(2026, 12, 31),
    date(2027, 1, 1),
    date(2027, 3, 28),
    date(2027, 5, 16),
    date(2027, 5, 17),
)
OWN = (
    *(
        ShiftType(
            id=id,
            name=id,
            line=line,
            start=time.fromisoformat(start),
            end=time.fromisoformat(end),
            day_classes=tuple(DayClass),
            on_site=on_site,
            need=need,
            on_demand=need is Need.BAKVAKT,
            load=load,
        )
        for id, line, start, end, on_site, need, load in (
            ("seint", "lv", "22:00", "10:00", True, Need.ALONE_OR_BACKUP, 5),
            ("midnatt", "lv", "16:00", "00:00", True, Need.ALONE_OR_BACKUP, 3),
            ("tk-lang", "tk", "16:00", "12:00", False, Need.ALONE, 2),
            ("bv-lang", "bv", "20:00", "12:00", False, Need.BAKVAKT, 1),
            ("bv-tidlig", "bv", "05:00", "13:00", True, Need.BAKVAKT, 1),
            ("tidlig", "lv", "05:00", "13:00", True, Need.ALONE_OR_BACKUP, 3),
            ("hs-natt", "hs", "22:00", "07:00", True, Need.NONE, 2),
            ("hs-vakt", "hs", "16:00", "12:00", False, Need.NONE, 2),
        )
    ),
    ShiftType(  # the neighbours' own red days decide when it falls
        id="nabo-dag",
        name="nabo-dag",
        line="nabo",
        start=time(9),
        end=time(14),
        day_classes=WEEKDAYS,
        need=Need.ALONE_OR_BACKUP,
        load=2,
    ),
    ShiftType(  # one that the same doctor can hardly leave
        id="blokk-natt",
        name="blokk-natt",
        line="lv",
        start=time(23),
        end=time(8),
        day_classes=tuple(DayClass),
        need=Need.ALONE_OR_BACKUP,
        load=5,
        block="helg",
    ),
)
POOL = {**TYPES, **{t.id: t for t in OWN}}
DUTY = ("kveld", "natt", "helg", "dobbel", "døgn", "seint", "midnatt", "tidlig", "lisKveld")
OTHER = ("tk-kveld", "tk-dag", "tk-natt", "tk-lang", "daglv", "visitt", "naboKveld")
STANDBY = ("bv-dag", "bv-kveld", "bv-natt", "bv-sted", "bv-døgn", "bv-lang", "bv-tidlig")
ALONE = ("tk-kveld", "tk-natt", "tk-lang", "daglv")
NIGHTS = ("natt", "natt", "seint")
LONG = ("døgn", "seint", "tk-lang", "tidlig", "natt")  # they run into each other
SESSIONS = (
    "hs-dag",
    "hs-kort",
    "hs-natt",
    "hs-vakt",
    "visitt",
    "ma13",
    "tilsyn",
    "u-dag",
    "u-kveld",
    "nabo-dag",
)
WARDS = ("a-tidlig", "a-sen", "a2", "b")
BLOCKS = ("blokk-dag", "blokk-kveld", "blokk-natt", "blokk-to")
POOLS = ("øhd-sted", "øhd-sted", "øhd-tlf", "felles", "felles-natt")
SHARED = ("felles", "felles", "felles-natt", "kveld", "naboKveld")
OFFERS = ("tilbud", "tilbud-lang", "hs-dag")
FIRST: dict[
    str, tuple[str, ...]
] = {  # what the first shift type is drawn from when the world is tight in a rule
    "competence": ALONE,
    "one-place": LONG,
    "exemption": ("natt", "helg", "dobbel", "tk-natt", "bv-natt", "felles"),
    "night-run": NIGHTS,
    "rest-after-night": NIGHTS,
    "weekly-rest": ("hs-dag", "hs-kort", "hs-natt", "u-kveld", "dobbel", "hs-vakt"),
    "working-hours": ("hs-dag", "hs-natt", "dobbel", "natt", "tk-lang", "tk-natt"),
    "minimum-practice": ("dobbel", "natt", "felles", "tk-kveld", "naboKveld", "lisKveld"),
    "trainee-progress": ("dobbel", "dobbel", "natt", "lisKveld", "felles"),
    "pairing": ("hs-dag", "hs-dag", "dobbel", "b", "tidlig"),
    "supervision": OFFERS,
    "continuity": WARDS,
    "specialist-share": (*WARDS, "tilsyn", "hs-dag"),
    "weekend-block": BLOCKS[:3],
    "locum-limit": ("natt", "felles", "dobbel", "hs-kort", "hs-dag"),
    "own-first": ("dobbel", "hs-dag", "natt", "tk-lang", "visitt"),
    "home-share": SHARED,
    "minimum-doctors": ("natt", "natt", "felles", "lisKveld", "naboKveld", "nabo-dag"),
    "fairness": POOLS,
    "minutes": ("natt", "hs-dag", "tk-lang", "midnatt", "felles-natt"),
}
SECOND: dict[str, tuple[str, ...]] = {  # and the second, where one alone says little
    "competence": (*DUTY, *OTHER),
    "one-place": LONG,
    "night-run": (*NIGHTS, *DUTY),
    "rest-after-night": (*NIGHTS, *OTHER, *SESSIONS),
    "working-hours": SESSIONS,
    "trainee-progress": (*STANDBY, "bv-døgn", *DUTY),
    "own-first": (*SESSIONS, *DUTY),
    "pairing": ("midnatt", "hs-natt", "u-kveld", "visitt", "hs-dag", "natt"),
    "supervision": OFFERS,
    "continuity": WARDS,
    "specialist-share": WARDS,
    "weekend-block": BLOCKS,
    "fairness": (*POOLS, "kveld", "natt", "bv-natt"),
    "home-share": SHARED,
    "minimum-practice": ("daglv", "visitt", "bv-kveld", "tk-dag", "felles"),
    "weekly-rest": SESSIONS,
    "succession": (*SESSIONS, *DUTY),
}
