"""own-first: the municipality's own doctors within their posts before locums and overtime."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import ceil

from vaktplan.domain.clock import minutes
from vaktplan.domain.days import is_red
from vaktplan.domain.people import RestProfile, Role
from vaktplan.domain.shifts import Shift
from vaktplan.i18n import _
from vaktplan.ledger.pools import exact
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import OwnFirst
from vaktplan.verify.view import View
from vaktplan.verify.words import label, span


def check(view: View, rule: OwnFirst) -> Iterator[Breach]:
    """Regular shifts that locums hold, and time beyond the post of the employed."""
    for doctor, held in view.busy():
        who = view.instance.doctor_by_id[doctor]
        if Role.VIKAR in who.roles:
            for shift in held:
                if not shift.on_demand:
                    yield view.breach(rule, "locum", doctor, [shift], 1, _locum, shift)
        if who.rest_profile is not RestProfile.SFS:
            room = view.frame.once((id(rule), doctor), _room, view, rule, doctor)
            spent = _spent(view, rule, held)
            over = ceil((spent - room) / 60)
            if over > 0:
                yield view.breach(rule, "overtime", doctor, held, over, _overtime, spent, room)


def _room(view: View, rule: OwnFirst, doctor: str) -> Fraction:
    """The minutes of the post that practice and other work leave for the roster."""
    who, frame = view.instance.doctor_by_id[doctor], view.frame
    days = [d for d in frame.period_days if d.weekday() < 5 and not is_red(d) and frame.at_work(doctor, d)]
    practice = sum(
        max(0, minutes(*frame.practice(d))) for d in frame.period_days if frame.practises(doctor, d)
    )
    week_hours = rule.week_hours.at(view.instance.period.first)
    if not isinstance(week_hours, int | float):
        raise TypeError(f"{week_hours!r} is not a number")
    agreed = exact(week_hours, 2) * exact(who.position_percent, 2) / 100
    weeks = Fraction(len(days), 5)
    return max(Fraction(0), 60 * weeks * (agreed - exact(who.other_hours, 2)) - practice)


def _spent(view: View, rule: OwnFirst, held: Sequence[Shift]) -> Fraction:
    on_site = sum(minutes(s.start, s.end) for s in held if s.on_site)
    at_home = sum(minutes(s.start, s.end) for s in held if not s.on_site)
    return on_site + Fraction(at_home, view.frame.whole(rule.home_divisor, view.instance.period.first))


def _locum(name: str, shift: Shift) -> str:
    return _("{navn} er vikar og har {vakt}; egne leger går først.").format(navn=name, vakt=label(shift))


def _overtime(name: str, spent: Fraction, room: Fraction) -> str:
    return _(
        "{navn} har {tid} vakt i perioden, og stillingen har plass til {plass}: {over} er overtid."
    ).format(navn=name, tid=span(ceil(spent)), plass=span(int(room)), over=span(ceil(spent) - int(room)))
