"""What the use cases answer, and the JSON document of each."""

from .explaining import ExplainAnswer
from .models import ModelsAnswer
from .planning import CheckAnswer, PlanAnswer
from .whatif import WhatIfAnswer
from .year import YearAnswer

__all__ = ["CheckAnswer", "ExplainAnswer", "ModelsAnswer", "PlanAnswer", "WhatIfAnswer", "YearAnswer"]
