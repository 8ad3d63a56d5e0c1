"""How an open place could be filled by few changes, in a sentence."""

from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Change
from vaktplan.i18n import _
from vaktplan.rulebook.rules import Tier
from vaktplan.verify.words import label, listed, sentence

from .explained import Swap
from .words import TIERS


def swapped(instance: Instance, shift: str, swap: Swap) -> str:
    """Who takes the place, who takes over what from whom, and how much dearer it is."""
    names = {d.id: d.name for d in instance.doctors}
    own = listed(names[d] for c in swap.changes if c.shift == shift for d in c.came)
    parts = [_("{leger} tar den").format(leger=own)]
    parts += [_moved(instance, change, names) for change in swap.changes if change.shift != shift]
    dearer = [f"{_(TIERS[Tier(t)])} {n:+d}".replace("-", "−") for t, n in swap.dearer.items() if n]
    return sentence("; ".join(parts) + (f" ({', '.join(dearer)})" if dearer else ""))


def _moved(instance: Instance, change: Change, names: dict[str, str]) -> str:
    if not change.came:
        text = _("{andre} slipper {vakt}")
    else:
        text = _("{leger} tar {vakt} etter {andre}") if change.left else _("{leger} tar {vakt}")
    return text.format(
        leger=listed(names[d] for d in change.came),
        vakt=label(instance.shift_by_id[change.shift]),
        andre=listed(names[d] for d in change.left),
    )
