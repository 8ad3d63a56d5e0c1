"""The wall's facts out of published rosters: who is on duty at an instant, and who comes next."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.domain.shifts import LineKind, Shift

from .source import Post, Wall

ON_DUTY = (LineKind.LEGEVAKT, LineKind.TILKALLING, LineKind.BAKVAKT, LineKind.OEHD, LineKind.BEREDSKAP)
AHEAD = timedelta(hours=36)
MOST = 12  # posts ahead: what fits a wall


def wall(plans: Iterable[tuple[Instance, Roster]], now: datetime, phone: str) -> Wall:
    """The wall at an instant. Duty alone: sessions at nursing homes and clinics are no duty to call."""
    plans = list(plans)
    lines = list(dict.fromkeys(line.name for i, _r in plans for line in i.lines))
    posts = [_post(i, r, s) for i, r in plans for s in i.shifts if _shown(s, r)]
    posts.sort(key=lambda p: (lines.index(p.line), p.start, p.end, p.what))
    unit = plans[-1][0].unit if plans else ""
    on = tuple(p for p in posts if p.start <= now < p.end)
    soon = sorted((p for p in posts if now < p.start <= now + AHEAD), key=lambda p: p.start)
    return Wall(unit, phone, on, tuple(soon[:MOST]))


def _shown(shift: Shift, roster: Roster) -> bool:
    """Whether the wall has a shift: a duty that somebody holds, or that somebody should."""
    return shift.line.kind in ON_DUTY and (shift.wanted or shift.id in roster.doctors_of)


def _post(instance: Instance, roster: Roster, shift: Shift) -> Post:
    names = tuple(instance.doctor_by_id[d].name for d in roster.doctors_of.get(shift.id, ()))
    return Post(shift.line.name, shift.type.name, shift.start, shift.end, names, shift.on_demand)
