"""Every key of every JSON document stands in docs/json.md."""

import json
from pathlib import Path

from tests.example import best_answer
from vaktplan import app
from vaktplan.answers import CheckAnswer
from vaktplan.cli.main import failure

PAGE = (Path(__file__).parent.parent / "docs" / "json.md").read_text(encoding="utf-8")


def test_every_key_is_on_the_page() -> None:
    plan = best_answer()
    assert plan.outcome.roster is not None and plan.verdict is not None
    check = CheckAnswer(plan.instance, plan.book, plan.outcome.roster, plan.verdict, "")
    models = app.models_in_force(plan.instance.period.first)
    documents = [plan.document(), check.document(), models.document(), models.document()["norms"][0]]
    documents += [plan.document()["breach_list"][0], failure("plan", 3, "x", faults=[], files=[], hint="")]
    keys = {key for d in json.loads(json.dumps(documents)) for key in d}
    assert sorted(k for k in keys if f"`{k}`" not in PAGE) == []
