"""Why: what stands in the way of a roster."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from vaktplan.answers import ExplainAnswer
from vaktplan.domain.instance import Instance
from vaktplan.errors import Fault
from vaktplan.i18n import _
from vaktplan.rulebook.book import Book

from .reading import Warn, read

if TYPE_CHECKING:
    from vaktplan.verify.supply import Short

MOST_TOLD = 3
MOST_TAKES = 100_000  # doctors times shifts; a large municipality's month has half


def explain(
    source: Path, *, on_warning: Warn = lambda fault: None, on_read: Callable[[], None] = lambda: None
) -> ExplainAnswer:
    """Supply and demand of a workbook, before anything is solved."""
    from vaktplan.verify.supply import supply

    instance, book, sha256 = read(source, on_warning)
    on_read()
    return ExplainAnswer(instance=instance, supply=supply(instance, book), input_sha256=sha256)


def foresee(instance: Instance, book: Book, on_warning: Warn) -> None:
    """Warn of the first sets of places that no roster can fill; of a very large instance nothing is foreseen."""
    from vaktplan.verify.supply import supply

    if len(instance.doctors) * len(instance.shifts) > MOST_TAKES:
        return
    short = supply(instance, book).short
    for each in short[:MOST_TOLD]:
        on_warning(_certain(instance, each, len(short)))


def _certain(instance: Instance, short: "Short", count: int) -> Fault:
    from vaktplan.verify.words import label, listed

    shifts = listed(label(instance.shift_by_id[s]) for s in short.shifts)
    what = _("bakvakten som trengs, kan ingen ta") if short.standby else _("flere plasser enn leger som kan")
    hint = _("«vaktplan explain» sier hva som holder hver lege borte (slike i alt: {n})").format(n=count)
    return Fault(shifts, what, hint, "certainly-open")
