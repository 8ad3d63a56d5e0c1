"""The decision paper of what was compared."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from vaktplan.answers import WhatIfAnswer
from vaktplan.answers.whatif import fairness
from vaktplan.errors import UsageError
from vaktplan.export.memo import Alternative, Case, write_memo
from vaktplan.i18n import _
from vaktplan.whatif.changes import Claim, Grant


def memo(
    answer: WhatIfAnswer,
    folder: Path,
    *,
    made_at: datetime,
    reference: str = "",
    alternatives: Sequence[WhatIfAnswer] = (),
) -> tuple[Path, ...]:
    """Write the paper as docx and HTML. Raises UsageError when something else than fritak is asked."""
    return write_memo(case_of(answer, made_at, reference, alternatives), folder)


def case_of(
    answer: WhatIfAnswer, made_at: datetime, reference: str, alternatives: Sequence[WhatIfAnswer] = ()
) -> Case:
    """The paper's content from the answer."""
    found = answer.comparison
    first = found.months[0]
    return Case(
        instance=answer.instance,
        book=answer.book,
        comparison=found,
        fairness=(fairness(first.refused), fairness(first.granted)),
        input_sha256=answer.input_sha256,
        book_sha256=answer.book_sha256,
        versions=answer.versions,
        time_limit=answer.time_limit,
        made_at=made_at,
        reference=reference,
        alternatives=tuple(
            Alternative(a.comparison.scenario.titles(a.instance), a.comparison) for a in alternatives
        ),
    )


def about_fritak(changes: Sequence[tuple[str, str]]) -> None:
    """Raise UsageError when a paper cannot be made of some changes (kind, short form)."""
    kinds = {kind for kind, _form in changes}
    if not kinds <= {Grant.model_fields["kind"].default, Claim.model_fields["kind"].default}:
        raise UsageError(_("saksframlegget gjelder søknader om fritak: bruk bare --grant eller --claim"))
    if len(kinds) > 1:
        raise UsageError(_("skjønn og rett er to saker: lag ett saksframlegg for --grant og ett for --claim"))
