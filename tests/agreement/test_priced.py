"""Where a book may price what it usually forbids, the model charges each case exactly its amounts."""

import pytest

from tests.agreement.priced import NEVER_PRICED, model_says_otherwise, priced
from tests.kit import Case, cases

CASES = [case for case in cases() if case.rule not in NEVER_PRICED]


@pytest.mark.parametrize("case", CASES, ids=repr)
def test_the_model_charges_what_the_case_says(case: Case) -> None:
    assert not model_says_otherwise(case, priced(case.book.only(case.rule), case.rule))
