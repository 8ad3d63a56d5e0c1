"""What is changed from the plan before: which duty, who left it, who came."""

from dataclasses import dataclass

from vaktplan.domain.roster import changes_since
from vaktplan.i18n import _

from .view import View


@dataclass(frozen=True)
class ChangeLine:
    """One duty that others hold than before."""

    shift: str
    when: str
    left: str
    came: str


def lines(view: View) -> tuple[ChangeLine, ...]:
    """Every duty that has changed hands since the plan that is replanned, in the order of time."""
    return tuple(
        ChangeLine(c.shift, view.when(c.shift), _names(view, c.left), _names(view, c.came))
        for c in changes_since(view.instance, view.report.roster)
    )


def intro(view: View) -> str:
    """How many there are."""
    found = len(lines(view))
    if not found:
        return _("Ingen vakter er endret fra planen før.")
    return _("Vakter som er endret fra planen før: {n}").format(n=found)


def _names(view: View, doctors: tuple[str, ...]) -> str:
    return ", ".join(view.names.get(d, d) for d in doctors) or _("ingen")
