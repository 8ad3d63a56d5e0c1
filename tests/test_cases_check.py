"""The second witness: each check sees in every case exactly what the case says in words."""

import pytest

from tests.kit import Case, cases
from vaktplan.verify import Verifier


@pytest.mark.parametrize("case", cases(), ids=repr)
def test_the_check_sees_what_the_case_says(case: Case) -> None:
    verdict = Verifier(case.instance, case.book.only(case.rule)).verify(case.roster)
    found = sorted((b.part, b.doctor or "", b.amount) for b in verdict.breaches)
    assert found == case.breaches
    assert all(b.rule == case.rule and b.text.endswith(".") for b in verdict.breaches)
