"""A generated district: one row of the table becomes the instance of January 2027, the same for the same seed."""

import random
from collections.abc import Sequence
from datetime import date

from instances.benchmark.around import FIRST, LAST, Around
from instances.benchmark.rows import Row
from instances.benchmark.services import Services
from instances.benchmark.staff import staff
from vaktplan.domain.days import Period
from vaktplan.domain.instance import Instance, Municipality
from vaktplan.domain.people import Doctor, Exemption, Scope

SHARED_FROM = 30  # doctors from which a district of the family has two municipalities


def district(row: Row) -> Instance:
    """The instance of a row."""
    rng = random.Random(row.seed)
    services = Services(row.municipalities, row.doctors)
    lines, types = services.lines(), services.types()
    everybody = staff(rng, row.municipalities, row.doctors, services)
    around = Around(rng, tuple(d for d in everybody if "legevakt" in d.lines))
    exemptions = () if row.short else around.exemptions()
    away = [e.doctor for e in exemptions]
    history = around.history(types, lines, away)
    return Instance(
        municipality=row.municipalities[0],
        unit=f"{row.name} legevakt",
        book=services.book,
        period=Period(first=FIRST, last=LAST),
        lines=lines,
        shift_types=types,
        doctors=everybody,
        municipalities=_shares(row.municipalities, around.taking) if services.shared else (),
        exemptions=exemptions,
        absences=around.absences(_wholly_off(exemptions), short=row.short),
        wishes=around.wishes(),
        history=history,
        feasts_worked=around.feasts(history),
        carried=around.carried(),
        discussed=date(2026, 12, 11),
        published=date(2026, 12, 4),
    )


def family(doctors: int) -> Instance:
    """The district of so many doctors in the family that differs in size alone; from thirty on it is shared by two."""
    towns = ("Siljefjord",) if doctors < SHARED_FROM else ("Siljefjord", "Rognvåg")
    return district(Row(f"Familie {doctors}", towns, doctors, seed=doctors))


def _shares(towns: Sequence[str], taking: Sequence[Doctor]) -> tuple[Municipality, ...]:
    """What each municipality is to carry: as its doctors' shares are, in whole per cent."""
    weight = [sum(d.share_on(FIRST) for d in taking if d.municipality == town) for town in towns]
    percent = [round(100 * w / sum(weight)) for w in weight]
    percent[0] += 100 - sum(percent)
    return tuple(Municipality(name=t, share_percent=p) for t, p in zip(towns, percent, strict=True))


def _wholly_off(exemptions: Sequence[Exemption]) -> list[str]:
    return [e.doctor for e in exemptions if e.scope is Scope.ALL]
