"""What every command that plans month after month says after each, and how it ends."""

from typing import TYPE_CHECKING

from vaktplan.errors import Interrupted
from vaktplan.i18n import _

if TYPE_CHECKING:
    from vaktplan.answers import PlanAnswer, YearAnswer
    from vaktplan.answers.physicians import PhysiciansAnswer
    from vaktplan.domain.days import Period

    from .progress import Progress


def after_month(progress: "Progress", month: "Period", answer: "PlanAnswer | None") -> None:
    """Say how a month went; after one that someone asked to stop at while it was being written, go no further."""
    from .year_text import month_line

    progress.done()
    month_line(month, answer)
    if progress.stopped:
        raise Interrupted(_("Avbrutt. Månedene så langt er skrevet; fortsett med --resume."))


def exit_code(made: "YearAnswer | PhysiciansAnswer") -> int:
    """0 all well · 1 a fault in vaktplan · 4 not publishable, or a month without a roster · 130 stopped."""
    if made.disagreement:
        return 1
    if made.interrupted:
        return 130
    return 0 if made.complete and not made.hard and not made.open_places else 4
