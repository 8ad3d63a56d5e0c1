"""The answer of `drill` in words, at most 80 columns wide."""

from datetime import date
from typing import TYPE_CHECKING, Any

from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Change
from vaktplan.export import words
from vaktplan.export.explained import Swap, WayOut
from vaktplan.export.swaplines import swapped
from vaktplan.i18n import N_, _
from vaktplan.verify.words import label, listed

from .show import period_heading, wrapped
from .why_text import ways_lines

if TYPE_CHECKING:
    from vaktplan.answers.drill import DrillAnswer
    from vaktplan.fleet import Result

FEW = 3  # stand-ins who are named
COUNTED = {
    "steps-in": N_("noen kan steppe inn som planen står"),
    "swap": N_("kan dekkes når andre bytter"),
    "hole": N_("hull: kan ikke dekkes ved siden av det andre"),
    "unknown": N_("ikke avklart i tide"),
    "idle": N_("bakvakt som ingen på vakt trenger"),
}


def result_line(result: "Result", finished: int, total: int) -> str:
    """One date, as it comes."""
    head = f"{finished:>{len(str(total))}}/{total}  {result.id}"
    if not result.done:
        return f"{head}  {result.reason}"[:79]
    drills = (result.answer or {})["drills"]
    holes = sum(lost["outlook"] == "hole" for d in drills for lost in d["lost"])
    return head + _("  {n:>2} fravær, {hull} hull").format(n=len(drills), hull=holes)


def summary(made: "DrillAnswer") -> str:
    """The counts, a row for each date and doctor, and a plan B for each hole."""
    lines = [period_heading(made.instance), ""]
    lines += [f"  {n:>4}  {_(COUNTED[o])}" for o, n in made.counts.items() if n]
    lines += ["", *(line for d in made.drills for line in _drill(made.instance, d))]
    lines += wrapped(
        _("{n} fravær på {min} min. Hvert fravær er prøvd alene; det som var før datoen, er låst.").format(
            n=len(made.drills), min=words.number(made.seconds / 60, 1)
        ),
        "",
    )
    lines += [line for text in made.missing for line in wrapped(text)]
    if made.interrupted:
        lines.append(_("Avbrutt. Med -o er det som er ferdig, lagret; samme kommando igjen fortsetter."))
    return "\n".join(lines)


def _drill(instance: Instance, drill: dict[str, Any]) -> list[str]:
    """A doctor away on a date: a line for each lost shift, and what it takes."""
    name = instance.doctor_by_id[drill["doctor"]].name
    day = date.fromisoformat(drill["date"])
    lines = [f"{words.weekday_short(day)} {day:%d.%m.} {name}"]
    for lost in drill["lost"]:
        lines += wrapped(f"{label(instance.shift_by_id[lost['shift']])}: {_outlook(instance, lost)}")
        lines += _plan_b(instance, lost)
    for freed in drill["released"]:
        text = _("{lege} slipper da {vakt}: ingen på vakt trenger den")
        who = instance.doctor_by_id[freed["doctor"]].name
        lines += wrapped(text.format(lege=who, vakt=label(instance.shift_by_id[freed["shift"]])))
    return lines


def _outlook(instance: Instance, lost: dict[str, Any]) -> str:
    outlook = lost["outlook"]
    if outlook != "steps-in":
        return _(COUNTED[outlook])
    names = [instance.doctor_by_id[d].name for d in lost["stand_ins"]]
    more = _(" (og {n} til)").format(n=len(names) - FEW) if len(names) > FEW else ""
    return _("kan tas av {leger}").format(leger=listed(names[:FEW])) + more


def _plan_b(instance: Instance, lost: dict[str, Any]) -> list[str]:
    """The swap that fills it, or what would help."""
    if lost["changes"]:
        changes = (Change(c["shift"], tuple(c["left"]), tuple(c["came"])) for c in lost["changes"])
        told = swapped(instance, lost["shift"], Swap(changes=tuple(changes), dearer={}))
        return wrapped(f"- {told}", "    ")
    return ways_lines(instance, [WayOut.model_validate(way) for way in lost["ways"]])
