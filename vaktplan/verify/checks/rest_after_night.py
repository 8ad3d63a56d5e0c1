"""rest-after-night: free after an on-site night, and practice around it."""

from collections.abc import Iterator
from datetime import date, datetime

from vaktplan.domain.clock import at, day_of, minutes
from vaktplan.domain.shifts import Shift
from vaktplan.i18n import _
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import RestAfterNight
from vaktplan.verify.view import View
from vaktplan.verify.words import day, label, sentence, span


def check(view: View, rule: RestAfterNight) -> Iterator[Breach]:
    """Duty too soon after a night, practice days lost to one, and practice too close before one."""
    for doctor, _held in view.busy():
        walk = view.walk(doctor)
        nights = [(n, new) for n, new in walk if n.on_site and view.frame.night[n.id]]
        for night, night_new in nights:
            free = view.frame.once((id(rule), night.end), _free_until, rule, night)
            for b, b_new in walk:
                if night.end <= b.start < free and (night_new or b_new):
                    early = minutes(b.start, free)
                    yield view.breach(rule, "after", doctor, [night, b], early, _after, night, b, early)
        yield from _practice(view, rule, doctor, [n for n, new in nights if new])


def _practice(view: View, rule: RestAfterNight, doctor: str, nights: list[Shift]) -> Iterator[Breach]:
    lost: dict[date, list[Shift]] = {}
    for night in nights:
        ends = view.frame.ends[night.id]
        if view.frame.practises(doctor, ends):
            lost.setdefault(ends, []).append(night)
        opens, closes = view.frame.practice(night.date)
        if view.frame.practises(doctor, night.date) and opens < night.start:
            gap = max(0, minutes(closes, night.start))
            need = 60 * view.frame.whole(rule.before_hours, night.date)
            if gap < need:
                yield view.breach(
                    rule, "practice_before", doctor, [night], need - gap, _before, night, gap, need
                )
    for when, before in lost.items():
        yield view.breach(rule, "practice_lost", doctor, before, 1, _lost, when, before[-1])


def _free_until(rule: RestAfterNight, night: Shift) -> datetime:
    ends = day_of(night.end)
    return at(ends, rule.free_until.clock(ends))


def _after(name: str, night: Shift, b: Shift, early: int) -> str:
    return _("{navn} har {vakt} for tidlig etter {natt}: det mangler {tid} fri.").format(
        navn=name, vakt=label(b), natt=label(night), tid=span(early)
    )


def _before(name: str, night: Shift, gap: int, need: int) -> str:
    return _("{navn} har {tid} fri mellom egen praksis og {natt}; det bør være {krav}.").format(
        navn=name, tid=span(gap), natt=label(night), krav=span(need)
    )


def _lost(name: str, when: date, night: Shift) -> str:
    return sentence(
        _("{navn} mister praksisdagen {dag} etter {natt}").format(navn=name, dag=day(when), natt=label(night))
    )
