"""Who stands alone, who may be bakvakt, and which takes of a roster open the need of a bakvakt."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import pairwise
from typing import NamedTuple

from vaktplan.domain.people import Role
from vaktplan.domain.shifts import Need, Shift
from vaktplan.ledger.standing import always_backed, may_be_bakvakt, may_stand_alone
from vaktplan.rulebook.rules import Backup

from .view import View


class Opened(NamedTuple):
    """A take of one who needs a bakvakt on it; `first` when it is one of the first duties."""

    doctor: str
    shift: Shift
    first: bool


class Stretch(NamedTuple):
    """A stretch of time in which nobody comes or goes, and how many are on: N, F, B and S of the rule."""

    start: datetime
    end: datetime
    needing: int
    first: int
    standby: int
    on_site: int


def alone(view: View, doctor: str, day: date) -> bool:
    """Whether the doctor may stand alone on a date."""
    who = view.instance.doctor_by_id[doctor]
    return view.frame.once(("alone", doctor, day), may_stand_alone, view.book.standing, who, day)


def bakvakt(view: View, doctor: str, day: date) -> bool:
    """Whether the doctor may be bakvakt on a date."""
    who = view.instance.doctor_by_id[doctor]
    return view.frame.once(("bakvakt", doctor, day), may_be_bakvakt, view.book.standing, who, day)


def opened(view: View, rule: Backup) -> Iterator[Opened]:
    """Every take that needs a bakvakt, doctor by doctor in time order."""
    for doctor, held in view.busy():
        who = view.instance.doctor_by_id[doctor]
        backed = always_backed(view.book.standing, who)
        new = Role.VIKAR in who.roles
        duties = [s for s in held if s.need is Need.ALONE_OR_BACKUP]
        duties.sort(key=lambda s: (s.start, s.id))
        done = view.instance.carried_by_doctor[doctor].duties_done
        for prior, shift in enumerate(duties, start=done):
            if backed or (new and prior < rule.new_locum_duties) or not alone(view, doctor, shift.date):
                yield Opened(doctor, shift, prior < rule.on_site_duties)


def stretches(needs: Sequence[Opened], standby: Sequence[Shift]) -> list[Stretch]:
    """The time of some takes, cut where anybody comes or goes."""
    on = [*(n.shift for n in needs), *standby]
    instants = sorted({t for s in on for t in (s.start, s.end)})
    found = []
    for start, end in pairwise(instants):
        duties = [n for n in needs if n.shift.start <= start < n.shift.end]
        backers = [b for b in standby if b.start <= start < b.end]
        first, on_site = sum(n.first for n in duties), sum(b.on_site for b in backers)
        found.append(Stretch(start, end, len(duties), first, len(backers), on_site))
    return found
