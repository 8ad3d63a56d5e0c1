"""What every calendar of vaktplan has: its head, its zone rules, and the words of a duty.

Every clock reads the zone rules below as they stand: no program has to know Europe/Oslo, and none gets a DURATION.
"""

from uuid import UUID, uuid5

from icalendar import Calendar, Timezone, vText

from vaktplan.domain.shifts import Shift
from vaktplan.i18n import _

from . import words
from .seen import Duty
from .view import View

NAMESPACE = UUID("6f3c5f5e-6a43-5d0c-9b52-7d3f0f3a2c11")
PRODID = "-//vaktplan//vaktplan//NO"
REFRESH = "PT1H"
OSLO_RULES = """BEGIN:VTIMEZONE
TZID:Europe/Oslo
X-LIC-LOCATION:Europe/Oslo
BEGIN:DAYLIGHT
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
END:VTIMEZONE
"""


def empty(name: str) -> Calendar:
    """A calendar without events."""
    cal = Calendar()
    cal.add("version", "2.0")
    cal.add("prodid", PRODID)
    cal.add("calscale", "GREGORIAN")
    cal.add("method", "PUBLISH")
    cal["NAME"] = vText(name)
    cal["X-WR-CALNAME"] = vText(name)
    cal.add("x-wr-timezone", "Europe/Oslo")
    cal["REFRESH-INTERVAL"] = vText(REFRESH)
    cal["REFRESH-INTERVAL"].params["VALUE"] = "DURATION"
    cal.add("x-published-ttl", REFRESH)
    cal.add_component(Timezone.from_ical(OSLO_RULES.replace("\n", "\r\n")))
    return cal


def uid(municipality: str, shift: str, doctor: str) -> str:
    """The id of a doctor's shift in calendars: the same for ever, telling nothing."""
    return f"{uuid5(NAMESPACE, f'{municipality}/{shift}/{doctor}')}@vaktplan"


def location(view: View, shift: Shift) -> str:
    """The ward and house of a session, the municipality for one without; the unit for duty."""
    house, ward = words.clean(shift.type.house), words.clean(shift.type.ward)
    if house:
        return (
            ward if ward.casefold().startswith(house.casefold()) else ", ".join(t for t in (house, ward) if t)
        )
    session = view.is_session(shift.type) and shift.on_site
    return words.clean(view.instance.municipality if session else view.instance.unit)


def description(duty: Duty) -> list[str]:
    """What a duty is, when, and who else is on; a line each."""
    shift = duty.shift
    hours = words.number(duty.hours, 2, trim=True)
    lines = [
        f"{words.clean(shift.line.name)}: {words.clean(shift.type.name)}, {words.place(shift.on_site)}",
        _("{fra}–{til}, {timer} timer").format(
            fra=words.hm(shift.start), til=words.hm(shift.end), timer=hours
        ),
    ]
    lines += [_("Bakvakt: {hvem}").format(hvem=c) for c in duty.bakvakt]
    beside = _("I huset samtidig: {hvem}") if shift.type.house else _("På vakt samtidig: {hvem}")
    return lines + [beside.format(hvem=c) for c in duty.others]
