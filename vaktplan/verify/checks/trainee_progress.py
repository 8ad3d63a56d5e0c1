"""trainee-progress: LIS1 have a fair number of duties, spread, never more than others, never two together."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import combinations
from math import ceil, floor

from vaktplan.domain.shifts import Need, Shift
from vaktplan.i18n import N_, _
from vaktplan.ledger.standing import always_backed
from vaktplan.ledger.tally import is_duty
from vaktplan.ledger.trainees import fair_duties
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import TraineeProgress
from vaktplan.verify.standing import alone
from vaktplan.verify.view import View
from vaktplan.verify.words import day, label, listed, number, plural

MOST = N_("{navn} (LIS1) har {antall} i perioden, mot høyst {krav}; den rettferdige delen er {andel}.")
LEAST = N_("{navn} (LIS1) har {antall} i perioden, mot minst {krav}; den rettferdige delen er {andel}.")


def check(view: View, rule: TraineeProgress) -> Iterator[Breach]:
    """Trainees with too many, too few or too close duties, and duties with too many who need a bakvakt."""
    for trainee, fair in view.frame.once((rule.id, "fair"), fair_duties, view.instance, view.book).items():
        duties = [s for s in view.takes[trainee] if is_duty(s)]
        for part, text, limit, amount in (
            ("too_many", MOST, ceil(fair), len(duties) - ceil(fair)),
            ("too_few", LEAST, floor(fair), floor(fair) - len(duties)),
        ):
            if amount > 0:
                facts = (text, len(duties), limit, fair)
                yield view.breach(rule, part, trainee, duties, amount, _count, *facts)
        yield from _spread(view, rule, trainee)
    for shift in view.instance.shifts:
        if shift.need is Need.ALONE_OR_BACKUP:
            new = [d for d in view.holders.get(shift.id, ()) if _backed(view, d, shift)]
            over = len(new) - rule.most_together
            if over > 0:
                yield view.breach(rule, "together", None, [shift], over, _together, view, rule, shift, new)


def _spread(view: View, rule: TraineeProgress, trainee: str) -> Iterator[Breach]:
    walk = [(s, new) for s, new in view.walk(trainee) if is_duty(s)]
    new = {s.date for s, is_new in walk if is_new}
    for i, j in combinations(sorted({s.date for s, _new in walk}), 2):
        close = rule.days - (j - i).days
        if close > 0 and j in new:
            both = [s for s, _new in walk if s.date in (i, j)]
            yield view.breach(rule, "spread", trainee, both, close, _close, rule, i, j)


def _backed(view: View, doctor: str, shift: Shift) -> bool:
    who = view.instance.doctor_by_id[doctor]
    return always_backed(view.book.standing, who) or not alone(view, doctor, shift.date)


def _count(name: str, text: str, count: int, limit: int, fair: Fraction) -> str:
    duties = plural(count, _("1 vakt"), _("{n} vakter"))
    return _(text).format(navn=name, antall=duties, krav=limit, andel=number(float(fair)))


def _close(name: str, rule: TraineeProgress, i: date, j: date) -> str:
    apart = plural((j - i).days, _("bare 1 dag"), _("bare {n} dager"))
    return _(
        "{navn} (LIS1) har vakt både {i} og {j}, {avstand} fra hverandre; det bør være minst {krav}."
    ).format(navn=name, i=day(i), j=day(j), avstand=apart, krav=rule.days)


def _together(view: View, rule: TraineeProgress, shift: Shift, new: list[str]) -> str:
    return _(
        "På {vakt} er det {antall} leger som må ha bakvakt ({leger}); det kan være høyst {krav}."
    ).format(
        vakt=label(shift),
        antall=len(new),
        leger=listed(view.name(d) for d in new),
        krav=rule.most_together,
    )
