"""weekend-block: the blocks of a weekend to one doctor, or split."""

from collections.abc import Iterator
from datetime import date

from vaktplan.domain.days import saturday_of
from vaktplan.domain.shifts import Shift
from vaktplan.i18n import _
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import WeekendBlock
from vaktplan.verify.view import View
from vaktplan.verify.words import day, label, listed, plural

FRIDAY = 4
Walk = list[tuple[Shift, bool]]
Blocks = dict[
    tuple[date, str], dict[str, Walk]
]  # weekend and block → doctor → shifts, each with whether it is new


def check(view: View, rule: WeekendBlock) -> Iterator[Breach]:
    """Blocks of a weekend with more doctors than places, or with a doctor who has several of its shifts."""
    if not any(t.block for t in view.instance.shift_types):
        return
    for (weekend, block), seen in sorted(_blocks(view).items()):
        if rule.mode == "together":
            yield from _together(view, rule, weekend, block, seen)
        else:
            yield from _split(view, rule, weekend, seen)


def _blocks(view: View) -> Blocks:
    """Who has what of each block and weekend that some take of the period belongs to."""
    found: Blocks = {}
    for doctor in view.takes:
        for shift, new in view.walk(doctor):
            if shift.type.block and shift.date.weekday() >= FRIDAY:
                key = (saturday_of(shift.date), shift.type.block)
                found.setdefault(key, {}).setdefault(doctor, []).append((shift, new))
    return {
        key: seen for key, seen in found.items() if any(new for walk in seen.values() for _s, new in walk)
    }


def _together(
    view: View, rule: WeekendBlock, weekend: date, block: str, seen: dict[str, Walk]
) -> Iterator[Breach]:
    places = view.frame.once((rule.id, "places", block), _places, view, block)
    if len(seen) > places:
        new = {s.id: s for walk in seen.values() for s, is_new in walk if is_new}
        shifts = sorted(new.values(), key=lambda s: view.frame.order[s.id])
        over, who = len(seen) - places, list(seen)
        yield view.breach(rule, "main", None, shifts, over, _many, view, weekend, block, who, places)


def _split(view: View, rule: WeekendBlock, weekend: date, seen: dict[str, Walk]) -> Iterator[Breach]:
    for doctor, walk in seen.items():
        new = [s for s, is_new in walk if is_new]
        if len(walk) > 1 and new:
            every = [s for s, _new in walk]
            yield view.breach(rule, "main", doctor, new, len(walk) - 1, _several, weekend, every)


def _places(view: View, block: str) -> int:
    return max(t.places for t in view.instance.shift_types if t.block == block)


def _many(view: View, weekend: date, block: str, doctors: list[str], places: int) -> str:
    return _("{leger} deler blokken «{blokk}» i helgen {dag}; det bør være høyst {krav}.").format(
        leger=listed(view.name(d) for d in doctors),
        blokk=block,
        dag=day(weekend),
        krav=plural(places, _("1 lege"), _("{n} leger")),
    )


def _several(name: str, weekend: date, shifts: list[Shift]) -> str:
    return _("{navn} har {vakter} i helgen {dag}; de bør deles mellom flere.").format(
        navn=name, vakter=listed(label(s) for s in shifts), dag=day(weekend)
    )
