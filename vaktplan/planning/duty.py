"""A year of legevakt: its duties, nights and hours, from the roster's shift types or the plan's own pattern."""

from datetime import date

from vaktplan.domain.base import Fact
from vaktplan.domain.clock import dates
from vaktplan.domain.days import day_class
from vaktplan.domain.instance import Instance
from vaktplan.domain.shifts import LineKind, ShiftType

from .facts import Facts

NIGHT_HOUR = 3  # a duty that runs at this hour is a night


class DutyYear(Fact):
    """What one year of legevakt is made of, outside opening hours where nothing else is said."""

    on_site: int
    on_call: int
    nights: int
    hours: float  # on site, daglegevakt included
    duty_hours: float  # on site, daglegevakt left out


def from_instance(instance: Instance, year: int) -> DutyYear:
    """A year of the roster's legevakt and tilkalling; optional shift types and bakvakt are left out."""
    lines = {line.id: line for line in instance.lines}
    on_site = on_call = nights = 0
    minutes = duty_minutes = 0
    for day in dates(date(year, 1, 1), date(year, 12, 31)):
        for kind in instance.shift_types:
            line = lines[kind.line]
            if kind.optional or not kind.falls_on(day, day_class(day)):
                continue
            if line.kind is LineKind.LEGEVAKT and kind.on_site:
                minutes += _minutes(kind) * kind.places
            if not line.out_of_hours:
                continue
            if line.kind is LineKind.LEGEVAKT:
                on_site += kind.places
                duty_minutes += _minutes(kind) * kind.places
                nights += kind.places * _night(kind)
            elif line.kind is LineKind.TILKALLING:
                on_call += kind.places
    return DutyYear(
        on_site=on_site, on_call=on_call, nights=nights, hours=minutes / 60, duty_hours=duty_minutes / 60
    )


def from_inputs(facts: Facts) -> DutyYear | None:
    """A year by the plan's pattern, one night each day; None where a number of it is missing."""
    names = (
        "weekdays",
        "other-days",
        "on-site-weekday",
        "on-site-other",
        "on-call-weekday",
        "on-call-other",
        "day-hours",
    )
    given = [facts.inputs.get(f"vakt.{name}") for name in names]
    if any(number is None for number in given):
        return None
    weekdays, other, site_weekday, site_other, call_weekday, call_other, day_hours = (
        float(n or 0) for n in given
    )
    return DutyYear(
        on_site=round(weekdays * site_weekday + other * site_other),
        on_call=round(weekdays * call_weekday + other * call_other),
        nights=round(weekdays + other),
        hours=24 * (weekdays + other),
        duty_hours=24 * (weekdays + other) - day_hours * weekdays,
    )


def _minutes(kind: ShiftType) -> int:
    start, end = (t.hour * 60 + t.minute for t in (kind.start, kind.end))
    return (end - start) % (24 * 60) or 24 * 60


def _night(kind: ShiftType) -> bool:
    """Whether the duty runs at the hour that makes a night."""
    return kind.end.hour > NIGHT_HOUR and (kind.end <= kind.start or kind.start.hour <= NIGHT_HOUR)
