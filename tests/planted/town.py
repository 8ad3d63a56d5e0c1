"""Two invented months of a middle-size municipality, each with a lawful roster on file: what breaches are planted in.

Påske 2027 has the change to summer time on 1. påskedag; the turn of 2025 to 2026 has the change of law, jul and nyttår.
Three doctors, Rita, Liv and Vera, have no duty at all, so that duty can be given to them freely.
"""

import json
import sys
from datetime import date, time
from functools import lru_cache
from pathlib import Path
from typing import Any

from tests.kit import BOOK, LINES, TYPES, doctor
from vaktplan.domain.days import DayClass, Period
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Doctor
from vaktplan.domain.roster import Roster
from vaktplan.domain.shifts import Need, ShiftType
from vaktplan.rulebook.rules import Tier

HERE = Path(__file__).parent
SPARE = ("Rita", "Liv", "Vera")
PERIODS = {
    "påske": Period(first=date(2027, 3, 1), last=date(2027, 4, 4)),
    "årsskifte": Period(first=date(2025, 12, 22), last=date(2026, 1, 11)),
}
KIT_TYPES = (
    "kveld",
    "natt",
    "helg",
    "helgkveld",
    "daglv",
    "visitt",
    "tk-kveld",
    "tk-natt",
    "bv-dag",
    "bv-kveld",
    "bv-natt",
    "bv-sted",
)
OWN_TYPES = (
    ShiftType(
        id="ekstra",
        name="Ekstra",
        line="lv",
        start=time(15, 30),
        end=time(23),
        day_classes=(DayClass.SATURDAY,),
        places=2,
        load=3,
        need=Need.ALONE_OR_BACKUP,
    ),
    ShiftType(
        id="tk-lang",
        name="Lang tilkalling",
        line="tk",
        start=time(16),
        end=time(12),
        day_classes=(DayClass.RED_DAY,),
        on_site=False,
        need=Need.ALONE,
    ),
)
ONLY_EASTER = ("daglv", "visitt", "tk-natt", "ekstra", "tk-lang")
LIMITED = ("lv", "tk", "bv", "dag")


def doctors() -> tuple[Doctor, ...]:
    """Seven specialists, a LIS1, a LIS3, a locum, an employed doctor, and three who are spare."""
    return (
        doctor("Kari"),
        doctor("Ola", practice_weekdays=(1, 2, 3)),
        doctor("Per"),
        doctor("Siv", born=date(1966, 2, 1)),
        doctor("Nils"),
        doctor("Eva"),
        doctor("Jon"),
        doctor("Lise", "lis1", lines=("lv",)),
        doctor("Alf", "lis3", lines=LIMITED),
        doctor("Vik", "vikar", lines=LIMITED),
        doctor("Anne", rest_profile="aml", roles=("legevaktslege",)),
        doctor("Rita"),
        doctor("Liv", "lis1"),
        doctor("Vera", "vikar"),
    )


def town(name: str, **fields: Any) -> Instance:
    """The instance of a period, with facts added."""
    types = (*(TYPES[t] for t in KIT_TYPES), *OWN_TYPES)
    return Instance(
        **{
            "municipality": "Prøve",
            "book": "kit",
            "period": PERIODS[name],
            "lines": LINES,
            "shift_types": tuple(t for t in types if name == "påske" or t.id not in ONLY_EASTER),
            "doctors": doctors(),
            **fields,
        }
    )


@lru_cache
def lawful_roster(name: str) -> Roster:
    """The lawful roster on file."""
    return Roster.of(tuple(pair) for pair in json.loads((HERE / f"{name}.json").read_text(encoding="utf-8")))


def fresh_roster(name: str, time_limit: float = 60) -> Roster:
    """A new lawful roster in which the spare doctors have nothing (`python -m tests.planted.town` writes them)."""
    from ortools.sat.python import cp_model

    from vaktplan.solve.rulelist import assemble

    people = ("fairness", "spacing", "feast-memory")
    build = assemble(town(name), BOOK.only(*(rule for rule in BOOK.rules if rule not in people)))
    for (doctor_id, _shift), var in build.variables.items():
        if doctor_id in SPARE:
            build.cp.add(var == 0)
    build.cp.add(sum(v for (d, _s), v in build.variables.items() if d == "Lise") == 4)
    build.cp.add(build.cost(Tier.COVER) == 0)
    build.cp.minimize(build.cost(Tier.LAW))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = time_limit
    status = solver.solve(build.cp)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise RuntimeError(f"no lawful roster: {solver.status_name(status)}")
    return build.roster(list(solver.response_proto.solution))


if __name__ == "__main__":
    for each in sys.argv[1:] or PERIODS:
        pairs = [list(p) for p in fresh_roster(each).pairs]
        text = "[\n" + ",\n".join(json.dumps(p, ensure_ascii=False) for p in pairs) + "\n]\n"
        (HERE / f"{each}.json").write_text(text, encoding="utf-8")
