"""A published calendar out of stored duties: the same bytes from the same rows, whoever renders them and when.

Three variants: a doctor's own duties; the whole roster with names, for the switchboard; and the family's, which says
when and nothing else. RFC 5545; what clients make of it is why each property is here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from icalendar import Event, vText

from vaktplan.domain import clock
from vaktplan.i18n import _

from . import words
from .icalparts import description, empty, location, uid
from .seen import Duty
from .view import View

KEPT_CANCELLED = timedelta(days=14)  # after it was cancelled: some clients show a vanished duty for ever
KEPT_PAST = timedelta(days=90)  # after it ended


class Variant(StrEnum):
    """What a feed tells."""

    OWN = "own"
    WHOLE = "whole"
    FAMILY = "family"


@dataclass(frozen=True)
class Content:
    """What a calendar says of a duty, in the words of its publication."""

    title: str
    name: str  # of the doctor
    location: str
    description: str
    on_site: bool


@dataclass(frozen=True)
class FeedEvent:
    """One doctor's duty as the newest revision has it."""

    uid: str
    sequence: int
    doctor: str
    shift: str
    start: datetime  # UTC
    end: datetime  # UTC
    content: Content
    cancelled: bool
    made_at: datetime  # UTC: when this revision was published

    def told_at(self, now: datetime) -> bool:
        """Whether a feed still has it."""
        return self.drops_at > now

    @property
    def drops_at(self) -> datetime:
        """When it falls out of the feeds."""
        past = self.end + KEPT_PAST
        return min(past, self.made_at + KEPT_CANCELLED) if self.cancelled else past


def duties(view: View, phone: str) -> tuple[tuple[str, str, Duty, Content], ...]:
    """Each duty of a roster: its uid, its doctor's id, the duty, and what calendars say of it; by doctor and start."""
    municipality = view.instance.municipality
    return tuple(
        (uid(municipality, duty.shift.id, doctor.id), doctor.id, duty, _content(view, duty, phone))
        for doctor in view.instance.doctors
        for duty in view.duties_of[doctor.id]
    )


def render(events: Sequence[FeedEvent], variant: Variant, name: str, now: datetime) -> bytes:
    """The calendar of some duties, oldest first; `name` is the doctor's or the unit's. `now` only drops what is old."""
    cal = empty(words.clean(_("Vakter – {navn}").format(navn=name)))
    for event in sorted(events, key=lambda e: (e.start, e.end, e.uid)):
        if event.told_at(now):
            cal.add_component(_event(event, variant))
    return bytes(cal.to_ical(sorted=False))


def stale_at(events: Iterable[FeedEvent], now: datetime) -> datetime | None:
    """When the first duty falls out of a feed rendered now; None when it has none."""
    return min((e.drops_at for e in events if e.told_at(now)), default=None)


def _content(view: View, duty: Duty, phone: str) -> Content:
    shift = duty.shift
    lines = description(duty)
    if phone:
        lines.append(_("Ring: {telefon}").format(telefon=words.clean(phone)))
    return Content(
        title=words.clean(shift.type.name),
        name=view.names[duty.doctor.id],
        location=location(view, shift),
        description="\n".join(lines),
        on_site=shift.on_site,
    )


def _event(told: FeedEvent, variant: Variant) -> Event:
    busy = told.content.on_site and not told.cancelled
    event = Event()
    event.add("uid", told.uid)
    event.add("dtstamp", _whole(told.made_at))
    event.add("last-modified", _whole(told.made_at))
    event.add("sequence", told.sequence)
    event.add("dtstart", clock.oslo(told.start))
    event.add("dtend", clock.oslo(told.end))
    title = _title(told.content, variant)
    event["SUMMARY"] = vText(_("AVLYST: {vakt}").format(vakt=title) if told.cancelled else title)
    event.add("status", "CANCELLED" if told.cancelled else "CONFIRMED")
    event.add("transp", "OPAQUE" if busy else "TRANSPARENT")
    event["X-MICROSOFT-CDO-BUSYSTATUS"] = vText("BUSY" if busy else "FREE")
    event.add("class", "PRIVATE")
    if variant is not Variant.FAMILY:
        event.add("categories", [told.content.title])
        event["LOCATION"] = vText(told.content.location)
        if not told.cancelled:
            event["DESCRIPTION"] = vText(told.content.description)
    return event


def _title(content: Content, variant: Variant) -> str:
    if variant is Variant.WHOLE:
        return f"{content.title}: {content.name}"
    if variant is Variant.FAMILY:
        return _("Vakt") if content.on_site else _("Hjemmevakt")
    return content.title


def _whole(instant: datetime) -> datetime:
    return instant.replace(microsecond=0)
