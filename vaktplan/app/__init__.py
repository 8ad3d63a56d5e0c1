"""The use cases, one function each, the same from the shell and from the web."""

from vaktplan.read.source import workbook_in

from .explaining import explain
from .planning import check, plan
from .reading import models_in_force, new_workbook
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
