"""How many doctors: from the planning sheets to figures, years, scenarios and papers."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from vaktplan import versions
from vaktplan.answers.staffing import StaffingAnswer
from vaktplan.domain.instance import Instance
from vaktplan.errors import InvalidInput
from vaktplan.planning.plan import Comparison, Plan, Scenario

from .reading import Warn

if TYPE_CHECKING:
    from vaktplan.planning.facts import Facts
    from vaktplan.rulebook.norms import Norm

YEARS = 4  # that scenarios are compared over


@dataclass(frozen=True)
class Wanted:
    """What is asked of the plan beside its figures."""

    year: int | None = None
    scenarios: Path | None = None  # None: the standard ones
    projection: Path | None = None  # None: the sheet Framskriving
    output: Path | None = None
    demand: Path | None = None  # a roster workbook to write, with the need as sessions


def staffing(
    source: Path,
    wanted: Wanted,
    *,
    made_at: datetime,
    on_warning: Warn = lambda fault: None,
    on_read: Callable[[], None] = lambda: None,
) -> StaffingAnswer:
    """Work out a plan. Raises InvalidInput with every fault of the sheets, norms, scenarios and projections."""
    from vaktplan.planning.staffing import staffing as worked_out
    from vaktplan.read.models import load_norms
    from vaktplan.read.planning import read_planning, workbook_in

    facts, warnings = read_planning(source, projection=wanted.projection)
    for warning in warnings:
        on_warning(warning)
    on_read()
    norms = tuple(load_norms().values())
    instance = _roster_facts(source)
    plan = worked_out(facts, norms, instance, year=wanted.year)
    answer = StaffingAnswer(
        plan=plan,
        comparison=_compared(facts, norms, instance, wanted, plan),
        input_sha256=hashlib.sha256(workbook_in(source).read_bytes()).hexdigest(),
        versions=versions.of_everything(),
        warnings=tuple(w for w in warnings if w.code != "rows"),
    )
    if wanted.demand is not None:
        answer = _with_demand(answer, source, wanted.demand)
    return answer if wanted.output is None else _with_papers(answer, wanted.output, made_at)


def _roster_facts(source: Path) -> Instance | None:
    """The roster sheets of the same workbook, for the pattern of duty; None where it has none that can be read."""
    from vaktplan.read.workbook import read_workbook

    from .reading import workbook_in

    try:
        return read_workbook(workbook_in(source)).instance
    except InvalidInput:
        return None


def _compared(
    facts: "Facts", norms: "Sequence[Norm]", instance: Instance | None, wanted: Wanted, plan: Plan
) -> Comparison | None:
    """The scenarios beside each other; None where nothing is projected."""
    from vaktplan.planning.scenarios import STANDARD, compare

    scenarios: Sequence[Scenario] = STANDARD
    if wanted.scenarios is not None:
        from vaktplan.read.planning_scenarios import read_scenarios

        scenarios = read_scenarios(wanted.scenarios)
    first = facts.setting.first_year
    years = range(first, min(facts.setting.last_year, first + YEARS - 1) + 1)
    return compare(facts, norms, instance, scenarios, years) if plan.years else None


def _with_demand(answer: StaffingAnswer, source: Path, target: Path) -> StaffingAnswer:
    from vaktplan.read.planning_demand import write_demand

    return replace(answer, demand=(str(target), write_demand(source, answer.plan, target)))


def _with_papers(answer: StaffingAnswer, folder: Path, made_at: datetime) -> StaffingAnswer:
    from vaktplan.export.planning import write_papers

    written = write_papers(answer.plan, answer.comparison, folder, made_at, answer.document())
    return replace(answer, files=tuple(map(str, written)))
