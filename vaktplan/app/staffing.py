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
from vaktplan.errors import Fault, InvalidInput
from vaktplan.i18n import _
from vaktplan.planning.plan import Comparison, Scenario
from vaktplan.read.source import workbook_in

from .reading import Warn

if TYPE_CHECKING:
    from vaktplan.planning.facts import Facts
    from vaktplan.rulebook.norms import Norm

YEARS = 4  # that scenarios are compared over
BESIDE = "scenarier.toml"  # beside the workbook, the municipality's own choices


@dataclass(frozen=True)
class Wanted:
    """What is asked of the plan beside its figures."""

    year: int | None = None
    scenarios: Path | None = None  # None: those beside the workbook, else the usual ones
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
    from vaktplan.read.planning import read_planning

    facts, warnings = read_planning(source, projection=wanted.projection)
    for warning in warnings:
        on_warning(warning)
    on_read()
    norms = tuple(load_norms().values())
    instance = _roster_facts(source, facts, on_warning)
    plan = worked_out(facts, norms, instance, year=wanted.year)
    answer = StaffingAnswer(
        plan=plan,
        comparison=_compared(facts, norms, instance, _scenarios(source, wanted, facts)),
        input_sha256=hashlib.sha256(workbook_in(source).read_bytes()).hexdigest(),
        versions=versions.of_everything(),
        warnings=tuple(w for w in warnings if w.code != "rows"),
    )
    if wanted.demand is not None:
        answer = _with_demand(answer, source, wanted.demand)
    return answer if wanted.output is None else _with_papers(answer, wanted.output, made_at)


def _roster_facts(source: Path, facts: "Facts", on_warning: Warn) -> Instance | None:
    """The roster sheets of the same workbook, for the pattern of duty; None where the plan states it or there are none.

    Sheets with faults are not used, and that is said.
    """
    from vaktplan.planning.duty import from_inputs
    from vaktplan.read.workbook import read_workbook

    if from_inputs(facts) is not None:
        return None
    path = workbook_in(source)
    try:
        return read_workbook(path).instance
    except InvalidInput as error:
        faults = [f for f in error.faults if f.code != "missing-sheet"]
        if faults:
            what = _("arkene for vaktplanen har {n} feil; vaktmønsteret er ikke regnet av dem")
            hint = _("«vaktplan plan {fil}» viser feilene").format(fil=path.name)
            on_warning(Fault(path.name, what.format(n=len(faults)), hint, "roster-faults"))
        return None


def _compared(
    facts: "Facts", norms: "Sequence[Norm]", instance: Instance | None, scenarios: Sequence[Scenario]
) -> Comparison:
    """The scenarios beside each other over the first years of the plan."""
    from vaktplan.planning.scenarios import compare

    first = facts.setting.first_year
    years = range(first, min(facts.setting.last_year, first + YEARS - 1) + 1)
    return compare(facts, norms, instance, scenarios, years)


def _scenarios(source: Path, wanted: Wanted, facts: "Facts") -> Sequence[Scenario]:
    """The scenarios asked for, else those beside the workbook, else those that any municipality has."""
    from vaktplan.planning.scenarios import usual
    from vaktplan.read.planning_scenarios import read_scenarios

    beside = workbook_in(source).parent / BESIDE
    if wanted.scenarios is None and not beside.is_file():
        return usual(facts)
    return read_scenarios(wanted.scenarios or beside)


def _with_demand(answer: StaffingAnswer, source: Path, target: Path) -> StaffingAnswer:
    from vaktplan.read.planning_demand import write_demand

    return replace(answer, demand=(str(target), write_demand(source, answer.plan, target)))


def _with_papers(answer: StaffingAnswer, folder: Path, made_at: datetime) -> StaffingAnswer:
    from vaktplan.export.planning import write_papers

    written = write_papers(answer.plan, answer.comparison, folder, made_at, answer.document())
    return replace(answer, files=tuple(map(str, written)))
