"""What stands in the way, in words, at most 80 columns wide."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from vaktplan.domain.days import DayClass
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Wish
from vaktplan.export.words import TIERS
from vaktplan.i18n import N_, _
from vaktplan.rulebook.rules import Coverage, Tier
from vaktplan.verify.words import dates, label, listed, sentence

from .show import period_heading, rule_in_a_sentence, wrapped
from .whyme_text import why_me_lines

if TYPE_CHECKING:
    from vaktplan.answers import ExplainAnswer
    from vaktplan.answers.explaining import Explained, Swap
    from vaktplan.domain.roster import Change
    from vaktplan.rulebook.breach import Breach
    from vaktplan.solve.ways import Way
    from vaktplan.verify.supply import LineSupply, Place, Short

DAYS = {
    DayClass.WEEKDAY: N_("hverdag"),
    DayClass.EVE: N_("helgeaften"),
    DayClass.SATURDAY: N_("lørdag"),
    DayClass.RED_DAY: N_("rød dag"),
}
DECIDERS = {
    "doctor": N_("legen"),
    "coordinator": N_("koordinatoren"),
    "chief": N_("kommuneoverlegen"),
}
WAYS = {
    "wish": N_("{lege} gir fra seg et «må ha fri»."),
    "course": N_("{lege} flytter kurset sitt."),
    "extra": N_("be {lege} om frivillig å gå {mer} over regelbokens grense ({regel})."),
    "limit": N_("{lege} går {mer} over sin egen grense ({regel})."),
    "lock": N_("ta bort låsen av {lege} til {vakt}."),
    "session": N_("flytt {vakt} til en annen dag."),
    "fritak": N_("utsett {lege} sitt fritak etter skjønn."),
    "on_site": N_("la {lege} være på stedet som bakvakt denne ene gangen."),
    "locum": N_("lei inn en lege som kan stå alene, til denne ene vakten."),
}
LITTLE = {  # the same for the one shift alone
    "wish": N_("{lege} gir fra seg et «må ha fri», bare for denne vakten."),
    "fritak": N_("la {lege} sitt fritak etter skjønn vike for denne ene vakten."),
}
FEW = 4  # so many names or dates are told; more are counted
MOST = 12  # shortfalls told


def told(made: "ExplainAnswer") -> str:
    """What the coordinator should know before the search."""
    found, instance = made.supply, made.instance
    lines = wrapped(period_heading(instance), "")
    if made.why_me:
        return "\n".join([*lines, *(line for why in made.why_me for line in why_me_lines(instance, why))])
    lines += wrapped(
        _("Før det letes: hvem som kan ta hver vakt, av fakta alene. Hvile og tak gjør rommet mindre."), ""
    )
    lines += _table(instance, found.lines)
    lines += _short(instance, found.short, {p.shift: p for p in found.places})
    lines += _locks(found.locks)
    lines += _vain(instance, found.vain)
    lines += _removed(instance, made.removed)
    lines += [line for each in made.explained for line in why_lines(made, each)]
    if made.quiet:
        lines += wrapped(_("Ingenting å forklare: det er leger nok til hver vakt, og ingenting strider."), "")
    return "\n".join(lines)


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


def _removed(instance: Instance, takes: "Iterable[tuple[str, str]]") -> list[str]:
    found = [
        line
        for doctor, shift in takes
        for line in wrapped(f"- {instance.doctor_by_id[doctor].name}: {label(instance.shift_by_id[shift])}")
    ]
    head = _("Disse kan ikke ta vakten de har i planen; den regnes som udekket:")
    return [*wrapped(head, ""), *found] if found else []


def why_lines(made: "ExplainAnswer", explained: "Explained") -> list[str]:
    """Why a shift cannot have one doctor more, reason by reason."""
    name, conflict = label(made.instance.shift_by_id[explained.shift]), explained.conflict
    if explained.out_of_time:
        return wrapped(
            _("Tiden rakk ikke til å finne ut hvorfor {vakt} er udekket. Prøv lengre --time-limit.").format(
                vakt=name
            ),
            "",
        )
    if conflict is None:
        text = _(
            "{vakt}: kan dekkes uten at noen annen plass blir udekket. La det letes lenger, eller lås den."
        )
        told = [_swap(made.instance, explained.shift, swap) for swap in explained.swaps]
        return [*wrapped(text.format(vakt=name), ""), *(line for each in told for line in wrapped(each))]
    head = _("{vakt} kan ikke dekkes, fordi:").format(vakt=name)
    lines = wrapped(head[:1].upper() + head[1:], "")
    who: dict[tuple[str, str], list[str]] = {}
    for reason in conflict.reasons:
        who.setdefault((reason.rule, made.cite(reason, explained.shift)), []).append(reason.who)
    lines += [line for (rule, cite), of in who.items() for line in wrapped(_reason(made, rule, cite, of))]
    said = (
        _("Uten hvilken som helst av dem kunne den dekkes (prøvd én for én).")
        if conflict.minimal
        else _("Dette er det minste som ble funnet; det er ikke bevist at alt trengs.")
    )
    return [*lines, *wrapped(said), *_ways(made.instance, explained.ways)]


def _swap(instance: Instance, shift: str, swap: "Swap") -> str:
    """Who takes the place, who takes over what from whom, and how much dearer it is."""
    names = {d.id: d.name for d in instance.doctors}
    own = listed(names[d] for c in swap.changes if c.shift == shift for d in c.came)
    parts = [_("{leger} tar den").format(leger=own)]
    parts += [_moved(instance, change, names) for change in swap.changes if change.shift != shift]
    dearer = [f"{_(TIERS[Tier(t)])} {n:+d}".replace("-", "−") for t, n in swap.dearer.items() if n]
    return sentence("- " + "; ".join(parts) + (f" ({', '.join(dearer)})" if dearer else ""))


def _moved(instance: Instance, change: "Change", names: dict[str, str]) -> str:
    if not change.came:
        text = _("{andre} slipper {vakt}")
    else:
        text = _("{leger} tar {vakt} etter {andre}") if change.left else _("{leger} tar {vakt}")
    return text.format(
        leger=listed(names[d] for d in change.came),
        vakt=label(instance.shift_by_id[change.shift]),
        andre=listed(names[d] for d in change.left),
    )


def _ways(instance: Instance, ways: "Iterable[Way]") -> list[str]:
    """Who may decide what would help."""
    texts = []
    for way in ways:
        told = LITTLE if way.shift and way.kind.value in LITTLE else WAYS
        text = _(told[way.kind.value]).format(
            lege=instance.doctor_by_id[way.doctor].name if way.doctor else "",
            vakt=label(instance.shift_by_id[way.shift]) if way.shift else "",
            regel=rule_in_a_sentence(way.rule) if way.rule else "",
            mer=way.more,
        )
        texts += wrapped(f"- {_(DECIDERS[way.decider.value])}: {text}", "    ")
    return ["  " + _("Dette hjelper (hver for seg prøvd i hele planen):"), *texts] if texts else []


def _reason(made: "ExplainAnswer", rule: str, cite: str, of: Sequence[str]) -> str:
    """A rule, its paragraph, and whom it holds; for coverage what must be covered too."""
    if rule == Coverage.id:
        shifts = [label(made.instance.shift_by_id[s]) for s in of]
        those = listed(shifts) if len(of) <= FEW else _("{n} andre vakter").format(n=len(of))
        return sentence(_("- {vakter} skal også dekkes").format(vakter=those))
    names = [made.instance.doctor_by_id[d].name for d in of if d]
    those = listed(names) if 0 < len(names) <= FEW else _("{n} leger").format(n=len(names)) if names else ""
    text = f"- {rule_in_a_sentence(rule)}" + (f" ({cite})" if cite else "") + (f": {those}" if those else "")
    return sentence(text)
