"""One calendar per doctor, right over summer time and the same bytes every time."""

from datetime import datetime
from pathlib import Path

from icalendar import Event, vText

from vaktplan.domain import clock
from vaktplan.domain.people import Doctor
from vaktplan.i18n import _

from . import words
from .files import safe_names, write_atomically
from .icalparts import PRODID, description, empty, location
from .icalparts import uid as uid_of
from .report import Audience, PlanReport
from .seen import Duty
from .view import View


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
    cal = empty(words.clean(_("Vakter – {navn}").format(navn=view.names[doctor])))
    for duty in view.duties_of[doctor]:
        cal.add_component(_event(view, person, duty, sequence))
    return bytes(cal.to_ical(sorted=False))


def uid(report: PlanReport, shift: str, doctor: str) -> str:
    """The id of a doctor's shift in calendars: the same for ever, telling nothing."""
    return uid_of(report.instance.municipality, shift, doctor)


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
    event["LOCATION"] = vText(location(view, shift))
    event["DESCRIPTION"] = vText(_description(duty, report.draft))
    return event


def _whole(instant: datetime) -> datetime:
    return instant.replace(microsecond=0)


def _description(duty: Duty, draft: bool) -> str:
    lines = description(duty)
    if draft:
        lines.append(_("Planen er et utkast og kan bli endret."))
    return "\n".join(lines)
