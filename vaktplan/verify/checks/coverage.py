"""coverage: each shift has the doctors it needs, and no more."""

from collections.abc import Iterator

from vaktplan.domain.shifts import SFS_KINDS, Shift
from vaktplan.i18n import _
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import Coverage
from vaktplan.verify.view import View
from vaktplan.verify.words import label, listed, plural


def check(view: View, rule: Coverage) -> Iterator[Breach]:
    """Open places of regular shifts, and more doctors on a shift than it has places for."""
    for shift in view.instance.shifts:
        names = view.holders.get(shift.id, [])
        lacking = shift.places - len(names)
        if lacking > 0 and shift.wanted:
            part = "open_place" if shift.line.kind in SFS_KINDS else "open_session"
            yield view.breach(rule, part, None, [shift], lacking, _open, shift, lacking)
        if lacking < 0:
            yield view.breach(rule, "too_many", None, [shift], -lacking, _crowded, view, shift)


def _open(shift: Shift, lacking: int) -> str:
    return _("Udekket plass: {vakt} mangler {leger} av {behov}.").format(
        vakt=label(shift), leger=plural(lacking, _("1 lege"), _("{n} leger")), behov=shift.places
    )


def _crowded(view: View, shift: Shift) -> str:
    holders = view.holders[shift.id]
    return _("For mange på {vakt}: {leger} er satt opp, men det er {plasser}.").format(
        vakt=label(shift),
        leger=listed(view.name(d) for d in holders),
        plasser=plural(shift.places, _("bare 1 plass"), _("bare {n} plasser")),
    )
