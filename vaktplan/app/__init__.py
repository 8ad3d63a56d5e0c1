"""The use cases, one function each, the same from the shell and from the web."""

from .explaining import explain
from .planning import check, plan
from .reading import models_in_force, new_workbook, workbook_in
from .whatif import whatif
from .year import next_workbook, plan_year

__all__ = [
    "check",
    "explain",
    "models_in_force",
    "new_workbook",
    "next_workbook",
    "plan",
    "plan_year",
    "whatif",
    "workbook_in",
]
