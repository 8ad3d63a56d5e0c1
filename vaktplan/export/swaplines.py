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
    own = tuple(d for c in swap.changes if c.shift == shift for d in c.came)
    parts = [_("{leger} tar den").format(leger=_names(names, own))]
    parts += [_moved(instance, change, names) for change in swap.changes if change.shift != shift]
    dearer = [f"{_(TIERS[Tier(t)])} {n:+d}".replace("-", "−") for t, n in swap.dearer.items() if n]
    return sentence("; ".join(parts) + (f" ({', '.join(dearer)})" if dearer else ""))


def _moved(instance: Instance, change: Change, names: dict[str, str]) -> str:
    """A shift that changes hands so that it goes up: bakvakt comes and goes with who needs it."""
    shift = label(instance.shift_by_id[change.shift])
    if not change.came:
        return _("{andre} slipper {vakt}").format(andre=_names(names, change.left), vakt=shift)
    came = _names(names, change.came)
    if not change.left:
        return _("{leger} tar {vakt}").format(leger=came, vakt=shift)
    return _("{leger} tar {vakt} etter {andre}").format(
        leger=came, vakt=shift, andre=_names(names, change.left)
    )


def _names(names: dict[str, str], doctors: tuple[str, ...]) -> str:
    return listed(names[d] for d in doctors)
