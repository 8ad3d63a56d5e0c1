"""The blocks of a weekend to one doctor, or split.

In words: the shifts of a block from Friday to Sunday are held by no more doctors than the block has places, or, when
split, by a new doctor each; past ones count, but a weekend that they alone overfill is a breach only when the period
adds to it.
In maths: together: P + Σ z[d] ≤ places, z[d] ⇔ d has some of the shifts, P the doctors who had some before;
split: P + Σ x[d, s] ≤ 1 for each d, P the shifts that d had before; with P above the limit: nothing more is taken;
priced: what is above the limit.
Source: the municipality's own.
"""

from datetime import date

from vaktplan.domain.days import saturday_of
from vaktplan.domain.shifts import Shift
from vaktplan.rulebook.rules import WeekendBlock
from vaktplan.solve.build import Build
from vaktplan.solve.model import Var
from vaktplan.solve.shapes import beyond

Block = tuple[str, date]
FRIDAY = 5


def add(build: Build, rule: WeekendBlock) -> None:
    """Forbid or price what the blocks of a weekend have too much of."""
    past: dict[Block, dict[str, int]] = {}
    new: dict[Block, dict[str, list[Var]]] = {}
    for doctor in build.doctors:
        for duty in build.duties(doctor.id):
            if not _in_block(duty.shift):
                continue
            block = duty.shift.type.block, saturday_of(duty.shift.date)
            if duty.past:
                before = past.setdefault(block, {})
                before[doctor.id] = before.get(doctor.id, 0) + 1
            else:
                new.setdefault(block, {}).setdefault(doctor.id, []).append(duty.on)
    for block, own in sorted(new.items()):
        if rule.mode == "together":
            _together(build, rule, block[0], past.get(block, {}), own)
        else:
            _split(build, rule, past.get(block, {}), own)


def _in_block(shift: Shift) -> bool:
    return bool(shift.type.block) and shift.date.isoweekday() >= FRIDAY


def _together(
    build: Build, rule: WeekendBlock, block: str, past: dict[str, int], own: dict[str, list[Var]]
) -> None:
    places = max(t.places for t in build.instance.shift_types if t.block == block)
    new = [build.any_of(on) for doctor, on in own.items() if doctor not in past]
    every = [v for on in own.values() for v in on]
    beyond(build, rule, "main", None, new, every, past=len(past), limit=places)


def _split(build: Build, rule: WeekendBlock, past: dict[str, int], own: dict[str, list[Var]]) -> None:
    for doctor, on in own.items():
        beyond(build, rule, "main", doctor, on, on, past=past.get(doctor, 0), limit=1)
