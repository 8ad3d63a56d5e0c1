"""One calendar per doctor, right over summer time and the same bytes every time.

Every clock reads the zone rules below as they stand: no program has to know Europe/Oslo, and none gets a DURATION.
"""

from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid5

from icalendar import Calendar, Event, Timezone, vText

from vaktplan.domain import clock
from vaktplan.domain.people import Doctor
from vaktplan.domain.shifts import Shift
from vaktplan.i18n import _

from . import words
from .files import safe_names, write_atomically
from .report import Audience, PlanReport
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


def calendar(report: PlanReport, doctor: str, *, sequence: int = 0) -> bytes:
    """The calendar of one doctor, by id."""
    return _calendar(View(report, Audience.WALL), doctor, sequence)


def write_calendars(report: PlanReport, folder: Path, *, sequence: int = 0) -> tuple[Path, ...]:
    """Write a calendar for each doctor of the plan, named by the doctor's id; earlier ones of vaktplan go."""
    view = View(report, Audience.WALL)
    names = safe_names([d.id for d in report.instance.doctors])
    written = []
    for doctor in view.concerned:
        path = folder / f"{names[doctor.id]}.ics"
        write_atomically(path, _calendar(view, doctor.id, sequence))
        written.append(path)
    for path in sorted(folder.glob("*.ics")):
        if path not in written and not path.is_symlink() and PRODID.encode() in path.read_bytes()[:200]:
            path.unlink()
    return tuple(written)


def _calendar(view: View, doctor: str, sequence: int) -> bytes:
    person = view.instance.doctor_by_id[doctor]
    cal = Calendar()
    name = words.clean(_("Vakter – {navn}").format(navn=view.names[doctor]))
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
    for duty in view.duties_of[doctor]:
        cal.add_component(_event(view, person, duty, sequence))
    return bytes(cal.to_ical(sorted=False))


def uid(report: PlanReport, shift: str, doctor: str) -> str:
    """The id of a doctor's shift in calendars: the same for ever, telling nothing."""
    return f"{uuid5(NAMESPACE, f'{report.instance.municipality}/{shift}/{doctor}')}@vaktplan"


def _event(view: View, doctor: Doctor, duty: Duty, sequence: int) -> Event:
    report, shift = view.report, duty.shift
    kind = words.clean(shift.type.name)
    event = Event()
    event.add("uid", uid(report, shift.id, doctor.id))
    event.add("dtstamp", _whole(report.made_at))
    event.add("last-modified", _whole(report.made_at))
    event.add("sequence", sequence)
    event.add("dtstart", clock.oslo(shift.start))
    event.add("dtend", clock.oslo(shift.end))
    event["SUMMARY"] = vText(_("UTKAST: {vakt}").format(vakt=kind) if report.draft else kind)
    event.add("status", "TENTATIVE" if report.draft else "CONFIRMED")
    event.add("transp", "OPAQUE" if shift.on_site else "TRANSPARENT")
    event["X-MICROSOFT-CDO-BUSYSTATUS"] = vText("BUSY" if shift.on_site else "FREE")
    event.add("class", "PRIVATE")
    event.add("categories", [kind])
    event["LOCATION"] = vText(_location(view, shift))
    event["DESCRIPTION"] = vText(_description(duty, report.draft))
    return event


def _whole(instant: datetime) -> datetime:
    return instant.replace(microsecond=0)


def _location(view: View, shift: Shift) -> str:
    """The ward and house of a session, the municipality for one without; the unit for duty."""
    house, ward = words.clean(shift.type.house), words.clean(shift.type.ward)
    if house:
        return (
            ward if ward.casefold().startswith(house.casefold()) else ", ".join(t for t in (house, ward) if t)
        )
    session = view.is_session(shift.type) and shift.on_site
    return words.clean(view.instance.municipality if session else view.instance.unit)


def _description(duty: Duty, draft: bool) -> str:
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
    lines += [beside.format(hvem=c) for c in duty.others]
    if draft:
        lines.append(_("Planen er et utkast og kan bli endret."))
    return "\n".join(lines)
