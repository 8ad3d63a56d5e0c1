"""How the load of shared duty falls on the municipalities that have agreed to share it."""

from vaktplan.domain.base import Fact
from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.domain.shifts import Line


class HomeShare(Fact):
    """One municipality's part of the load of shared duty, beside what is agreed."""

    municipality: str
    load: int
    percent: float  # of the load of all shared duty that somebody holds
    agreed: float


def home_shares(instance: Instance, roster: Roster) -> tuple[HomeShare, ...]:
    """Each municipality with an agreed share, in order; nothing when fewer than two have one."""
    agreed = {m.name: m.share_percent for m in instance.municipalities if m.share_percent is not None}
    if len(agreed) < 2:
        return ()
    loads = dict.fromkeys((d.municipality for d in instance.doctors), 0)
    for doctor, shift_id in roster.pairs:
        shift = instance.shift_by_id[shift_id]
        if _shared(shift.line) and not shift.on_demand:
            loads[instance.doctor_by_id[doctor].municipality] += shift.type.load
    whole = sum(loads.values())
    return tuple(
        HomeShare(
            municipality=name,
            load=loads.get(name, 0),
            percent=round(100 * loads.get(name, 0) / whole, 2) if whole else 0.0,
            agreed=percent,
        )
        for name, percent in agreed.items()
    )


def _shared(line: Line) -> bool:
    return line.out_of_hours and len(line.municipalities) != 1
