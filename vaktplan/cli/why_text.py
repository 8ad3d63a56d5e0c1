"""Why places stand open, in words."""

import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from vaktplan.domain.instance import Instance
from vaktplan.export.explained import Explanation, WayOut
from vaktplan.export.rulewords import rule_in_a_sentence
from vaktplan.export.whylines import Helps, helps, said, ways_head
from vaktplan.i18n import _
from vaktplan.verify.words import label

from .show import wrapped

if TYPE_CHECKING:
    from vaktplan.verify.whynot import Obstacle, WhyOpen

FEW = 4  # so many doctors are named one by one; more are counted


def why_lines(instance: Instance, why: "Iterable[WhyOpen]", most: int) -> list[str]:
    """A line for each open place (the first `most`): what keeps each doctor of the line from it."""
    lines = []
    for each in list(why)[:most]:
        shift = instance.shift_by_id[each.shift]
        text = f"- {label(shift)}: {_obstacles(instance, each.obstacles)}"
        lines += textwrap.wrap(text, 78, initial_indent="  ", subsequent_indent="    ")
    return [_("Hvorfor noe er udekket:"), *lines] if lines else []


def explained_lines(instance: Instance, explanations: Iterable[Explanation]) -> list[str]:
    """Why each shift cannot have one doctor more, reason by reason, and what would help."""
    return [line for each in explanations for line in _explained(instance, each)]


def _explained(instance: Instance, explanation: Explanation) -> list[str]:
    told = said(instance, explanation)
    lines = wrapped(told.head, "")
    lines += [line for each in (*told.reasons, *told.swaps) for line in wrapped(f"- {each}")]
    lines += wrapped(told.proof) if told.proof else []
    lines += _helps(told.ways)
    return [*lines, *(wrapped(told.untried) if told.untried else [])]


def ways_lines(instance: Instance, ways: Iterable[WayOut]) -> list[str]:
    """Who may decide what would help."""
    return _helps([helps(instance, way) for way in ways])


def _helps(ways: Sequence[Helps]) -> list[str]:
    lines = [f"  {ways_head()}"] if ways else []
    return [*lines, *(line for way in ways for line in wrapped(f"- {way}", "    "))]


def _obstacles(instance: Instance, obstacles: "tuple[Obstacle, ...]") -> str:
    if not obstacles:
        return _("ingen lege har denne tjenestelinjen")
    free = [o for o in obstacles if not o.rules]
    if free:
        names = ", ".join(instance.doctor_by_id[o.doctor].name for o in free[:FEW])
        return _("kan tas av {leger} uten at noe krav brytes; let lenger, eller lås den").format(leger=names)
    if len(obstacles) <= FEW:
        return "; ".join(f"{instance.doctor_by_id[o.doctor].name}: {_titles(o.rules)}" for o in obstacles)
    counts: dict[str, int] = {}
    for o in obstacles:
        counts[o.rules[0]] = counts.get(o.rules[0], 0) + 1
    parts = ", ".join(f"{rule_in_a_sentence(r)} {n}" for r, n in sorted(counts.items(), key=lambda p: -p[1]))
    return _("ingen av {n} leger kan ({grunner})").format(n=len(obstacles), grunner=parts)


def _titles(rules: Iterable[str]) -> str:
    return ", ".join(rule_in_a_sentence(r) for r in rules)
