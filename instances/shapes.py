"""Shift types that more than one example has: hours, kinds of days, and the makers of a duty and of a session."""

from datetime import time

from vaktplan.domain.days import DayClass
from vaktplan.domain.shifts import Need, ShiftType

Hours = tuple[time, time]
Days = tuple[DayClass, ...]

WEEKDAY: Days = (DayClass.WEEKDAY,)
FREE: Days = (DayClass.EVE, DayClass.SATURDAY, DayClass.RED_DAY)  # the great eves have weekend hours
EVERY: Days = tuple(DayClass)
DAY, EVENING, NIGHT = (time(8), time(15, 30)), (time(15, 30), time(23)), (time(23), time(8))
MORNING, AFTERNOON = (time(8), time(11, 45)), (time(11, 45), time(15, 30))


def duty(
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
    """A shift type of duty; bakvakt is on demand and at home."""
    on_demand = need is Need.BAKVAKT
    fields = {"on_site": not on_demand, "on_demand": on_demand, "letter": letter, "load": load, **more}
    return ShiftType(
        id=id, name=name, line=line, start=hours[0], end=hours[1], day_classes=days, need=need, **fields
    )


def session(
    id: str, name: str, line: str, hours: Hours, weekdays: tuple[int, ...], **more: object
) -> ShiftType:
    """A shift type of daily work, on some weekdays."""
    fields = {"need": Need.NONE, "load": 1, "day_classes": WEEKDAY, **more}
    return ShiftType(id=id, name=name, line=line, start=hours[0], end=hours[1], weekdays=weekdays, **fields)
