"""home-share: the load shared between municipalities as agreed."""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from vaktplan.domain.shifts import Shift
from vaktplan.i18n import _
from vaktplan.ledger.shares import exact
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import HomeShare
from vaktplan.verify.view import View
from vaktplan.verify.words import number


def check(view: View, rule: HomeShare) -> Iterator[Breach]:
    """Municipalities that carry more or less than their share of the load of shared duty."""
    agreed = [(m.name, m.share_percent) for m in view.instance.municipalities if m.share_percent is not None]
    if len(agreed) < 2:
        return
    loads: dict[str, int] = {}
    for doctor, held in view.busy():
        home = view.instance.doctor_by_id[doctor].municipality
        loads[home] = loads.get(home, 0) + sum(s.type.load for s in held if _shared(s))
    total = sum(loads.values())
    for name, percent in agreed:
        share, load = exact(percent, 2), loads.get(name, 0)
        off = abs(100 * load - share * total) - rule.tolerance_percent * total
        amount = ceil(off / Fraction(100))
        if amount > 0:
            yield view.breach(rule, "main", None, [], amount, _text, name, load, total, share)


def _shared(shift: Shift) -> bool:
    return shift.line.out_of_hours and not shift.on_demand and len(shift.line.municipalities) != 1


def _text(name: str, load: int, total: int, share: Fraction) -> str:
    return _(
        "{kommune} bærer {prosent} % av belastningen ({del_} av {hele} poeng); avtalt er {avtalt} %."
    ).format(
        kommune=name,
        prosent=number(100 * load / total),
        del_=load,
        hele=total,
        avtalt=number(float(share)),
    )
