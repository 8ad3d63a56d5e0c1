"""What stands in the way, in words, at most 80 columns wide."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from vaktplan.domain.days import DayClass
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Wish
from vaktplan.export.rulewords import rule_in_a_sentence
from vaktplan.i18n import N_, _
from vaktplan.verify.words import dates, label, listed, sentence

from .fairness_text import fairness_lines, frontier_lines
from .show import file_lines, period_heading, wrapped
from .why_text import explained_lines
from .whyme_text import why_me_lines

if TYPE_CHECKING:
    from vaktplan.answers import ExplainAnswer
    from vaktplan.rulebook.breach import Breach
    from vaktplan.verify.supply import LineSupply, Place, Short

DAYS = {
    DayClass.WEEKDAY: N_("hverdag"),
    DayClass.EVE: N_("helgeaften"),
    DayClass.SATURDAY: N_("lørdag"),
    DayClass.RED_DAY: N_("rød dag"),
}
FEW = 4  # so many names or dates are told; more are counted
MOST = 12  # shortfalls told


def told(made: "ExplainAnswer") -> str:
    """What the coordinator should know before the search."""
    found, instance = made.supply, made.instance
    lines = wrapped(period_heading(instance), "")
    if made.why_me:
        lines += [line for why in made.why_me for line in why_me_lines(instance, why)]
        return "\n".join([*lines, *_files(made)])
    if made.fairness is not None:
        return "\n".join([*lines, *fairness_lines(instance, made.fairness)])
    if made.frontier is not None:
        return "\n".join([*lines, *frontier_lines(instance, made.frontier)])
    lines += wrapped(
        _("Før det letes: hvem som kan ta hver vakt, av fakta alene. Hvile og tak gjør rommet mindre."), ""
    )
    lines += _table(instance, found.lines)
    lines += _short(instance, found.short, {p.shift: p for p in found.places})
    lines += _locks(found.locks)
    lines += _vain(instance, found.vain)
    lines += _removed(instance, made.removed)
    lines += explained_lines(instance, made.explanations)
    if made.quiet:
        lines += wrapped(_("Ingenting å forklare: det er leger nok til hver vakt, og ingenting strider."), "")
    return "\n".join([*lines, *_files(made)])


def _removed(instance: Instance, takes: "Iterable[tuple[str, str]]") -> list[str]:
    found = [
        line
        for doctor, shift in takes
        for line in wrapped(f"- {instance.doctor_by_id[doctor].name}: {label(instance.shift_by_id[shift])}")
    ]
    head = _("Disse kan ikke ta vakten de har i planen; den regnes som udekket:")
    return [*wrapped(head, ""), *found] if found else []


def _files(made: "ExplainAnswer") -> list[str]:
    return [_("Filer:"), *file_lines(made.files)] if made.files else []


def _table(instance: Instance, lines: "Iterable[LineSupply]") -> list[str]:
    names = {line.id: line.name for line in instance.lines}
    row = "  {line:<26.26} {days:<11.11} {places:>7} {able:>9}  {tight}"
    found = [
        row.format(
            line=_("linje"),
            days=_("dager"),
            places=_("plasser"),
            able=_("leger"),
            tight=_("uten noen å spare"),
        )
    ]
    for line in lines:
        able = f"{line.fewest}–{line.most}" if line.fewest < line.most else str(line.most)
        few = ", ".join(f"{day:%d.%m.}" for day in line.tight[:FEW])
        more = _(" og {n} til").format(n=len(line.tight) - FEW) if len(line.tight) > FEW else ""
        found.append(
            row.format(
                line=names[line.line],
                days=_(DAYS[line.day_class]),
                places=line.places,
                able=able,
                tight=few + more,
            ).rstrip()
        )
    return found


def _short(instance: Instance, short: "tuple[Short, ...]", places: "dict[str, Place]") -> list[str]:
    """Each set of places that together have too few doctors, and what keeps the others of the line."""
    found = [_("Sikkert udekket, uansett hvordan det planlegges:")] if short else []
    for each in short[:MOST]:
        found += wrapped(sentence(_one_short(instance, each)))
        for shift in each.standby or each.shifts:
            found += wrapped(_kept(instance, places[shift]), "    ")
    if len(short) > MOST:
        found.append("  " + _("… og {n} til (alle med --json)").format(n=len(short) - MOST))
    return found


def _one_short(instance: Instance, short: "Short") -> str:
    shifts = listed(label(instance.shift_by_id[s]) for s in short.shifts)
    if short.standby:
        shifts = _("bakvakt for {vakter}").format(vakter=shifts)
    if not short.able:
        return _("- {vakter}: ingen lege kan").format(vakter=shifts)
    names = listed(instance.doctor_by_id[d].name for d in short.able)
    return _("- {vakter}: {n} plasser, og bare {leger} kan").format(
        vakter=shifts, n=short.places, leger=names
    )


def _kept(instance: Instance, place: "Place") -> str:
    """What keeps the doctors of the line from a shift, rule by rule with its paragraph."""
    who: dict[tuple[str, str], list[str]] = {}
    for kept in place.kept:
        first = kept.breaches[0]
        who.setdefault((first.rule, first.cite), []).append(instance.doctor_by_id[kept.doctor].name)
    parts = []
    for (rule, cite), names in who.items():
        those = listed(names) if len(names) <= FEW else _("{n} leger").format(n=len(names))
        source = f" ({cite})" if cite else ""
        parts.append(f"{rule_in_a_sentence(rule)}{source}: {those}")
    if not parts:
        return _("Ingen lege har denne tjenestelinjen.")
    return sentence(_("Holdt borte av {grunner}").format(grunner="; ".join(parts)))


def _locks(locks: "Iterable[Breach]") -> list[str]:
    found = [line for b in locks for line in wrapped(f"- {b.text}" + (f" ({b.cite})" if b.cite else ""))]
    return [_("Låst, men forbudt:"), *found] if found else []


def _vain(instance: Instance, wishes: "Iterable[Wish]") -> list[str]:
    found = []
    for wish in wishes:
        name = instance.doctor_by_id[wish.doctor].name
        when = dates(wish.first, wish.last) if wish.first else _("når som helst")
        found += wrapped(
            _("- {navn} ønsker vakt ({når}), men kan ikke ta noen av dem.").format(navn=name, når=when)
        )
    return [_("Ønsker om vakt som ingen plan kan oppfylle:"), *found] if found else []
