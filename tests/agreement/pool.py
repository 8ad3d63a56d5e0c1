"""When worlds begin and which shift types they have: the kit's, and some that run over midnight and noon."""

from datetime import date, time

from tests.kit import TYPES
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
OWN = tuple(
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
    )
)
POOL = {**TYPES, **{t.id: t for t in OWN}}
DUTY = ("kveld", "natt", "helg", "dobbel", "døgn", "seint", "midnatt", "tidlig", "lisKveld")
OTHER = ("tk-kveld", "tk-dag", "tk-natt", "tk-lang", "daglv", "visitt", "naboKveld")
STANDBY = ("bv-dag", "bv-kveld", "bv-natt", "bv-sted", "bv-døgn", "bv-lang", "bv-tidlig")
ALONE = ("tk-kveld", "tk-natt", "tk-lang", "daglv")
NIGHTS = ("natt", "natt", "seint")
LONG = ("døgn", "seint", "tk-lang", "tidlig", "natt")  # they run into each other
