"""succession: shift types that may not follow each other."""

from collections.abc import Iterator

from vaktplan.domain.clock import DAY
from vaktplan.domain.instance import Succession
from vaktplan.domain.shifts import Shift
from vaktplan.i18n import _
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import SuccessionRule
from vaktplan.verify.view import View
from vaktplan.verify.words import label


def check(view: View, rule: SuccessionRule) -> Iterator[Breach]:
    """Pairs of a doctor's shifts, the later type in the period, that a row of the workbook forbids."""
    rows: dict[str, list[Succession]] = {}  # by the later type
    for row in view.instance.successions:
        rows.setdefault(row.then, []).append(row)
    for doctor, held in view.busy() if rows else ():
        on = {(s.date, s.type.id): s for s, _new in view.walk(doctor)}
        for then in held:
            for row in rows.get(then.type.id, ()):
                first = on.get((then.date - row.days * DAY, row.first))
                if first is not None and first.id != then.id:
                    pair = sorted((first, then), key=lambda s: view.frame.when(s.id))
                    yield view.breach(rule, "main", doctor, pair, 1, _text, *pair)


def _text(name: str, a: Shift, b: Shift) -> str:
    return _("{navn} har {a} og {b}, en rekkefølge som ikke skal forekomme.").format(
        navn=name, a=label(a), b=label(b)
    )
