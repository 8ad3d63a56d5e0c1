"""stability: when replanning, what was told stays."""

from collections.abc import Iterator

from vaktplan.domain.shifts import Shift
from vaktplan.i18n import _
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import Stability
from vaktplan.verify.view import View
from vaktplan.verify.words import label


def check(view: View, rule: Stability) -> Iterator[Breach]:
    """Assignments of the earlier roster that this one does not hold."""
    for pair in view.instance.base:
        if pair.doctor not in view.holders.get(pair.shift, ()):
            shift = view.instance.shift_by_id[pair.shift]
            yield view.breach(rule, "main", pair.doctor, [shift], 1, _text, shift)


def _text(name: str, shift: Shift) -> str:
    return _("{navn} hadde {vakt} i forrige utgave av vaktplanen, men har den ikke lenger.").format(
        navn=name, vakt=label(shift)
    )
