"""What a breach is called, and how many there are."""

from vaktplan.i18n import _
from vaktplan.rulebook.breach import Breach

from . import words
from .view import View


def summary(view: View) -> str:
    """How many of each."""
    verdict = view.report.verdict
    soft = [b for b in verdict.soft if b.rule != "fairness" and b.part != "open_place"]
    return _(
        "{udekket} udekkede plasser · {lov} lovbrudd · {avvik} avvik (rettferdig andel står i vaktregnskapet)"
    ).format(udekket=sum(view.missing.values()), lov=len(verdict.hard), avvik=len(soft))


def kind(breach: Breach) -> str:
    """What a breach is called."""
    return _("UDEKKET") if breach.part == "open_place" else _(words.BREACHES[breach.level])


def rule_text(breach: Breach) -> str:
    """The rule, and its part when it has several."""
    part = words.part_title(breach.part)
    return f"{words.rule_title(breach.rule)}: {part}" if part else words.rule_title(breach.rule)
