"""What `staffing` answers."""

from dataclasses import dataclass
from typing import Any

from vaktplan.errors import Fault
from vaktplan.planning.figure import Figure
from vaktplan.planning.plan import Comparison, Plan


@dataclass(frozen=True)
class StaffingAnswer:
    """A plan for the doctors, the scenarios set beside it, and what was written."""

    plan: Plan
    comparison: Comparison | None
    input_sha256: str
    versions: dict[str, str]
    warnings: tuple[Fault, ...] = ()
    demand: tuple[str, int] | None = (
        None  # the workbook that the need was written to, and its sessions a week
    )
    files: tuple[str, ...] = ()

    def document(self) -> dict[str, Any]:
        """The JSON document."""
        plan = self.plan
        return {
            "command": "staffing",
            "status": "ok",
            "municipality": plan.facts.setting.municipality,
            "status_on": plan.facts.setting.status_on.isoformat(),
            "year": plan.year,
            "figures": {f.key: _figure(f) for f in plan.figures},
            "years": [y.model_dump(mode="json") for y in plan.years],
            "houses": [h.model_dump(mode="json") for h in plan.houses],
            "half_years": list(plan.half_years),
            "rotation": [r.model_dump(mode="json") for r in plan.rotation],
            "contradictions": [c.model_dump(mode="json") for c in plan.contradictions],
            "measures": [m.model_dump(mode="json") for m in plan.facts.measures],
            "scenarios": [] if self.comparison is None else _scenarios(self.comparison),
            "demand": None
            if self.demand is None
            else {"file": self.demand[0], "sessions_a_week": self.demand[1]},
            "warnings": [w.as_document() for w in self.warnings],
            "files": list(self.files),
            "input_sha256": self.input_sha256,
            "versions": self.versions,
        }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "title": figure.title,
        "value": figure.value,
        "rounded": figure.rounded,
        "unit": figure.unit,
        "formula": figure.formula,
        "inputs": [i.model_dump(mode="json") for i in figure.inputs],
        "rounding": figure.rounding.value,
        "digits": figure.digits,
        "source": figure.source,
        "status": figure.status,
        "low": figure.low,
        "high": figure.high,
        "note": figure.note,
    }


def _scenarios(comparison: Comparison) -> list[dict[str, Any]]:
    return [
        {
            **result.scenario.model_dump(mode="json"),
            "outcomes": [o.model_dump(mode="json") for o in result.outcomes],
        }
        for result in comparison.results
    ]
