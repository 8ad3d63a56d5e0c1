"""fairness: each measure shared by the printed formula."""

from collections.abc import Iterator

from vaktplan.domain.shifts import Shift
from vaktplan.i18n import N_, _
from vaktplan.ledger.shares import Share, fair_shares
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import MEASURES, Fairness
from vaktplan.verify.view import View
from vaktplan.verify.words import number, plural

UNITS = {  # one, many
    "load": (N_("{n} poeng belastning"), N_("{n} poeng belastning")),
    "nights": (N_("1 nattevakt"), N_("{n} nattevakter")),
    "weekends": (N_("1 helgevakt"), N_("{n} helgevakter")),
    "feasts": (N_("1 vakt i høytid"), N_("{n} vakter i høytider")),
    "bakvakt": (N_("1 bakvakt"), N_("{n} bakvakter")),
}


def check(view: View, rule: Fairness) -> Iterator[Breach]:
    """Every doctor and measure whose count costs something by its distance from the fair share."""
    shares = view.frame.once((rule.id, "shares"), fair_shares, view.instance, view.book)
    for doctor, held in view.takes.items():
        worths = [(s, _worths(view, rule, s)) for s in held]
        for i, measure in enumerate(MEASURES):
            count = sum(w[i] for _s, w in worths)
            share = shares[doctor][measure]
            amount = view.frame.once(
                (rule.id, doctor, measure, count), share.cost, count, rule.steep(measure)
            )
            if amount:
                shifts = [s for s, w in worths if w[i]]
                yield view.breach(rule, measure, doctor, shifts, amount, _text, share, count)


def _worths(view: View, rule: Fairness, shift: Shift) -> tuple[int, ...]:
    return view.frame.once((rule.id, "worth", shift.id), _worth, view, shift)


def _worth(view: View, shift: Shift) -> tuple[int, ...]:
    """What a shift counts in each measure, in the order of MEASURES."""
    if not shift.line.shared:
        return (0, 0, 0, 0, 0)
    if shift.on_demand:
        return (0, 0, 0, 0, 1)
    frame, i = view.frame, shift.id
    night, weekend, feast = frame.night[i], bool(frame.weekends[i]), bool(frame.feasts[i])
    return (shift.type.load, int(night), int(weekend), int(feast), 0)


def _text(name: str, share: Share, count: int) -> str:
    one, many = UNITS[share.measure]
    return _("{navn} får {antall}; rettferdig andel er {andel}.").format(
        navn=name, antall=plural(count, _(one), _(many)).format(n=count), andel=number(float(share.target))
    )
