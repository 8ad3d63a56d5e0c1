"""locked: what is locked stands."""

from collections.abc import Iterator

from vaktplan.domain.shifts import Shift
from vaktplan.i18n import _
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import Locked
from vaktplan.verify.view import View
from vaktplan.verify.words import label


def check(view: View, rule: Locked) -> Iterator[Breach]:
    """Locks that the roster does not hold."""
    for pair in view.instance.locks:
        if pair.doctor not in view.holders.get(pair.shift, ()):
            shift = view.instance.shift_by_id[pair.shift]
            yield view.breach(rule, "main", pair.doctor, [shift], 1, _text, shift)


def _text(name: str, shift: Shift) -> str:
    return _("Låsen av {navn} på {vakt} er ikke fulgt.").format(navn=name, vakt=label(shift))
