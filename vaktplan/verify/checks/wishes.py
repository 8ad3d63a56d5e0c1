"""wishes: what the doctors ask for."""

from collections.abc import Iterator
from datetime import date

from vaktplan.domain.people import Wish, WishKind
from vaktplan.domain.shifts import Shift
from vaktplan.i18n import _
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import Wishes
from vaktplan.verify.view import View
from vaktplan.verify.words import clocked, label, listed


def check(view: View, rule: Wishes) -> Iterator[Breach]:
    """Shifts a doctor must or would rather have off, and wishes for duty that nothing meets."""
    for doctor, held in view.takes.items():
        wishes = view.frame.wishes[doctor]
        if not wishes:
            continue
        must = [_matched(view, w) for w in wishes if w.kind is WishKind.MUST_OFF]
        for shift in held:
            if any(shift.id in matched for matched in must):
                yield view.breach(rule, "must_off", doctor, [shift], 1, _must, shift)
        mine = {s.id for s in held}
        for wish in wishes:
            could = _matched(view, wish)
            met = [s for s in could.values() if s.id in mine]
            if wish.kind is WishKind.RATHER_OFF and met:
                yield view.breach(rule, "rather_off", doctor, met, wish.strength * len(met), _rather, met)
            if wish.kind is WishKind.LIKE and could and not met:
                yield view.breach(rule, "like", doctor, [], wish.strength, _like, list(could.values()))


def _matched(view: View, wish: Wish) -> dict[str, Shift]:
    """The shifts of the period that a wish matches, by id and in order."""
    return view.frame.once(("wishes", id(wish)), _of_the_period, view, wish)


def _of_the_period(view: View, wish: Wish) -> dict[str, Shift]:
    near = view.frame.touching(wish.first, wish.last)
    return {s.id: s for s in near if _fits(view, wish, s)}


def _fits(view: View, wish: Wish, shift: Shift) -> bool:
    if wish.shift_type is not None and wish.shift_type != shift.type.id:
        return False
    days = (shift.date,) if wish.kind is WishKind.LIKE else view.frame.days[shift.id]
    return any(_names(wish, d) for d in days)


def _names(wish: Wish, day: date) -> bool:
    if wish.first is not None and day < wish.first:
        return False
    if wish.last is not None and day > wish.last:
        return False
    return not wish.weekdays or day.isoweekday() in wish.weekdays


def _must(name: str, shift: Shift) -> str:
    return _("{navn} må ha fri, men er satt opp på {vakt}.").format(navn=name, vakt=clocked(shift))


def _rather(name: str, met: list[Shift]) -> str:
    return _("{navn} ønsker helst fri fra {vakter}, men er satt opp likevel.").format(
        navn=name, vakter=listed(label(s) for s in met)
    )


def _like(name: str, could: list[Shift]) -> str:
    if len(could) == 1:
        return _("{navn} ønsker {vakt}, men har den ikke.").format(navn=name, vakt=label(could[0]))
    return _("{navn} ønsker en av {antall} vakter, den første {vakt}, men har ingen av dem.").format(
        navn=name, antall=len(could), vakt=label(could[0])
    )
